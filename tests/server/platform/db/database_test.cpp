// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <barrier>
#include <thread>

using namespace melody;
using namespace melody::db;
using namespace Qt::StringLiterals;
using melody::test::Migrations;
using melody::test::PgFixture;

namespace {

constexpr Query insertNote{"test.insert_note", "INSERT INTO public.note (id, body) VALUES ($1, $2)"};
constexpr Query countNotes{"test.count_notes", "SELECT count(*) AS n FROM public.note"};
constexpr Query whoAmI{"test.who_am_i", "SELECT current_user::text AS role, platform.current_user_id() AS id"};
constexpr Query divideByZero{"test.divide_by_zero", "SELECT 1 / $1::int AS x"};

const Actor platformActor{"melody_platform"};

class KeepingSink final : public telemetry::SpanSink {
public:
    void take(telemetry::Span span) override { spans.push_back(std::move(span)); }
    std::vector<telemetry::Span> spans;
};

} // namespace

class DatabaseTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgFixture> m_fixture;

    std::unique_ptr<Database> open(Options options)
    {
        options.connection = m_fixture->appConnection();
        return openDatabase(options, m_fixture->telemetry());
    }
    qint64 notes() { return std::stoll(m_fixture->execute("SELECT count(*) FROM public.note")); }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations()});
        m_fixture->execute("CREATE TABLE public.note (id bigint PRIMARY KEY, body text); GRANT ALL ON public.note TO melody_platform; "
                           "SELECT platform.create_service('catalog'); CREATE TABLE catalog.track (id bigint); "
                           "GRANT ALL ON catalog.track TO melody_catalog");
    }
    void cleanupTestCase() { m_fixture.reset(); }
    void init() { m_fixture->execute("TRUNCATE public.note, catalog.track"); }

    void aValueCommitsAndAnErrorRollsBack()
    {
        const auto kept = m_fixture->database().run(platformActor, [](Transaction &transaction) -> Result<qint64> {
            return transaction.exec(insertNote, {1, u"one"_s}).affected();
        });
        QCOMPARE(*kept, 1);
        const auto refused = m_fixture->database().run(platformActor, [](Transaction &transaction) -> Result<void> {
            transaction.exec(insertNote, {2, u"two"_s});
            return fail(ErrorKind::Conflict, u"changed_my_mind"_s, u"No."_s);
        });
        QCOMPARE(refused.error().code, u"changed_my_mind"_s);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)m_fixture->database().run(platformActor, [](Transaction &t) -> Result<void> {
            t.exec(insertNote, {3, u"three"_s});
            throw std::runtime_error("ours");
        }));
        QCOMPARE(notes(), 1);
        QVERIFY(m_fixture->database().isHealthy());
    }
    void workThatSaysNothingToTheServerIsFine()
    {
        QCOMPARE(*m_fixture->database().run({}, [](Transaction &) -> Result<int> { return 5; }), 5);
    }
    void writesThatNobodyWaitsForGoWithTheNextStatementInTheirOrder()
    {
        const auto counted = m_fixture->database().run(platformActor, [&](Transaction &transaction) -> Result<qint64> {
            for (int i = 0; i < 200; ++i) // more than are kept back
                transaction.execLater(insertNote, {i, u"later"_s});
            return transaction.exec(countNotes).first()->get<qint64>("n");
        });
        QCOMPARE(*counted, 200);
        QCOMPARE(notes(), 200);
        const auto committed = m_fixture->database().run(platformActor, [](Transaction &transaction) -> Result<void> {
            transaction.execLater(insertNote, {1'000, u"with COMMIT"_s});
            return {};
        });
        QVERIFY(committed);
        QCOMPARE(notes(), 201);
        const auto refused = m_fixture->database().run(platformActor, [](Transaction &transaction) -> Result<void> {
            transaction.execLater(insertNote, {1'001, u"never"_s});
            return fail(ErrorKind::Conflict, u"changed_my_mind"_s, u"No."_s);
        });
        QCOMPARE(refused.error().code, u"changed_my_mind"_s);
        QCOMPARE(notes(), 201);
    }
    void aWriteThatNobodyWaitedForStillFailsItsTransaction()
    {
        m_fixture->execute("INSERT INTO public.note VALUES (7, 'there')");
        for (const bool readsAfterwards : {false, true}) {
            const auto outcome = m_fixture->database().run(platformActor, [&](Transaction &transaction) -> Result<void> {
                transaction.execLater(insertNote, {8, u"before"_s});
                transaction.execLater(insertNote, {7, u"twice"_s});
                if (readsAfterwards)
                    transaction.exec(countNotes);
                return {};
            });
            QCOMPARE(outcome.error().kind, ErrorKind::Internal);
            QCOMPARE(notes(), 1);
        }
        QVERIFY(m_fixture->database().isHealthy());
    }
    void aWriteThatWaitsActsAsWhoeverItWasMadeBy()
    {
        const auto done = m_fixture->database().run(platformActor, [&](Transaction &transaction) -> Result<void> {
            {
                const RoleScope scope(transaction, "melody_catalog");
                transaction.execLater({"test.insert_track", "INSERT INTO catalog.track VALUES ($1)"}, {1});
            }
            transaction.execLater(insertNote, {1, u"as platform"_s});
            const RoleScope scope(transaction, "melody_catalog");
            transaction.exec(whoAmI);
            return {};
        });
        QVERIFY(done);
        QCOMPARE(notes(), 1);
        QCOMPARE(m_fixture->execute("SELECT count(*) FROM catalog.track"), std::string("1"));
    }
    void aViolatedConstraintCanBeCaughtAndNamed()
    {
        const auto answer = m_fixture->database().run(platformActor, [](Transaction &transaction) -> Result<void> {
            transaction.exec(insertNote, {1, u"one"_s});
            try {
                transaction.exec(insertNote, {1, u"again"_s});
            } catch (const Failure &failure) {
                if (failure.isUniqueViolation())
                    return fail(ErrorKind::Conflict, QString::fromStdString(failure.constraint()), {});
                throw;
            }
            return {};
        });
        QCOMPARE(answer.error().code, u"note_pkey"_s);
        QCOMPARE(notes(), 0);
    }
    void aFailureThatNobodyCatchesIsInternalAndShowsNoValues()
    {
        const auto answer = m_fixture->database().run(platformActor, [](Transaction &transaction) -> Result<void> {
            transaction.exec({"test.cast", "SELECT $1::text::bigint"}, {u"secret"_s});
            return {};
        });
        QCOMPARE(answer.error().kind, ErrorKind::Internal);
        QCOMPARE(answer.error().code, u"database_error"_s);
        QVERIFY(answer.error().detail.contains(u"22P02"));
        QVERIFY(!answer.error().detail.contains(u"secret"));
    }
    void aSwallowedFailureDoesNotPassForSuccess()
    {
        const auto answer = m_fixture->database().run(platformActor, [](Transaction &transaction) -> Result<void> {
            transaction.exec(insertNote, {1, u"one"_s});
            try {
                transaction.exec(divideByZero, {0});
            } catch (const Failure &) {
            }
            return {};
        });
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Internal);
        QCOMPARE(notes(), 0);
    }
    void aStatementThatFailsAtFirstUseWorksLater()
    {
        const Query late{"test.late", "SELECT id FROM public.late"};
        const auto read = [&](Transaction &transaction) -> Result<int> { return transaction.exec(late).size(); };
        QVERIFY(!m_fixture->database().run(platformActor, read));
        m_fixture->execute("CREATE TABLE public.late (id int); GRANT SELECT ON public.late TO melody_platform");
        QCOMPARE(*m_fixture->database().run(platformActor, read), 0);
    }
    void aChangedSchemaDoesNotBreakPreparedStatements()
    {
        m_fixture->execute("CREATE TABLE public.grows (a int); GRANT SELECT ON public.grows TO melody_platform");
        const Query everything{"test.everything", "SELECT * FROM public.grows"};
        const auto read = [&](Transaction &transaction) -> Result<int> { return transaction.exec(everything).size(); };
        for (int i = 0; i < 10; ++i)
            QVERIFY(m_fixture->database().run(platformActor, read));
        m_fixture->execute("ALTER TABLE public.grows ADD COLUMN b int");
        QVERIFY(m_fixture->database().run(platformActor, read));
    }
    void statementsActAsTheRoleAndForTheUserOfTheirTransactionOnly()
    {
        const UserId user = UserId::create(SystemClock().now());
        const auto database = open({.connection = {}, .maxConnections = 1});
        const auto ask = [](Transaction &transaction) -> Result<std::pair<QString, std::optional<UserId>>> {
            const Row row = *transaction.exec(whoAmI).first();
            return std::pair(row.get<QString>("role"), row.get<std::optional<UserId>>("id"));
        };
        QCOMPARE(*database->run({"melody_platform", user}, ask), std::pair(u"melody_platform"_s, std::optional(user)));
        QCOMPARE(*database->run({"melody_catalog"}, ask), std::pair(u"melody_catalog"_s, std::optional<UserId>()));
        QCOMPARE(*database->run({}, ask), std::pair(u"melody_app"_s, std::optional<UserId>()));
    }
    void aRoleWritesItsOwnSchemaOnlyAndAScopeLendsItAnother()
    {
        constexpr Query insertTrack{"test.insert_track", "INSERT INTO catalog.track (id) VALUES ($1)"};
        const auto forbidden = m_fixture->database().run(platformActor, [&](Transaction &transaction) -> Result<void> {
            transaction.exec(insertTrack, {1});
            return {};
        });
        QVERIFY(forbidden.error().detail.contains(u"42501"));
        const auto lent = m_fixture->database().run(platformActor, [&](Transaction &transaction) -> Result<QStringList> {
            QStringList roles;
            const auto note = [&] { roles += transaction.exec(whoAmI).first()->get<QString>("role"); };
            transaction.exec(insertNote, {1, u"mine"_s});
            {
                const RoleScope scope(transaction, "melody_catalog");
                transaction.exec(insertTrack, {1});
                note();
                {
                    const RoleScope inner(transaction, "melody_platform");
                    note();
                }
                note();
            }
            transaction.exec(insertNote, {2, u"mine again"_s});
            note();
            return roles;
        });
        QCOMPARE(*lent, (QStringList{u"melody_catalog"_s, u"melody_platform"_s, u"melody_catalog"_s, u"melody_platform"_s}));
        QCOMPARE(m_fixture->execute("SELECT count(*) FROM catalog.track"), std::string("1"));
    }
    void aTransactionActsForAnotherUserWhileItsScopeLives()
    {
        const UserId ana = UserId::create(SystemClock().now());
        const UserId ben = UserId::create(SystemClock().now());
        const auto seen = m_fixture->database().run({"melody_platform", ana}, [&](Transaction &transaction) -> Result<QList<UserId>> {
            QList<UserId> users;
            const auto note = [&] { users.append(transaction.exec(whoAmI)[0].get<UserId>("id")); };
            {
                const UserScope scope(transaction, ben); // before the first statement
                note();
                {
                    const UserScope inner(transaction, ana);
                    note();
                }
                note();
            }
            note();
            return users;
        });
        QCOMPARE(*seen, (QList<UserId>{ben, ana, ben, ana}));
    }
    void theAudienceGoesWithItsTransactionOnly()
    {
        constexpr Query audience{"test.audience", "SELECT current_setting('melody.audience', true) AS audience"};
        const auto audienceIn = [&](const Actor &actor) {
            return m_fixture->database().run(
                actor, [&](Transaction &transaction) -> Result<QString> { return transaction.exec(audience)[0].get<QString>("audience"); });
        };
        QCOMPARE(*audienceIn({"melody_platform", {}, "clean"}), u"clean"_s);
        for (int i = 0; i < 20; ++i) // whichever connection it gets
            QCOMPARE(*audienceIn(platformActor), QString());
    }
    void theAppRoleIsNoSuperuserAndBypassesNothing()
    {
        QCOMPARE(m_fixture->execute("SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolinherit OR NOT rolcanlogin "
                                    "FROM pg_roles WHERE rolname = 'melody_app'"),
                 std::string("f"));
        const auto owner = m_fixture->database().run(
            {"postgres"}, [](Transaction &transaction) -> Result<int> { return transaction.exec(whoAmI).size(); });
        QVERIFY(!owner);
    }
    void deadlocksAreRunAgainUntilBothSucceed()
    {
        m_fixture->execute("INSERT INTO public.note VALUES (1, ''), (2, '')");
        constexpr Query append{"test.append", "UPDATE public.note SET body = body || 'x' WHERE id = $1"};
        std::barrier together(2);
        std::atomic<int> runs{0};
        const auto crossing = [&](int first, int second) {
            bool waited = false;
            return m_fixture->database().run(platformActor, [&, first, second](Transaction &transaction) -> Result<void> {
                ++runs;
                transaction.exec(append, {first});
                if (!std::exchange(waited, true))
                    together.arrive_and_wait();
                transaction.exec(append, {second});
                return {};
            });
        };
        Result<void> other;
        std::jthread thread([&] { other = crossing(2, 1); });
        const Result<void> mine = crossing(1, 2);
        thread.join();
        QVERIFY(mine);
        QVERIFY(other);
        QCOMPARE(m_fixture->execute("SELECT string_agg(body, ',') FROM public.note"), std::string("xx,xx"));
        QVERIFY(runs.load() >= 3);
    }
    void aFailureThatWorkTurnedIntoAnErrorIsStillRunAgain()
    {
        int runs = 0;
        const auto answer = m_fixture->database().run(platformActor, [&](Transaction &transaction) -> Result<int> {
            if (++runs == 3)
                return runs;
            try {
                transaction.exec({"test.serialization", "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$"});
            } catch (const Failure &) {
            }
            return fail(ErrorKind::Internal, u"gave_up"_s, {});
        });
        QCOMPARE(*answer, 3);
    }
    void contentionThatNeverEndsIsUnavailable()
    {
        int runs = 0;
        const auto answer = m_fixture->database().run(platformActor, [&](Transaction &transaction) -> Result<void> {
            ++runs;
            transaction.exec({"test.serialization", "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$"});
            return {};
        });
        QCOMPARE(answer.error().code, u"database_contention"_s);
        QCOMPARE(answer.error().kind, ErrorKind::Unavailable);
        QCOMPARE(runs, 5);
    }
    void aStatementThatTakesTooLongIsCancelled()
    {
        const auto database = open({.connection = {}, .statementTimeout = std::chrono::milliseconds(50)});
        const auto answer = database->run({}, [](Transaction &transaction) -> Result<void> {
            transaction.exec({"test.sleep", "SELECT pg_sleep(60)"});
            return {};
        });
        QCOMPARE(answer.error().code, u"database_timeout"_s);
        QVERIFY(database->isHealthy());
    }
    void aFullPoolAnswersBusyAndServesAgainWhenFreed()
    {
        const auto database = open({.connection = {}, .maxConnections = 1, .acquireTimeout = std::chrono::milliseconds(50)});
        std::barrier holding(2), release(2);
        std::jthread holder([&] {
            (void)database->run({}, [&](Transaction &transaction) -> Result<void> {
                transaction.exec({"test.one", "SELECT 1"});
                holding.arrive_and_wait();
                release.arrive_and_wait();
                return {};
            });
        });
        holding.arrive_and_wait();
        const auto busy = database->run({}, [](Transaction &) -> Result<void> { return {}; });
        QCOMPARE(busy.error().code, u"database_busy"_s);
        QVERIFY(busy.error().retryAfterMs);
        QVERIFY(!database->isHealthy());
        release.arrive_and_wait();
        holder.join();
        QVERIFY(database->isHealthy());
    }
    void manyThreadsShareFewConnections()
    {
        const auto database = open({.connection = {}, .maxConnections = 3, .acquireTimeout = std::chrono::seconds(60)});
        std::vector<std::jthread> threads;
        std::atomic<int> failures{0};
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 50; ++i) {
                    const auto answer = database->run(platformActor, [&](Transaction &transaction) -> Result<void> {
                        transaction.exec(insertNote, {t * 1000 + i, u"x"_s});
                        return {};
                    });
                    failures += answer ? 0 : 1;
                }
            });
        threads.clear();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(notes(), 400);
        QVERIFY(std::stoi(m_fixture->execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                             "AND usename = 'melody_app'")) <= 3 + 12);
    }
    void everyStatementLeavesASpanUnderTheCurrentTraceWithoutParameters()
    {
        KeepingSink sink;
        m_fixture->telemetry().setSink(&sink);
        const TraceContext trace = TraceContext::create();
        {
            const telemetry::CurrentTrace current(trace);
            (void)m_fixture->database().run(platformActor, [](Transaction &transaction) -> Result<void> {
                transaction.exec(insertNote, {1, u"confidential"_s});
                transaction.copy("public.note", {"id", "body"}, {{2, u"confidential"_s}});
                transaction.exec(divideByZero, {0});
                return {};
            });
        }
        (void)m_fixture->database().run(platformActor,
                                        [](Transaction &t) -> Result<int> { return t.exec(countNotes).size(); }); // no trace, no span
        m_fixture->telemetry().setSink(nullptr);
        QCOMPARE(sink.spans.size(), size_t(3));
        for (const telemetry::Span &span : sink.spans) {
            QCOMPARE(span.context.traceId, trace.traceId);
            QCOMPARE(span.parentSpanId, trace.spanId);
            QVERIFY(!QJsonDocument(span.attributes).toJson().contains("confidential"));
        }
        QCOMPARE(sink.spans[0].name, u"test.insert_note"_s);
        QVERIFY(sink.spans[0].ok);
        QVERIFY(sink.spans[0].duration.count() > 0);
        QCOMPARE(sink.spans[1].name, u"public.note"_s);
        QCOMPARE(sink.spans[2].name, u"test.divide_by_zero"_s);
        QVERIFY(!sink.spans[2].ok);
        QCOMPARE(sink.spans[2].attributes.value(u"db.response.status_code"_s).toString(), u"22012"_s);
    }
    void oneNameForTwoStatementsIsOurBug()
    {
        const auto both = [this] {
            (void)m_fixture->database().run({}, [](Transaction &transaction) -> Result<void> {
                transaction.exec({"test.twice", "SELECT 1 AS a"});
                transaction.exec({"test.twice", "SELECT 2 AS b"});
                return {};
            });
        };
        QVERIFY_THROWS_EXCEPTION(std::logic_error, both());
        QVERIFY(m_fixture->database().isHealthy());
    }
};

MELODY_TEST(DatabaseTest)
#include "database_test.moc"
