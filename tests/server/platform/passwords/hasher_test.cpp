// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <passwords/hasher.h>
#include <support/test_main.h>

#include <ctime>
#include <latch>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

passwords::Options cheap()
{
    return {.passes = 1, .memoryBytes = 1024 * 1024};
}

} // namespace

class HasherTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyThePasswordOpensItsHash()
    {
        passwords::Hasher hasher(cheap());
        const auto hash = hasher.hash(u"tangerine moon"_s);
        QVERIFY(hash && hash->startsWith(u"$argon2id$"));
        QVERIFY(hasher.verify(u"tangerine moon"_s, *hash)->matches);
        QVERIFY(!hasher.verify(u"tangerine moon"_s, *hash)->needsRenewal);
        QVERIFY(!hasher.verify(u"tangerine moo"_s, *hash)->matches);
        QVERIFY(!hasher.verify(u"tangerine moon"_s, std::nullopt)->matches);
        QVERIFY(*hasher.hash(u"tangerine moon"_s) != *hash);
    }
    // Of the processor's time, which no other program makes longer.
    void aGuessAtNobodyCostsAsMuchAsOneAtSomebody()
    {
        auto options = cheap();
        options.passes = 4;
        options.memoryBytes = 8 * 1024 * 1024;
        passwords::Hasher hasher(options);
        const std::optional<QString> somebodys = hasher.hash(u"tangerine moon"_s).value();
        const auto cost = [&](const std::optional<QString> &hash) {
            const std::clock_t start = std::clock();
            for (int i = 0; i < 8; ++i)
                (void)hasher.verify(u"a wrong guess"_s, hash);
            return double(std::clock() - start);
        };
        (void)cost(somebodys);
        const double somebody = cost(somebodys);
        const double nobody = cost(std::nullopt);
        QVERIFY2(nobody > somebody / 2 && nobody < somebody * 2, qPrintable(u"%1 %2"_s.arg(nobody).arg(somebody)));
    }
    void aWrongGuessAtAWeakerHashCostsAsMuchAsOneOfToday()
    {
        const auto old = passwords::Hasher({.passes = 1, .memoryBytes = 256 * 1024}).hash(u"tangerine moon"_s).value();
        quint64 work = 0;
        auto options = cheap();
        options.passes = 3;
        options.computed = [&](quint64 one) { work += one; };
        passwords::Hasher hasher(options);
        for (const auto &hash : {std::optional<QString>(), std::optional(old), std::optional(hasher.hash(u"tangerine moon"_s).value())}) {
            work = 0;
            QVERIFY(!hasher.verify(u"a wrong guess"_s, hash)->matches);
            QVERIFY2(work > 3 * 1024 - 3 && work <= 3 * 1024, qPrintable(QString::number(work))); // to a KiB a pass
        }
    }
    void theLastOfAHundredAndTwentyEightCharactersCounts()
    {
        passwords::Hasher hasher(cheap());
        const QString longest(128, u'x');
        const auto hash = hasher.hash(longest);
        QVERIFY(hasher.verify(longest, *hash)->matches);
        QVERIFY(!hasher.verify(longest.chopped(1), *hash)->matches);
        QVERIFY(!hasher.verify(longest.chopped(1) + u'y', *hash)->matches);
    }
    void composedAndDecomposedCharactersAreOnePassword()
    {
        passwords::Hasher hasher(cheap());
        QVERIFY(hasher.verify(u"cafe\u0301 solo"_s, *hasher.hash(u"caf\u00e9 solo"_s))->matches);
    }
    void aHashOfYesterdaysParametersWantsRenewal()
    {
        const auto hash = passwords::Hasher(cheap()).hash(u"tangerine moon"_s);
        auto stronger = cheap();
        stronger.passes = 2;
        const auto verdict = passwords::Hasher(stronger).verify(u"tangerine moon"_s, *hash);
        QVERIFY(verdict->matches && verdict->needsRenewal);
    }
    void aStolenHashIsWorthNothingWithoutThePepper()
    {
        auto options = cheap();
        options.pepper = QByteArray(32, 'p');
        passwords::Hasher hasher(options);
        const auto hash = hasher.hash(u"tangerine moon"_s);
        QVERIFY(hash && hash->startsWith(u"$argon2id$"));
        QVERIFY(hasher.verify(u"tangerine moon"_s, *hash)->matches);
        QVERIFY(!hasher.verify(u"tangerine moon"_s, *hash)->needsRenewal);
        QVERIFY(!hasher.verify(u"tangerine moo"_s, *hash)->matches);
        QVERIFY(!passwords::Hasher(cheap()).verify(u"tangerine moon"_s, *hash)->matches);
        const QString plain = hash->chopped(7); // what libsodium alone reads
        QVERIFY(!passwords::Hasher(cheap()).verify(u"tangerine moon"_s, plain)->matches);
        options.pepper = QByteArray(32, 'q');
        QVERIFY(!passwords::Hasher(options).verify(u"tangerine moon"_s, *hash)->matches);
    }
    void aHashFromBeforeThePepperOpensAndWantsRenewal()
    {
        const auto hash = passwords::Hasher(cheap()).hash(u"tangerine moon"_s);
        auto options = cheap();
        options.pepper = QByteArray(32, 'p');
        const auto verdict = passwords::Hasher(options).verify(u"tangerine moon"_s, *hash);
        QVERIFY(verdict->matches && verdict->needsRenewal);
    }
    void whoComesWhenTheQueueIsFullIsToldToComeBack()
    {
        auto options = cheap();
        options.passes = 3;
        options.memoryBytes = 32 * 1024 * 1024;
        options.concurrent = 1;
        options.waiting = 1;
        passwords::Hasher hasher(options);
        std::atomic<int> refused = 0;
        std::atomic<int> served = 0;
        std::latch start(8);
        {
            std::vector<std::jthread> callers;
            for (int i = 0; i < 8; ++i) {
                callers.emplace_back([&] {
                    start.arrive_and_wait();
                    const auto hash = hasher.hash(u"tangerine moon"_s);
                    hash ? ++served : ++refused;
                    if (!hash && (hash.error().kind != ErrorKind::Unavailable || !hash.error().retryAfterMs))
                        served = -100;
                });
            }
        }
        QCOMPARE(served + refused, 8);
        QVERIFY(served >= 2);
        QVERIFY(refused >= 1);
    }
    void whoIsSentAwayHasNotWaited()
    {
        auto options = cheap();
        options.concurrent = 1;
        options.waiting = 1;
        passwords::Hasher hasher(options);
        auto first = hasher.reserve();
        QVERIFY(first);
        {
            const auto second = hasher.reserve();
            QVERIFY(second);
            const auto third = hasher.reserve(); // nobody computes, and still there is no place
            QVERIFY(!third);
            QCOMPARE(third.error().code, u"busy"_s);
            QCOMPARE(third.error().retryAfterMs, std::optional<qint64>(1000));
            QVERIFY(!hasher.hash(u"tangerine moon"_s));
            QVERIFY(!hasher.hash(*first, u"tangerine moon"_s).isEmpty());
        }
        QVERIFY(hasher.hash(u"tangerine moon"_s)); // the place is free again
        const passwords::Hasher::Place moved = *std::move(first);
        QVERIFY(hasher.reserve());
    }
};

MELODY_TEST(HasherTest)
#include "hasher_test.moc"
