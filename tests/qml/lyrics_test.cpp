// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <QtGui/QAccessible>
#include <QtGui/QWheelEvent>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class LyricsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theCurrentLineStandsInTheMiddleAndAPressedOneIsPlayed_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("desktop") << desktop;
        QTest::newRow("phone") << phone;
    }
    void theCurrentLineStandsInTheMiddleAndAPressedOneIsPlayed()
    {
        QFETCH(const QSize, size);
        Shown shown({}, size);
        QQuickItem *list = openLyrics(shown, 1);
        QVERIFY(list);
        shown.player->advance(shown.player->state().durationMs / 2);
        QTRY_VERIFY(isInTheMiddle(shown, *list));
        const int sounding = currentOf(*list);
        QVERIFY(sounding > 6);
        QVERIFY(shown.click(u"lyricsLine_%1"_s.arg(sounding + 1)));
        QTRY_COMPARE(currentOf(*list), sounding + 1);
        QTRY_VERIFY(isInTheMiddle(shown, *list));
    }
    void whoScrollsReadsOnUntilFollowIsPressed()
    {
        Shown shown;
        QQuickItem *list = openLyrics(shown, 1);
        QVERIFY(list);
        shown.player->advance(shown.player->state().durationMs / 2);
        QTRY_VERIFY(isInTheMiddle(shown, *list));
        scroll(shown, list->mapToScene(QPointF(list->width() / 2, list->height() / 2)));
        QVERIFY(shown.find(u"followLyrics"_s));
        QTRY_VERIFY(!list->property("moving").toBool());
        const double there = list->property("contentY").toDouble();
        shown.player->advance(shown.player->state().durationMs / 5);
        QTRY_VERIFY(soundingOf(*list) > 13);
        QCOMPARE(list->property("contentY").toDouble(), there);
        QVERIFY(shown.click(u"followLyrics"_s));
        QTRY_VERIFY(isInTheMiddle(shown, *list));
        QVERIFY(list->property("contentY").toDouble() > there);
    }
    void theKeyboardGoesFromLineToLineAndPlaysOne()
    {
        Shown shown;
        QVERIFY(openLyrics(shown, 1));
        QVERIFY(shown.focus(u"lyricsLine_2"_s));
        shown.key(Qt::Key_Down);
        shown.key(Qt::Key_Down);
        shown.key(Qt::Key_Up);
        QCOMPARE(shown.focused()->objectName(), u"lyricsLine_3"_s);
        shown.key(Qt::Key_Return);
        QTRY_VERIFY(isCurrent(shown, 3));
    }
    void aScreenReaderHearsTheLinesAndWhichOneIsSelected()
    {
        Shown shown;
        QQuickItem *list = openLyrics(shown, 1);
        QVERIFY(list);
        QVERIFY(shown.click(u"lyricsLine_3"_s));
        QTRY_VERIFY(isCurrent(shown, 3));
        QAccessibleInterface *line = QAccessible::queryAccessibleInterface(shown.find(u"lyricsLine_3"_s));
        QVERIFY(line);
        QCOMPARE(line->role(), QAccessible::Button);
        QVERIFY(line->text(QAccessible::Name).contains(u"letters"_s));
        QVERIFY(line->state().selected);
        QVERIFY(!QAccessible::queryAccessibleInterface(shown.find(u"lyricsLine_2"_s))->state().selected);
    }
    void wordsWithoutTimesAreAPage()
    {
        Shown shown;
        QQuickItem *list = openLyrics(shown, 3);
        QVERIFY(list);
        QVERIFY(shown.says(u"The harbour lights are coming on again"_s));
        QVERIFY(!shown.find(u"lyricsLine_1"_s)->isEnabled());
    }
    void aTrackWithoutWordsHasASentence()
    {
        Shown shown;
        QVERIFY(!openLyrics(shown, 2));
        QVERIFY(shown.says(u"No words for this one"_s));
        QVERIFY(shown.click(u"lyricsButton"_s));
        QTRY_VERIFY(!shown.says(u"No words for this one"_s));
    }

private:
    // Plays a track of the featured album and shows its words; null when there are none.
    static QQuickItem *openLyrics(Shown &shown, int track)
    {
        if (!shown.click(u"heroPlay"_s) || !QTest::qWaitFor([&] { return shown.playback().active(); }))
            return nullptr;
        for (int i = 0; i < track; ++i) {
            shown.playback().next();
            if (!QTest::qWaitFor([&] { return shown.player->state().queue.currentIndex() == i + 1; }))
                return nullptr;
        }
        if (QQuickItem *shell = shown.find(u"shell"_s))
            shell->setProperty("nowPlaying", true);
        if (!shown.click(u"lyricsButton"_s))
            return nullptr;
        return shown.find(u"lyricsList"_s);
    }
    static int soundingOf(const QQuickItem &list)
    {
        return list.parentItem()->findChild<QObject *>(u"lyrics"_s)->property("currentLine").toInt();
    }
    static void scroll(Shown &shown, const QPointF &where)
    {
        for (int i = 0; i < 4; ++i) {
            QWheelEvent turn(where, shown.window().mapToGlobal(where), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                             false);
            QCoreApplication::sendEvent(&shown.window(), &turn);
        }
    }
    static int currentOf(const QQuickItem &list) { return list.property("currentIndex").toInt(); }
    static bool isCurrent(Shown &shown, int line)
    {
        QQuickItem *item = shown.find(u"lyricsLine_%1"_s.arg(line));
        return item != nullptr && item->property("current").toBool();
    }
    static bool isInTheMiddle(Shown &shown, const QQuickItem &list)
    {
        QQuickItem *line = nullptr;
        for (QQuickItem *item : shown.everything()) {
            if (item->objectName().startsWith(u"lyricsLine_") && item->property("current").toBool())
                line = item;
        }
        if (line == nullptr)
            return false;
        const double middle = line->mapToItem(&list, QPointF(0, line->height() / 2)).y();
        return std::abs(middle - list.height() / 2) < 60;
    }
};

MELODY_TEST(LyricsTest)
#include "lyrics_test.moc"
