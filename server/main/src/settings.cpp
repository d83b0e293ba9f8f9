// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/settings.h>

#include <QtCore/QUrl>

namespace melody::server {
namespace {

using namespace Qt::StringLiterals;
using config::Type;

const QStringList &allServices()
{
    static const QStringList names{u"accounts"_s, u"billing"_s, u"catalog"_s, u"playback"_s, u"ingest"_s, u"social"_s, u"compliance"_s};
    return names;
}

QStringList listOf(const QString &text)
{
    QStringList items = text.split(u',', Qt::SkipEmptyParts);
    for (QString &item : items)
        item = item.trimmed();
    return items;
}

bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == u"https" || url.scheme() == u"http") && !url.host().isEmpty() && url.path().isEmpty() &&
           !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
}

std::optional<telemetry::Level> levelOf(const QString &text)
{
    using telemetry::Level;
    for (const auto &[name, level] : {std::pair(u"debug"_s, Level::Debug), std::pair(u"info"_s, Level::Info),
                                      std::pair(u"warning"_s, Level::Warning), std::pair(u"error"_s, Level::Error)}) {
        if (text == name)
            return level;
    }
    return std::nullopt;
}

void readAccounts(const config::Settings &given, ServerSettings &settings, QStringList &wrong)
{
    if (const QString file = given.text(u"accounts.identity_providers"_s); !file.isEmpty()) {
        auto providers = federation::loadProviders(file);
        if (providers)
            settings.identityProviders = std::move(*providers);
        else
            wrong.append(u"accounts.identity_providers: "_s + providers.error().detail);
    }
    settings.placesFolder = given.text(u"accounts.places"_s);
    settings.passwords.memoryBytes = size_t(given.integer(u"accounts.hash_memory"_s)) * 1024 * 1024;
    settings.passwords.passes = quint64(given.integer(u"accounts.hash_passes"_s));
}

void readMail(const config::Settings &given, ServerSettings &settings, QStringList &wrong)
{
    settings.mailFolder = given.text(u"mail.folder"_s);
    settings.mailFrom = given.text(u"mail.from"_s);
    if (!mail::mailAddress(settings.mailFrom))
        wrong.append(u"mail.from: must be an e-mail address"_s);
    settings.smtpUrl = given.text(u"mail.smtp_url"_s);
    settings.smtpUser = given.text(u"mail.smtp_user"_s);
    settings.smtpPassword = given.text(u"mail.smtp_password"_s);
    settings.smtpCaFile = given.text(u"mail.smtp_ca"_s);
    if (!settings.smtpUrl.isEmpty() && !createTransport(settings))
        wrong.append(u"mail.smtp_url: must be smtps://host:465 or smtp://host:587"_s);
}

} // namespace

Result<std::unique_ptr<mail::Transport>> createTransport(const ServerSettings &settings)
{
    if (settings.smtpUrl.isEmpty())
        return settings.mailFolder.isEmpty() ? nullptr : mail::createFileTransport(settings.mailFolder);
    const QUrl url(settings.smtpUrl, QUrl::StrictMode);
    const bool implicitTls = url.scheme() == u"smtps";
    if (!url.isValid() || (!implicitTls && url.scheme() != u"smtp") || !url.path().isEmpty() || url.hasQuery() || !url.userInfo().isEmpty())
        return fail(ErrorKind::Invalid, u"smtp_settings"_s, u"This is no address of a mail server."_s);
    return mail::createSmtpTransport({.host = url.host(),
                                      .port = quint16(url.port(implicitTls ? 465 : 587)),
                                      .implicitTls = implicitTls,
                                      .user = settings.smtpUser,
                                      .password = settings.smtpPassword,
                                      .caFile = settings.smtpCaFile});
}

QStringList warningsOf(const ServerSettings &settings)
{
    QStringList warnings;
    if (settings.auditFolder.isEmpty())
        warnings.append(u"audit.checkpoints: empty, so nothing outside the database proves that the audit log is whole; name a folder"_s);
    return warnings;
}

std::vector<config::Option> serverOptions()
{
    std::vector<config::Option> options{
        {u"db.connection"_s, Type::Secret, {}, u"libpq connection string of the login role melody_app"_s},
        {u"db.connections"_s, Type::Integer, 12, u"connections to PostgreSQL at most"_s, 1, 200},
        {u"http.address"_s, Type::Text, u"127.0.0.1"_s, u"address to listen on"_s},
        {u"http.port"_s, Type::Integer, 8443, u"port to listen on; 0 takes a free one"_s, 0, 65'535},
        {u"http.certificate"_s, Type::Path, u""_s, u"PEM file of the certificate chain; without one HTTP is plain, on loopback only"_s},
        {u"http.key"_s, Type::Path, u""_s, u"PEM file of the certificate's key"_s},
        {u"http.public_url"_s, Type::Text, u""_s, u"origin under which clients reach this server; empty: its address and port"_s},
        {u"http.io_threads"_s, Type::Integer, 0, u"threads that talk to clients; 0: one a core"_s, 0, 256},
        {u"http.worker_threads"_s, Type::Integer, 8, u"threads that run handlers"_s, 1, 256},
        {u"http.trusted_proxies"_s, Type::Text, u""_s, u"addresses whose X-Forwarded-For is believed, separated by commas"_s},
        {u"storage.objects"_s, Type::Path, {}, u"folder of chunks and pictures"_s},
        {u"storage.uploads"_s, Type::Path, {}, u"folder of uploads under way, on the same file system"_s},
        {u"secrets.folder"_s, Type::Path, {}, u"folder of the keys that melodyctl init-secrets made"_s},
        {u"audit.checkpoints"_s, Type::Path, u""_s,
         u"folder, best on another machine's disk, where signed checkpoints of the audit log are written; empty: nowhere"_s},
        {u"playback.edges"_s, Type::Text, u""_s,
         u"origins that serve chunks in order of preference, separated by commas; empty: this server"_s},
        {u"accounts.identity_providers"_s, Type::Path, u""_s,
         u"JSON file of the identity providers that people sign in with; empty: none (docs/identity.md)"_s},
        {u"accounts.places"_s, Type::Path, u"/usr/share/tor"_s,
         u"folder with geoip and geoip6 of tor-geoipdb, which tell the country of a device's address; empty: none is told"_s},
        {u"accounts.hash_memory"_s, Type::Integer, 64,
         u"MiB that hashing a password takes; more is safer and slower, and takes hold at the next sign-in"_s, 19,
         4096}, // at least what the OWASP Password Storage Cheat Sheet asks of Argon2id
        {u"accounts.hash_passes"_s, Type::Integer, 2, u"how often hashing a password goes over that memory"_s, 2, 100},
        {u"invoices.fonts"_s, Type::Text, fonts::usualFonts().join(u','),
         u"TrueType files, separated by commas, for what names need beyond Western European letters; the first that has a letter draws it"_s},
        {u"services"_s, Type::Text, u"all"_s, u"whose routes are served: all, or some of "_s + allServices().join(u',')},
        {u"mail.folder"_s, Type::Path, u""_s, u"folder for mails as files when there is no mail.smtp_url; with neither, mail waits"_s},
        {u"mail.from"_s, Type::Text, u"no-reply@melody.invalid"_s, u"address that mails come from"_s},
        {u"mail.smtp_url"_s, Type::Text, u""_s, u"mail server: smtps://host:465, or smtp://host:587 (with STARTTLS)"_s},
        {u"mail.smtp_user"_s, Type::Text, u""_s, u"user name at the mail server"_s},
        {u"mail.smtp_password"_s, Type::Secret, u""_s, u"password at the mail server"_s},
        {u"mail.smtp_ca"_s, Type::Path, u""_s, u"PEM file of who signed the mail server's certificate; empty: the system's"_s},
        {u"ready.file"_s, Type::Path, u""_s, u"written when ready: {\"port\",\"pid\",\"tls\"}"_s},
        {u"media.workers"_s, Type::Integer, 1, u"recordings processed at once by melodyd worker"_s, 1, 64},
        {u"log.level"_s, Type::Text, u"info"_s, u"debug, info, warning or error"_s},
    };
    std::ranges::move(payments::paymentOptions(), std::back_inserter(options));
    return options;
}

Result<ServerSettings> readSettings(const config::Settings &given)
{
    QStringList wrong;
    ServerSettings settings;
    settings.databaseConnection = given.text(u"db.connection"_s).toStdString();
    if (!db::isPrivate(settings.databaseConnection))
        wrong.append(u"db.connection: beyond this machine it must say sslmode=verify-full"_s);
    settings.databaseConnections = int(given.integer(u"db.connections"_s));
    if (!settings.address.setAddress(given.text(u"http.address"_s)))
        wrong.append(u"http.address: must be an IP address"_s);
    settings.port = quint16(given.integer(u"http.port"_s));
    settings.certificateFile = given.text(u"http.certificate"_s);
    settings.keyFile = given.text(u"http.key"_s);
    if (settings.certificateFile.isEmpty() != settings.keyFile.isEmpty())
        wrong.append(u"http.certificate, http.key: give both or none"_s);
    if (settings.certificateFile.isEmpty() && !settings.address.isLoopback())
        wrong.append(u"http.address: without a certificate only loopback is served"_s);
    settings.publicUrl = given.text(u"http.public_url"_s);
    if (!settings.publicUrl.isEmpty() && !isOrigin(settings.publicUrl))
        wrong.append(u"http.public_url: must be an origin such as https://music.example"_s);
    settings.ioThreads = int(given.integer(u"http.io_threads"_s));
    settings.workerThreads = int(given.integer(u"http.worker_threads"_s));
    for (const QString &proxy : listOf(given.text(u"http.trusted_proxies"_s))) {
        settings.trustedProxies.append(QHostAddress(proxy));
        if (settings.trustedProxies.constLast().isNull())
            wrong.append(u"http.trusted_proxies: %1 is no address"_s.arg(proxy));
    }
    settings.objectsFolder = given.text(u"storage.objects"_s);
    settings.uploadsFolder = given.text(u"storage.uploads"_s);
    settings.secretsFolder = given.text(u"secrets.folder"_s);
    settings.auditFolder = given.text(u"audit.checkpoints"_s);
    settings.edges = listOf(given.text(u"playback.edges"_s));
    if (settings.edges.size() > 8 || !std::all_of(settings.edges.begin(), settings.edges.end(), isOrigin))
        wrong.append(u"playback.edges: must be at most 8 origins such as https://edge.example"_s);
    readAccounts(given, settings, wrong);
    settings.services = given.text(u"services"_s) == u"all" ? allServices() : listOf(given.text(u"services"_s));
    for (const QString &service : std::as_const(settings.services)) {
        if (!allServices().contains(service))
            wrong.append(u"services: there is no %1"_s.arg(service));
    }
    readMail(given, settings, wrong);
    settings.invoiceFonts = listOf(given.text(u"invoices.fonts"_s));
    if (settings.invoiceFonts.size() > 8)
        wrong.append(u"invoices.fonts: must be at most 8 files"_s);
    settings.readyFile = given.text(u"ready.file"_s);
    settings.mediaWorkers = int(given.integer(u"media.workers"_s));
    const auto level = levelOf(given.text(u"log.level"_s));
    if (!level)
        wrong.append(u"log.level: must be debug, info, warning or error"_s);
    settings.logLevel = level.value_or(telemetry::Level::Info);
    if (const auto payments = payments::readPaymentSettings(given))
        settings.payments = *payments;
    else
        wrong.append(payments.error().detail);
    if (!wrong.isEmpty())
        return fail(ErrorKind::Invalid, u"settings"_s, wrong.join(u'\n'));
    return settings;
}

} // namespace melody::server
