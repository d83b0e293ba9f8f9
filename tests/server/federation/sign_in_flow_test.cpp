// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sign_in_flow.h"

#include <support/test_main.h>

#include <QtCore/QJsonArray>
#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::federation;
using namespace Qt::StringLiterals;

namespace {

ProviderConfig acme()
{
    ProviderConfig config;
    config.protocol.issuer = u"https://id.acme.example"_s;
    config.domains = QStringList{u"acme.example"_s, u"xn--bcher-kva.example"_s};
    config.groupsClaim = u"groups"_s;
    config.roles = {{u"staff"_s, http::Role::Editor}, {u"money"_s, http::Role::Finance}};
    return config;
}

Person personWith(const QJsonObject &claims)
{
    QJsonObject all{{u"sub"_s, u"ana"_s}, {u"email"_s, u"ana@acme.example"_s}, {u"email_verified"_s, true}};
    for (auto claim = claims.begin(); claim != claims.end(); ++claim)
        all.insert(claim.key(), claim.value());
    return personOf(all, acme());
}

} // namespace

class SignInFlowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secretsNeedStateAndSalt()
    {
        const QByteArray salt = randomBytes();
        const auto one = parametersOf(u"http://127.0.0.1:1/callback"_s, u"state"_s, salt);
        QCOMPARE(parametersOf(one.redirectUri, one.state, salt).codeVerifier, one.codeVerifier);
        QCOMPARE(one.codeVerifier.size(), 43);
        QVERIFY(QString::fromLatin1(one.codeVerifier) != one.nonce);
        const auto otherSalt = parametersOf(one.redirectUri, one.state, randomBytes());
        const auto otherState = parametersOf(one.redirectUri, u"State"_s, salt);
        for (const auto &other : {otherSalt, otherState}) {
            QVERIFY(other.codeVerifier != one.codeVerifier);
            QVERIFY(other.nonce != one.nonce);
        }
    }
    void subjectsOfTwoIssuersAreTwoPeople()
    {
        auto other = acme();
        other.protocol.issuer = u"https://id.acme.example/"_s;
        const QJsonObject claims{{u"sub"_s, u"ana"_s}};
        QVERIFY(personOf(claims, acme()).subjectHash != personOf(claims, other).subjectHash);
        QVERIFY(personOf(claims, acme()).subjectHash != personOf({{u"sub"_s, u"Ana"_s}}, acme()).subjectHash);
        QCOMPARE(personOf(claims, acme()).subjectHash.size(), 32);
    }
    void domainsAreComparedWhole()
    {
        const auto joins = [](const QString &email) { return mayJoin(personWith({{u"email"_s, email}}), acme()); };
        QVERIFY(joins(u"ana@acme.example"_s));
        QVERIFY(joins(u"ana@ACME.example"_s));
        QVERIFY(joins(u"ana@bücher.example"_s));
        for (const QString &email : {u"ana@sub.acme.example"_s, u"ana@xacme.example"_s, u"ana@acme.example.evil"_s, u"acme.example"_s,
                                     u"@acme.example"_s, u"ana@acme.example@evil.example"_s, u""_s})
            QVERIFY2(!joins(email), qPrintable(email));
    }
    void namesAreMadeFitToShow()
    {
        QCOMPARE(personWith({{u"name"_s, u"  Ana \n María\u0007 "_s}}).name, u"Ana María"_s);
        QCOMPARE(personWith({{u"name"_s, u""_s}}).name, u"ana"_s);
        QCOMPARE(personWith({{u"name"_s, 5}}).name, u"ana"_s);
        const QString notes(u"\U0001F3B5"_s.repeated(60));
        QVERIFY(personWith({{u"name"_s, notes}}).name.size() <= 80);
        QVERIFY(personWith({{u"name"_s, QString(u"x"_s + notes)}}).name.isValidUtf16());
    }
    void groupsBringTheirRolesAndNoOthers()
    {
        const auto roles = [](const QJsonValue &groups) { return personWith({{u"groups"_s, groups}}).roles; };
        QCOMPARE(roles(QJsonArray{u"staff"_s, u"money"_s}), http::Role::Editor | http::Role::Finance);
        QCOMPARE(roles(u"staff"_s), http::Roles(http::Role::Editor));
        for (const QJsonValue &groups :
             {QJsonValue(), QJsonValue(QJsonArray{}), QJsonValue(QJsonArray{u"STAFF"_s, u"staff "_s, 1, QJsonArray{u"staff"_s}}),
              QJsonValue(u"staff,money"_s), QJsonValue(QJsonObject{{u"staff"_s, true}}), QJsonValue(u"admin"_s)})
            QCOMPARE(roles(groups), http::Roles());
    }
    // Whatever a provider says: no role comes but by a group of the table, and no address but a verified one.
    void randomClaimsNeverGiveMoreThanConfigured()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        const QList<QJsonValue> values{QJsonValue(),
                                       true,
                                       false,
                                       u"true"_s,
                                       u"staff"_s,
                                       u"ana@acme.example"_s,
                                       u"admin"_s,
                                       1.5,
                                       QJsonArray{u"staff"_s},
                                       QJsonArray{QJsonValue(), true, u"root"_s},
                                       QJsonObject{{u"a"_s, 1}}};
        for (int i = 0; i < 2000; ++i) {
            QJsonObject claims;
            for (const QString &name : {u"sub"_s, u"email"_s, u"email_verified"_s, u"name"_s, u"groups"_s, u"roles"_s}) {
                if (random.bounded(4) > 0)
                    claims.insert(name, values[random.bounded(int(values.size()))]);
            }
            const Person person = personOf(claims, acme());
            QVERIFY2(!(person.roles & ~http::Roles(http::Role::Editor)), qPrintable(QString::number(seed)));
            const QJsonValue verified = claims.value(u"email_verified"_s);
            QVERIFY2(person.email.isEmpty() || verified == true || verified == u"true"_s, qPrintable(QString::number(seed)));
            QVERIFY(!mayJoin(person, acme()) || person.email.endsWith(u"@acme.example"_s));
        }
    }
};

MELODY_TEST(SignInFlowTest)
#include "sign_in_flow_test.moc"
