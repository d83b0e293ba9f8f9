// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small secrets kept between runs: the device's key pair, the refresh token. Today files of mode 0600; a keychain comes behind
// the same seam.
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>

#include <memory>

namespace melody::remote {

// Thread: every method from any thread. Names are short words: "device_key", "refresh_token".
class SecretStore {
public:
    virtual ~SecretStore() = default;
    // NotFound ("no_secret") when there is none.
    [[nodiscard]] virtual Result<QByteArray> read(const QString &name) = 0;
    // Replaces as a whole and durably, or fails and leaves the old one.
    [[nodiscard]] virtual Result<void> write(const QString &name, QByteArrayView secret) = 0;
    virtual void remove(const QString &name) = 0;
};

// One file a secret inside `folder`, which is made with mode 0700 if missing. A file that others may read is refused
// ("secret_exposed").
[[nodiscard]] std::unique_ptr<SecretStore> createFileSecretStore(const QString &folder);

} // namespace melody::remote
