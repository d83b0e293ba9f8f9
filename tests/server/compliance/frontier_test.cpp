// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frontier.h"

#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

#include <bit>

using namespace melody::compliance;

namespace {

// RFC 6962, section 2.1, word by word.
Hash treeHash(Hasher &hasher, std::span<const Hash> leaves)
{
    static constexpr char zero[] = {0};
    static constexpr char one[] = {1};
    if (leaves.empty())
        return hasher.hash({});
    if (leaves.size() == 1)
        return hasher.hash({QByteArrayView(zero, 1), viewOf(leaves[0])});
    const size_t left = std::bit_floor(leaves.size() - 1);
    const Hash a = treeHash(hasher, leaves.first(left));
    const Hash b = treeHash(hasher, leaves.subspan(left));
    return hasher.hash({QByteArrayView(one, 1), viewOf(a), viewOf(b)});
}

QByteArray hex(const Hash &hash)
{
    return viewOf(hash).toByteArray().toHex();
}

} // namespace

class FrontierTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theHashIsSha256()
    {
        // FIPS 180-4, "abc".
        QCOMPARE(hex(Hasher().hash({"a", "bc"})), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
    void theEmptyTreeIsThatOfTheStandard()
    {
        Hasher hasher;
        QCOMPARE(hex(Frontier().root(hasher)), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }
    void theRootIsThatOfTheStandardForEverySize()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        Hasher hasher;
        Frontier frontier;
        std::vector<Hash> leaves;
        for (int size = 0; size < 130; ++size) {
            QCOMPARE(hex(frontier.root(hasher)), hex(treeHash(hasher, leaves)));
            const auto again = Frontier::fromBytes(frontier.size(), frontier.toBytes());
            QVERIFY(again && again->root(hasher) == frontier.root(hasher));
            QVERIFY(!Frontier::fromBytes(frontier.size(), frontier.toBytes() + QByteArray(32, 'x')));
            Hash leaf;
            std::generate(leaf.begin(), leaf.end(), [&] { return char(random.generate()); });
            leaves.push_back(leaf);
            frontier.append(hasher, leaf);
        }
    }
};

MELODY_TEST(FrontierTest)
#include "frontier_test.moc"
