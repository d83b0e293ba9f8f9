// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The app's local store and what it takes to open it: keychain, key, schema.
#pragma once

#include <platform/keychain.h>
#include <store/store.h>

namespace melody::app {

struct LocalStore {
    Keychain keychain;
    std::unique_ptr<remote::SecretStore> former; // where secrets were kept before there was a store
    std::unique_ptr<store::Store> store;
    std::unique_ptr<remote::SecretStore> secrets; // inside the store
    QStringList notes;                            // what somebody should know about it, for the terminal
};

// <dataDir>/offline.db. Fails with a sentence for the terminal (Error::detail). Needs a QCoreApplication.
[[nodiscard]] Result<LocalStore> openLocalStore(const QString &dataDir);

} // namespace melody::app
