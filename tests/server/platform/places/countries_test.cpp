// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <places/countries.h>
#include <support/test_main.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;
using places::Countries;

class CountriesTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }

private Q_SLOTS:
    void init()
    {
        write(u"geoip"_s, "# a comment\n16777216,16777471,AU\n16777472,16778239,CN\n16779264,16781311,??\n3758096384,4294967295,DE\n");
        write(u"geoip6"_s, "2001:200::,2001:200:ffff:ffff:ffff:ffff:ffff:ffff,JP\n2001:400::,2001:400:ffff::,US\n");
    }
    void anAddressIsInTheRangeThatHoldsIt_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("country");
        const std::pair<const char *, const char *> rows[] = {{"1.0.0.0", "AU"},
                                                              {"1.0.0.255", "AU"},
                                                              {"1.0.1.0", "CN"},
                                                              {"1.0.3.255", "CN"},
                                                              {"1.0.4.0", ""},
                                                              {"1.0.9.1", ""},
                                                              {"0.255.255.255", ""},
                                                              {"255.255.255.255", "DE"},
                                                              {"::ffff:1.0.0.7", "AU"},
                                                              {"2001:200::1", "JP"},
                                                              {"2001:200:ffff::9", "JP"},
                                                              {"2001:300::", ""},
                                                              {"2001:400::", "US"},
                                                              {"2001:400:ffff::1", ""},
                                                              {"::1", ""},
                                                              {"127.0.0.1", ""},
                                                              {"", ""}};
        for (const auto &[address, country] : rows)
            QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(country);
    }
    void anAddressIsInTheRangeThatHoldsIt()
    {
        QFETCH(const QString, address);
        const auto countries = Countries::read(m_folder.path());
        QVERIFY(countries);
        QTEST(countries->of(QHostAddress(address)), "country");
    }
    void withoutItsTablesItKnowsNothing()
    {
        QCOMPARE(Countries().of(QHostAddress(u"1.0.0.1"_s)), QString());
        QFile::remove(m_folder.filePath(u"geoip6"_s));
        QCOMPARE(Countries::read(m_folder.path()).error().kind, ErrorKind::NotFound);
    }
    void aTableThatIsNoTableIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("words") << QByteArray("hello\n");
        QTest::newRow("backwards") << QByteArray("20,10,DE\n");
        QTest::newRow("overlapping") << QByteArray("10,20,DE\n15,30,FR\n");
        QTest::newRow("too large") << QByteArray("1,4294967296,DE\n");
        QTest::newRow("four fields") << QByteArray("1,2,DE,FR\n");
        QTest::newRow("addresses of the other kind") << QByteArray("2001::,2001::1,DE\n");
    }
    void aTableThatIsNoTableIsRefusedWithItsLine()
    {
        QFETCH(const QByteArray, text);
        write(u"geoip"_s, "# first\n" + text);
        const auto countries = Countries::read(m_folder.path());
        QVERIFY(!countries);
        QVERIFY2(countries.error().detail.contains(u"line 2"_s) || countries.error().detail.contains(u"line 3"_s),
                 qPrintable(countries.error().detail));
    }
    void theTablesOfTheSystemAreRead()
    {
        const QString folder = u"/usr/share/tor"_s;
        if (!QFile::exists(folder + u"/geoip"_s))
            QSKIP("tor-geoipdb is not installed");
        const auto countries = Countries::read(folder);
        QVERIFY2(countries, countries ? "" : qPrintable(countries.error().detail));
        QCOMPARE(countries->of(QHostAddress(u"193.0.6.139"_s)), u"NL"_s);     // RIPE NCC, Amsterdam
        QCOMPARE(countries->of(QHostAddress(u"2001:67c:2e8::1"_s)), u"NL"_s); // the same
        QCOMPARE(countries->of(QHostAddress(u"192.168.1.1"_s)), QString());
    }
};

MELODY_TEST(CountriesTest)
#include "countries_test.moc"
