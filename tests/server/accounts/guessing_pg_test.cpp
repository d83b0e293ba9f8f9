// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an attempt costs the server, and so how long it takes, tells nobody who has an account; and whoever tries many accounts from
// one address is slowed down.

#include <passwords/hasher.h>
#include <support/running_server.h>
#include <support/test_main.h>

#include <QtCore/QJsonDocument>

#include <atomic>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::minutes;
using std::chrono::seconds;

class GuessingPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>([this](server::ServerSettings &settings) {
            settings.passwords.computed = [this](quint64 work) { m_work += work; };
            settings.trustedProxies = {QHostAddress(QHostAddress::LocalHost)};
        });
        m_person = m_server->newPerson();
    }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_server->advance(minutes(20)); } // what was guessed before is forgiven

    void aWrongPasswordCostsTheSameWhoeverHasTheAddress_data()
    {
        QTest::addColumn<QString>("email");
        QTest::addColumn<bool>("old");
        QTest::newRow("nobody has it") << u"ghost@example.org"_s << false;
        QTest::newRow("somebody has it") << QString() << false;
        QTest::newRow("somebody, since hashes were weaker") << QString() << true;
    }
    void aWrongPasswordCostsTheSameWhoeverHasTheAddress()
    {
        QFETCH(const QString, email);
        QFETCH(const bool, old);
        if (old)
            store(weakHash(m_person.password));
        int status = 0;
        QCOMPARE(workOf([&] { status = signIn(email.isEmpty() ? m_person.email : email, u"a wrong guess"_s); }), oneHash);
        QCOMPARE(status, 401);
        if (old) // who knows it is let in, and hashed anew
            QCOMPARE(signIn(m_person.email, m_person.password), 201);
    }
    void signingUpCostsTheSameWhetherOrNotTheAddressIsTaken()
    {
        for (const QString &email : {u"free@example.org"_s, m_person.email}) {
            const QJsonObject body{
                {u"email"_s, email}, {u"password"_s, u"tangerine moon"_s}, {u"display_name"_s, u"Ana"_s}, {u"language"_s, u"en"_s}};
            m_server->advance(minutes(1));
            int status = 0;
            QCOMPARE(workOf([&] { status = m_server->post(u"/v1/accounts"_s, body).status; }), oneHash);
            QCOMPARE(status, 202);
        }
    }
    // The mail is made later, by a job: until the answer both do the same.
    void askingForAResetCostsNoHashWhoeverHasTheAddress()
    {
        for (const QString &email : {u"ghost@example.org"_s, m_person.email}) {
            int status = 0;
            QCOMPARE(workOf([&] { status = m_server->post(u"/v1/password-resets"_s, {{u"email"_s, email}}).status; }), 0U);
            QCOMPARE(status, 202);
        }
    }
    void whoTriesManyAccountsFromOneAddressIsSlowedDown()
    {
        int tried = 0;
        int status = 401;
        for (; tried < 100 && status == 401; ++tried)
            status = signIn(u"victim%1@example.org"_s.arg(tried), u"Summer2026 summer"_s, "192.0.2.1");
        QCOMPARE(status, 429);
        QVERIFY2(tried > 30 && tried < 40, qPrintable(QString::number(tried))); // thirty are free, and then the waits grow
        const quint64 cost = workOf([&] { status = signIn(m_person.email, m_person.password, "192.0.2.1", seconds(0)); });
        QCOMPARE(status, 429); // nobody is let in from there now, and nothing is hashed
        QCOMPARE(cost, 0U);
        QCOMPARE(signIn(m_person.email, m_person.password, "192.0.2.2"), 201); // who comes from elsewhere doesn't notice
        m_server->advance(minutes(15));
        QCOMPARE(signIn(m_person.email, m_person.password, "192.0.2.1"), 201);
    }

private:
    static constexpr quint64 oneHash = 1024; // KiB times passes, of the settings of RunningServer

    quint64 workOf(const std::function<void()> &attempt)
    {
        m_work = 0;
        attempt();
        return m_work;
    }
    int signIn(const QString &email, const QString &password, const QByteArray &address = "192.0.2.9",
               std::chrono::milliseconds pause = seconds(2))
    {
        m_server->advance(pause); // the bucket of sign-ins fills
        const QJsonObject body{{u"email"_s, email},
                               {u"password"_s, password},
                               {u"device_name"_s, u"Phone"_s},
                               {u"device_public_key"_s, QString::fromLatin1(QByteArray(32, 'k').toBase64())}};
        return m_server
            ->send("POST", u"/v1/sessions"_s, QJsonDocument(body).toJson(), {},
                   {{"Content-Type", "application/json"}, {"X-Forwarded-For", address}})
            .status;
    }
    static QString weakHash(const QString &password)
    {
        return passwords::Hasher({.passes = 1, .memoryBytes = 256 * 1024}).hash(password).value();
    }
    void store(const QString &hash)
    {
        m_server->pg().execute("UPDATE accounts.account SET password_hash = '" + hash.toStdString() + "' WHERE user_id = '" +
                               m_person.user.toString().toStdString() + "'");
    }

    std::atomic<quint64> m_work = 0;
    std::unique_ptr<test::RunningServer> m_server;
    test::Person m_person;
};

MELODY_TEST(GuessingPgTest)
#include "guessing_pg_test.moc"
