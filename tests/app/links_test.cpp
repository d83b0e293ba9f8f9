// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <support/test_main.h>
#include <viewmodels/links_view_model.h>

using namespace melody;
using namespace Qt::StringLiterals;

class LinksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsCopiedOpensTheSame()
    {
        const QString id = ContentId::create(SystemClock().now()).toString();
        for (const QString &kind : {u"album"_s, u"artist"_s, u"playlist"_s, u"track"_s}) {
            app::LinksViewModel links;
            QSignalSpy said(&links, &app::LinksViewModel::said);
            links.copy(kind, id);
            QCOMPARE(said.size(), 1);
            QSignalSpy came(&links, &app::LinksViewModel::came);
            QVERIFY(links.open(QGuiApplication::clipboard()->text()));
            QCOMPARE(came.size(), 1);
            QCOMPARE(links.take(), (QVariantMap{{u"kind"_s, kind}, {u"id"_s, id}}));
            QVERIFY(links.take().isEmpty()); // once
        }
    }
    void aListOfTheLibraryIsAPlaceToGo()
    {
        app::LinksViewModel links;
        QVERIFY(links.open(u"melody://library/songs"_s));
        QCOMPARE(links.take(), (QVariantMap{{u"kind"_s, u"library"_s}, {u"id"_s, u"songs"_s}}));
    }
    void aSearchIsAPlaceToGoWithItsWords()
    {
        app::LinksViewModel links;
        QVERIFY(links.open(u"melody://search?q=caf%C3%A9%20%26%20more"_s));
        QCOMPARE(links.take(), (QVariantMap{{u"kind"_s, u"search"_s}, {u"id"_s, u"café & more"_s}}));
    }
    void whatIsNoLinkOpensNothing_data()
    {
        QTest::addColumn<QString>("uri");
        const QString id = u"01920000-0000-7000-8000-000000000000"_s;
        QTest::newRow("nothing") << QString();
        QTest::newRow("another scheme") << u"https://album/"_s + id;
        QTest::newRow("another kind") << u"melody://settings/"_s + id;
        QTest::newRow("no list") << u"melody://library/secrets"_s;
        QTest::newRow("no id") << u"melody://album/"_s;
        QTest::newRow("a bad id") << u"melody://album/1"_s;
        QTest::newRow("a way out") << u"melody://album/../"_s + id;
        QTest::newRow("more after it") << u"melody://album/"_s + id + u"/x"_s;
        QTest::newRow("a query") << u"melody://album/"_s + id + u"?a=b"_s;
        QTest::newRow("a search for nothing") << u"melody://search?q=%20"_s;
        QTest::newRow("a search for too much") << u"melody://search?q="_s + QString(201, u'a');
        QTest::newRow("a search with more") << u"melody://search?q=a&go=b"_s;
        QTest::newRow("a search elsewhere") << u"melody://search/x?q=a"_s;
        QTest::newRow("a fragment") << u"melody://album/"_s + id + u"#x"_s;
        QTest::newRow("a port") << u"melody://album:80/"_s + id;
        QTest::newRow("a user") << u"melody://a@album/"_s + id;
        QTest::newRow("too long") << u"melody://album/"_s + QString(10'000'000, u'0');
    }
    void whatIsNoLinkOpensNothing()
    {
        QFETCH(QString, uri);
        app::LinksViewModel links;
        QVERIFY(!links.open(uri));
        QVERIFY(links.take().isEmpty());
    }
};

MELODY_TEST(LinksTest)
#include "links_test.moc"
