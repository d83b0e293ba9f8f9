// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/audit_view_model.h>

#include <viewmodels/billing_words.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QLocale>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QString personText(const std::optional<wire::AuditPerson> &person)
{
    if (!person)
        return AuditViewModel::tr("The system");
    return person->user ? person->user->toString() : AuditViewModel::tr("forgotten (%1)").arg(hex(person->pseudonym));
}

// A day, or nothing when the field is empty; the bool says whether it could be read.
std::pair<QDateTime, bool> dayOf(const QString &text, int plusDays)
{
    if (text.trimmed().isEmpty())
        return {{}, true};
    const QDate date = QDate::fromString(text.trimmed(), Qt::ISODate);
    return {date.isValid() ? date.addDays(plusDays).startOfDay() : QDateTime(), date.isValid()};
}

QVariantMap fact(const QString &name, const QString &value)
{
    return {{u"name"_s, name}, {u"value"_s, value}};
}

} // namespace

void AuditViewModel::load()
{
    if (app() == nullptr)
        return;
    const int serial = ++m_asked;
    m_shown = -1;
    setLoading();
    const auto request = [this](remote::Done<wire::AuditPage> done) { app()->api().staff().audit(m_filter, {}, this, std::move(done)); };
    app()->stepUp()->guard<wire::AuditPage>(this, request, [this, serial](const Result<wire::AuditPage> &page) {
        if (serial != m_asked)
            return;
        if (!page)
            return setFailed(page.error());
        m_entries = page->items;
        m_cursor = page->nextCursor;
        setReady();
        refresh();
        loadCheckpoints();
    });
}

void AuditViewModel::loadCheckpoints()
{
    app()->api().staff().checkpoints({}, this, [this](const Result<wire::AuditCheckpointPage> &page) {
        if (!page)
            return refuse(page.error());
        m_checkpoints = page->items;
        refresh();
    });
}

void AuditViewModel::loadMore()
{
    const int serial = m_asked;
    if (m_cursor.isEmpty() || !begin([this] { loadMore(); }))
        return;
    app()->api().staff().audit(m_filter, m_cursor, this, [this, serial](const Result<wire::AuditPage> &page) {
        if (!page)
            return refuse(page.error());
        finish();
        if (serial != m_asked)
            return;
        m_entries += page->items;
        m_cursor = page->nextCursor;
        refresh();
    });
}

void AuditViewModel::filter(const QString &action, const QString &actor, const QString &subject, const QString &firstDay,
                            const QString &lastDay)
{
    const auto [from, fromRead] = dayOf(firstDay, 0);
    const auto [to, toRead] = dayOf(lastDay, 1);
    const auto isId = [](const QString &id) { return id.trimmed().isEmpty() || UserId::parse(id.trimmed()).has_value(); };
    m_badFilter = !fromRead || !toRead || !isId(actor) || !isId(subject);
    Q_EMIT changed();
    if (m_badFilter)
        return;
    m_filter = {action.trimmed(), actor.trimmed(), subject.trimmed(), from, to};
    load();
}

QString AuditViewModel::filterError() const
{
    return m_badFilter ? tr("Days look like 2026-05-14, and people are given by their id.") : QString();
}

QString AuditViewModel::coverage() const
{
    if (m_checkpoints.isEmpty())
        return tr("There is no signed checkpoint yet.");
    const wire::AuditCheckpoint &newest = m_checkpoints.first();
    return tr("Checkpoint %1 of %2 signs entries 1 to %3. The server lists checkpoints; \"melodyctl audit verify\" proves them.")
        .arg(QString::number(newest.number), timeText(newest.createdAt, language()), QString::number(newest.entries));
}

void AuditViewModel::refresh()
{
    QList<QVariantMap> rows;
    for (const wire::AuditEntry &entry : m_entries)
        rows.append(
            {{u"sequence"_s, entry.sequence},
             {u"title"_s, u"%1 · %2"_s.arg(QString::number(entry.sequence), entry.action)},
             {u"subtitle"_s, u"%1 · %2"_s.arg(timeText(entry.at, language()), entry.role.isEmpty() ? tr("The system") : entry.role)}});
    m_rows.show(std::move(rows));
    QList<QVariantMap> checkpoints;
    for (const wire::AuditCheckpoint &point : m_checkpoints)
        checkpoints.append(
            {{u"title"_s, tr("Checkpoint %1").arg(point.number)},
             {u"subtitle"_s, tr("Entries 1 to %1 · %2").arg(QString::number(point.entries), timeText(point.createdAt, language()))},
             {u"facts"_s, QVariantList{fact(tr("Tree hash"), hex(point.root)), fact(tr("Key"), hex(point.key))}}});
    m_checkpointRows.show(std::move(checkpoints));
    Q_EMIT changed();
}

void AuditViewModel::showDetails(int row)
{
    m_shown = row == m_shown || row < 0 || row >= m_entries.size() ? -1 : row;
    Q_EMIT changed();
}

QVariantList AuditViewModel::details() const
{
    if (m_shown < 0 || m_shown >= m_entries.size())
        return {};
    const wire::AuditEntry &entry = m_entries[m_shown];
    const bool covered = !m_checkpoints.isEmpty() && entry.sequence <= m_checkpoints.first().entries;
    QVariantList facts{fact(tr("Who"), personText(entry.actor)),
                       fact(tr("Whom"), entry.subject ? personText(entry.subject) : QString()),
                       fact(tr("Object"), entry.object),
                       fact(tr("Reason"), entry.forgotten ? tr("Forgotten: the key to it was destroyed.") : entry.reason),
                       fact(tr("Details"), entry.details.isEmpty()
                                               ? QString()
                                               : QString::fromUtf8(QJsonDocument(entry.details).toJson(QJsonDocument::Compact))),
                       fact(tr("Before"), hex(entry.before)),
                       fact(tr("After"), hex(entry.after)),
                       fact(tr("Trace"), hex(entry.traceId)),
                       fact(tr("Chain hash"), hex(entry.hash)),
                       fact(tr("Signed"), covered ? tr("Yes, by a checkpoint") : tr("Not yet: the next checkpoint will"))};
    facts.removeIf([](const QVariant &row) { return row.toMap().value(u"value"_s).toString().isEmpty(); });
    return facts;
}

} // namespace melody::app
