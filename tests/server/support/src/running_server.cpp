// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/running_server.h>

#include <crypto/sealed_key.h>
#include <crypto/totp.h>
#include <main/schema.h>
#include <secrets/secrets.h>
#include <support/base32.h>
#include <wire/identity.h>

#include <QtCore/QDir>
#include <QtCore/QEventLoop>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QNetworkReply>

namespace melody::test {

using namespace Qt::StringLiterals;

QJsonObject Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString Answer::code() const
{
    return json().value(u"code"_s).toString();
}

RunningServer::RunningServer(const std::function<void(server::ServerSettings &)> &adjust)
    : m_pg({server::allMigrations()}), m_clock(SystemClock().now())
{
    m_settings.databaseConnection = m_pg.appConnection();
    m_settings.objectsFolder = m_folder.filePath(u"objects"_s);
    m_settings.uploadsFolder = m_folder.filePath(u"uploads"_s);
    m_settings.mailFolder = m_folder.filePath(u"mail"_s);
    m_settings.mailFrom = u"no-reply@melody.example"_s;
    m_settings.secretsFolder = m_folder.filePath(u"secrets"_s);
    m_settings.services = QStringList{u"accounts"_s, u"billing"_s, u"catalog"_s, u"playback"_s, u"ingest"_s, u"social"_s, u"compliance"_s};
    m_settings.auditFolder = m_folder.filePath(u"checkpoints"_s);
    m_settings.mediaProgram = QStringLiteral(MELODY_BIN_DIR "/melodyd");
    m_settings.logLevel = telemetry::Level::Warning;
    m_settings.ioThreads = 1;
    m_settings.passwords.memoryBytes = 1024 * 1024; // less than operators may: hashing would be a third of the tests' time
    m_settings.passwords.passes = 1;
    if (adjust)
        adjust(m_settings);
    if (const auto made = secrets::createSecrets(m_settings.secretsFolder); !made)
        qFatal("%s", qPrintable(made.error().detail));
    auto application = server::Application::create(m_settings, m_clock);
    if (!application)
        qFatal("%s", qPrintable(application.error().detail));
    m_application = std::move(*application);
    m_dispatcher = events::createDispatcher(m_application->database(), m_application->consumers(), m_clock);
    m_runner = jobs::createRunner(m_application->database(), m_application->jobHandlers(), {}, m_clock);
    const auto port = m_application->listen();
    if (!port)
        qFatal("%s", qPrintable(port.error().detail));
    m_port = *port;
}

RunningServer::~RunningServer() = default;

Answer RunningServer::get(const QString &path, const QString &token, const QHash<QByteArray, QByteArray> &headers)
{
    return send("GET", path, {}, token, headers);
}

Answer RunningServer::post(const QString &path, const QJsonObject &body, const QString &token)
{
    return send("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact), token, {{"Content-Type", "application/json"}});
}

Answer RunningServer::del(const QString &path, const QString &token)
{
    return send("DELETE", path, {}, token, {});
}

Answer RunningServer::put(const QString &path, const QJsonObject &body, const QString &token, const QHash<QByteArray, QByteArray> &headers)
{
    auto all = headers;
    all.insert("Content-Type", "application/json");
    return send("PUT", path, QJsonDocument(body).toJson(QJsonDocument::Compact), token, all);
}

Answer RunningServer::patch(const QString &path, const QJsonObject &body, const QString &token, const QByteArray &ifMatch)
{
    QHash<QByteArray, QByteArray> headers{{"Content-Type", "application/json"}};
    if (!ifMatch.isEmpty())
        headers.insert("If-Match", ifMatch);
    return send("PATCH", path, QJsonDocument(body).toJson(QJsonDocument::Compact), token, headers);
}

Answer RunningServer::putBytes(const QString &path, const QByteArray &body, const QByteArray &contentType, const QString &token)
{
    return send("PUT", path, body, token, {{"Content-Type", contentType}});
}

Answer RunningServer::send(const QByteArray &method, const QString &path, const QByteArray &body, const QString &token,
                           const QHash<QByteArray, QByteArray> &headers)
{
    advance(std::chrono::milliseconds(1)); // so that what happens later is later
    QNetworkRequest request(QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path)));
    request.setTransferTimeout(60'000);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    for (auto header = headers.begin(); header != headers.end(); ++header)
        request.setRawHeader(header.key(), header.value());
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    Answer answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(), {}};
    for (const auto &[name, value] : reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    return answer;
}

Person RunningServer::newPerson()
{
    const Person person = signUp();
    return signIn(person.email, person.password);
}

Person RunningServer::newFreePerson()
{
    const Person person = signUp();
    return enter(person.email, person.password);
}

Person RunningServer::signUp()
{
    advance(std::chrono::minutes(1));
    const QString email = u"person%1@example.org"_s.arg(++m_people);
    const QString password = u"a long walk by the sea %1"_s.arg(m_people);
    const auto made = post(u"/v1/accounts"_s,
                           {{u"email"_s, email}, {u"password"_s, password}, {u"display_name"_s, u"Person"_s}, {u"language"_s, u"en"_s}});
    if (made.status != 202)
        qFatal("sign-up answered %d %s", made.status, made.body.constData());
    runJobs(); // its mail is written before any later one
    return {{}, {}, {}, email, password};
}

Person RunningServer::signIn(const QString &email, const QString &password)
{
    const Person person = enter(email, password);
    // Everybody has the best, unless the test gave them something else.
    const billing::Gift best{rules::Plan::Family, true, u"DE"_s, m_clock.now() + std::chrono::days(3650)};
    if (m_application->billing().entitlementsOf(person.user).plan == rules::Plan::Free)
        (void)m_application->billing().grant(person.user, best);
    return person;
}

Person RunningServer::enter(const QString &email, const QString &password)
{
    const wire::SignInRequest request{email, password, u"Test"_s, crypto::DeviceKeyPair::generate().publicKey};
    const auto answer = post(u"/v1/sessions"_s, wire::toJson(request));
    if (answer.code() == u"second_factor_required" && m_apps.contains(email)) {
        Person person = giveCode(email, answer.json()[u"challenge"_s].toString());
        person.password = password;
        return person;
    }
    const auto signedIn = wire::parseSignedIn(answer.json());
    if (answer.status != 201 || !signedIn)
        qFatal("sign-in answered %d %s", answer.status, answer.body.constData());
    return {signedIn->user, signedIn->accessToken, signedIn->refreshToken, email, password};
}

QString RunningServer::codeOf(const QString &email)
{
    AuthenticatorApp &app = m_apps[email];
    while (crypto::totpStepAt(m_clock.now()) <= app.lastStep)
        advance(std::chrono::seconds(10));
    app.lastStep = crypto::totpStepAt(m_clock.now());
    return crypto::totpCode(app.secret, app.lastStep);
}

void RunningServer::enrol(Person &person)
{
    const auto begun = wire::parseMfaEnrolment(send("POST", u"/v1/me/mfa"_s, {}, person.accessToken).json());
    if (!begun)
        qFatal("%s can't enrol", qPrintable(person.email));
    m_apps.insert(person.email, {fromBase32(begun->secret)});
    const auto confirmed = put(u"/v1/me/mfa"_s, {{u"totp"_s, codeOf(person.email)}}, person.accessToken);
    const auto signedIn = wire::parseSignedIn(post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, person.refreshToken}}).json());
    if (confirmed.status != 200 || !signedIn)
        qFatal("enrolling answered %d %s", confirmed.status, confirmed.body.constData());
    person.accessToken = signedIn->accessToken;
    person.refreshToken = signedIn->refreshToken;
}

Person RunningServer::giveCode(const QString &email, const QString &challenge)
{
    const auto answer = post(u"/v1/sessions"_s, {{u"challenge"_s, challenge}, {u"totp"_s, codeOf(email)}});
    const auto signedIn = wire::parseSignedIn(answer.json());
    if (answer.status != 201 || !signedIn)
        qFatal("a code answered %d %s", answer.status, answer.body.constData());
    return {signedIn->user, signedIn->accessToken, signedIn->refreshToken, email, {}};
}

Person RunningServer::newStaff(http::Roles roles, const QString &email)
{
    const wire::SignUpRequest account{email, u"a long walk by the sea"_s, u"Staff"_s, u"en"_s};
    if (const auto made = m_application->accounts().ensureUser(account, roles); !made)
        qFatal("%s", qPrintable(made.error().detail));
    Person person = signIn(account.email, account.password);
    enrol(person);
    return person;
}

Person RunningServer::anotherDevice(const Person &person)
{
    return signIn(person.email, person.password);
}

void RunningServer::runJobs()
{
    for (auto done = m_runner->runDue();; done = m_runner->runDue()) {
        if (!done)
            qFatal("%s", qPrintable(done.error().detail));
        if (*done == 0)
            return;
    }
}

QStringList RunningServer::mailsTo(const QString &email)
{
    runJobs();
    QStringList mails;
    QDir folder(m_settings.mailFolder);
    for (const QString &name : folder.entryList({u"*.eml"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(file.errorString()));
        QByteArray message = file.readAll();
        if (message.contains("\r\nTo: <" + email.toUtf8() + ">\r\n"))
            mails.append(QString::fromUtf8(QByteArray::fromPercentEncoding(message.replace("=\r\n", "").replace("\r\n", "\n"), '=')));
    }
    return mails;
}

QString RunningServer::mailedToken(const QString &email)
{
    const QStringList mails = mailsTo(email);
    static const QRegularExpression alone(u"\n([A-Za-z0-9_-]{64})\n"_s);
    for (auto mail = mails.crbegin(); mail != mails.crend(); ++mail) { // the newest that holds one
        if (const auto match = alone.match(*mail); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

void RunningServer::confirmEmail(const Person &person)
{
    const auto answer = post(u"/v1/accounts/confirmations"_s, {{u"token"_s, mailedToken(person.email)}});
    if (answer.status != 200)
        qFatal("confirming answered %d %s", answer.status, answer.body.constData());
}

void RunningServer::deliverEvents()
{
    for (const auto &outcome : {m_dispatcher->drain(), m_application->hearEvents()}) {
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().detail));
    }
}

} // namespace melody::test
