// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <oidc/provider.h>

#include "provider_metadata.h"

#include <http_client/http_client.h>
#include <oidc/id_token.h>
#include <wire/json.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QUrl>

#include <mutex>

namespace melody::oidc {
namespace {

using namespace Qt::StringLiterals;
using http_client::Answer;
using std::chrono::nanoseconds;

constexpr std::chrono::hours freshFor{1};
constexpr std::chrono::hours usableFor{24}; // when the provider doesn't answer
// However many tokens with unknown keys come: the provider isn't asked for its keys more often.
constexpr std::chrono::seconds keyRefreshInterval{30};
constexpr qsizetype maxAccessTokenChars = 16 * 1024;

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

QByteArray form(const QList<std::pair<QString, QString>> &fields)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : fields)
        pairs.append(encoded(name) + '=' + encoded(value));
    return pairs.join('&');
}

// Remembered for a while, and a while longer when it can't be had again.
template<typename T>
struct Remembered {
    std::optional<T> value = {};
    nanoseconds fetched{0};   // monotonic
    nanoseconds attempted{0}; // monotonic
    [[nodiscard]] bool isYoungerThan(nanoseconds age, nanoseconds now) const { return value && now - fetched < age; }
};

class CodeFlowProvider final : public Provider {
public:
    CodeFlowProvider(ProviderOptions options, const Clock &clock) : m_options(std::move(options)), m_clock(clock)
    {
        http_client::Options http;
        http.caFile = m_options.caFile;
        http.connectTimeout = m_options.timeout;
        http.totalTimeout = m_options.timeout;
        http.maxAnswerBytes = maxDocumentBytes;
        http.publicAddressesOnly = !m_options.privateNetwork;
        m_http = http_client::createHttpClient(http);
    }

    Result<QString> authorizationUrl(const AuthorizationParameters &parameters) override;
    Result<QJsonObject> redeem(const CodeExchange &exchange) override;

private:
    struct Tokens {
        QByteArray id;
        QByteArray access;
    };

    Result<ProviderMetadata> metadata();
    Result<KeySet> keys(const ProviderMetadata &from, bool refresh);
    template<typename T, typename Parse>
    Result<T> remembered(Remembered<T> &place, const QString &url, bool refresh, Parse parse);
    Result<Answer> ask(const http_client::Request &request);
    Result<Tokens> tokens(const ProviderMetadata &provider, const CodeExchange &exchange);
    Result<QJsonObject> verified(const ProviderMetadata &provider, const Tokens &tokens, const QString &nonce);
    Result<QJsonObject> completed(const ProviderMetadata &provider, const Tokens &tokens, QJsonObject claims);

    const ProviderOptions m_options;
    const Clock &m_clock;
    std::unique_ptr<http_client::HttpClient> m_http;
    std::mutex m_mutex; // held while a document is fetched: others would ask for the same
    Remembered<ProviderMetadata> m_metadata;
    Remembered<KeySet> m_keys;
};

Result<Answer> CodeFlowProvider::ask(const http_client::Request &request)
{
    auto answer = m_http->send(request);
    if (!answer)
        return fail(ErrorKind::Unavailable, u"provider_unreachable"_s, u"The identity provider does not answer."_s);
    return answer;
}

template<typename T, typename Parse>
Result<T> CodeFlowProvider::remembered(Remembered<T> &place, const QString &url, bool refresh, Parse parse)
{
    const std::scoped_lock lock(m_mutex);
    const nanoseconds now = m_clock.monotonic();
    const bool justTried = place.value && now - place.attempted < keyRefreshInterval;
    if (place.isYoungerThan(freshFor, now) && (!refresh || justTried))
        return *place.value;
    place.attempted = now;
    const auto answer = ask({.url = url, .headers = {{"Accept", "application/json"}}});
    auto parsed = answer.and_then([&](const Answer &got) -> Result<T> {
        if (got.status != 200)
            return fail(ErrorKind::Unavailable, u"provider_failed"_s, u"The identity provider answered %1."_s.arg(got.status));
        return parse(got.body);
    });
    if (parsed) {
        place.value = *parsed;
        place.fetched = now;
    } else if (place.isYoungerThan(usableFor, now)) {
        return *place.value;
    }
    return parsed;
}

Result<ProviderMetadata> CodeFlowProvider::metadata()
{
    return remembered(m_metadata, discoveryUrl(m_options.issuer), false,
                      [this](const QByteArray &body) { return parseMetadata(body, m_options.issuer, m_options.privateNetwork); });
}

Result<KeySet> CodeFlowProvider::keys(const ProviderMetadata &from, bool refresh)
{
    return remembered(m_keys, from.keySetUri, refresh, [](const QByteArray &body) -> Result<KeySet> {
        auto set = KeySet::parse(body);
        if (!set)
            return fail(ErrorKind::Unavailable, u"provider_unsuitable"_s, u"The identity provider's keys can't be read."_s);
        return set;
    });
}

Result<QString> CodeFlowProvider::authorizationUrl(const AuthorizationParameters &parameters)
{
    const auto provider = metadata();
    if (!provider)
        return tl::unexpected(provider.error());
    const QByteArray challenge = toBase64Url(QCryptographicHash::hash(parameters.codeVerifier, QCryptographicHash::Sha256));
    const QByteArray query = form({{u"response_type"_s, u"code"_s},
                                   {u"client_id"_s, m_options.clientId},
                                   {u"redirect_uri"_s, parameters.redirectUri},
                                   {u"scope"_s, m_options.scopes.join(u' ')},
                                   {u"state"_s, parameters.state},
                                   {u"nonce"_s, parameters.nonce},
                                   {u"code_challenge"_s, QString::fromLatin1(challenge)},
                                   {u"code_challenge_method"_s, u"S256"_s}});
    const QString &endpoint = provider->authorizationEndpoint;
    return endpoint + (endpoint.contains(u'?') ? u'&' : u'?') + QString::fromLatin1(query);
}

// RFC 6749, 4.1.3; the client's secret as in 2.3.1.
Result<CodeFlowProvider::Tokens> CodeFlowProvider::tokens(const ProviderMetadata &provider, const CodeExchange &exchange)
{
    QList<std::pair<QString, QString>> fields{{u"grant_type"_s, u"authorization_code"_s},
                                              {u"code"_s, exchange.code},
                                              {u"redirect_uri"_s, exchange.asked.redirectUri},
                                              {u"code_verifier"_s, QString::fromLatin1(exchange.asked.codeVerifier)}};
    http_client::Request request{.method = "POST", .url = provider.tokenEndpoint};
    request.headers = {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}};
    if (provider.secretInBody) {
        fields.append({u"client_id"_s, m_options.clientId});
        fields.append({u"client_secret"_s, m_options.clientSecret});
    } else {
        const QByteArray pair = encoded(m_options.clientId) + ':' + encoded(m_options.clientSecret);
        request.headers.append({"Authorization", "Basic " + pair.toBase64()});
    }
    request.body = form(fields);
    const auto answer = ask(request);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto json = wire::parseObject(answer->body, maxDocumentBytes);
    if (answer->status == 400 && json && json->value(u"error"_s) == u"invalid_grant"_s)
        return fail(ErrorKind::Unauthenticated, u"authorization_refused"_s, u"The provider does not take this authorization (any more)."_s);
    Tokens tokens;
    if (json) {
        tokens.id = json->value(u"id_token"_s).toString().toLatin1();
        tokens.access = json->value(u"access_token"_s).toString().toLatin1();
    }
    if (answer->status != 200 || tokens.id.isEmpty() || tokens.access.isEmpty() || tokens.access.size() > maxAccessTokenChars)
        return fail(ErrorKind::Unavailable, u"provider_failed"_s, u"The identity provider gave no tokens (%1)."_s.arg(answer->status));
    return tokens;
}

Result<QJsonObject> CodeFlowProvider::verified(const ProviderMetadata &provider, const Tokens &tokens, const QString &nonce)
{
    const Expected expected{m_options.issuer, m_options.clientId, nonce, tokens.access, m_clock.now()};
    Result<QJsonObject> claims;
    for (const bool refresh : {false, true}) {
        const auto set = keys(provider, refresh);
        if (!set)
            return tl::unexpected(set.error());
        claims = verifyIdToken(tokens.id, *set, expected);
        if (claims || claims.error().code != u"id_token_key_unknown")
            break;
    }
    return claims;
}

// OpenID Connect Core, 5.3: a provider may give the e-mail address and the groups there only.
Result<QJsonObject> CodeFlowProvider::completed(const ProviderMetadata &provider, const Tokens &tokens, QJsonObject claims)
{
    if (provider.userinfoEndpoint.isEmpty())
        return claims;
    const auto answer =
        ask({.url = provider.userinfoEndpoint, .headers = {{"Accept", "application/json"}, {"Authorization", "Bearer " + tokens.access}}});
    if (!answer)
        return tl::unexpected(answer.error());
    const auto info = wire::parseObject(answer->body, maxDocumentBytes);
    if (answer->status != 200 || !info)
        return fail(ErrorKind::Unavailable, u"provider_failed"_s, u"The identity provider says nothing about the person."_s);
    if (info->value(u"sub"_s) != claims.value(u"sub"_s))
        return fail(ErrorKind::Unauthenticated, u"userinfo_mismatch"_s, u"The identity provider speaks of somebody else."_s);
    for (auto claim = info->begin(); claim != info->end(); ++claim) {
        if (!claims.contains(claim.key()))
            claims.insert(claim.key(), claim.value());
    }
    return claims;
}

Result<QJsonObject> CodeFlowProvider::redeem(const CodeExchange &exchange)
{
    const auto provider = metadata();
    if (!provider)
        return tl::unexpected(provider.error());
    const bool mayBeMissing = exchange.issuer.isEmpty() && !provider->sendsIssuer;
    if (!mayBeMissing && exchange.issuer != m_options.issuer)
        return fail(ErrorKind::Unauthenticated, u"issuer_mismatch"_s, u"The answer comes from another provider."_s);
    const auto got = tokens(*provider, exchange);
    if (!got)
        return tl::unexpected(got.error());
    auto claims = verified(*provider, *got, exchange.asked.nonce);
    if (!claims)
        return claims;
    return completed(*provider, *got, std::move(*claims));
}

} // namespace

std::unique_ptr<Provider> createProvider(ProviderOptions options, const Clock &clock)
{
    return std::make_unique<CodeFlowProvider>(std::move(options), clock);
}

} // namespace melody::oidc
