// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync_token.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::social;
using namespace Qt::StringLiterals;

class SyncTokenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsReadAsItWasWritten()
    {
        for (const SyncToken &token : {SyncToken{0, {}}, SyncToken{120, {}}, SyncToken{120, 900}, SyncToken{0, 0}})
            QCOMPARE(parseSyncToken(formatSyncToken(token)).value(), std::optional(token));
        QCOMPARE(parseSyncToken({}).value(), std::optional<SyncToken>());
    }
    void whatIsNoTokenIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"x", "-1", "1.", ".1", "1.2.3", "1.x", "01", "1 ", "9223372036854775808"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void whatIsNoTokenIsRefused()
    {
        QFETCH(QString, text);
        const auto parsed = parseSyncToken(text);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().fields.value(0).field, u"since"_s);
    }
    void whoKnowsNothingOrTooLittleReadsEverything()
    {
        for (const auto &since : {std::optional<SyncToken>(), std::optional(SyncToken{49, {}}), std::optional(SyncToken{30, 49}),
                                  std::optional(SyncToken{101, {}}), std::optional(SyncToken{10, 101})}) {
            const SyncStart start = planSync(since, 100, 50);
            QVERIFY(start.reset);
            QCOMPARE(start.after, 0);
            QCOMPARE(start.tombstonesAfter, 100);
            QCOMPARE(start.began, std::optional<qint64>(100));
        }
    }
    void whoKnowsEnoughReadsWhatIsNew()
    {
        const SyncStart start = planSync(SyncToken{50, {}}, 100, 50);
        QVERIFY(!start.reset && !start.began);
        QCOMPARE(start.after, 50);
        QCOMPARE(start.tombstonesAfter, 50);
    }
    void whoIsReadingEverythingGoesOnThoughThePlaceIsBelowTheFloor()
    {
        const SyncStart start = planSync(SyncToken{20, 90}, 100, 50);
        QVERIFY(!start.reset);
        QCOMPARE(start.after, 20);
        QCOMPARE(start.tombstonesAfter, 90);
        QCOMPARE(start.began, std::optional<qint64>(90));
    }
};

MELODY_TEST(SyncTokenTest)
#include "sync_token_test.moc"
