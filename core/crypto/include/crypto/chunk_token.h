// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The signed permission in a chunk URL: HMAC-SHA256 (RFC 2104) over device, playback session, asset, highest rung and expiry.
//   token = base64url( version(1) || sign-in(16) || session(16) || asset(16) || highest rung(1) || expires, ms since epoch (8, BE) ||
//   mac(32) )
// Checked on the I/O thread for every chunk, so: no allocation beyond the decode, constant-time comparison.
#pragma once

#include <values/id.h>

#include <QtCore/QByteArray>

namespace melody::crypto {

struct ChunkGrant {
    SignInId signIn;    // the device that it was given to, and ends with
    PlaybackId session; // born when the token was signed
    AssetId asset;
    quint8 highestRung = 0;
    TimePoint expires{};
    bool operator==(const ChunkGrant &) const = default;
};

// `key` is at least 32 bytes.
[[nodiscard]] QByteArray signChunkToken(const ChunkGrant &grant, QByteArrayView key);

// Forbidden with code token_malformed, token_forged, token_expired, token_other_asset or rung_not_allowed.
[[nodiscard]] Result<ChunkGrant> checkChunkToken(QByteArrayView token, QByteArrayView key, const AssetId &asset, quint8 rung,
                                                 TimePoint now);

} // namespace melody::crypto
