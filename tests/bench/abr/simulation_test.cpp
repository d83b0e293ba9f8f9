// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <abr/simulation.h>
#include <support/test_main.h>

#include <cmath>

using namespace melody;
using namespace melody::abr;
using namespace Qt::StringLiterals;

namespace {

struct Sum {
    double kbps = 0;
    int rebuffers = 0;
    int switches = 0;
};

Sum heard(const std::vector<Trace> &traces, std::unique_ptr<Rule> (*create)())
{
    const Listening listening;
    const media::Manifest manifest = sampleManifest(4'000'000);
    Sum sum;
    for (const Trace &trace : traces) {
        const Outcome outcome = simulate(trace, manifest, *create(), listening);
        sum.kbps += outcome.bits / outcome.fetchedMs / double(traces.size());
        sum.rebuffers += outcome.rebuffers;
        sum.switches += outcome.switches;
    }
    return sum;
}

} // namespace

class SimulationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLinkDeliversWhatItsStepsSay()
    {
        const Trace trace{u"two"_s, {{1000, 100, 50}, {1000, 300, 10}}};
        const Link link(trace);
        QCOMPARE(link.bitsUntil(500), 50'000.0);
        QCOMPARE(link.bitsUntil(1500), 250'000.0);
        QCOMPARE(link.bitsUntil(2500), 450'000.0); // begins again
        QCOMPARE(link.latencyMs(999), 50.0);
        QCOMPARE(link.latencyMs(3500), 10.0);
        QCOMPARE(link.arrivalMs(500, 200'000), 1500.0);
        QCOMPARE(link.arrivalMs(500, 400'000), 2500.0);
        QVERIFY(std::isinf(Link({u"dead"_s, {{1000, 0, 10}}}).arrivalMs(0, 1)));
    }
    void silenceInALinkIsWaitedThrough()
    {
        const Trace trace{u"gap"_s, {{1000, 100, 0}, {5000, 0, 0}, {1000, 100, 0}}};
        const Link link(trace);
        QCOMPARE(link.arrivalMs(500, 60'000), 6100.0);
        QVERIFY(link.arrivalMs(3000, 1) >= 6000.0);
    }
    void tracesAreReadAndRefusedWithTheirPlace()
    {
        const auto good = parseTraces(R"({"a": [[1000, 80, 5], [500, 0, 5]], "b": [[10, 1, 0]]})", 0.5);
        QVERIFY(good.has_value());
        QCOMPARE(good->size(), 2U);
        QCOMPARE(good->front().steps[0].kbps, 40.0);
        QCOMPARE(good->front().durationMs(), 1500.0);
        for (const char *text : {"", "[]", "{}", R"({"a": []})", R"({"a": 7})"})
            QVERIFY(!parseTraces(text, 1));
        const auto bad = parseTraces(R"({"a": [[1000, 80, 5], [500, -1, 5]]})", 1);
        QVERIFY(!bad);
        QVERIFY2(bad.error().detail.contains(u"a[1]"_s), qPrintable(bad.error().detail));
    }

    // 24 kbit/s on a link of 240: ten times real time, full after the limit, never silent.
    void musicIsHeardFromTheFirstChunkOn()
    {
        const Trace trace{u"steady"_s, {{10'000, 240, 100}}};
        const media::Manifest manifest = sampleManifest(700'000);
        const auto rule = createLowestRule();
        const Outcome outcome = simulate(trace, manifest, *rule, {.durationMs = 300'000});
        const double firstMs = 100 + 8.0 * manifest.rungs[0].chunks[0].sizeBytes / 240;
        QVERIFY(std::abs(outcome.startupMs - firstMs) < 1);
        QVERIFY(std::abs(outcome.heardMs - (300'000 - firstMs)) < 1);
        QCOMPARE(outcome.rebuffers, 0);
        QCOMPARE(outcome.stalledMs, 0.0);
        QVERIFY(outcome.fetchedMs - outcome.heardMs <= 240'000);
        QVERIFY(outcome.fetchedMs - outcome.heardMs > 230'000);
    }
    void anOutageLongerThanTheBufferIsOneRebuffer()
    {
        const Trace trace{u"outage"_s, {{100'000, 240, 0}, {300'000, 0, 0}, {1'000'000, 240, 0}}};
        const Outcome outcome = simulate(trace, sampleManifest(1'500'000), *createLowestRule(), {.durationMs = 1'000'000});
        QCOMPARE(outcome.rebuffers, 1);
        QVERIFY(outcome.stalledMs > 300'000 - 241'000);
        QVERIFY(outcome.stalledMs < 300'000 - 230'000);
        QVERIFY(std::abs(outcome.startupMs + outcome.heardMs + outcome.stalledMs - 1'000'000) < 1);
    }
    void aLinkThatGivesNothingIsNeverHeard()
    {
        const Trace dead{u"dead"_s, {{1000, 0, 10}}};
        const Outcome outcome = simulate(dead, sampleManifest(700'000), *createMelodyRule(), {.durationMs = 600'000});
        QCOMPARE(outcome.heardMs, 0.0);
        QCOMPARE(outcome.startupMs, 600'000.0);
        QCOMPARE(outcome.rebuffers, 0);
    }

    void theRulesOfThePapersDoAsTheySay()
    {
        const media::Manifest manifest = sampleManifest(1'000'000);
        const player::LinkHistory link;
        const std::vector<double> chunkKbps{1000, 1000, 100, 1000, 1000}; // harmonic mean 357
        View view{.manifest = manifest, .limitMs = 240'000, .link = link, .chunkKbps = chunkKbps};
        QCOMPARE(createRateRule()->choose(view), media::Rung::Opus192);
        const auto bba = createBba0Rule();
        view.bufferedMs = 80'000; // inside the reservoir
        QCOMPARE(bba->choose(view), media::Rung::Opus24);
        view.bufferedMs = 217'000; // above the cushion
        QCOMPARE(bba->choose(view), media::Rung::Flac);
        view.bufferedMs = 180'000; // between two rungs it stays
        QCOMPARE(bba->choose(view), media::Rung::Flac);
        view.bufferedMs = 110'000;
        QCOMPARE(bba->choose(view), media::Rung::Opus192);
        const auto bola = createBolaRule();
        view.bufferedMs = 40'000;
        QCOMPARE(bola->choose(view), media::Rung::Opus24);
        view.bufferedMs = 230'000;
        QCOMPARE(bola->choose(view), media::Rung::Flac);
    }

    // What ours is for, on links that nobody tuned it to. The seeds differ from the one the benchmark begins with.
    void oursStopsNoMoreOftenAndSoundsBetterThanTheSafestOther_data()
    {
        QTest::addColumn<double>("scale");
        for (const double scale : {1.0, 0.25, 0.1})
            QTest::addRow("%.2f", scale) << scale;
    }
    void oursStopsNoMoreOftenAndSoundsBetterThanTheSafestOther()
    {
        QFETCH(double, scale);
        const std::vector<Trace> traces = syntheticTraces(20'261'123, scale);
        const Sum melody = heard(traces, createMelodyRule);
        const Sum bola = heard(traces, createBolaRule);
        Sum safest = bola;
        for (const Sum &other : {heard(traces, createRateRule), heard(traces, createBba0Rule)}) {
            if (std::pair(other.rebuffers, -other.kbps) < std::pair(safest.rebuffers, -safest.kbps))
                safest = other;
        }
        const QString figures = u"ours %1 stops %2 kbit/s, the safest other %3 stops %4 kbit/s"_s.arg(melody.rebuffers)
                                    .arg(melody.kbps)
                                    .arg(safest.rebuffers)
                                    .arg(safest.kbps);
        QVERIFY2(melody.rebuffers <= safest.rebuffers, qPrintable(figures));
        QVERIFY2(melody.kbps >= 0.97 * safest.kbps, qPrintable(figures));
        QVERIFY(melody.switches <= bola.switches);
        QVERIFY(melody.rebuffers <= heard(traces, createLowestRule).rebuffers + 1);
    }
};

MELODY_TEST(SimulationTest)
#include "simulation_test.moc"
