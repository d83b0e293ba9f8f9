// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// melody-sandboxpay: plays a payment provider on this machine. No money moves.

#include "deliverer.h"
#include "routes.h"

#include <config/config.h>
#include <http/server.h>
#include <telemetry/telemetry.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>
#include <QtNetwork/QSslKey>

#include <csignal>
#include <cstdio>
#include <sys/stat.h>

namespace {

using namespace Qt::StringLiterals;
using namespace melody;
using namespace melody::sandboxpay;
using config::Type;

std::vector<config::Option> options()
{
    return {
        {u"http.address"_s, Type::Text, u"127.0.0.1"_s, u"address to listen on; loopback only"_s},
        {u"http.port"_s, Type::Integer, 0, u"port to listen on; 0 takes a free one"_s, 0, 65'535},
        {u"http.certificate"_s, Type::Path, {}, u"PEM file of the certificate chain"_s},
        {u"http.key"_s, Type::Path, {}, u"PEM file of the certificate's key"_s},
        {u"state.file"_s,
         Type::Path,
         {},
         u"where customers, cards (token, brand, last four digits, expiry), charges and events are kept"_s},
        {u"api_key.file"_s, Type::Path, {}, u"file with the merchant's key"_s},
        {u"webhook.url"_s, Type::Text, u""_s, u"where events are sent; empty: nowhere"_s},
        {u"webhook.ca_file"_s, Type::Path, u""_s, u"PEM file of the only authority believed at webhook.url"_s},
        {u"webhook.secret_file"_s, Type::Path, {}, u"file with the key that signs webhooks"_s},
        {u"ready.file"_s, Type::Path, u""_s, u"written when ready: {\"port\",\"pid\",\"url\"}"_s},
    };
}

void say(const QString &text)
{
    std::fputs((text + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

int refuse(const Error &error)
{
    std::fputs(u"melody-sandboxpay: %1 (%2)\n"_s.arg(error.detail, error.code).toUtf8().constData(), stderr);
    return 1;
}

QString helpText()
{
    QString text = u"Usage: melody-sandboxpay SETTINGS\n\n"
                   "Plays a payment provider on this machine: card form, tokens, charges, 3-D Secure, refunds, disputes, signed webhooks.\n"
                   "No money moves. docs/sandboxpay.md describes its interface.\n\n"_s +
                   config::helpText(options()) + u"\nTest cards, with any expiry ahead and any security code:\n"_s;
    for (const TestCard &card : testCards())
        text += u"  %1  %2\n"_s.arg(card.number, -16).arg(QString::fromLatin1(card.meaning));
    return text + u"\nExample:\n  melody-sandboxpay --http-certificate server.pem --http-key server.key --state-file sandboxpay.state \\\n"
                  "      --api-key-file api.key --webhook-secret-file webhook.key --webhook-url "
                  "https://127.0.0.1:8443/v1/payments/webhooks/sandbox"_s;
}

// A secret is a line of a file that nobody else may read.
Result<QByteArray> readSecret(const QString &path)
{
    struct stat status {};
    QFile file(path);
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || !file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, u"secret"_s, path + u": can't be read"_s);
    if ((status.st_mode & 077) != 0)
        return fail(ErrorKind::Invalid, u"secret"_s, path + u": others may read it; chmod 600"_s);
    QByteArray secret = file.read(1024).trimmed();
    if (secret.size() < 16)
        return fail(ErrorKind::Invalid, u"secret"_s, path + u": must hold at least 16 characters"_s);
    return secret;
}

Result<QSslConfiguration> readTls(const config::Settings &settings)
{
    const auto chain = QSslCertificate::fromPath(settings.text(u"http.certificate"_s), QSsl::Pem);
    QFile file(settings.text(u"http.key"_s));
    if (chain.isEmpty() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, u"certificate"_s, u"http.certificate, http.key: can't be read"_s);
    const QSslKey key(&file, QSsl::Ec);
    if (key.isNull())
        return fail(ErrorKind::Invalid, u"certificate_key"_s, u"http.key: holds no EC key"_s);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

Result<http::ServerOptions> serverOptions(const config::Settings &settings)
{
    http::ServerOptions server;
    server.address = QHostAddress(settings.text(u"http.address"_s));
    if (!server.address.isLoopback())
        return fail(ErrorKind::Invalid, u"settings"_s, u"http.address: this is a toy; it listens on loopback only"_s);
    server.port = quint16(settings.integer(u"http.port"_s));
    const auto tls = readTls(settings);
    if (!tls)
        return tl::unexpected(tls.error());
    server.tls = *tls;
    server.ioThreads = 1;
    server.workerThreads = 32; // slow answers hold one each
    server.limits.rates.fill({1'000'000, 100'000});
    server.limits.idleTimeout = std::chrono::seconds(5); // a connection's buffers saw a card: let them go soon
    return server;
}

Result<void> announce(const QString &readyFile, const QString &url, quint16 port)
{
    const QJsonObject ready{{u"pid"_s, QCoreApplication::applicationPid()}, {u"port"_s, port}, {u"url"_s, url}};
    const QByteArray line = QJsonDocument(ready).toJson(QJsonDocument::Compact);
    if (readyFile.isEmpty()) {
        say(QString::fromUtf8(line));
        return {};
    }
    QSaveFile file(readyFile);
    if (!file.open(QIODevice::WriteOnly) || file.write(line + '\n') != line.size() + 1 || !file.commit())
        return fail(ErrorKind::Unavailable, u"ready_file"_s, u"%1: %2"_s.arg(readyFile, file.errorString()));
    return {};
}

Result<void> serve(const config::Settings &settings, const sigset_t &stopSignals)
{
    const auto server = serverOptions(settings);
    const auto apiKey = readSecret(settings.text(u"api_key.file"_s));
    const auto webhookSecret = readSecret(settings.text(u"webhook.secret_file"_s));
    if (!server || !apiKey || !webhookSecret)
        return tl::unexpected(!server ? server.error() : !apiKey ? apiKey.error() : webhookSecret.error());
    auto records = Records::open(settings.text(u"state.file"_s));
    if (!records)
        return tl::unexpected(records.error());

    const SystemClock clock;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Warning);
    const auto client = http_client::createHttpClient(
        {.caFile = settings.text(u"webhook.ca_file"_s), .totalTimeout = std::chrono::seconds(10), .maxAnswerBytes = 64 * 1024});
    const QString host = server->address.protocol() == QAbstractSocket::IPv6Protocol ? u"[::1]"_s : server->address.toString();
    const auto origin = [&](quint16 port) { return u"https://%1:%2"_s.arg(host).arg(port); };
    Provider provider(std::move(*records), origin(server->port), clock);
    http::RouteTable routes = merchantRoutes(provider);
    std::ranges::move(payerRoutes(provider), std::back_inserter(routes));
    const auto http = http::createServer(*server, {std::move(routes), keyAuthenticator(*apiKey), nullptr, *telemetry, clock});
    const auto port = http->listen();
    if (!port)
        return tl::unexpected(port.error());
    if (server->port == 0) // nobody knew where to ask until now
        provider.setOrigin(origin(*port));
    Deliverer deliverer(provider, *client, settings.text(u"webhook.url"_s), *webhookSecret, clock);
    deliverer.start();
    if (const auto announced = announce(settings.text(u"ready.file"_s), origin(*port), *port); !announced)
        return announced;
    int signal = 0;
    sigwait(&stopSignals, &signal);
    http->drain(std::chrono::seconds(5));
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    // Before any thread starts, so that all of them leave these to sigwait().
    sigset_t stopSignals;
    sigemptyset(&stopSignals);
    sigaddset(&stopSignals, SIGTERM);
    sigaddset(&stopSignals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stopSignals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().sliced(1);
    if (arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s)) {
        say(helpText());
        return 0;
    }
    const auto settings = config::load(options(), arguments, {});
    if (!settings)
        return refuse(settings.error());
    if (const auto served = serve(*settings, stopSignals); !served)
        return refuse(served.error());
    return 0;
}
