// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keychain of the desktop (Secret Service, KWallet), for the one secret that everything else rests under.
#pragma once

#include <remote/secret_store.h>

namespace melody::app {

struct Keychain {
    std::unique_ptr<remote::SecretStore> secrets;
    bool isFile = false; // there is no keychain, or it doesn't open: the secrets lie in files that only their owner may read
};

// `folder` for the files. What lies in a file stays there: a secret is never in two places. Needs a QCoreApplication. Blocks until the
// keychain has answered, at most some seconds; after it the event loop may run while a secret is read or written.
[[nodiscard]] Keychain openKeychain(const QString &folder);

} // namespace melody::app
