// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sign_in_flow.h"

#include <oidc/key_set.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QMessageAuthenticationCode>

#include <sodium.h>

namespace melody::federation {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxNameChars = 80;
constexpr qsizetype maxEmailChars = 254;

QByteArray derived(const QByteArray &salt, const QByteArray &purpose, const QString &state)
{
    return oidc::toBase64Url(QMessageAuthenticationCode::hash(purpose + '\n' + state.toUtf8(), salt, QCryptographicHash::Sha256));
}

// As an account may have it: visible text of 80 characters at most.
QString displayName(const QString &text)
{
    QString name;
    for (const QChar c : text.simplified()) {
        if (c.isPrint() || c.isSurrogate())
            name.append(c);
    }
    name.truncate(maxNameChars);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    return name.isValidUtf16() ? name : QString();
}

// Some providers write the boolean as a text.
bool isTrue(const QJsonValue &value)
{
    return value.isBool() ? value.toBool() : value.toString() == u"true";
}

} // namespace

QByteArray randomBytes()
{
    QByteArray bytes(32, '\0');
    randombytes_buf(bytes.data(), size_t(bytes.size()));
    return bytes;
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

oidc::AuthorizationParameters parametersOf(const QString &redirectUri, const QString &state, const QByteArray &salt)
{
    return {redirectUri, state, QString::fromLatin1(derived(salt, "nonce", state)), derived(salt, "code_verifier", state)};
}

Person personOf(const QJsonObject &claims, const ProviderConfig &provider)
{
    Person person;
    person.subjectHash = sha256(provider.protocol.issuer.toUtf8() + '\0' + claims.value(u"sub"_s).toString().toUtf8());
    const QString email = claims.value(u"email"_s).toString();
    if (isTrue(claims.value(u"email_verified"_s)) && email.indexOf(u'@') > 0 && email.size() <= maxEmailChars)
        person.email = email;
    for (const QString &name : {claims.value(u"name"_s).toString(), email.section(u'@', 0, 0)}) {
        if (person.name.isEmpty())
            person.name = displayName(name);
    }
    const QJsonValue groups = claims.value(provider.groupsClaim);
    const QJsonArray all = groups.isArray() ? groups.toArray() : QJsonArray{groups};
    for (const QJsonValue &group : all)
        person.roles |= provider.roles.value(group.toString());
    return person;
}

bool mayJoin(const Person &person, const ProviderConfig &provider)
{
    return !person.email.isEmpty() && !person.name.isEmpty() && (provider.signUp || provider.domains.contains(domainOf(person.email)));
}

} // namespace melody::federation
