// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// melodyd: the server.

#include "stop_signal.h"

#include <main/application.h>
#include <transcoding/media_worker.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QSaveFile>

#include <cstdio>
#include <cstring>

namespace {

using namespace Qt::StringLiterals;
using namespace melody;

constexpr std::chrono::seconds drainGrace{10};

void say(const QString &text)
{
    std::fputs((text + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

int refuse(const Error &error)
{
    std::fputs(u"melodyd: %1 (%2)\n"_s.arg(error.detail, error.code).toUtf8().constData(), stderr);
    return 1;
}

// Invoices go out without them, so they are no reason to stand still.
void warnOfFonts(const QStringList &files)
{
    for (const QString &problem : fonts::fontProblems(files))
        std::fputs(
            u"melodyd: warning: invoices.fonts: %1. Letters that only it has become '?' on invoices.\n"_s.arg(problem).toUtf8().constData(),
            stderr);
}

QString helpText()
{
    return u"Usage: melodyd [serve] [SETTINGS]      serve the HTTP interface (all services, or some with --services)\n"
           "       melodyd worker [SETTINGS]       run durable jobs and event consumers\n"
           "       melodyd media-worker            process one piece of untrusted media (started by worker)\n"
           "       melodyd --check-config [SETTINGS]\n\n"
           "Settings come from --config FILE (JSON), then the environment (MELODY_HTTP_PORT), then flags:\n\n"_s +
           config::helpText(server::serverOptions()) +
           u"\nExample:\n  melodyd --db-connection 'host=/run/postgresql dbname=melody user=melody_app' --secrets-folder "
           u"/etc/melody/secrets \\\n"
           "      --storage-objects /var/lib/melody/objects --storage-uploads /var/lib/melody/uploads --http-port 8443 \\\n"
           "      --http-certificate cert.pem --http-key key.pem"_s;
}

Result<config::Settings> loadSettings(const QStringList &arguments)
{
    QHash<QString, QString> environment;
    const auto variables = QProcessEnvironment::systemEnvironment();
    const auto names = variables.keys();
    for (const QString &name : names) {
        if (name.startsWith(u"MELODY_"))
            environment.insert(name, variables.value(name));
    }
    return config::load(server::serverOptions(), arguments, environment);
}

// Tells whoever started us that we are ready: into a file, or on standard output when there is none.
Result<void> announce(const server::ServerSettings &settings, std::optional<quint16> port)
{
    QJsonObject ready{{u"pid"_s, QCoreApplication::applicationPid()}, {u"tls"_s, !settings.certificateFile.isEmpty()}};
    if (port)
        ready.insert(u"port"_s, *port);
    const QByteArray line = QJsonDocument(ready).toJson(QJsonDocument::Compact) + '\n';
    if (settings.readyFile.isEmpty()) {
        say(QString::fromUtf8(line.trimmed()));
        return {};
    }
    QSaveFile file(settings.readyFile);
    if (!file.open(QIODevice::WriteOnly) || file.write(line) != line.size() || !file.commit())
        return fail(ErrorKind::Unavailable, u"ready_file"_s, u"%1: %2"_s.arg(settings.readyFile, file.errorString()));
    return {};
}

int serve(const server::ServerSettings &settings, server::StopSignal &stop)
{
    const SystemClock clock;
    auto application = server::Application::create(settings, clock);
    if (!application)
        return refuse(application.error());
    const auto port = (*application)->listen();
    if (!port)
        return refuse(port.error());
    if (const auto announced = announce(settings, *port); !announced)
        return refuse(announced.error());
    stop.wait();
    (*application)->drain(drainGrace);
    return 0;
}

int work(const server::ServerSettings &settings, server::StopSignal &stop)
{
    const SystemClock clock;
    auto application = server::Application::create(settings, clock);
    if (!application)
        return refuse(application.error());
    server::Application &parts = **application;
    const auto dispatcher = events::createDispatcher(parts.database(), parts.consumers(), clock, &parts.telemetry());
    const auto runner = jobs::createRunner(parts.database(), parts.jobHandlers(),
                                           {.concurrency = settings.mediaWorkers, .telemetry = &parts.telemetry()}, clock);
    dispatcher->start();
    runner->start();
    if (const auto announced = announce(settings, std::nullopt); !announced)
        return refuse(announced.error());
    stop.wait();
    parts.ingest().interrupt();
    runner->stop();
    dispatcher->stop();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    // Before anything else: what this one reads is hostile, so it starts nothing that it doesn't need.
    if (argc == 2 && std::strcmp(argv[1], "media-worker") == 0)
        return transcoding::runMediaWorker();
    server::StopSignal stop;
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"melodyd"_s);
    QStringList arguments = QCoreApplication::arguments().sliced(1);
    if (arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s)) {
        say(helpText());
        return 0;
    }
    if (arguments.contains(u"--version"_s)) {
        say(u"melodyd "_s + QStringLiteral(MELODY_VERSION));
        return 0;
    }
    const QString command = arguments.isEmpty() || arguments.constFirst().startsWith(u'-') ? u"serve"_s : arguments.takeFirst();
    if (command != u"serve" && command != u"worker")
        return refuse({ErrorKind::Invalid, u"usage"_s, u"there is no command '%1'; try melodyd --help"_s.arg(command)});
    const bool checkOnly = arguments.removeAll(u"--check-config"_s) > 0;
    const auto given = loadSettings(arguments);
    if (!given)
        return refuse(given.error());
    auto settings = server::readSettings(*given);
    if (!settings)
        return refuse(settings.error());
    settings->mediaProgram = QCoreApplication::applicationFilePath();
    if (checkOnly) {
        say(given->describe());
        for (const QString &warning : server::warningsOf(*settings))
            std::fputs(u"melodyd: warning: %1\n"_s.arg(warning).toUtf8().constData(), stderr);
        warnOfFonts(settings->invoiceFonts);
        return 0;
    }
    return command == u"serve" ? serve(*settings, stop) : work(*settings, stop);
}
