// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <idempotency/idempotency_store.h>
#include <idempotency/migrations.h>
#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <latch>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;

class IdempotencyStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_pg = std::make_unique<test::PgFixture>(test::Migrations{platform::migrations(), idempotency::migrations()});
        m_store = idempotency::createIdempotencyStore(m_pg->database(), m_clock);
        m_runs = 0;
    }
    void cleanup()
    {
        m_store.reset();
        m_pg.reset();
    }

    void theFirstAnswerComesBackAndTheWorkIsDoneOnce()
    {
        const auto first = once(request("k1", "{}"));
        const auto again = once(request("k1", "{}"));
        QCOMPARE(m_runs, 1);
        QCOMPARE(again->status, first->status);
        QCOMPARE(again->body, first->body);
        QCOMPARE(again->contentType, first->contentType);
        QVERIFY(again->headers == first->headers);
        QVERIFY(once(request("k2", "{}")));
        QCOMPARE(m_runs, 2);
    }
    void aKeyBelongsToItsCallerAndItsOperation()
    {
        QVERIFY(once(request("k", "{}")));
        auto other = request("k", "{}");
        other.caller->user = UserId::create(m_clock.now());
        QVERIFY(once(other));
        QVERIFY(once(request("k", "{}"), "another"));
        QCOMPARE(m_runs, 3);
    }
    void theSameKeyWithAnotherBodyIsAConflict()
    {
        QVERIFY(once(request("k", "{}")));
        const auto refused = once(request("k", R"({"a":1})"));
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QCOMPARE(refused.error().code, u"idempotency_key_reused"_s);
        QCOMPARE(m_runs, 1);
    }
    void whatFailedIsTriedAgain()
    {
        const auto failing = [this]() -> Result<http::Response> {
            ++m_runs;
            return fail(ErrorKind::Unavailable, u"away"_s, u""_s);
        };
        QVERIFY(!m_store->once(request("k", "{}"), "op", failing));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)m_store->once(request("k", "{}"), "op", []() -> Result<http::Response> {
            throw std::runtime_error("bug");
        }));
        QVERIFY(once(request("k", "{}")));
        QCOMPARE(m_runs, 2);
    }
    void whileOneIsUnderWayAnotherWaitsAndTheDeadAreReplaced()
    {
        const auto killed = [&]() -> Result<http::Response> {
            const auto second = once(request("k", "{}"));
            if (second || second.error().code != u"request_in_progress")
                return http::Response::empty(500);
            m_clock.advance(std::chrono::seconds(31)); // as if this process had stood still
            return *once(request("k", "{}"));
        };
        const auto outcome = m_store->once(request("k", "{}"), "op", killed);
        QVERIFY(outcome);
        QCOMPARE(outcome->status, 201);
        QCOMPARE(m_runs, 1);
        QCOMPARE(once(request("k", "{}"))->body, QByteArray("answer 1"));
    }
    void ofManyAtOnceOneDoesTheWork()
    {
        std::latch start(6);
        {
            std::vector<std::jthread> callers;
            for (int i = 0; i < 6; ++i) {
                callers.emplace_back([&] {
                    start.arrive_and_wait();
                    for (;;) {
                        const auto outcome = once(request("k", "{}"));
                        if (outcome || outcome.error().code != u"request_in_progress")
                            break;
                        std::this_thread::yield();
                    }
                });
            }
        }
        QCOMPARE(m_runs, 1);
    }
    void oldAnswersAreForgotten()
    {
        QVERIFY(once(request("k", "{}")));
        m_clock.advance(std::chrono::hours(49));
        QVERIFY(once(request("other", "{}")));
        QCOMPARE(m_pg->execute("SELECT count(*) FROM platform.idempotent_request"), std::string("1"));
        QVERIFY(once(request("k", "{}")));
        QCOMPARE(m_runs, 3);
    }

private:
    http::Request request(const QByteArray &key, const QByteArray &body) const
    {
        http::Request request;
        request.method = http::Method::Post;
        request.path = "/v1/things";
        request.headers = {{"idempotency-key", key}};
        request.body = body;
        request.caller = http::Principal{m_user, {}, http::Role::Listener};
        return request;
    }
    Result<http::Response> once(const http::Request &request, const QByteArray &operation = "op")
    {
        return m_store->once(request, operation, [this]() -> Result<http::Response> {
            const int run = ++m_runs;
            http::Response response;
            response.status = 201;
            response.contentType = "text/plain";
            response.body = "answer " + QByteArray::number(run);
            response.headers.append(std::pair<QByteArray, QByteArray>("Upload-Offset", "0"));
            return response;
        });
    }

    FakeClock m_clock{SystemClock().now()};
    UserId m_user = UserId::create(SystemClock().now());
    std::unique_ptr<test::PgFixture> m_pg;
    std::unique_ptr<http::IdempotencyStore> m_store;
    std::atomic<int> m_runs = 0;
};

MELODY_TEST(IdempotencyStoreTest)
#include "idempotency_store_test.moc"
