// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delivery.h"

#include <events/events.h>
#include <events/migrations.h>
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

namespace {

constexpr db::Query see{"test.see", "INSERT INTO public.seen (consumer, subject) VALUES ($1, $2)"};

} // namespace

class DispatcherTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgFixture> m_fixture;
    FakeClock m_clock;

    void publishOne(const QString &type, const QString &subject, const char *role = "melody_platform")
    {
        const auto published = m_fixture->database().run({role}, [&](db::Transaction &transaction) -> Result<void> {
            publish(transaction, {{}, type, subject, {{u"about"_s, subject}}, {}, m_clock.now()});
            return {};
        });
        if (!published)
            qFatal("%s", qPrintable(published.error().detail));
    }
    // Notes each event it handles in public.seen, unless `fails` says no.
    Consumer noting(const QString &name, const QStringList &types, std::function<Result<void>(const Event &)> fails = {})
    {
        return {name, types, [name, fails = std::move(fails)](db::Transaction &transaction, const Event &event) -> Result<void> {
                    transaction.exec(see, {name, event.subject});
                    return fails ? fails(event) : Result<void>();
                }};
    }
    std::unique_ptr<Dispatcher> dispatcherFor(std::vector<Consumer> consumers)
    {
        return createDispatcher(m_fixture->database(), std::move(consumers), m_clock, &m_fixture->telemetry());
    }
    std::string ask(const std::string &sql) { return m_fixture->execute(sql); }
    std::string seenBy(const std::string &consumer)
    {
        return ask("SELECT string_agg(subject, ' ' ORDER BY place) FROM public.seen WHERE consumer = '" + consumer + "'");
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations(), events::migrations()});
        ask("SELECT platform.create_service('catalog'); "
            "CREATE TABLE public.seen (place bigserial, consumer text, subject text); "
            "GRANT ALL ON public.seen, public.seen_place_seq TO melody_platform; "
            "CREATE TABLE catalog.album (title text); GRANT INSERT ON catalog.album TO melody_catalog");
    }
    void cleanupTestCase() { m_fixture.reset(); }
    void init() { ask("TRUNCATE public.seen, platform.event, platform.event_offset, platform.event_dead, catalog.album"); }

    void eachConsumerGetsItsTypesInOrderAndOnce()
    {
        for (const QString &subject : {u"1"_s, u"2"_s, u"3"_s})
            publishOne(u"played"_s, subject, "melody_catalog");
        publishOne(u"released"_s, u"4"_s);
        const auto dispatcher = dispatcherFor({noting(u"a"_s, {u"played"_s}), noting(u"b"_s, {u"released"_s, u"played"_s})});
        QCOMPARE(*dispatcher->drain(), 7);
        QCOMPARE(seenBy("a"), std::string("1 2 3"));
        QCOMPARE(seenBy("b"), std::string("1 2 3 4"));
        QCOMPARE(*dispatcher->drain(), 0);
        publishOne(u"played"_s, u"5"_s);
        QCOMPARE(*dispatcher->drain(), 2);
        QCOMPARE(seenBy("a"), std::string("1 2 3 5"));
    }
    void anEventArrivesAsItWasPublishedWithItsTrace()
    {
        const Event sent{EventId::create(m_clock.now()), u"played"_s,  u"subject"_s, {{u"n"_s, 7}},
                         TraceContext::create().traceId, m_clock.now()};
        QVERIFY(m_fixture->database().run({"melody_catalog"}, [&](db::Transaction &transaction) -> Result<void> {
            publish(transaction, sent);
            return {};
        }));
        std::optional<Event> got;
        std::optional<TraceContext> trace;
        const auto dispatcher = dispatcherFor({{u"a"_s, {u"played"_s}, [&](db::Transaction &, const Event &event) -> Result<void> {
                                                    got = event;
                                                    trace = telemetry::CurrentTrace::get();
                                                    return {};
                                                }}});
        QCOMPARE(*dispatcher->drain(), 1);
        QCOMPARE(got->id, sent.id);
        QCOMPARE(got->subject, sent.subject);
        QCOMPARE(got->payload, sent.payload);
        QCOMPARE(got->at, sent.at);
        QCOMPARE(got->traceId, sent.traceId);
        QCOMPARE(trace->traceId, sent.traceId);
    }
    void aRolledBackFactHasNoEvent()
    {
        (void)m_fixture->database().run({"melody_catalog"}, [&](db::Transaction &transaction) -> Result<void> {
            publish(transaction, {{}, u"played"_s, u"never"_s, {}, {}, m_clock.now()});
            return fail(ErrorKind::Conflict, u"no"_s, {});
        });
        QCOMPARE(*dispatcherFor({noting(u"a"_s, {u"played"_s})})->drain(), 0);
    }
    void aTransactionThatCommitsLateLosesNothing()
    {
        const auto dispatcher = dispatcherFor({noting(u"a"_s, {u"played"_s})});
        publishOne(u"played"_s, u"first"_s);
        std::barrier written(2), commit(2);
        std::jthread late([&] {
            (void)m_fixture->database().run({"melody_catalog"}, [&](db::Transaction &transaction) -> Result<void> {
                publish(transaction, {{}, u"played"_s, u"late"_s, {}, {}, m_clock.now()});
                transaction.exec({"test.send", "SELECT 1"}); // sends the event, which would wait for the end
                written.arrive_and_wait();
                commit.arrive_and_wait();
                return {};
            });
        });
        written.arrive_and_wait();
        publishOne(u"played"_s, u"early"_s); // its number in the sequence is higher, it commits first
        const int early = *dispatcher->drain();
        const std::string seenEarly = seenBy("a");
        commit.arrive_and_wait();
        late.join();
        QCOMPARE(early, 1);
        QCOMPARE(seenEarly, std::string("first"));
        QCOMPARE(*dispatcher->drain(), 2);
        QCOMPARE(seenBy("a"), std::string("first late early"));
    }
    void moreThanABatchIsDeliveredAtOnce()
    {
        QVERIFY(m_fixture->database().run({"melody_catalog"}, [&](db::Transaction &transaction) -> Result<void> {
            for (int i = 0; i < 350; ++i)
                publish(transaction, {{}, i % 7 == 0 ? u"other"_s : u"played"_s, QString::number(i), {}, {}, m_clock.now()});
            return {};
        }));
        QCOMPARE(*dispatcherFor({noting(u"a"_s, {u"played"_s})})->drain(), 300);
        QCOMPARE(ask("SELECT count(DISTINCT subject) FROM public.seen"), std::string("300"));
    }
    void aHandlerActsAsItsServiceAndWithoutTheRightsOfOthers()
    {
        publishOne(u"played"_s, u"x"_s);
        Consumer consumer{u"a"_s, {u"played"_s}, [](db::Transaction &transaction, const Event &event) -> Result<void> {
                              transaction.exec({"test.album", "INSERT INTO catalog.album VALUES ($1)"}, {event.subject});
                              return {};
                          }};
        QCOMPARE(*dispatcherFor({consumer})->drain(), 0);
        QVERIFY(ask("SELECT last_error FROM platform.event_offset").find("42501") != std::string::npos);
        consumer.role = "melody_catalog";
        m_clock.advance(1h);
        QCOMPARE(*dispatcherFor({consumer})->drain(), 1);
        QCOMPARE(ask("SELECT title FROM catalog.album"), std::string("x"));
    }
    void aPoisonousEventIsTriedEightTimesThenSetAsideWhileOthersGoOn()
    {
        for (const QString &subject : {u"1"_s, u"2"_s, u"poison"_s, u"4"_s})
            publishOne(u"played"_s, subject);
        int tries = 0;
        const auto dispatcher = dispatcherFor({noting(u"a"_s, {u"played"_s},
                                                      [&](const Event &event) -> Result<void> {
                                                          if (event.subject != u"poison")
                                                              return {};
                                                          ++tries;
                                                          throw std::runtime_error("bitter");
                                                      }),
                                               noting(u"b"_s, {u"played"_s})});
        QCOMPARE(*dispatcher->drain(), 6);
        QCOMPARE(seenBy("a"), std::string("1 2"));
        QCOMPARE(seenBy("b"), std::string("1 2 poison 4"));
        QCOMPARE(*dispatcher->drain(), 0); // it pauses
        for (int i = 2; i < 8; ++i) {
            m_clock.advance(10s);
            QCOMPARE(*dispatcher->drain(), 0);
            QCOMPARE(ask("SELECT failures FROM platform.event_offset WHERE consumer = 'a'"), std::to_string(i));
        }
        m_clock.advance(10s);
        QCOMPARE(*dispatcher->drain(), 1);
        QCOMPARE(seenBy("a"), std::string("1 2 4"));
        QCOMPARE(ask("SELECT consumer || subject || error_code || error_detail FROM platform.event_dead"),
                 std::string("apoisonhandler_threwbitter"));
        QVERIFY(tries >= 8);
        publishOne(u"played"_s, u"5"_s);
        QCOMPARE(*dispatcher->drain(), 2);
        QCOMPARE(ask("SELECT failures FROM platform.event_offset WHERE consumer = 'a'"), std::string("0"));
    }
    void aHandlerThatSwallowsAFailureOfTheDatabaseIsFoundOut()
    {
        publishOne(u"played"_s, u"1"_s);
        publishOne(u"played"_s, u"2"_s);
        const auto dispatcher =
            dispatcherFor({{u"a"_s, {u"played"_s}, [](db::Transaction &transaction, const Event &event) -> Result<void> {
                                transaction.exec(see, {u"a"_s, event.subject});
                                try {
                                    if (event.subject == u"1")
                                        transaction.exec({"test.zero", "SELECT 1 / $1::int"}, {0});
                                } catch (const db::Failure &) {
                                }
                                return {};
                            }}});
        QVERIFY(dispatcher->drain());
        QCOMPARE(ask("SELECT failures FROM platform.event_offset"), std::string("1"));
        QCOMPARE(seenBy("a"), std::string(""));
    }
    // Two dispatchers: one looked where the events end, then the other one delivered more than it had seen.
    void aSlowDispatcherDoesNotTakeTheOffsetBack()
    {
        const Consumer consumer = noting(u"a"_s, {u"played"_s});
        Delivery delivery(m_fixture->database(), consumer, m_clock, nullptr);
        const auto end = [&] {
            return Position{std::stoll(ask("SELECT max(xid::text::bigint) FROM platform.event")),
                            std::stoll(ask("SELECT max(sequence) FROM platform.event"))};
        };
        ask("INSERT INTO platform.event_offset (consumer) VALUES ('a')");
        publishOne(u"played"_s, u"1"_s);
        const Position early = end();
        publishOne(u"played"_s, u"2"_s);
        QCOMPARE(delivery.deliver(end())->handled, 2);
        QVERIFY(!delivery.deliver(early)->moved);
        QCOMPARE(delivery.deliver(end())->handled, 0);
        QCOMPARE(seenBy("a"), std::string("1 2"));
    }
    void twoDispatchersAtOnceShareTheConsumerWithoutDoublingAnything()
    {
        for (int i = 0; i < 60; ++i)
            publishOne(u"played"_s, QString::number(i));
        const auto one = dispatcherFor({noting(u"a"_s, {u"played"_s}), noting(u"b"_s, {u"played"_s})});
        const auto two = dispatcherFor({noting(u"b"_s, {u"played"_s}), noting(u"a"_s, {u"played"_s})});
        one->start();
        two->start();
        for (int i = 60; i < 200; ++i)
            publishOne(u"played"_s, QString::number(i));
        QTRY_COMPARE_WITH_TIMEOUT(ask("SELECT count(*) FROM public.seen"), std::string("400"), 60'000);
        one->stop();
        two->stop();
        QCOMPARE(ask("SELECT count(*) FROM (SELECT DISTINCT consumer, subject FROM public.seen) AS s"), std::string("400"));
        QCOMPARE(ask("SELECT bool_and(subject::int = place) FROM (SELECT subject, row_number() OVER (PARTITION BY consumer ORDER BY place) "
                     "- 1 AS place FROM public.seen) AS s"),
                 std::string("t"));
    }
    void eventsOfOldDaysGoOnceEveryConsumerHasPassedThem()
    {
        const auto dispatcher = dispatcherFor({noting(u"a"_s, {u"played"_s})});
        ask("SELECT platform.make_day_partitions('platform.event', (now() AT TIME ZONE 'UTC')::date - 30, 3)");
        ask("INSERT INTO platform.event (recorded_at, id, type, subject, payload, at) "
            "VALUES (now() - interval '29 days', gen_random_uuid(), 'played', 'old', '{}', now())");
        ask("INSERT INTO platform.event_offset (consumer) VALUES ('a')");
        const std::string partitions = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'platform.event'::regclass";
        const int before = std::stoi(ask(partitions));
        ask("SELECT platform.tend_events(14)");
        QCOMPARE(std::stoi(ask(partitions)), before - 1); // the day before the undelivered event
        QCOMPARE(*dispatcher->drain(), 1);
        ask("SELECT platform.tend_events(14)");
        QCOMPARE(std::stoi(ask(partitions)), before - 3);
        QVERIFY(m_fixture->database().run({"melody_platform"}, [](db::Transaction &transaction) -> Result<void> {
            transaction.exec({"test.tend", "SELECT platform.tend_events(14)"});
            return {};
        }));
        QVERIFY(!m_fixture->database().run({"melody_catalog"}, [](db::Transaction &transaction) -> Result<void> {
            transaction.exec({"test.tend", "SELECT platform.tend_events(14)"});
            return {};
        }));
    }
};

MELODY_TEST(DispatcherTest)
#include "dispatcher_test.moc"
