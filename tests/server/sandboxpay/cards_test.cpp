// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cards.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::sandboxpay;
using namespace Qt::StringLiterals;

namespace {

const TimePoint now = *parseTime(u"2026-11-22T12:00:00.000Z");

QStringList wrongFields(const CardInput &input)
{
    const auto card = readCard(input, now);
    QStringList fields;
    for (const FieldError &error : card ? QList<FieldError>{} : card.error().fields)
        fields.append(error.field + u' ' + error.code);
    return fields;
}

} // namespace

class CardsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTestCardPassesTheCheckDigit()
    {
        QVERIFY(testCards().size() > 10);
        for (const TestCard &card : testCards())
            QVERIFY2(passesLuhn(QString::number(card.number)), card.meaning);
    }
    void oneWrongDigitOrTwoSwappedAreNoticed()
    {
        const QString good = u"4000002760003184"_s;
        for (int i = 0; i < good.size(); ++i) {
            for (int digit = 0; digit < 10; ++digit) {
                QString other = good;
                other[i] = QChar(u'0' + digit);
                QCOMPARE(passesLuhn(other), other == good);
            }
        }
        QVERIFY(!passesLuhn(u"4000002760003148"));
        QVERIFY(!passesLuhn(u""));
    }
    void aCardKeepsNoNumber()
    {
        const auto card = readCard({u"4242 4242-4242 4242"_s, u"3"_s, u"27"_s, u"123"_s}, now);
        QVERIFY(card);
        QCOMPARE(card->brand, u"visa"_s);
        QCOMPARE(card->last4, u"4242"_s);
        QCOMPARE(card->expiryYear, 2027);
        QCOMPARE(card->behaviour, u"success"_s);
        QCOMPARE(readCard({u"378282246310005"_s, u"12"_s, u"2030"_s, u"1234"_s}, now)->brand, u"amex"_s);
        QCOMPARE(readCard({u"5555555555554444"_s, u"12"_s, u"2030"_s, u"123"_s}, now)->brand, u"mastercard"_s);
    }
    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QStringList>("input");
        QTest::addColumn<QStringList>("wrong");
        const QString good = u"4242424242424242"_s;
        QTest::newRow("all") << QStringList{u""_s, u""_s, u""_s, u""_s}
                             << QStringList{u"number invalid_number"_s, u"expiry_month out_of_range"_s, u"expiry_year out_of_range"_s,
                                            u"code wrong_length"_s};
        QTest::newRow("check digit") << QStringList{u"4242424242424241"_s, u"1"_s, u"2030"_s, u"123"_s}
                                     << QStringList{u"number invalid_number"_s};
        QTest::newRow("letters") << QStringList{u"4242x"_s, u"1"_s, u"2030"_s, u"123"_s} << QStringList{u"number invalid_number"_s};
        QTest::newRow("real card") << QStringList{u"4929939187355598"_s, u"1"_s, u"2030"_s, u"123"_s}
                                   << QStringList{u"number not_a_test_card"_s};
        QTest::newRow("month 13") << QStringList{good, u"13"_s, u"2030"_s, u"123"_s} << QStringList{u"expiry_month out_of_range"_s};
        QTest::newRow("last month") << QStringList{good, u"10"_s, u"2026"_s, u"123"_s} << QStringList{u"expiry_month expired"_s};
        QTest::newRow("this month") << QStringList{good, u"11"_s, u"2026"_s, u"123"_s} << QStringList{};
        QTest::newRow("last year") << QStringList{good, u"12"_s, u"25"_s, u"123"_s} << QStringList{u"expiry_year expired"_s};
        QTest::newRow("far ahead") << QStringList{good, u"12"_s, u"2050"_s, u"123"_s} << QStringList{u"expiry_year out_of_range"_s};
        QTest::newRow("code") << QStringList{good, u"12"_s, u"2030"_s, u"12"_s} << QStringList{u"code wrong_length"_s};
        QTest::newRow("code of Amex") << QStringList{u"378282246310005"_s, u"12"_s, u"2030"_s, u"123"_s}
                                      << QStringList{u"code wrong_length"_s};
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QStringList, input);
        QFETCH(QStringList, wrong);
        QCOMPARE(wrongFields({input[0], input[1], input[2], input[3]}), wrong);
    }
    void aCardIsGoodUntilTheEndOfItsMonth()
    {
        QVERIFY(!isExpired(2, 2028, *parseTime(u"2028-02-29T23:59:59.999Z")));
        QVERIFY(isExpired(2, 2028, *parseTime(u"2028-03-01T00:00:00.000Z")));
        QVERIFY(!isExpired(12, 2026, now));
        QVERIFY(isExpired(12, 2025, now));
    }
    void decisionsFollowTheCard()
    {
        QVERIFY(decideCharge(u"success"_s, 7, false).outcome == Outcome::Succeed);
        QCOMPARE(decideCharge(u"decline:lost_card"_s, 0, true).declineCode, u"lost_card"_s);
        QVERIFY(decideCharge(u"succeeds_first:insufficient_funds"_s, 0, false).outcome == Outcome::Succeed);
        QCOMPARE(decideCharge(u"succeeds_first:insufficient_funds"_s, 1, false).declineCode, u"insufficient_funds"_s);
        QVERIFY(decideCharge(u"challenge_always"_s, 0, true).outcome == Outcome::Challenge);
        QCOMPARE(decideCharge(u"challenge_always"_s, 0, false).declineCode, u"authentication_required"_s);
        QVERIFY(decideCharge(u"challenge_once"_s, 0, false).outcome == Outcome::Succeed);
        QVERIFY(decideStoring(u"challenge_once"_s).outcome == Outcome::Challenge);
        QCOMPARE(decideStoring(u"refuse:incorrect_cvc"_s).declineCode, u"incorrect_cvc"_s);
        QVERIFY(decideStoring(u"decline:lost_card"_s).outcome == Outcome::Succeed);
    }
};

MELODY_TEST(CardsTest)
#include "cards_test.moc"
