// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "executor.h"

#include <QtCore/QRandomGenerator>

namespace melody::handover {

using namespace Qt::StringLiterals;

namespace {

constexpr int stepsAtOnce = 16; // a bound on what can't happen
constexpr Ms firstBackoff{500};
constexpr Ms maxBackoff{30'000};
constexpr Ms settleTime{2'000};
constexpr Ms tickEvery{250};

} // namespace

Executor::Executor(const Parts &parts)
    : m_parts(parts),
      m_shown(parts.player, [this](Press press) { m_onThread.post([this, press = std::move(press)] { this->press(press); }); })
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Executor::proceed);
    m_ticking.setInterval(tickEvery);
    connect(&m_ticking, &QTimer::timeout, this, &Executor::show);
}

void Executor::observe(Observer observer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_observer = std::move(observer);
    }
    show();
}

void Executor::playerChanged(const player::PlayerState &state)
{
    const std::lock_guard lock(m_mutex);
    if (m_isShown && m_observer.shown)
        m_observer.shown(state);
    const bool underWay = m_arrived.has_value();
    m_arrived = state;
    if (underWay)
        return;
    m_onThread.post([this] {
        std::optional<player::PlayerState> arrived;
        {
            const std::lock_guard taking(m_mutex);
            arrived = std::exchange(m_arrived, std::nullopt);
        }
        takeLocal(*arrived);
    });
}

void Executor::takeLocal(const player::PlayerState &state)
{
    if (state.queue != m_local.queue)
        m_book.learn(state.queue);
    m_local = state;
    wire::PlayerState own = stateOf(state, m_facts.self);
    if (m_awaited && own.queue != m_awaited->queue && now() - m_awaitedSince < settleTime)
        return; // of before
    m_awaited.reset();
    if (own.playing && !m_facts.own.playing)
        m_facts.claims = true;
    if (!own.playing) {
        m_facts.claims = false;
        m_facts.isYielding = false;
    }
    m_facts.own = std::move(own);
    proceed();
}

void Executor::setUser(const UserId &user)
{
    if (m_user == user)
        return;
    m_user = user;
    ++m_serial;
    m_told = 0;
    m_failures = 0;
    m_commands.reset();
    m_toSend.clear();
    m_edited.reset();
    m_pressed.reset();
    m_devices.clear();
    m_facts = {.own = m_facts.own, .claims = m_facts.own.playing};
    if (!user.isNull())
        lookForDevices();
    show();
}

void Executor::hear(const wire::LiveEvent &event)
{
    m_onThread.post([this, event] { take(event); });
}

void Executor::take(const wire::LiveEvent &event)
{
    if (m_user.isNull())
        return;
    if (const auto *hello = std::get_if<wire::LiveHello>(&event)) {
        if (hello->player < m_facts.server.version)
            m_commands.reset(); // the server came from a backup
        m_told = hello->player;
        m_facts.isStale |= hello->player != m_facts.server.version;
        m_facts.notBefore = {};
        lookForDevices();
    } else if (const auto *player = std::get_if<wire::LivePlayer>(&event)) {
        m_told = std::max(m_told, player->version);
        m_facts.isStale |= !m_facts.isAsking && m_told > m_facts.server.version;
    } else if (const auto *command = std::get_if<wire::LiveCommand>(&event)) {
        if (m_commands.take(command->sequence))
            obey(command->command);
    } else if (std::holds_alternative<wire::LiveDevices>(event)) {
        lookForDevices();
    }
    proceed();
}

void Executor::lookForDevices()
{
    if (m_user.isNull())
        return;
    m_parts.api.playerDevices(this, [this, serial = m_serial, look = ++m_looks](const Result<wire::PlayerDevices> &devices) {
        if (serial != m_serial)
            return;
        if (!devices)
            return m_facts.self.isNull() ? failed(devices.error()) : void();
        m_devices = devices->items;
        for (const wire::PlayerDevice &device : devices->items) {
            if (device.current)
                m_facts.self = device.id;
        }
        m_facts.isListed = look < m_wantedLook || isListed();
        if (std::exchange(m_resumes, false) && m_pressed && showsElsewhere() && !answers()) {
            m_pressed.reset();
            transferTo(m_facts.self);
        }
        show();
        proceed();
    });
}

void Executor::obey(const wire::PlayerCommand &command)
{
    player::Player &player = m_parts.player;
    const wire::PlayerState &state = m_facts.server.state;
    const QString &word = command.command;
    if (word == u"pause") {
        player.pause();
    } else if (word == u"next") {
        player.next();
    } else if (word == u"previous") {
        player.previous();
    } else if (word == u"seek") {
        player.seek(command.positionMs);
    } else if (word == u"volume") {
        player.setMuted(false);
        player.setVolume(double(command.volumePercent) / 100);
    } else if (word == u"play" && !m_facts.own.queue.isEmpty() && !m_facts.isStale && state.device == m_facts.self &&
               state.queue == m_facts.own.queue && state.index == m_facts.own.index) {
        player.resume();
    } else {
        m_facts.takesOver = true;
    }
}

void Executor::proceed()
{
    m_timer.stop();
    if (m_user.isNull())
        return;
    for (int i = 0; i < stepsAtOnce; ++i) {
        m_facts.now = now();
        if (m_facts.isYielding && m_facts.now - m_yieldingSince > settleTime)
            m_facts.isYielding = false;
        if (m_edited && !m_facts.isAsking && !m_facts.isStale && m_facts.now >= m_facts.notBefore)
            return edit({});
        if (!carryOut(nextStep(m_facts)))
            break;
    }
    leaveIfQuiet(false);
    show();
}

// False: nothing is to be done at once.
bool Executor::carryOut(const Step &step)
{
    switch (step.what) {
    case Do::Nothing:
        return false;
    case Do::Wait:
        m_timer.start(step.pause);
        return false;
    case Do::Read:
        read();
        return false;
    case Do::Put:
        put(step.state);
        return false;
    case Do::Command: {
        auto &when = step.word == u"pause" ? m_facts.transfer->askedAt : m_facts.transfer->sentAt;
        when = m_facts.now;
        m_parts.api.sendCommand({CommandId::create(m_parts.clock.now()), step.target, step.word, 0, 100}, this,
                                [this, serial = m_serial, word = step.word](const Result<void> &sent) {
                                    if (!sent && serial == m_serial && m_facts.transfer && word == u"take_over")
                                        giveUp(sent.error());
                                });
        return true;
    }
    case Do::PlayHere:
        playHere(step.state);
        return true;
    case Do::PauseHere:
    case Do::StopHere:
        step.what == Do::PauseHere ? m_parts.player.pause() : m_parts.player.stop();
        m_facts.isYielding = true;
        m_yieldingSince = m_facts.now;
        return true;
    case Do::Adopt:
        m_facts.knownVersion = m_facts.server.version;
        m_parts.player.editQueue([book = m_book, state = step.state](player::PlayQueue &queue) { book.adopt(queue, state); });
        m_facts.own.queue = step.state.queue; // until the player has said it
        m_facts.own.repeat = step.state.repeat;
        describe();
        return true;
    case Do::GiveUp:
        giveUp({ErrorKind::Unavailable, u"device_silent"_s, u"The other device did not answer."_s});
        return true;
    case Do::Done:
        if (m_facts.transfer && m_facts.transfer->target != m_facts.self)
            m_parts.player.stop();
        m_facts.transfer.reset();
        m_facts.takesOver = false;
        return true;
    }
    return false;
}

void Executor::playHere(const wire::PlayerState &state)
{
    const player::PlayQueue queue = m_book.queueOf(state);
    m_facts.transfer.reset();
    m_facts.takesOver = false;
    m_facts.isYielding = false;
    m_facts.knownVersion = m_facts.server.version;
    if (queue.isEmpty())
        return;
    // The device that played has been told; it must not count as one that is in the way.
    if (m_parts.takeOver)
        m_parts.takeOver(queue.current()->content);
    m_parts.player.play(queue, state.positionMs);
    m_facts.claims = true;
    m_facts.own = state;
    m_facts.own.device = m_facts.self;
    m_facts.own.playing = true;
    m_facts.own.volumePercent = stateOf(m_local, m_facts.self).volumePercent;
    m_awaited = m_facts.own;
    m_awaitedSince = m_facts.now;
    describe();
}

void Executor::read()
{
    m_facts.isAsking = true;
    m_facts.isStale = false;
    m_told = 0;
    m_parts.api.playerState(this, [this, serial = m_serial](const Result<wire::PlayerSnapshot> &snapshot) {
        if (serial != m_serial)
            return;
        m_facts.isAsking = false;
        if (!snapshot)
            return failed(snapshot.error());
        see(*snapshot);
    });
}

void Executor::put(const wire::PlayerState &state)
{
    m_facts.isAsking = true;
    const bool staging = m_facts.transfer.has_value();
    m_parts.api.putPlayerState(m_facts.server.version, state, this,
                               [this, state, staging, serial = m_serial](const Result<wire::PlayerSnapshot> &snapshot) {
                                   if (serial == m_serial)
                                       taken(state, snapshot, staging);
                               });
}

void Executor::taken(const wire::PlayerState &sent, const Result<wire::PlayerSnapshot> &snapshot, bool staging)
{
    m_facts.isAsking = false;
    m_facts.putAt = now();
    if (!snapshot) {
        m_facts.isStale = true;
        if (snapshot.error().kind != ErrorKind::Conflict)
            return failed(snapshot.error());
        return proceed();
    }
    if (sent.device == m_facts.self)
        m_facts.knownVersion = snapshot->version;
    if (sent.playing && sent.device == m_facts.self)
        m_facts.claims = false;
    if (staging && m_facts.transfer)
        m_facts.transfer->stagedVersion = snapshot->version;
    see(*snapshot);
}

void Executor::see(const wire::PlayerSnapshot &snapshot)
{
    m_failures = 0;
    // It may have come since the devices were asked for.
    const bool isOther = snapshot.version > 0 && snapshot.state.device != m_facts.server.state.device;
    m_facts.server = snapshot;
    m_facts.isListed |= isOther;
    if (isOther && snapshot.state.device != m_facts.self) {
        m_wantedLook = m_looks + 1;
        lookForDevices();
    }
    m_facts.readAt = now();
    m_facts.isStale = m_told > snapshot.version;
    if (m_pressed && snapshot.version > m_pressed->second)
        m_pressed.reset();
    proceed();
    describe();
}

void Executor::failed(const Error &error)
{
    if (error.code == u"signed_out")
        return setUser({});
    ++m_failures;
    leaveIfQuiet(true);
    m_facts.isStale = true;
    const Ms backoff = std::min<Ms>(maxBackoff, firstBackoff * (qint64(1) << std::min(m_failures - 1, 10)));
    const Ms pause = backoff / 2 + Ms(QRandomGenerator::global()->bounded(int(backoff.count() / 2)));
    m_facts.notBefore = now() + std::max(pause, Ms(error.retryAfterMs.value_or(0)));
    if (m_facts.self.isNull())
        return QTimer::singleShot(pause, this, [this] { m_facts.self.isNull() ? lookForDevices() : proceed(); });
    proceed();
}

void Executor::giveUp(const Error &error)
{
    const auto transfer = std::exchange(m_facts.transfer, std::nullopt);
    m_silentVersion = m_facts.server.version;
    if (transfer && transfer->source == Transfer::Source::Rows) // it is to be heard, here at least
        playHere(transfer->rows);
    lookForDevices();
    if (m_observer.failed)
        m_observer.failed(error);
    proceed();
}

std::unique_ptr<HandOver> createHandOver(const Parts &parts)
{
    return std::make_unique<Executor>(parts);
}

} // namespace melody::handover
