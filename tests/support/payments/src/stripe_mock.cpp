// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/stripe_mock.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

#include <csignal>
#include <sys/prctl.h>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;

constexpr int buildMs = 600'000;
constexpr int startMs = 60'000;

QString stripeMockProgram()
{
    QProcess peers;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PYTHONPATH"_s, QStringLiteral(MELODY_SOURCE_DIR "/tools"));
    peers.setProcessEnvironment(environment);
    peers.start(u"python3"_s, {u"-B"_s, u"-m"_s, u"melodydev.peers"_s, u"stripe-mock"_s});
    const bool made = peers.waitForFinished(buildMs) && peers.exitStatus() == QProcess::NormalExit && peers.exitCode() == 0;
    if (!made)
        qFatal("stripe-mock is not there: %s", peers.readAllStandardError().constData());
    return QString::fromUtf8(peers.readAllStandardOutput()).trimmed().section(u'\n', -1);
}

} // namespace

StripeMock::StripeMock() : m_client(http_client::createHttpClient({}))
{
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    const QString log = m_folder.filePath(u"log"_s);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(log);
    const QString anyPort = u"127.0.0.1:0"_s; // it would open its usual port for https beside, on every address
    m_process.start(stripeMockProgram(), {u"-http-addr"_s, anyPort, u"-https-addr"_s, anyPort, u"-strict-version-check"_s});
    static const QRegularExpression listening(u"Listening for HTTP at address: (127\\.0\\.0\\.1:\\d+)"_s);
    QElapsedTimer waited;
    for (waited.start(); m_url.isEmpty();) {
        QFile file(log);
        const QByteArray said = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        if (const auto found = listening.match(QString::fromUtf8(said)); found.hasMatch())
            m_url = u"http://"_s + found.captured(1);
        else if (waited.elapsed() > startMs || m_process.waitForFinished(20) || m_process.state() == QProcess::NotRunning)
            qFatal("stripe-mock did not start: %s", said.constData());
    }
}

StripeMock::~StripeMock()
{
    m_process.kill();
    m_process.waitForFinished(startMs);
}

QByteArray StripeMock::complaintAbout(const http::Request &request) const
{
    http_client::Request same{request.method == http::Method::Post ? "POST" : "GET", m_url + QString::fromLatin1(request.path)};
    if (!request.query.isEmpty())
        same.url += u'?' + request.query.toString(QUrl::FullyEncoded);
    for (const QByteArray &name : {QByteArray("Authorization"), QByteArray("Stripe-Version"), QByteArray("Content-Type")}) {
        if (const QByteArray value = request.header(name.toLower()); !value.isEmpty())
            same.headers.emplaceBack(name, value);
    }
    same.body = request.body;
    const auto answer = m_client->send(same);
    if (!answer)
        return "stripe-mock can't be asked: " + answer.error().detail.toUtf8();
    return answer->status == 200 ? QByteArray() : same.method + ' ' + request.path + ' ' + request.body + ": " + answer->body;
}

} // namespace melody::test
