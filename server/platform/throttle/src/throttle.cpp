// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <throttle/sql.h>
#include <throttle/throttle.h>

#include <telemetry/telemetry.h>

#include <QtCore/QCryptographicHash>

namespace melody::throttle {
namespace {

using namespace Qt::StringLiterals;

const db::Actor platformRole{"melody_platform"};
constexpr int alarmAfter = 4; // times the free failures
constexpr qsizetype shownKeyBytes = 6;

QByteArray keyOf(const Subject &subject)
{
    return QCryptographicHash::hash((subject.kind + u'\n' + subject.name).toUtf8(), QCryptographicHash::Sha256);
}

// Failures of the last day; the row is locked, so that guesses at the same time are counted one after the other.
int failuresOf(db::Transaction &transaction, const QByteArray &key, TimePoint now)
{
    transaction.exec(sql::ensureAttempts, {key, now});
    const auto row = transaction.exec(sql::lockAttempts, {key}).first();
    return row && row->get<TimePoint>("last_failed_at") + failureMemory > now ? row->get<int>("failures") : 0;
}

int countOne(db::Transaction &transaction, const Subject &subject, TimePoint now)
{
    const QByteArray key = keyOf(subject);
    const int failures = failuresOf(transaction, key, now) + 1;
    transaction.exec(sql::countFailure, {key, failures, now, now + delayAfter(failures, subject.policy)});
    return failures;
}

// In one order everywhere, so that two transactions never wait for each other.
QList<Subject> inOrder(QList<Subject> subjects)
{
    std::sort(subjects.begin(), subjects.end(), [](const Subject &a, const Subject &b) { return keyOf(a) < keyOf(b); });
    return subjects;
}

} // namespace

std::chrono::milliseconds delayAfter(int failures, const Policy &policy)
{
    if (failures < policy.free)
        return std::chrono::milliseconds(0);
    const int doublings = std::min(failures - policy.free, 40);
    return std::min(policy.longest, std::chrono::milliseconds(policy.base.count() * (qint64(1) << doublings)));
}

Result<void> Throttle::check(const QList<Subject> &subjects)
{
    const TimePoint now = m_clock.now();
    return m_database.run(platformRole, [&](db::Transaction &transaction) -> Result<void> {
        TimePoint until{};
        for (const Subject &subject : subjects) {
            if (const auto row = transaction.exec(sql::blockedUntil, {keyOf(subject)}).first())
                until = std::max(until, row->get<TimePoint>("blocked_until"));
        }
        if (until <= now)
            return {};
        Error error{ErrorKind::RateLimited, u"too_many_attempts"_s, u"Too many attempts; wait a little."_s};
        error.retryAfterMs = (until - now).count();
        return tl::unexpected(std::move(error));
    });
}

Result<void> Throttle::failed(const QList<Subject> &subjects)
{
    const TimePoint now = m_clock.now();
    const QList<Subject> ordered = inOrder(subjects);
    QList<int> failures;
    const auto counted = m_database.run(platformRole, [&](db::Transaction &transaction) -> Result<void> {
        failures.clear();
        for (const Subject &subject : ordered)
            failures.append(countOne(transaction, subject, now));
        transaction.exec(sql::forgetAttempts, {now - failureMemory});
        return {};
    });
    for (qsizetype i = 0; counted && i < ordered.size(); ++i)
        tellOf(ordered[i], failures[i]);
    return counted;
}

void Throttle::tellOf(const Subject &subject, int failures) const
{
    if (!m_telemetry || failures % (alarmAfter * std::max(1, subject.policy.free)) != 0)
        return;
    const QString key = QString::fromLatin1(keyOf(subject).first(shownKeyBytes).toHex());
    m_telemetry->log(telemetry::Level::Warning, u"throttle.guessing"_s,
                     {{u"kind"_s, subject.kind}, {u"failures"_s, failures}, {u"key"_s, key}});
    m_telemetry->count(QByteArrayLiteral("melody_guessing_alarms_total"), 1, "kind=\"" + subject.kind.toLatin1() + '"');
}

Result<void> Throttle::succeeded(const Subject &subject)
{
    return m_database.run(platformRole, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::clearAttempts, {keyOf(subject)});
        return {};
    });
}

Result<bool> Throttle::spend(const Subject &subject)
{
    const TimePoint now = m_clock.now();
    return m_database.run(platformRole, [&](db::Transaction &transaction) -> Result<bool> {
        if (failuresOf(transaction, keyOf(subject), now) >= subject.policy.free)
            return false;
        countOne(transaction, subject, now);
        return true;
    });
}

} // namespace melody::throttle
