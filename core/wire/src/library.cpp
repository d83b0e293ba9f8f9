// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

struct StateWriter {
    QJsonObject operator()(const LikeState &like) const
    {
        return {{u"kind"_s, u"like"_s},
                {u"content"_s, like.content.toString()},
                {u"liked"_s, like.liked},
                {u"changed_at"_s, formatTime(like.changedAt)}};
    }
    QJsonObject operator()(const FollowState &follow) const
    {
        return {{u"kind"_s, u"follow"_s},
                {u"subject_kind"_s, follow.kind},
                {u"subject"_s, follow.subject.toString()},
                {u"following"_s, follow.following},
                {u"changed_at"_s, formatTime(follow.changedAt)}};
    }
    QJsonObject operator()(const PlaylistInfo &playlist) const { return {{u"kind"_s, u"playlist"_s}, {u"playlist"_s, toJson(playlist)}}; }
    QJsonObject operator()(const PlaylistItemState &state) const
    {
        return {{u"kind"_s, u"playlist_item"_s}, {u"playlist"_s, state.playlist.toString()}, {u"item"_s, toJson(state.item)}};
    }
    QJsonObject operator()(const PositionState &state) const
    {
        QJsonObject json = toJson(rules::placeOf(state.position));
        json.insert(u"kind"_s, u"position"_s);
        json.insert(u"content"_s, state.content.toString());
        json.insert(u"finished"_s, state.position.finished);
        json.insert(u"changed_at"_s, formatTime(state.position.at));
        if (state.position.elsewhere)
            json.insert(u"elsewhere"_s, toJson(*state.position.elsewhere));
        return json;
    }
};

LibraryState readState(ObjectReader &reader)
{
    const QString kind = readWord(reader, u"kind"_s);
    if (kind == u"like")
        return LikeState{reader.id<ContentId>(u"content"_s), reader.boolean(u"liked"_s), reader.time(u"changed_at"_s)};
    if (kind == u"follow") {
        return FollowState{readWord(reader, u"subject_kind"_s), reader.id<ContentId>(u"subject"_s), reader.boolean(u"following"_s),
                           reader.time(u"changed_at"_s)};
    }
    if (kind == u"playlist")
        return reader.nested(u"playlist"_s, true, readPlaylistInfo).value_or(PlaylistInfo());
    if (kind == u"playlist_item") {
        const auto playlist = reader.id<PlaylistId>(u"playlist"_s);
        return PlaylistItemState{playlist, reader.nested(u"item"_s, true, readPlaylistItem).value_or(rules::PlaylistItem())};
    }
    if (kind == u"position") {
        const auto content = reader.id<ContentId>(u"content"_s);
        const rules::Place place = readPlace(reader);
        return PositionState{content,
                             {place.session, place.positionMs, reader.boolean(u"finished"_s), reader.time(u"changed_at"_s),
                              reader.nested(u"elsewhere"_s, false, readPlace)}};
    }
    if (!kind.isEmpty())
        reader.report(u"kind"_s, u"not_supported"_s, u"must be a kind of change"_s);
    return {};
}

} // namespace

QJsonObject toJson(const rules::Place &place)
{
    return {{u"session"_s, place.session.toString()}, {u"position_ms"_s, place.positionMs}};
}

rules::Place readPlace(ObjectReader &reader)
{
    const auto session = reader.id<PlaybackId>(u"session"_s);
    return {session, reader.integer(u"position_ms"_s, 0, maxPositionMs)};
}

LibraryChange readLibraryChange(ObjectReader &reader)
{
    const qint64 revision = reader.integer(u"revision"_s, 1, maxRevision);
    return {revision, readState(reader)};
}

QJsonObject toJson(const LibraryChange &change)
{
    QJsonObject json = std::visit(StateWriter(), change.state);
    json.insert(u"revision"_s, change.revision);
    return json;
}

Result<LibraryChange> parseLibraryChange(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readLibraryChange);
}

} // namespace melody::wire
