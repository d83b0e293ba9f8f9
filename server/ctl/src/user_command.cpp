// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"

#include <accounts/accounts.h>
#include <db/database.h>
#include <telemetry/telemetry.h>

#include <QtCore/QFile>

#include <cstdio>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

Result<http::Roles> parseRoles(const QString &text)
{
    http::Roles roles = http::Role::Listener;
    for (const QString &name : text.split(u',', Qt::SkipEmptyParts)) {
        const auto role = accounts::parseRole(name);
        if (!role)
            return failField(u"--role"_s, u"unknown_role"_s, u"'%1' is not a role"_s.arg(name));
        roles |= *role;
    }
    return roles;
}

Result<accounts::TokenKeys> readTokenKeys(const QString &folder)
{
    QFile file(folder + u"/access_token.seed"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"secret_unreadable"_s,
                    u"%1 can't be read; 'melodyctl init-secrets' makes it."_s.arg(file.fileName()));
    return accounts::TokenKeys::fromSeed(file.read(accounts::tokenSeedBytes + 1));
}

Result<void> createUser(const QCommandLineParser &options)
{
    const auto connection = required(options, u"db-connection"_s);
    const auto email = required(options, u"email"_s);
    const auto secrets = required(options, u"secrets-folder"_s);
    const auto passwordFile = required(options, u"password-file"_s);
    for (const auto *needed : {&connection, &email, &secrets, &passwordFile})
        if (!*needed)
            return tl::unexpected(needed->error());
    const auto password = readSecretLine(*passwordFile);
    const auto roles = parseRoles(options.value(u"role"_s));
    const auto keys = readTokenKeys(*secrets);
    if (!password || !roles || !keys)
        return tl::unexpected(!password ? password.error() : !roles ? roles.error() : keys.error());

    wire::SignUpRequest request{
        .email = *email, .password = *password, .displayName = options.value(u"display-name"_s), .language = options.value(u"language"_s)};
    if (request.displayName.isEmpty())
        request.displayName = email->section(u'@', 0, 0);
    const SystemClock clock;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Warning);
    const auto database = db::openDatabase({.connection = connection->toStdString(), .maxConnections = 1}, *telemetry);
    const auto made = accounts::createAccounts(*database, *keys, clock)->ensureUser(request, *roles);
    if (!made)
        return tl::unexpected(made.error());
    puts(*made ? "{\"created\":true}" : "{\"created\":false}");
    return {};
}

} // namespace

Command createUserCommand()
{
    return {.name = "create-user",
            .summary = "make an account, or give an account roles",
            .usage = "--db-connection CONNECTION --secrets-folder DIR --email E --password-file F [--display-name N] [--role R,R]",
            .examples = "  melodyctl create-user --db-connection \"$DB\" --secrets-folder /etc/melody/secrets --email ana@example.org \\\n"
                        "      --password-file ana.txt --role creator\n"
                        "The password is the first line of the file. An account that is there keeps its password and gains the roles.\n",
            .addOptions =
                [](QCommandLineParser &parser) {
                    parser.addOptions(
                        {{u"db-connection"_s, u"libpq connection string of melody_app."_s, u"CONNECTION"_s},
                         {u"secrets-folder"_s, u"Made by 'melodyctl init-secrets'."_s, u"DIR"_s},
                         {u"email"_s, u"Address to sign in with."_s, u"E"_s},
                         {u"password-file"_s, u"File whose first line is the password."_s, u"F"_s},
                         {u"display-name"_s, u"Shown to others; default: the address up to the @."_s, u"N"_s},
                         {u"language"_s, u"en or es."_s, u"L"_s, u"en"_s},
                         {u"role"_s, u"Besides listener: creator, advertiser, editor, finance, compliance, admin."_s, u"R,R"_s}});
                },
            .run = createUser};
}

} // namespace melody::ctl
