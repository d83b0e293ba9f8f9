// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>
#include <traces/migrations.h>
#include <traces/trace_store.h>

#include <thread>

using namespace melody;
using namespace melody::traces;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using melody::telemetry::Span;
using melody::test::Migrations;
using melody::test::PgCluster;
using melody::test::PgFixture;

class TraceStoreTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgFixture> m_fixture;
    FakeClock m_clock{SystemClock().now()};
    std::unique_ptr<telemetry::Telemetry> m_telemetry;

    std::unique_ptr<TraceStore> storeWith(Options options = {}) { return createTraceStore(m_fixture->database(), *m_telemetry, options); }
    std::vector<Span> spansOf(const QByteArray &traceId)
    {
        const auto spans = spansOfTrace(m_fixture->database(), traceId);
        return spans ? *spans : std::vector<Span>();
    }
    Span spanOf(const TraceContext &context, const QString &name)
    {
        return {context, {}, name, m_clock.now(), 1'500us, true, {{u"http.status"_s, 200}}};
    }
    QByteArray dropped()
    {
        for (const QByteArray &line : m_telemetry->prometheusText().split('\n')) {
            if (line.startsWith("melody_spans_dropped_total "))
                return line.sliced(27);
        }
        return "0";
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations(), traces::migrations()}); }
    void cleanupTestCase() { m_fixture.reset(); }
    void init()
    {
        m_fixture->execute("TRUNCATE telemetry.span");
        m_telemetry = telemetry::createTelemetry(m_clock, telemetry::Level::Error);
    }

    void theSpansOfATraceComeBackInOrderAsTheyWere()
    {
        const auto store = storeWith();
        const TraceContext root = TraceContext::create();
        Span first = spanOf(root, u"POST /v1/playback/sessions"_s);
        m_clock.advance(5ms);
        Span second = spanOf(root.child(), u"catalog.album_by_id"_s);
        second.parentSpanId = root.spanId;
        second.ok = false;
        store->take(second);
        store->take(first);
        store->take(spanOf(TraceContext::create(), u"another trace"_s));
        QCOMPARE(*store->flush(), 3);
        const auto spans = spansOf(root.traceId);
        QCOMPARE(spans.size(), size_t(2));
        QCOMPARE(spans[0].name, first.name);
        QCOMPARE(spans[0].context, first.context);
        QCOMPARE(spans[0].parentSpanId, QByteArray());
        QCOMPARE(spans[0].start, first.start);
        QCOMPARE(spans[0].duration, first.duration);
        QCOMPARE(spans[0].attributes, first.attributes);
        QVERIFY(spans[0].ok);
        QCOMPARE(spans[1].parentSpanId, root.spanId);
        QVERIFY(!spans[1].ok);
    }
    void aRunningStoreWritesByItselfAndTheRestWhenItStops()
    {
        const auto store = storeWith({.batch = 10, .interval = 20ms});
        store->start();
        const TraceContext trace = TraceContext::create();
        m_telemetry->span(spanOf(trace, u"early"_s));
        QTRY_COMPARE_WITH_TIMEOUT(spansOf(trace.traceId).size(), size_t(1), 30'000);
        for (int i = 0; i < 57; ++i)
            m_telemetry->span(spanOf(trace.child(), u"late"_s));
        store->stop();
        QCOMPARE(spansOf(trace.traceId).size(), size_t(58));
        m_telemetry->span(spanOf(trace.child(), u"too late"_s)); // it is the sink no longer
        QCOMPARE(*store->flush(), 0);
    }
    void manyThreadsMayHandInSpansWhileItWrites()
    {
        const auto store = storeWith({.batch = 50, .interval = 1ms});
        store->start();
        const TraceContext trace = TraceContext::create();
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i)
                    m_telemetry->span(spanOf(trace.child(), u"x"_s));
            });
        threads.clear();
        store->stop();
        QCOMPARE(spansOf(trace.traceId).size(), size_t(2'000));
        QCOMPARE(dropped(), "0"_ba);
    }
    void aFullQueueDropsAndCounts()
    {
        const auto store = storeWith({.capacity = 10});
        const TraceContext trace = TraceContext::create();
        for (int i = 0; i < 15; ++i)
            store->take(spanOf(trace.child(), u"x"_s));
        QCOMPARE(*store->flush(), 10);
        QCOMPARE(dropped(), "5"_ba);
    }
    void whateverASpanHoldsTheBatchIsStored()
    {
        const auto store = storeWith();
        const TraceContext trace = TraceContext::create();
        Span odd = spanOf(trace.child(), u"GET /v1/\0\t\\N"_s + QString(10'000, u'x'));
        odd.attributes = {{u"q"_s, u"a\0b"_s}};
        Span large = spanOf(trace.child(), u"large"_s);
        large.attributes = {{u"q"_s, QString(1'000'000, u'x')}};
        Span ancient = spanOf(trace.child(), u"ancient"_s);
        ancient.start -= 24h * 31;
        Span future = spanOf(trace.child(), u"future"_s);
        future.start += 24h * 2;
        Span nameless = spanOf({"zz", "zz", true}, u"no ids"_s);
        for (const Span &span : {odd, large, ancient, future, nameless, spanOf(trace.child(), u"good"_s)})
            store->take(span);
        QCOMPARE(*store->flush(), 3);
        QCOMPARE(dropped(), "3"_ba);
        const auto spans = spansOf(trace.traceId);
        QCOMPARE(spans.size(), size_t(3));
        QCOMPARE(
            std::count_if(spans.begin(), spans.end(), [](const Span &span) { return span.attributes.contains(u"attributes_left_out"_s); }),
            2);
    }
    void aTraceIdIsCheckedAndAnUnknownTraceIsEmpty()
    {
        QCOMPARE(spansOfTrace(m_fixture->database(), "zz").error().code, u"trace_id"_s);
        QCOMPARE(spansOfTrace(m_fixture->database(), QByteArray(32, 'A')).error().code, u"trace_id"_s);
        QVERIFY(spansOfTrace(m_fixture->database(), QByteArray(32, 'a'))->empty());
    }
    void storingDoesNotTraceItself()
    {
        const auto store = storeWith();
        m_fixture->telemetry().setSink(store.get());
        const TraceContext trace = TraceContext::create();
        store->take(spanOf(trace, u"one"_s));
        const telemetry::CurrentTrace current(trace);
        QCOMPARE(*store->flush(), 1);
        QCOMPARE(*store->flush(), 0);
        m_fixture->telemetry().setSink(nullptr);
    }
    void spansWaitWhileTheDatabaseIsAway()
    {
        PgCluster cluster({.fsync = false, .mayBeShared = false});
        const PgFixture fixture(Migrations{platform::migrations(), traces::migrations()}, {}, cluster);
        const auto store = createTraceStore(fixture.database(), *m_telemetry);
        const TraceContext trace = TraceContext::create();
        cluster.kill9();
        store->take(spanOf(trace, u"patient"_s));
        QCOMPARE(store->flush().error().kind, ErrorKind::Unavailable);
        cluster.restart();
        QCOMPARE(*store->flush(), 1);
        QCOMPARE(spansOfTrace(fixture.database(), trace.traceId)->size(), size_t(1));
    }
    void oldDaysAreDroppedAndYoungOnesStayWhateverOurClockSays()
    {
        const auto store = storeWith({.keepDays = 60});
        const TraceContext trace = TraceContext::create();
        for (const int age : {40, 29, 0}) {
            Span span = spanOf(trace.child(), QString::number(age));
            span.start -= 24h * age;
            store->take(span);
        }
        QCOMPARE(*store->flush(), 3);
        m_fixture->execute("SET ROLE melody_telemetry; SELECT telemetry.drop_old_spans(30)");
        QCOMPARE(spansOf(trace.traceId).size(), size_t(2));
        m_fixture->execute("SET ROLE melody_telemetry; SELECT telemetry.drop_old_spans(-100)");
        QCOMPARE(spansOf(trace.traceId).size(), size_t(1));
    }
};

MELODY_TEST(TraceStoreTest)
#include "trace_store_test.moc"
