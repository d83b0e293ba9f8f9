// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/federation.h>

#include "parts.h"

#include <QtCore/QUrl>

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxProviderId = 40;
constexpr int maxProviders = 100;
constexpr int maxName = 80;
constexpr int maxProviderUrl = 4096;
constexpr int maxGrantCode = 4096;
constexpr int maxState = 128;
constexpr int maxEmailChars = 254;
constexpr int maxLinkToken = 4096;
constexpr int bindingBytes = 32;
constexpr qint64 maxLifetimeMs = std::chrono::milliseconds(std::chrono::hours(24)).count();

// RFC 8252, 7.3: the loopback address in numbers, a port, and the one path that our apps listen on.
bool isLoopbackRedirect(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"http" && (url.host() == u"127.0.0.1" || url.host() == u"::1") && url.port() > 0 &&
           url.path() == u"/callback" && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty() && url.toString() == text;
}

QJsonObject providerJson(const IdentityProvider &provider)
{
    return {{u"id"_s, provider.id}, {u"name"_s, provider.name}};
}

IdentityProvider readProvider(ObjectReader &reader)
{
    return {reader.string(u"id"_s, 1, maxProviderId), reader.string(u"name"_s, 1, maxName)};
}

QString readCursor(ObjectReader &reader)
{
    return reader.optionalString(u"next_cursor"_s, 0, 500).value_or(QString());
}

// The errors of a nested object under their whole path.
template<typename T>
Result<T> inside(const QString &field, Result<T> value)
{
    if (!value) {
        for (FieldError &error : value.error().fields)
            error.field.prepend(field + u'.');
    }
    return value;
}

AuthorizationRequest readRequest(ObjectReader &reader)
{
    AuthorizationRequest request{reader.string(u"redirect_uri"_s, 1, 200),
                                 reader.base64(u"device_challenge"_s, bindingBytes, bindingBytes)};
    if (!request.redirectUri.isEmpty() && !isLoopbackRedirect(request.redirectUri))
        reader.report(u"redirect_uri"_s, u"not_a_loopback"_s, u"must be http://127.0.0.1:PORT/callback or http://[::1]:PORT/callback"_s);
    return request;
}

AuthorizationCallback readCallback(ObjectReader &reader)
{
    AuthorizationCallback callback;
    callback.code = reader.string(u"code"_s, 1, maxGrantCode);
    callback.state = reader.string(u"state"_s, 1, maxState);
    callback.issuer = readText(reader, u"issuer"_s, maxProviderUrl);
    callback.deviceVerifier = reader.base64(u"device_verifier"_s, bindingBytes, bindingBytes);
    callback.deviceName = reader.string(u"device_name"_s, 1, maxName);
    callback.devicePublicKey = reader.base64(u"device_public_key"_s, deviceKeyBytes, deviceKeyBytes);
    callback.language = reader.string(u"language"_s, 2, 2);
    if (!callback.language.isEmpty() && callback.language != u"en" && callback.language != u"es")
        reader.report(u"language"_s, u"not_supported"_s, u"must be en or es"_s);
    return callback;
}

LinkRequired readLinkRequired(ObjectReader &reader)
{
    return {reader.string(u"link_token"_s, 1, maxLinkToken), readText(reader, u"email"_s, maxEmailChars),
            reader.integer(u"expires_in_ms"_s, 0, maxLifetimeMs)};
}

LinkedIdentity readIdentity(ObjectReader &reader)
{
    LinkedIdentity identity;
    identity.id = reader.id<IdentityId>(u"id"_s);
    identity.provider = reader.nested(u"provider"_s, true, readProvider).value_or(IdentityProvider());
    identity.email = readText(reader, u"email"_s, maxEmailChars);
    identity.linkedAt = reader.time(u"linked_at"_s);
    identity.lastUsedAt = reader.time(u"last_used_at"_s);
    return identity;
}

} // namespace

QJsonObject toJson(const IdentityProviderPage &page)
{
    QJsonArray items;
    for (const IdentityProvider &provider : page.items)
        items.append(providerJson(provider));
    return {{u"items"_s, items}, {u"next_cursor"_s, page.nextCursor}};
}

QJsonObject toJson(const AuthorizationRequest &request)
{
    return {{u"redirect_uri"_s, request.redirectUri}, {u"device_challenge"_s, QString::fromLatin1(request.deviceChallenge.toBase64())}};
}

QJsonObject toJson(const Authorization &answer)
{
    return {{u"url"_s, answer.url}, {u"state"_s, answer.state}, {u"expires_in_ms"_s, answer.expiresInMs}};
}

QJsonObject toJson(const AuthorizationCallback &callback)
{
    QJsonObject json{{u"code"_s, callback.code},
                     {u"state"_s, callback.state},
                     {u"device_verifier"_s, QString::fromLatin1(callback.deviceVerifier.toBase64())},
                     {u"device_name"_s, callback.deviceName},
                     {u"device_public_key"_s, QString::fromLatin1(callback.devicePublicKey.toBase64())},
                     {u"language"_s, callback.language}};
    if (!callback.issuer.isEmpty())
        json.insert(u"issuer"_s, callback.issuer);
    return json;
}

QJsonObject toJson(const FederatedSignIn &answer)
{
    if (const auto *signedIn = std::get_if<SignedIn>(&answer))
        return {{u"status"_s, u"signed_in"_s}, {u"session"_s, toJson(*signedIn)}};
    const auto &link = std::get<LinkRequired>(answer);
    QJsonObject json{{u"link_token"_s, link.linkToken}, {u"expires_in_ms"_s, link.expiresInMs}};
    if (!link.email.isEmpty())
        json.insert(u"email"_s, link.email);
    return {{u"status"_s, u"link_required"_s}, {u"link"_s, json}};
}

QJsonObject toJson(const LinkRequest &request)
{
    return {{u"link_token"_s, request.linkToken}};
}

QJsonObject toJson(const LinkedIdentity &identity)
{
    QJsonObject json{{u"id"_s, identity.id.toString()},
                     {u"provider"_s, providerJson(identity.provider)},
                     {u"linked_at"_s, formatTime(identity.linkedAt)},
                     {u"last_used_at"_s, formatTime(identity.lastUsedAt)}};
    if (!identity.email.isEmpty())
        json.insert(u"email"_s, identity.email);
    return json;
}

QJsonObject toJson(const LinkedIdentityPage &page)
{
    return {{u"items"_s, toJsonArray(page.items)}, {u"next_cursor"_s, page.nextCursor}};
}

Result<IdentityProviderPage> parseIdentityProviderPage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        return IdentityProviderPage{reader.list(u"items"_s, 0, maxProviders, readProvider), readCursor(reader)};
    });
}

Result<AuthorizationRequest> parseAuthorizationRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readRequest);
}

Result<Authorization> parseAuthorization(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        return Authorization{reader.string(u"url"_s, 1, maxProviderUrl), reader.string(u"state"_s, 1, maxState),
                             reader.integer(u"expires_in_ms"_s, 0, maxLifetimeMs)};
    });
}

Result<AuthorizationCallback> parseAuthorizationCallback(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readCallback);
}

Result<FederatedSignIn> parseFederatedSignIn(const QJsonObject &json)
{
    ObjectReader reader(json, UnknownFields::Ignore);
    const QString status = reader.string(u"status"_s, 1, maxWordLength);
    const bool isSignedIn = status == u"signed_in";
    if (!status.isEmpty() && !isSignedIn && status != u"link_required")
        reader.report(u"status"_s, u"not_supported"_s, u"must be signed_in or link_required"_s);
    const auto session = reader.object(u"session"_s, isSignedIn);
    const auto link = reader.object(u"link"_s, status == u"link_required");
    if (const auto finished = reader.finish(); !finished)
        return tl::unexpected(finished.error());
    if (isSignedIn)
        return inside(u"session"_s, parseSignedIn(*session));
    return inside(u"link"_s, parseWhole(*link, UnknownFields::Ignore, readLinkRequired));
}

Result<LinkRequest> parseLinkRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse,
                      [](ObjectReader &reader) { return LinkRequest{reader.string(u"link_token"_s, 1, maxLinkToken)}; });
}

Result<LinkedIdentity> parseLinkedIdentity(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readIdentity);
}

Result<LinkedIdentityPage> parseLinkedIdentityPage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        return LinkedIdentityPage{reader.list(u"items"_s, 0, maxProviders, readIdentity), readCursor(reader)};
    });
}

} // namespace melody::wire
