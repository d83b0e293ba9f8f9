// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/totp.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::crypto;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "12345678901234567890"; // of the RFCs

TimePoint at(qint64 seconds)
{
    return TimePoint(std::chrono::seconds(seconds));
}

} // namespace

class TotpTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theCodesAreThoseOfRfc4226()
    {
        const QStringList codes{u"755224"_s, u"287082"_s, u"359152"_s, u"969429"_s, u"338314"_s,
                                u"254676"_s, u"287922"_s, u"162583"_s, u"399871"_s, u"520489"_s};
        for (qsizetype counter = 0; counter < codes.size(); ++counter)
            QCOMPARE(totpCode(secret, counter), codes[counter]);
    }
    void theCodesAreThoseOfRfc6238()
    {
        // Appendix B has eight digits; ours are the last six of them.
        const std::vector<std::pair<qint64, QString>> vectors{{59, u"287082"_s},
                                                              {1'111'111'109, u"081804"_s},
                                                              {1'111'111'111, u"050471"_s},
                                                              {1'234'567'890, u"005924"_s},
                                                              {2'000'000'000, u"279037"_s},
                                                              {20'000'000'000, u"353130"_s}};
        for (const auto &[seconds, code] : vectors)
            QCOMPARE(totpCode(secret, totpStepAt(at(seconds))), code);
    }
    void aCodeIsGoodOneStepEarlyOrLateAndNoMore()
    {
        const qint64 step = 50'000'000;
        for (qint64 offset = -3; offset <= 3; ++offset) {
            const auto accepted = checkTotp(secret, totpCode(secret, step + offset), at(step * 30 + 17), 0);
            QCOMPARE(accepted.has_value(), offset >= -1 && offset <= 1);
            QVERIFY(!accepted || *accepted == step + offset);
        }
    }
    void aCodeWorksOnce()
    {
        const qint64 step = 50'000'000;
        const QString code = totpCode(secret, step);
        const auto first = checkTotp(secret, code, at(step * 30), 0);
        QVERIFY(first);
        QVERIFY(!checkTotp(secret, code, at(step * 30 + 29), *first));
        QVERIFY(!checkTotp(secret, totpCode(secret, step - 1), at(step * 30), *first)); // nor one before it
        QVERIFY(checkTotp(secret, totpCode(secret, step + 1), at(step * 30 + 31), *first));
    }
    void base32IsThatOfRfc4648()
    {
        const std::vector<std::pair<QByteArray, QString>> vectors{{"", u""_s},
                                                                  {"f", u"MY"_s},
                                                                  {"fo", u"MZXQ"_s},
                                                                  {"foo", u"MZXW6"_s},
                                                                  {"foob", u"MZXW6YQ"_s},
                                                                  {"fooba", u"MZXW6YTB"_s},
                                                                  {"foobar", u"MZXW6YTBOI"_s},
                                                                  {secret, u"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"_s}};
        for (const auto &[bytes, text] : vectors)
            QCOMPARE(toBase32(bytes), text);
    }
};

MELODY_TEST(TotpTest)
#include "totp_test.moc"
