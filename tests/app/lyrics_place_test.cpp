// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <viewmodels/lyrics_place.h>

using namespace melody;
using namespace Qt::StringLiterals;
using app::LyricsPlace;

class LyricsPlaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void beforeTheFirstLineNothingSounds()
    {
        QCOMPARE(app::lyricsPlaceAt(song(), 0), (LyricsPlace{-1, -1}));
        QCOMPARE(app::lyricsPlaceAt(song(), 999), (LyricsPlace{-1, -1}));
        QCOMPARE(app::lyricsPlaceAt(song(), -5), (LyricsPlace{-1, -1}));
    }
    void aLineSoundsFromItsTimeToTheNext()
    {
        QCOMPARE(app::lyricsPlaceAt(song(), 1'000).line, 0);
        QCOMPARE(app::lyricsPlaceAt(song(), 3'999).line, 0);
        QCOMPARE(app::lyricsPlaceAt(song(), 4'000).line, 1);
        QCOMPARE(app::lyricsPlaceAt(song(), 9'999).line, 2);
    }
    void theLastLineSoundsToTheEnd()
    {
        QCOMPARE(app::lyricsPlaceAt(song(), 10'000).line, 3);
        QCOMPARE(app::lyricsPlaceAt(song(), 99'999'999).line, 3);
    }
    void aPauseIsALineOfItsOwn()
    {
        const media::Lyrics lyrics = song();
        const LyricsPlace place = app::lyricsPlaceAt(lyrics, 6'000);
        QCOMPARE(place, (LyricsPlace{2, -1}));
        QVERIFY(lyrics.lines[place.line].text.isEmpty());
    }
    void wordsSoundOneAfterAnother()
    {
        QCOMPARE(app::lyricsPlaceAt(song(), 1'000), (LyricsPlace{0, -1})); // the line began, its first word not
        QCOMPARE(app::lyricsPlaceAt(song(), 1'200), (LyricsPlace{0, 0}));
        QCOMPARE(app::lyricsPlaceAt(song(), 1'799), (LyricsPlace{0, 0}));
        QCOMPARE(app::lyricsPlaceAt(song(), 1'800), (LyricsPlace{0, 1}));
        QCOMPARE(app::lyricsPlaceAt(song(), 3'999), (LyricsPlace{0, 2}));
        QCOMPARE(app::lyricsPlaceAt(song(), 4'500), (LyricsPlace{1, -1})); // has no words with times
    }
    void whatWasSungOfALineIsCountedInItsText()
    {
        const media::LyricLine line = song().lines[0];
        QCOMPARE(app::sungChars(line, -1), 0);
        QCOMPARE(line.text.first(app::sungChars(line, 0)), u"Over "_s);
        QCOMPARE(line.text.first(app::sungChars(line, 1)), u"Over the "_s);
        QCOMPARE(app::sungChars(line, 2), line.text.size());
        QCOMPARE(app::sungChars(line, 99), line.text.size());
        QCOMPARE(app::sungChars(song().lines[1], -1), song().lines[1].text.size());
        QCOMPARE(app::sungChars({}, -1), 0);
    }
    void wordsWithoutTimesAreNeverSung()
    {
        media::Lyrics lyrics = song();
        lyrics.synced = false;
        QCOMPARE(app::lyricsPlaceAt(lyrics, 5'000), (LyricsPlace{-1, -1}));
        QCOMPARE(app::lyricsPlaceAt({}, 5'000), (LyricsPlace{-1, -1}));
        QCOMPARE(app::lyricsPlaceAt({true, {}}, 5'000), (LyricsPlace{-1, -1}));
    }

private:
    static media::Lyrics song()
    {
        return {true,
                {{1'000, u"Over the hills"_s, {{1'200, u"Over "_s}, {1'800, u"the "_s}, {2'000, u"hills"_s}}},
                 {4'000, u"and far away"_s, {}},
                 {6'000, {}, {}},
                 {10'000, u"they go"_s, {}}}};
    }
};

MELODY_TEST(LyricsPlaceTest)
#include "lyrics_place_test.moc"
