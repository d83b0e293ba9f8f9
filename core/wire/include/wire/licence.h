// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /v1/playback/licences: a content to be played without the server. What the licence says is a document of its own, JSON, signed as
// the bytes that it is: whoever keeps it keeps those bytes.
#pragma once

#include <wire/playback.h>

namespace melody::wire {

struct LicenceRequest {
    ContentId content;          // a track or episode
    QByteArray devicePublicKey; // X25519, 32 bytes; the content key is sealed to it
    bool operator==(const LicenceRequest &) const = default;
};

struct LicenceAnswer {
    QByteArray document;  // see licenceDocument()
    QByteArray signature; // Ed25519
    QByteArray publicKey; // of the server's signatures
    // What is to be fetched and how, as for a session that is listened to; its id is the licence's, and it counts for nothing by itself.
    PlaybackSession media;
    bool operator==(const LicenceAnswer &) const = default;
};

[[nodiscard]] QJsonObject toJson(const LicenceRequest &request);
[[nodiscard]] QJsonObject toJson(const LicenceAnswer &answer);
[[nodiscard]] Result<LicenceRequest> parseLicenceRequest(const QJsonObject &json);
[[nodiscard]] Result<LicenceAnswer> parseLicenceAnswer(const QJsonObject &json);

[[nodiscard]] QByteArray licenceDocument(const rules::Licence &licence);
// Of bytes whose signature was checked.
[[nodiscard]] Result<rules::Licence> parseLicenceDocument(const QByteArray &document);

} // namespace melody::wire
