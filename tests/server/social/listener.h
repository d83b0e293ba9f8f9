// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A listener's device as the protocol sees it: a mirror that pulls, and mutations.
#pragma once

#include <support/running_server.h>
#include <wire/library_sync.h>

#include <map>

namespace melody::test {

struct Mirror {
    std::map<QString, QJsonObject> things; // by kind and id, as the last change said; without what is gone
    QString next;
    int resets = 0;
    bool operator==(const Mirror &other) const { return things == other.things; }
};

// Takes a page in. Positions of a playlist that is deleted go with it.
void absorb(Mirror &mirror, const wire::SyncPage &page);
// Pulls until there is no more.
void pull(RunningServer &server, const QString &token, Mirror &mirror, int limit = 500);
[[nodiscard]] wire::SyncPage syncPage(RunningServer &server, const QString &token, const QString &since, int limit = 500);

[[nodiscard]] wire::MutationAnswer mutate(RunningServer &server, const QString &token, const QList<wire::Mutation> &mutations);
[[nodiscard]] wire::Mutation mutation(RunningServer &server, wire::MutationBody body);

[[nodiscard]] rules::PlaylistOperation insertion(const PlaylistItemId &item, const ContentId &content,
                                                 std::optional<PlaylistItemId> after = {});

} // namespace melody::test
