// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <fixtures/fixture_library.h>
#include <fixtures/fixture_player.h>
#include <support/test_main.h>
#include <viewmodels/places_view_model.h>

using namespace melody;
using namespace Qt::StringLiterals;
using player::PlaybackStatus;

namespace {

constexpr qint64 hourMs = 3'600'000;

// A listener of one long piece, moment by moment.
struct Listening {
    Listening()
    {
        QObject::connect(&*places, &app::PlacesViewModel::parted, [this](const QString &said) { partings.append(said); });
        QObject::connect(&*places, &app::PlacesViewModel::offered, [this](const QString &said) { offers.append(said); });
    }
    void start(const player::QueueItem &item)
    {
        state.queue = player::PlayQueue({item});
        state.current.item = item;
        state.current.session = PlaybackId::create(clock.now());
        at(0);
    }
    void at(qint64 ms, PlaybackStatus status = PlaybackStatus::Playing)
    {
        state.status = status;
        state.positionMs = ms;
        clock.advance(std::chrono::seconds(1));
        watch.publish(state);
        QCoreApplication::processEvents();
    }
    void end()
    {
        state.current.ended = true;
        state.played.append(state.current);
        state.current = {};
        at(0, PlaybackStatus::Stopped);
    }
    // On a device that knew of nothing.
    void hearElsewhere(const player::QueueItem &item, qint64 ms)
    {
        clock.advance(std::chrono::minutes(1));
        wire::ContentSummary card;
        card.id = item.content;
        card.kind = u"episode"_s;
        card.title = item.title;
        library->library().setPosition(card, PlaybackId::create(clock.now()), ms, false, {});
    }
    [[nodiscard]] bool isParted(const player::QueueItem &item, bool parted = true) const
    {
        return QTest::qWaitFor([&] { return placeOf(item) && placeOf(item)->elsewhere.has_value() == parted; }, 30'000);
    }
    // Begins a piece that is at 8 minutes, and at 40 on another device.
    bool startsParted(const player::QueueItem &item)
    {
        hearElsewhere(item, 40 * 60'000);
        hearElsewhere(item, 8 * 60'000);
        if (!isParted(item))
            return false;
        start(item);
        return true;
    }
    [[nodiscard]] std::optional<rules::ResumePosition> placeOf(const player::QueueItem &item) const
    {
        return library->library().position(item.content).value_or(std::nullopt);
    }
    [[nodiscard]] bool remembers(const player::QueueItem &item, qint64 ms, bool finished = false) const
    {
        return QTest::qWaitFor(
            [&] {
                const auto place = placeOf(item);
                return place && place->positionMs == ms && place->finished == finished;
            },
            30'000);
    }
    static player::QueueItem piece(quint32 number, qint64 durationMs, bool speech = false)
    {
        player::QueueItem item;
        item.content = ContentId(QUuid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7));
        item.title = u"A night at the harbour"_s;
        item.durationMs = durationMs;
        item.speech = speech;
        return item;
    }

    FakeClock clock;
    std::unique_ptr<fixtures::FixtureLibrary> library = fixtures::createFixtureLibrary(clock);
    app::PlayerWatch watch;
    std::unique_ptr<fixtures::FixturePlayer> player = fixtures::createFixturePlayer([](const player::PlayerState &) {});
    std::optional<app::PlacesViewModel> places{std::in_place, &library->library(), *player, &watch};
    player::PlayerState state;
    QStringList offers;
    QStringList partings;
};

} // namespace

class PlacesViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLongPieceIsGoneOnWithWhereItWasLeft()
    {
        Listening listening;
        const auto piece = Listening::piece(1, hourMs);
        listening.start(piece);
        QVERIFY(listening.offers.isEmpty());
        listening.at(12 * 60'000);
        listening.at(12 * 60'000 + 5'000, PlaybackStatus::Paused);
        QVERIFY(listening.remembers(piece, 12 * 60'000 + 5'000));
        listening.start(piece); // another day
        QCOMPARE(listening.offers, QStringList{u"You were at 12:05."_s});
        listening.player->play(player::PlayQueue({piece}));
        listening.places->goOn();
        QTRY_VERIFY(listening.player->state().positionMs >= 12 * 60'000 + 5'000);
    }
    void whoDoesNotAnswerLosesNothing()
    {
        Listening listening;
        const auto piece = Listening::piece(1, 5 * 60'000, true); // an episode, however short
        listening.start(piece);
        listening.at(3 * 60'000);
        QVERIFY(listening.remembers(piece, 3 * 60'000));
        listening.start(piece);
        QCOMPARE(listening.offers.size(), 1);
        listening.at(40'000);
        listening.at(45'000, PlaybackStatus::Paused);
        listening.start(Listening::piece(2, 60'000)); // something else
        QVERIFY(listening.remembers(piece, 3 * 60'000));
        // Who hears it from the beginning for a while has answered.
        listening.start(piece);
        QCOMPARE(listening.offers.size(), 2);
        listening.at(app::PlacesViewModel::answerWithinMs);
        QVERIFY(listening.remembers(piece, app::PlacesViewModel::answerWithinMs));
    }
    void whatWasHeardToItsEndBeginsAnew()
    {
        Listening listening;
        const auto piece = Listening::piece(1, hourMs);
        listening.start(piece);
        listening.at(hourMs - 1'000);
        listening.end();
        QVERIFY(QTest::qWaitFor([&] { return listening.placeOf(piece) && listening.placeOf(piece)->finished; }, 30'000));
        listening.start(piece);
        QVERIFY(listening.offers.isEmpty());
    }
    void whoIsFurtherOnAnotherDeviceIsAskedAndLosesNeitherPlace()
    {
        Listening listening;
        const auto piece = Listening::piece(1, hourMs);
        QVERIFY(listening.startsParted(piece));
        QCOMPARE(listening.partings, QStringList{u"You were at 40:00 on another device."_s});
        QVERIFY(listening.offers.isEmpty());
        listening.at(40'000); // no answer yet
        listening.at(45'000, PlaybackStatus::Paused);
        QVERIFY(listening.remembers(piece, 8 * 60'000));
        listening.places->stay();
        QVERIFY(listening.isParted(piece, false));
        QVERIFY(listening.remembers(piece, 8 * 60'000));
    }
    void whoGoesToThePlaceOnAnotherDeviceIsThereOnEveryDevice()
    {
        Listening listening;
        const auto piece = Listening::piece(1, hourMs);
        QVERIFY(listening.startsParted(piece));
        listening.player->play(player::PlayQueue({piece}));
        listening.places->goOn();
        QTRY_VERIFY(listening.player->state().positionMs >= 40 * 60'000);
        QVERIFY(listening.isParted(piece, false));
        QVERIFY(listening.remembers(piece, 40 * 60'000));
    }
    void aPlaceThatComesToLightWhileItPlaysIsAskedAboutOnce()
    {
        Listening listening;
        const auto piece = Listening::piece(1, hourMs);
        listening.start(piece);
        listening.at(8 * 60'000);
        QVERIFY(listening.remembers(piece, 8 * 60'000));
        listening.hearElsewhere(piece, 40 * 60'000); // and then this one goes on, which knew nothing of it
        listening.clock.advance(std::chrono::minutes(1));
        listening.at(9 * 60'000);
        QVERIFY(listening.isParted(piece));
        listening.at(9 * 60'000 + 1'000);
        listening.at(9 * 60'000 + 2'000);
        QCOMPARE(listening.partings, QStringList{u"You were at 40:00 on another device."_s});
        listening.at(10 * 60'000);
        QVERIFY(listening.remembers(piece, 10 * 60'000));
        QVERIFY(listening.isParted(piece));
        listening.places->stay();
        QVERIFY(listening.isParted(piece, false));
        QVERIFY(listening.remembers(piece, 10 * 60'000));
        QVERIFY(listening.offers.isEmpty());
    }
    void toBeginAnewOnADeviceThatKnowsThePlaceIsNoQuestion()
    {
        Listening listening;
        const auto piece = Listening::piece(1, hourMs);
        listening.hearElsewhere(piece, 40 * 60'000);
        QVERIFY(listening.remembers(piece, 40 * 60'000));
        listening.start(piece);
        QCOMPARE(listening.offers.size(), 1);
        listening.at(app::PlacesViewModel::answerWithinMs);
        QVERIFY(listening.remembers(piece, app::PlacesViewModel::answerWithinMs));
        QVERIFY(listening.isParted(piece, false));
        QVERIFY(listening.partings.isEmpty());
    }
    void songsHaveNoPlace()
    {
        Listening listening;
        const auto song = Listening::piece(1, 4 * 60'000);
        listening.start(song);
        listening.at(2 * 60'000);
        listening.places.reset();
        QVERIFY(!listening.placeOf(song));
    }
    void whatPlaysWhenTheWindowClosesIsRemembered()
    {
        Listening listening;
        const auto piece = Listening::piece(1, hourMs);
        listening.start(piece);
        listening.at(20 * 60'000);
        listening.at(20 * 60'000 + 9'000);
        listening.places.reset();
        QVERIFY(listening.remembers(piece, 20 * 60'000 + 9'000));
    }
};

MELODY_TEST(PlacesViewModelTest)
#include "places_view_model_test.moc"
