// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <media/lyrics.h>
#include <support/test_main.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::media;
using namespace Qt::StringLiterals;

class LyricsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void linesWithTimesAreSynced()
    {
        const auto lyrics = parseLyrics(u"[ti:Hills]\n[ar:Ana]\n[00:12.50]First\r\n[01:02]Second\n[00:20.5]Between\n");
        QVERIFY(lyrics.has_value());
        QCOMPARE(*lyrics, (Lyrics{true, {{12'500, u"First"_s, {}}, {20'500, u"Between"_s, {}}, {62'000, u"Second"_s, {}}}}));
    }
    void fractionsMayHaveOneToThreeDigits()
    {
        const auto lyrics = parseLyrics(u"[00:01.2]a\n[00:01.23]b\n[00:01.234]c\n[00:01:23]d");
        QVERIFY(lyrics.has_value());
        QList<qint64> starts;
        for (const LyricLine &line : lyrics->lines)
            starts.append(line.startMs);
        QCOMPARE(starts, (QList<qint64>{1200, 1230, 1230, 1234}));
    }
    void aRefrainStandsOnceWithAllItsTimes()
    {
        const auto lyrics = parseLyrics(u"[00:10][00:50.00]Refrain\n[00:30]Verse");
        QVERIFY(lyrics.has_value());
        QCOMPARE(lyrics->lines.size(), 3);
        QCOMPARE(lyrics->lines[2], (LyricLine{50'000, u"Refrain"_s, {}}));
    }
    void wordsHaveTimesOfTheirOwn()
    {
        const auto lyrics = parseLyrics(u"[00:10.00]<00:10.00> Over <00:10.40> the <00:11.00> hills <00:12.00>");
        QVERIFY(lyrics.has_value());
        const QList<LyricWord> words{{10'000, u"Over "_s}, {10'400, u"the "_s}, {11'000, u"hills"_s}};
        QCOMPARE(lyrics->lines, (QList<LyricLine>{{10'000, u"Over the hills"_s, words}}));
    }
    void syllablesMakeOneWord()
    {
        const auto lyrics = parseLyrics(u"[00:10.00]<00:10.00>Mel<00:10.40>o<00:11.00>dy");
        QVERIFY(lyrics.has_value());
        QCOMPARE(lyrics->lines[0].text, u"Melody"_s);
        QCOMPARE(lyrics->lines[0].words.size(), 3);
        const auto spaced = parseLyrics(u"[00:10.00]<00:10.00>Over<00:10.40> <00:11.00>hills");
        QVERIFY(spaced.has_value());
        QCOMPARE(spaced->lines[0].text, u"Over hills"_s);
    }
    void timesOfWordsThatMakeNoSenseAreLeftOut_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("descending") << u"[00:10]<00:12>Over <00:11>hills"_s;
        QTest::newRow("before the line") << u"[00:10]<00:09>Over <00:11>hills"_s;
        QTest::newRow("not every word") << u"[00:10]Over <00:11>hills"_s;
    }
    void timesOfWordsThatMakeNoSenseAreLeftOut()
    {
        QFETCH(const QString, line);
        const auto lyrics = parseLyrics(line);
        QVERIFY(lyrics.has_value());
        QCOMPARE(lyrics->lines, (QList<LyricLine>{{10'000, u"Over hills"_s, {}}}));
    }
    void anOffsetMovesEverythingEarlier()
    {
        const auto lyrics = parseLyrics(u"[offset:+500]\n[00:00.20]a\n[00:10]<00:10>b <00:11>c");
        QVERIFY(lyrics.has_value());
        QCOMPARE(lyrics->lines[0].startMs, 0);
        QCOMPARE(lyrics->lines[1].startMs, 9500);
        QCOMPARE(lyrics->lines[1].words[1].startMs, 10'500);
    }
    void aLineWithoutATimeGoesWithTheOneBefore()
    {
        const auto lyrics = parseLyrics(u"[00:10]Over\nthe hills\n[00:20]far away");
        QVERIFY(lyrics.has_value());
        QCOMPARE(lyrics->lines[1], (LyricLine{10'000, u"the hills"_s, {}}));
    }
    void textWithoutTimesIsPlainWithItsVerses()
    {
        const auto lyrics = parseLyrics(u"\uFEFF\nOver the hills [x2]\n\n\nfar away\n\n");
        QVERIFY(lyrics.has_value());
        QCOMPARE(*lyrics, (Lyrics{false, {{0, u"Over the hills [x2]"_s, {}}, {0, {}, {}}, {0, u"far away"_s, {}}}}));
        QCOMPARE(lyricLineAt(*lyrics, 1000), -1);
    }
    void theLineOfAMomentIsFound()
    {
        const auto lyrics = parseLyrics(u"[00:10]a\n[00:20]b\n[00:20]c");
        QVERIFY(lyrics.has_value());
        QCOMPARE(lyricLineAt(*lyrics, 9999), -1);
        QCOMPARE(lyricLineAt(*lyrics, 10'000), 0);
        QCOMPARE(lyricLineAt(*lyrics, 20'000), 2);
        QCOMPARE(lyricLineAt(*lyrics, 1'000'000), 2);
    }
    void tooMuchAndNothingAreRefused()
    {
        const auto code = [](const QString &text) {
            const auto lyrics = parseLyrics(text);
            return lyrics ? QString() : lyrics.error().code;
        };
        QCOMPARE(code(QString(maxLyricsChars + 1, u'a')), u"too_long"_s);
        QCOMPARE(code(u"a\n"_s.repeated(maxLyricLines + 1)), u"too_long"_s);
        QCOMPARE(code(QString(maxLyricLineChars + 1, u'a')), u"too_long"_s);
        QCOMPARE(code(u"[00:10]\n[ar:Ana]\n"_s), u"no_words"_s);
        QCOMPARE(code(u" \n"_s), u"no_words"_s);
        QCOMPARE(code(u"[00:10]"_s.repeated(60) + u"a"_s), QString());
    }
    void whateverIsReadKeepsItsPromises()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const QStringList parts{u"[00:1"_s, u"]"_s, u"<"_s,  u">"_s, u"[00:05.00]"_s, u"<00:06>"_s,
                                u"a"_s,     u" "_s, u"\n"_s, u":"_s, u"[offset:-9"_s, u"[99999:00]"_s};
        for (int round = 0; round < 5000; ++round) {
            QString text;
            for (int i = random.bounded(40); i > 0; --i)
                text += parts[random.bounded(int(parts.size()))];
            const auto lyrics = parseLyrics(text);
            if (!lyrics)
                continue;
            qint64 last = 0;
            for (const LyricLine &line : lyrics->lines) {
                QVERIFY2(line.startMs >= last && line.startMs <= maxLyricMs, qPrintable(text));
                last = line.startMs;
                QString joined;
                qint64 at = line.startMs;
                for (const LyricWord &word : line.words) {
                    QVERIFY2(word.startMs >= at && word.startMs <= maxLyricMs, qPrintable(text));
                    at = word.startMs;
                    joined += word.text;
                }
                QVERIFY2(line.words.isEmpty() || joined == line.text, qPrintable(text));
            }
        }
    }
    void theWordsOfTheDemoAreRead()
    {
        const QDir folder(QStringLiteral(MELODY_SOURCE_DIR "/resources/demo/lyrics"));
        const QStringList files = folder.entryList({u"*.lrc"_s});
        QVERIFY(!files.isEmpty());
        bool withWords = false;
        for (const QString &name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto lyrics = parseLyrics(QString::fromUtf8(file.readAll()));
            QVERIFY2(lyrics && lyrics->synced && lyrics->lines.size() > 10, qPrintable(name));
            QVERIFY2(lyrics->lines.first().startMs > 0 && !lyrics->lines.first().text.contains(u"SPDX"_s), qPrintable(name));
            withWords |= lyrics->lines.first().words.size() > 2;
        }
        QVERIFY(withWords);
    }
};

MELODY_TEST(LyricsTest)
#include "lyrics_test.moc"
