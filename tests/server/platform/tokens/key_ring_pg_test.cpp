// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>
#include <tokens/key_ring.h>
#include <tokens/migrations.h>

#include <thread>

using namespace melody;
using namespace melody::tokens;
using namespace Qt::StringLiterals;

class KeyRingPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_pg = std::make_unique<test::PgFixture>(test::Migrations{platform::migrations(), tokens::migrations()}); }

    void everyProcessSignsWithTheSameKey()
    {
        const auto one = ring();
        const auto other = ring();
        std::vector<std::jthread> threads;
        for (const auto &each : {one.get(), other.get()})
            threads.emplace_back([each] { (void)each->signingKey(); });
        threads.clear();
        QCOMPARE(one->signingKey()->kid, other->signingKey()->kid);
        QCOMPARE(m_pg->execute("SELECT count(*) FROM platform.signing_key"), std::string("1"));
    }
    void aNewKeyTakesOverAndTheOldOneLeavesWhenNothingNeedsIt()
    {
        const auto signer = ring();
        const auto checker = ring();
        const QByteArray first = signer->signingKey()->kid;
        m_clock.advance(m_rotation.every);
        QCOMPARE(signer->signingKey()->kid, first); // the next one is published only
        QVERIFY(checker->load());
        QCOMPARE(checker->keys()->size(), size_t(2));
        m_clock.advance(m_rotation.publishedAhead);
        const auto next = signer->signingKey();
        QVERIFY(next->kid != first);
        QVERIFY(openToken(signToken({{u"a"_s, 1}}, *next), *checker->keys()));
        m_clock.advance(m_rotation.tokenLifetime + m_rotation.publishedAhead);
        QVERIFY(checker->load());
        QCOMPARE(checker->keys()->size(), size_t(1));
        QCOMPARE(checker->keys()->front().kid, next->kid);
    }
    void whoOnlyChecksHearsOfANewKeyWhenATokenNamesIt()
    {
        const auto signer = ring();
        const auto checker = ring();
        checker->start();
        QVERIFY(checker->keys()->empty());
        QVERIFY(signer->signingKey());
        checker->wantKeys();
        QTRY_COMPARE_WITH_TIMEOUT(checker->keys()->size(), size_t(1), 30'000);
        checker->stop();
    }
    void theSeedRestsUnderTheMasterKey()
    {
        QVERIFY(ring()->signingKey());
        const auto strangers = createKeyRing(m_pg->database(), crypto::ContentKey::generate(), m_clock, m_rotation);
        const auto key = strangers->signingKey();
        QVERIFY(!key);
        QCOMPARE(key.error().code, u"sealed_data"_s);
    }

private:
    std::unique_ptr<KeyRing> ring() { return createKeyRing(m_pg->database(), m_master, m_clock, m_rotation); }

    const Rotation m_rotation = {};
    const crypto::ContentKey m_master = crypto::ContentKey::generate();
    FakeClock m_clock;
    std::unique_ptr<test::PgFixture> m_pg;
};

MELODY_TEST(KeyRingPgTest)
#include "key_ring_pg_test.moc"
