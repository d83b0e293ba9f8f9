// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chapters of real files, read by the real worker.

#include "media_fixtures.h"

#include <QtCore/QtEndian>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray big(quint32 value)
{
    value = qToBigEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&value), sizeof value);
}

QByteArray frame(const QByteArray &name, const QByteArray &body)
{
    return name + big(quint32(body.size())) + QByteArray(2, '\0') + body;
}

// ID3v2 Chapter Frame Addendum, section 3.1; the title in Latin-1.
QByteArray chapterFrame(const QByteArray &id, quint32 startMs, quint32 endMs, const QByteArray &title)
{
    return frame("CHAP", id + '\0' + big(startMs) + big(endMs) + QByteArray(8, '\xff') + frame("TIT2", '\0' + title));
}

QByteArray id3Tag(const QByteArray &frames)
{
    QByteArray size(4, '\0');
    for (int i = 0; i < 4; ++i)
        size[i] = char((frames.size() >> (7 * (3 - i))) & 0x7f);
    return "ID3\x03" + QByteArray(2, '\0') + size + frames;
}

} // namespace

class FileChaptersTest : public QObject {
    Q_OBJECT
    MediaFixtures m_fixtures;

    QString speech() { return m_fixtures.sox(u"talk.wav"_s, u"-r 44100 -b 16 -c 1 \"%1\" synth 9 pinknoise gain -6"_s); }
    const media::Chapters m_expected{{0, u"Good evening"_s}, {2'000, u"Über Züge"_s}, {6'500, u"Night & day; the end"_s}};

private Q_SLOTS:
    void chaptersAreReadFromEveryKindOfFileThatHasThem_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoding");
        QTest::newRow("audiobook") << u"a.m4b"_s << u"-c:a aac -f ipod"_s;
        QTest::newRow("mp4") << u"a.m4a"_s << u"-c:a aac"_s;
        QTest::newRow("mp3") << u"a.mp3"_s << u"-c:a libmp3lame"_s;
    }
    void chaptersAreReadFromEveryKindOfFileThatHasThem()
    {
        QFETCH(QString, name);
        QFETCH(QString, encoding);
        const QString marks =
            m_fixtures.write(u"marks.txt"_s, ";FFMETADATA1\n"
                                             "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=Good evening\n"
                                             "[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=6500\ntitle=Über Züge\n"
                                             "[CHAPTER]\nTIMEBASE=1/1000\nSTART=6500\nEND=9000\ntitle=Night & day\\; the end\n");
        const QString file = m_fixtures.ffmpeg(
            name, u"-i \"%1\" -f ffmetadata -i \"%2\" -map 0:a -map_metadata 0 -map_chapters 1 %3"_s.arg(speech(), marks, encoding));
        const auto outcome = m_fixtures.transcode(file);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QCOMPARE(outcome->chapters, m_expected);
    }
    // Written by hand: FFmpeg 5.1 leaves them out of Vorbis and rounds those of Opus.
    void chaptersAreReadFromVorbisComments_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoding");
        QTest::newRow("flac") << u"c.flac"_s << u"-c:a flac"_s;
        QTest::newRow("vorbis") << u"c.ogg"_s << u"-c:a libvorbis"_s;
        QTest::newRow("opus") << u"c.opus"_s << u"-c:a libopus"_s;
    }
    void chaptersAreReadFromVorbisComments()
    {
        QFETCH(QString, name);
        QFETCH(QString, encoding);
        QString tags;
        for (qsizetype i = 0; i < m_expected.size(); ++i) {
            tags += u" -metadata CHAPTER00%1=00:00:0%2.%3 -metadata \"CHAPTER00%1NAME=%4\""_s.arg(i)
                        .arg(m_expected[i].startMs / 1000)
                        .arg(m_expected[i].startMs % 1000, 3, 10, QChar(u'0'))
                        .arg(m_expected[i].title);
        }
        const auto outcome = m_fixtures.transcode(m_fixtures.ffmpeg(name, u"-i \"%1\" %2"_s.arg(speech(), encoding) + tags));
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QCOMPARE(outcome->chapters, m_expected);
    }
    void aFileWithoutChaptersHasNone()
    {
        const auto outcome = m_fixtures.transcode(m_fixtures.ffmpeg(u"none.mp3"_s, u"-i \"%1\""_s.arg(speech())));
        QVERIFY(outcome);
        QCOMPARE(outcome->chapters, media::Chapters());
    }
    void hostileChaptersAreCleanedAndTheSoundIsTaken()
    {
        const QByteArray sound = m_fixtures.read(m_fixtures.ffmpeg(u"plain.mp3"_s, u"-i \"%1\" -id3v2_version 0"_s.arg(speech())));
        QByteArray frames = chapterFrame("late", 3'000, 1'000, "Ends\x01 before\n it begins") +
                            chapterFrame("all", 0, 9'000, "Everything") + chapterFrame("one", 0, 100, QByteArray(10'000, 'x')) +
                            chapterFrame("beyond", 4'000'000'000U, 4'100'000'000U, "Beyond") +
                            chapterFrame("again", 3'000, 5'000, "Again") + chapterFrame("hair", 3'400, 3'401, "Hair");
        for (int i = 0; i < 3'000; ++i)
            frames += chapterFrame("n" + QByteArray::number(i), quint32(i % 9'000), 9'000, "Swarm");
        const auto outcome = m_fixtures.transcode(m_fixtures.write(u"hostile.mp3"_s, id3Tag(frames) + sound));
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        const media::Chapters &chapters = outcome->chapters;
        QVERIFY(chapters.size() >= 2);
        QCOMPARE(chapters.constFirst(), (media::Chapter{0, QString(300, u'x')}));
        for (qsizetype i = 1; i < chapters.size(); ++i)
            QVERIFY(chapters[i].startMs >= chapters[i - 1].startMs + 1000);
        QVERIFY(chapters.constLast().startMs < outcome->manifest.durationMs);
        for (const media::Chapter &chapter : chapters)
            QCOMPARE(chapter.title, chapter.title.simplified());
    }
};

MELODY_TEST(FileChaptersTest)
#include "file_chapters_test.moc"
