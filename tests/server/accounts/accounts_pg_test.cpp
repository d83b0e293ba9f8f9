// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing up, in and out over the real server and database.

#include <support/running_server.h>
#include <support/test_main.h>

#include <crypto/sealed_key.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

QJsonObject signUp(const QString &email, const QString &password = u"tangerine moon"_s)
{
    return {{u"email"_s, email}, {u"password"_s, password}, {u"display_name"_s, u"Ana"_s}, {u"language"_s, u"es"_s}};
}

QJsonObject signIn(const QString &email, const QString &password = u"tangerine moon"_s)
{
    return wire::toJson(wire::SignInRequest{email, password, u"Phone"_s, crypto::DeviceKeyPair::generate().publicKey});
}

} // namespace

class AccountsPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_server->advance(std::chrono::minutes(2)); }

    void whoSignsUpCanSignInAndSeeThemselves()
    {
        QCOMPARE(m_server->post(u"/v1/accounts"_s, signUp(u"Ana@Example.org"_s)).status, 202);
        const auto person = m_server->signIn(u"ana@example.org"_s, u"tangerine moon"_s);
        const auto me = wire::parseProfile(m_server->get(u"/v1/me"_s, person.accessToken).json());
        QVERIFY(me);
        QCOMPARE(me->id, person.user);
        QCOMPARE(me->email, u"Ana@Example.org"_s);
        QCOMPARE(me->displayName, u"Ana"_s);
        QCOMPARE(me->language, u"es"_s);
        QCOMPARE(me->roles, QStringList{u"listener"_s});
    }
    void theAnswerDoesNotTellWhoHasAnAccount()
    {
        const auto first = m_server->post(u"/v1/accounts"_s, signUp(u"ben@example.org"_s));
        const auto second = m_server->post(u"/v1/accounts"_s, signUp(u"BEN@example.org"_s, u"another password"_s));
        QCOMPARE(second.status, first.status);
        QCOMPARE(second.body, first.body);
        // The first password stays; the second one signs nobody in.
        QCOMPARE(m_server->post(u"/v1/sessions"_s, signIn(u"ben@example.org"_s)).status, 201);
        const auto wrong = m_server->post(u"/v1/sessions"_s, signIn(u"ben@example.org"_s, u"another password"_s));
        const auto nobody = m_server->post(u"/v1/sessions"_s, signIn(u"nobody@example.org"_s));
        QCOMPARE(wrong.status, 401);
        QCOMPARE(wrong.code(), u"invalid_credentials"_s);
        QCOMPARE(nobody.status, wrong.status);
        QCOMPARE(nobody.code(), wrong.code());
    }
    void badFieldsAreNamed()
    {
        const auto common = m_server->post(u"/v1/accounts"_s, signUp(u"carla@example.org"_s, u"password123"_s));
        QCOMPARE(common.status, 422);
        QCOMPARE(common.json().value(u"errors"_s).toArray()[0].toObject().value(u"field"_s).toString(), u"password"_s);
        auto unknown = signUp(u"carla@example.org"_s);
        unknown.insert(u"roles"_s, u"admin"_s);
        const auto refused = m_server->post(u"/v1/accounts"_s, unknown);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json().value(u"errors"_s).toArray()[0].toObject().value(u"field"_s).toString(), u"roles"_s);
    }
    void onlyHashesRest()
    {
        const auto person = m_server->newPerson();
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.account WHERE password_hash NOT LIKE '$argon2id$v=19$m=%'"),
                 std::string("0"));
        const auto token = QByteArray::fromBase64(person.refreshToken.toLatin1(), QByteArray::Base64UrlEncoding).toHex().toStdString();
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.refresh_token WHERE encode(token_hash, 'hex') = '" + token + "'"),
                 std::string("0"));
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.refresh_token WHERE token_hash = sha256('\\x" + token + "'::bytea)"),
                 std::string("1"));
    }
    void whatHashingTakesIsAsTheSettingsSay()
    {
        constexpr size_t mebibyte = 1024 * 1024;
        test::RunningServer server(
            [](server::ServerSettings &settings) { settings.passwords = {.passes = 3, .memoryBytes = 19 * mebibyte}; });
        server.newPerson();
        QCOMPARE(server.pg().execute("SELECT count(*) FROM accounts.account WHERE password_hash LIKE '$argon2id$v=19$m=19456,t=3,p=1$%'"),
                 std::string("1"));
    }
    void aRefreshTokenIsGoodForOneUse()
    {
        const auto person = m_server->newPerson();
        const auto refreshed = refresh(person.refreshToken);
        QCOMPARE(refreshed.status, 200);
        const auto next = wire::parseSignedIn(refreshed.json());
        QVERIFY(next && next->refreshToken != person.refreshToken);
        QCOMPARE(m_server->get(u"/v1/me"_s, next->accessToken).status, 200);
    }
    void usingARefreshTokenTwiceSignsTheDeviceOut()
    {
        const auto person = m_server->newPerson();
        const auto next = wire::parseSignedIn(refresh(person.refreshToken).json());
        const auto thief = refresh(person.refreshToken);
        QCOMPARE(thief.status, 401);
        QCOMPARE(thief.code(), u"refresh_reused"_s);
        // The whole family is gone: the newest refresh token and the access token, too. Whose device it is hears why.
        QCOMPARE(refresh(next->refreshToken).code(), u"refresh_reused"_s);
        QCOMPARE(m_server->get(u"/v1/me"_s, next->accessToken).status, 401);
    }
    void aLostAnswerToARefreshMayBeAskedForAgain()
    {
        const auto person = m_server->newPerson();
        const QString attempt = u"0123456789abcdef"_s;
        const auto lost = wire::parseSignedIn(refresh(person.refreshToken, attempt).json());
        const auto again = wire::parseSignedIn(refresh(person.refreshToken, attempt).json());
        QVERIFY(lost && again && again->refreshToken != lost->refreshToken);
        QCOMPARE(m_server->get(u"/v1/me"_s, again->accessToken).status, 200);
        // Once the answer was used it can't have been lost: who asks now has a copy.
        QCOMPARE(refresh(again->refreshToken, u"another one, as long"_s).status, 200);
        QCOMPARE(refresh(person.refreshToken, attempt).code(), u"refresh_reused"_s);
    }
    void whoDoesNotKnowTheAttemptHasACopy_data()
    {
        QTest::addColumn<QString>("attempt");
        QTest::newRow("none") << QString();
        QTest::newRow("another") << u"0123456789abcdeF"_s;
    }
    void whoDoesNotKnowTheAttemptHasACopy()
    {
        QFETCH(QString, attempt);
        const auto person = m_server->newPerson();
        QCOMPARE(refresh(person.refreshToken, u"0123456789abcdef"_s).status, 200);
        QCOMPARE(refresh(person.refreshToken, attempt).code(), u"refresh_reused"_s);
    }
    void aTokenThatWasTakenBackIsACopy()
    {
        const auto person = m_server->newPerson();
        const QString attempt = u"0123456789abcdef"_s;
        const auto lost = wire::parseSignedIn(refresh(person.refreshToken, attempt).json());
        QCOMPARE(refresh(person.refreshToken, attempt).status, 200);
        QCOMPARE(refresh(lost->refreshToken).code(), u"refresh_reused"_s);
    }
    void anAttemptIsLongEnoughNotToBeGuessed() { QCOMPARE(refresh(m_server->newPerson().refreshToken, u"short"_s).status, 422); }
    void signingOutEndsThisDeviceOnly()
    {
        m_server->post(u"/v1/accounts"_s, signUp(u"dora@example.org"_s));
        const auto phone = m_server->signIn(u"dora@example.org"_s, u"tangerine moon"_s);
        const auto desk = m_server->signIn(u"dora@example.org"_s, u"tangerine moon"_s);
        QCOMPARE(m_server->del(u"/v1/sessions/current"_s, phone.accessToken).status, 204);
        QCOMPARE(m_server->get(u"/v1/me"_s, phone.accessToken).code(), u"signed_out"_s);
        QCOMPARE(refresh(phone.refreshToken).code(), u"refresh_token_invalid"_s);
        QCOMPARE(m_server->get(u"/v1/me"_s, desk.accessToken).status, 200);
    }
    void otherProcessesHearOfASignOut()
    {
        auto settings = m_server->settings();
        auto other = server::Application::create(settings, m_server->clock());
        QVERIFY(other);
        const auto person = m_server->newPerson();
        const auto gate = (*other)->accounts().authenticator();
        QVERIFY((*other)->hearEvents());
        QVERIFY(gate(person.accessToken.toLatin1()));
        m_server->del(u"/v1/sessions/current"_s, person.accessToken);
        QVERIFY((*other)->hearEvents());
        QVERIFY(!gate(person.accessToken.toLatin1()));
        // One that starts later hears of it, too.
        auto late = server::Application::create(settings, m_server->clock());
        QVERIFY((*late)->hearEvents());
        QVERIFY(!(*late)->accounts().authenticator()(person.accessToken.toLatin1()));
    }
    void anAccessTokenLivesTenMinutes()
    {
        const auto person = m_server->newPerson();
        m_server->advance(std::chrono::minutes(10));
        QCOMPARE(m_server->get(u"/v1/me"_s, person.accessToken).code(), u"token_expired"_s);
        QCOMPARE(refresh(person.refreshToken).status, 200);
        m_server->advance(std::chrono::hours(24 * 61));
        QCOMPARE(m_server->get(u"/v1/me"_s, u"Zm9v"_s).code(), u"token_invalid"_s);
    }
    void aRefreshTokenThatNobodyUsedExpires()
    {
        const auto person = m_server->newPerson();
        m_server->advance(std::chrono::hours(24 * 61));
        QCOMPARE(refresh(person.refreshToken).status, 401);
    }
    void operatorsMakeAccountsAndGrantRoles()
    {
        const wire::SignUpRequest request{u"eva@example.org"_s, u"tangerine moon"_s, u"Eva"_s, u"en"_s};
        auto &accounts = m_server->application().accounts();
        QCOMPARE(accounts.ensureUser(request, http::Role::Creator), Result<bool>(true));
        QCOMPARE(accounts.ensureUser(request, http::Role::Creator | http::Role::Editor), Result<bool>(false));
        QCOMPARE(accounts.ensureUser(request, http::Role::Creator | http::Role::Editor), Result<bool>(false)); // changes nothing
        QCOMPARE(m_server->pg().execute(
                     "SELECT string_agg(action, ' ' ORDER BY action) FROM (SELECT action, role, object FROM compliance.audit_staged "
                     "UNION ALL SELECT action, role, object FROM compliance.audit_entry) AS entry WHERE role = 'operator' AND object = "
                     "'account'"),
                 std::string("account.created role.granted role.granted"));
        const auto eva = m_server->signIn(request.email, request.password);
        const auto me = wire::parseProfile(m_server->get(u"/v1/me"_s, eva.accessToken).json());
        QCOMPARE(me->roles, (QStringList{u"listener"_s, u"creator"_s, u"editor"_s}));
    }
    void rowsOfOthersAreHiddenByTheDatabase()
    {
        const auto one = m_server->newPerson();
        const auto other = m_server->newPerson();
        static constexpr db::Query count{"test.count", "SELECT count(*) AS n FROM accounts.account WHERE user_id = $1"};
        const auto seen =
            m_server->application().database().run({"melody_accounts", one.user}, [&](db::Transaction &transaction) -> Result<qint64> {
                return transaction.exec(count, {other.user})[0].get<qint64>("n");
            });
        QCOMPARE(seen, Result<qint64>(0));
    }

private:
    test::Answer refresh(const QString &token, const QString &attempt = {})
    {
        m_server->advance(std::chrono::seconds(20)); // the bucket of sign-ins fills slowly
        QJsonObject body{{u"refresh_token"_s, token}};
        if (!attempt.isEmpty())
            body.insert(u"attempt"_s, attempt);
        return m_server->post(u"/v1/sessions/refresh"_s, body);
    }

    std::unique_ptr<test::RunningServer> m_server;
};

MELODY_TEST(AccountsPgTest)
#include "accounts_pg_test.moc"
