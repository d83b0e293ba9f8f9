// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/card_scan.h>
#include <support/pg_cluster.h>
#include <support/test_main.h>

using namespace melody::test;
using namespace Qt::StringLiterals;

class CardScanPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNumberIsFoundInEveryKindOfColumn_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("value");
        QTest::newRow("text") << u"text"_s << u"'paid with 4242 4242-4242 4242'"_s;
        QTest::newRow("number") << u"bigint"_s << u"4242424242424242"_s;
        QTest::newRow("bytes") << u"bytea"_s << u"'4242 4242 4242 4242'"_s;
        QTest::newRow("JSON") << u"jsonb"_s << u"'{\"card\": [\"4242\", \"4242424242424242\"]}'"_s;
        QTest::newRow("array") << u"text[]"_s << u"ARRAY['x', '4242424242424242']"_s;
    }
    void aNumberIsFoundInEveryKindOfColumn()
    {
        QFETCH(QString, type);
        QFETCH(QString, value);
        const std::string database = pgCluster().createDatabase();
        const auto ask = [&](const std::string &sql) { return pgCluster().execute(database, sql); };
        ask("CREATE SCHEMA s");
        ask("CREATE TABLE s.\"A table\" (id integer, v " + type.toStdString() + ")");
        ask("CREATE TABLE s.innocent AS SELECT 4242 AS last4");
        CardScan before({u"4242424242424242"_s});
        before.database(ask);
        QCOMPARE(before.findings(), QStringList());
        QCOMPARE(before.tables(), 2);
        ask("INSERT INTO s.\"A table\" VALUES (1, " + value.toStdString() + ")");
        CardScan after({u"4242424242424242"_s});
        after.database(ask);
        QCOMPARE(after.findings(), QStringList{u"table s.\"A table\": …4242"_s});
    }
};

MELODY_TEST(CardScanPgTest)
#include "card_scan_pg_test.moc"
