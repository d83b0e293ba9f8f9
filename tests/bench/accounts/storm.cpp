// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storm.h"

#include <main/schema.h>
#include <secrets/secrets.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QTcpSocket>

#include <thread>

namespace melody::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int people = 200;
constexpr int senders = 48; // enough that those who wait for a hash don't hold back the stream
const QString password = u"tangerine moon"_s;

QString emailOf(int person)
{
    return u"person%1@example.org"_s.arg(person);
}

// One kept connection. Status 0: it broke.
class Connection {
public:
    explicit Connection(quint16 port) : m_port(port) {}

    int ask(const QByteArray &request)
    {
        if (m_socket.state() != QAbstractSocket::ConnectedState) {
            m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
            if (!m_socket.waitForConnected(5000))
                return 0;
        }
        m_socket.write(request);
        QByteArray answer;
        qsizetype whole = -1;
        while (whole < 0 || answer.size() < whole) {
            if (!m_socket.waitForReadyRead(30'000))
                return 0;
            answer += m_socket.readAll();
            if (const qsizetype end = answer.indexOf("\r\n\r\n"); whole < 0 && end >= 0) {
                const qsizetype length = answer.toLower().indexOf("\r\ncontent-length: ");
                whole = end + 4 + (length < 0 ? 0 : answer.mid(length + 18, answer.indexOf('\r', length + 2) - length - 18).toLongLong());
            }
        }
        return answer.mid(9, 3).toInt();
    }

private:
    quint16 m_port;
    QTcpSocket m_socket;
};

QByteArray signInRequest(int number)
{
    const QByteArray body =
        QJsonDocument(wire::toJson(wire::SignInRequest{emailOf(number % people), password, u"Phone"_s, QByteArray(32, 'k')}))
            .toJson(QJsonDocument::Compact);
    const QByteArray address = QByteArray("10.") + QByteArray::number(number >> 16 & 255) + '.' + QByteArray::number(number >> 8 & 255) +
                               '.' + QByteArray::number(number & 255);
    return "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Forwarded-For: " + address +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().code), qPrintable(result.error().detail));
    return *std::move(result);
}

} // namespace

StormyServer::StormyServer() : m_pg({server::allMigrations()})
{
    server::ServerSettings settings;
    settings.databaseConnection = m_pg.appConnection();
    settings.objectsFolder = m_folder.filePath(u"objects"_s);
    settings.uploadsFolder = m_folder.filePath(u"uploads"_s);
    settings.secretsFolder = m_folder.filePath(u"secrets"_s);
    settings.services = QStringList{u"accounts"_s, u"catalog"_s};
    settings.trustedProxies = {QHostAddress(QHostAddress::LocalHost)};
    settings.logLevel = telemetry::Level::Error;
    must(secrets::createSecrets(settings.secretsFolder));
    m_application = must(server::Application::create(settings, m_clock));
    for (int person = 0; person < people; ++person)
        must(m_application->accounts().ensureUser({emailOf(person), password, u"Person"_s, u"en"_s}, http::Role::Listener));
    m_port = must(m_application->listen());
    const auto user = must(m_application->accounts().userByEmail(emailOf(0)));
    m_token = must(m_application->accounts().openSession(user.value(), {u"Bench"_s, QByteArray(32, 'k'), {}})).accessToken.toLatin1();
}

StormyServer::Outcome StormyServer::run(std::chrono::seconds duration, int readers, int signInsPerSecond)
{
    Outcome outcome;
    std::mutex mutex;
    std::atomic<qint64> next = 0;
    QElapsedTimer since;
    since.start();
    const qint64 endNs = std::chrono::nanoseconds(duration).count();
    std::vector<std::thread> threads;
    for (int i = 0; i < (signInsPerSecond > 0 ? senders : 0); ++i) {
        threads.emplace_back([&] {
            Connection connection(m_port);
            for (;;) {
                const qint64 number = next++;
                const qint64 dueNs = number * 1'000'000'000 / signInsPerSecond;
                if (dueNs >= endNs)
                    return;
                if (const qint64 early = dueNs - since.nsecsElapsed(); early > 0)
                    std::this_thread::sleep_for(std::chrono::nanoseconds(early));
                const int status = connection.ask(signInRequest(int(number)));
                const std::scoped_lock lock(mutex);
                ++outcome.asked;
                ++(status == 201 ? outcome.signedIn : status == 503 ? outcome.busy : outcome.other);
            }
        });
    }
    for (int i = 0; i < readers; ++i) {
        threads.emplace_back([&] {
            Connection connection(m_port);
            const QByteArray request = "GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + m_token + "\r\n\r\n";
            std::vector<double> took;
            while (since.nsecsElapsed() < endNs) {
                const qint64 start = since.nsecsElapsed();
                if (connection.ask(request) == 200)
                    took.push_back(double(since.nsecsElapsed() - start) / 1e6);
                std::this_thread::sleep_for(std::chrono::milliseconds(50)); // a person, not a hammer
            }
            const std::scoped_lock lock(mutex);
            outcome.readMs.insert(outcome.readMs.end(), took.begin(), took.end());
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    outcome.seconds = double(since.nsecsElapsed()) / 1e9;
    return outcome;
}

} // namespace melody::bench
