// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <events/events.h>
#include <events/migrations.h>
#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <QtCore/QProcess>

#include <random>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;
using melody::test::Migrations;
using melody::test::PgFixture;

namespace {

constexpr int publisherCount = 3;
constexpr int perPublisher = 200;

} // namespace

class DispatcherCrashTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgFixture> m_fixture;

    std::unique_ptr<QProcess> startDispatcher()
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedChannels);
        process->start(QStringLiteral(MELODY_BIN_DIR "/test_event_dispatcher"), {QString::fromStdString(m_fixture->appConnection())});
        return process;
    }
    // Transactions of one to three events that take their time to commit, and sometimes change their mind.
    void publishMany(int publisher)
    {
        std::mt19937 random{unsigned(publisher)};
        const auto nap = [&] { std::this_thread::sleep_for(std::chrono::microseconds(random() % 5'000)); };
        const SystemClock clock;
        for (int i = 0; i < perPublisher;) {
            const int count = std::min(int(1 + random() % 3), perPublisher - i);
            const bool regret = random() % 5 == 0;
            const auto published = m_fixture->database().run({"melody_platform"}, [&](db::Transaction &transaction) -> Result<void> {
                for (int k = 0; k < count; ++k) {
                    events::publish(transaction, {{}, u"counted"_s, {}, {{u"n"_s, publisher * 1'000 + i + k}}, {}, clock.now()});
                    nap();
                }
                return regret ? Result<void>(fail(ErrorKind::Conflict, u"regret"_s, {})) : Result<void>();
            });
            i += published ? count : 0;
        }
    }
    int count(const std::string &what) { return std::stoi(m_fixture->execute("SELECT count(*) FROM " + what)); }

private Q_SLOTS:
    void everyConsumerSeesEveryEventOnceAndInOrderThoughDispatchersAreKilled()
    {
        m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations(), events::migrations()});
        m_fixture->execute("CREATE TABLE public.seen (place bigserial, consumer text, id uuid, n int); "
                           "GRANT ALL ON public.seen, public.seen_place_seq TO melody_platform");
        std::mt19937 random(20261122);
        int kills = 0;
        {
            std::array dispatchers{startDispatcher(), startDispatcher()};
            std::vector<std::jthread> publishers;
            std::atomic<int> finished{0};
            for (int p = 0; p < publisherCount; ++p)
                publishers.emplace_back([&, p] {
                    publishMany(p);
                    ++finished;
                });
            while (finished < publisherCount || kills < 10) {
                QTest::qWait(int(30 + random() % 150));
                auto &victim = dispatchers[random() % 2];
                victim->kill();
                QVERIFY(victim->waitForFinished());
                victim = startDispatcher();
                ++kills;
            }
            QTRY_VERIFY_WITH_TIMEOUT(count("public.seen") >= 2 * publisherCount * perPublisher, 120'000);
            for (auto &dispatcher : dispatchers) {
                dispatcher->kill();
                dispatcher->waitForFinished();
            }
        }
        QCOMPARE(count("public.seen"), 2 * publisherCount * perPublisher);
        QCOMPARE(count("(SELECT DISTINCT consumer, n FROM public.seen) AS seen"), 2 * publisherCount * perPublisher);
        // In the order of transactions, and so each publisher's events in the order it made them.
        QCOMPARE(count("(SELECT n < lag(n) OVER (PARTITION BY consumer, n / 1000 ORDER BY place) AS wrong FROM public.seen) AS steps "
                       "WHERE wrong"),
                 0);
        QCOMPARE(count("(SELECT (e.xid, e.sequence) < (lag(e.xid) OVER w, lag(e.sequence) OVER w) AS wrong FROM public.seen AS s "
                       "JOIN platform.event AS e USING (id) WINDOW w AS (PARTITION BY consumer ORDER BY place)) AS steps WHERE wrong"),
                 0);
        QCOMPARE(count("platform.event_dead"), 0);
        qInfo("%d kills", kills);
        m_fixture.reset();
    }
};

MELODY_TEST(DispatcherCrashTest)
#include "dispatcher_crash_test.moc"
