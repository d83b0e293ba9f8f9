// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "offer.h"

#include <support/test_main.h>

using namespace melody;
using media::Rung;

namespace {

media::Manifest ladder(std::initializer_list<Rung> rungs)
{
    media::Manifest manifest;
    for (const Rung rung : rungs)
        manifest.rungs.emplace_back().rung = rung;
    return manifest;
}

} // namespace

class OfferTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingAboveThePlanIsOffered()
    {
        const auto whole = ladder({Rung::Opus24, Rung::Opus64, Rung::Opus128, Rung::Opus192, Rung::Flac});
        QVERIFY(playback::offered(whole, Rung::Flac) == whole);
        const auto offer = playback::offered(whole, Rung::Opus128);
        QCOMPARE(offer.rungs.size(), size_t(3));
        QVERIFY(!offer.find(Rung::Opus192) && !offer.find(Rung::Flac));
        QVERIFY(playback::offered(ladder({Rung::Flac}), Rung::Opus192).rungs.empty());
    }
    void aWishThatCanNotBeHadBecomesTheNextLower()
    {
        const auto offer = ladder({Rung::Opus24, Rung::Opus64, Rung::Opus192});
        QCOMPARE(playback::firstRung(offer, Rung::Opus64), Rung::Opus64);
        QCOMPARE(playback::firstRung(offer, Rung::Opus128), Rung::Opus64);
        QCOMPARE(playback::firstRung(offer, Rung::Flac), Rung::Opus192);
        QCOMPARE(playback::firstRung(ladder({Rung::Opus128}), Rung::Opus24), Rung::Opus128);
    }
};

MELODY_TEST(OfferTest)
#include "offer_test.moc"
