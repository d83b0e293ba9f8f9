// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/places_view_model.h>
#include <viewmodels/track_list_model.h>

namespace melody::app {
namespace {

using player::PlaybackStatus;

wire::ContentSummary cardOf(const player::QueueItem &item)
{
    wire::ContentSummary card;
    card.id = item.content;
    card.kind = item.speech ? QStringLiteral("episode") : QStringLiteral("track");
    card.title = item.title;
    card.subtitle = item.artistName;
    card.image = item.image;
    card.durationMs = item.durationMs;
    return card;
}

} // namespace

PlacesViewModel::PlacesViewModel(library::Library *library, player::Player &player, PlayerWatch *watch)
    : m_library(library), m_player(player), m_watch(watch)
{
    if (m_library && m_watch)
        connect(m_watch, &PlayerWatch::changed, this, &PlacesViewModel::look);
}

PlacesViewModel::~PlacesViewModel()
{
    leave();
}

void PlacesViewModel::look()
{
    const player::PlayerState &state = m_watch->state();
    if (state.current.session != m_session) {
        leave();
        begin(state);
    }
    if (!m_item)
        return;
    m_positionMs = state.positionMs;
    if (m_offeredMs && m_positionMs >= answerWithinMs)
        m_offeredMs.reset();
    const bool rests = state.status != PlaybackStatus::Playing && m_positionMs != m_keptMs;
    if (!m_offeredMs && (rests || std::abs(m_positionMs - m_keptMs) >= keepEveryMs))
        keep(false);
}

void PlacesViewModel::begin(const player::PlayerState &state)
{
    m_session = state.current.session;
    m_item.reset();
    m_offeredMs.reset();
    const player::QueueItem &item = state.current.item;
    if (m_session.isNull() || item.adBreak || !(item.speech || item.durationMs >= longMs))
        return;
    m_item = item;
    m_keptMs = m_positionMs = state.positionMs;
    const auto place = m_library->position(item.content);
    const bool isWorth = place && *place && !(*place)->finished && (*place)->session != m_session && (*place)->positionMs >= worthMs &&
                         (*place)->positionMs <= item.durationMs - worthMs;
    if (!isWorth || state.positionMs >= worthMs) // it was begun somewhere else than at its beginning
        return;
    m_offeredMs = (*place)->positionMs;
    Q_EMIT offered(tr("You were at %1.").arg(durationText(*m_offeredMs)));
}

// The last that is known of it.
void PlacesViewModel::leave()
{
    if (!m_item)
        return;
    const auto &played = m_watch->state().played;
    const bool ended = std::any_of(played.cbegin(), played.cend(),
                                   [this](const player::ItemReport &report) { return report.session == m_session && report.ended; });
    if (ended || !m_offeredMs)
        keep(ended || m_positionMs > m_item->durationMs - worthMs);
    m_item.reset();
}

void PlacesViewModel::keep(bool finished)
{
    m_keptMs = m_positionMs;
    m_library->setPosition(cardOf(*m_item), m_session, m_positionMs, finished);
}

void PlacesViewModel::goOn()
{
    if (!m_item || !m_offeredMs)
        return;
    m_player.seek(*std::exchange(m_offeredMs, std::nullopt));
}

} // namespace melody::app
