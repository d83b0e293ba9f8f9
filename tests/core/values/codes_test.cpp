// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <values/codes.h>

using namespace melody;
using namespace Qt::StringLiterals;

class CodesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anIsrcIsReadAsPeopleWriteIt()
    {
        const auto expected = std::optional(u"GBAYE6800123"_s);
        QCOMPARE(parseIsrc(u"GBAYE6800123"), expected);
        QCOMPARE(parseIsrc(u"GB-AYE-68-00123"), expected);
        QCOMPARE(parseIsrc(u"gbaye6800123"), expected);
        QCOMPARE(parseIsrc(u"US-S1Z-99-00001"), std::optional(u"USS1Z9900001"_s));
    }
    void whatIsNoIsrcIsRefused()
    {
        for (const QStringView text :
             {u"", u"GBAYE680012", u"GBAYE68001234", u"G1AYE6800123", u"GBAY-6800123", u"GBAYEX800123", u"GBAYE680012X", u"GB-AYE-6800123",
              u"GBA-YE-68-00123", u"GBAYE-68-001-23", u"GBAY\u00c96800123", u"GBAYE680012\u0663"})
            QVERIFY2(!parseIsrc(text), qPrintable(text.toString()));
    }
    void productCodesAreHeldAgainstTheirCheckDigit()
    {
        // The examples of GS1's own pages: a UPC-A and an EAN-13.
        QVERIFY(parseUpc(u"036000291452"));
        QVERIFY(parseUpc(u"4006381333931"));
        QVERIFY(!parseUpc(u"03600029145"));
        QVERIFY(!parseUpc(u"40063813339312"));
        QVERIFY(!parseUpc(u""));
        QVERIFY(!parseUpc(u"03600029145\u0662"));
    }
    void everyWrongDigitOfAProductCodeIsNoticed()
    {
        const QString good = u"4006381333931"_s;
        for (qsizetype at = 0; at < good.size(); ++at) {
            for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
                QString changed = good;
                changed[at] = digit;
                QCOMPARE(parseUpc(changed).has_value(), changed == good);
            }
        }
    }
};

MELODY_TEST(CodesTest)
#include "codes_test.moc"
