// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::handover;
using namespace Qt::StringLiterals;

namespace {

const SignInId phone(QUuid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
const SignInId speaker(QUuid(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
const SignInId desk(QUuid(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3));
const ContentId song(QUuid(4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4));
const ContentId other(QUuid(5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5));

wire::PlayerState stateOn(const SignInId &device, bool playing, qint64 positionMs = 10'000)
{
    wire::PlayerState state;
    state.device = device;
    state.playing = playing;
    state.queue = {song, other};
    state.positionMs = positionMs;
    return state;
}

// The phone, which has just seen what the server has.
Facts phoneFacts(const wire::PlayerState &server, bool plays = false)
{
    Facts facts;
    facts.self = phone;
    facts.isStale = false;
    facts.now = facts.readAt = facts.putAt = Ms(100'000);
    facts.server.version = facts.knownVersion = 7;
    facts.server.state = server;
    facts.own = stateOn(phone, plays);
    return facts;
}

} // namespace

class PlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoBeginsToPlayTellsTheServerWhateverItHad()
    {
        Facts facts = phoneFacts(stateOn(speaker, true), true);
        facts.claims = true;
        const Step step = nextStep(facts);
        QCOMPARE(step.what, Do::Put);
        QCOMPARE(step.state.device, phone);
        QVERIFY(step.state.playing);
    }
    void whoHearsThatAnotherDevicePlaysStopsOnce()
    {
        Facts facts = phoneFacts(stateOn(speaker, true), true);
        QCOMPARE(nextStep(facts).what, Do::StopHere);
        facts.isYielding = true;
        QCOMPARE(nextStep(facts).what, Do::Nothing);
    }
    void whatIsOldIsReadBeforeAnythingIsDone()
    {
        Facts facts = phoneFacts(stateOn(speaker, true), true);
        facts.isStale = true;
        facts.claims = true;
        QCOMPARE(nextStep(facts).what, Do::Read);
        facts.isAsking = true;
        QCOMPARE(nextStep(facts).what, Do::Nothing);
        facts.isAsking = false;
        facts.notBefore = facts.now + Ms(300);
        QCOMPARE(nextStep(facts), (Step{.what = Do::Wait, .pause = Ms(300)}));
    }
    void whatRunsAsToldIsToldAgainOnlyAfterSomeSeconds()
    {
        Facts facts = phoneFacts(stateOn(phone, true), true);
        QCOMPARE(nextStep(facts), (Step{.what = Do::Wait, .pause = reportEvery}));
        facts.now += Ms(3'000);
        facts.own.positionMs += 3'000;
        QCOMPARE(nextStep(facts), (Step{.what = Do::Wait, .pause = reportEvery - Ms(3'000)}));
        facts.now += Ms(2'000);
        facts.own.positionMs += 2'000;
        QCOMPARE(nextStep(facts).what, Do::Put);
    }
    void aPauseAndAnotherSongAreToldAtOnceAndADragInItsTime()
    {
        Facts facts = phoneFacts(stateOn(phone, true), false);
        QCOMPARE(nextStep(facts).what, Do::Put);
        facts = phoneFacts(stateOn(phone, true), true);
        facts.own.index = 1;
        QCOMPARE(nextStep(facts).what, Do::Put);
        facts = phoneFacts(stateOn(phone, true), true);
        facts.own.volumePercent = 30;
        facts.now += Ms(100);
        QCOMPARE(nextStep(facts), (Step{.what = Do::Wait, .pause = reportPause - Ms(100)}));
        facts.now += Ms(300);
        QCOMPARE(nextStep(facts).what, Do::Put);
    }
    void whatIsPausedAndToldIsLeftAlone() { QCOMPARE(nextStep(phoneFacts(stateOn(phone, false))).what, Do::Nothing); }
    void aProcessThatBeginsAnewLeavesThePlaceOfTheOneThatWasKilled()
    {
        Facts facts = phoneFacts(stateOn(phone, true, 61'000));
        facts.knownVersion = 0;
        facts.own = {};
        const Step step = nextStep(facts);
        QCOMPARE(step.what, Do::Put);
        QVERIFY(!step.state.playing);
        QCOMPARE(step.state.queue, facts.server.state.queue);
        QCOMPARE(step.state.positionMs, 61'000);
    }
    void whatIsPutToStandHereStandsUntilItIsAskedToPlay()
    {
        Facts facts = phoneFacts(stateOn(phone, false, 20'000));
        facts.knownVersion = 6;
        facts.own.queue = {other};
        QCOMPARE(nextStep(facts).what, Do::Nothing);
    }
    void rowsThatAnotherDeviceChangedAreTakenUpWhileItPlays()
    {
        Facts facts = phoneFacts(stateOn(phone, true), true);
        facts.server.state.queue = {song, song, other};
        facts.knownVersion = 6;
        QCOMPARE(nextStep(facts).what, Do::Adopt);
        facts.knownVersion = 7; // its own words
        QCOMPARE(nextStep(facts).what, Do::Put);
    }
    void handingOverPausesTellsAndAsksInThisOrder()
    {
        Facts facts = phoneFacts(stateOn(phone, true), true);
        facts.transfer = Transfer{.target = speaker, .source = Transfer::Source::Own};
        QCOMPARE(nextStep(facts).what, Do::PauseHere);
        facts.isYielding = true;
        QCOMPARE(nextStep(facts).what, Do::Nothing);
        facts.own.playing = false;
        facts.own.positionMs = 12'345;
        const Step put = nextStep(facts);
        QCOMPARE(put.what, Do::Put);
        QCOMPARE(put.state.device, phone);
        QVERIFY(!put.state.playing);
        QCOMPARE(put.state.positionMs, 12'345);
        facts.server.state = put.state;
        facts.server.version = facts.transfer->stagedVersion = 8;
        const Step ask = nextStep(facts);
        QCOMPARE(ask.what, Do::Command);
        QCOMPARE(ask.word, u"take_over"_s);
        QCOMPARE(ask.target, speaker);
        facts.transfer->sentAt = facts.now;
        QCOMPARE(nextStep(facts), (Step{.what = Do::Wait, .pause = takeOverPatience}));
        Facts silent = facts;
        silent.now += takeOverPatience;
        QCOMPARE(nextStep(silent).what, Do::GiveUp);
        facts.server.version = 9;
        facts.server.state = stateOn(speaker, true, 12'345);
        QCOMPARE(nextStep(facts).what, Do::Done);
    }
    void whatDoesNotPlayIsOnlyPutThere()
    {
        Facts facts = phoneFacts(stateOn(phone, false));
        facts.transfer = Transfer{.target = speaker, .source = Transfer::Source::Own, .play = false};
        const Step put = nextStep(facts);
        QCOMPARE(put.what, Do::Put);
        QCOMPARE(put.state.device, speaker);
        facts.transfer->stagedVersion = 8;
        facts.server.version = 8;
        facts.server.state = put.state;
        QCOMPARE(nextStep(facts).what, Do::Done);
    }
    void takingBackAsksForAPauseFirstAndDoesNotWaitForever()
    {
        Facts facts = phoneFacts(stateOn(speaker, true));
        facts.transfer = Transfer{.target = phone};
        const Step ask = nextStep(facts);
        QCOMPARE(ask.what, Do::Command);
        QCOMPARE(ask.word, u"pause"_s);
        QCOMPARE(ask.target, speaker);
        facts.transfer->askedAt = facts.now;
        QCOMPARE(nextStep(facts), (Step{.what = Do::Wait, .pause = yieldPatience}));
        Facts silent = facts;
        silent.now += yieldPatience;
        QCOMPARE(nextStep(silent).what, Do::PlayHere);
        QCOMPARE(nextStep(silent).state.positionMs, 10'000); // where it was heard last, not where it might be
        facts.server.state = stateOn(speaker, false, 33'333);
        QCOMPARE(nextStep(facts).what, Do::PlayHere);
        QCOMPARE(nextStep(facts).state.positionMs, 33'333);
    }
    void aDeviceThatHasSaidNothingForLongIsNotWaitedFor()
    {
        Facts facts = phoneFacts(stateOn(speaker, true));
        facts.now += goneAfter + Ms(1);
        QVERIFY(isGone(facts));
        QCOMPARE(positionNow(facts), 10'000);
        facts.transfer = Transfer{.target = phone};
        QCOMPARE(nextStep(facts).what, Do::PlayHere);
    }
    void aDeviceThatHearsTheServerNoMoreIsNotWaitedForEither()
    {
        Facts facts = phoneFacts(stateOn(speaker, true));
        facts.isListed = false;
        facts.transfer = Transfer{.target = phone};
        QCOMPARE(nextStep(facts).what, Do::PlayHere);
        facts.transfer = Transfer{.target = desk};
        QCOMPARE(nextStep(facts).what, Do::Put);
        facts.transfer.reset();
        facts.takesOver = true; // asked by a third
        QCOMPARE(nextStep(facts).what, Do::PlayHere);
    }
    void betweenTwoOthersTheOneThatPlaysPausesFirst()
    {
        Facts facts = phoneFacts(stateOn(desk, true));
        facts.transfer = Transfer{.target = speaker};
        QCOMPARE(nextStep(facts).target, desk);
        QCOMPARE(nextStep(facts).word, u"pause"_s);
        facts.transfer->askedAt = facts.now;
        facts.server.state = stateOn(desk, false, 44'000);
        QCOMPARE(nextStep(facts).what, Do::Put);
        QCOMPARE(nextStep(facts).state.positionMs, 44'000);
    }
    void takingOverIsDroppedWhenSomebodyPlaysMeanwhile()
    {
        Facts facts = phoneFacts(stateOn(speaker, true));
        facts.takesOver = true;
        QCOMPARE(nextStep(facts).what, Do::Done);
        facts.server.state.playing = false;
        QCOMPARE(nextStep(facts).what, Do::PlayHere);
        facts.server.state.queue.clear();
        QCOMPARE(nextStep(facts).what, Do::Done);
    }
    void aCommandThatComesAgainIsNotDoneAgain()
    {
        CommandLog log;
        QVERIFY(log.take(3));
        QVERIFY(!log.take(3));
        QVERIFY(!log.take(2));
        QVERIFY(log.take(4));
        log.reset();
        QVERIFY(log.take(1));
    }
};

MELODY_TEST(PlanTest)
#include "plan_test.moc"
