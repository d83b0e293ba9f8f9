// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/error_words.h>
#include <viewmodels/listening_view_model.h>

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

const QString limitCode = u"stream_limit_reached"_s;
constexpr qint64 keepEveryMs = 5'000;

bool isParental(const Error &error)
{
    using rules::ParentalReason;
    for (const ParentalReason reason :
         {ParentalReason::ExplicitContent, ParentalReason::Kind, ParentalReason::QuietHours, ParentalReason::DailyLimit}) {
        if (error.code == rules::reasonCode(reason))
            return true;
    }
    return false;
}

Error stopped(const QString &code, const QString &detail, std::optional<TimePoint> until, TimePoint now)
{
    Error error{ErrorKind::Forbidden, code, detail};
    if (until)
        error.retryAfterMs = std::max<qint64>(0, (*until - now).count());
    return error;
}

} // namespace

ListeningViewModel::ListeningViewModel(const Parts &parts) : m_parts(parts), m_rules(parts.settings.parentalRules())
{
    connect(&parts.ticks, &TickWatch::answered, this, &ListeningViewModel::answered, Qt::QueuedConnection);
    connect(&parts.watch, &PlayerWatch::changed, this, &ListeningViewModel::look);
    connect(&parts.session, &SessionViewModel::profileChanged, this, &ListeningViewModel::askFamily);
    connect(&parts.settings, &SettingsViewModel::languageChanged, this, &ListeningViewModel::changed);
    askFamily();
}

QString ListeningViewModel::title() const
{
    if (!m_error)
        return {};
    if (m_error->code != limitCode)
        return tr("Time for something else");
    const auto reached = wire::streamLimitReached(*m_error);
    const QString device = reached ? reached->playingOn : QString();
    if (m_takenOver)
        return device.isEmpty() ? tr("Another device plays now") : tr("Playing on %1 now").arg(device);
    return device.isEmpty() ? tr("Playing on another device") : tr("Playing on %1").arg(device);
}

QString ListeningViewModel::message() const
{
    if (!m_error)
        return {};
    if (m_error->code == limitCode)
        return m_takenOver ? tr("Your plan plays on no more devices at a time, so it stopped here. Play here again instead?")
                           : tr("Your plan plays on no more devices at a time. Play here instead?");
    const QString sentence = errorSentence(*m_error);
    if (!m_error->retryAfterMs)
        return sentence;
    const TimePoint until = m_since + std::chrono::milliseconds(*m_error->retryAfterMs);
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(until.time_since_epoch().count());
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_since.time_since_epoch().count());
    const QLocale locale(m_parts.settings.effectiveLanguage());
    const QString time = locale.toString(at.time(), QLocale::ShortFormat);
    if (at.date() == now.date())
        return sentence + u' ' + tr("You can go on at %1.").arg(time);
    if (at.date() == now.date().addDays(1))
        return sentence + u' ' + tr("You can go on tomorrow at %1.").arg(time);
    return sentence + u' ' + tr("You can go on on %1 at %2.").arg(locale.toString(at.date(), QLocale::LongFormat), time);
}

bool ListeningViewModel::canTakeOver() const
{
    return m_shown && m_error && m_error->code == limitCode;
}

void ListeningViewModel::takeOver()
{
    if (!canTakeOver())
        return;
    dismiss();
    m_parts.player.takeOver();
}

void ListeningViewModel::dismiss()
{
    m_shown = false;
    Q_EMIT changed();
}

void ListeningViewModel::answered(const PlaybackId &session, const wire::TickAnswer &answer)
{
    m_unansweredMs = 0;
    if (!answer.stop)
        return;
    // A child's time is up whatever plays; what another device took over is over only as far as it still plays.
    const wire::PlaybackStop &stop = *answer.stop;
    if (stop.code != limitCode)
        return m_parts.player.halt(stopped(stop.code, u"The server wants it to end."_s, stop.until, m_parts.clock.now()));
    if (m_parts.watch.state().current.session == session)
        m_parts.player.halt(wire::toError(wire::StreamLimitReached{stop.playingOn}));
}

void ListeningViewModel::look()
{
    const player::PlayerState &state = m_parts.watch.state();
    if (state.error != m_error) {
        m_error = state.error;
        m_since = m_parts.clock.now();
        m_takenOver = state.status == player::PlaybackStatus::Paused;
        m_shown = m_error && (m_error->code == limitCode || isParental(*m_error));
        Q_EMIT changed();
    }
    if (!m_rules)
        return;
    count(state.current);
    if (state.status == player::PlaybackStatus::Playing && m_unansweredMs >= outOfReachMs)
        judge();
}

// What was heard, by the day of the family.
void ListeningViewModel::count(const player::ItemReport &current)
{
    if (current.session != m_session) {
        m_session = current.session;
        m_renderedMs = 0;
    }
    const qint64 heardMs = current.renderedMs - m_renderedMs;
    if (heardMs <= 0)
        return;
    m_renderedMs = current.renderedMs;
    m_unansweredMs += heardMs;
    m_unkeptMs += heardMs;
    if (m_unkeptMs < keepEveryMs)
        return;
    const QDate today = rules::dayOf(m_parts.clock.now(), m_rules->timeZone);
    m_parts.settings.setHeard(today, heardToday().count());
    m_unkeptMs = 0;
}

std::chrono::milliseconds ListeningViewModel::heardToday()
{
    const QDate today = rules::dayOf(m_parts.clock.now(), m_rules->timeZone);
    return std::chrono::milliseconds(m_parts.settings.heardMs(today) + m_unkeptMs);
}

void ListeningViewModel::judge()
{
    const TimePoint now = m_parts.clock.now();
    // Whether the track is explicit was asked when it was opened, and is not known here.
    const rules::ContentFacts facts{u"track"_s, false};
    const auto verdict = rules::mayPlay(m_rules->controls, m_rules->timeZone, heardToday(), now, facts);
    const bool byTime = verdict.reason == rules::ParentalReason::QuietHours || verdict.reason == rules::ParentalReason::DailyLimit;
    if (byTime)
        m_parts.player.halt(stopped(rules::reasonCode(verdict.reason), rules::reasonAdvice(verdict.reason), verdict.until, now));
}

void ListeningViewModel::askFamily()
{
    if (m_parts.session.userId().isNull())
        return;
    m_parts.api.account().family(this, [this](const Result<wire::Family> &family) {
        if (family)
            takeRules(*family);
    });
}

void ListeningViewModel::takeRules(const wire::Family &family)
{
    const UserId me = m_parts.session.userId();
    const auto row = std::find_if(family.members.begin(), family.members.end(), [&](const auto &member) { return member.id == me; });
    const bool child = row != family.members.end() && row->role == wire::FamilyRole::Child && row->controls;
    m_rules = child ? std::optional(rules::ParentalState{*row->controls, family.timeZone}) : std::nullopt;
    m_parts.settings.setParentalRules(m_rules);
}

} // namespace melody::app
