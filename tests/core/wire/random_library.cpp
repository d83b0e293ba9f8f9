// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "random_values.h"

namespace melody::wire::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 highest = 1LL << 53;
constexpr qint64 longest = 2'000'000'000;

} // namespace

Statistics RandomValues::statistics()
{
    Statistics statistics{coin() ? u"2026-11"_s : u"2026"_s, u"Europe/Madrid"_s, upTo(900), upTo(9'000'000), {}, {}, {}};
    for (QList<TopItem> *top : {&statistics.tracks, &statistics.artists}) {
        for (qint64 items = upTo(3); items > 0; --items)
            top->append({contentSummary(), upTo(900), upTo(9'000'000)});
    }
    for (qint64 points = upTo(5); points > 0; --points)
        statistics.points.append({u"2026-11-0%1"_s.arg(1 + upTo(8)), upTo(900), upTo(9'000'000)});
    return statistics;
}

rules::PlaylistItem RandomValues::playlistItem()
{
    return {id<PlaylistItemId>(), id<ContentId>(), upTo(highest), coin(), time()};
}

rules::PlaylistOperation RandomValues::playlistOperation()
{
    using Kind = rules::PlaylistOperationKind;
    rules::PlaylistOperation operation{oneOf(QList<Kind>{Kind::Insert, Kind::Move, Kind::Remove}), id<PlaylistItemId>(), {}, {}};
    if (operation.kind == Kind::Insert)
        operation.content = id<ContentId>();
    if (operation.kind != Kind::Remove && coin())
        operation.after = id<PlaylistItemId>();
    return operation;
}

NewPlaylist RandomValues::newPlaylist()
{
    return {id<PlaylistId>(), text(1, maxPlaylistName), text(0, maxPlaylistDescription)};
}

PlaylistPatch RandomValues::playlistPatch()
{
    PlaylistPatch patch{text(1, maxPlaylistName), {}};
    if (coin())
        patch.description = text(0, maxPlaylistDescription);
    if (patch.description && coin())
        patch.name.reset();
    return patch;
}

PlaylistInfo RandomValues::playlistInfo()
{
    return {id<PlaylistId>(),
            text(1, maxPlaylistName),
            text(0, maxPlaylistDescription),
            1 + upTo(1'000'000),
            int(upTo(10'000)),
            coin(),
            time(),
            time()};
}

PlaylistPage RandomValues::playlistPage()
{
    return {listOf(0, 4, &RandomValues::playlistInfo), text(0, 200)};
}

PlaylistContents RandomValues::playlistContents()
{
    return {playlistInfo(), listOf(0, 4, &RandomValues::playlistItem), listOf(0, 4, &RandomValues::contentSummary), text(0, 200)};
}

PlaylistEdit RandomValues::playlistEdit()
{
    return {upTo(highest), listOf(1, 5, &RandomValues::playlistOperation)};
}

PlaylistEdited RandomValues::playlistEdited()
{
    return {1 + upTo(1'000'000), upTo(highest), int(upTo(500))};
}

PlaylistHistoryEntry RandomValues::playlistHistoryEntry()
{
    return {1 + upTo(1'000'000), upTo(highest), coin() ? id<SignInId>() : SignInId(), time(),
            listOf(1, 3, &RandomValues::playlistOperation)};
}

PlaylistHistory RandomValues::playlistHistory()
{
    return {listOf(0, 4, &RandomValues::playlistHistoryEntry), text(0, 200)};
}

std::optional<rules::Place> RandomValues::maybePlace()
{
    return coin() ? std::optional(rules::Place{id<PlaybackId>(), upTo(longest)}) : std::nullopt;
}

LibraryState RandomValues::libraryState()
{
    switch (m_random.bounded(5)) {
    case 0:
        return LikeState{id<ContentId>(), coin(), time()};
    case 1:
        return FollowState{word(), id<ContentId>(), coin(), time()};
    case 2:
        return playlistInfo();
    case 3:
        return PlaylistItemState{id<PlaylistId>(), playlistItem()};
    default:
        return PositionState{id<ContentId>(), {id<PlaybackId>(), upTo(longest), coin(), time(), maybePlace()}};
    }
}

LibraryChange RandomValues::libraryChange()
{
    const qint64 revision = 1 + upTo(1'000'000);
    return {revision, libraryState()};
}

SyncPage RandomValues::syncPage()
{
    return {listOf(0, 6, &RandomValues::libraryChange),
            listOf(0, 4, &RandomValues::contentSummary),
            text(1, 64),
            upTo(highest),
            coin(),
            coin()};
}

MutationBody RandomValues::mutationBody()
{
    switch (m_random.bounded(7)) {
    case 0:
        return SetLike{id<ContentId>(), coin()};
    case 1:
        return SetFollow{word(), id<ContentId>(), coin()};
    case 2:
        return newPlaylist();
    case 3:
        return ChangePlaylist{id<PlaylistId>(), playlistPatch(), coin() ? std::optional(playlistPatch()) : std::nullopt};
    case 4:
        return DeletePlaylist{id<PlaylistId>()};
    case 5:
        return EditPlaylist{id<PlaylistId>(), playlistEdit()};
    default:
        return SetPosition{id<ContentId>(), id<PlaybackId>(), upTo(longest), coin(), maybePlace()};
    }
}

Mutation RandomValues::mutation()
{
    const auto made = id<MutationId>();
    const TimePoint at = time();
    return {made, at, mutationBody()};
}

MutationBatch RandomValues::mutationBatch()
{
    return {listOf(1, 5, &RandomValues::mutation)};
}

MutationResult RandomValues::mutationResult()
{
    MutationResult result{id<MutationId>(),
                          oneOf(QList<MutationOutcome>{MutationOutcome::Applied, MutationOutcome::Unchanged, MutationOutcome::Refused}),
                          upTo(highest),
                          int(upTo(500)),
                          {},
                          {},
                          {}};
    if (result.outcome == MutationOutcome::Refused) {
        result.code = word();
        result.detail = text(1, 1000);
        result.fields = listOf(0, 3, &RandomValues::fieldError);
    }
    return result;
}

MutationAnswer RandomValues::mutationAnswer()
{
    return {listOf(1, 5, &RandomValues::mutationResult), upTo(highest)};
}

PlayerState RandomValues::playerState()
{
    PlayerState state;
    state.device = id<SignInId>();
    state.playing = coin();
    for (int i = m_random.bounded(4); i > 0; --i)
        state.queue.append(id<ContentId>());
    state.index = state.queue.isEmpty() ? 0 : m_random.bounded(int(state.queue.size()));
    state.positionMs = upTo(longest);
    if (coin())
        state.context = id<ContentId>();
    state.repeat = oneOf(QStringList{u"off"_s, u"all"_s, u"one"_s});
    state.shuffle = coin();
    state.volumePercent = m_random.bounded(101);
    return state;
}

PlayerSnapshot RandomValues::playerSnapshot()
{
    return {1 + upTo(1'000'000), time(), time(), playerState()};
}

PlayerCommand RandomValues::playerCommand()
{
    return {id<CommandId>(), id<SignInId>(), oneOf(QStringList{u"play"_s, u"seek"_s, u"volume"_s, u"take_over"_s}), upTo(longest),
            m_random.bounded(101)};
}

LiveEvent RandomValues::liveEvent()
{
    switch (m_random.bounded(7)) {
    case 0:
        return LiveHello{upTo(highest), upTo(highest)};
    case 1:
        return LiveLibrary{upTo(highest)};
    case 2:
        return LivePlayer{upTo(highest)};
    case 3:
        return LiveCommand{playerCommand(), upTo(highest), id<SignInId>()};
    case 4:
        return LiveSubscription{};
    case 5:
        return LiveDevices{};
    default:
        return LiveSignedOut{};
    }
}

} // namespace melody::wire::test
