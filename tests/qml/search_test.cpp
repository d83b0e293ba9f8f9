// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Search as a place of the app: by keys, by the navigation and by a link.

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class SearchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theKeysLeadToItFromAnywhereAndIntoItsField_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<bool>("control");
        QTest::newRow("Ctrl+F") << int(Qt::Key_F) << true;
        QTest::newRow("slash") << int(Qt::Key_Slash) << false;
    }
    void theKeysLeadToItFromAnywhereAndIntoItsField()
    {
        QFETCH(int, key);
        QFETCH(bool, control);
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"heroPlay"_s));
        shown.find(u"shell"_s)->setProperty("nowPlaying", true);
        const auto press = [&] { shown.key(Qt::Key(key), control ? Qt::ControlModifier : Qt::NoModifier); };
        press();
        QVERIFY(shown.find(u"searchField"_s));
        QTRY_VERIFY(typing(shown));
        QVERIFY(shown.says(u"What would you like to hear?"_s));
        shown.type(u"zzzz/"_s); // in a field it is a letter
        QVERIFY(shown.says(u"Nothing on this device matches"_s));
        QCOMPARE(shown.find(u"searchField"_s)->property("text").toString(), u"zzzz/"_s);
        QVERIFY(shown.focus(u"nav_search"_s));
        press();
        QTRY_VERIFY(typing(shown));
    }
    void whatIsDownloadedIsFoundWithoutAHeartAndPlays()
    {
        Shown shown({}, phone);
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"nav_search"_s));
        const auto all = shown.downloads->state().collections;
        const wire::TrackInfo song = all.constLast().info.tracks[4];
        QVERIFY(!shown.library->library().state().liked.contains(song.summary.id));
        QVERIFY(shown.find(u"searchField"_s));
        shown.find(u"searchField"_s)->setProperty("text", QString(song.summary.title + u' ' + song.artistName));
        QTRY_COMPARE(title(shown, u"searchRow_0"_s), song.summary.title);
        QVERIFY(shown.says(u"Songs"_s));
        QVERIFY(shown.click(u"searchRow_0"_s));
        QTRY_COMPARE(shown.playback().contentId(), song.summary.id.toString());
        // From the field into the list by keys.
        QVERIFY(shown.focus(u"searchField"_s));
        shown.key(Qt::Key_Down);
        QTRY_COMPARE(shown.focused()->objectName(), u"searchRow_0"_s);
    }
    void aLinkComesWithItsWords()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        shown.gui->open(u"melody://search?q=kilom"_s);
        QVERIFY(shown.find(u"searchField"_s));
        QTRY_COMPARE(shown.find(u"searchField"_s)->property("text").toString(), u"kilom"_s);
        QTRY_COMPARE(title(shown, u"searchRow_0"_s), u"Kilómetros"_s);
        shown.gui->open(u"melody://search?q=half%20past"_s);
        QTRY_COMPARE(title(shown, u"searchRow_0"_s), u"Half past two"_s);
        QVERIFY(shown.click(u"searchRow_0"_s));
        QVERIFY(shown.find(u"playlistRow_0"_s));
    }
    void aSongOfAPlaylistFileOpensItsAlbum()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        const wire::TrackInfo song = shown.downloads->state().collections.constFirst().info.tracks[3];
        shown.gui->open(u"melody://track/"_s + song.summary.id.toString());
        QVERIFY(shown.find(u"trackList"_s));
        QTRY_COMPARE(shown.focused()->property("title").toString(), song.summary.title);
    }

private:
    static bool typing(Shown &shown) { return shown.find(u"searchField"_s)->property("input").value<QQuickItem *>()->hasActiveFocus(); }
    static QString title(Shown &shown, const QString &row)
    {
        const QQuickItem *item = shown.find(row);
        return item != nullptr ? item->property("title").toString() : QString();
    }
};

MELODY_TEST(SearchTest)
#include "search_test.moc"
