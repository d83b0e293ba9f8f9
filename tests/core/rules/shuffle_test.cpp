// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/shuffle.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody::rules;

namespace {

int neighboursAlike(const QStringList &artists, const std::vector<int> &order)
{
    int alike = 0;
    for (size_t i = 1; i < order.size(); ++i)
        alike += artists[order[i]] == artists[order[i - 1]] ? 1 : 0;
    return alike;
}

} // namespace

class ShuffleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Any crowd of artists: all songs once, and neighbours alike only as often as can't be helped.
    void nobodyIsHeardTwiceInARowWhereThatCanBe()
    {
        QRandomGenerator random(5);
        qInfo("seed 5");
        for (int round = 0; round < 3'000; ++round) {
            QStringList artists;
            const int count = random.bounded(1, 60);
            const int names = random.bounded(1, 12);
            for (int i = 0; i < count; ++i)
                artists.append(QString::number(std::min(random.bounded(names), random.bounded(names))));
            const auto order = shuffled(artists, random.generate());
            std::vector<int> sorted = order;
            std::sort(sorted.begin(), sorted.end());
            for (int i = 0; i < count; ++i)
                QCOMPARE(sorted[size_t(i)], i);
            qsizetype most = 0;
            for (const QString &name : artists)
                most = std::max(most, artists.count(name));
            const int unavoidable = std::max(0, int(most - (count - most) - 1));
            QCOMPARE(neighboursAlike(artists, order), unavoidable);
        }
    }
    void theFirstIsNotByWhomIsHeardNow()
    {
        const QStringList artists{QStringLiteral("a"), QStringLiteral("a"), QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
        for (quint32 seed = 0; seed < 200; ++seed)
            QVERIFY(artists[shuffled(artists, seed, QStringLiteral("a")).front()] != QStringLiteral("a"));
        QCOMPARE(shuffled({QStringLiteral("a")}, 1, QStringLiteral("a")).size(), size_t(1)); // there is no other way
    }
    void theSeedDecides()
    {
        QStringList artists;
        for (int i = 0; i < 40; ++i)
            artists.append(QString::number(i % 7));
        QVERIFY(shuffled(artists, 1) == shuffled(artists, 1));
        QVERIFY(shuffled(artists, 1) != shuffled(artists, 2));
    }
    void everySongComesFirstAboutAsOften()
    {
        QStringList artists;
        for (int i = 0; i < 8; ++i)
            artists.append(QString::number(i / 2));
        std::array<int, 8> first{};
        for (quint32 seed = 0; seed < 8'000; ++seed)
            ++first[size_t(shuffled(artists, seed).front())];
        for (const int times : first)
            QVERIFY2(times > 800 && times < 1'200, qPrintable(QString::number(times)));
    }
};

MELODY_TEST(ShuffleTest)
#include "shuffle_test.moc"
