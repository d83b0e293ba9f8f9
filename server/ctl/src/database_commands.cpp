// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Commands that work on the database and the keys directly, for who runs the server.

#include "command.h"
#include "operator.h"

#include <accounts/accounts.h>
#include <accounts/directory.h>
#include <billing/billing.h>
#include <mail/sending.h>
#include <main/schema.h>
#include <secrets/secrets.h>
#include <telemetry/telemetry.h>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

// The accounts of a database, with all that they work with.
struct AccountsAtHand {
    AccountsAtHand(const QString &connection, const secrets::Secrets &keys, const QString &operatorName)
        : log(telemetry::createTelemetry(clock, telemetry::Level::Warning)),
          data(db::openDatabase({.connection = connection.toStdString(), .maxConnections = 1}, *log)),
          trail(auditLogFor(operatorName, keys.masterKey)), mails(mail::createMailer(keys.masterKey)),
          people(accounts::createAccounts({*data, keys.masterKey, clock, mails.get(), trail.get()}))
    {
    }

    SystemClock clock;
    std::unique_ptr<telemetry::Telemetry> log;
    std::unique_ptr<db::Database> data;
    std::unique_ptr<audit::AuditLog> trail;
    std::unique_ptr<mail::Mailer> mails;
    std::unique_ptr<accounts::Accounts> people;
};

const QCommandLineOption connectionOption(u"db-connection"_s, u"libpq connection string."_s, u"CONNECTION"_s);

// "listener,creator"; nothing when one of the names is none.
std::optional<http::Roles> rolesOf(const QString &names)
{
    http::Roles roles = http::Role::Listener;
    for (const QString &name : names.split(u',', Qt::SkipEmptyParts)) {
        const auto role = accounts::parseRole(name.trimmed());
        if (!role || *role == http::Role::Anonymous)
            return std::nullopt;
        roles |= *role;
    }
    return roles;
}

constexpr std::chrono::days giftTime{3653};
constexpr qsizetype longestReason = 1000;

// Whoever has a plan already keeps it.
Result<void> givePlan(db::Database &database, const Clock &clock, audit::AuditLog &audit, const QString &email, const QString &name,
                      bool hiFi)
{
    const auto plan = rules::parsePlan(name);
    if (!plan || *plan == rules::Plan::Free)
        return failField(u"--plan"_s, u"not_a_plan"_s, u"--plan: there is no such paid plan"_s);
    const auto user = accounts::userWithEmail(database, email);
    if (!user)
        return tl::unexpected(user.error());
    billing::Options options;
    options.audit = &audit;
    const auto billing = billing::createBilling(database, clock, std::move(options));
    if (billing->entitlementsOf(user->value()).plan != rules::Plan::Free)
        return {};
    return billing->grant(user->value(), {*plan, hiFi, u"DE"_s, clock.now() + giftTime});
}

} // namespace

int runMigrate(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Applies the migrations that are missing. Safe to run twice and by two processes at once.\n"
        "The connection is that of the owner, who may make roles and schemas.\n\n"
        "Example:\n  melodyctl migrate --db-connection 'host=/run/postgresql dbname=melody user=melody_owner'"_s);
    parser.addOption(connectionOption);
    if (const auto code = parseArguments(parser, u"migrate"_s, arguments, {u"db-connection"_s}, 0))
        return *code;
    const auto report = db::migrate(parser.value(connectionOption).toStdString(), server::allMigrations());
    if (!report)
        return failed(report.error());
    printJson({{u"applied"_s, report->applied}, {u"already_there"_s, report->alreadyThere}});
    return 0;
}

int runInitSecrets(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Makes the keys that a server needs; those that are there already stay.\n"
                                     "Keep a copy of master.key in a safe place: without it no recording can be played.\n\n"
                                     "Example:\n  melodyctl init-secrets /etc/melody/secrets"_s);
    parser.addPositionalArgument(u"DIR"_s, u"folder of the keys; made with mode 0700 when missing."_s);
    if (const auto code = parseArguments(parser, u"init-secrets"_s, arguments, {}, 1))
        return *code;
    const auto made = secrets::createSecrets(parser.positionalArguments().constFirst());
    if (!made)
        return failed(made.error());
    printJson({{u"created"_s, *made}});
    return 0;
}

int runCreateUser(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Makes an account, or gives roles to the one that has the address already (its password stays).\n\n"
        "Example:\n  melodyctl create-user --db-connection 'dbname=melody user=melody_app' --secrets-folder /etc/melody/secrets \\\n"
        "      --email ana@example.org --display-name Ana --role listener,creator --password-file -"_s);
    const QCommandLineOption folder(u"secrets-folder"_s, u"Folder of the server's keys."_s, u"DIR"_s);
    const QCommandLineOption email(u"email"_s, u"E-mail address."_s, u"ADDRESS"_s);
    const QCommandLineOption name(u"display-name"_s, u"Name that others see; default: the part of the address before @."_s, u"NAME"_s);
    const QCommandLineOption language(u"language"_s, u"en or es."_s, u"LANGUAGE"_s, u"en"_s);
    const QCommandLineOption role(u"role"_s,
                                  u"Roles, separated by commas: listener, creator, advertiser, editor, finance, compliance, admin."_s,
                                  u"ROLES"_s, u"listener"_s);
    const QCommandLineOption passwordFile(u"password-file"_s, u"File whose first line is the password; - reads standard input."_s,
                                          u"FILE"_s);
    const QCommandLineOption passwordStdin(u"password-stdin"_s, u"The same as --password-file -"_s);
    const QCommandLineOption plan(u"plan"_s, u"Plan given for nothing, for ten years: individual, duo, family."_s, u"PLAN"_s);
    const QCommandLineOption hiFi(u"hi-fi"_s, u"With the lossless add-on; needs --plan."_s);
    parser.addOptions({connectionOption, folder, email, name, language, role, passwordFile, passwordStdin, plan, hiFi, operatorOption()});
    if (const auto code = parseArguments(parser, u"create-user"_s, arguments, {u"db-connection"_s, u"secrets-folder"_s, u"email"_s}, 0))
        return *code;
    const auto roles = rolesOf(parser.value(role));
    if (!roles || parser.isSet(passwordFile) == parser.isSet(passwordStdin)) {
        printError(roles ? u"Give the password with --password-file or --password-stdin."_s : u"--role: there is no such role"_s);
        return 2;
    }
    const auto who = operatorOf(parser);
    if (!who)
        return failed(who.error());
    const auto password = readFirstLine(parser.isSet(passwordStdin) ? u"-"_s : parser.value(passwordFile));
    if (!password)
        return failed(password.error());
    const auto keys = secrets::loadSecrets(parser.value(folder));
    if (!keys)
        return failed(keys.error());
    const AccountsAtHand at(parser.value(connectionOption), *keys, *who);
    const QString displayName = parser.isSet(name) ? parser.value(name) : parser.value(email).section(u'@', 0, 0);
    const auto created = at.people->ensureUser({parser.value(email), *password, displayName, parser.value(language)}, *roles);
    if (!created)
        return failed(created.error());
    if (parser.isSet(plan)) {
        const auto given = givePlan(*at.data, at.clock, *at.trail, parser.value(email), parser.value(plan), parser.isSet(hiFi));
        if (!given)
            return failed(given.error());
    }
    printJson({{u"created"_s, *created}});
    return 0;
}

int runRemoveSecondFactor(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Takes the authenticator app from an account whose owner lost it and the recovery codes. First make "
                                     u"sure, as your rules say, that it\n"
                                     "is its owner who asks: the password alone opens the account afterwards. Its owner gets a mail, all "
                                     "devices are signed out, and the\n"
                                     "reason stands in the audit log. Staff set another one up before they work again.\n\n"
                                     "Example:\n  melodyctl remove-second-factor --db-connection 'dbname=melody user=melody_app' "
                                     "--secrets-folder /etc/melody/secrets \\\n"
                                     "      --email ana@example.org --reason 'showed a passport at the desk'"_s);
    parser.addOptions({connectionOption,
                       {u"secrets-folder"_s, u"Folder of the server's keys."_s, u"DIR"_s},
                       {u"email"_s, u"Address of the account."_s, u"ADDRESS"_s},
                       {u"reason"_s, u"How its owner was recognised; at most 1,000 characters."_s, u"TEXT"_s},
                       operatorOption()});
    if (const auto code = parseArguments(parser, u"remove-second-factor"_s, arguments,
                                         {u"db-connection"_s, u"secrets-folder"_s, u"email"_s, u"reason"_s}, 0))
        return *code;
    const QString reason = parser.value(u"reason"_s).trimmed();
    if (reason.isEmpty() || reason.size() > longestReason) {
        printError(u"--reason: must be 1 to %1 characters"_s.arg(longestReason));
        return 2;
    }
    const auto who = operatorOf(parser);
    if (!who)
        return failed(who.error());
    const auto keys = secrets::loadSecrets(parser.value(u"secrets-folder"_s));
    if (!keys)
        return failed(keys.error());
    const AccountsAtHand at(parser.value(connectionOption), *keys, *who);
    const auto user = at.people->userByEmail(parser.value(u"email"_s));
    if (!user)
        return failed(user.error());
    if (!*user)
        return failed({ErrorKind::NotFound, u"no_account"_s, u"There is no account with this address."_s});
    const auto removed = at.people->removeSecondFactor(**user, reason);
    if (!removed)
        return failed(removed.error());
    printJson({{u"removed"_s, *removed}});
    return 0;
}

} // namespace melody::ctl
