// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "overlay.h"

namespace melody::library {
namespace {

void decide(Decision &stored, const Decision &wish)
{
    if (rules::prevails(wish.at, stored.at))
        stored = wish;
}

// To what the playlist is called and whether it is there.
struct NamePlaylists {
    Playlists &playlists;
    TimePoint at;

    void operator()(const wire::NewPlaylist &wish) const
    {
        if (!playlists.contains(wish.id))
            playlists.insert(wish.id, {wish.id, wish.name, wish.description, 0, 0, false, at, at});
    }
    void operator()(const wire::ChangePlaylist &wish) const
    {
        const auto found = playlists.find(wish.playlist);
        if (found == playlists.end())
            return;
        found->name = wish.patch.name.value_or(found->name);
        found->description = wish.patch.description.value_or(found->description);
        found->changedAt = std::max(found->changedAt, at);
    }
    void operator()(const wire::DeletePlaylist &wish) const { playlists.remove(wish.playlist); }
    void operator()(const wire::EditPlaylist &wish) const
    {
        const auto found = playlists.find(wish.playlist);
        if (found != playlists.end())
            found->changedAt = std::max(found->changedAt, at);
    }
    template<typename Other>
    void operator()(const Other &) const
    {
    }
};

} // namespace

Likes withWaiting(Likes likes, const Waiting &waiting)
{
    for (const wire::Mutation &mutation : waiting) {
        if (const auto *wish = std::get_if<wire::SetLike>(&mutation.body))
            decide(likes[wish->content], {wish->liked, mutation.at});
    }
    return likes;
}

Follows withWaiting(Follows follows, const Waiting &waiting)
{
    for (const wire::Mutation &mutation : waiting) {
        if (const auto *wish = std::get_if<wire::SetFollow>(&mutation.body))
            decide(follows[{wish->kind, wish->subject}], {wish->following, mutation.at});
    }
    return follows;
}

Playlists withWaiting(Playlists playlists, const Waiting &waiting)
{
    for (const wire::Mutation &mutation : waiting)
        std::visit(NamePlaylists{playlists, mutation.at}, mutation.body);
    return playlists;
}

std::vector<rules::PlaylistItem> withWaiting(std::vector<rules::PlaylistItem> items, const PlaylistId &playlist, const Waiting &waiting)
{
    for (const wire::Mutation &mutation : waiting) {
        const auto *wish = std::get_if<wire::EditPlaylist>(&mutation.body);
        if (wish && wish->playlist == playlist)
            items = rules::applyOperations(std::move(items), wish->edit.operations, mutation.at).items;
    }
    return items;
}

std::optional<rules::ResumePosition> withWaiting(std::optional<rules::ResumePosition> position, const ContentId &content,
                                                 const Waiting &waiting)
{
    for (const wire::Mutation &mutation : waiting) {
        const auto *wish = std::get_if<wire::SetPosition>(&mutation.body);
        if (!wish || wish->content != content)
            continue;
        const rules::ResumePosition mine{wish->session, wish->positionMs, wish->finished, mutation.at};
        position = position ? rules::mergePositions(*position, mine, wish->knew) : mine;
    }
    return position;
}

QSet<ContentId> decidedContents(const Waiting &waiting)
{
    QSet<ContentId> decided;
    for (const wire::Mutation &mutation : waiting) {
        if (const auto *wish = std::get_if<wire::SetLike>(&mutation.body))
            decided.insert(wish->content);
    }
    return decided;
}

QSet<PlaylistId> editedPlaylists(const Waiting &waiting)
{
    QSet<PlaylistId> edited;
    for (const wire::Mutation &mutation : waiting) {
        if (const auto *wish = std::get_if<wire::EditPlaylist>(&mutation.body))
            edited.insert(wish->playlist);
    }
    return edited;
}

} // namespace melody::library
