// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a stranger's scanner (testssl) finds on the real melodyd: TLS 1.3 and no older protocol, strong suites, nothing above LOW.

#include <journey/stack.h>
#include <support/test_main.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QThread>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <csignal>
#include <sys/prctl.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int scanMs = 900'000;
constexpr int readyMs = 20'000;

struct Finding {
    QString id;
    QString severity;
    QString text;
};

// Findings above LOW, and checks that could not be made, that say nothing about the server.
const QHash<QString, QString> excepted{
    {u"cert_revocation"_s, u"an authority made for one test publishes no revocation list and answers no OCSP"_s},
    {u"engine_problem"_s, u"this machine's OpenSSL has no GOST engine; such suites do not exist in TLS 1.3"_s},
    {u"sessionresumption_ticket"_s, u"testssl 3.0 can't resume a session of TLS 1.3; it says the same of openssl s_server"_s},
};

void dieWithParent(QProcess &process)
{
    process.setChildProcessModifier([] {
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
}

QList<Finding> scan(const QString &folder, quint16 port, const QString &caFile, const QStringList &sections)
{
    const QString report = folder + u"/testssl.json"_s;
    QProcess testssl;
    testssl.setProcessChannelMode(QProcess::MergedChannels);
    dieWithParent(testssl);
    testssl.start(u"testssl"_s, QStringList{u"--jsonfile"_s, report, u"--quiet"_s, u"--warnings"_s, u"off"_s, u"--color"_s, u"0"_s,
                                            u"--nodns"_s, u"none"_s, u"--ip"_s, u"127.0.0.1"_s, u"--add-ca"_s, caFile} +
                                    sections + QStringList{u"https://localhost:%1/"_s.arg(port)});
    if (!testssl.waitForFinished(scanMs)) {
        if (testssl.processId() > 0)
            ::kill(-pid_t(testssl.processId()), SIGKILL);
        qWarning("testssl did not finish: %s", qPrintable(testssl.errorString()));
        return {};
    }
    QFile file(report);
    if (!file.open(QIODevice::ReadOnly))
        qWarning("testssl wrote nothing: %s", testssl.readAll().constData());
    QList<Finding> findings;
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    for (const auto &row : rows) {
        const QJsonObject object = row.toObject();
        findings.append({object[u"id"_s].toString(), object[u"severity"_s].toString(), object[u"finding"_s].toString()});
    }
    return findings;
}

QString spell(const Finding &finding)
{
    return u"%1 %2: %3"_s.arg(finding.severity, finding.id, finding.text);
}

// What is wrong, in words; empty when nothing is.
QStringList judge(const QList<Finding> &findings)
{
    static const QStringList harmless{u"OK"_s, u"INFO"_s, u"DEBUG"_s, u"LOW"_s};
    static const QStringList protocols{u"SSLv2"_s, u"SSLv3"_s, u"TLS1"_s, u"TLS1_1"_s, u"TLS1_2"_s};
    static const QStringList suites{u"cipherlist_NULL"_s, u"cipherlist_aNULL"_s,     u"cipherlist_EXPORT"_s,
                                    u"cipherlist_LOW"_s,  u"cipherlist_3DES_IDEA"_s, u"cipherlist_AVERAGE"_s};
    QStringList wrong;
    QStringList seen;
    for (const Finding &finding : findings) {
        seen.append(finding.id);
        const bool mustBeRefused = protocols.contains(finding.id) || suites.contains(finding.id);
        const bool asItMust =
            (!mustBeRefused || finding.text.startsWith(u"not offered")) && (finding.id != u"TLS1_3" || finding.text.startsWith(u"offered"));
        if (!asItMust || (!harmless.contains(finding.severity) && !excepted.contains(finding.id)))
            wrong.append(spell(finding));
    }
    for (const QString &id : protocols + QStringList{u"TLS1_3"_s}) {
        if (!seen.contains(id))
            wrong.append(u"the scan says nothing of "_s + id);
    }
    return wrong;
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

} // namespace

class TlsJourney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aServerWithAnOlderProtocolWouldBeFound()
    {
        const test::Stack stack; // its certificate serves here, too
        const quint16 port = freePort();
        QProcess server;
        dieWithParent(server);
        server.start(u"openssl"_s, {u"s_server"_s, u"-accept"_s, u"127.0.0.1:%1"_s.arg(port), u"-tls1_2"_s, u"-key"_s,
                                    stack.path(u"server.key"_s), u"-cert"_s, stack.path(u"server.pem"_s), u"-www"_s, u"-quiet"_s});
        QVERIFY(server.waitForStarted());
        QElapsedTimer waited;
        waited.start();
        for (QTcpSocket probe; probe.state() != QAbstractSocket::ConnectedState; QThread::msleep(20)) {
            QVERIFY(waited.elapsed() < readyMs);
            probe.connectToHost(QHostAddress::LocalHost, port);
            (void)probe.waitForConnected(1'000);
        }
        const QStringList wrong = judge(scan(stack.path(u"."_s), port, stack.caFile(), {u"--protocols"_s}));
        server.kill();
        server.waitForFinished();
        QVERIFY2(!wrong.filter(u"TLS1_2: offered"_s).isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY2(!wrong.filter(u"TLS1_3: not offered"_s).isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void aStrangersScannerFindsNothingAboveLow()
    {
        const test::Stack stack;
        const auto findings = scan(stack.path(u"."_s), stack.port(), stack.caFile(),
                                   {u"--protocols"_s, u"--std"_s, u"--pfs"_s, u"--server-preference"_s, u"--server-defaults"_s,
                                    u"--headers"_s, u"--vulnerable"_s, u"--each-cipher"_s});
        const QStringList wrong = judge(findings);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QStringList seen;
        QStringList suites;
        for (const Finding &finding : findings) {
            seen.append(finding.id);
            if (finding.id.startsWith(u"cipher_x"))
                suites.append(finding.text.simplified().section(u' ', 1, 1));
        }
        // The scan came to its end, section by section.
        for (const QString &id : {u"cipherlist_NULL"_s, u"PFS"_s, u"protocol_negotiated"_s, u"cert_chain_of_trust"_s, u"HSTS_time"_s,
                                  u"heartbleed"_s, u"RC4"_s, u"scanTime"_s})
            QVERIFY2(seen.contains(id), qPrintable(id));
        suites.sort();
        QCOMPARE(suites, (QStringList{u"TLS_AES_128_GCM_SHA256"_s, u"TLS_AES_256_GCM_SHA384"_s, u"TLS_CHACHA20_POLY1305_SHA256"_s}));
    }
};

MELODY_TEST(TlsJourney)
#include "tls_journey_test.moc"
