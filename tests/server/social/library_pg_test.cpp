// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listener.h"

#include <support/sample_release.h>
#include <support/test_main.h>

#include <crypto/sealed_key.h>
#include <wire/licence.h>

using namespace melody;
using namespace Qt::StringLiterals;
using wire::MutationOutcome;

class LibraryPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_release = test::publishSample(*m_server, {.tracks = 12});
    }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_ana = m_server->newPerson(); }

    void aLikeIsSeenOnTheOtherDeviceAndSoIsItsEnd()
    {
        const auto phone = m_server->anotherDevice(m_ana);
        test::Mirror mirror;
        test::pull(*m_server, phone.accessToken, mirror);
        QCOMPARE(m_server->put(likePath(track(0)), {}, m_ana.accessToken).status, 204);
        QCOMPARE(m_server->put(likePath(track(0)), {}, m_ana.accessToken).status, 204);
        auto page = test::syncPage(*m_server, phone.accessToken, mirror.next);
        QCOMPARE(page.changes.size(), 1);
        const auto like = std::get<wire::LikeState>(page.changes[0].state);
        QVERIFY(like.liked);
        QCOMPARE(like.content, track(0));
        QCOMPARE(page.contents.size(), 1);
        QCOMPARE(page.contents[0].title, m_release.tracks[0].title);
        QVERIFY(!page.reset && !page.more);
        test::absorb(mirror, page);
        QCOMPARE(m_server->del(likePath(track(0)), m_ana.accessToken).status, 204);
        page = test::syncPage(*m_server, phone.accessToken, mirror.next);
        QCOMPARE(page.changes.size(), 1);
        QVERIFY(!std::get<wire::LikeState>(page.changes[0].state).liked);
        // Who comes new is not told of what is gone.
        QVERIFY(test::syncPage(*m_server, phone.accessToken, {}).changes.isEmpty());
    }
    void theLibraryStaysWhenThePlanEnds()
    {
        const auto person = m_server->newFreePerson();
        auto &billing = m_server->application().billing();
        QVERIFY(billing.grant(person.user, {rules::Plan::Individual, true, u"DE"_s, m_server->clock().now() + std::chrono::hours(24)}));
        const auto paying = m_server->enter(person.email, person.password);
        QCOMPARE(billing.entitlementsOf(person.user).plan, rules::Plan::Individual);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_server->put(likePath(track(i)), {}, paying.accessToken).status, 204);
        const wire::NewPlaylist playlist{PlaylistId::create(m_server->clock().now()), u"Road"_s, {}};
        QCOMPARE(test::mutate(*m_server, paying.accessToken, {test::mutation(*m_server, playlist)}).results.size(), 1);
        const auto item = PlaylistItemId::create(m_server->clock().now());
        const auto filled =
            test::mutate(*m_server, paying.accessToken,
                         {test::mutation(*m_server, wire::EditPlaylist{playlist.id, {1, {test::insertion(item, track(5))}}})});
        QCOMPARE(filled.results[0].outcome, MutationOutcome::Applied);
        QCOMPARE(licence(paying, track(0)), 201); // it is downloaded
        test::Mirror before;
        test::pull(*m_server, paying.accessToken, before);
        QCOMPARE(before.things.size(), size_t(5));
        m_server->advance(std::chrono::hours(48));
        m_server->runJobs();
        m_server->deliverEvents();
        QCOMPARE(billing.entitlementsOf(person.user).plan, rules::Plan::Free);
        const auto free = m_server->enter(person.email, person.password);
        test::Mirror after;
        test::pull(*m_server, free.accessToken, after);
        QCOMPARE(after, before);
        // What was downloaded is known still: what was heard of it offline can be told, and nothing new is downloaded.
        const std::string downloads =
            "SELECT count(*) FROM playback.licence WHERE user_id = '" + person.user.toString().toStdString() + "'";
        QCOMPARE(m_server->pg().execute(downloads), std::string("1"));
        QCOMPARE(licence(free, track(0)), 402);
        // The library isn't locked either, and with the next plan all is as it was.
        QCOMPARE(m_server->put(likePath(track(3)), {}, free.accessToken).status, 204);
        QVERIFY(billing.grant(person.user, {rules::Plan::Individual, true, u"DE"_s, m_server->clock().now() + std::chrono::hours(24)}));
        QCOMPARE(licence(free, track(0)), 201);
        QCOMPARE(m_server->pg().execute(downloads), std::string("2"));
    }
    void artistsAreFollowedAndNothingElseUnderTheirName()
    {
        const QString artist =
            m_server->get(u"/v1/tracks/"_s + track(0).toString(), m_ana.accessToken).json().value(u"artist"_s).toString();
        QCOMPARE(m_server->put(u"/v1/me/follows/artist/"_s + artist, {}, m_ana.accessToken).status, 204);
        QCOMPARE(m_server->put(u"/v1/me/follows/show/"_s + artist, {}, m_ana.accessToken).status, 404);
        QCOMPARE(m_server->put(u"/v1/me/follows/artist/"_s + track(0).toString(), {}, m_ana.accessToken).status, 404);
        QCOMPARE(m_server->put(u"/v1/me/follows/planet/"_s + artist, {}, m_ana.accessToken).status, 404);
        const auto page = test::syncPage(*m_server, m_ana.accessToken, {});
        QCOMPARE(page.changes.size(), 1);
        QCOMPARE(std::get<wire::FollowState>(page.changes[0].state).subject.toString(), artist);
        QCOMPARE(m_server->del(u"/v1/me/follows/artist/"_s + artist, m_ana.accessToken).status, 204);
        QVERIFY(test::syncPage(*m_server, m_ana.accessToken, {}).changes.isEmpty());
    }
    void whatIsNotThereCanNotBeLiked()
    {
        const auto answer = m_server->put(likePath(ContentId::create(m_server->clock().now())), {}, m_ana.accessToken);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.code(), u"content_not_found"_s);
    }
    void aMutationIsDoneOnce()
    {
        const auto like = test::mutation(*m_server, wire::SetLike{track(1), true});
        const auto first = test::mutate(*m_server, m_ana.accessToken, {like});
        QCOMPARE(first.results[0].outcome, MutationOutcome::Applied);
        QVERIFY(test::mutate(*m_server, m_ana.accessToken, {test::mutation(*m_server, wire::SetLike{track(1), false})}).revision >
                first.revision);
        // Sent again, as when the answer was lost.
        const auto again = test::mutate(*m_server, m_ana.accessToken, {like});
        QCOMPARE(again.results[0], first.results[0]);
        QVERIFY(test::syncPage(*m_server, m_ana.accessToken, {}).changes.isEmpty());
        wire::Mutation other = like;
        other.body = wire::SetLike{track(2), true};
        QCOMPARE(test::mutate(*m_server, m_ana.accessToken, {other}).results[0].code, u"mutation_id_reused"_s);
    }
    void oneThatIsRefusedDoesNotHoldUpTheNext()
    {
        const ContentId nothing = ContentId::create(m_server->clock().now());
        const auto answer = test::mutate(*m_server, m_ana.accessToken,
                                         {test::mutation(*m_server, wire::SetLike{nothing, true}),
                                          test::mutation(*m_server, wire::SetFollow{u"planet"_s, track(0), true}),
                                          test::mutation(*m_server, wire::DeletePlaylist{PlaylistId::create(m_server->clock().now())}),
                                          test::mutation(*m_server, wire::SetLike{track(3), true})});
        QCOMPARE(answer.results.size(), 4);
        QCOMPARE(answer.results[0].code, u"content_not_found"_s);
        QCOMPARE(answer.results[1].fields.value(0).field, u"subject_kind"_s);
        QCOMPARE(answer.results[2].code, u"not_found"_s);
        QCOMPARE(answer.results[3].outcome, MutationOutcome::Applied);
        QCOMPARE(test::syncPage(*m_server, m_ana.accessToken, {}).changes.size(), 1);
    }
    void ofTwoDevicesTheLastToDecideIsRightWhenItComesFirst()
    {
        auto early = test::mutation(*m_server, wire::SetLike{track(4), true});
        m_server->advance(std::chrono::minutes(1));
        auto late = test::mutation(*m_server, wire::SetLike{track(4), false});
        auto later = test::mutation(*m_server, wire::SetLike{track(4), true});
        later.at += std::chrono::seconds(1);
        QCOMPARE(test::mutate(*m_server, m_ana.accessToken, {later}).results[0].outcome, MutationOutcome::Applied);
        QCOMPARE(test::mutate(*m_server, m_ana.accessToken, {late}).results[0].outcome, MutationOutcome::Unchanged);
        QCOMPARE(test::mutate(*m_server, m_ana.accessToken, {early}).results[0].outcome, MutationOutcome::Unchanged);
        QVERIFY(std::get<wire::LikeState>(test::syncPage(*m_server, m_ana.accessToken, {}).changes[0].state).liked);
        // A clock that is ahead does not win for ever.
        auto future = test::mutation(*m_server, wire::SetLike{track(4), true});
        future.at += std::chrono::days(1);
        (void)test::mutate(*m_server, m_ana.accessToken, {future});
        const auto unlike = test::mutation(*m_server, wire::SetLike{track(4), false});
        QCOMPARE(test::mutate(*m_server, m_ana.accessToken, {unlike}).results[0].outcome, MutationOutcome::Applied);
    }
    void aPlaceInATrackIsTheFurthestOfItsSession()
    {
        const PlaybackId session = PlaybackId::create(m_server->clock().now());
        for (const qint64 position : {5'000, 9'000, 7'000}) {
            const auto wish = test::mutation(*m_server, wire::SetPosition{track(5), session, position, false});
            (void)test::mutate(*m_server, m_ana.accessToken, {wish});
        }
        const auto page = test::syncPage(*m_server, m_ana.accessToken, {});
        QCOMPARE(page.changes.size(), 1);
        QCOMPARE(std::get<wire::PositionState>(page.changes[0].state).position.positionMs, 9'000);
    }
    void aFurtherPlaceThatTheLaterListeningKnewNothingOfIsToldUntilItIsChosen()
    {
        const auto mutate = [this](const wire::SetPosition &wish) {
            m_server->advance(std::chrono::seconds(1));
            (void)test::mutate(*m_server, m_ana.accessToken, {test::mutation(*m_server, wish)});
            return std::get<wire::PositionState>(test::syncPage(*m_server, m_ana.accessToken, {}).changes.at(0).state).position;
        };
        const rules::Place far{PlaybackId::create(m_server->clock().now()), 9'000};
        const rules::Place near{PlaybackId::create(m_server->clock().now()), 5'000};
        QVERIFY(!mutate({track(5), far.session, far.positionMs, false, {}}).elsewhere);
        const auto both = mutate({track(5), near.session, near.positionMs, false, {}});
        QCOMPARE(rules::placeOf(both), near);
        QCOMPARE(both.elsewhere, far);
        const auto chosen = mutate({track(5), near.session, near.positionMs, false, far});
        QCOMPARE(rules::placeOf(chosen), near);
        QVERIFY(!chosen.elsewhere);
    }
    void aNameThatWasMadeFromAnotherNameThanTheServersIsRefused()
    {
        const auto playlist = PlaylistId::create(m_server->clock().now());
        const auto rename = [&](const QString &was, const QString &name) {
            return test::mutation(*m_server, wire::ChangePlaylist{playlist, {name, {}}, wire::PlaylistPatch{was, {}}});
        };
        const auto answer =
            test::mutate(*m_server, m_ana.accessToken,
                         {test::mutation(*m_server, wire::NewPlaylist{playlist, u"Order"_s, {}}), rename(u"Order"_s, u"Peace"_s),
                          rename(u"Order"_s, u"Chaos"_s), rename(u"Order"_s, u"Peace"_s), rename(u"Peace"_s, u"Chaos"_s)});
        QCOMPARE(answer.results[1].outcome, MutationOutcome::Applied);
        QCOMPARE(answer.results[2].code, u"playlist_renamed"_s);
        QCOMPARE(answer.results[3].outcome, MutationOutcome::Unchanged);
        QCOMPARE(answer.results[4].outcome, MutationOutcome::Applied);
    }
    void smallPagesTellTheSameAsOneWhileThingsChange()
    {
        QList<wire::Mutation> likes;
        for (int i = 0; i < 12; ++i)
            likes.append(test::mutation(*m_server, wire::SetLike{track(i), true}));
        (void)test::mutate(*m_server, m_ana.accessToken, likes);
        test::Mirror slow;
        for (int i = 0; i < 12; ++i) {
            const auto page = test::syncPage(*m_server, m_ana.accessToken, slow.next, 2);
            test::absorb(slow, page);
            if (!page.more)
                break;
            // One that was told goes, one that was not goes, and one comes back.
            (void)test::mutate(*m_server, m_ana.accessToken,
                               {test::mutation(*m_server, wire::SetLike{track(i), false}),
                                test::mutation(*m_server, wire::SetLike{track(11 - i), i % 2 == 0})});
        }
        test::pull(*m_server, m_ana.accessToken, slow, 2);
        test::Mirror fresh;
        test::pull(*m_server, m_ana.accessToken, fresh);
        QVERIFY(slow == fresh);
        QCOMPARE(slow.resets, 1);
    }
    void parametersAreChecked()
    {
        for (const QString &query : {u"since=x"_s, u"limit=0"_s, u"limit=1001"_s, u"limit=x"_s, u"surprise=1"_s, u"since=1&since=2"_s})
            QCOMPARE(m_server->get(u"/v1/sync?"_s + query, m_ana.accessToken).status, 422);
        QCOMPARE(m_server->post(u"/v1/sync/mutations"_s, {{u"mutations"_s, QJsonArray()}}, m_ana.accessToken).status, 422);
        QCOMPARE(m_server->get(u"/v1/sync"_s).status, 401);
    }
    void nobodySeesTheLibraryOfAnother()
    {
        (void)m_server->put(likePath(track(0)), {}, m_ana.accessToken);
        const auto ben = m_server->newPerson();
        const auto page = test::syncPage(*m_server, ben.accessToken, {});
        QVERIFY(page.changes.isEmpty());
        QCOMPARE(page.revision, 0);
    }

private:
    // The status of asking for a download.
    int licence(const test::Person &who, const ContentId &content)
    {
        const wire::LicenceRequest request{content, crypto::DeviceKeyPair::generate().publicKey};
        return m_server->post(u"/v1/playback/licences"_s, wire::toJson(request), who.accessToken).status;
    }
    ContentId track(int index) const { return m_release.tracks[size_t(index)].id; }
    static QString likePath(const ContentId &content) { return u"/v1/me/likes/"_s + content.toString(); }

    std::unique_ptr<test::RunningServer> m_server;
    catalog::PublishedRelease m_release;
    test::Person m_ana;
};

MELODY_TEST(LibraryPgTest)
#include "library_pg_test.moc"
