// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/running_server.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::minutes;

class ProfilePgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_server->advance(minutes(2)); }

    void whatIsGivenChangesAndTheRestStays()
    {
        const auto person = m_server->newPerson();
        const auto before = m_server->get(u"/v1/me"_s, person.accessToken);
        const QByteArray tag = before.headers.value("etag");
        QCOMPARE(tag, QByteArray("\"1\""));
        const auto changed = change(person,
                                    {{u"display_name"_s, u"Ana María"_s},
                                     {u"payment_country"_s, u"ES"_s},
                                     {u"birth_date"_s, u"1990-02-28"_s},
                                     {u"listening_visible"_s, true}},
                                    tag);
        QCOMPARE(changed.status, 200);
        const auto me = wire::parseProfile(changed.json());
        QCOMPARE(me->displayName, u"Ana María"_s);
        QCOMPARE(me->language, u"en"_s);
        QCOMPARE(me->paymentCountry, u"ES"_s);
        QCOMPARE(me->birthDate, u"1990-02-28"_s);
        QVERIFY(me->listeningVisible);
        QCOMPARE(changed.headers.value("etag"), QByteArray("\"2\""));
        QCOMPARE(m_server->get(u"/v1/me"_s, person.accessToken).json(), changed.json());
        // An empty text takes away what may be missing.
        const auto cleared =
            wire::parseProfile(change(person, {{u"birth_date"_s, QString(u""_s)}, {u"payment_country"_s, QString(u""_s)}}, "\"2\"").json());
        QVERIFY(cleared && cleared->birthDate.isEmpty() && cleared->paymentCountry.isEmpty() && cleared->listeningVisible);
    }
    void nobodyOverwritesWhatTheyHaveNotSeen()
    {
        const auto person = m_server->newPerson();
        const QJsonObject name{{u"display_name"_s, u"B"_s}};
        QCOMPARE(change(person, name, {}).status, 428);
        QCOMPARE(change(person, name, "\"1\"").status, 200);
        const auto stale = change(person, name, "\"1\"");
        QCOMPARE(stale.status, 412);
        QCOMPARE(stale.code(), u"version_conflict"_s);
        QCOMPARE(change(person, name, "1").status, 412);
    }
    void badFieldsAreNamed()
    {
        const auto person = m_server->newPerson();
        for (const auto &[field, value] : std::vector<std::pair<QString, QJsonValue>>{{u"display_name"_s, QString(u""_s)},
                                                                                      {u"language"_s, u"de"_s},
                                                                                      {u"payment_country"_s, u"ZZ"_s},
                                                                                      {u"birth_date"_s, u"1899-12-31"_s},
                                                                                      {u"birth_date"_s, u"2999-01-01"_s},
                                                                                      {u"listening_visible"_s, 1},
                                                                                      {u"email"_s, u"x@y.org"_s},
                                                                                      {u"roles"_s, QJsonArray{u"admin"_s}}}) {
            const auto refused = change(person, {{u"display_name"_s, u"Ana"_s}, {field, value}}, "\"1\"");
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.json()[u"errors"_s].toArray()[0].toObject()[u"field"_s].toString(), field);
        }
        QCOMPARE(m_server->get(u"/v1/me"_s, person.accessToken).headers.value("etag"), QByteArray("\"1\""));
    }

private:
    test::Answer change(const test::Person &person, const QJsonObject &body, const QByteArray &ifMatch)
    {
        return m_server->patch(u"/v1/me"_s, body, person.accessToken, ifMatch);
    }

    std::unique_ptr<test::RunningServer> m_server;
};

MELODY_TEST(ProfilePgTest)
#include "profile_pg_test.moc"
