// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <media/chapters.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::media;
using namespace Qt::StringLiterals;

namespace {

QString strangeTitle(QRandomGenerator &random)
{
    static const QList<QString> pieces{u"Night"_s,
                                       QString(QChar(0)),
                                       u"\n"_s,
                                       u" "_s,
                                       QString(QChar(0x202E)),
                                       QString(QChar(0xD83C)), // half of a pair
                                       u"😀"_s,
                                       u"ü"_s,
                                       QString(QChar(0xFFFD)),
                                       QString(random.bounded(400), u'x')};
    QString title;
    for (int i = random.bounded(5); i > 0; --i)
        title += pieces[random.bounded(pieces.size())];
    return title;
}

// Often at the edges, often at the same place.
qint64 strangeTime(QRandomGenerator &random, qint64 durationMs)
{
    const std::array<qint64, 9> edges{0,
                                      -1,
                                      999,
                                      durationMs,
                                      durationMs + 1,
                                      durationMs / 2,
                                      -(1LL << 62),
                                      std::numeric_limits<qint64>::min(),
                                      std::numeric_limits<qint64>::max()};
    return random.bounded(4) == 0 ? edges[size_t(random.bounded(int(edges.size())))] : random.bounded(durationMs + 2000) - 1000;
}

} // namespace

class ChaptersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chaptersStandInTheOrderOfTime()
    {
        const Chapters planned = planChapters({{60'000, 90'000, u"Second"_s}, {0, 60'000, u" First\n part "_s}}, 90'000);
        QCOMPARE(planned, (Chapters{{0, u"First part"_s}, {60'000, u"Second"_s}}));
    }
    void oneChapterIsTheRecordingItself()
    {
        QCOMPARE(planChapters({{0, 90'000, u"All"_s}}, 90'000), Chapters());
        QCOMPARE(planChapters({{0, 90'000, u"All"_s}, {200'000, 210'000, u"Beyond"_s}}, 90'000), Chapters());
    }
    void theInnermostOfThoseThatBeginTogetherIsTaken()
    {
        const Chapters planned = planChapters(
            {{0, 90'000, u"The book"_s}, {0, 30'000, u"One"_s}, {30'000, 90'000, u"Two"_s}, {30'200, 40'000, u"Hair"_s}}, 90'000);
        QCOMPARE(planned, (Chapters{{0, u"One"_s}, {30'000, u"Two"_s}}));
    }
    void aNameIsTakenFromTheNextWhereTheFirstHasNone()
    {
        const Chapters planned = planChapters({{0, 10, {}}, {0, 20, u"Intro"_s}, {30'000, 40'000, {}}}, 90'000);
        QCOMPARE(planned, (Chapters{{0, u"Intro"_s}, {30'000, QString()}}));
    }
    void aFirstOneThatIsALittleLateBeginsAtTheBeginning()
    {
        QCOMPARE(planChapters({{26, 100, u"One"_s}, {5'000, 6'000, u"Two"_s}}, 9'000).constFirst().startMs, 0);
        QCOMPARE(planChapters({{3'000, 100, u"One"_s}, {5'000, 6'000, u"Two"_s}}, 9'000).constFirst().startMs, 3'000);
    }
    void noMoreThanTheFirstFiveHundredAreTaken()
    {
        std::vector<RawChapter> raw;
        for (int i = 2'000; i > 0; --i)
            raw.push_back({i * 2'000LL, i * 2'000LL + 2'000, QString::number(i)});
        const Chapters planned = planChapters(raw, 5'000'000);
        QCOMPARE(planned.size(), maxChapters);
        QCOMPARE(planned.constLast().title, u"500"_s);
    }
    void thePresentOneIsTheLastThatHasBegun()
    {
        const Chapters chapters{{3'000, u"One"_s}, {5'000, u"Two"_s}};
        QCOMPARE(chapterAt(chapters, 2'999), -1);
        QCOMPARE(chapterAt(chapters, 3'000), 0);
        QCOMPARE(chapterAt(chapters, 4'999), 0);
        QCOMPARE(chapterAt(chapters, 1LL << 40), 1);
        QCOMPARE(chapterAt({}, 0), -1);
    }
    void whateverAFileSaysWhatIsPlannedCanBeShownAndJumpedTo()
    {
        const quint32 seed = qEnvironmentVariableIsSet("MELODY_SEED") ? quint32(qEnvironmentVariableIntValue("MELODY_SEED"))
                                                                      : QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        int planned = 0;
        for (int round = 0; round < 2'000; ++round) {
            const qint64 durationMs = random.bounded(2) == 0 ? 1 + random.bounded(5'000) : random.bounded(1, 6 * 3'600'000);
            std::vector<RawChapter> raw;
            for (int i = random.bounded(random.bounded(20) == 0 ? 1'200 : 12); i > 0; --i)
                raw.push_back({strangeTime(random, durationMs), strangeTime(random, durationMs), strangeTitle(random)});
            const Chapters chapters = planChapters(raw, durationMs);
            QVERIFY(chapters.size() != 1 && chapters.size() <= maxChapters);
            for (qsizetype i = 0; i < chapters.size(); ++i) {
                const Chapter &chapter = chapters[i];
                QVERIFY(chapter.startMs >= (i == 0 ? 0 : chapters[i - 1].startMs + minChapterMs));
                QVERIFY(chapter.startMs + minChapterMs <= durationMs);
                QVERIFY(chapter.title.size() <= maxChapterTitle);
                QCOMPARE(chapter.title, chapter.title.simplified());
                QVERIFY(QString::fromUtf8(chapter.title.toUtf8()) == chapter.title); // no half of a pair
                QVERIFY(std::none_of(chapter.title.begin(), chapter.title.end(),
                                     [](QChar c) { return c.category() == QChar::Other_Control || c == QChar(0x202E); }));
                QCOMPARE(chapterAt(chapters, chapter.startMs), i);
            }
            planned += chapters.isEmpty() ? 0 : 1;
            // Planned again it stays as it is.
            std::vector<RawChapter> again;
            again.reserve(size_t(chapters.size()));
            for (const Chapter &chapter : chapters)
                again.push_back({chapter.startMs, chapter.startMs, chapter.title});
            QCOMPARE(planChapters(again, durationMs), chapters);
        }
        QVERIFY(planned > 100);
    }
};

MELODY_TEST(ChaptersTest)
#include "chapters_test.moc"
