// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the library out of a transaction, as the listener is to see it: the mirror, and the outbox over it.
#pragma once

#include "overlay.h"

#include <library/library.h>
#include <store/store.h>

namespace melody::library {

// Only when there is none yet, if the card did not come from the server: that one knows more.
void addCard(store::Transaction &transaction, const UserId &user, const wire::ContentSummary &card);
void putCard(store::Transaction &transaction, const UserId &user, const wire::ContentSummary &card);
[[nodiscard]] Waiting mutationsOf(const store::Rows &rows);
// All of the outbox, what was answered included.
[[nodiscard]] Waiting waitingOf(store::Transaction &transaction, const UserId &user);

struct Liked {
    ContentId content;
    TimePoint at{};
};
[[nodiscard]] Decision shownLike(store::Transaction &transaction, const UserId &user, const ContentId &content, const Waiting &waiting);
// What is liked and of one of these kinds, last decided first; without kinds everything, in any order, also what there is no card of.
[[nodiscard]] std::vector<Liked> likedList(store::Transaction &transaction, const UserId &user, const QStringList &kinds,
                                           const Waiting &waiting);
[[nodiscard]] Follows shownFollows(store::Transaction &transaction, const UserId &user, const Waiting &waiting);
[[nodiscard]] Playlists shownPlaylists(store::Transaction &transaction, const UserId &user, const Waiting &waiting);
[[nodiscard]] std::vector<rules::PlaylistItem> shownItems(store::Transaction &transaction, const UserId &user, const PlaylistId &playlist,
                                                          const Waiting &waiting);
[[nodiscard]] std::optional<rules::ResumePosition> shownPosition(store::Transaction &transaction, const UserId &user,
                                                                 const ContentId &content, const Waiting &waiting);

// In the order asked for; those that are not known are left out.
[[nodiscard]] QList<wire::ContentSummary> knownCards(store::Transaction &transaction, const UserId &user, const QList<ContentId> &contents);
[[nodiscard]] QList<wire::ContentSummary> followedCards(store::Transaction &transaction, const UserId &user);
[[nodiscard]] QList<PlaylistEntry> playlistEntries(store::Transaction &transaction, const UserId &user, const PlaylistId &playlist);
[[nodiscard]] QList<wire::ContentSummary> found(store::Transaction &transaction, const UserId &user, const QString &words, int limit);

} // namespace melody::library
