// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>
#include <telemetry/telemetry.h>
#include <throttle/migrations.h>
#include <throttle/throttle.h>

#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using throttle::Policy;
using throttle::Subject;

class ThrottlePgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_pg = std::make_unique<test::PgFixture>(test::Migrations{platform::migrations(), throttle::migrations()}); }

    void theDelayGrowsAndHasAnEnd()
    {
        const Policy policy{3, milliseconds(1000), milliseconds(10'000)};
        const std::vector<int> expected{0, 0, 0, 1000, 2000, 4000, 8000, 10'000, 10'000};
        for (int failures = 0; failures < int(expected.size()); ++failures)
            QCOMPARE(throttle::delayAfter(failures, policy).count(), expected[size_t(failures)]);
        QCOMPARE(throttle::delayAfter(std::numeric_limits<int>::max(), policy), milliseconds(10'000));
    }
    void guessesWaitLongerEachTimeAlsoAfterARestart()
    {
        for (int i = 0; i < 5; ++i) {
            QVERIFY(guess(m_ana));
            QVERIFY(fails(m_ana));
        }
        const auto refused = guess(m_ana); // by an object of its own each time: nothing is kept in memory
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"too_many_attempts"_s);
        QCOMPARE(refused.error().retryAfterMs, std::optional<qint64>(1000));
        m_clock.advance(milliseconds(1000));
        QVERIFY(guess(m_ana));
        QVERIFY(fails(m_ana));
        QCOMPARE(guess(m_ana).error().retryAfterMs, std::optional<qint64>(2000));
        // Another account waits for nothing; the two together wait for the slower.
        QVERIFY(guess(m_ben));
        QVERIFY(!throttle::Throttle(m_pg->database(), m_clock).check({m_ben, m_ana}));
    }
    void aSuccessForgetsTheFailures()
    {
        for (int i = 0; i < 6; ++i)
            QVERIFY(fails(m_ana));
        QVERIFY(throttle::Throttle(m_pg->database(), m_clock).succeeded(m_ana));
        QVERIFY(guess(m_ana));
    }
    void aDayForgetsThemToo()
    {
        for (int i = 0; i < 6; ++i)
            QVERIFY(fails(m_ana));
        m_clock.advance(std::chrono::hours(25));
        QVERIFY(fails(m_ana));
        QVERIFY(guess(m_ana));
        // Rows of others that are a day old leave with the next failure.
        m_clock.advance(std::chrono::hours(25));
        QVERIFY(fails(m_ben));
        QCOMPARE(m_pg->execute("SELECT count(*) FROM platform.attempt"), std::string("1"));
    }
    void whoGoesOnGuessingIsToldToTheOperator()
    {
        const auto telemetry = telemetry::createTelemetry(m_clock, telemetry::Level::Error);
        const auto told = [&](const QByteArray &times) {
            return telemetry->prometheusText().contains("melody_guessing_alarms_total{kind=\"account\"} " + times + '\n');
        };
        for (int i = 1; i <= 40; ++i) { // by an object of its own each time, as from any process
            QVERIFY(throttle::Throttle(m_pg->database(), m_clock, telemetry.get()).failed({m_ana}));
            QCOMPARE(told("1"), i >= 20 && i < 40);
        }
        QVERIFY(told("2"));
        QVERIFY(throttle::Throttle(m_pg->database(), m_clock, telemetry.get()).failed({m_ben}));
        QVERIFY(told("2"));
    }
    void failuresAtTheSameTimeAreAllCounted()
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                for (int j = 0; j < 5; ++j)
                    (void)throttle::Throttle(m_pg->database(), m_clock).failed(i % 2 ? QList{m_ana, m_ben} : QList{m_ben, m_ana});
            });
        }
        threads.clear();
        QCOMPARE(m_pg->execute("SELECT string_agg(failures::text, ',') FROM platform.attempt"), std::string("40,40"));
    }
    void whatIsAllowedAFewTimesADayIsNotAllowedMoreOften()
    {
        throttle::Throttle throttle(m_pg->database(), m_clock);
        const Subject mails{u"mail"_s, u"ana@example.org"_s, {.free = 3}};
        for (int i = 0; i < 3; ++i)
            QCOMPARE(throttle.spend(mails), Result<bool>(true));
        QCOMPARE(throttle.spend(mails), Result<bool>(false));
        m_clock.advance(std::chrono::hours(25));
        QCOMPARE(throttle.spend(mails), Result<bool>(true));
    }
    void theTableNamesNobody()
    {
        QVERIFY(fails(m_ana));
        QCOMPARE(m_pg->execute("SELECT count(*) FROM platform.attempt a WHERE encode(key, 'escape') LIKE '%ana%'"), std::string("0"));
    }

private:
    Result<void> guess(const Subject &subject) { return throttle::Throttle(m_pg->database(), m_clock).check({subject}); }
    bool fails(const Subject &subject) { return throttle::Throttle(m_pg->database(), m_clock).failed({subject}).has_value(); }

    const Subject m_ana{u"account"_s, u"ana@example.org"_s, {}};
    const Subject m_ben{u"account"_s, u"ben@example.org"_s, {}};
    FakeClock m_clock;
    std::unique_ptr<test::PgFixture> m_pg;
};

MELODY_TEST(ThrottlePgTest)
#include "throttle_pg_test.moc"
