// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The programs themselves, as an operator starts them.

#include <support/pg_fixture.h>
#include <support/test_main.h>
#include <values/clock.h>

#include <QtCore/QEventLoop>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

QString program(const QString &name)
{
    return QStringLiteral(MELODY_BIN_DIR "/") + name;
}

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Outcome run(const QString &name, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(program(name), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patienceMs))
        qFatal("%s did not end", qPrintable(name));
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class ProgramPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const auto &database = m_database = test::pgCluster().createDatabase();
        const QString owner = QString::fromStdString(test::pgCluster().connection(database));
        const auto migrated = run(u"melodyctl"_s, {u"migrate"_s, u"--db-connection"_s, owner});
        QVERIFY2(migrated.code == 0, migrated.err);
        QVERIFY(QJsonDocument::fromJson(migrated.out).object().value(u"applied"_s).toInt() > 0);
        QCOMPARE(run(u"melodyctl"_s, {u"migrate"_s, u"--db-connection"_s, owner}).out.contains("\"applied\":0"), true);
        QCOMPARE(run(u"melodyctl"_s, {u"init-secrets"_s, m_folder.filePath(u"secrets"_s)}).code, 0);
        m_settings = {u"--db-connection"_s,   QString::fromStdString(test::pgCluster().connection(database, "melody_app")),
                      u"--secrets-folder"_s,  m_folder.filePath(u"secrets"_s),
                      u"--storage-objects"_s, m_folder.filePath(u"objects"_s),
                      u"--storage-uploads"_s, m_folder.filePath(u"uploads"_s),
                      u"--http-port"_s,       u"0"_s};
    }
    void theServerStartsServesDrainsAndEnds()
    {
        QProcess server;
        server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const QString readyFile = m_folder.filePath(u"ready.json"_s);
        server.start(program(u"melodyd"_s), m_settings + QStringList{u"--ready-file"_s, readyFile});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(readyFile) || server.state() == QProcess::NotRunning, patienceMs);
        QFile file(readyFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject ready = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(ready.value(u"pid"_s).toInteger(), server.processId());
        QCOMPARE(ready.value(u"tls"_s).toBool(), false);

        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(
            network.get(QNetworkRequest(QUrl(u"http://127.0.0.1:%1/readyz"_s.arg(ready.value(u"port"_s).toInt())))));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patienceMs);
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        server.terminate();
        QVERIFY(server.waitForFinished(patienceMs));
        QCOMPARE(server.exitStatus(), QProcess::NormalExit);
        QCOMPARE(server.exitCode(), 0);
    }
    void theWorkerStartsAndEnds()
    {
        QProcess worker;
        worker.start(program(u"melodyd"_s), QStringList{u"worker"_s} + m_settings);
        QVERIFY(worker.waitForReadyRead(patienceMs));
        QVERIFY(QJsonDocument::fromJson(worker.readLine()).object().contains(u"pid"_s));
        worker.terminate();
        QVERIFY(worker.waitForFinished(patienceMs));
        QCOMPARE(worker.exitCode(), 0);
    }
    void accountsAreMadeByTheOperator()
    {
        const QStringList arguments{u"create-user"_s, u"--db-connection"_s, m_settings[1], u"--secrets-folder"_s, m_settings[3],
                                    u"--email"_s,     u"ana@example.org"_s, u"--role"_s,   u"listener,creator"_s, u"--password-stdin"_s};
        const auto first = run(u"melodyctl"_s, arguments, "tangerine moon\n");
        QVERIFY2(first.code == 0, first.err);
        QCOMPARE(first.out.trimmed(), QByteArray("{\"created\":true}"));
        QCOMPARE(run(u"melodyctl"_s, arguments, "tangerine moon\n").out.trimmed(), QByteArray("{\"created\":false}"));
        const auto weak = run(u"melodyctl"_s, arguments, "password\n");
        QCOMPARE(weak.code, 1);
        QVERIFY(weak.err.contains("password"));
        QVERIFY(
            !run(u"melodyctl"_s, arguments.first(7) + QStringList{u"--role"_s, u"king"_s, u"--password-stdin"_s}).out.contains("created"));
    }
    void aLostSecondFactorIsTakenAwayByTheOperatorWhoSaysWhy()
    {
        const QStringList command =
            QStringList{u"remove-second-factor"_s} + m_settings.first(4) + QStringList{u"--email"_s, u"ana@example.org"_s};
        QCOMPARE(run(u"melodyctl"_s, command).code, 2);
        QCOMPARE(run(u"melodyctl"_s, command + QStringList{u"--reason"_s, u" "_s}).code, 2);
        const auto none = run(u"melodyctl"_s, command + QStringList{u"--reason"_s, u"showed a passport"_s});
        QVERIFY2(none.code == 0, none.err);
        QCOMPARE(none.out.trimmed(), QByteArray("{\"removed\":false}"));
        const auto nobody = run(u"melodyctl"_s, command.first(6) + QStringList{u"nobody@example.org"_s, u"--reason"_s, u"why"_s});
        QVERIFY(nobody.err.contains("no_account"));
    }
    void whatAnOperatorDoesHasThemAsItsActor()
    {
        const auto actors = [&] {
            return QString::fromStdString(test::pgCluster().execute(
                m_database, "SELECT string_agg(role || ' ' || (actor IS NOT NULL), ',') || ' ' || count(DISTINCT actor) FROM "
                            "compliance.audit_staged WHERE action = 'price.changed'"));
        };
        const QString later = formatTime(SystemClock().now() + std::chrono::days(40));
        const auto add = [&](const QString &product, const QStringList &who) {
            return run(u"melodyctl"_s,
                       QStringList{u"prices"_s, u"add"_s} + m_settings.first(4) + who +
                           QStringList{u"--product"_s, product, u"--period"_s, u"monthly"_s, u"--currency"_s, u"CHF"_s, u"--from"_s, later,
                                       u"--reason"_s, u"as announced"_s, u"--amount-minor"_s, u"1499"_s});
        };
        QCOMPARE(add(u"duo"_s, {u"--operator"_s, u"Grace Hopper"_s}).code, 0);
        QCOMPARE(add(u"family"_s, {u"--operator"_s, u"Grace Hopper"_s}).code, 0);
        QCOMPARE(actors(), u"operator true,operator true 1"_s);
        QCOMPARE(add(u"student"_s, {}).code, 0); // whoever is signed in to the machine
        QCOMPARE(actors(), u"operator true,operator true,operator true 2"_s);
        const auto nobody = add(u"individual"_s, {u"--operator"_s, u" "_s});
        QCOMPARE(nobody.code, 1);
        QVERIFY(nobody.err.contains("--operator"));
    }
    void pricesAreListedAddedAndEndedByTheOperator()
    {
        const auto prices = [&](const QString &action, const QStringList &more) {
            return run(u"melodyctl"_s, QStringList{u"prices"_s, action} + m_settings.first(4) + more);
        };
        const auto all = prices(u"list"_s, {});
        QVERIFY2(all.code == 0, all.err);
        const QString later = formatTime(SystemClock().now() + std::chrono::days(30));
        const QStringList duo{u"--product"_s, u"duo"_s,    u"--period"_s, u"monthly"_s,  u"--currency"_s,
                              u"EUR"_s,       u"--from"_s, later,         u"--reason"_s, u"as announced"_s};
        const auto added = prices(u"add"_s, duo + QStringList{u"--amount-minor"_s, u"1599"_s});
        QVERIFY2(added.code == 0, added.err);
        QCOMPARE(prices(u"list"_s, {}).out.count('\n'), all.out.count('\n') + 1);
        const auto twice = prices(u"end"_s, duo);
        QCOMPARE(twice.code, 1);
        QVERIFY(twice.err.contains("price_exists"));
        QVERIFY(prices(u"add"_s, duo + QStringList{u"--amount-minor"_s, u"15.99"_s}).err.contains("--amount-minor"));
        QVERIFY(prices(u"add"_s, duo.first(8) + QStringList{u"--amount-minor"_s, u"1699"_s}).err.contains("reason"));
        QCOMPARE(prices(u"burn"_s, {}).code, 2);
        QVERIFY(run(u"melodyctl"_s, {u"prices"_s, u"--help"_s}).out.contains("Examples:"));
    }
    void domainsOfUniversitiesAreListedAddedAndRemovedByTheOperator()
    {
        const auto domains = [&](const QString &action, const QStringList &more) {
            return run(u"melodyctl"_s, QStringList{u"academic-domains"_s, action} + m_settings.first(4) + more);
        };
        QVERIFY(domains(u"list"_s, {}).out.contains("ac.uk\n"));
        const QStringList jena{u"--domain"_s, u"uni-jena.de"_s, u"--reason"_s, u"asked for"_s};
        const auto added = domains(u"add"_s, jena);
        QVERIFY2(added.code == 0, added.err);
        QVERIFY(domains(u"list"_s, {}).out.contains("uni-jena.de\n"));
        QVERIFY(domains(u"add"_s, jena).err.contains("known_domain"));
        QVERIFY(domains(u"add"_s, {u"--domain"_s, u"edu.pl"_s}).err.contains("reason"));
        QCOMPARE(domains(u"remove"_s, jena).code, 0);
        QVERIFY(!domains(u"list"_s, {}).out.contains("uni-jena.de"));
        QCOMPARE(domains(u"burn"_s, {}).code, 2);
    }
    void aRefundNamesItsPayerInvoiceAndReason()
    {
        const QStringList refund = QStringList{u"refund"_s} + m_settings.first(4);
        QCOMPARE(run(u"melodyctl"_s, refund).code, 2);
        const auto nobody = run(u"melodyctl"_s, refund + QStringList{u"--email"_s, u"nobody@example.org"_s, u"--invoice"_s,
                                                                     u"DE-2026-000001"_s, u"--reason"_s, u"why"_s});
        QCOMPARE(nobody.code, 1);
        QVERIFY(nobody.err.contains("no_account"));
        QVERIFY(run(u"melodyctl"_s, {u"refund"_s, u"--help"_s}).out.contains("Examples:"));
    }
    void theAuditLogIsProvedFromOutside()
    {
        const QString folder = m_folder.filePath(u"no checkpoints yet"_s);
        QVERIFY(QDir().mkpath(folder));
        const auto key = run(u"melodyctl"_s, {u"audit"_s, u"public-key"_s, u"--secrets-folder"_s, m_settings[3]});
        QVERIFY2(key.code == 0, key.err);
        const QStringList verify{u"audit"_s, u"verify"_s, u"--json"_s, u"--db-connection"_s, m_settings[1], u"--checkpoints"_s, folder};
        const auto whole = run(u"melodyctl"_s, verify + QStringList{u"--public-key"_s, QString::fromLatin1(key.out.trimmed())});
        QVERIFY2(whole.code == 0, whole.err);
        QCOMPARE(QJsonDocument::fromJson(whole.out).object().value(u"whole"_s).toBool(), true);
        QCOMPARE(run(u"melodyctl"_s, verify).code, 2); // whose signatures?
        QCOMPARE(run(u"melodyctl"_s, verify + QStringList{u"--public-key"_s, u"abc"_s}).code, 1);
        QCOMPARE(run(u"melodyctl"_s, {u"audit"_s, u"shred"_s}).code, 2);
    }
    void settingsAreCheckedWithoutStarting()
    {
        const auto good = run(u"melodyd"_s, QStringList{u"--check-config"_s} + m_settings);
        QVERIFY2(good.code == 0, good.err);
        QVERIFY(good.out.contains("http.port"));
        QVERIFY(!good.out.contains("melody_app")); // the connection may hold a password
        QVERIFY2(good.err.contains("warning: audit.checkpoints"), good.err);
        const auto careful =
            run(u"melodyd"_s, QStringList{u"--check-config"_s, u"--audit-checkpoints"_s, m_folder.filePath(u"checkpoints"_s)} + m_settings);
        QVERIFY2(careful.code == 0 && careful.err.isEmpty(), careful.err);
        const auto fontless = run(u"melodyd"_s, QStringList{u"--check-config"_s, u"--invoices-fonts"_s, u"/no/such.ttf"_s} + m_settings);
        QCOMPARE(fontless.code, 0); // invoices go out all the same
        QVERIFY2(fontless.err.contains("/no/such.ttf") && fontless.err.contains("invoices.fonts"), fontless.err);
        const auto bad = run(u"melodyd"_s, QStringList{u"--check-config"_s, u"--http-prot"_s, u"1"_s} + m_settings);
        QCOMPARE(bad.code, 1);
        QVERIFY(bad.err.contains("prot"));
    }
    void helpHasExamples()
    {
        for (const QStringList &arguments : {QStringList{u"--help"_s},
                                             {u"migrate"_s, u"--help"_s},
                                             {u"init-secrets"_s, u"--help"_s},
                                             {u"create-user"_s, u"--help"_s},
                                             {u"import"_s, u"--help"_s},
                                             {u"audit"_s, u"--help"_s},
                                             {u"trace"_s, u"--help"_s}}) {
            const auto help = run(u"melodyctl"_s, arguments);
            QCOMPARE(help.code, 0);
            QVERIFY2(help.out.contains("xample"), help.out);
        }
        const auto ofServer = run(u"melodyd"_s, {u"--help"_s}).out;
        QVERIFY(ofServer.contains("--http-port") && ofServer.contains(",social,"));
        QCOMPARE(run(u"melodyctl"_s, {u"sing"_s}).code, 2);
        QCOMPARE(run(u"melodyctl"_s, {u"migrate"_s}).code, 2);
    }

private:
    QTemporaryDir m_folder;
    QStringList m_settings;
    std::string m_database;
};

MELODY_TEST(ProgramPgTest)
#include "program_pg_test.moc"
