// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <journey/stack.h>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QThread>
#include <QtNetwork/QTcpServer>

#include <csignal>
#include <sys/prctl.h>
#include <sys/stat.h>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;

constexpr int commandMs = 300'000;
constexpr int readyMs = 60'000;

[[noreturn]] void giveUp(const QString &what)
{
    qFatal("%s", qPrintable(what));
}

QString program(const QString &name)
{
    return QStringLiteral(MELODY_BIN_DIR) + u'/' + name;
}

int run(const QString &command, const QStringList &arguments, QString *output = nullptr)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(command, arguments);
    if (!process.waitForFinished(commandMs))
        giveUp(command + u" did not finish: "_s + process.errorString());
    const QString said = QString::fromUtf8(process.readAll());
    if (output)
        *output = said;
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void mustRun(const QString &command, const QStringList &arguments)
{
    QString output;
    if (const int code = run(command, arguments, &output); code != 0)
        giveUp(u"%1 %2 ended with %3:\n%4"_s.arg(command, arguments.join(u' ')).arg(code).arg(output));
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
        giveUp(path + u": "_s + file.errorString());
}

quint16 freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        giveUp(u"no free port"_s);
    return server.serverPort();
}

} // namespace

Stack::Stack() : m_port(freePort())
{
    m_postgres = std::make_unique<PgCluster>(PgCluster::Options{.fsync = true, .mayBeShared = false});
    m_database = QString::fromStdString(m_postgres->createDatabase());
    makeCertificates();
    mustRun(program(u"melodyctl"_s), {u"init-secrets"_s, path(u"secrets"_s)});
    mustRun(program(u"melodyctl"_s),
            {u"migrate"_s, u"--db-connection"_s, QString::fromStdString(m_postgres->connection(m_database.toStdString()))});
    startServer();
    startWorker();
}

Stack::~Stack()
{
    killWorker();
    killServer();
}

QUrl Stack::baseUrl() const
{
    return QUrl(u"https://127.0.0.1:%1"_s.arg(m_port));
}

QString Stack::ask(const QString &sql) const
{
    return QString::fromStdString(m_postgres->execute(m_database.toStdString(), sql.toStdString()));
}

void Stack::passBillingDays(int days) const
{
    (void)ask(uR"(UPDATE billing.subscription SET body = body || (
        SELECT jsonb_object_agg(key, to_char((value #>> '{}')::timestamptz AT TIME ZONE 'UTC' - interval '%1 days', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        FROM jsonb_each(body) WHERE key IN ('anchor', 'period_start', 'period_end', 'paid_from')))"_s.arg(days));
    (void)ask(u"UPDATE platform.job SET due_at = due_at - interval '%1 days' WHERE kind = 'billing_due'"_s.arg(days));
}

// An authority and a certificate for this machine's loopback names, as `./dev run` makes them.
void Stack::makeCertificates() const
{
    writeFile(path(u"server.ext"_s), "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n");
    const QString openssl = u"openssl"_s;
    const QStringList newKey{u"req"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s};
    mustRun(openssl, newKey + QStringList{u"-x509"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=Melody test authority"_s, u"-keyout"_s,
                                          path(u"ca.key"_s), u"-out"_s, path(u"ca.pem"_s)});
    mustRun(openssl,
            newKey + QStringList{u"-subj"_s, u"/CN=localhost"_s, u"-keyout"_s, path(u"server.key"_s), u"-out"_s, path(u"server.csr"_s)});
    mustRun(openssl, {u"x509"_s, u"-req"_s, u"-days"_s, u"90"_s, u"-in"_s, path(u"server.csr"_s), u"-CA"_s, path(u"ca.pem"_s), u"-CAkey"_s,
                      path(u"ca.key"_s), u"-CAcreateserial"_s, u"-extfile"_s, path(u"server.ext"_s), u"-out"_s, path(u"server.pem"_s)});
}

QStringList Stack::settings() const
{
    const QString connection = QString::fromStdString(m_postgres->connection(m_database.toStdString(), "melody_app"));
    QStringList settings{
        u"--db-connection"_s,   connection,         u"--http-port"_s,      QString::number(m_port), u"--http-certificate"_s,
        path(u"server.pem"_s),  u"--http-key"_s,    path(u"server.key"_s), u"--storage-objects"_s,  path(u"objects"_s),
        u"--storage-uploads"_s, path(u"uploads"_s), u"--secrets-folder"_s, path(u"secrets"_s)};
    if (!m_edges.isEmpty())
        settings += QStringList{u"--playback-edges"_s, m_edges};
    return settings + m_moreSettings;
}

std::unique_ptr<QProcess> Stack::launch(const QStringList &arguments, const QString &readyFile) const
{
    QFile::remove(readyFile);
    auto process = std::make_unique<QProcess>();
    // A group of its own, so that a kill takes its media workers along; and gone when the test is gone.
    process->setChildProcessModifier([] {
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardOutputFile(readyFile + u".log"_s, QIODevice::Append);
    process->start(program(u"melodyd"_s), arguments + settings() + QStringList{u"--ready-file"_s, readyFile});
    QElapsedTimer waited;
    waited.start();
    while (!QFile::exists(readyFile)) {
        if (process->waitForFinished(10) || process->state() == QProcess::NotRunning || waited.elapsed() > readyMs) {
            QFile log(readyFile + u".log"_s);
            const bool opened = log.open(QIODevice::ReadOnly);
            giveUp(u"melodyd did not start: "_s + (opened ? QString::fromUtf8(log.readAll().right(4000)) : process->errorString()));
        }
    }
    return process;
}

void Stack::startServer()
{
    m_server = launch({}, path(u"server.ready"_s));
}

void Stack::startWorker()
{
    m_worker = launch({u"worker"_s}, path(u"worker.ready"_s));
}

void Stack::killServer()
{
    if (m_server && m_server->state() == QProcess::Running)
        ::kill(-pid_t(m_server->processId()), SIGKILL);
    if (m_server)
        m_server->waitForFinished();
    m_server.reset();
}

void Stack::killWorker()
{
    if (m_worker && m_worker->state() == QProcess::Running)
        ::kill(-pid_t(m_worker->processId()), SIGKILL);
    if (m_worker)
        m_worker->waitForFinished();
    m_worker.reset();
}

void Stack::stopServer()
{
    m_server->terminate();
    if (!m_server->waitForFinished(readyMs) || m_server->exitStatus() != QProcess::NormalExit || m_server->exitCode() != 0)
        giveUp(u"melodyd did not drain"_s);
    m_server.reset();
}

Person Stack::addPerson(const QString &name, const QString &roles, const QString &plan)
{
    Person person{name + u"@melody.test"_s, u"correct horse %1 staple"_s.arg(name), path(name + u".password"_s)};
    writeFile(person.passwordFile, person.password.toUtf8() + '\n');
    QStringList arguments{
        u"create-user"_s,      u"--db-connection"_s, QString::fromStdString(m_postgres->connection(m_database.toStdString(), "melody_app")),
        u"--secrets-folder"_s, path(u"secrets"_s),   u"--email"_s,
        person.email,          u"--password-file"_s, person.passwordFile};
    if (!plan.isEmpty())
        arguments += QStringList{u"--plan"_s, plan, u"--hi-fi"_s};
    if (!roles.isEmpty())
        arguments += QStringList{u"--role"_s, roles};
    mustRun(program(u"melodyctl"_s), arguments);
    return person;
}

int Stack::melodyctl(const QStringList &arguments, QString *output) const
{
    return run(program(u"melodyctl"_s), arguments, output);
}

int Stack::import(const QString &folder, const Person &creator, QString *output) const
{
    return melodyctl({u"import"_s, folder, u"--server"_s, baseUrl().toString(), u"--ca-file"_s, caFile(), u"--email"_s, creator.email,
                      u"--password-file"_s, creator.passwordFile},
                     output);
}

void writeAlbum(const QString &folder, const QString &artist, const QString &title, int tracks, double seconds)
{
    QDir().mkpath(folder);
    QJsonArray rows;
    for (int i = 0; i < tracks; ++i) {
        const QString file = u"%1.flac"_s.arg(i + 1, 2, 10, QChar(u'0'));
        mustRun(u"sox"_s, {u"-n"_s, u"-r"_s, u"44100"_s, u"-b"_s, u"16"_s, u"-c"_s, u"2"_s, folder + u'/' + file, u"synth"_s,
                           QString::number(seconds, 'f', 3), u"sine"_s, QString::number(220 + 55 * i), u"pinknoise"_s, u"gain"_s, u"-6"_s});
        rows.append(QJsonObject{{u"file"_s, file}, {u"title"_s, u"Tone %1"_s.arg(i + 1)}});
    }
    const QJsonObject release{
        {u"kind"_s, u"album"_s}, {u"title"_s, title}, {u"artist_name"_s, artist}, {u"licence"_s, u"CC0-1.0"_s}, {u"tracks"_s, rows}};
    writeFile(folder + u"/catalogue.json"_s, QJsonDocument(QJsonObject{{u"releases"_s, QJsonArray{release}}}).toJson());
}

} // namespace melody::test
