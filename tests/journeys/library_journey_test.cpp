// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two devices of one listener and the real server: what is done on the one is seen on the other, through the live channel; what is done
// without the server arrives once.

#include <journey/listener.h>
#include <journey/stack.h>
#include <library/library.h>
#include <library/migrations.h>
#include <remote/remote.h>
#include <store/migrations.h>
#include <store/secrets.h>
#include <support/test_main.h>

#include <QtCore/QElapsedTimer>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

// A device over a folder that survives it. It never looks by itself: what it learns comes through the live channel.
struct Device {
    Device(const test::Stack &stack, const QString &folder) : secrets(remote::createFileSecretStore(folder + u"/secrets"_s))
    {
        auto steps = store::migrations();
        const auto more = library::migrations();
        steps.insert(steps.end(), more.begin(), more.end());
        store = std::move(*store::openStore({folder + u"/offline.db"_s, *store::storeKey(*secrets), steps}));
        stored = store::createStoredSecrets(*store, *secrets);
        remote::RemoteOptions remoteOptions;
        remoteOptions.baseUrl = stack.baseUrl();
        remoteOptions.caFile = stack.caFile();
        remoteOptions.maxTries = 1;
        remote = std::move(*remote::createRemote(remoteOptions, *stored, clock));
        library::Options options;
        options.pollEvery = std::chrono::hours(10);
        options.maxBackoff = std::chrono::milliseconds(1'000);
        library = library::createLibrary({*store, remote->library(), clock}, options);
    }
    ~Device() { remote->stopListening(); }
    Device(const Device &) = delete;
    Device &operator=(const Device &) = delete;

    UserId signIn(const test::Person &person)
    {
        const auto user = test::await<UserId>(
            [&](auto done) { remote->api().signIn(person.email, person.password, u"journey"_s, nullptr, std::move(done)); });
        if (!user)
            qFatal("not signed in: %s", qPrintable(user.error().code));
        listen(*user);
        return *user;
    }
    void listen(const UserId &user)
    {
        library->setUser(user);
        remote->listen({[this](const wire::LiveEvent &event) { library->hear(event); },
                        [this](bool connected) {
                            library->hearLive(connected);
                            isLive = connected;
                        }});
    }
    [[nodiscard]] bool likes(const wire::ContentSummary &card) const { return library->state().liked.contains(card.id); }

    SystemClock clock;
    std::atomic<bool> isLive = false;
    std::unique_ptr<remote::SecretStore> secrets;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<remote::SecretStore> stored;
    std::unique_ptr<remote::Remote> remote;
    std::unique_ptr<library::Library> library;
};

} // namespace

class LibraryJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_stack = std::make_unique<test::Stack>();
        const auto creator = m_stack->addPerson(u"creator"_s, u"creator"_s);
        const QTemporaryDir folder;
        test::writeAlbum(folder.path(), u"Tone Poets"_s, u"Far from home"_s, 2, 4);
        QString said;
        QVERIFY2(m_stack->import(folder.path(), creator, &said) == 0, qPrintable(said));
        m_ana = m_stack->addPerson(u"ana"_s);
        test::Listener looker(*m_stack, m_ana);
        const auto albums = looker.all(u"album"_s);
        QVERIFY(albums && albums->size() == 1);
        const auto album = looker.album(albums->first().id);
        QVERIFY(album);
        for (const wire::TrackInfo &track : album->tracks)
            m_songs.append(track.summary);
    }
    void cleanupTestCase() { m_stack.reset(); }

    void aLikeOnOneDeviceIsSeenOnTheOther()
    {
        const QTemporaryDir home;
        const QTemporaryDir pocket;
        Device desktop(*m_stack, home.path());
        Device phone(*m_stack, pocket.path());
        desktop.signIn(m_ana);
        phone.signIn(m_ana);
        QTRY_VERIFY_WITH_TIMEOUT(desktop.isLive && phone.isLive, patienceMs);
        QVERIFY(phone.library->drain(std::chrono::milliseconds(patienceMs)));

        QElapsedTimer timer;
        timer.start();
        desktop.library->setLiked(m_songs[0], true);
        QTRY_VERIFY_WITH_TIMEOUT(phone.likes(m_songs[0]), patienceMs);
        qInfo("seen after %lld ms", timer.elapsed());
        QCOMPARE(phone.library->cards(*phone.library->liked({u"track"_s}))->constFirst().title, m_songs[0].title);
        phone.library->setLiked(m_songs[0], false);
        QTRY_VERIFY_WITH_TIMEOUT(!desktop.likes(m_songs[0]), patienceMs);
    }
    void whatIsDoneWithoutTheServerArrivesOnce()
    {
        const QTemporaryDir home;
        const QTemporaryDir pocket;
        Device phone(*m_stack, pocket.path());
        const UserId user = phone.signIn(m_ana);
        auto desktop = std::make_unique<Device>(*m_stack, home.path());
        desktop->signIn(m_ana);
        QVERIFY(desktop->library->drain(std::chrono::milliseconds(patienceMs)));
        QVERIFY(phone.library->drain(std::chrono::milliseconds(patienceMs)));
        const QString before = mutations();

        m_stack->killServer();
        desktop->library->setLiked(m_songs[1], true);
        const auto playlist = desktop->library->createPlaylist(u"On the train"_s, m_songs);
        QTRY_COMPARE_WITH_TIMEOUT(desktop->library->state().unsent, 3, patienceMs);
        desktop.reset(); // the program ends before the server is back
        desktop = std::make_unique<Device>(*m_stack, home.path());
        desktop->listen(user);
        QTRY_VERIFY_WITH_TIMEOUT(desktop->likes(m_songs[1]), patienceMs);
        QCOMPARE(desktop->library->playlist(playlist)->entries.size(), m_songs.size());

        m_stack->startServer();
        desktop->library->retryNow();
        QVERIFY(desktop->library->drain(std::chrono::milliseconds(patienceMs)));
        QTRY_VERIFY_WITH_TIMEOUT(phone.likes(m_songs[1]), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(phone.library->playlist(playlist).has_value(), patienceMs);
        QCOMPARE(phone.library->playlist(playlist)->entries.size(), m_songs.size());
        QCOMPARE(mutations().toInt(), before.toInt() + 3);
        QCOMPARE(m_stack->ask(u"SELECT count(*) FROM social.playlist_item"_s), QString::number(m_songs.size()));

        // A place that both put something into while neither saw the other.
        m_stack->killServer();
        const int there = int(m_songs.size());
        desktop->library->append(playlist, {m_songs[0]});
        phone.library->append(playlist, {m_songs[1]});
        QTRY_COMPARE_WITH_TIMEOUT(phone.library->playlist(playlist)->entries.size(), there + 1, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(desktop->library->playlist(playlist)->entries.size(), there + 1, patienceMs);
        m_stack->startServer();
        desktop->library->retryNow();
        phone.library->retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(desktop->library->playlist(playlist)->entries.size(), there + 2, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(phone.library->playlist(playlist)->entries, desktop->library->playlist(playlist)->entries, patienceMs);
    }

private:
    QString mutations() const { return m_stack->ask(u"SELECT count(*) FROM social.mutation"_s); }

    std::unique_ptr<test::Stack> m_stack;
    test::Person m_ana;
    QList<wire::ContentSummary> m_songs;
};

MELODY_TEST(LibraryJourneyTest)
#include "library_journey_test.moc"
