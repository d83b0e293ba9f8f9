// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <adaptive/rung_choice.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::player;
using media::Rung;

namespace {

constexpr int chunks = 60;
constexpr qint64 limitMs = 240'000;

media::Manifest ladder(const std::vector<Rung> &rungs = {media::allRungs.begin(), media::allRungs.end()})
{
    media::Manifest manifest;
    for (const Rung rung : rungs) {
        media::RungInfo info;
        info.rung = rung;
        const int kbps = rung == Rung::Flac ? 900 : media::nominalKbps(rung);
        for (int i = 0; i < chunks; ++i)
            info.chunks.push_back({quint32(kbps * media::chunkLength(i).count() / 8)});
        manifest.rungs.push_back(std::move(info));
    }
    return manifest;
}

LinkHistory steady(double kbps, int seconds = 120)
{
    LinkHistory link;
    for (int i = 0; i < seconds; ++i)
        link.add({1000, kbps * 1000 / 8});
    return link;
}

Rung choice(const media::Manifest &manifest, const LinkHistory &link, qint64 bufferedMs, std::optional<Rung> previous = {},
            QualityMode mode = QualityMode::Automatic, std::optional<Rung> ceiling = {})
{
    return chooseRung({.manifest = manifest,
                       .chunk = 10,
                       .previous = previous,
                       .bufferedMs = bufferedMs,
                       .limitMs = limitMs,
                       .link = link,
                       .mode = mode,
                       .ceiling = ceiling});
}

} // namespace

class RungChoiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itBeginsOnTheLowestRung()
    {
        const media::Manifest manifest = ladder();
        const LinkHistory unknown;
        QCOMPARE(choice(manifest, unknown, 0), Rung::Opus24);
        QCOMPARE(choice(ladder({Rung::Opus64, Rung::Opus128}), unknown, 0), Rung::Opus64);
    }
    void aFastLinkIsUsedAsSoonAsThereIsABuffer() { QCOMPARE(choice(ladder(), steady(20'000), 4'000), Rung::Flac); }
    void anEmptyBufferFillsBeforeItImproves()
    {
        const media::Manifest manifest = ladder();
        QCOMPARE(choice(manifest, steady(220), 4'000), Rung::Opus24);
        QVERIFY(choice(manifest, steady(220), 60'000) >= Rung::Opus64);
        QCOMPARE(choice(manifest, steady(220), 150'000), Rung::Opus192);
    }
    void aFullBufferIsSpentOnWhatTheLinkAloneCouldNotCarry()
    {
        const media::Manifest manifest = ladder();
        QCOMPARE(choice(manifest, steady(400), 236'000, Rung::Opus192), Rung::Flac);
        QCOMPARE(choice(manifest, steady(400), 150'000, Rung::Opus192), Rung::Opus192);
    }
    void aLinkThatFailedKeepsAGreaterReserve()
    {
        const media::Manifest manifest = ladder();
        LinkHistory failed = steady(400);
        for (int i = 0; i < 60; ++i)
            failed.add({1000, 0});
        for (int i = 0; i < 120; ++i)
            failed.add({1000, 50'000});
        QCOMPARE(choice(manifest, steady(400), 215'000, Rung::Opus192), Rung::Flac);
        QVERIFY(choice(manifest, failed, 215'000, Rung::Opus192) <= Rung::Opus192);
    }
    void aRungIsKeptWhereItWouldNotBeChosenAnew()
    {
        const media::Manifest manifest = ladder();
        int kept = 0;
        for (double kbps = 120; kbps < 160; kbps += 0.5)
            kept += choice(manifest, steady(kbps), 110'000, Rung::Opus128) == Rung::Opus128 &&
                            choice(manifest, steady(kbps), 110'000, Rung::Opus64) == Rung::Opus64
                        ? 1
                        : 0;
        QVERIFY(kept > 5);
    }
    // A link that is out for a while will be out again: what is there when the music goes on must stand it, within what a listener waits
    // for.
    void asMuchIsWaitedForAfterASilenceAsTheLinkWasOutFor()
    {
        QCOMPARE(refillMs(steady(400), 240'000), leastRefillMs);
        LinkHistory failing = steady(400);
        for (int i = 0; i < 20; ++i)
            failing.add({1000, 0});
        QVERIFY(refillMs(failing, 240'000) > 18'000);
        QVERIFY(refillMs(failing, 240'000) <= 20'000);
        for (int i = 0; i < 600; ++i)
            failing.add({1000, 0});
        QCOMPARE(refillMs(failing, 240'000), mostRefillMs);
        QCOMPARE(refillMs(failing, 30'000), 15'000); // the buffer holds it with room for a chunk
    }
    void dataSaverHasACeiling()
    {
        QCOMPARE(choice(ladder(), steady(50'000), 200'000, Rung::Opus64, QualityMode::DataSaver), Rung::Opus64);
        QCOMPARE(choice(ladder({Rung::Opus128, Rung::Flac}), steady(50'000), 200'000, {}, QualityMode::DataSaver), Rung::Opus128);
    }
    void pinnedHiFiStaysWhateverTheLinkIsLike()
    {
        QCOMPARE(choice(ladder(), steady(10), 0, {}, QualityMode::HiFi), Rung::Flac);
        QCOMPARE(choice(ladder({Rung::Opus24, Rung::Opus192}), steady(10), 0, {}, QualityMode::HiFi), Rung::Opus192);
    }
    void anOverloadedServerIsSparedEvenThen()
    {
        QCOMPARE(choice(ladder(), steady(50'000), 200'000, Rung::Flac, QualityMode::HiFi, Rung::Opus64), Rung::Opus64);
        QCOMPARE(choice(ladder(), steady(50'000), 200'000, Rung::Flac, QualityMode::Automatic, Rung::Opus24), Rung::Opus24);
    }

    // Any link, buffer and ladder: the choice is one of the ladder's, never above the ceiling unless there is nothing below it, and no
    // lower for more buffer or a faster link.
    void theChoiceIsValidAndNeverFallsWithMoreBufferOrAFasterLink()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < 2'000; ++round) {
            std::vector<Rung> rungs;
            for (const Rung rung : media::allRungs) {
                if (random.bounded(3) != 0)
                    rungs.push_back(rung);
            }
            if (rungs.empty())
                rungs.push_back(Rung::Opus128);
            const media::Manifest manifest = ladder(rungs);
            const double kbps = std::exp(random.bounded(9.0) + 2);
            const LinkHistory link = steady(kbps);
            const LinkHistory faster = steady(kbps * (1 + random.bounded(3.0)));
            const qint64 bufferedMs = random.bounded(240'000);
            const qint64 more = std::min<qint64>(limitMs, bufferedMs + random.bounded(60'000));
            const auto previous = random.bounded(2) ? std::optional(rungs[size_t(random.bounded(int(rungs.size())))]) : std::nullopt;
            const auto ceiling = random.bounded(3) == 0 ? std::optional(media::allRungs[size_t(random.bounded(5))]) : std::nullopt;
            const Rung chosen = choice(manifest, link, bufferedMs, previous, QualityMode::Automatic, ceiling);
            QVERIFY(manifest.find(chosen));
            QVERIFY(!ceiling || chosen <= *ceiling || chosen == rungs.front());
            QVERIFY(choice(manifest, link, more, previous, QualityMode::Automatic, ceiling) >= chosen);
            QVERIFY(choice(manifest, faster, bufferedMs, previous, QualityMode::Automatic, ceiling) >= chosen);
        }
    }

    void aChunkThatComesInTimeIsLeftAlone()
    {
        const media::Manifest manifest = ladder();
        const LinkHistory link = steady(300);
        QVERIFY(!planAbandonment({.manifest = manifest, .chunk = 10, .bufferedMs = 100'000, .limitMs = limitMs, .link = link}, Rung::Flac,
                                 1'000));
    }
    void aChunkThatWouldComeTooLateIsBegunAnewLower()
    {
        const media::Manifest manifest = ladder();
        LinkHistory link = steady(2'000);
        for (int i = 0; i < 60; ++i)
            link.add({1000, 2'000});
        const auto instead = planAbandonment({.manifest = manifest, .chunk = 10, .bufferedMs = 30'000, .limitMs = limitMs, .link = link},
                                             Rung::Flac, 20'000);
        QVERIFY(instead && *instead < Rung::Flac);
    }
    void aChunkThatIsNearlyHereIsLeftAlone()
    {
        const media::Manifest manifest = ladder();
        LinkHistory link = steady(2'000);
        for (int i = 0; i < 60; ++i)
            link.add({1000, 2'000});
        const qint64 nearly = manifest.find(Rung::Opus192)->chunks[10].sizeBytes - 10'000;
        QVERIFY(!planAbandonment({.manifest = manifest, .chunk = 10, .bufferedMs = 4'000, .limitMs = limitMs, .link = link}, Rung::Opus192,
                                 nearly));
    }
    void strangeQuestionsAboutAChunkHaveNoAnswer()
    {
        const media::Manifest manifest = ladder({Rung::Opus64, Rung::Opus128});
        const LinkHistory link = steady(1);
        QVERIFY(!planAbandonment({.manifest = manifest, .chunk = 10, .bufferedMs = 0, .limitMs = limitMs, .link = link}, Rung::Flac, 0));
        QVERIFY(
            !planAbandonment({.manifest = manifest, .chunk = chunks, .bufferedMs = 0, .limitMs = limitMs, .link = link}, Rung::Opus128, 0));
    }
};

MELODY_TEST(RungChoiceTest)
#include "rung_choice_test.moc"
