// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shelf.h"

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint noon{1'000'000ms};
const UserId listener = UserId::create(noon);

wire::LibraryChange like(qint64 revision, const ContentId &content, bool liked, TimePoint at)
{
    return {revision, wire::LikeState{content, liked, at}};
}

wire::ContentSummary track(const QString &title, const QString &artist)
{
    wire::ContentSummary card;
    card.id = ContentId::create(noon);
    card.kind = u"track"_s;
    card.title = title;
    card.subtitle = artist;
    card.durationMs = 1000;
    return card;
}

} // namespace

class MirrorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = test::openLibraryStore(*m_folder);
        m_mirror = std::make_unique<library::Mirror>(*m_store);
    }
    void cleanup()
    {
        m_mirror.reset();
        m_store.reset();
    }

    void aWishIsSeenAtOnceAndStaysUntilItsRevisionIsPulled()
    {
        const auto id = keep(wire::SetLike{m_song, true}, noon);
        QVERIFY(sees(m_song));
        QCOMPARE(m_mirror->progress(listener)->unsent, 1);
        wire::MutationAnswer answer{{{id}}, 5};
        QVERIFY(m_mirror->acknowledge(listener, answer));
        QCOMPARE(m_mirror->progress(listener)->unsent, 0);
        QVERIFY(sees(m_song)); // the server has it, the mirror not yet
        QVERIFY(absorb({}, {{like(5, m_song, true, noon)}, {}, u"5"_s, 5, false, true}));
        QVERIFY(sees(m_song));
        QVERIFY(absorb(u"5"_s, {{like(6, m_song, false, noon + 1s)}, {}, u"6"_s, 6, false, false}));
        QVERIFY(!sees(m_song)); // the wish is gone, and does not cover what another device did
    }
    void whatWasDecidedLaterElsewhereIsNotCoveredByAWishThatWaits()
    {
        keep(wire::SetLike{m_song, true}, noon);
        QVERIFY(absorb({}, {{like(3, m_song, false, noon + 1s)}, {}, u"3"_s, 3, false, true}));
        QVERIFY(!sees(m_song));
    }
    void aRefusedWishIsAsIfItHadNeverBeenAndIsToldOnce()
    {
        wire::MutationResult result{keep(wire::SetLike{m_song, true}, noon), wire::MutationOutcome::Refused};
        result.code = u"content_not_found"_s;
        QCOMPARE(m_mirror->acknowledge(listener, {{result}, 0})->size(), 1);
        QVERIFY(!sees(m_song));
        QCOMPARE(m_mirror->acknowledge(listener, {{result}, 0})->size(), 0);
    }
    void aLatePageIsNotTaken()
    {
        QVERIFY(absorb({}, {{like(1, m_song, true, noon)}, {}, u"1"_s, 1, false, true}));
        QVERIFY(absorb(u"1"_s, {{like(2, m_song, false, noon + 1s)}, {}, u"2"_s, 2, false, false}));
        QVERIFY(!absorb({}, {{like(1, m_song, true, noon)}, {}, u"1"_s, 1, false, true}));
        QVERIFY(!sees(m_song));
        QCOMPARE(m_mirror->progress(listener)->since, u"2"_s);
    }
    void readingEverythingAnewTakesAwayWhatIsNotNamedOnlyAtItsEnd()
    {
        const auto other = ContentId::create(noon);
        QVERIFY(absorb({}, {{like(1, m_song, true, noon), like(2, other, true, noon)}, {}, u"2"_s, 2, false, true}));
        QVERIFY(absorb(u"2"_s, {{like(7, other, true, noon)}, {}, u"7.9"_s, 9, true, true}));
        QVERIFY(sees(m_song) && sees(other));
        QVERIFY(!m_mirror->progress(listener)->since.isEmpty());
        QVERIFY(absorb(u"7.9"_s, {{}, {}, u"9"_s, 9, false, false}));
        QVERIFY(!sees(m_song));
        QVERIFY(sees(other));
    }
    void whatAServerForgotIsSentAgain()
    {
        const auto id = keep(wire::SetLike{m_song, true}, noon);
        QVERIFY(m_mirror->acknowledge(listener, {{{id}}, 50}));
        QCOMPARE(m_mirror->progress(listener)->unsent, 0);
        QVERIFY(absorb({}, {{}, {}, u"12"_s, 12, false, true})); // out of a backup
        QCOMPARE(m_mirror->progress(listener)->unsent, 1);
        QVERIFY(sees(m_song));
    }
    void everybodyHasALibraryOfTheirOwn()
    {
        keep(wire::SetLike{m_song, true}, noon);
        QVERIFY(test::sightOf(*m_store, UserId::create(noon), {}).likes.empty());
        QCOMPARE(m_mirror->progress(UserId::create(noon))->unsent, 0);
    }
    void whatWasRecordedIsThereAfterARestart()
    {
        keep(wire::SetLike{m_song, true}, noon);
        m_mirror.reset();
        m_store.reset();
        m_store = test::openLibraryStore(*m_folder);
        m_mirror = std::make_unique<library::Mirror>(*m_store);
        QVERIFY(sees(m_song));
    }
    void itIsFoundByTheBeginningsOfItsWords()
    {
        const auto army = track(u"Army of Me"_s, u"Björk"_s);
        const auto me = track(u"Me"_s, u"Nobody"_s);
        const auto stranger = track(u"Army Dreamers"_s, u"Kate"_s);
        QVERIFY(m_mirror->record(listener, {mutation(wire::SetLike{army.id, true})}, {army, stranger}));
        QVERIFY(m_mirror->record(listener, {mutation(wire::SetLike{me.id, true})}, {me}));
        QCOMPARE(titles(u"bjo arm"_s), QStringList{u"Army of Me"_s});
        QCOMPARE(titles(u"BJÖRK"_s), QStringList{u"Army of Me"_s});
        QCOMPARE(titles(u"me"_s).size(), 2);
        QCOMPARE(titles(u"rmy"_s), QStringList());
        QCOMPARE(titles(u"dreamers"_s), QStringList()); // its card is here, but it is not in the library
        for (const QString &strange : {u"\""_s, u"* AND"_s, u"NEAR("_s, u"  "_s, u"a\"b*"_s})
            (void)titles(strange);
        QVERIFY(m_mirror->record(listener, {mutation(wire::SetLike{army.id, false}, noon + 1s)}, {}));
        QCOMPARE(titles(u"army"_s), QStringList());
    }
    void whatIsLikedIsListedByKindAndTheLastDecidedFirst()
    {
        const auto song = track(u"One"_s, u"Ana"_s);
        const auto late = track(u"Two"_s, u"Ana"_s);
        auto album = track(u"Both"_s, u"Ana"_s);
        album.kind = u"album"_s;
        QVERIFY(absorb({}, {{like(1, song.id, true, noon), like(2, album.id, true, noon + 1s)}, {song, album}, u"2"_s, 2, true, true}));
        QVERIFY(absorb(u"2"_s, {{like(3, late.id, true, noon + 2s)}, {}, u"3"_s, 3, false, false}));
        QCOMPARE(liked({u"track"_s}), QList<ContentId>{song.id});         // nobody knows what the other is
        QVERIFY(absorb(u"3"_s, {{}, {late}, u"3.1"_s, 3, false, false})); // its card comes later than it
        QCOMPARE(liked({u"track"_s}), (QList<ContentId>{late.id, song.id}));
        QCOMPARE(liked({u"album"_s, u"track"_s, u"ep"_s}), (QList<ContentId>{late.id, album.id, song.id}));
        QCOMPARE(liked({}).size(), 3);

        const auto fresh = track(u"Three"_s, u"Ana"_s);
        QVERIFY(m_mirror->record(listener, {mutation(wire::SetLike{fresh.id, true}, noon + 1s)}, {fresh}));
        QVERIFY(m_mirror->record(listener, {mutation(wire::SetLike{late.id, false}, noon + 3s)}, {}));
        QCOMPARE(liked({u"track"_s}), (QList<ContentId>{fresh.id, song.id}));
        QCOMPARE(liked({u"album"_s}), QList<ContentId>{album.id});
        QVERIFY(absorb(u"3.1"_s, {{like(4, album.id, false, noon + 4s)}, {}, u"4"_s, 4, false, false}));
        QCOMPARE(liked({u"album"_s}), QList<ContentId>());
    }

private:
    QList<ContentId> liked(const QStringList &kinds)
    {
        const auto list = m_store->read([&](store::Transaction &transaction) -> Result<QList<ContentId>> {
            QList<ContentId> ids;
            for (const library::Liked &each : library::likedList(transaction, listener, kinds, library::waitingOf(transaction, listener)))
                ids.append(each.content);
            return ids;
        });
        return list.value();
    }
    wire::Mutation mutation(const wire::MutationBody &body, TimePoint at = noon) { return {MutationId::create(at), at, body}; }
    MutationId keep(const wire::MutationBody &body, TimePoint at)
    {
        const auto wish = mutation(body, at);
        if (const auto kept = m_mirror->record(listener, {wish}, {}); !kept)
            qFatal("not kept: %s", qPrintable(kept.error().detail));
        return wish.id;
    }
    bool absorb(const QString &since, const wire::SyncPage &page) { return m_mirror->absorb(listener, since, page).value(); }
    bool sees(const ContentId &content) { return test::sightOf(*m_store, listener, {}).likes.contains(content); }
    QStringList titles(const QString &words)
    {
        QStringList found;
        const auto hits = m_store->read([&](store::Transaction &transaction) -> Result<QList<wire::ContentSummary>> {
            return library::found(transaction, listener, words, 20);
        });
        if (!hits)
            qFatal("search failed: %s", qPrintable(hits.error().detail));
        for (const wire::ContentSummary &card : *hits)
            found.append(card.title);
        return found;
    }

    const ContentId m_song = ContentId::create(noon);
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<library::Mirror> m_mirror;
};

MELODY_TEST(MirrorTest)
#include "mirror_test.moc"
