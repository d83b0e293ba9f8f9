// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class DownloadsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDownloadSaysHowFarItIsAndCanBePausedAndRemoved()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(openDownloads(shown));
        QVERIFY(shown.find(u"download_0"_s));
        QVERIFY(shown.find(u"download_2"_s));
        const QString first = shown.find(u"download_0"_s)->property("text").toString();
        QVERIFY(shown.find(u"download_0"_s)->property("subtitle").toString().contains(u"40 %"));
        QVERIFY(shown.click(u"downloadPause_0"_s));
        QTRY_VERIFY(shown.find(u"download_0"_s)->property("subtitle").toString().contains(u"paused at 40 %"));
        QVERIFY(shown.click(u"downloadRemove_0"_s));
        QVERIFY(shown.click(u"dialogConfirm"_s));
        QTRY_VERIFY(shown.find(u"download_0"_s)->property("text").toString() != first);
    }
    void thePageOfAnAlbumSaysThatItIsKept()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(openDownloads(shown));
        QVERIFY(shown.click(u"download_2"_s));
        const QQuickItem *button = shown.find(u"albumDownload"_s);
        QVERIFY(button);
        QCOMPARE(button->property("text").toString(), u"Downloaded"_s);
    }
    void theNewestSongsOfAnArtistAreKeptAsManyAsAreWanted()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        const QString artist = shown.library->library().followed()->constFirst().id.toString();
        QQuickItem *shell = shown.find(u"shell"_s);
        QVERIFY(shell && QMetaObject::invokeMethod(shell, "open", Q_ARG(QString, u"artist"_s), Q_ARG(QString, artist)));
        const auto kindKept = [&] {
            const auto all = shown.downloads->state().collections;
            const auto found =
                std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.info.summary.id.toString() == artist; });
            return found == all.end() ? QString() : found->info.summary.kind;
        };
        QVERIFY(shown.click(u"artistKeep"_s));
        QVERIFY(shown.says(u"The 5 newest songs"_s));
        QVERIFY(shown.click(u"choice_10"_s));
        QTRY_COMPARE(kindKept(), u"newest_10"_s);
        QVERIFY(shown.click(u"artistKeep"_s));
        QQuickItem *chosen = shown.find(u"choice_10"_s);
        QVERIFY(chosen);
        QTRY_VERIFY(chosen->hasActiveFocus()); // where it stands
        shown.key(Qt::Key_Up);
        shown.key(Qt::Key_Return);
        QTRY_COMPARE(kindKept(), u"newest_5"_s);
        QVERIFY(shown.click(u"artistKeep"_s));
        QVERIFY(shown.click(u"choice_0"_s));
        QTRY_VERIFY(kindKept().isEmpty());
    }
    void withoutAPlanDownloadSaysSoAtOnceAndLeadsToThePlans()
    {
        Shown shown({}, desktop, true, {.lead = ports::Stream::Lead{}});
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"card_4"_s)); // none of those that are kept
        QVERIFY(shown.find(u"albumDownload"_s));
        QCOMPARE(shown.find(u"albumDownload"_s)->property("text").toString(), u"Download"_s);
        QVERIFY(shown.press(u"albumDownload"_s));
        const QString why = u"Downloads come with a paid plan. Choose one in Settings, Plans."_s;
        QVERIFY(shown.says(why));
        QCOMPARE(shown.find(u"albumDownload"_s)->property("text").toString(), why);
        QVERIFY(shown.click(u"toastAction"_s));
        QVERIFY(shown.find(u"plan_family"_s));
    }
    void oneSongIsDownloadedByItsMenuAndItsAlbumOpensFromTheList()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"card_0"_s));
        const QString title = shown.find(u"track_2"_s)->property("title").toString();
        QVERIFY(shown.focus(u"track_2"_s));
        shown.key(Qt::Key_Menu);
        QVERIFY(shown.click(u"more_download"_s));
        QTRY_COMPARE(shown.downloads->state().collections.constFirst().info.summary.title, title);
        const auto kept = shown.downloads->state().collections.constFirst().info;
        QCOMPARE(kept.summary.kind, u"track"_s);
        QCOMPARE(int(kept.tracks.size()), 1);
        QVERIFY(openDownloads(shown));
        QVERIFY(shown.click(u"download_0"_s));
        QVERIFY(shown.find(u"trackList"_s));
        QTRY_COMPARE(shown.focused()->objectName(), u"track_2"_s);
        QCOMPARE(shown.focused()->property("title").toString(), title);
    }
    void theLikedSongsAreKeptAltogether()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"nav_library"_s));
        QVERIFY(shown.click(u"libraryTabs_songs"_s));
        QVERIFY(shown.click(u"likedDownload"_s));
        const auto liked = shown.library->library().liked({u"track"_s});
        QTRY_COMPARE(shown.downloads->state().collections.constFirst().info.summary.kind, u"liked_songs"_s);
        QCOMPARE(shown.downloads->state().collections.constFirst().info.tracks.size(), liked->size());
    }
    void withoutTheServerTheAppSaysWhatIsPossible()
    {
        Shown shown({}, desktop, false);
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.says(u"You're offline. What you downloaded plays, and what you play is counted later."_s));
        QVERIFY(shown.click(u"offlineDownloads"_s));
        QVERIFY(shown.find(u"download_0"_s));
    }

private:
    static bool openDownloads(Shown &shown)
    {
        QQuickItem *shell = shown.find(u"shell"_s);
        return shell && QMetaObject::invokeMethod(shell, "openSetting", Q_ARG(QString, u"downloads"_s)) &&
               shown.find(u"downloadRemove_0"_s);
    }
};

MELODY_TEST(DownloadsTest)
#include "downloads_test.moc"
