// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <federation/providers.h>

#include <accounts/accounts.h>
#include <wire/json.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

namespace melody::federation {
namespace {

using namespace Qt::StringLiterals;
using wire::ObjectReader;

constexpr qint64 maxFileBytes = 256 * 1024;
constexpr qint64 maxSecretBytes = 4096;
constexpr int maxProviders = 50;
constexpr int maxDomains = 100;
constexpr int maxGroups = 200;
constexpr qsizetype maxText = 300;
constexpr auto othersBits = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;

// What stands in a file next to the configuration, read by nobody else.
QString readSecret(ObjectReader &reader, const QDir &folder)
{
    const QString field = u"client_secret_file"_s;
    const QString name = reader.string(field, 1, maxText);
    if (name.isEmpty())
        return {};
    QFile file(folder.absoluteFilePath(name));
    if (!file.open(QIODevice::ReadOnly)) {
        reader.report(field, u"unreadable"_s, file.errorString());
        return {};
    }
    if ((file.permissions() & othersBits) != 0)
        reader.report(field, u"exposed"_s, u"may be read by others"_s);
    const QString secret = QString::fromUtf8(file.read(maxSecretBytes)).trimmed();
    if (secret.isEmpty())
        reader.report(field, u"empty"_s, u"is empty"_s);
    return secret;
}

QHash<QString, http::Roles> readRoles(ObjectReader &reader)
{
    const QString field = u"roles"_s;
    QHash<QString, http::Roles> roles;
    const QJsonObject groups = reader.object(field, false).value_or(QJsonObject());
    if (groups.size() > maxGroups)
        reader.report(field, u"too_many"_s, u"may name %1 groups at most"_s.arg(maxGroups));
    for (auto group = groups.begin(); group != groups.end(); ++group) {
        for (const QJsonValue &name : group->toArray()) {
            const auto role = accounts::parseRole(name.toString());
            if (!role || *role == http::Role::Anonymous || *role == http::Role::Listener)
                reader.report(field + u'.' + group.key(), u"not_a_role"_s, u"'%1' is no role to be given"_s.arg(name.toString()));
            else
                roles[group.key()] |= *role;
        }
        if (!group->isArray() || group->toArray().isEmpty())
            reader.report(field + u'.' + group.key(), u"wrong_type"_s, u"must be a list of roles"_s);
    }
    return roles;
}

ProviderConfig readProvider(ObjectReader &reader, const QDir &folder)
{
    static const QRegularExpression word(u"^[a-z][a-z0-9_-]{0,39}$"_s);
    ProviderConfig provider;
    provider.id = reader.string(u"id"_s, 1, 40);
    if (!provider.id.isEmpty() && !word.match(provider.id).hasMatch())
        reader.report(u"id"_s, u"not_a_word"_s, u"must be a word of a-z, 0-9, _ and -"_s);
    provider.name = reader.string(u"name"_s, 1, 80);
    provider.protocol.privateNetwork = reader.boolean(u"private_network"_s, false);
    provider.protocol.issuer = reader.string(u"issuer"_s, 1, maxText);
    const bool usable = oidc::isUsableUrl(provider.protocol.issuer, provider.protocol.privateNetwork);
    if (!provider.protocol.issuer.isEmpty() && (!usable || QUrl(provider.protocol.issuer).hasQuery()))
        reader.report(u"issuer"_s, u"not_an_issuer"_s, u"must be an https address without query and fragment"_s);
    provider.protocol.clientId = reader.string(u"client_id"_s, 1, maxText);
    provider.protocol.clientSecret = readSecret(reader, folder);
    if (reader.has(u"scopes"_s))
        provider.protocol.scopes = reader.strings(u"scopes"_s, 1, 20, 80);
    if (!provider.protocol.scopes.contains(u"openid"_s))
        reader.report(u"scopes"_s, u"openid_missing"_s, u"must hold openid"_s);
    if (const auto ca = reader.optionalString(u"ca_file"_s, 1, maxText)) {
        provider.protocol.caFile = folder.absoluteFilePath(*ca);
        if (!QFileInfo(provider.protocol.caFile).isReadable())
            reader.report(u"ca_file"_s, u"unreadable"_s, u"can't be read"_s);
    }
    if (reader.has(u"domains"_s)) {
        for (const QString &domain : reader.strings(u"domains"_s, 0, maxDomains, 253)) {
            provider.domains.append(domainOf(u'@' + domain));
            if (!provider.domains.constLast().contains(u'.'))
                reader.report(u"domains"_s, u"not_a_domain"_s, u"'%1' is no domain"_s.arg(domain));
        }
    }
    provider.signUp = reader.boolean(u"sign_up"_s, false);
    provider.groupsClaim = reader.optionalString(u"groups_claim"_s, 1, 80).value_or(u"groups"_s);
    provider.roles = readRoles(reader);
    return provider;
}

void refuseRepetitions(ObjectReader &reader, const QList<ProviderConfig> &providers)
{
    QSet<QString> ids;
    QSet<QString> domains;
    for (qsizetype i = 0; i < providers.size(); ++i) {
        const QString element = ObjectReader::elementOf(u"providers"_s, i);
        if (ids.contains(providers[i].id))
            reader.report(element + u".id"_s, u"repeated"_s, u"is another provider's, too"_s);
        ids.insert(providers[i].id);
        for (const QString &domain : providers[i].domains) {
            if (domains.contains(domain))
                reader.report(element + u".domains"_s, u"repeated"_s, u"'%1' belongs to two providers"_s.arg(domain));
            domains.insert(domain);
        }
    }
}

} // namespace

Result<QList<ProviderConfig>> loadProviders(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, u"invalid_config"_s, u"%1: %2"_s.arg(path, file.errorString()));
    const auto json = wire::parseObject(file.read(maxFileBytes + 1), maxFileBytes);
    if (!json)
        return fail(ErrorKind::Invalid, u"invalid_config"_s, u"%1: %2"_s.arg(path, json.error().detail));
    const QDir folder = QFileInfo(path).absoluteDir();
    ObjectReader reader(*json, wire::UnknownFields::Refuse);
    auto providers = reader.list(u"providers"_s, 0, maxProviders, [&](ObjectReader &provider) { return readProvider(provider, folder); });
    refuseRepetitions(reader, providers);
    if (auto finished = reader.finish(); !finished) {
        QStringList lines;
        for (const FieldError &error : finished.error().fields)
            lines.append(u"%1: %2 %3"_s.arg(path, error.field, error.detail));
        return tl::unexpected(Error{ErrorKind::Invalid, u"invalid_config"_s, lines.join(u'\n'), finished.error().fields});
    }
    return providers;
}

QString domainOf(const QString &email)
{
    return QString::fromLatin1(QUrl::toAce(email.sliced(email.lastIndexOf(u'@') + 1).toLower())).toLower();
}

} // namespace melody::federation
