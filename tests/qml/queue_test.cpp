// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is put into the queue from rows and headers, by pointer and by keys, and the queue kept as a playlist.

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class QueueTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSongOfAnAlbumPlaysNextByItsMenuAndComesOutAgain()
    {
        Shown shown;
        QVERIFY(albumIsOpen(shown));
        const QString title = shown.find(u"track_3"_s)->property("title").toString();
        const QStringList before = titles(shown);
        QVERIFY(shown.focus(u"track_3"_s));
        shown.key(Qt::Key_Menu);
        QVERIFY(shown.find(u"more_next"_s));
        QTRY_COMPARE(shown.focused()->objectName(), u"more_next"_s);
        shown.key(Qt::Key_Return);
        QStringList wanted = before;
        wanted.insert(1, title);
        QTRY_COMPARE(titles(shown), wanted);
        QVERIFY(shown.says(title + u" plays next"_s));
        QVERIFY(shown.click(u"toastAction"_s));
        QTRY_COMPARE(titles(shown), before);
        // The same with the other keys, at the end.
        QVERIFY(shown.focus(u"track_3"_s));
        shown.key(Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(shown.find(u"more_end"_s));
        QTRY_COMPARE(shown.focused()->objectName(), u"more_next"_s);
        shown.key(Qt::Key_Down);
        QTRY_COMPARE(shown.focused()->objectName(), u"more_end"_s);
        shown.key(Qt::Key_Return);
        QTRY_COMPARE(titles(shown), before + QStringList{title});
        QTRY_COMPARE(shown.focused()->objectName(), u"track_3"_s);
    }
    void onAPhoneTheButtonIsThereWithoutAPointer()
    {
        Shown shown({}, phone);
        QVERIFY(albumIsOpen(shown));
        const QStringList before = titles(shown);
        QVERIFY(shown.press(u"albumMore"_s));
        QVERIFY(shown.click(u"more_end"_s));
        QTRY_COMPARE(titles(shown), before + before); // the whole album once more
        QQuickItem *more = inside(*shown.find(u"track_1"_s), u"trackMore"_s);
        QVERIFY(more != nullptr && more->isVisible());
        QCOMPARE(more->opacity(), 1.0);
        QMetaObject::invokeMethod(more, "clicked");
        QVERIFY(shown.find(u"more_playlist"_s));
        QQuickItem *option = shown.find(u"more_next"_s);
        QVERIFY(option->mapToScene({}).x() >= 0 && option->mapToScene({option->width(), 0}).x() <= phone.width());
        QVERIFY(shown.click(u"more_next"_s));
        QTRY_COMPARE(titles(shown).size(), 2 * before.size() + 1);
    }
    void anEpisodeAndAPlaylistGoIntoTheQueueToo()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        const auto before = titles(shown).size();
        QVERIFY(QMetaObject::invokeMethod(shown.find(u"shell"_s), "open", Q_ARG(QString, u"show"_s),
                                          Q_ARG(QString, u"019aa020-5eed-7000-8000-000000000000"_s)));
        QVERIFY(shown.focus(u"episode_1"_s));
        shown.key(Qt::Key_Menu);
        QVERIFY(shown.click(u"more_end"_s));
        QTRY_COMPARE(titles(shown).size(), before + 1);
        QVERIFY(shown.player->state().queue.items().constLast().speech);
        QVERIFY(shown.click(u"nav_library"_s));
        QVERIFY(shown.click(u"libraryRow_0"_s));
        QVERIFY(shown.find(u"playlistRow_0"_s));
        QVERIFY(shown.press(u"playlistMore"_s));
        QVERIFY(shown.click(u"more_next"_s));
        QTRY_VERIFY(titles(shown).size() > before + 1);
        QTRY_COMPARE(titles(shown)[1], shown.find(u"playlistRow_0"_s)->property("title").toString());
    }
    void whereTheServerLeadsTheReasonIsSaidInstead()
    {
        Shown shown({}, desktop, true, {.lead = ports::Stream::Lead{}});
        QVERIFY(albumIsOpen(shown));
        QVERIFY(shown.press(u"albumMore"_s));
        QQuickItem *next = shown.find(u"more_next"_s);
        QVERIFY(next);
        QVERIFY(!next->isEnabled());
        QVERIFY(!shown.find(u"more_end"_s)->isEnabled());
        QVERIFY(shown.find(u"more_playlist"_s)->isEnabled());
        QVERIFY(shown.find(u"moreRefusal"_s)->property("text").toString().contains(u"Without a plan"_s));
        QTRY_COMPARE(shown.focused()->objectName(), u"more_playlist"_s);
        shown.key(Qt::Key_Escape);
        shown.find(u"shell"_s)->setProperty("nowPlaying", true);
        QVERIFY(shown.find(u"repeatButton"_s));
        QCOMPARE(shown.find(u"repeatButton"_s)->property("text").toString(), u"Repeating needs a plan"_s);
    }
    void whileAnotherDevicePlaysItGoesThere()
    {
        Shown shown;
        shown.addSpeaker();
        QVERIFY(albumIsOpen(shown));
        const auto before = titles(shown).size();
        QVERIFY(shown.click(u"devicesButton"_s));
        QVERIFY(shown.click(u"choice_"_s + shown.speaker->device->id().toString()));
        QTRY_COMPARE(shown.speaker->player->state().status, player::PlaybackStatus::Playing);
        QTRY_VERIFY(shown.says(u"On Kitchen"_s));
        QVERIFY(shown.press(u"albumMore"_s));
        QVERIFY(shown.click(u"more_end"_s));
        QTRY_COMPARE(shown.speaker->player->state().queue.items().size(), 2 * before);
        QCOMPARE(titles(shown).size(), before); // not here
    }
    void theQueueIsKeptAsAPlaylist()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        shown.find(u"shell"_s)->setProperty("nowPlaying", true);
        QVERIFY(shown.press(u"saveQueue"_s));
        QVERIFY(shown.fill(u"nameField"_s, u"Tonight"_s));
        QVERIFY(shown.click(u"nameConfirm"_s));
        QTRY_COMPARE(shown.library->library().playlists()->constFirst().name, u"Tonight"_s);
        const auto list = shown.library->library().playlist(shown.library->library().playlists()->constFirst().id);
        QCOMPARE(int(list->entries.size()), int(titles(shown).size()));
        QCOMPARE(list->entries.constFirst().card.title, titles(shown).constFirst());
        QVERIFY(shown.says(u"The queue is saved as Tonight, in your library"_s));
    }

private:
    // The first album of Home plays, and is shown.
    static bool albumIsOpen(Shown &shown)
    {
        return shown.homeIsThere() && shown.click(u"card_0"_s) && shown.press(u"albumPlay"_s) &&
               QTest::qWaitFor([&] { return shown.playback().playing(); });
    }
    static QStringList titles(const Shown &shown)
    {
        QStringList titles;
        const auto items = shown.player->state().queue.items();
        for (const player::QueueItem &item : items)
            titles.append(item.title);
        return titles;
    }
    static QQuickItem *inside(const QQuickItem &item, const QString &name)
    {
        for (QQuickItem *child : item.childItems()) {
            if (child->objectName() == name)
                return child;
            if (QQuickItem *found = inside(*child, name))
                return found;
        }
        return nullptr;
    }
};

MELODY_TEST(QueueTest)
#include "queue_test.moc"
