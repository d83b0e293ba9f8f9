// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// melodyd's composition root over a migrated database of its own, listening on a free loopback port, with a clock that the test
// moves. Link `tests_server`.
#pragma once

#include <jobs/jobs.h>
#include <main/application.h>
#include <support/pg_fixture.h>

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkAccessManager>

namespace melody::test {

struct Answer {
    int status = 0;
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; // names in lower case
    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QString code() const; // of a problem
};

// Somebody who is signed in.
struct Person {
    UserId user;
    QString accessToken;
    QString refreshToken;
    QString email = {};
    QString password = {};
};

class RunningServer {
public:
    // `adjust` may change the settings before the server is built.
    explicit RunningServer(const std::function<void(server::ServerSettings &)> &adjust = {});
    ~RunningServer();

    Answer get(const QString &path, const QString &token = {}, const QHash<QByteArray, QByteArray> &headers = {});
    Answer post(const QString &path, const QJsonObject &body, const QString &token = {});
    Answer del(const QString &path, const QString &token = {});
    Answer put(const QString &path, const QJsonObject &body, const QString &token = {}, const QHash<QByteArray, QByteArray> &headers = {});
    Answer patch(const QString &path, const QJsonObject &body, const QString &token, const QByteArray &ifMatch);
    Answer putBytes(const QString &path, const QByteArray &body, const QByteArray &contentType, const QString &token);

    Answer send(const QByteArray &method, const QString &path, const QByteArray &body, const QString &token,
                const QHash<QByteArray, QByteArray> &headers = {});

    // Signs up and in; `email` is made up.
    Person newPerson();
    // The same without a plan.
    Person newFreePerson();
    // Signs in and gives nothing.
    Person enter(const QString &email, const QString &password);
    Person signIn(const QString &email, const QString &password);
    // Somebody with these roles and a second factor, signed in with it.
    Person newStaff(http::Roles roles, const QString &email);
    // Sets an authenticator app up for who has just signed in with a confirmed address. Signing in gives its codes from then on.
    void enrol(Person &person);
    // The second step of a sign-in.
    Person giveCode(const QString &email, const QString &challenge);
    // Of this moment; waits until there is one that was not used.
    QString codeOf(const QString &email);
    // Signs a person in on another device, who has the password that newPerson() gave them.
    Person anotherDevice(const Person &person);
    // Runs the jobs that are due, mail among them.
    void runJobs();
    // What was mailed to an address so far, oldest first: subject and decoded text.
    [[nodiscard]] QStringList mailsTo(const QString &email);
    // The token in the newest of them.
    [[nodiscard]] QString mailedToken(const QString &email);
    // Confirms the address of a person by the token of the mail.
    void confirmEmail(const Person &person);
    // Moves the server's clock; also fills the rate limiter's buckets again.
    void advance(std::chrono::milliseconds by) { m_clock.advance(by); }
    // Delivers events to consumers and hears those of other processes.
    void deliverEvents();

    [[nodiscard]] server::Application &application() { return *m_application; }
    [[nodiscard]] const PgFixture &pg() const { return m_pg; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] const server::ServerSettings &settings() const { return m_settings; }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    Person signUp();

    PgFixture m_pg;
    QTemporaryDir m_folder;
    FakeClock m_clock;
    server::ServerSettings m_settings;
    std::unique_ptr<server::Application> m_application;
    std::unique_ptr<events::Dispatcher> m_dispatcher;
    std::unique_ptr<jobs::Runner> m_runner;
    QNetworkAccessManager m_network;
    quint16 m_port = 0;
    int m_people = 0;
    struct AuthenticatorApp {
        QByteArray secret;
        qint64 lastStep = 0;
    };
    QHash<QString, AuthenticatorApp> m_apps; // by address
};

} // namespace melody::test
