// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A checkpoint as a document: the JSON of wire::AuditCheckpoint on one line, in exactly the form that documentOf() writes, so that not
// one bit of it can change unnoticed. The signature is Ed25519 (RFC 8032) over
//   "melody audit checkpoint v1" 00 || number (8) || entries (8) || created_at, ms since 1970 (8) || chain || root || previous || key
// with integers in big endian and everything else 32 bytes.
#pragma once

#include "chain.h"

#include <crypto/chunk_cipher.h>
#include <wire/audit.h>

namespace melody::compliance {

inline constexpr qsizetype maxDocumentBytes = 4096;

[[nodiscard]] QByteArray documentOf(const wire::AuditCheckpoint &checkpoint);
// Malformed or Invalid when it is not what documentOf() writes. Says nothing about the signature.
[[nodiscard]] Result<wire::AuditCheckpoint> parseDocument(QByteArrayView document);
// What the next checkpoint holds as `previous`.
[[nodiscard]] QByteArray digestOf(QByteArrayView document);

// Fills in key and signature.
void sign(wire::AuditCheckpoint &checkpoint, const crypto::ContentKey &seed);
[[nodiscard]] bool isSignatureRight(const wire::AuditCheckpoint &checkpoint);

} // namespace melody::compliance
