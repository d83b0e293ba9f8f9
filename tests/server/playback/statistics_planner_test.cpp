// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statistics_planner.h"

#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

#include <numeric>

using namespace melody;
using namespace melody::playback;
using namespace Qt::StringLiterals;

class StatisticsPlannerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anArtistsTracksAreAddedUp()
    {
        const auto a = id(1);
        const auto b = id(2);
        const Listened listened{{{id(11), 5, 500}, {id(12), 4, 400}, {id(13), 3, 900}, {id(14), 9, 9}},
                                {},
                                {{id(11), a}, {id(12), b}, {id(13), b}}}; // the last has no artist
        QCOMPARE(byArtist(listened), (std::vector<HeardContent>{{b, 7, 1'300}, {a, 5, 500}}));
    }
    void equalPlaysAreOrderedByTimeThenById()
    {
        const Listened listened{
            {{id(11), 5, 100}, {id(12), 5, 300}, {id(13), 5, 100}}, {}, {{id(11), id(3)}, {id(12), id(2)}, {id(13), id(1)}}};
        const auto sorted = byArtist(listened);
        QCOMPARE(sorted[0].content, id(2));
        QCOMPARE(sorted[1].content, std::min(id(1), id(3)));
    }
    void whatHasNoCardIsInTheSumsOnly()
    {
        Listened listened{{{id(11), 5, 500}, {id(12), 4, 400}}, {}, {{id(11), id(1)}, {id(12), id(1)}}};
        listened.points.insert(u"2026-11-03"_s, {u"2026-11-03"_s, 9, 900});
        const auto statistics = planStatistics({2026, 11}, u"UTC"_s, listened, {card(12, u"track"_s), card(1, u"artist"_s)});
        QCOMPARE(statistics.plays, 9);
        QCOMPARE(statistics.heardMs, 900);
        QCOMPARE(statistics.tracks.size(), 1);
        QCOMPARE(statistics.tracks[0].plays, 4);
        QCOMPARE(statistics.artists[0].plays, 9);
        QCOMPARE(statistics.points.size(), 30);
        QCOMPARE(statistics.points[2], (wire::StatisticsPoint{u"2026-11-03"_s, 9, 900}));
        QCOMPARE(statistics.points[3], (wire::StatisticsPoint{u"2026-11-04"_s, 0, 0}));
    }
    void episodesAreHeardButAreNoTracks()
    {
        const Listened listened{{{id(11), 5, 500}, {id(12), 4, 400}}, {}, {}};
        const auto statistics = planStatistics({2026, 0}, u"UTC"_s, listened, {card(11, u"episode"_s), card(12, u"track"_s)});
        QCOMPARE(statistics.tracks.size(), 1);
        QCOMPARE(statistics.tracks[0].content.id, id(12));
    }
    void whateverWasHeardTheTopsAreInOrderAndFit()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < 200; ++round) {
            Listened listened;
            QList<wire::ContentSummary> cards;
            qint64 total = 0;
            for (int i = random.bounded(300); i > 0; --i) {
                const qint64 plays = 1 + random.bounded(20);
                listened.contents.push_back({id(1000 + i), plays, plays * 1'000});
                listened.artists.insert(id(1000 + i), id(1 + random.bounded(40)));
                cards.append(card(1000 + i, u"track"_s));
                total += plays;
            }
            for (int i = 1; i <= 40; ++i)
                cards.append(card(i, u"artist"_s));
            std::sort(listened.contents.begin(), listened.contents.end(),
                      [](const HeardContent &a, const HeardContent &b) { return a.plays > b.plays; });
            const auto sums = byArtist(listened);
            QCOMPARE(std::accumulate(sums.begin(), sums.end(), qint64(0), [](qint64 sum, const HeardContent &h) { return sum + h.plays; }),
                     total);
            QVERIFY(cardsWanted(listened).size() <= 200);
            const auto statistics = planStatistics({2026, 11}, u"UTC"_s, listened, cards);
            for (const auto &items : {statistics.tracks, statistics.artists}) {
                QVERIFY(items.size() <= wire::maxTopItems);
                QVERIFY(std::is_sorted(items.begin(), items.end(), [](const auto &a, const auto &b) { return a.plays > b.plays; }));
            }
            if (!sums.empty()) {
                QCOMPARE(statistics.artists.first().content.id, sums.front().content);
                QVERIFY(cardsWanted(listened).contains(sums.front().content));
            }
            const auto again = wire::parseStatistics(wire::toJson(statistics));
            QVERIFY(again);
            QCOMPARE(*again, statistics);
        }
    }

private:
    static ContentId id(int number)
    {
        return ContentId(QUuid(0x019aa000U, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, uchar(number >> 8), uchar(number)));
    }
    static wire::ContentSummary card(int number, const QString &kind)
    {
        wire::ContentSummary card;
        card.id = id(number);
        card.kind = kind;
        card.title = QString::number(number);
        return card;
    }
};

MELODY_TEST(StatisticsPlannerTest)
#include "statistics_planner_test.moc"
