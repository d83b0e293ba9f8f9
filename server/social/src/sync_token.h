// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What ?since= says. Pure.
#pragma once

#include <values/result.h>

namespace melody::social {

// "": everything. "120": has all up to revision 120. "120.900": is reading everything, got to 120, began when the library stood at 900.
struct SyncToken {
    qint64 revision = 0;
    std::optional<qint64> began = {}; // of a reading of everything that is not finished
    bool operator==(const SyncToken &) const = default;
};

[[nodiscard]] QString formatSyncToken(const SyncToken &token);
// nullopt for "" ; Invalid names `since`.
[[nodiscard]] Result<std::optional<SyncToken>> parseSyncToken(const QString &text);

// What a page is read with.
struct SyncStart {
    qint64 after = 0;           // revisions above this
    qint64 tombstonesAfter = 0; // those that are gone are told only above this
    std::optional<qint64> began = {};
    bool reset = false;
};

// `revision` and `floor` of the library now.
[[nodiscard]] SyncStart planSync(const std::optional<SyncToken> &since, qint64 revision, qint64 floor);

} // namespace melody::social
