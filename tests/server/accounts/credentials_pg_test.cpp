// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Confirming an address, forgetting and changing a password, changing the address: over the real server, with the mails that come of it.

#include <accounts/directory.h>
#include <passwords/hasher.h>
#include <support/running_server.h>
#include <support/test_main.h>

#include <semaphore>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const QString newPassword = u"another walk in the hills"_s;

QJsonObject signUp(const QString &email)
{
    return {{u"email"_s, email}, {u"password"_s, u"tangerine moon"_s}, {u"display_name"_s, u"Ana"_s}, {u"language"_s, u"es"_s}};
}

} // namespace

class CredentialsPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_server->advance(minutes(2)); }

    void whoSignsUpConfirmsTheAddressByAMailInTheirLanguage()
    {
        QCOMPARE(m_server->post(u"/v1/accounts"_s, signUp(u"ana@example.org"_s)).status, 202);
        const QStringList mails = m_server->mailsTo(u"ana@example.org"_s);
        QCOMPARE(mails.size(), 1);
        QVERIFY(mails[0].contains(u"Hola, Ana:"_s));
        const auto ana = m_server->signIn(u"ana@example.org"_s, u"tangerine moon"_s);
        QVERIFY(!me(ana).emailConfirmed);
        const QString token = m_server->mailedToken(u"ana@example.org"_s);
        QVERIFY(mails[0].contains(u"melody://confirmations/"_s + token));
        QCOMPARE(confirm(token).status, 200);
        QVERIFY(me(ana).emailConfirmed);
        QCOMPARE(confirm(token).code(), u"token_invalid"_s); // good for one use
    }
    void aTokenOfAMailIsGoodForTwoDaysAndOnlyWhole()
    {
        m_server->post(u"/v1/accounts"_s, signUp(u"bea@example.org"_s));
        const QString token = m_server->mailedToken(u"bea@example.org"_s);
        QCOMPARE(token.size(), 64);
        for (qsizetype i = 0; i < token.size(); i += 5) {
            QString forged = token;
            forged[i] = forged[i] == u'A' ? u'B' : u'A';
            m_server->advance(seconds(10));
            QCOMPARE(confirm(forged).status, 401);
        }
        QCOMPARE(m_server->put(u"/v1/password-resets/"_s + token, {{u"password"_s, newPassword}}).status, 401); // of another purpose
        m_server->advance(hours(48));
        QCOMPARE(confirm(token).status, 401);
        QCOMPARE(m_server->post(u"/v1/accounts/confirmations"_s, {{u"email"_s, u"Bea@example.org"_s}}).status, 202);
        QCOMPARE(confirm(m_server->mailedToken(u"bea@example.org"_s)).status, 200);
    }
    void aConfirmedAddressCanBeConfirmedAgainAndTheLastTimeCounts()
    {
        const auto person = m_server->newPerson();
        m_server->confirmEmail(person);
        const auto confirmedAt = [&] { return accounts::directoryEntry(m_server->application().database(), person.user)->emailConfirmed; };
        const auto first = confirmedAt();
        QVERIFY(first);
        m_server->advance(hours(24 * 300));
        QCOMPARE(m_server->post(u"/v1/accounts/confirmations"_s, {{u"email"_s, person.email}}).status, 202);
        QCOMPARE(confirmedAt(), first); // the mail alone proves nothing
        m_server->confirmEmail(person);
        QVERIFY(*confirmedAt() >= *first + hours(24 * 300));
    }
    void noAnswerTellsWhoHasAnAccount()
    {
        const auto person = m_server->newPerson();
        m_server->confirmEmail(person);
        const auto before = m_server->mailsTo(person.email).size();
        for (const QString &path : {u"/v1/accounts/confirmations"_s, u"/v1/password-resets"_s}) {
            const auto known = m_server->post(path, {{u"email"_s, person.email}});
            const auto unknown = m_server->post(path, {{u"email"_s, u"nobody@example.org"_s}});
            QCOMPARE(known.status, 202);
            QCOMPARE(unknown.status, known.status);
            QCOMPARE(unknown.body, known.body);
        }
        QVERIFY(m_server->mailsTo(u"nobody@example.org"_s).isEmpty());
        QCOMPARE(m_server->mailsTo(person.email).size(), before + 2); // to confirm again, and the reset
        // Somebody who signs up again learns of it in a mail only.
        m_server->advance(minutes(2));
        QCOMPARE(m_server->post(u"/v1/accounts"_s, signUp(person.email)).status, 202);
        QVERIFY(m_server->mailsTo(person.email).constLast().contains(u"You have an account already"_s));
        QCOMPARE(m_server->mailsTo(person.email).size(), before + 3);
    }
    void aForgottenPasswordIsReplacedAndEveryDeviceSignedOut()
    {
        const auto phone = m_server->newPerson();
        const auto desk = m_server->anotherDevice(phone);
        QCOMPARE(m_server->post(u"/v1/password-resets"_s, {{u"email"_s, phone.email}}).status, 202);
        const QString token = m_server->mailedToken(phone.email);
        const QString path = u"/v1/password-resets/"_s + token;
        const auto weak = m_server->put(path, {{u"password"_s, u"password1"_s}});
        QCOMPARE(weak.status, 422); // and the token is still good
        QCOMPARE(m_server->put(path, {{u"password"_s, newPassword}}).status, 204);
        for (const auto &device : {phone, desk})
            QCOMPARE(m_server->get(u"/v1/me"_s, device.accessToken).code(), u"signed_out"_s);
        QCOMPARE(m_server->put(path, {{u"password"_s, u"and yet another one"_s}}).status, 401);
        QCOMPARE(trySignIn(phone.email, phone.password), 401);
        const auto again = m_server->signIn(phone.email, newPassword);
        QVERIFY(me(again).emailConfirmed); // the token came by mail
        QVERIFY(m_server->mailsTo(phone.email).constLast().contains(u"Your password was changed"_s));
    }
    void aResetIsGoodForAnHourAndTheLastOneCounts()
    {
        const auto person = m_server->newPerson();
        m_server->post(u"/v1/password-resets"_s, {{u"email"_s, person.email}});
        const QString late = m_server->mailedToken(person.email);
        m_server->advance(hours(1));
        QCOMPARE(m_server->put(u"/v1/password-resets/"_s + late, {{u"password"_s, newPassword}}).status, 401);
        QCOMPARE(m_server->put(u"/v1/password-resets/nonsense"_s, {{u"password"_s, newPassword}}).status, 401);
    }
    void onlySoManyMailsADayGoToOneAddress()
    {
        const auto person = m_server->newPerson();
        for (int i = 0; i < 12; ++i) {
            m_server->advance(seconds(10));
            QCOMPARE(m_server->post(u"/v1/password-resets"_s, {{u"email"_s, person.email}}).status, 202);
        }
        QVERIFY(m_server->mailsTo(person.email).size() <= 6);
    }
    void changingThePasswordSignsTheOtherDevicesOut()
    {
        const auto phone = m_server->newPerson();
        const auto desk = m_server->anotherDevice(phone);
        const auto change = [&](const QString &current, const QString &next) {
            return m_server->put(u"/v1/me/password"_s, {{u"current_password"_s, current}, {u"password"_s, next}}, phone.accessToken);
        };
        const auto wrong = change(u"not my password"_s, newPassword);
        QCOMPARE(wrong.status, 422);
        QCOMPARE(wrong.json()[u"errors"_s].toArray()[0].toObject()[u"field"_s].toString(), u"current_password"_s);
        QCOMPARE(change(phone.password, u"short"_s).status, 422);
        QCOMPARE(change(phone.password, newPassword).status, 204);
        QCOMPARE(m_server->get(u"/v1/me"_s, phone.accessToken).status, 200);
        QCOMPARE(m_server->get(u"/v1/me"_s, desk.accessToken).code(), u"signed_out"_s);
        QCOMPARE(trySignIn(phone.email, phone.password), 401);
    }
    void anAddressChangesOnceTheNewOneIsConfirmed()
    {
        const auto person = m_server->newPerson();
        QCOMPARE(m_server->put(u"/v1/me/email"_s, {{u"email"_s, u"new@example.org"_s}}, person.accessToken).status, 202);
        QCOMPARE(me(person).email, person.email);
        QCOMPARE(confirm(m_server->mailedToken(u"new@example.org"_s)).status, 200);
        QCOMPARE(me(person).email, u"new@example.org"_s);
        QVERIFY(m_server->mailsTo(person.email).constLast().contains(u"Your e-mail address was changed"_s));
        QCOMPARE(trySignIn(person.email, person.password), 401);
        QCOMPARE(m_server->signIn(u"new@example.org"_s, person.password).user, person.user);
    }
    void nobodyTakesTheAddressOfSomebodyElse()
    {
        const auto ana = m_server->newPerson();
        const auto ben = m_server->newPerson();
        QCOMPARE(m_server->put(u"/v1/me/email"_s, {{u"email"_s, ana.email}}, ben.accessToken).status, 202);
        QCOMPARE(confirm(m_server->mailedToken(ana.email)).code(), u"email_taken"_s);
        QCOMPARE(me(ben).email, ben.email);
        QCOMPARE(trySignIn(ben.email, ben.password), 201);
    }
    void whatOpensAnAccountWantsAFreshProof()
    {
        auto person = m_server->newPerson();
        m_server->advance(minutes(9));
        const auto fresh =
            wire::parseSignedIn(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, person.refreshToken}}).json());
        m_server->advance(minutes(2));
        QCOMPARE(m_server->put(u"/v1/me/email"_s, {{u"email"_s, u"x@example.org"_s}}, fresh->accessToken).code(), u"step_up_required"_s);
        const auto proof = m_server->post(u"/v1/sessions/current/proofs"_s, {{u"password"_s, person.password}}, fresh->accessToken);
        QCOMPARE(proof.status, 201);
        const QString token = proof.json()[u"access_token"_s].toString();
        QCOMPARE(m_server->put(u"/v1/me/email"_s, {{u"email"_s, u"x@example.org"_s}}, token).status, 202);
        // The proof belongs to the device, so it outlives the token.
        m_server->advance(minutes(5));
        const auto next =
            wire::parseSignedIn(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, fresh->refreshToken}}).json());
        QCOMPARE(m_server->put(u"/v1/me/email"_s, {{u"email"_s, u"y@example.org"_s}}, next->accessToken).status, 202);
        const auto wrong = m_server->post(u"/v1/sessions/current/proofs"_s, {{u"password"_s, u"guess"_s}}, next->accessToken);
        QCOMPARE(wrong.status, 403);
        QCOMPARE(wrong.code(), u"wrong_proof"_s);
    }
    void guessingAPasswordGetsSlowerAndASuccessForgetsIt()
    {
        const auto person = m_server->newPerson();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(trySignIn(person.email, u"a wrong guess"_s), 401);
        QCOMPARE(trySignIn(person.email, person.password), 429); // at once: nobody is let in, not even with the right one
        m_server->advance(minutes(1));
        QCOMPARE(trySignIn(person.email, person.password), 201);
        QCOMPARE(trySignIn(person.email, u"a wrong guess"_s), 401);
        QCOMPARE(trySignIn(person.email, person.password), 201);
        // The same for an address that nobody has.
        for (int i = 0; i < 5; ++i)
            QCOMPARE(trySignIn(u"ghost@example.org"_s, u"a wrong guess"_s), 401);
        QCOMPARE(trySignIn(u"ghost@example.org"_s, u"a wrong guess"_s), 429);
    }
    void aHashOfYesterdaysParametersIsMadeAnewAtTheNextSignIn()
    {
        const auto person = m_server->newPerson();
        store(person, yesterdaysHash(person.password));
        QCOMPARE(trySignIn(person.email, u"a wrong guess"_s), 401);
        QVERIFY(stored(person).starts_with("$argon2id$v=19$m=512,t=1,p=1$"));
        QCOMPARE(trySignIn(person.email, person.password), 201);
        const std::string renewed = stored(person);
        QVERIFY2(renewed.starts_with("$argon2id$v=19$m=1024,t=1,p=1$") && renewed.ends_with("$pepper"), renewed.c_str());
        QCOMPARE(trySignIn(person.email, person.password), 201);
        QCOMPARE(stored(person), renewed); // once
    }
    // While somebody signs in with the old password its owner changes it: who was first, the device is signed out in the end.
    void aPasswordThatChangesMeanwhileSignsNobodyIn_data()
    {
        QTest::addColumn<bool>("old");
        QTest::newRow("the hash is of today") << false;
        QTest::newRow("the hash wants renewal") << true;
    }
    void aPasswordThatChangesMeanwhileSignsNobodyIn()
    {
        QFETCH(bool, old);
        const auto person = m_server->newPerson();
        if (old)
            store(person, yesterdaysHash(person.password));
        static constexpr db::Query change{"test.change",
                                          "UPDATE accounts.account SET password_hash = '$argon2id$another' WHERE user_id = $1"};
        std::counting_semaphore<2> changed(0);
        std::binary_semaphore released(0);
        std::jthread owner([&] {
            (void)m_server->application().database().run({"melody_accounts", person.user},
                                                         [&](db::Transaction &transaction) -> Result<void> {
                                                             transaction.exec(change, {person.user});
                                                             changed.release();
                                                             released.acquire();
                                                             return {};
                                                         });
        });
        changed.acquire();
        std::jthread waiter([&] { // the sign-in, once it has hashed, stands before the row
            const std::string waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
            for (int i = 0; i < 6'000 && m_server->pg().execute(waiting) == "0"; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            released.release();
        });
        QCOMPARE(trySignIn(person.email, person.password), 401);
        waiter.join();
        owner.join();
        QCOMPARE(stored(person), std::string("$argon2id$another"));
    }
    void aFullDatabaseDumpOpensNoAccount()
    {
        const auto person = m_server->newPerson();
        m_server->post(u"/v1/password-resets"_s, {{u"email"_s, person.email}});
        const QString token = m_server->mailedToken(person.email);
        const auto bytes = QByteArray::fromBase64(token.toLatin1(), QByteArray::Base64UrlEncoding).toHex().toStdString();
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.one_time_token WHERE encode(token_hash, 'hex') = '" + bytes +
                                        "' OR payload::text LIKE '%" + token.toStdString() + "%'"),
                 std::string("0"));
        QCOMPARE(
            m_server->pg().execute("SELECT count(*) FROM accounts.one_time_token WHERE token_hash = sha256('\\x" + bytes + "'::bytea)"),
            std::string("1"));
        QCOMPARE(
            m_server->pg().execute("SELECT count(*) FROM platform.job WHERE payload::text LIKE '%" + person.email.toStdString() + "%'"),
            std::string("0"));
    }
    void theKeysOfTokensArePublished()
    {
        const auto keys = m_server->get(u"/.well-known/jwks.json"_s);
        QCOMPARE(keys.status, 200);
        const QJsonObject key = keys.json()[u"keys"_s].toArray()[0].toObject();
        const auto person = m_server->newPerson();
        const QByteArray header = QByteArray::fromBase64(person.accessToken.section(u'.', 0, 0).toLatin1(), QByteArray::Base64UrlEncoding);
        QCOMPARE(QJsonDocument::fromJson(header).object()[u"kid"_s], key[u"kid"_s]);
        QCOMPARE(key[u"alg"_s].toString(), u"EdDSA"_s);
    }

private:
    static QString yesterdaysHash(const QString &password)
    {
        return passwords::Hasher({.passes = 1, .memoryBytes = 512 * 1024}).hash(password).value();
    }
    void store(const test::Person &person, const QString &hash)
    {
        m_server->pg().execute("UPDATE accounts.account SET password_hash = '" + hash.toStdString() + "' WHERE user_id = '" +
                               person.user.toString().toStdString() + "'");
    }
    std::string stored(const test::Person &person)
    {
        return m_server->pg().execute("SELECT password_hash FROM accounts.account WHERE user_id = '" +
                                      person.user.toString().toStdString() + "'");
    }
    test::Answer confirm(const QString &token) { return m_server->post(u"/v1/accounts/confirmations"_s, {{u"token"_s, token}}); }
    wire::Profile me(const test::Person &person)
    {
        return wire::parseProfile(m_server->get(u"/v1/me"_s, person.accessToken).json()).value_or(wire::Profile());
    }
    int trySignIn(const QString &email, const QString &password)
    {
        const wire::SignInRequest request{email, password, u"Phone"_s, QByteArray(32, 'k')};
        return m_server->post(u"/v1/sessions"_s, wire::toJson(request)).status;
    }

    std::unique_ptr<test::RunningServer> m_server;
};

MELODY_TEST(CredentialsPgTest)
#include "credentials_pg_test.moc"
