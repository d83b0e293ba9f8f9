// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <playlists/playlist_file.h>
#include <support/test_main.h>
#include <values/clock.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::playlists;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 300;

class Maker {
public:
    explicit Maker(quint32 seed) : m_random(seed) {}

    PlaylistFile file()
    {
        PlaylistFile file{text(), text(), {}};
        for (int i = m_random.bounded(12); i > 0; --i) {
            FileEntry entry{{}, text(), text(), m_random.bounded(10) == 0 ? 0 : qint64(m_random.bounded(600'000))};
            if (m_random.bounded(3) != 0)
                entry.content = ContentId(QUuid::fromRfc4122(QByteArray::number(m_random.generate64(), 16).rightJustified(16, 'x')));
            if (!entry.title.isEmpty() || entry.content)
                file.entries.append(entry);
        }
        return file;
    }

private:
    // What is hard to write: markup, separators, quotes, other scripts, pairs.
    QString text()
    {
        static const QStringList pieces{u"a"_s,     u" - "_s,    u"-"_s,          u"<&>\"'"_s, u"#EXTINF:1,x"_s, u"]]>"_s, u","_s,
                                        u"Björk"_s, u"音楽"_s,   u"\U0001f3b5"_s, u" "_s,      u"&amp;"_s,       u"\\"_s,  u"/x.mp3"_s,
                                        u"%20"_s,   u"\ufffd"_s, u"#"_s};
        QString text;
        for (int i = m_random.bounded(6); i > 0; --i)
            text += pieces[m_random.bounded(int(pieces.size()))];
        return text.simplified();
    }
    QRandomGenerator m_random;
};

QString codeOf(const QByteArray &bytes)
{
    const auto parsed = parsePlaylistFile(bytes);
    return parsed ? u"none"_s : parsed.error().code;
}

QByteArray xspf(const QByteArray &inside)
{
    return "<?xml version=\"1.0\"?><playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\">" + inside + "</playlist>";
}

} // namespace

class PlaylistFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsExportedIsImportedTheSame()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        for (quint32 run = 0; run < runs; ++run) {
            PlaylistFile file = Maker(seed + run).file();
            const QByteArray xml = toXspf(file);
            QVERIFY2(parsePlaylistFile(xml) == file, xml.constData());
            file.description.clear();
            for (FileEntry &entry : file.entries)
                entry.durationMs = entry.durationMs > 0 ? (entry.durationMs + 500) / 1'000 * 1'000 : 0;
            const QByteArray lines = toM3u(file);
            const auto again = parsePlaylistFile(lines);
            QVERIFY2(again == file, lines.constData());
        }
    }
    void anXspfOfAnotherPlayerIsRead()
    {
        const auto read = parsePlaylistFile(xspf("<title> My\n list </title><creator>me</creator><trackList>"
                                                 "<track><location>file:///music/x.mp3</location><title>One &amp; two</title>"
                                                 "<creator>Ana</creator><duration>61000</duration><extension application=\"x\"><deep>"
                                                 "<title>not this</title></deep></extension></track>"
                                                 "<track><location>file:///music/Bea%20-%20Three.ogg</location></track><track/>"
                                                 "</trackList>"));
        QVERIFY(read);
        QCOMPARE(read->name, u"My list"_s);
        QCOMPARE(read->entries, (QList<FileEntry>{{{}, u"One & two"_s, u"Ana"_s, 61'000}, {{}, u"Three"_s, u"Bea"_s, 0}}));
    }
    void anM3uOfAnotherPlayerIsRead()
    {
        const auto read =
            parsePlaylistFile("\xef\xbb\xbf#EXTM3U\r\n#PLAYLIST:Mixed\r\n#EXTINF:215 tvg=\"a,b\",Ana - One\r\nC:\\music\\x.mp3\r\n"
                              "\r\n# a remark\r\nfolder/Bea - Two.flac\r\n#EXTINF:-1,Caf\xe9\r\nhttp://radio.example/\r\n");
        QVERIFY(read);
        QCOMPARE(read->name, u"Mixed"_s);
        QCOMPARE(read->entries, (QList<FileEntry>{{{}, u"One"_s, u"Ana"_s, 215'000}, {{}, u"Two"_s, u"Bea"_s, 0}, {{}, u"Café"_s, {}, 0}}));
    }
    void whatIsTooMuchIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\0\0\0", 9) << u"not_a_playlist"_s;
        QTest::newRow("a page") << QByteArray("<html><body/></html>") << u"not_a_playlist"_s;
        QTest::newRow("cut off") << xspf("<trackList>").chopped(20) << u"not_a_playlist"_s;
        QTest::newRow("entities") << QByteArray("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><playlist><title>&a;</title></playlist>")
                                  << u"not_a_playlist"_s;
        QTest::newRow("a document type") << QByteArray("<!DOCTYPE playlist SYSTEM \"file:///etc/passwd\"><playlist/>")
                                         << u"not_a_playlist"_s;
        QTest::newRow("an unknown entity") << xspf("<title>&a;</title>") << u"not_a_playlist"_s;
        QTest::newRow("depth") << xspf(QByteArray("<a>").repeated(20) + QByteArray("</a>").repeated(20)) << u"too_large"_s;
        QTest::newRow("a text") << xspf("<title>" + QByteArray(maxFileLine + 1, 'a') + "</title>") << u"too_large"_s;
        QTest::newRow("a line") << QByteArray(maxFileLine + 1, 'a') << u"too_large"_s;
        QTest::newRow("elements") << xspf("<trackList>" + QByteArray("<track><title>a</title></track>").repeated(maxFileEntries + 1) +
                                          "</trackList>")
                                  << u"too_large"_s;
        QTest::newRow("lines") << QByteArray("a\n").repeated(maxFileEntries + 1) << u"too_large"_s;
        QTest::newRow("the file") << QByteArray(maxFileBytes + 1, '\n') << u"too_large"_s;
        QTest::newRow("as many as may be") << QByteArray("a\n").repeated(maxFileEntries) << u"none"_s;
        QTest::newRow("nothing") << QByteArray() << u"none"_s;
    }
    void whatIsTooMuchIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        QCOMPARE(codeOf(bytes), code);
    }
    void aRefusalNamesTheLine()
    {
        QCOMPARE(parsePlaylistFile("a\nb\n" + QByteArray(maxFileLine + 1, 'c')).error().fields.first().field, u"line 3"_s);
    }
    void longTextsAreCutWhereACharacterEnds()
    {
        QString title(maxEntryText - 1, u'x');
        title += u"\U0001f3b5"_s;
        const auto read = parsePlaylistFile(toXspf({u"n"_s, {}, {{{}, title, {}, 0}}}));
        QVERIFY(read);
        QCOMPARE(read->entries.first().title, QString(maxEntryText - 1, u'x'));
    }
};

MELODY_TEST(PlaylistFileTest)
#include "playlist_file_test.moc"
