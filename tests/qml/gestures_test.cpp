// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a finger does on a phone, besides tapping and scrolling.

#include "shown.h"

#include <QtGui/QPointingDevice>
#include <QtTest/QTest>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int steps = 8;
constexpr int aFrameMs = 20; // a finger's moves are delivered with the next frame

} // namespace

class GesturesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSwipeOverTheMiniPlayerChangesTheSong()
    {
        Shown shown({}, phone);
        const QQuickItem *mini = playing(shown);
        QVERIFY(mini);
        draw(shown, middle(*mini), {-120, 5});
        QTRY_COMPARE(index(shown), 1);
        draw(shown, middle(*mini), {-120, -5});
        QTRY_COMPARE(index(shown), 2);
        draw(shown, middle(*mini), {120, 0});
        QTRY_COMPARE(index(shown), 1);
        QVERIFY(!nowPlaying(shown));
    }
    void theLastSongHasNoNextForAFingerEither()
    {
        Shown shown({}, phone);
        const QQuickItem *mini = playing(shown);
        QVERIFY(mini);
        shown.player->jumpTo(int(shown.player->state().queue.items().size()) - 1);
        QTRY_VERIFY(!shown.playback().hasNext());
        const int last = index(shown);
        draw(shown, middle(*mini), {-120, 0});
        QCOMPARE(index(shown), last);
    }
    void upOpensNowPlayingAndDownClosesIt()
    {
        Shown shown({}, phone);
        const QQuickItem *mini = playing(shown);
        QVERIFY(mini);
        draw(shown, middle(*mini), {4, -140});
        QTRY_VERIFY(nowPlaying(shown));
        QTRY_COMPARE(shown.find(u"nowPlaying"_s)->y(), 0);
        draw(shown, {195, 300}, {-5, 200});
        QTRY_VERIFY(!nowPlaying(shown));
    }
    void fromTheLeftEdgeIsBack()
    {
        Shown shown({}, phone);
        QVERIFY(shown.click(u"heroOpen"_s));
        QVERIFY(shown.find(u"albumPlay"_s));
        QTest::qWait(50);
        draw(shown, {120, 500}, {200, 0}); // not from the edge
        QVERIFY(shown.find(u"albumPlay"_s));
        draw(shown, {6, 500}, {200, 10});
        QVERIFY(shown.homeIsThere());
    }
    void aScrolledListIsNoSwipe()
    {
        Shown shown({}, phone);
        QVERIFY(playing(shown));
        QVERIFY(shown.click(u"heroOpen"_s));
        const QQuickItem *list = shown.find(u"trackList"_s);
        QVERIFY(list && shown.find(u"albumPlay"_s));
        QTest::qWait(50);
        for (const int x : {6, 195}) { // at the edge, too
            const double before = list->property("contentY").toDouble();
            draw(shown, {x, 600}, {10, -300});
            QTRY_VERIFY(list->property("contentY").toDouble() > before + 50);
            QVERIFY(shown.find(u"albumPlay"_s) != nullptr || list->isVisible());
            QCOMPARE(index(shown), 0);
            QVERIFY(!nowPlaying(shown));
            draw(shown, {x, 300}, {10, 400});
            QVERIFY(list->isVisible());
        }
    }
    void whatComesNextIsScrolledAndNotClosed()
    {
        Shown shown({}, phone);
        QVERIFY(playing(shown));
        QVERIFY(shown.click(u"nowPlayingSummary"_s));
        shown.find(u"nowPlaying"_s)->setProperty("queueShown", true);
        const QQuickItem *list = shown.find(u"upNextList"_s);
        QVERIFY(list);
        QTest::qWait(50);
        const QPoint at = list->mapToScene(QPointF(100, 60)).toPoint();
        draw(shown, at, {0, 220});
        QVERIFY(nowPlaying(shown));
    }
    void aSlantedOrShortStrokeAndATapAreNoSwipes()
    {
        Shown shown({}, phone);
        const QQuickItem *mini = playing(shown);
        QVERIFY(mini);
        draw(shown, middle(*mini), {-90, -80});
        draw(shown, middle(*mini), {-30, 0});
        QCOMPARE(index(shown), 0);
        QVERIFY(!nowPlaying(shown));
        QTest::touchEvent(&shown.window(), m_finger.get()).press(0, middle(*mini), &shown.window());
        QTest::qWait(aFrameMs);
        QTest::touchEvent(&shown.window(), m_finger.get()).release(0, middle(*mini), &shown.window());
        QTRY_VERIFY(nowPlaying(shown)); // the summary was tapped
    }

private:
    void draw(const Shown &shown, QPoint from, QPoint by)
    {
        QWindow *window = &shown.window();
        QTest::touchEvent(window, m_finger.get()).press(0, from, &shown.window());
        for (int i = 1; i <= steps; ++i) {
            QTest::qWait(aFrameMs);
            QTest::touchEvent(window, m_finger.get()).move(0, from + by * i / steps, &shown.window());
        }
        QTest::qWait(aFrameMs);
        QTest::touchEvent(window, m_finger.get()).release(0, from + by, &shown.window());
        QTest::qWait(aFrameMs);
    }
    static QPoint middle(const QQuickItem &item) { return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint(); }
    static const QQuickItem *playing(Shown &shown)
    {
        if (!shown.click(u"heroPlay"_s) || !QTest::qWaitFor([&] { return shown.playback().playing(); }))
            return nullptr;
        const QQuickItem *mini = shown.find(u"nowPlayingSummary"_s);
        QTest::qWait(50); // it has its place
        return mini;
    }
    static int index(const Shown &shown) { return shown.player->state().queue.currentIndex(); }
    static bool nowPlaying(Shown &shown) { return shown.find(u"shell"_s)->property("nowPlaying").toBool(); }

    std::unique_ptr<QPointingDevice> m_finger{QTest::createTouchDevice()};
};

MELODY_TEST(GesturesTest)
#include "gestures_test.moc"
