// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "list_query.h"

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class ListQueryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCursorSurvivesItsText()
    {
        const auto id = ContentId::create(SystemClock().now());
        QCOMPARE(catalog::decodeCursor(catalog::encodeCursor(id)), std::optional(id));
    }
    void whatWeDidNotMakeIsNoCursor()
    {
        const QString good = catalog::encodeCursor(ContentId::create(SystemClock().now()));
        for (const QString &bad : {QString(), good.chopped(1), good + u'A', good + u'=', u"../../etc/passwd"_s, good.repeated(500)})
            QVERIFY2(!catalog::decodeCursor(bad), qPrintable(bad.left(40)));
        // The last character of 16 bytes in base64 carries two bits only: another one with the same two is not the text that we made.
        const QString twin = good.chopped(1) + QChar(good.back().unicode() + 1);
        QVERIFY(!catalog::decodeCursor(twin));
    }
    void everyParameterIsChecked_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("field");
        QTest::newRow("no kind") << u"limit=3"_s << u"kind"_s;
        QTest::newRow("odd kind") << u"kind=Album'"_s << u"kind"_s;
        QTest::newRow("limit 0") << u"kind=album&limit=0"_s << u"limit"_s;
        QTest::newRow("limit 201") << u"kind=album&limit=201"_s << u"limit"_s;
        QTest::newRow("limit word") << u"kind=album&limit=ten"_s << u"limit"_s;
        QTest::newRow("cursor") << u"kind=album&cursor=zzz"_s << u"cursor"_s;
        QTest::newRow("artist") << u"kind=album&artist=1"_s << u"artist"_s;
        QTest::newRow("unknown") << u"kind=album&offset=3"_s << u"offset"_s;
        QTest::newRow("twice") << u"kind=album&kind=single"_s << u"kind"_s;
    }
    void everyParameterIsChecked()
    {
        QFETCH(QString, query);
        QFETCH(QString, field);
        const auto parsed = catalog::parseListQuery(QUrlQuery(query));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
        QCOMPARE(parsed.error().fields.constFirst().field, field);
    }
    void imageSizesAreThoseThatWeRender()
    {
        QCOMPARE(catalog::parseImageSize(QUrlQuery()).value(), 320);
        QCOMPARE(catalog::parseImageSize(QUrlQuery(u"size=1280"_s)).value(), 1280);
        QVERIFY(!catalog::parseImageSize(QUrlQuery(u"size=65"_s)));
        QVERIFY(!catalog::parseImageSize(QUrlQuery(u"size=064"_s)));
        QVERIFY(!catalog::parseImageSize(QUrlQuery(u"width=64"_s)));
    }
};

MELODY_TEST(ListQueryTest)
#include "list_query_test.moc"
