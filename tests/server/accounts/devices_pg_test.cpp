// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The devices that are signed in: listing, signing out elsewhere, and what other processes know of it.

#include <support/running_server.h>
#include <support/test_main.h>
#include <wire/identity.h>

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class DevicesPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_server->advance(minutes(2)); }

    void everyDeviceIsListedTheLatestFirst()
    {
        const auto phone = m_server->newPerson();
        m_server->advance(minutes(1));
        const auto desk = m_server->anotherDevice(phone);
        const auto page = list(desk.accessToken);
        QCOMPARE(page.items.size(), 2);
        QVERIFY(page.items[0].current && !page.items[1].current);
        QVERIFY(page.items[0].lastUsedAt > page.items[1].lastUsedAt);
        QCOMPARE(page.items[0].deviceName, u"Test"_s);
        QVERIFY(page.nextCursor.isEmpty());
        QCOMPARE(list(m_server->newPerson().accessToken).items.size(), 1); // nobody sees those of others
    }
    void tokensThatExpiredAndDevicesOfAYearAgoAreForgotten()
    {
        const auto person = m_server->newPerson();
        const auto left = [&] {
            const std::string of = " WHERE user_id = '" + person.user.toString().toStdString() + "'";
            return m_server->pg().execute("SELECT (SELECT count(*) FROM accounts.sign_in" + of +
                                          ") || ' ' || (SELECT count(*) FROM accounts.refresh_token" + of + ")");
        };
        QCOMPARE(left(), std::string("1 1"));
        m_server->advance(std::chrono::days(61));
        m_server->anotherDevice(person);
        QCOMPARE(left(), std::string("2 1"));
        m_server->advance(std::chrono::days(310)); // 371 since the first was used
        m_server->anotherDevice(person);
        QCOMPARE(left(), std::string("2 1"));
    }
    void aDeviceIsListedWithTheCountryItWasLastSeenIn()
    {
        const QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write(u"geoip"_s, "16777216,16777471,AU\n16777472,16778239,CN\n"));
        QVERIFY(write(u"geoip6"_s, "2001:200::,2001:200:ffff:ffff:ffff:ffff:ffff:ffff,JP\n"));
        test::RunningServer server([&](server::ServerSettings &settings) {
            settings.placesFolder = folder.path();
            settings.trustedProxies = {QHostAddress(QHostAddress::LocalHost)};
        });
        const auto person = server.newPerson();
        const auto from = [&](const QByteArray &address, const QString &path, const QJsonObject &body) {
            return server.send("POST", path, QJsonDocument(body).toJson(), {},
                               {{"Content-Type", "application/json"}, {"X-Forwarded-For", address}});
        };
        const auto placeOf = [&](const QString &accessToken) {
            for (const auto item : server.get(u"/v1/sessions"_s, accessToken).json().value(u"items"_s).toArray()) {
                if (item[u"current"].toBool())
                    return item[u"place"].toString();
            }
            return u"no such device"_s;
        };
        QCOMPARE(placeOf(person.accessToken), QString()); // loopback is nowhere
        const wire::SignInRequest request{person.email, person.password, u"Test"_s, QByteArray(32, 'k')};
        const auto signedIn = wire::parseSignedIn(from("1.0.0.9", u"/v1/sessions"_s, wire::toJson(request)).json());
        QVERIFY(signedIn);
        QCOMPARE(placeOf(signedIn->accessToken), u"AU"_s);
        // Its owner hears of the first sign-in from a country that is new to the account, and of no other.
        const auto letters = server.mailsTo(person.email).size();
        from("1.0.0.9", u"/v1/sessions"_s, wire::toJson(request));
        QCOMPARE(server.mailsTo(person.email).size(), letters);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(from("2001:200::5", u"/v1/sessions"_s, wire::toJson(request)).status, 201);
        QCOMPARE(server.mailsTo(person.email).size(), letters + 1);
        QVERIFY(server.mailsTo(person.email).constLast().contains(u"Japan (JP)"_s));
        const auto moved = from("2001:200::5", u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, signedIn->refreshToken}});
        QCOMPARE(placeOf(moved.json().value(u"access_token"_s).toString()), u"JP"_s);
    }
    void pagesGoOnWhereTheLastOneEnded()
    {
        const auto person = m_server->newPerson();
        for (int i = 0; i < 4; ++i) {
            m_server->advance(seconds(30));
            m_server->anotherDevice(person);
        }
        QSet<QString> seen;
        QString cursor;
        int pages = 0;
        do {
            const auto page = list(person.accessToken, u"?limit=2"_s + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor));
            QVERIFY(page.items.size() <= 2);
            for (const auto &device : page.items)
                seen.insert(device.id.toString());
            cursor = page.nextCursor;
        } while (!cursor.isEmpty() && ++pages < 10);
        QCOMPARE(seen.size(), 5);
        for (const QString &bad : {u"?limit=0"_s, u"?limit=201"_s, u"?limit=x"_s, u"?cursor=x"_s})
            QCOMPARE(m_server->get(u"/v1/sessions"_s + bad, person.accessToken).status, 422);
    }
    void aDeviceIsSignedOutFromAnother()
    {
        const auto phone = m_server->newPerson();
        const auto desk = m_server->anotherDevice(phone);
        QString stranger;
        for (const auto &device : list(desk.accessToken).items) {
            if (!device.current)
                stranger = device.id.toString();
        }
        const auto somebody = m_server->newPerson();
        QCOMPARE(m_server->del(u"/v1/sessions/"_s + stranger, somebody.accessToken).status, 404); // not theirs
        QCOMPARE(m_server->get(u"/v1/me"_s, phone.accessToken).status, 200);
        QCOMPARE(m_server->del(u"/v1/sessions/"_s + stranger, desk.accessToken).status, 204);
        QCOMPARE(m_server->get(u"/v1/me"_s, phone.accessToken).code(), u"signed_out"_s);
        QCOMPARE(m_server->del(u"/v1/sessions/"_s + stranger, desk.accessToken).status, 404);
        QCOMPARE(m_server->del(u"/v1/sessions/nonsense"_s, desk.accessToken).status, 404);
        QCOMPARE(list(desk.accessToken).items.size(), 1);
    }
    void anotherProcessHearsOfASignOutWithinFiveSeconds()
    {
        auto other = server::Application::create(m_server->settings(), m_server->clock());
        QVERIFY(other);
        QVERIFY((*other)->listen()); // its own thread hears, nobody helps it
        const auto person = m_server->newPerson();
        const auto gate = (*other)->accounts().authenticator();
        QVERIFY(gate(person.accessToken.toLatin1()));
        QElapsedTimer since;
        since.start();
        QCOMPARE(m_server->del(u"/v1/sessions/current"_s, person.accessToken).status, 204);
        QTRY_VERIFY_WITH_TIMEOUT(!gate(person.accessToken.toLatin1()), 60'000);
        qInfo("another process refused the token after %lld ms", since.elapsed());
    }
    void aRefreshTokenUsedTwiceWarnsItsOwner()
    {
        const auto person = m_server->newPerson();
        const auto refresh = [&] { return m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, person.refreshToken}}).status; };
        QCOMPARE(refresh(), 200);
        const auto before = m_server->mailsTo(person.email).size();
        QCOMPARE(refresh(), 401);
        QCOMPARE(refresh(), 401); // one warning is enough
        const QStringList mails = m_server->mailsTo(person.email);
        QCOMPARE(mails.size(), before + 1);
        QVERIFY(mails.constLast().contains(u"A device was signed out"_s));
    }
    void theSignInOfStaffIsOnRecord()
    {
        const wire::SignUpRequest editor{u"editor@example.org"_s, u"tangerine moon"_s, u"Eve"_s, u"en"_s};
        QVERIFY(m_server->application().accounts().ensureUser(editor, http::Role::Editor));
        const auto count = [this] {
            return m_server->pg().execute("SELECT (SELECT count(*) FROM compliance.audit_staged WHERE action = 'staff.signed_in') + "
                                          "(SELECT count(*) FROM compliance.audit_entry WHERE action = 'staff.signed_in')");
        };
        const std::string before = count();
        m_server->newPerson();
        QCOMPARE(count(), before);
        m_server->signIn(editor.email, editor.password);
        QCOMPARE(count(), std::to_string(std::stoi(before) + 1));
    }
    void tokensOfAnOldKeyAreGoodUntilTheyExpire()
    {
        const auto person = m_server->newPerson();
        m_server->advance(hours(24 * 30));
        const auto fresh =
            wire::parseSignedIn(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, person.refreshToken}}).json());
        QVERIFY(fresh);
        const auto kid = [](const QString &token) { return token.section(u'.', 0, 0); };
        QCOMPARE(m_server->get(u"/.well-known/jwks.json"_s).json()[u"keys"_s].toArray().size(), 2); // published, not in use
        QCOMPARE(kid(fresh->accessToken), kid(person.accessToken));
        m_server->advance(minutes(10) - seconds(1));
        QCOMPARE(m_server->get(u"/v1/me"_s, fresh->accessToken).status, 200);
        m_server->advance(seconds(2));
        const auto next =
            wire::parseSignedIn(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, fresh->refreshToken}}).json());
        QVERIFY(next && kid(next->accessToken) != kid(person.accessToken));
        QCOMPARE(m_server->get(u"/v1/me"_s, next->accessToken).status, 200);
    }

private:
    wire::SignedInDevicePage list(const QString &token, const QString &query = {})
    {
        const auto page = wire::parseSignedInDevicePage(m_server->get(u"/v1/sessions"_s + query, token).json());
        return page.value_or(wire::SignedInDevicePage());
    }

    std::unique_ptr<test::RunningServer> m_server;
};

MELODY_TEST(DevicesPgTest)
#include "devices_pg_test.moc"
