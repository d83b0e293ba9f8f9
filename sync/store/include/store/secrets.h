// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Secrets in and of the local store.
#pragma once

#include <remote/secret_store.h>
#include <store/store.h>

namespace melody::store {

// The store's key out of the keychain; made there if there is none yet. Unless it `mayBeMade`, "store_key_missing": a store is there, and
// the keychain that may hold its key doesn't open today.
[[nodiscard]] Result<crypto::ContentKey> storeKey(remote::SecretStore &keychain, bool mayBeMade = true);

// Small secrets (the device's key pair, the refresh token) inside the store, whose own migrations must be among its steps. What `former`
// still has moves over when it is asked for: it is gone there only when it is safe here. Both must outlive it.
[[nodiscard]] std::unique_ptr<remote::SecretStore> createStoredSecrets(Store &store, remote::SecretStore &former);

} // namespace melody::store
