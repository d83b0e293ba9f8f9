// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <viewmodels/billing_words.h>

using namespace melody;
using namespace Qt::StringLiterals;

class BillingWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void moneyIsExactAndWrittenByTheLocale_data()
    {
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("text");
        QTest::newRow("euro, English") << 999LL << u"EUR"_s << u"en"_s << u"€9.99"_s;
        QTest::newRow("euro, Spanish") << 999LL << u"EUR"_s << u"es"_s << u"9,99 €"_s;
        QTest::newRow("leading zero of the cents") << 1005LL << u"USD"_s << u"en"_s << u"$10.05"_s;
        QTest::newRow("less than one") << 7LL << u"GBP"_s << u"en"_s << u"£0.07"_s;
        QTest::newRow("no cents in yen") << 12'980LL << u"JPY"_s << u"en"_s << u"¥12,980"_s;
        QTest::newRow("three digits") << 1'234'567LL << u"KWD"_s << u"en"_s << u"KWD1,234.567"_s;
        QTest::newRow("given back") << -550LL << u"EUR"_s << u"en"_s << u"−€5.50"_s;
        // 2^53 + 1 is what a double can't hold.
        QTest::newRow("beyond a double") << 9'007'199'254'740'993LL << u"EUR"_s << u"en"_s << u"€90,071,992,547,409.93"_s;
        QTest::newRow("the smallest there is") << std::numeric_limits<qint64>::min() << u"JPY"_s << u"en"_s
                                               << u"−¥9,223,372,036,854,775,808"_s;
    }
    void moneyIsExactAndWrittenByTheLocale()
    {
        QFETCH(qint64, amount);
        QFETCH(QString, currency);
        QFETCH(QString, language);
        QFETCH(QString, text);
        QString written = app::moneyText({amount, currency}, language);
        written.replace(QChar(0x00a0), u' ');
        QCOMPARE(written, text);
    }
    void everyStateHasItsOwnWords()
    {
        QSet<QString> now;
        QSet<QString> next;
        for (const QString &state : {u"none"_s, u"trialing"_s, u"active"_s, u"past_due"_s, u"paused"_s, u"canceled"_s, u"expired"_s}) {
            wire::SubscriptionInfo info;
            info.state = state;
            info.offer = {u"duo"_s, u"monthly"_s, false};
            info.periodEnd = info.graceUntil = info.pausedUntil = TimePoint(std::chrono::hours(24 * 365 * 50));
            if (state == u"active" || state == u"trialing")
                info.nextCharge = wire::NextCharge{*info.periodEnd, {1499, u"EUR"_s}};
            now.insert(app::stateSentence(info));
            next.insert(app::nextSentence(info, u"en"_s));
            QVERIFY2(!next.contains(QString()), qPrintable(state));
            const bool hasDate = app::nextSentence(info, u"en"_s).contains(app::dateText(*info.periodEnd, u"en"_s));
            QCOMPARE(hasDate, state != u"none" && state != u"expired");
        }
        QCOMPARE(now.size(), 7);
        QCOMPARE(next.size(), 7);
    }
    void aPlannedChangeIsSaid()
    {
        wire::SubscriptionInfo info;
        info.state = u"active"_s;
        info.nextOffer = wire::Offer{u"individual"_s, u"yearly"_s, true};
        info.nextCharge = wire::NextCharge{TimePoint(std::chrono::hours(24 * 365 * 50)), {13'990, u"EUR"_s}};
        const QString sentence = app::nextSentence(info, u"en"_s);
        QVERIFY(sentence.contains(u"Individual with Hi-Fi, yearly"_s));
        QVERIFY(sentence.contains(u"€139.90"_s));
    }
    void aPreviewSaysWhatIsChargedNowAndNext()
    {
        wire::Preview preview;
        preview.command = u"upgrade"_s;
        preview.offerAfter = {u"family"_s, u"monthly"_s, false};
        preview.lines = {{u"plan"_s, u"family"_s, {1799, u"EUR"_s}, {}, {}}, {u"unused_time"_s, u"duo"_s, {-700, u"EUR"_s}, {}, {}}};
        preview.dueNow = {1099, u"EUR"_s};
        preview.taxIncluded = {191, u"EUR"_s};
        preview.nextCharge = wire::NextCharge{TimePoint(std::chrono::hours(24 * 365 * 50)), {1799, u"EUR"_s}};
        const QVariantMap words = app::previewWords(preview, u"en"_s);
        QCOMPARE(words[u"now"_s].toString(), u"€10.99 is charged now."_s);
        QVERIFY(words[u"tax"_s].toString().contains(u"€1.91"_s));
        QVERIFY(words[u"next"_s].toString().contains(u"€17.99"_s));
        QVERIFY(words[u"credit"_s].toString().isEmpty());
        QCOMPARE(words[u"lines"_s].toList().size(), 2);
        QCOMPARE(words[u"lines"_s].toList()[1].toMap()[u"amount"_s].toString(), u"−€7.00"_s);
    }
    void aPreviewSaysHowManyLoseTheirPlaceAndWho()
    {
        wire::Preview preview;
        preview.command = u"downgrade"_s;
        QVERIFY(app::previewWords(preview, u"en"_s)[u"seats"_s].toString().isEmpty());
        preview.losing = {u"Ana"_s};
        QVERIFY(app::previewWords(preview, u"en"_s)[u"seats"_s].toString().contains(u"no place for Ana"_s));
        preview.losing = {u"Ana"_s, u"Ben"_s};
        const QString sentence = app::previewWords(preview, u"en"_s)[u"seats"_s].toString();
        QVERIFY(sentence.contains(u"2 members"_s));
        QVERIFY(sentence.contains(u"Ana, Ben"_s));
    }
    void whoHasLostTheirPlaceIsToldWhy()
    {
        wire::SubscriptionInfo info;
        info.state = u"none"_s;
        QVERIFY(app::seatSentence(info).isEmpty());
        info.seat = wire::FamilySeat{u"Olga"_s, u"duo"_s, false, 2, false};
        QVERIFY(app::seatSentence(info).contains(u"Olga"_s));
        QVERIFY(app::seatSentence(info).contains(u"Duo takes fewer people"_s));
        QVERIFY(!app::livesOnSeat(info));
        info.seat->plan = u"free"_s;
        QVERIFY(app::seatSentence(info).contains(u"no plan at the moment"_s));
        info.seat = wire::FamilySeat{u"Olga"_s, u"family"_s, true, 6, true};
        QVERIFY(app::seatSentence(info).contains(u"Family with Hi-Fi"_s));
        QVERIFY(app::livesOnSeat(info));
        info.state = u"active"_s;
        QVERIFY(!app::livesOnSeat(info));
    }
    void errorsOfBillingHaveWordsOfTheirOwn()
    {
        QSet<QString> sentences;
        for (const QString &code :
             {u"payment_method_required"_s, u"payment_declined"_s, u"card_declined"_s, u"payment_pending"_s, u"payments_unavailable"_s,
              u"quote_expired"_s, u"version_conflict"_s, u"not_possible_now"_s, u"same_offer"_s, u"currency_differs"_s, u"method_needed"_s,
              u"method_not_usable"_s, u"setup_over"_s, u"step_up_required"_s, u"seat_gives_as_much"_s, u"something_new"_s})
            sentences.insert(app::billingSentence({ErrorKind::Conflict, code, u"detail"_s}));
        QCOMPARE(sentences.size(), 16);
        for (const QString &sentence : sentences)
            QVERIFY(!sentence.contains(u"detail"_s));
    }
};

MELODY_TEST(BillingWordsTest)
#include "billing_words_test.moc"
