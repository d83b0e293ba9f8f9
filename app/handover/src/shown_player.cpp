// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown_player.h"

namespace melody::handover {

using What = Press::What;

void ShownPlayer::showElsewhere(std::optional<player::PlayerState> state)
{
    const std::lock_guard lock(m_mutex);
    m_elsewhere = state.has_value();
    m_shown = std::move(state).value_or(player::PlayerState());
}

void ShownPlayer::play(player::PlayQueue queue, qint64 positionMs)
{
    if (!m_elsewhere || queue.isEmpty())
        return m_local.play(std::move(queue), positionMs);
    m_press({.what = What::Play, .number = positionMs, .queue = std::move(queue)});
}

void ShownPlayer::pause()
{
    m_elsewhere ? m_press({.what = What::Pause}) : m_local.pause();
}

void ShownPlayer::resume()
{
    m_elsewhere ? m_press({.what = What::Resume}) : m_local.resume();
}

void ShownPlayer::next()
{
    m_elsewhere ? m_press({.what = What::Next}) : m_local.next();
}

void ShownPlayer::previous()
{
    m_elsewhere ? m_press({.what = What::Previous}) : m_local.previous();
}

void ShownPlayer::jumpTo(int index)
{
    m_elsewhere ? m_press({.what = What::JumpTo, .number = index}) : m_local.jumpTo(index);
}

void ShownPlayer::seek(qint64 positionMs)
{
    m_elsewhere ? m_press({.what = What::Seek, .number = positionMs}) : m_local.seek(positionMs);
}

void ShownPlayer::editQueue(std::function<void(player::PlayQueue &)> edit)
{
    m_elsewhere ? m_press({.what = What::Edit, .edit = std::move(edit)}) : m_local.editQueue(std::move(edit));
}

// What was done to another device's queue is not taken back from here.
void ShownPlayer::undoQueue()
{
    if (!m_elsewhere)
        m_local.undoQueue();
}

void ShownPlayer::redoQueue()
{
    if (!m_elsewhere)
        m_local.redoQueue();
}

void ShownPlayer::setVolume(double volume)
{
    m_elsewhere ? m_press({.what = What::Volume, .volume = volume}) : m_local.setVolume(volume);
}

void ShownPlayer::setMuted(bool muted)
{
    m_elsewhere ? m_press({.what = What::Muted, .muted = muted}) : m_local.setMuted(muted);
}

// Another device will play it.
void ShownPlayer::prefetch(const ContentId &content)
{
    if (!m_elsewhere)
        m_local.prefetch(content);
}

player::PlayerState ShownPlayer::state() const
{
    if (!m_elsewhere)
        return m_local.state();
    const std::lock_guard lock(m_mutex);
    return m_shown;
}

} // namespace melody::handover
