// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <config/config.h>
#include <federation/providers.h>
#include <fonts/font_chain.h>
#include <mail/sending.h>
#include <passwords/hasher.h>
#include <payments/settings.h>
#include <telemetry/telemetry.h>

#include <QtNetwork/QHostAddress>

namespace melody::server {

// What melodyd can be told. `melodyd --help` lists it.
struct ServerSettings {
    std::string databaseConnection;
    int databaseConnections = 12;
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0;
    QString certificateFile; // both or none; plain HTTP is for loopback only
    QString keyFile;
    QString publicUrl; // how clients reach this server; empty: made from address and port
    int ioThreads = 0;
    int workerThreads = 8;
    QList<QHostAddress> trustedProxies;
    QString objectsFolder;
    QString uploadsFolder;
    QString secretsFolder;
    QString auditFolder; // where checkpoints of the audit log are written; empty: nowhere
    QStringList edges;   // empty: this server
    QList<federation::ProviderConfig> identityProviders;
    QString placesFolder;         // of tor-geoipdb; empty: no country is known
    passwords::Options passwords; // without the pepper, which is made of the master key
    QStringList services;         // whose routes are served
    QString mailFolder;           // where mails are written as files when there is no mail server
    QString mailFrom;
    QString smtpUrl; // "smtps://host:465", "smtp://host:587"; empty: no mail server
    QString smtpUser;
    QString smtpPassword;
    QString smtpCaFile;
    QStringList invoiceFonts = fonts::usualFonts();
    QString readyFile;
    int mediaWorkers = 1;
    // What is started, with the argument media-worker, for each piece of untrusted media: melodyd itself. Not a setting.
    QString mediaProgram;
    payments::PaymentSettings payments;
    telemetry::Level logLevel = telemetry::Level::Info;
};

[[nodiscard]] std::vector<config::Option> serverOptions();
// Invalid names every setting that is wrong.
[[nodiscard]] Result<ServerSettings> readSettings(const config::Settings &settings);
// What an operator should know of settings that work, a line each.
[[nodiscard]] QStringList warningsOf(const ServerSettings &settings);
// How mail leaves; null when the settings name no way, Invalid when the mail server's address is none.
[[nodiscard]] Result<std::unique_ptr<mail::Transport>> createTransport(const ServerSettings &settings);

} // namespace melody::server
