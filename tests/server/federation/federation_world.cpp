// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "federation_world.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

namespace melody::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray random32()
{
    QByteArray bytes(32, '\0');
    for (char &byte : bytes)
        byte = char(QRandomGenerator::system()->generate());
    return bytes;
}

} // namespace

Device Device::create()
{
    return {random32(), random32()};
}

QByteArray Device::challenge() const
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256);
}

FederationWorld::FederationWorld(bool socialSignUp)
    : m_clock(SystemClock().now()), m_acme(m_clock), m_social(m_clock), m_socialSignUp(socialSignUp),
      m_server(std::make_unique<RunningServer>([this](server::ServerSettings &settings) { settings.identityProviders = configs(); }))
{
}

QList<federation::ProviderConfig> FederationWorld::configs() const
{
    federation::ProviderConfig acme;
    acme.id = u"acme"_s;
    acme.name = u"Acme"_s;
    acme.protocol.clientId = QString::fromLatin1(TestProvider::clientId);
    acme.protocol.clientSecret = QString::fromLatin1(TestProvider::clientSecret);
    acme.protocol.privateNetwork = true;
    acme.protocol.timeout = std::chrono::seconds(30); // the machine of a test may be slow
    acme.groupsClaim = u"groups"_s;
    federation::ProviderConfig social = acme;
    acme.protocol.issuer = m_acme.issuer();
    acme.domains = QStringList{u"acme.example"_s};
    acme.roles = {{u"staff"_s, http::Role::Editor}, {u"bosses"_s, http::Role::Editor | http::Role::Finance}};
    social.id = u"social"_s;
    social.name = u"Social"_s;
    social.protocol.issuer = m_social.issuer();
    social.signUp = m_socialSignUp;
    return {acme, social};
}

void FederationWorld::advance(std::chrono::milliseconds by)
{
    m_clock.advance(by);
    m_server->advance(by);
}

Answer FederationWorld::begin(const QString &provider, const Device &device)
{
    advance(std::chrono::seconds(20)); // the bucket of sign-ins fills slowly
    return m_server->post(u"/v1/identity-providers/%1/authorizations"_s.arg(provider),
                          wire::toJson(wire::AuthorizationRequest{u"http://127.0.0.1:49152/callback"_s, device.challenge()}));
}

QJsonObject FederationWorld::callback(const TestProvider::Redirect &redirect, const Device &device)
{
    return wire::toJson(wire::AuthorizationCallback{redirect.code, redirect.state, redirect.issuer, device.verifier, u"Phone"_s,
                                                    device.publicKey, u"es"_s});
}

Answer FederationWorld::finish(const QString &provider, const TestProvider::Redirect &redirect, const Device &device)
{
    advance(std::chrono::seconds(20));
    return m_server->post(u"/v1/identity-providers/%1/callbacks"_s.arg(provider), callback(redirect, device));
}

Answer FederationWorld::signIn(const QString &id, const QJsonObject &person)
{
    return signIn(id, person, Device::create());
}

Answer FederationWorld::signIn(const QString &id, const QJsonObject &person, const Device &device)
{
    const Answer begun = begin(id, device);
    const auto authorization = wire::parseAuthorization(begun.json());
    if (begun.status != 201 || !authorization)
        return begun;
    provider(id).setPerson(person);
    return finish(id, provider(id).visit(authorization->url), device);
}

Answer FederationWorld::link(const QString &token, const Person &person)
{
    advance(std::chrono::seconds(20));
    return m_server->post(u"/v1/me/identities"_s, {{u"link_token"_s, token}}, person.accessToken);
}

QJsonObject FederationWorld::me(const QString &accessToken)
{
    return m_server->get(u"/v1/me"_s, accessToken).json();
}

QStringList FederationWorld::roles(const QString &accessToken)
{
    QStringList names;
    for (const QJsonValue &role : me(accessToken).value(u"roles"_s).toArray())
        names.append(role.toString());
    return names;
}

QString statusOf(const Answer &answer)
{
    return answer.status == 200 ? answer.json().value(u"status"_s).toString() : u"%1 %2"_s.arg(answer.status).arg(answer.code());
}

Person sessionOf(const Answer &answer)
{
    const auto signedIn = wire::parseSignedIn(answer.json().value(u"session"_s).toObject());
    if (!signedIn)
        qFatal("no session: %d %s", answer.status, answer.body.constData());
    return {signedIn->user, signedIn->accessToken, signedIn->refreshToken};
}

QJsonObject linkOf(const Answer &answer)
{
    return answer.json().value(u"link"_s).toObject();
}

QJsonObject ana(const QStringList &groups)
{
    return {{u"sub"_s, u"ana"_s},
            {u"email"_s, u"ana@acme.example"_s},
            {u"email_verified"_s, true},
            {u"name"_s, u"Ana Acme"_s},
            {u"groups"_s, QJsonArray::fromStringList(groups)}};
}

} // namespace melody::test
