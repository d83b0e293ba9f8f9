// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench live
//   live         from sending a mutation until another of the listener's devices has the event, with 1,000 streams open (bar: p95 500 ms).
//                Reference: a bare NOTIFY of PostgreSQL from one connection to another, in the same run
//   live_all     until the last of the listener's 20 devices has it
//   live_answer  until the mutation is answered
// `--changes N` instead of 400.

#include "listeners.h"

#include <bench/report.h>
#include <main/application.h>
#include <main/schema.h>
#include <secrets/secrets.h>
#include <support/pg_fixture.h>
#include <wire/library_sync.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpSocket>

#include <libpq-fe.h>
#include <poll.h>

using namespace melody;
using namespace Qt::StringLiterals;
using bench::Moment;

namespace {

constexpr int people = 50;
constexpr int devices = 20; // of each
constexpr int bareRounds = 400;

template<typename T>
T orDie(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().code), qPrintable(result.error().detail));
    return *std::move(result);
}

double since(Moment start, Moment end)
{
    return std::chrono::duration<double, std::milli>(end - start).count();
}

// From NOTIFY until the other connection has it.
std::vector<double> bareNotify(const std::string &connection)
{
    using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
    const Connection speaker(PQconnectdb(connection.c_str()), &PQfinish);
    const Connection hearer(PQconnectdb(connection.c_str()), &PQfinish);
    PQclear(PQexec(hearer.get(), "LISTEN bare"));
    std::vector<double> took;
    for (int i = 0; i < bareRounds; ++i) {
        const Moment start = std::chrono::steady_clock::now();
        PQclear(PQexec(speaker.get(), "NOTIFY bare, 'x'"));
        for (PGnotify *said = nullptr; said == nullptr;) {
            said = PQnotifies(hearer.get());
            if (said != nullptr) {
                PQfreemem(said);
                break;
            }
            pollfd socket{PQsocket(hearer.get()), POLLIN, 0};
            if (::poll(&socket, 1, 30'000) <= 0 || !PQconsumeInput(hearer.get()))
                qFatal("PostgreSQL said nothing");
        }
        took.push_back(since(start, std::chrono::steady_clock::now()));
    }
    return took;
}

class Stage {
public:
    Stage() : m_pg({server::allMigrations()})
    {
        server::ServerSettings settings;
        settings.databaseConnection = m_pg.appConnection();
        settings.objectsFolder = m_folder.filePath(u"objects"_s);
        settings.uploadsFolder = m_folder.filePath(u"uploads"_s);
        settings.secretsFolder = m_folder.filePath(u"secrets"_s);
        settings.logLevel = telemetry::Level::Error;
        settings.services = QStringList{u"accounts"_s, u"billing"_s, u"catalog"_s, u"playback"_s, u"social"_s};
        (void)orDie(secrets::createSecrets(settings.secretsFolder));
        m_application = orDie(server::Application::create(settings, m_clock));
        m_port = orDie(m_application->listen());
        m_listeners = std::make_unique<bench::Listeners>(m_port);
        auto &accounts = m_application->accounts();
        for (int person = 0; person < people; ++person) {
            const QString email = u"person%1@example.org"_s.arg(person);
            const auto made = accounts.ensureUser({email, u"tangerine moon"_s, u"Person"_s, u"en"_s}, http::Role::Listener);
            const auto user = orDie(accounts.userByEmail(email));
            if (!made || !user)
                qFatal("nobody there");
            const auto token = [&] {
                return orDie(accounts.openSession(*user, {u"Bench"_s, QByteArray(32, 'k'), {}})).accessToken.toLatin1();
            };
            m_tokens.append(token());
            for (int device = 0; device < devices; ++device)
                m_listeners->add(token());
        }
        m_listeners->start();
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        if (!m_socket.waitForConnected(5000))
            qFatal("the server does not answer");
    }

    struct Change {
        double answerMs = 0;
        double firstMs = 0; // of one other device
        double lastMs = 0;  // of all
    };
    Change change(int number)
    {
        const int person = number % people;
        const TimePoint now = m_clock.now();
        const wire::Mutation mutation{MutationId::create(now), now, wire::NewPlaylist{PlaylistId::create(now), u"Bench"_s, {}}};
        const QByteArray body = QJsonDocument(wire::toJson(wire::MutationBatch{{mutation}})).toJson(QJsonDocument::Compact);
        const Moment start = std::chrono::steady_clock::now();
        m_socket.write("POST /v1/sync/mutations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer " +
                       m_tokens[person] + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        const auto answer = orDie(wire::parseObject(readBody(), 1 << 20).and_then(wire::parseMutationAnswer));
        const Moment answered = std::chrono::steady_clock::now();
        const auto moments = m_listeners->heard(person * devices, devices, answer.revision);
        return {since(start, answered), since(start, moments[size_t(number) % moments.size()]),
                since(start, *std::max_element(moments.begin(), moments.end()))};
    }
    [[nodiscard]] std::string database() const { return m_pg.appConnection(); }

private:
    QByteArray readBody()
    {
        QByteArray in;
        for (;;) {
            const qsizetype head = in.indexOf("\r\n\r\n");
            const qsizetype length = in.toLower().indexOf("content-length: ");
            if (head >= 0 && length >= 0) {
                const qint64 size = in.mid(length + 16, in.indexOf('\r', length) - length - 16).toLongLong();
                if (in.size() >= head + 4 + size) {
                    if (!in.startsWith("HTTP/1.1 200"))
                        qFatal("%s", in.constData());
                    return in.mid(head + 4, size);
                }
            }
            if (!m_socket.waitForReadyRead(30'000))
                qFatal("the server did not answer");
            in += m_socket.readAll();
        }
    }

    SystemClock m_clock;
    test::PgFixture m_pg;
    QTemporaryDir m_folder;
    std::unique_ptr<server::Application> m_application;
    std::unique_ptr<bench::Listeners> m_listeners;
    QByteArrayList m_tokens;
    QTcpSocket m_socket;
    quint16 m_port = 0;
};

bench::Case caseOf(const QString &name, const std::vector<double> &took)
{
    return {.name = name,
            .n = qint64(took.size()),
            .p50Ms = bench::percentile(took, 50),
            .p95Ms = bench::percentile(took, 95),
            .p99Ms = bench::percentile(took, 99)};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int wanted = bench::argument(app.arguments(), u"--changes"_s).toInt();
    const int changes = wanted > 0 ? wanted : 400;
    Stage stage;
    std::vector<double> answers, first, last;
    for (int i = 0; i < changes; ++i) {
        const auto change = stage.change(i);
        answers.push_back(change.answerMs);
        first.push_back(change.firstMs);
        last.push_back(change.lastMs);
        std::this_thread::sleep_for(std::chrono::milliseconds(10)); // people, not a hammer
    }
    const auto bare = bareNotify(stage.database());
    bench::Report report(u"live"_s);
    bench::Case live = caseOf(u"live"_s, first);
    live.value = bench::median(first);
    live.unit = u"ms"_s;
    live.reference = bench::median(bare);
    live.referenceName = u"bare NOTIFY (PostgreSQL)"_s;
    report.add(live);
    report.add(caseOf(u"live_all"_s, last));
    report.add(caseOf(u"live_answer"_s, answers));
    return report.finish(app.arguments());
}
