// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_text.h"
#include "hub.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::live;
using namespace Qt::StringLiterals;

namespace {

const UserId ana(QUuid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
const UserId ben(QUuid(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

SignInId device(uint number)
{
    return SignInId(QUuid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
}

QByteArray taken(const std::shared_ptr<http::Stream> &stream)
{
    return stream->take().bytes;
}

} // namespace

class HubTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEventIsTextWithNameAndData()
    {
        QCOMPARE(eventText(wire::LiveLibrary{7}), "event: library\ndata: {\"revision\":7,\"type\":\"library\"}\n\n");
        QVERIFY(eventText(wire::LiveHello{1, 2}, 9).startsWith("event: hello\nid: 9\ndata: {"));
    }
    void onlyOurIdsAreIds()
    {
        QCOMPARE(parseEventId("17"), std::optional<qint64>(17));
        for (const char *text : {"", "x", "-1", "01", "1 ", "9223372036854775808"})
            QVERIFY(!parseEventId(text));
    }
    void aNoticeSurvivesItsText()
    {
        for (const Notice &notice : {Notice{ana, {}, wire::LiveLibrary{7}}, Notice{ana, device(1), wire::LiveSignedOut()}})
            QCOMPARE(parseNotice(QJsonDocument(toJson(notice)).toJson()), std::optional(notice));
        for (const char *text : {"", "{}", "[]", "{\"user\":\"x\"}"})
            QVERIFY(!parseNotice(QByteArray(text)));
    }
    void whatComesBeforeTheFirstWordWaitsForIt()
    {
        Hub hub(5, 5);
        const auto stream = hub.add(ana, device(1)).value();
        hub.deliver({ana, {}, wire::LiveLibrary{3}});
        QVERIFY(taken(stream).isEmpty());
        hub.open(stream, ana, "first;");
        QCOMPARE(taken(stream), "first;" + eventText(wire::LiveLibrary{3}));
    }
    void everyDeviceOfTheUserHearsAndNobodyElse()
    {
        Hub hub(5, 5);
        const auto phone = hub.add(ana, device(1)).value();
        const auto desk = hub.add(ana, device(2)).value();
        const auto other = hub.add(ben, device(3)).value();
        for (const auto &[stream, user] : {std::pair(phone, ana), std::pair(desk, ana), std::pair(other, ben)})
            hub.open(stream, user, "");
        hub.deliver({ana, {}, wire::LiveLibrary{3}});
        hub.deliver({ana, device(2), wire::LivePlayer{4}});
        QCOMPARE(taken(phone), eventText(wire::LiveLibrary{3}));
        QCOMPARE(taken(desk), eventText(wire::LiveLibrary{3}) + eventText(wire::LivePlayer{4}));
        QVERIFY(taken(other).isEmpty());
    }
    void aDeviceHasOneStreamAndAUserNotTooMany()
    {
        Hub hub(3, 4);
        const auto first = hub.add(ana, device(1)).value();
        const auto again = hub.add(ana, device(1)).value();
        QVERIFY(first->isOver() && !again->isOver());
        QVERIFY(hub.add(ana, device(2)) && hub.add(ana, device(3)));
        QCOMPARE(hub.add(ana, device(4)).error().code, u"too_many_streams"_s);
        QCOMPARE(hub.size(), 3);
        QVERIFY(hub.add(ben, device(5)));
        QCOMPARE(hub.add(ben, device(6)).error().kind, ErrorKind::Unavailable);
        again->end(); // the client left
        QVERIFY(hub.add(ana, device(4)));
    }
    void whoIsSignedOutIsToldAndLetGo()
    {
        Hub hub(5, 5);
        const auto phone = hub.add(ana, device(1)).value();
        const auto desk = hub.add(ana, device(2)).value();
        hub.open(phone, ana, "");
        hub.signedOut(device(1));
        const auto piece = phone->take();
        QCOMPARE(piece.bytes, eventText(wire::LiveSignedOut()));
        QVERIFY(piece.closed && !desk->isOver());
    }
    void whoseClientLeavesIsKnownAtOnceAndWhoIsClosedHereWithTheBeat()
    {
        int told = 0;
        Hub hub(5, 5, [&told] { ++told; });
        const auto phone = hub.add(ana, device(1)).value();
        const auto desk = hub.add(ana, device(2)).value();
        const auto slow = hub.add(ben, device(3)).value();
        const Presence came = hub.open(phone, ana, "");
        hub.open(desk, ana, "");
        hub.open(slow, ben, "");
        desk->close(); // as when the process drains
        desk->end();
        QCOMPARE(told, 0);
        phone->end();
        phone->end();
        QCOMPARE(told, 1);
        auto gone = hub.takeGone();
        QCOMPARE(gone.size(), 1U);
        QCOMPARE(gone[0], (Presence{ana, device(1), came.stream, PresenceChange::Went}));
        QVERIFY(hub.takeGone().empty());
        while (slow->write(QByteArray(8'000, 'x')))
            ;
        QCOMPARE(told, 2);
        gone = hub.takeGone();
        QCOMPARE(gone.size(), 1U);
        QCOMPARE(gone[0].device, device(3));
        gone = hub.beat();
        QCOMPARE(gone.size(), 1U);
        QCOMPARE(gone[0].device, device(2));
    }
    void aBeatForgetsWhoLeft()
    {
        Hub hub(5, 5);
        const auto phone = hub.add(ana, device(1)).value();
        const auto desk = hub.add(ana, device(2)).value();
        hub.open(phone, ana, "");
        desk->end();
        (void)hub.beat();
        QCOMPARE(taken(phone), heartbeatText());
        QCOMPARE(hub.size(), 1);
    }
};

MELODY_TEST(HubTest)
#include "hub_test.moc"
