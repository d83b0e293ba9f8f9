// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tag_scan.h"

#include <support/test_main.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

bool makeSilence(const QString &file, const QStringList &tags)
{
    QStringList arguments{u"-v"_s, u"error"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"anullsrc=r=48000:cl=mono"_s, u"-t"_s, u"0.1"_s};
    for (const QString &tag : tags)
        arguments << u"-metadata"_s << tag;
    return QProcess::execute(u"ffmpeg"_s, arguments << file) == 0;
}

} // namespace

class TagScanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theAdvisoryTagMakesATrackExplicit()
    {
        const QTemporaryDir folder;
        QVERIFY(makeSilence(folder.filePath(u"1.flac"_s), {u"track=1"_s, u"title=Loud"_s, u"ITUNESADVISORY=1"_s}));
        QVERIFY(makeSilence(folder.filePath(u"2.mp3"_s), {u"track=2"_s, u"title=Also loud"_s, u"ITUNESADVISORY=1"_s}));
        QVERIFY(makeSilence(folder.filePath(u"3.flac"_s), {u"track=3"_s, u"title=Cleaned"_s, u"ITUNESADVISORY=2"_s}));
        QVERIFY(makeSilence(folder.filePath(u"4.flac"_s), {u"track=4"_s, u"title=One star"_s, u"rating=1"_s}));
        QVERIFY(makeSilence(folder.filePath(u"5.flac"_s), {u"track=5"_s, u"title=Plain"_s}));
        const auto releases = ctl::scanTags(folder.path());
        QVERIFY(releases);
        QCOMPARE(releases->size(), 1);
        QList<bool> flags;
        for (const wire::NewTrack &track : releases->first().release.tracks)
            flags.append(track.explicitContent);
        QCOMPARE(flags, (QList<bool>{true, true, false, false, false}));
    }
    void aFolderOfSpokenWordBecomesAShow_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("tags");
        QTest::addColumn<QString>("kind");
        QTest::newRow("genre") << u"1.mp3"_s << QStringList{u"genre=Podcast"_s} << u"show"_s;
        QTest::newRow("genre of a book") << u"1.ogg"_s << QStringList{u"genre=audiobook"_s} << u"show"_s;
        QTest::newRow("kind of media") << u"1.m4a"_s << QStringList{u"media_type=2"_s} << u"show"_s;
        QTest::newRow("ending") << u"1.m4b"_s << QStringList{} << u"show"_s;
        QTest::newRow("music") << u"1.m4a"_s << QStringList{u"genre=Speed Metal"_s} << u"album"_s;
    }
    void aFolderOfSpokenWordBecomesAShow()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, tags);
        const QTemporaryDir folder;
        QVERIFY(
            makeSilence(folder.filePath(name), tags + QStringList{u"date=2026-03-01"_s, u"description=Two of us talk."_s, u"track=7"_s}));
        const auto releases = ctl::scanTags(folder.path());
        QVERIFY(releases);
        QCOMPARE(releases->size(), 1);
        const wire::NewRelease &release = releases->first().release;
        QTEST(release.kind, "kind");
        if (release.kind == u"album") {
            QCOMPARE(release.tracks[0].description, QString());
            return;
        }
        QCOMPARE(release.tracks[0].releaseDate, u"2026-03-01"_s);
        QCOMPARE(release.tracks[0].trackNumber, 7);
        QCOMPARE(release.tracks[0].description, u"Two of us talk."_s);
    }
    void lyricsAreReadFromTheFileBesideTheSound()
    {
        const QTemporaryDir folder;
        QVERIFY(makeSilence(folder.filePath(u"1 Over.flac"_s), {u"track=1"_s}));
        QVERIFY(makeSilence(folder.filePath(u"2 Under.flac"_s), {u"track=2"_s}));
        QFile words(folder.filePath(u"1 Over.lrc"_s));
        QVERIFY(words.open(QIODevice::WriteOnly));
        words.write("[00:01.00]Over the h\xc3\xbcgel\n");
        words.close();
        const auto releases = ctl::scanTags(folder.path());
        QVERIFY(releases);
        QCOMPARE(releases->first().release.tracks[0].lyrics, u"[00:01.00]Over the hügel\n"_s);
        QCOMPARE(releases->first().release.tracks[1].lyrics, QString());
    }
};

MELODY_TEST(TagScanTest)
#include "tag_scan_test.moc"
