// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Another device's player in this one's window: what is shown of it, and what presses do to it.

#include "executor.h"

namespace melody::handover {

using namespace Qt::StringLiterals;

namespace {

constexpr Ms shownFor{10 * 60'000}; // after it was paused, over a queue of this device
constexpr Ms answerPatience{6'000}; // for a state that follows a command
constexpr size_t maxToSend = 20;

} // namespace

bool Executor::isListed() const
{
    const SignInId &device = m_facts.server.state.device;
    return std::any_of(m_devices.cbegin(), m_devices.cend(), [&](const auto &each) { return each.id == device; });
}

// The device that has it can be expected to do what it is asked to.
bool Executor::answers() const
{
    return isListed() && !isGone(m_facts) && m_silentVersion != m_facts.server.version;
}

bool Executor::showsElsewhere() const
{
    if (m_user.isNull() || m_facts.self.isNull() || !isElsewhere(m_facts) || m_facts.own.playing)
        return false;
    const wire::PlayerState &state = m_facts.server.state;
    const bool recent = m_facts.server.now - m_facts.server.changedAt + (m_facts.now - m_facts.readAt) < shownFor;
    return m_facts.own.queue.isEmpty() || (state.playing && answers()) || recent;
}

player::PlayerState Executor::elsewhereState()
{
    const wire::PlayerState &state = m_facts.server.state;
    player::PlayerState shown = m_local; // sound, sleep and quality stay this device's
    const auto contents = [](const player::PlayQueue &queue) {
        QList<ContentId> ids;
        for (const player::QueueItem &item : queue.items())
            ids.append(item.content);
        return ids;
    };
    if (!m_edited) {
        if (contents(m_queue) != state.queue)
            m_queue = m_book.queueOf(state); // with entries of their own
        m_queue.moveTo(state.index);
        const auto wanted = m_book.queueOf(state).repeat();
        if (m_queue.repeat() != wanted)
            m_queue.setRepeat(wanted);
    }
    m_book.describe(m_queue);
    shown.queue = m_queue;
    const auto item = m_queue.current();
    const bool plays = state.playing && answers();
    shown.status = !item ? player::PlaybackStatus::Stopped : plays ? player::PlaybackStatus::Playing : player::PlaybackStatus::Paused;
    shown.current = {};
    shown.current.item = item.value_or(player::QueueItem());
    shown.durationMs = item ? item->durationMs : 0;
    const qint64 position = answers() ? positionNow(m_facts) : state.positionMs;
    shown.positionMs = shown.durationMs > 0 ? std::min(position, shown.durationMs) : position;
    shown.bufferedToMs = shown.durationMs;
    shown.volume = double(state.volumePercent) / 100;
    shown.muted = false;
    shown.lead.reset();
    shown.refusal.reset();
    shown.error.reset();
    shown.canUndo = false;
    shown.canRedo = false;
    return shown;
}

void Executor::show()
{
    m_facts.now = now();
    if (m_pressed && m_facts.now - m_pressed->first > answerPatience) {
        m_pressed.reset();
        m_silentVersion = m_facts.server.version;
        if (m_observer.failed)
            m_observer.failed({ErrorKind::Unavailable, u"device_silent"_s, u"The other device did not answer."_s});
    }
    const bool elsewhere = showsElsewhere();
    const bool ticks = elsewhere && ((m_facts.server.state.playing && answers()) || m_pressed);
    if (ticks != m_ticking.isActive())
        ticks ? m_ticking.start() : m_ticking.stop();
    std::optional<player::PlayerState> state;
    if (elsewhere)
        state = elsewhereState();
    m_shown.showElsewhere(state);
    {
        const std::lock_guard lock(m_mutex);
        const bool turned = m_isShown == elsewhere;
        m_isShown = !elsewhere;
        if (m_observer.shown && (elsewhere || turned))
            m_observer.shown(elsewhere ? *state : m_local);
    }
    Standing standing;
    standing.devices = m_devices;
    standing.self = m_facts.self;
    standing.playsOn = elsewhere ? m_facts.server.state.device : m_facts.server.version > 0 ? m_facts.self : SignInId();
    standing.goingTo = m_facts.transfer ? m_facts.transfer->target : SignInId();
    if (standing == m_standing)
        return;
    m_standing = standing;
    if (m_observer.changed)
        m_observer.changed(m_standing);
}

void Executor::transferTo(const SignInId &device)
{
    using Source = Transfer::Source;
    const bool elsewhere = showsElsewhere();
    if (m_facts.self.isNull() || m_facts.transfer || device.isNull())
        return;
    if (device == (elsewhere ? m_facts.server.state.device : m_facts.self) && !(elsewhere && !answers()))
        return;
    const bool plays = elsewhere ? m_facts.server.state.playing : m_facts.own.playing;
    m_facts.transfer =
        Transfer{.target = device, .source = elsewhere ? Source::Server : Source::Own, .play = plays || device == m_facts.self};
    proceed();
}

void Executor::leave(std::function<void()> done)
{
    m_left = std::move(done);
    m_facts.transfer.reset();
    m_parts.player.pause();
    proceed();
    if (m_user.isNull())
        leaveIfQuiet(true);
}

// What the player was told reaches it after the facts of now: while it plays, its pause is waited for.
void Executor::leaveIfQuiet(bool isTold)
{
    const bool isQuiet = !m_facts.own.playing && !m_facts.isAsking && (isElsewhere(m_facts) || !m_facts.server.state.playing);
    if (m_left && (isTold || m_facts.self.isNull() || isQuiet))
        QTimer::singleShot(0, this, std::exchange(m_left, {}));
}

void Executor::press(const Press &press)
{
    using What = Press::What;
    if (!showsElsewhere())
        return;
    const wire::PlayerState &state = m_facts.server.state;
    switch (press.what) {
    case What::Pause:
        return send(u"pause"_s);
    case What::Resume:
        if (!answers())
            return transferTo(m_facts.self);
        send(u"play"_s);
        m_resumes = true; // it may be gone since the devices were asked for
        return lookForDevices();
    case What::Next:
        return send(u"next"_s);
    case What::Previous:
        return send(u"previous"_s);
    case What::Seek:
        return send(u"seek"_s, std::max<qint64>(0, press.number));
    case What::Volume:
        m_volumeBefore = state.volumePercent;
        return send(u"volume"_s, 0, int(std::lround(std::clamp(press.volume, 0.0, 1.0) * 100)));
    case What::Muted:
        if (state.volumePercent > 0)
            m_volumeBefore = state.volumePercent;
        return send(u"volume"_s, 0, state.volumePercent > 0 ? 0 : m_volumeBefore);
    case What::Play:
        return play(press.queue, press.number);
    case What::JumpTo: {
        player::PlayQueue queue = m_queue;
        if (queue.moveTo(int(press.number)))
            play(queue, 0);
        return;
    }
    case What::Edit:
        return edit(press.edit);
    }
}

// Other music, on the device that plays.
void Executor::play(const player::PlayQueue &queue, qint64 positionMs)
{
    m_book.learn(queue);
    if (!answers())
        return m_parts.player.play(queue, positionMs);
    player::PlayerState wanted;
    wanted.queue = queue;
    wanted.positionMs = positionMs;
    m_facts.transfer =
        Transfer{.target = m_facts.server.state.device, .source = Transfer::Source::Rows, .rows = stateOf(wanted, m_facts.self)};
    proceed();
}

// Rows of another device's queue: they are the server's, and that device takes them up from there.
void Executor::edit(const std::function<void(player::PlayQueue &)> &edit)
{
    if (edit) {
        if (!m_edited)
            m_edited = m_queue;
        edit(*m_edited);
        m_queue = *m_edited;
        m_book.learn(m_queue);
        show();
    }
    if (!m_edited || m_facts.isAsking || m_facts.isStale)
        return;
    wire::PlayerState state = m_facts.server.state;
    player::PlayerState wanted;
    wanted.queue = *m_edited;
    const wire::PlayerState rows = stateOf(wanted, state.device);
    const bool follows = isElsewhere(m_facts) && rows.queue.value(rows.index) == state.queue.value(state.index);
    m_edited.reset();
    if (!follows) // it plays something else by now
        return proceed();
    state.positionMs = positionNow(m_facts);
    state.queue = rows.queue;
    state.index = rows.index;
    state.repeat = rows.repeat;
    state.shuffle = rows.shuffle;
    put(state);
}

void Executor::send(const QString &word, qint64 positionMs, int volumePercent)
{
    const bool dragged = word == u"seek" || word == u"volume";
    if (dragged && m_sending && !m_toSend.empty() && m_toSend.back().command == word)
        m_toSend.pop_back();
    if (m_toSend.size() >= maxToSend)
        return;
    m_toSend.push_back({CommandId::create(m_parts.clock.now()), m_facts.server.state.device, word, positionMs, volumePercent});
    if (!m_pressed)
        m_pressed = {now(), m_facts.server.version};
    if (!m_sending)
        sendNext();
    show();
}

void Executor::sendNext()
{
    if (m_toSend.empty())
        return;
    const wire::PlayerCommand command = m_toSend.front();
    m_toSend.pop_front();
    m_sending = true;
    m_parts.api.sendCommand(command, this, [this, serial = m_serial](const Result<void> &sent) {
        m_sending = false;
        if (serial != m_serial)
            return;
        if (!sent) {
            m_toSend.clear();
            m_pressed.reset();
            if (m_observer.failed)
                m_observer.failed(sent.error());
        }
        sendNext();
    });
}

// Asks for the titles of rows that came from another device, one question at a time.
void Executor::describe()
{
    const bool elsewhere = isElsewhere(m_facts) && !m_facts.own.playing;
    const bool led = m_local.lead.has_value();
    const auto content = m_describing || m_user.isNull() || (led && !elsewhere)
                             ? std::nullopt
                             : m_book.missing(elsewhere ? m_facts.server.state : m_facts.own);
    if (!content)
        return;
    m_describing = true;
    const auto told = [this] {
        m_describing = false;
        const auto &items = m_local.queue.items();
        const bool bare = std::any_of(items.cbegin(), items.cend(), [](const player::QueueItem &item) { return item.title.isEmpty(); });
        if (bare && !m_local.lead)
            m_parts.player.editQueue([book = m_book](player::PlayQueue &queue) { book.describe(queue); });
        show();
        describe();
    };
    m_parts.catalogue.track(*content, this, [this, told, content = *content](const Result<wire::TrackInfo> &track) {
        if (!track && track.error().kind == ErrorKind::NotFound)
            return describeEpisode(content, told);
        if (!track)
            m_book.giveUp(content);
        else
            m_book.learn(*track);
        if (!track || track->album.isNull())
            return told();
        m_parts.catalogue.album(track->album, this, [this, told](const Result<wire::AlbumInfo> &album) {
            if (album)
                m_book.learn(*album);
            told();
        });
    });
}

void Executor::describeEpisode(const ContentId &content, std::function<void()> told)
{
    m_parts.catalogue.episode(content, this, [this, content, told = std::move(told)](const Result<wire::EpisodeInfo> &episode) {
        if (episode)
            m_book.learn(*episode);
        else
            m_book.giveUp(content);
        told();
    });
}

} // namespace melody::handover
