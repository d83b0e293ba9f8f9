// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <kept/kept_pages.h>
#include <kept/migrations.h>
#include <support/test_main.h>

#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

using MaybeLyrics = std::optional<media::Lyrics>;

const rules::Period november{2026, 11};
const MaybeLyrics none;

// A server that says what it is told to. Thread: its answers are set while nobody asks.
class SaidServer final : public remote::ReadingApi {
public:
    void lyrics(const ContentId &track, QObject *context, remote::Done<media::Lyrics> done) override
    {
        ++asked;
        Result<media::Lyrics> answer = fail(ErrorKind::NotFound, u"not_found"_s, {});
        if (words.contains(track))
            answer = words.value(track);
        say(context, std::move(done), std::move(answer));
    }
    void statistics(const rules::Period &period, const QString &timeZone, QObject *context, remote::Done<wire::Statistics> done) override
    {
        ++asked;
        say<wire::Statistics>(context, std::move(done), wire::Statistics{rules::periodText(period), timeZone, plays, 0, {}, {}, {}});
    }

    void chapters(const ContentId &content, QObject *context, remote::Done<media::Chapters> done) override
    {
        ++asked;
        say<media::Chapters>(context, std::move(done), marks.value(content));
    }

    QHash<ContentId, media::Lyrics> words;
    QHash<ContentId, media::Chapters> marks;
    std::optional<Error> failure;
    qint64 plays = 7;
    std::atomic_int asked = 0;

private:
    template<typename T>
    void say(QObject *context, remote::Done<T> done, Result<T> answer)
    {
        if (failure)
            answer = tl::unexpected(*failure);
        QTimer::singleShot(0, context, [done = std::move(done), answer = std::move(answer)] { done(answer); });
    }
};

Error gone()
{
    return {ErrorKind::Unavailable, u"server_down"_s, {}};
}

} // namespace

class KeptPagesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_pages.reset();
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<SaidServer>();
        m_server->words.insert(m_song, {true, {{1'000, u"Over the hills"_s, {{1'000, u"Over "_s}, {1'500, u"the hills"_s}}}}});
        open();
    }
    void cleanup() { m_pages.reset(); }

    void wordsThatWereSeenAreThereWithoutTheServerAndAfterAStart()
    {
        QCOMPARE(words(m_song), MaybeLyrics(m_server->words.value(m_song)));
        restart();
        m_server->failure = gone();
        QCOMPARE(words(m_song), MaybeLyrics(m_server->words.value(m_song)));
        QCOMPARE(m_server->asked, 1);
    }
    void wordsThatWereNeverSeenNeedTheServer()
    {
        m_server->failure = gone();
        QCOMPARE(lyrics(m_song).error().code, u"server_down"_s);
        m_server->failure.reset();
        QVERIFY(lyrics(m_song));
    }
    void thatASongHasNoWordsIsKeptToo()
    {
        QCOMPARE(words(m_other), none);
        restart();
        m_server->failure = gone();
        QCOMPARE(words(m_other), none);
    }
    void wordsThatAreADayOldAreShownAtOnceAndLookedForAgain()
    {
        QVERIFY(lyrics(m_song));
        const media::Lyrics before = m_server->words.value(m_song);
        const media::Lyrics after{false, {{0, u"Mended words"_s, {}}}};
        m_server->words.insert(m_song, after);
        m_clock.advance(std::chrono::hours(23));
        QCOMPARE(words(m_song), MaybeLyrics(before));
        QCOMPARE(m_server->asked, 1);
        m_clock.advance(std::chrono::hours(1));
        QCOMPARE(words(m_song), MaybeLyrics(before));
        QTRY_COMPARE(m_server->asked, 2);
        QTRY_COMPARE(words(m_song), MaybeLyrics(after));
        m_server->words.remove(m_song); // taken back by who owns them
        m_clock.advance(std::chrono::hours(25));
        QCOMPARE(words(m_song), MaybeLyrics(after));
        QTRY_COMPARE(words(m_song), none);
    }
    void whatOneListenerWasToldIsNotTheNextOnes()
    {
        QVERIFY(lyrics(m_song));
        QVERIFY(!statistics().isEmpty());
        m_pages->setUser(UserId::create(m_clock.now()));
        m_server->failure = gone();
        QVERIFY(!lyrics(m_song));
        QCOMPARE(statistics().size(), 1);
        m_pages->setUser({});
        QVERIFY(!lyrics(m_song));
        m_pages->setUser(m_user);
        QVERIFY(lyrics(m_song));
    }
    void statisticsAreToldFromTheDeviceThenFromTheServer()
    {
        const auto first = statistics();
        QCOMPARE(first.size(), 1);
        QVERIFY(first[0]->last);
        QCOMPARE(first[0]->statistics.plays, 7);
        const TimePoint then = m_clock.now();
        m_clock.advance(std::chrono::hours(2));
        m_server->plays = 9;
        const auto second = statistics();
        QCOMPARE(second.size(), 2);
        QCOMPARE(second[0]->statistics.plays, 7);
        QCOMPARE(second[0]->asOf, then);
        QVERIFY(!second[0]->last);
        QCOMPARE(second[1]->statistics.plays, 9);
        QCOMPARE(second[1]->asOf, m_clock.now());
        restart();
        m_server->failure = gone();
        const auto third = statistics();
        QCOMPARE(third.size(), 2);
        QCOMPARE(third[1]->statistics.plays, 9);
        QVERIFY(third[1]->last);
    }
    void aRefusalIsSaidAlthoughSomethingIsKept()
    {
        statistics();
        m_server->failure = Error{ErrorKind::Forbidden, u"not_yours"_s, {}};
        const auto answers = statistics();
        QCOMPARE(answers.size(), 2);
        QCOMPARE(answers[1].error().code, u"not_yours"_s);
    }
    void theWordsOfDownloadsAreBroughtOnceAndAgainWhenTheServerIsBack()
    {
        QVERIFY(lyrics(m_known));
        m_server->asked = 0;
        m_server->failure = gone();
        m_pages->keepLyrics({m_song, m_other});
        QTRY_COMPARE(m_server->asked, 1); // it is not there: the second one is not asked for
        settle();
        QCOMPARE(m_server->asked, 1);
        m_server->failure.reset();
        m_pages->keepLyrics({m_song, m_other});
        QTRY_COMPARE(m_server->asked, 3);
        for (int i = 0; i < 3; ++i)
            m_pages->keepLyrics({m_song, m_other});
        settle();
        QCOMPARE(m_server->asked, 3);
        restart();
        m_pages->keepLyrics({m_song, m_other});
        settle();
        QCOMPARE(m_server->asked, 3);
        m_server->failure = gone();
        QCOMPARE(words(m_song), MaybeLyrics(m_server->words.value(m_song)));
    }
    void chaptersAreThereWithoutTheServerOnceTheyWereKept()
    {
        m_server->marks.insert(m_song, {{0, u"One"_s}, {60'000, u"Two"_s}});
        m_pages->keepChapters({m_song, m_other});
        QTRY_COMPARE(m_server->asked, 2);
        settle();
        restart();
        m_server->failure = gone();
        QCOMPARE(chapters(m_song), Result<media::Chapters>(m_server->marks.value(m_song)));
        QCOMPARE(chapters(m_other), Result<media::Chapters>(media::Chapters()));
        QVERIFY(!chapters(ContentId::create(m_clock.now())));
        m_pages->setUser(UserId::create(m_clock.now()));
        QVERIFY(!chapters(m_song));
    }
    void theOldestAnswersMakeRoom()
    {
        open({.mostAnswers = 3});
        QList<ContentId> songs;
        for (int i = 0; i < 5; ++i) {
            songs.append(ContentId::create(m_clock.now()));
            m_server->words.insert(songs.last(), {false, {{0, QString::number(i), {}}}});
            QVERIFY(lyrics(songs.last()));
            m_clock.advance(std::chrono::seconds(1));
        }
        restart();
        m_server->failure = gone();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(lyrics(songs[i]).has_value(), i >= 2);
    }
    void nobodyWhoIsGoneIsAnswered()
    {
        auto asker = std::make_unique<QObject>();
        bool called = false;
        m_pages->lyrics(m_song, asker.get(), [&](const auto &) { called = true; });
        asker.reset();
        QVERIFY(lyrics(m_song));
        QVERIFY(!called);
    }

private:
    void open(const kept::Options &options = {})
    {
        m_pages.reset();
        if (!m_store) {
            auto opened = store::openStore(
                {m_folder->filePath(u"offline.db"_s), crypto::ContentKey(QByteArray(crypto::contentKeyBytes, 'k')), kept::migrations()});
            QVERIFY(opened);
            m_store = std::move(*opened);
        }
        m_pages = kept::createKeptPages({*m_server, m_store.get(), m_clock}, options);
        m_pages->setUser(m_user);
    }
    void restart()
    {
        m_pages.reset();
        m_store.reset();
        open();
    }
    // What was posted before is done: the words of this one are kept.
    void settle() { (void)lyrics(m_known); }
    Result<std::optional<media::Lyrics>> lyrics(const ContentId &track)
    {
        std::optional<Result<std::optional<media::Lyrics>>> answer;
        m_pages->lyrics(track, this, [&](const auto &lyrics) { answer = lyrics; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
            return fail(ErrorKind::Timeout, u"no_answer"_s, {});
        return *answer;
    }
    Result<media::Chapters> chapters(const ContentId &content)
    {
        std::optional<Result<media::Chapters>> answer;
        m_pages->chapters(content, this, [&](const auto &chapters) { answer = chapters; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
            return fail(ErrorKind::Timeout, u"no_answer"_s, {});
        return *answer;
    }
    // Of an answer; what nobody sings when it is an error.
    MaybeLyrics words(const ContentId &track) { return lyrics(track).value_or(media::Lyrics()); }
    QList<Result<kept::KeptStatistics>> statistics()
    {
        QList<Result<kept::KeptStatistics>> answers;
        QObject asker; // who comes late is not heard
        m_pages->statistics(november, u"UTC"_s, &asker, [&](const auto &statistics) { answers.append(statistics); });
        (void)QTest::qWaitFor([&] { return !answers.isEmpty() && (!answers.last() || answers.last()->last); }, 30'000);
        return answers;
    }

    FakeClock m_clock;
    const UserId m_user = UserId::create(m_clock.now());
    const ContentId m_song = ContentId::create(m_clock.now());
    const ContentId m_known = ContentId::create(m_clock.now());
    const ContentId m_other = ContentId::create(m_clock.now());
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SaidServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<kept::KeptPages> m_pages;
};

MELODY_TEST(KeptPagesTest)
#include "kept_pages_test.moc"
