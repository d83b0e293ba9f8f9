// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where licences to play offline come from, and the device that they are for. What a licence is for is fetched through
// StreamSource::fetchChunk, with the id of LicenceAnswer::media as the session, until StreamSource::close.
#pragma once

#include <crypto/chunk_cipher.h>
#include <ports/stream_source.h>
#include <wire/licence.h>

namespace melody::ports {

// Thread and `done` as for StreamSource.
class LicenceSource {
public:
    virtual ~LicenceSource() = default;
    using LicenceDone = std::function<void(Result<wire::LicenceAnswer>)>;

    [[nodiscard]] virtual std::unique_ptr<StreamSource::Pending> obtain(const ContentId &content, LicenceDone done) = 0;
    [[nodiscard]] virtual QByteArray devicePublicKey() const = 0;
    // With the device's secret key.
    [[nodiscard]] virtual Result<crypto::ContentKey> unseal(const QByteArray &sealedKey) const = 0;
};

} // namespace melody::ports
