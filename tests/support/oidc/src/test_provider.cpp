// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_provider.h>

#include <oidc/key_set.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QUrlQuery>

namespace melody::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray hash(const QByteArray &text, QCryptographicHash::Algorithm algorithm)
{
    return QCryptographicHash::hash(text, algorithm);
}

http::Response problem(const QString &error)
{
    return http::Response::json(QJsonObject{{u"error"_s, error}}, 400);
}

// application/x-www-form-urlencoded
QString field(const QByteArray &form, const QString &name)
{
    QByteArray text = form;
    return QUrlQuery(QString::fromLatin1(text.replace('+', "%20"))).queryItemValue(name, QUrl::FullyDecoded);
}

} // namespace

TestProvider::TestProvider(const Clock &clock)
    : m_clock(clock), m_telemetry(telemetry::createTelemetry(m_systemClock, telemetry::Level::Error)), m_key(SigningKey::p256())
{
    http::ServerOptions options;
    options.ioThreads = 1;
    options.workerThreads = 4;
    for (http::Rate &rate : options.limits.rates)
        rate = {600'000, 10'000};
    m_server = http::createServer(options, {routes(), {}, nullptr, *m_telemetry, m_systemClock});
    const auto port = m_server->listen();
    if (!port)
        qFatal("%s", qPrintable(port.error().detail));
    m_issuer = u"http://127.0.0.1:%1"_s.arg(*port);
}

TestProvider::~TestProvider()
{
    m_server->drain(std::chrono::seconds(10));
}

void TestProvider::setTricks(Tricks tricks)
{
    const std::scoped_lock lock(m_mutex);
    m_tricks = std::move(tricks);
}

void TestProvider::setPerson(QJsonObject claims)
{
    const std::scoped_lock lock(m_mutex);
    m_person = std::move(claims);
    m_userinfo = {};
}

void TestProvider::setUserinfo(QJsonObject claims)
{
    const std::scoped_lock lock(m_mutex);
    m_userinfo = std::move(claims);
}

void TestProvider::rotateKey(const SigningKey &key)
{
    const std::scoped_lock lock(m_mutex);
    m_key = key;
    ++m_keyNumber;
}

int TestProvider::requests(const QByteArray &path) const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests.value(path);
}

TestProvider::Redirect TestProvider::visit(const QString &authorizationUrl)
{
    const QUrl url(authorizationUrl);
    const QUrlQuery query(url);
    const auto parameter = [&](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
    const bool right = url.path() == u"/authorize" && parameter(u"response_type"_s) == u"code" &&
                       parameter(u"client_id"_s) == QString::fromLatin1(clientId) && parameter(u"code_challenge_method"_s) == u"S256" &&
                       parameter(u"scope"_s).split(u' ').contains(u"openid"_s);
    if (!right)
        return {};
    const std::scoped_lock lock(m_mutex);
    const QString code = u"code-%1"_s.arg(++m_codes);
    m_grants.insert(code, {parameter(u"redirect_uri"_s), parameter(u"code_challenge"_s), parameter(u"nonce"_s), m_person});
    return {code, parameter(u"state"_s), m_issuer};
}

http::Route TestProvider::route(http::Method method, const QByteArray &path, std::function<http::Response(const http::Request &)> answer)
{
    const auto handler = [this, path, answer = std::move(answer)](const http::Request &request) -> Result<http::Response> {
        http::Response response = answer(request);
        std::function<void(http::Response &)> change;
        {
            const std::scoped_lock lock(m_mutex);
            ++m_requests[path];
            change = m_tricks.answers.value(path);
        }
        if (change)
            change(response);
        return response;
    };
    return {.method = method, .path = path, .operation = path.mid(1), .roles = http::Role::Anonymous, .handler = handler};
}

http::RouteTable TestProvider::routes()
{
    using http::Method;
    return {route(Method::Get, "/.well-known/openid-configuration", [this](const http::Request &) { return discovery(); }),
            route(Method::Get, "/keys", [this](const http::Request &) { return keys(); }),
            route(Method::Post, "/token", [this](const http::Request &request) { return token(request); }),
            route(Method::Get, "/userinfo", [this](const http::Request &request) { return userinfo(request); })};
}

http::Response TestProvider::discovery()
{
    return http::Response::json({{u"issuer"_s, m_issuer},
                                 {u"authorization_endpoint"_s, m_issuer + u"/authorize"_s},
                                 {u"token_endpoint"_s, m_issuer + u"/token"_s},
                                 {u"userinfo_endpoint"_s, m_issuer + u"/userinfo"_s},
                                 {u"jwks_uri"_s, m_issuer + u"/keys"_s},
                                 {u"response_types_supported"_s, QJsonArray{u"code"_s}},
                                 {u"code_challenge_methods_supported"_s, QJsonArray{u"S256"_s}},
                                 {u"authorization_response_iss_parameter_supported"_s, true}});
}

http::Response TestProvider::keys()
{
    const std::scoped_lock lock(m_mutex);
    return http::Response::json(keySet({m_key.jwk(u"key-%1"_s.arg(m_keyNumber))}));
}

http::Response TestProvider::token(const http::Request &request)
{
    const QByteArray pair =
        QUrl::toPercentEncoding(QString::fromLatin1(clientId)) + ':' + QUrl::toPercentEncoding(QString::fromLatin1(clientSecret));
    const bool inHeader = request.header("authorization") == "Basic " + pair.toBase64();
    const bool inBody =
        field(request.body, u"client_id"_s).toLatin1() == clientId && field(request.body, u"client_secret"_s).toLatin1() == clientSecret;
    if (inHeader == inBody)
        return problem(u"invalid_client"_s);
    const std::scoped_lock lock(m_mutex);
    const Grant grant = m_grants.take(field(request.body, u"code"_s));
    const QByteArray verifier = field(request.body, u"code_verifier"_s).toLatin1();
    if (grant.challenge.isEmpty() || grant.redirectUri != field(request.body, u"redirect_uri"_s) || verifier.size() < 43 ||
        oidc::toBase64Url(hash(verifier, QCryptographicHash::Sha256)) != grant.challenge.toLatin1())
        return problem(u"invalid_grant"_s);

    const QString access = u"access-%1"_s.arg(++m_codes);
    m_people.insert(access, m_userinfo.isEmpty() ? QJsonObject{{u"sub"_s, grant.person.value(u"sub"_s)}} : m_userinfo);
    const QByteArray half =
        hash(access.toLatin1(), m_key.algorithm() == u"EdDSA" ? QCryptographicHash::Sha512 : QCryptographicHash::Sha256);
    const qint64 now = std::chrono::floor<std::chrono::seconds>(m_clock.now()).time_since_epoch().count();
    QJsonObject claims = grant.person;
    claims.insert(u"iss"_s, m_issuer);
    claims.insert(u"aud"_s, QString::fromLatin1(clientId));
    claims.insert(u"nonce"_s, grant.nonce);
    claims.insert(u"iat"_s, now);
    claims.insert(u"exp"_s, now + 300);
    claims.insert(u"at_hash"_s, QString::fromLatin1(oidc::toBase64Url(half.first(half.size() / 2))));
    QJsonObject header{{u"alg"_s, m_key.algorithm()}, {u"kid"_s, u"key-%1"_s.arg(m_keyNumber)}};
    if (m_tricks.header)
        m_tricks.header(header);
    if (m_tricks.claims)
        m_tricks.claims(claims);
    QByteArray token = makeToken(header, claims, m_key);
    if (m_tricks.idToken)
        m_tricks.idToken(token);
    return http::Response::json({{u"id_token"_s, QString::fromLatin1(token)}, {u"access_token"_s, access}, {u"token_type"_s, u"Bearer"_s}});
}

http::Response TestProvider::userinfo(const http::Request &request)
{
    const std::scoped_lock lock(m_mutex);
    const QJsonObject person = m_people.value(QString::fromLatin1(request.header("authorization").mid(7)));
    return person.isEmpty() ? problem(u"invalid_token"_s) : http::Response::json(person);
}

} // namespace melody::test
