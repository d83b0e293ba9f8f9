// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wishes.h"

namespace melody::library {
namespace {

using Kind = rules::PlaylistOperationKind;

QList<wire::MutationBody> inEdits(const PlaylistId &playlist, qint64 baseVersion, const QList<rules::PlaylistOperation> &operations)
{
    QList<wire::MutationBody> edits;
    for (qsizetype from = 0; from < operations.size(); from += rules::maxPlaylistOperations)
        edits.append(wire::EditPlaylist{playlist, {baseVersion, operations.mid(from, rules::maxPlaylistOperations)}});
    return edits;
}

} // namespace

TimePoint decidedAt(TimePoint now, TimePoint seen)
{
    return std::max(now, seen);
}

QList<wire::MutationBody> insertions(const PlaylistId &playlist, qint64 baseVersion, const QList<ContentId> &contents,
                                     std::optional<PlaylistItemId> after, TimePoint now)
{
    QList<rules::PlaylistOperation> operations;
    for (const ContentId &content : contents) {
        const auto item = PlaylistItemId::create(now);
        operations.append({Kind::Insert, item, content, after});
        after = item;
    }
    return inEdits(playlist, baseVersion, operations);
}

QList<wire::MutationBody> removals(const PlaylistId &playlist, qint64 baseVersion, const QList<PlaylistItemId> &items)
{
    QList<rules::PlaylistOperation> operations;
    for (const PlaylistItemId &item : items)
        operations.append({Kind::Remove, item, {}, {}});
    return inEdits(playlist, baseVersion, operations);
}

} // namespace melody::library
