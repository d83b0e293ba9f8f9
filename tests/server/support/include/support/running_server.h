// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// melodyd's composition root over a migrated database of its own, listening on a free loopback port, with a clock that the test
// moves. Link `tests_server`.
#pragma once

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
};

class RunningServer {
public:
    // `adjust` may change the settings before the server is built.
    explicit RunningServer(const std::function<void(server::ServerSettings &)> &adjust = {});
    ~RunningServer();

    Answer get(const QString &path, const QString &token = {}, const QHash<QByteArray, QByteArray> &headers = {});
    Answer post(const QString &path, const QJsonObject &body, const QString &token = {});
    Answer del(const QString &path, const QString &token = {});
    Answer put(const QString &path, const QJsonObject &body, const QString &token, const QHash<QByteArray, QByteArray> &headers = {});
    Answer send(const QByteArray &method, const QString &path, const QByteArray &body, const QString &token,
                const QHash<QByteArray, QByteArray> &headers);

    // Signs up and in; `email` is made up.
    Person newPerson();
    Person signIn(const QString &email, const QString &password);
    // Moves the server's clock; also fills the rate limiter's buckets again.
    void advance(std::chrono::milliseconds by) { m_clock.advance(by); }
    // Delivers events to consumers and hears those of other processes.
    void deliverEvents();
    // Sends the mail that waits; the whole of every message so far, without soft line breaks.
    QByteArrayList mails();

    [[nodiscard]] server::Application &application() { return *m_application; }
    [[nodiscard]] const PgFixture &pg() const { return m_pg; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] const server::ServerSettings &settings() const { return m_settings; }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    PgFixture m_pg;
    QTemporaryDir m_folder;
    FakeClock m_clock;
    server::ServerSettings m_settings;
    std::unique_ptr<server::Application> m_application;
    std::unique_ptr<events::Dispatcher> m_dispatcher;
    QNetworkAccessManager m_network;
    quint16 m_port = 0;
    int m_people = 0;
};

} // namespace melody::test
