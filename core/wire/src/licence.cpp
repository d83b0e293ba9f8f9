// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/licence.h>

#include "parts.h"

#include <wire/family.h>

#include <QtCore/QJsonDocument>

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int licenceKeyBytes = 32;
constexpr int licenceSignatureBytes = 64;
constexpr int maxDocumentBytes = 16 * 1024;

QString base64Text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

rules::Licence readLicence(ObjectReader &reader)
{
    rules::Licence licence;
    licence.id = reader.id<LicenceId>(u"id"_s);
    licence.user = reader.id<UserId>(u"user"_s);
    licence.content = reader.id<ContentId>(u"content"_s);
    licence.asset = reader.id<AssetId>(u"asset"_s);
    licence.devicePublicKey = reader.base64(u"device_public_key"_s, licenceKeyBytes, licenceKeyBytes);
    licence.highestRung = readRung(reader, u"highest_rung"_s);
    licence.facts = {readWord(reader, u"kind"_s), reader.boolean(u"explicit"_s)};
    licence.issued = reader.time(u"issued"_s);
    licence.expires = reader.time(u"expires"_s);
    if (const auto controls = reader.object(u"controls"_s, false)) {
        const auto parsed = parseParentalControls(*controls);
        if (!parsed)
            reader.report(u"controls"_s, u"invalid"_s, u"must be parental controls"_s);
        licence.child = {parsed.value_or(rules::ParentalControls()), reader.string(u"time_zone"_s, 1, 64)};
    }
    return licence;
}

} // namespace

QJsonObject toJson(const LicenceRequest &request)
{
    return {{u"content"_s, request.content.toString()}, {u"device_public_key"_s, base64Text(request.devicePublicKey)}};
}

QJsonObject toJson(const LicenceAnswer &answer)
{
    return {{u"document"_s, base64Text(answer.document)},
            {u"signature"_s, base64Text(answer.signature)},
            {u"public_key"_s, base64Text(answer.publicKey)},
            {u"media"_s, toJson(answer.media)}};
}

Result<LicenceRequest> parseLicenceRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, [](ObjectReader &reader) {
        return LicenceRequest{reader.id<ContentId>(u"content"_s), reader.base64(u"device_public_key"_s, licenceKeyBytes, licenceKeyBytes)};
    });
}

Result<LicenceAnswer> parseLicenceAnswer(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        LicenceAnswer answer;
        answer.document = reader.base64(u"document"_s, 1, maxDocumentBytes);
        answer.signature = reader.base64(u"signature"_s, licenceSignatureBytes, licenceSignatureBytes);
        answer.publicKey = reader.base64(u"public_key"_s, licenceKeyBytes, licenceKeyBytes);
        if (const auto media = reader.object(u"media"_s, true)) {
            auto parsed = parsePlaybackSession(*media);
            for (const FieldError &error : parsed ? QList<FieldError>() : parsed.error().fields)
                reader.report(u"media."_s + error.field, error.code, error.detail);
            answer.media = std::move(parsed).value_or(PlaybackSession());
        }
        return answer;
    });
}

QByteArray licenceDocument(const rules::Licence &licence)
{
    QJsonObject json{{u"id"_s, licence.id.toString()},
                     {u"user"_s, licence.user.toString()},
                     {u"content"_s, licence.content.toString()},
                     {u"asset"_s, licence.asset.toString()},
                     {u"device_public_key"_s, base64Text(licence.devicePublicKey)},
                     {u"highest_rung"_s, media::rungName(licence.highestRung)},
                     {u"kind"_s, licence.facts.kind},
                     {u"explicit"_s, licence.facts.explicitContent},
                     {u"issued"_s, formatTime(licence.issued)},
                     {u"expires"_s, formatTime(licence.expires)}};
    if (licence.child) {
        json.insert(u"controls"_s, toJson(licence.child->controls));
        json.insert(u"time_zone"_s, licence.child->timeZone);
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<rules::Licence> parseLicenceDocument(const QByteArray &document)
{
    return parseObject(document, maxDocumentBytes).and_then([](const QJsonObject &json) {
        return parseWhole(json, UnknownFields::Ignore, readLicence);
    });
}

} // namespace melody::wire
