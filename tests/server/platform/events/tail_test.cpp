// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <events/migrations.h>
#include <events/tail.h>
#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <barrier>
#include <thread>

using namespace melody;
using namespace melody::events;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using melody::test::Migrations;
using melody::test::PgFixture;

class TailTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgFixture> m_fixture;

    void publishOne(const QString &type, const QString &subject, const std::function<void()> &beforeCommit = {})
    {
        const auto published = m_fixture->database().run({"melody_platform"}, [&](db::Transaction &transaction) -> Result<void> {
            publish(transaction, {{}, type, subject, {}, {}, SystemClock().now()});
            if (beforeCommit)
                beforeCommit();
            return {};
        });
        if (!published)
            qFatal("%s", qPrintable(published.error().detail));
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations(), events::migrations()}); }
    void cleanupTestCase() { m_fixture.reset(); }
    void init() { m_fixture->execute("TRUNCATE platform.event"); }

    void everyTailHearsEveryEventOfItsTypesOnce()
    {
        QStringList one, two;
        const auto first = createTail(
            m_fixture->database(), {u"signed_out"_s}, [&](const Event &event) { one += event.subject; }, 1h);
        const auto second = createTail(
            m_fixture->database(), {u"signed_out"_s}, [&](const Event &event) { two += event.subject; }, 1h);
        publishOne(u"signed_out"_s, u"before"_s);
        publishOne(u"played"_s, u"not ours"_s);
        QCOMPARE(*first->poll(), 1);
        publishOne(u"signed_out"_s, u"after"_s);
        QCOMPARE(*first->poll(), 1);
        QCOMPARE(*first->poll(), 0);
        QCOMPARE(*second->poll(), 2);
        QCOMPARE(one, (QStringList{u"before"_s, u"after"_s}));
        QCOMPARE(two, one);
    }
    void aTailStartsWithItsBacklogOnly()
    {
        publishOne(u"signed_out"_s, u"long ago"_s);
        m_fixture->execute("UPDATE platform.event SET recorded_at = now() - interval '2 hours'");
        publishOne(u"signed_out"_s, u"lately"_s);
        QStringList heard;
        const auto tail = createTail(
            m_fixture->database(), {u"signed_out"_s}, [&](const Event &event) { heard += event.subject; }, 1h);
        QCOMPARE(*tail->poll(), 1);
        QCOMPARE(heard, QStringList{u"lately"_s});
    }
    void aTailDoesNotWaitForOlderTransactionsAndHearsThemToo()
    {
        QStringList heard;
        const auto tail = createTail(
            m_fixture->database(), {u"signed_out"_s}, [&](const Event &event) { heard += event.subject; }, 1h);
        QCOMPARE(*tail->poll(), 0);
        std::barrier written(2), commit(2);
        std::jthread late([&] {
            publishOne(u"signed_out"_s, u"late"_s, [&] {
                written.arrive_and_wait();
                commit.arrive_and_wait();
            });
        });
        written.arrive_and_wait();
        publishOne(u"signed_out"_s, u"early"_s);
        QCOMPARE(*tail->poll(), 1);
        QCOMPARE(*tail->poll(), 0);
        commit.arrive_and_wait();
        late.join();
        QCOMPARE(*tail->poll(), 1);
        QCOMPARE(heard, (QStringList{u"early"_s, u"late"_s}));
    }
    void aRunningTailHearsByItself()
    {
        std::atomic<int> heard{0};
        const auto tail = createTail(
            m_fixture->database(), {u"signed_out"_s}, [&](const Event &) { ++heard; }, 1h);
        tail->start();
        publishOne(u"signed_out"_s, u"x"_s);
        QTRY_COMPARE_WITH_TIMEOUT(heard.load(), 1, 30'000);
        tail->stop();
    }
};

MELODY_TEST(TailTest)
#include "tail_test.moc"
