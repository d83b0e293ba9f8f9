// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "password_policy.h"
#include <accounts/email.h>
#include <accounts/password_hasher.h>

#include <support/test_main.h>

#include <latch>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

accounts::Options cheap()
{
    return {.passwordPasses = 1, .passwordMemoryBytes = 1024 * 1024};
}

} // namespace

class PasswordTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passwordsThatThievesTryFirstAreRefused_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("code");
        QTest::newRow("short") << u"Ab3$xyz"_s << u"too_short"_s;
        QTest::newRow("long") << QString(129, u'x') << u"too_long"_s;
        QTest::newRow("address") << u"Ana.Lopez@example.org"_s << u"is_email"_s;
        QTest::newRow("name of the address") << u"ana.lopez"_s << u"is_email"_s;
        QTest::newRow("common") << u"Password1"_s << u"too_common"_s;
        QTest::newRow("common in breaches") << u"Liverpool1"_s << u"too_common"_s;
        QTest::newRow("common twice") << u"passwordpassword"_s << u"too_common"_s;
        QTest::newRow("one character") << u"zzzzzzzzzz"_s << u"too_common"_s;
        QTest::newRow("a pattern") << u"abcabcabc"_s << u"too_common"_s;
    }
    void passwordsThatThievesTryFirstAreRefused()
    {
        QFETCH(QString, password);
        QFETCH(QString, code);
        const auto checked = accounts::checkPassword(password, u"ana.lopez@example.org"_s);
        QVERIFY(!checked);
        QCOMPARE(checked.error().fields.constFirst().field, u"password"_s);
        QCOMPARE(checked.error().fields.constFirst().code, code);
    }
    void otherPasswordsAreFine()
    {
        for (const QString &good : {u"tangerine moon"_s, u"日本語のパスワード"_s, u"x7!x7!x7!q"_s, u"ab3$ "_s.repeated(25) + u"xyz"_s})
            QVERIFY2(accounts::checkPassword(good, u"ana@example.org"_s), qPrintable(good));
    }
    void anAddressIsUniqueInOneForm_data()
    {
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("normalised");
        QTest::newRow("plain") << u"ana@example.org"_s << u"ana@example.org"_s;
        QTest::newRow("case and space") << u"  Ana.Lopez@EXAMPLE.org "_s << u"ana.lopez@example.org"_s;
        QTest::newRow("tag stays") << u"ana+music@example.org"_s << u"ana+music@example.org"_s;
        QTest::newRow("domain in its script") << u"ana@bücher.example"_s << u"ana@xn--bcher-kva.example"_s;
        QTest::newRow("no at") << u"ana.example.org"_s << QString();
        QTest::newRow("two at") << u"a@b@example.org"_s << QString();
        QTest::newRow("no domain") << u"ana@"_s << QString();
        QTest::newRow("no dot") << u"ana@localhost"_s << QString();
        QTest::newRow("space inside") << u"ana lopez@example.org"_s << QString();
        QTest::newRow("dots") << u"ana..lopez@example.org"_s << QString();
        QTest::newRow("dash") << u"ana@-example.org"_s << QString();
        QTest::newRow("long") << QString(65, u'a') + u"@example.org"_s << QString();
        QTest::newRow("line") << u"ana@example.org\nBcc: x@y.z"_s << QString();
    }
    void anAddressIsUniqueInOneForm()
    {
        QFETCH(QString, email);
        QFETCH(QString, normalised);
        QCOMPARE(accounts::normaliseEmail(email).value_or(QString()), normalised);
    }
    void onlyThePasswordOpensItsHash()
    {
        accounts::PasswordHasher hasher(cheap());
        const auto hash = hasher.hash(u"tangerine moon"_s);
        QVERIFY(hash && hash->startsWith(u"$argon2id$"));
        QVERIFY(hasher.verify(u"tangerine moon"_s, *hash)->matches);
        QVERIFY(!hasher.verify(u"tangerine moon"_s, *hash)->needsRenewal);
        QVERIFY(!hasher.verify(u"tangerine moo"_s, *hash)->matches);
        QVERIFY(!hasher.verify(u"tangerine moon"_s, std::nullopt)->matches);
        QVERIFY(*hasher.hash(u"tangerine moon"_s) != *hash);
    }
    void theLastOfAHundredAndTwentyEightCharactersCounts()
    {
        accounts::PasswordHasher hasher(cheap());
        const QString longest(128, u'x');
        const auto hash = hasher.hash(longest);
        QVERIFY(hasher.verify(longest, *hash)->matches);
        QVERIFY(!hasher.verify(longest.chopped(1), *hash)->matches);
        QVERIFY(!hasher.verify(longest.chopped(1) + u'y', *hash)->matches);
    }
    void composedAndDecomposedCharactersAreOnePassword()
    {
        accounts::PasswordHasher hasher(cheap());
        QVERIFY(hasher.verify(u"cafe\u0301 solo"_s, *hasher.hash(u"caf\u00e9 solo"_s))->matches);
    }
    void aHashOfYesterdaysParametersWantsRenewal()
    {
        const auto hash = accounts::PasswordHasher(cheap()).hash(u"tangerine moon"_s);
        auto stronger = cheap();
        stronger.passwordPasses = 2;
        const auto verdict = accounts::PasswordHasher(stronger).verify(u"tangerine moon"_s, *hash);
        QVERIFY(verdict->matches && verdict->needsRenewal);
    }
    void whoComesWhenTheQueueIsFullIsToldToComeBack()
    {
        auto options = cheap();
        options.passwordPasses = 3;
        options.passwordMemoryBytes = 32 * 1024 * 1024;
        options.concurrentHashes = 1;
        options.waitingHashes = 1;
        accounts::PasswordHasher hasher(options);
        std::atomic<int> refused = 0;
        std::atomic<int> served = 0;
        std::latch start(8);
        {
            std::vector<std::jthread> callers;
            for (int i = 0; i < 8; ++i) {
                callers.emplace_back([&] {
                    start.arrive_and_wait();
                    const auto hash = hasher.hash(u"tangerine moon"_s);
                    hash ? ++served : ++refused;
                    if (!hash && (hash.error().kind != ErrorKind::Unavailable || !hash.error().retryAfterMs))
                        served = -100;
                });
            }
        }
        QCOMPARE(served + refused, 8);
        QVERIFY(served >= 2);
        QVERIFY(refused >= 1);
    }
};

MELODY_TEST(PasswordTest)
#include "password_test.moc"
