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

std::optional<qint64> furtherElsewhere(const rules::ResumePosition &place)
{
    const bool isWorth = place.elsewhere && place.elsewhere->positionMs - place.positionMs >= PlacesViewModel::worthMs;
    return isWorth ? std::optional(place.elsewhere->positionMs) : std::nullopt;
}

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
    if (!m_offeredMs)
        lookElsewhere();
    const bool rests = state.status != PlaybackStatus::Playing && m_positionMs != m_keptMs;
    if (!m_offeredMs && (rests || std::abs(m_positionMs - m_keptMs) >= keepEveryMs))
        keep(false);
}

void PlacesViewModel::begin(const player::PlayerState &state)
{
    m_session = state.current.session;
    m_item.reset();
    m_offeredMs.reset();
    m_knew.reset();
    m_elsewhere.reset();
    const player::QueueItem &item = state.current.item;
    if (m_session.isNull() || item.adBreak || !(item.speech || item.durationMs >= longMs))
        return;
    m_item = item;
    m_keptMs = m_positionMs = state.positionMs;
    const auto place = m_library->position(item.content);
    m_generation = m_library->state().generation;
    if (!place || !*place || (*place)->session == m_session)
        return;
    m_knew = rules::placeOf(**place);
    if (furtherElsewhere(**place))
        ask(*(*place)->elsewhere);
    else
        offer(**place);
}

void PlacesViewModel::offer(const rules::ResumePosition &place)
{
    const bool isWorth = !place.finished && place.positionMs >= worthMs && place.positionMs <= m_item->durationMs - worthMs;
    if (!isWorth || m_positionMs >= worthMs) // it was begun somewhere else than at its beginning
        return;
    m_offeredMs = place.positionMs;
    Q_EMIT offered(tr("You were at %1.").arg(durationText(*m_offeredMs)));
}

void PlacesViewModel::ask(const rules::Place &elsewhere)
{
    m_elsewhere = elsewhere;
    if (m_positionMs < worthMs) // as with offer(): until there is an answer, what was heard before stays
        m_offeredMs = elsewhere.positionMs;
    Q_EMIT parted(tr("You were at %1 on another device.").arg(durationText(elsewhere.positionMs)));
}

// A device that was offline may tell only now how far it came.
void PlacesViewModel::lookElsewhere()
{
    const quint64 generation = m_library->state().generation;
    if (std::exchange(m_generation, generation) == generation)
        return;
    const auto place = m_library->position(m_item->content);
    if (!place || !*place)
        return;
    if (!furtherElsewhere(**place))
        m_elsewhere.reset(); // it was answered on another device
    else if (!m_elsewhere || m_elsewhere->session != (*place)->elsewhere->session)
        ask(*(*place)->elsewhere);
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
    m_library->setPosition(cardOf(*m_item), m_session, m_positionMs, finished, m_knew);
}

void PlacesViewModel::goOn()
{
    if (!m_item || !(m_elsewhere || m_offeredMs))
        return;
    if (m_elsewhere) {
        m_library->choosePosition(m_item->content, true);
        m_knew = m_elsewhere;
        m_offeredMs = std::exchange(m_elsewhere, std::nullopt)->positionMs;
    }
    m_player.seek(*std::exchange(m_offeredMs, std::nullopt));
}

void PlacesViewModel::stay()
{
    if (!m_item || !m_elsewhere)
        return;
    m_elsewhere.reset();
    m_offeredMs.reset();
    m_library->choosePosition(m_item->content, false);
    const auto place = m_library->position(m_item->content);
    if (place && *place && (*place)->session != m_session)
        offer(**place);
}

} // namespace melody::app
