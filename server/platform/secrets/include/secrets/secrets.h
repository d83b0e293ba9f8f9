// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys that a server can't do without, one file each in a folder that only its user may read:
//   master.key       content keys, mails and the keys of access tokens rest under it; lose it and no recording can be
//                    played again
//   chunk_token.key  signs chunk URLs
//   audit.seed       signs checkpoints of the audit log
// Each file holds 32 random bytes as 64 hexadecimal digits.
#pragma once

#include <crypto/chunk_cipher.h>

namespace melody::secrets {

struct Secrets {
    crypto::ContentKey masterKey;
    crypto::ContentKey chunkTokenKey;
    crypto::ContentKey auditSeed;
};

// Makes the folder (0700) and the files (0600) that are missing; those that are there stay as they are. Number of files made.
[[nodiscard]] Result<int> createSecrets(const QString &folder);

// Refuses (Invalid, naming the file) what is missing, damaged or readable by others.
[[nodiscard]] Result<Secrets> loadSecrets(const QString &folder);

} // namespace melody::secrets
