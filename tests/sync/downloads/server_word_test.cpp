// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is here begins without the server, whose word counts when it comes.

#include "offline_bench.h"

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using media::Rung;

class ServerWordTest : public QObject, private test::OfflineBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void whatIsHereBeginsBeforeTheServerAnswersAndBecomesItsSession()
    {
        download();
        beSlow();
        const auto stream = open();
        QVERIFY(stream);
        QCOMPARE(fetch(stream->session, 0).value(), m_asset.sealed.at({Rung::Opus64, 0}));
        QVERIFY(m_offline->playOf(stream->session));
        m_server->release();
        QTRY_VERIFY_WITH_TIMEOUT(!m_offline->playOf(stream->session), 20'000);
        QCOMPARE(m_server->openedSessions().back(), stream->session); // one session by one name
        m_offline->streams().close(stream->session);
        QTRY_VERIFY_WITH_TIMEOUT(m_server->closedSessions().contains(stream->session), 20'000);
        QVERIFY(stops().isEmpty());
    }
    void whatIsOverBeforeTheServerAnswersIsClosedThere()
    {
        download();
        beSlow();
        const auto stream = open();
        QVERIFY(stream);
        m_offline->streams().close(stream->session);
        (void)fetch(PlaybackId(QUuid::createUuid()), 0); // answered behind it
        const size_t before = m_server->openedSessions().size();
        m_server->release();
        QCOMPARE(fetch(open().value().session, 0).value(), m_asset.sealed.at({Rung::Opus64, 0})); // answered behind that
        const auto opened = m_server->openedSessions();
        const bool wasOpened = std::find(opened.begin() + qsizetype(before), opened.end(), stream->session) != opened.end();
        QCOMPARE(m_server->closedSessions().contains(stream->session), wasOpened);
    }
    void whatBeganEndsWhenTheServerSaysNo()
    {
        download();
        beSlow();
        const auto stream = open();
        QVERIFY(stream);
        m_server->refuseOpening(wire::toError(wire::StreamLimitReached{u"Kitchen"_s}));
        m_server->release();
        QTRY_COMPARE_WITH_TIMEOUT(stops().size(), 1, 20'000);
        QCOMPARE(stops().first().first, stream->session);
        QCOMPARE(stops().first().second.code, u"stream_limit_reached"_s);
        QCOMPARE(stops().first().second.playingOn, u"Kitchen"_s);
        hear(stream->session, 1, 5'000); // nobody knew yet what plays
        QCOMPARE(stops().size(), 2);
        hear(stream->session, 2, 10'000);
        QCOMPARE(stops().size(), 2);
    }
    void whosePlanEndedHearsABeginningAndNoMoreAfterThat()
    {
        download();
        beSlow();
        QVERIFY(open());
        m_server->lead({{m_content}}, 6, {});
        m_server->release();
        QTRY_COMPARE_WITH_TIMEOUT(stops().size(), 1, 20'000);
        QCOMPARE(stops().first().second.code, u"plan_required"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_server->closedSessions().contains(m_server->openedSessions().back()), 20'000);
        serverGoes();
        QCOMPARE(open().error().code, u"server_down"_s);
    }
    void whatBeganGoesOnWhenTheServerIsGoneOrHasTrouble()
    {
        download();
        for (const Error &trouble :
             {test::away(), Error{ErrorKind::Internal, u"internal"_s, {}}, Error{ErrorKind::RateLimited, u"slow_down"_s, {}}}) {
            beSlow();
            const auto stream = open();
            QVERIFY(stream);
            m_server->refuseOpening(trouble);
            m_server->release();
            (void)fetch(stream->session, 0);
            hear(stream->session, 1, 5'000);
            QVERIFY(m_offline->playOf(stream->session));
            QVERIFY(stops().isEmpty());
            m_server->refuseOpening({});
        }
    }
    void whatMayNotBeginHereWaitsForTheServersWord()
    {
        download();
        m_clock.advance(31 * 24h); // the licence is over
        beSlow();
        auto stream = std::async(std::launch::async, [this] { return open(); });
        QCOMPARE(stream.wait_for(100ms), std::future_status::timeout);
        m_server->release();
        const auto opened = stream.get();
        QVERIFY(opened);
        QVERIFY(!m_offline->playOf(opened->session));
    }
};

MELODY_TEST(ServerWordTest)
#include "server_word_test.moc"
