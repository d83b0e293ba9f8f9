// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider_metadata.h"

#include <wire/json.h>

#include <QtCore/QUrl>

namespace melody::oidc {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxUrlChars = 2000;

tl::unexpected<Error> unsuitable(const QString &why)
{
    return fail(ErrorKind::Unavailable, u"provider_unsuitable"_s, u"The provider's discovery document: %1."_s.arg(why));
}

// A list that may be missing and then has a meaning of its own.
bool offers(const QJsonObject &document, const QString &list, const QString &wanted, bool ifMissing)
{
    return document.contains(list) ? document.value(list).toArray().contains(wanted) : ifMissing;
}

} // namespace

bool isUsableUrl(const QString &text, bool privateNetwork)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString host = url.host();
    if (text.size() > maxUrlChars || !url.isValid() || host.isEmpty() || !url.userInfo().isEmpty() || url.hasFragment())
        return false;
    const bool loopback = host == u"127.0.0.1" || host == u"::1" || host == u"localhost";
    return url.scheme() == u"https" || (privateNetwork && loopback && url.scheme() == u"http");
}

QString discoveryUrl(const QString &issuer)
{
    return (issuer.endsWith(u'/') ? issuer.chopped(1) : issuer) + u"/.well-known/openid-configuration"_s;
}

Result<ProviderMetadata> parseMetadata(QByteArrayView text, const QString &issuer, bool privateNetwork)
{
    const auto document = wire::parseObject(text, maxDocumentBytes);
    if (!document)
        return unsuitable(u"is no JSON object, or too large"_s);
    if (document->value(u"issuer"_s) != issuer)
        return unsuitable(u"names another issuer"_s);
    ProviderMetadata metadata;
    for (const auto &[name, to] :
         {std::pair(u"authorization_endpoint"_s, &metadata.authorizationEndpoint), std::pair(u"token_endpoint"_s, &metadata.tokenEndpoint),
          std::pair(u"jwks_uri"_s, &metadata.keySetUri), std::pair(u"userinfo_endpoint"_s, &metadata.userinfoEndpoint)}) {
        *to = document->value(name).toString();
        const bool mayBeMissing = to == &metadata.userinfoEndpoint && !document->contains(name);
        if (!mayBeMissing && !isUsableUrl(*to, privateNetwork))
            return unsuitable(u"%1 is no address that may be asked"_s.arg(name));
    }
    if (!offers(*document, u"response_types_supported"_s, u"code"_s, true))
        return unsuitable(u"it has no authorization code flow"_s);
    if (!offers(*document, u"code_challenge_methods_supported"_s, u"S256"_s, true))
        return unsuitable(u"it has no PKCE with S256"_s);
    const QString methods = u"token_endpoint_auth_methods_supported"_s;
    metadata.secretInBody = !offers(*document, methods, u"client_secret_basic"_s, true);
    if (metadata.secretInBody && !offers(*document, methods, u"client_secret_post"_s, false))
        return unsuitable(u"it takes no client secret"_s);
    metadata.sendsIssuer = document->value(u"authorization_response_iss_parameter_supported"_s).toBool();
    return metadata;
}

} // namespace melody::oidc
