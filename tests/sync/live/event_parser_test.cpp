// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_parser.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::live;

namespace {

const QByteArray stream = "event: hello\nid: 4\ndata: {\"library\":1,\"player\":2,\"type\":\"hello\"}\n\n: \n\n"
                          "event: library\ndata: {\"revision\":5,\"type\":\"library\"}\n\n";
const std::vector<wire::LiveEvent> expected{wire::LiveHello{1, 2}, wire::LiveLibrary{5}};

} // namespace

class EventParserTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsAreReadInWhateverPiecesTheyCome()
    {
        for (qsizetype size = 1; size <= stream.size(); ++size) {
            EventParser parser;
            std::vector<wire::LiveEvent> events;
            for (qsizetype at = 0; at < stream.size(); at += size) {
                for (const auto &event : parser.take(QByteArrayView(stream).sliced(at, std::min(size, stream.size() - at))))
                    events.push_back(event);
            }
            QCOMPARE(events, expected);
            QCOMPARE(parser.lastId(), "4");
        }
    }
    void everyEndOfALineIsOne()
    {
        for (const char *end : {"\r\n", "\r"}) {
            EventParser parser;
            QByteArray other = stream;
            QCOMPARE(parser.take(other.replace("\n", QByteArray(end))), expected);
        }
    }
    void dataMayStandInSeveralLines()
    {
        EventParser parser;
        QCOMPARE(parser.take("data: {\"revision\":5,\ndata:\"type\":\"library\"}\n\n"), std::vector<wire::LiveEvent>{wire::LiveLibrary{5}});
    }
    void whatIsNotOursIsPassedOver()
    {
        EventParser parser;
        QVERIFY(parser.take("data: {\"type\":\"planet\"}\n\nretry: 5\n\nnonsense\n\ndata: [\n\n\n\n").empty());
        QCOMPARE(parser.take(stream), expected);
        QVERIFY(!parser.isBroken());
    }
    void somethingEndlessIsGivenUp()
    {
        EventParser parser;
        QVERIFY(parser.take(QByteArray(100'000, 'x')).empty());
        QVERIFY(parser.isBroken());
        EventParser lines;
        QVERIFY(lines.take(QByteArray("data: x\n").repeated(20'000)).empty());
        QVERIFY(lines.isBroken());
    }
};

MELODY_TEST(EventParserTest)
#include "event_parser_test.moc"
