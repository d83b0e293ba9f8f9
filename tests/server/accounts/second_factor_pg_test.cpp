// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An authenticator app and recovery codes: enrolment, signing in, stepping up, and what a thief can't do.

#include <crypto/totp.h>
#include <support/base32.h>
#include <support/running_server.h>
#include <support/test_main.h>
#include <wire/identity.h>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SecondFactorPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_server->advance(minutes(20)); }

    void signingInAsksForACodeOnceAnAppIsEnrolled()
    {
        const Enrolled ana = enrol();
        QVERIFY(m_server->mailsTo(ana.person.email).constLast().contains(u"authenticator"_s));
        const auto asked = firstStep(ana.person);
        QCOMPARE(asked.status, 401);
        QCOMPARE(asked.code(), u"second_factor_required"_s);
        const QString challenge = asked.json()[u"challenge"_s].toString();
        QCOMPARE(secondStep(challenge, u"totp"_s, u"000000"_s).code(), u"wrong_code"_s);
        m_server->advance(seconds(60));
        const auto signedIn = secondStep(challenge, u"totp"_s, code(ana));
        QCOMPARE(signedIn.status, 201);
        QVERIFY(wire::parseProfile(m_server->get(u"/v1/me"_s, signedIn.json()[u"access_token"_s].toString()).json())->secondFactor);
        QCOMPARE(secondStep(challenge, u"totp"_s, code(ana)).code(), u"challenge_invalid"_s); // good for one sign-in
    }
    void aCodeWorksOnce()
    {
        const Enrolled ana = enrol();
        m_server->advance(minutes(1));
        const QString once = code(ana);
        QCOMPARE(secondStep(challengeOf(ana), u"totp"_s, once).status, 201);
        const auto letters = m_server->mailsTo(ana.person.email).size();
        QCOMPARE(secondStep(challengeOf(ana), u"totp"_s, u"000000"_s).code(), u"wrong_code"_s); // a slip is nobody's business
        for (int i = 0; i < 2; ++i)
            QCOMPARE(secondStep(challengeOf(ana), u"totp"_s, once).code(), u"wrong_code"_s);
        QCOMPARE(m_server->mailsTo(ana.person.email).size(), letters + 1);
        QVERIFY(m_server->mailsTo(ana.person.email).constLast().contains(u"had been used already"_s));
        m_server->advance(seconds(30));
        QCOMPARE(answerWithCode(ana).status, 201);
    }
    void aCodeMayBeOneStepOffAndNoMore()
    {
        const Enrolled ana = enrol();
        m_server->advance(minutes(5));
        for (const auto &[offset, status] : std::vector<std::pair<int, int>>{{-2, 401}, {-1, 201}, {2, 401}, {1, 201}})
            QCOMPARE(answerWithCode(ana, offset).status, status);
    }
    void tenRecoveryCodesWorkOnceEach()
    {
        const Enrolled ana = enrol();
        QCOMPARE(ana.recoveryCodes.size(), wire::recoveryCodeCount);
        QCOMPARE(secondStep(challengeOf(ana), u"recovery_code"_s, ana.recoveryCodes[0]).status, 201);
        QCOMPARE(secondStep(challengeOf(ana), u"recovery_code"_s, ana.recoveryCodes[0]).code(), u"wrong_code"_s);
        m_server->advance(minutes(1));
        // As people type it.
        QCOMPARE(secondStep(challengeOf(ana), u"recovery_code"_s, ana.recoveryCodes[1].toUpper().replace(u'-', u' ')).status, 201);
        const auto ben = enrol();
        QCOMPARE(secondStep(challengeOf(ben), u"recovery_code"_s, ana.recoveryCodes[2]).code(), u"wrong_code"_s);
        const std::string plain = ana.recoveryCodes[3].toStdString();
        QCOMPARE(
            m_server->pg().execute("SELECT count(*) FROM accounts.recovery_code WHERE encode(code_hash, 'escape') LIKE '%" + plain + "%'"),
            std::string("0"));
    }
    void aChallengeIsGoodForFiveMinutesAndForItsOwnerOnly()
    {
        const Enrolled ana = enrol();
        const QString challenge = challengeOf(ana);
        m_server->advance(minutes(5));
        QCOMPARE(secondStep(challenge, u"totp"_s, code(ana)).code(), u"challenge_invalid"_s);
        QCOMPARE(secondStep(u"nonsense"_s, u"totp"_s, code(ana)).code(), u"challenge_invalid"_s);
        const auto ben = enrol();
        QCOMPARE(secondStep(challengeOf(ben), u"totp"_s, code(ana)).code(), u"wrong_code"_s);
    }
    void guessingCodesGetsSlowerOverAllChallenges()
    {
        const Enrolled ana = enrol();
        const QString challenge = challengeOf(ana);
        const QString other = challengeOf(ana);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(secondStep(challenge, u"totp"_s, u"000000"_s).status, 401);
        const auto blocked = secondStep(other, u"totp"_s, code(ana));
        QCOMPARE(blocked.status, 429);
        QVERIFY(!blocked.headers.value("retry-after").isEmpty());
    }
    void theSecretRestsEncryptedAndBoundToItsOwner()
    {
        const Enrolled ana = enrol();
        const Enrolled ben = enrol();
        const std::string secret = ana.secret.toHex().toStdString();
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.totp WHERE encode(sealed_secret, 'hex') LIKE '%" + secret + "%'"),
                 std::string("0"));
        // Somebody who can write to the table and knows ben's secret gains nothing by giving it to ana.
        m_server->pg().execute("UPDATE accounts.totp SET sealed_secret = (SELECT sealed_secret FROM accounts.totp WHERE user_id = '" +
                               ben.person.user.toString().toStdString() + "') WHERE user_id = '" +
                               ana.person.user.toString().toStdString() + "'");
        m_server->advance(minutes(1));
        QCOMPARE(secondStep(challengeOf(ana), u"totp"_s, code(ben)).status, 422);
    }
    void enrolmentWantsAFreshProofAConfirmedAddressAndARightCode()
    {
        auto person = m_server->newPerson();
        const auto begin = [&](const QString &token) { return m_server->send("POST", u"/v1/me/mfa"_s, {}, token); };
        QCOMPARE(begin(person.accessToken).code(), u"email_not_confirmed"_s);
        m_server->confirmEmail(person);
        QCOMPARE(m_server->put(u"/v1/me/mfa"_s, {{u"totp"_s, u"123456"_s}}, person.accessToken).code(), u"nothing_to_confirm"_s);
        QCOMPARE(begin(person.accessToken).status, 201);
        const auto wrong = m_server->put(u"/v1/me/mfa"_s, {{u"totp"_s, u"000000"_s}}, person.accessToken);
        QCOMPARE(wrong.status, 422);
        QCOMPARE(trySignIn(person), 201); // not in force yet
        m_server->advance(minutes(9));
        const auto later =
            wire::parseSignedIn(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, person.refreshToken}}).json());
        m_server->advance(minutes(2));
        QCOMPARE(begin(later->accessToken).code(), u"step_up_required"_s);
    }
    void aSecondFactorIsTakenAwayWithAFreshProofByItselfOnly()
    {
        const Enrolled ana = enrol();
        const auto remove = [&](const QString &token) { return m_server->del(u"/v1/me/mfa"_s, token); };
        m_server->advance(minutes(9));
        const auto later =
            wire::parseSignedIn(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, ana.person.refreshToken}}).json());
        m_server->advance(minutes(2));
        QCOMPARE(remove(later->accessToken).code(), u"step_up_required"_s);
        const auto prove = [&](const QString &field, const QString &value) {
            return m_server->post(u"/v1/sessions/current/proofs"_s, {{field, value}}, later->accessToken);
        };
        QCOMPARE(prove(u"password"_s, ana.person.password).status, 422); // the password is not enough
        QCOMPARE(prove(u"totp"_s, u"000000"_s).code(), u"wrong_proof"_s);
        const auto proof = prove(u"totp"_s, code(ana));
        QCOMPARE(proof.status, 201);
        QCOMPARE(remove(proof.json()[u"access_token"_s].toString()).status, 204);
        QCOMPARE(trySignIn(ana.person), 201);
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.recovery_code WHERE user_id = '" +
                                        ana.person.user.toString().toStdString() + "'"),
                 std::string("0"));
    }
    void staffDoNothingAsStaffBeforeTheyShowASecondFactor()
    {
        const QString password = u"a long walk by the sea"_s;
        QVERIFY(m_server->application().accounts().ensureUser({u"boss@example.org"_s, password, u"Boss"_s, u"en"_s}, http::Role::Admin));
        const auto reads = [&](const test::Person &who) { return m_server->get(u"/v1/admin/audit"_s, who.accessToken); };
        auto boss = m_server->signIn(u"boss@example.org"_s, password);
        auto elsewhere = m_server->signIn(boss.email, password);
        QCOMPARE(reads(boss).code(), u"second_factor_missing"_s);
        QCOMPARE(m_server->get(u"/v1/me"_s, boss.accessToken).status, 200); // a listener like others
        m_server->enrol(boss);
        QCOMPARE(reads(boss).status, 200);
        QCOMPARE(reads(m_server->signIn(boss.email, password)).status, 200);
        // Another device came in by the password alone: it gives a code first.
        QCOMPARE(reads(elsewhere).code(), u"second_factor_missing"_s);
        elsewhere = renewed(elsewhere);
        QCOMPARE(reads(elsewhere).code(), u"second_factor_missing"_s);
        const auto proof =
            m_server->post(u"/v1/sessions/current/proofs"_s, {{u"totp"_s, m_server->codeOf(boss.email)}}, elsewhere.accessToken);
        QCOMPARE(proof.status, 201);
        QCOMPARE(m_server->get(u"/v1/admin/audit"_s, proof.json()[u"access_token"_s].toString()).status, 200);
        // Every twelve hours once more, with whatever device.
        m_server->advance(hours(12));
        boss = renewed(boss);
        QCOMPARE(reads(boss).code(), u"second_factor_missing"_s);
        const auto morning =
            m_server->post(u"/v1/sessions/current/proofs"_s, {{u"totp"_s, m_server->codeOf(boss.email)}}, boss.accessToken);
        boss.accessToken = morning.json()[u"access_token"_s].toString();
        QCOMPARE(reads(boss).status, 200);
        // Without it they are signed out everywhere at once, and listeners when they come back.
        QCOMPARE(m_server->del(u"/v1/me/mfa"_s, boss.accessToken).status, 204);
        QCOMPARE(reads(boss).code(), u"signed_out"_s);
        QCOMPARE(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, elsewhere.refreshToken}}).status, 401);
        QCOMPARE(reads(m_server->signIn(boss.email, password)).code(), u"second_factor_missing"_s);
    }
    void whatAnOldAuthenticatorShowedCountsNoMore()
    {
        auto boss = m_server->newStaff(http::Role::Compliance, u"old@example.org"_s);
        const std::string shown = "SELECT count(*) FROM accounts.sign_in WHERE second_factor_at IS NOT NULL AND user_id = '" +
                                  boss.user.toString().toStdString() + "'";
        QCOMPARE(m_server->pg().execute(shown), std::string("1"));
        QCOMPARE(m_server->del(u"/v1/me/mfa"_s, boss.accessToken).status, 204);
        QCOMPARE(m_server->pg().execute(shown), std::string("0"));
    }
    void anOperatorTakesALostSecondFactorAwayAndItsOwnerIsTold()
    {
        const Enrolled ana = enrol();
        auto &accounts = m_server->application().accounts();
        QCOMPARE(accounts.removeSecondFactor(ana.person.user, u"showed a passport"_s), Result<bool>(true));
        QCOMPARE(accounts.removeSecondFactor(ana.person.user, u"showed a passport"_s), Result<bool>(false));
        m_server->deliverEvents();
        QCOMPARE(m_server->get(u"/v1/me"_s, ana.person.accessToken).code(), u"signed_out"_s);
        QVERIFY(m_server->mailsTo(ana.person.email).join(u'\n').contains(u"no longer asks for a code"_s));
        QCOMPARE(trySignIn(ana.person), 201);
        QCOMPARE(m_server->pg().execute(
                     "SELECT count(*) FROM (SELECT action, role FROM compliance.audit_staged UNION ALL SELECT action, role FROM "
                     "compliance.audit_entry) AS each WHERE action = 'second_factor.removed' AND role = 'operator'"),
                 std::string("1"));
    }
    void theProfileSaysHowManyRecoveryCodesAreLeft()
    {
        const Enrolled ana = enrol();
        const auto left = [&](const Enrolled &of) {
            return wire::parseProfile(m_server->get(u"/v1/me"_s, of.person.accessToken).json())->recoveryCodesLeft;
        };
        QCOMPARE(left(ana), wire::recoveryCodeCount);
        QCOMPARE(secondStep(challengeOf(ana), u"recovery_code"_s, ana.recoveryCodes[0]).status, 201);
        QCOMPARE(left(ana), wire::recoveryCodeCount - 1);
        QCOMPARE(left({m_server->newPerson(), {}, {}}), 0);
    }
    void newRecoveryCodesTakeThePlaceOfTheOldOnes()
    {
        const Enrolled ana = enrol();
        const auto before = m_server->mailsTo(ana.person.email).size();
        const auto answer = replaceCodes(ana.person.accessToken);
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
        const auto codes = wire::parseRecoveryCodes(answer.json());
        QVERIFY(codes);
        QCOMPARE(codes->codes.size(), wire::recoveryCodeCount);
        QCOMPARE(secondStep(challengeOf(ana), u"recovery_code"_s, ana.recoveryCodes[0]).code(), u"wrong_code"_s);
        QCOMPARE(secondStep(challengeOf(ana), u"recovery_code"_s, codes->codes[9]).status, 201);
        QCOMPARE(m_server->mailsTo(ana.person.email).size(), before + 1);
        QVERIFY(m_server->mailsTo(ana.person.email).constLast().contains(u"old ones no longer work"_s));
        QVERIFY(!m_server->mailsTo(ana.person.email).constLast().contains(codes->codes[0]));
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM (SELECT action FROM compliance.audit_staged UNION ALL SELECT action FROM "
                                        "compliance.audit_entry) AS each WHERE action = 'request.replaceRecoveryCodes'"),
                 std::string("1"));
    }
    void newRecoveryCodesWantAFreshProofAndASecondFactor()
    {
        const auto person = m_server->newPerson();
        QCOMPARE(replaceCodes(person.accessToken).code(), u"no_second_factor"_s);
        const Enrolled ana = enrol();
        m_server->advance(minutes(9));
        const auto later =
            wire::parseSignedIn(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, ana.person.refreshToken}}).json());
        m_server->advance(minutes(2));
        QCOMPARE(replaceCodes(later->accessToken).code(), u"step_up_required"_s);
        QCOMPARE(secondStep(challengeOf(ana), u"recovery_code"_s, ana.recoveryCodes[0]).status, 201); // the old ones hold
    }
    void aRecoveryCodeHasAHundredAndTwentyBits()
    {
        const Enrolled ana = enrol();
        QSet<QByteArray> seen;
        for (QString code : ana.recoveryCodes)
            seen.insert(test::fromBase32(code.remove(u'-').toUpper()));
        QCOMPARE(seen.size(), 10);
        for (const QByteArray &bits : std::as_const(seen))
            QCOMPARE(bits.size(), 15);
    }
    void aResetOfThePasswordLeavesTheSecondFactorInForce()
    {
        const Enrolled ana = enrol();
        m_server->post(u"/v1/password-resets"_s, {{u"email"_s, ana.person.email}});
        const QString path = u"/v1/password-resets/"_s + m_server->mailedToken(ana.person.email);
        QCOMPARE(m_server->put(path, {{u"password"_s, u"another walk in the hills"_s}}).status, 204);
        auto changed = ana.person;
        changed.password = u"another walk in the hills"_s;
        QCOMPARE(firstStep(changed).code(), u"second_factor_required"_s);
    }

private:
    test::Person renewed(test::Person person)
    {
        const auto answer = m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, person.refreshToken}});
        person.accessToken = answer.json()[u"access_token"_s].toString();
        person.refreshToken = answer.json()[u"refresh_token"_s].toString();
        return person;
    }
    test::Answer replaceCodes(const QString &token) { return m_server->send("POST", u"/v1/me/mfa/recovery-codes"_s, {}, token); }
    struct Enrolled {
        test::Person person;
        QByteArray secret;
        QStringList recoveryCodes;
    };

    QString code(const Enrolled &enrolled, int offset = 0)
    {
        return crypto::totpCode(enrolled.secret, crypto::totpStepAt(m_server->clock().now()) + offset);
    }
    Enrolled enrol()
    {
        Enrolled enrolled{m_server->newPerson(), {}, {}};
        m_server->confirmEmail(enrolled.person);
        const auto begun = wire::parseMfaEnrolment(m_server->send("POST", u"/v1/me/mfa"_s, {}, enrolled.person.accessToken).json());
        if (!begun || !begun->uri.startsWith(u"otpauth://totp/Melody:"_s))
            qFatal("enrolment failed");
        enrolled.secret = test::fromBase32(begun->secret);
        const auto codes =
            wire::parseRecoveryCodes(m_server->put(u"/v1/me/mfa"_s, {{u"totp"_s, code(enrolled)}}, enrolled.person.accessToken).json());
        if (!codes)
            qFatal("enrolment was not confirmed");
        enrolled.recoveryCodes = codes->codes;
        return enrolled;
    }
    test::Answer firstStep(const test::Person &person)
    {
        m_server->advance(seconds(4)); // the bucket of sign-ins fills slowly
        const wire::SignInRequest request{person.email, person.password, u"Phone"_s, QByteArray(32, 'k')};
        return m_server->post(u"/v1/sessions"_s, wire::toJson(request));
    }
    int trySignIn(const test::Person &person) { return firstStep(person).status; }
    QString challengeOf(const Enrolled &enrolled) { return firstStep(enrolled.person).json()[u"challenge"_s].toString(); }
    // Asking for a challenge moves the clock, so the code is made after it.
    test::Answer answerWithCode(const Enrolled &enrolled, int offset = 0)
    {
        const QString challenge = challengeOf(enrolled);
        return secondStep(challenge, u"totp"_s, code(enrolled, offset));
    }
    test::Answer secondStep(const QString &challenge, const QString &field, const QString &value)
    {
        return m_server->post(u"/v1/sessions"_s, {{u"challenge"_s, challenge}, {field, value}});
    }

    std::unique_ptr<test::RunningServer> m_server;
};

MELODY_TEST(SecondFactorPgTest)
#include "second_factor_pg_test.moc"
