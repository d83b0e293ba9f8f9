// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/billing_words.h>
#include <viewmodels/error_words.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

QString words(const char *text)
{
    return QCoreApplication::translate("Billing", text);
}

// Digits after the point, where they are not two (ISO 4217).
int minorDigits(const QString &currency)
{
    static const QStringList none{u"CLP"_s, u"ISK"_s, u"JPY"_s, u"KRW"_s, u"PYG"_s, u"UGX"_s, u"VND"_s, u"XAF"_s, u"XOF"_s};
    static const QStringList three{u"BHD"_s, u"IQD"_s, u"JOD"_s, u"KWD"_s, u"LYD"_s, u"OMR"_s, u"TND"_s};
    return none.contains(currency) ? 0 : three.contains(currency) ? 3 : 2;
}

QString symbolOf(const QString &currency)
{
    static const QHash<QString, QString> symbols{{u"EUR"_s, u"€"_s}, {u"GBP"_s, u"£"_s}, {u"JPY"_s, u"¥"_s}, {u"USD"_s, u"$"_s}};
    return symbols.value(currency, currency);
}

QDateTime local(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

QString lineText(const wire::BillingLine &line, const QString &language)
{
    if (line.code == u"plan")
        return words(QT_TRANSLATE_NOOP("Billing", "%1 until %2")).arg(planName(line.plan), dateText(line.until, language));
    if (line.code == u"hi_fi")
        return words(QT_TRANSLATE_NOOP("Billing", "Hi-Fi until %1")).arg(dateText(line.until, language));
    if (line.code == u"unused_time")
        return words(QT_TRANSLATE_NOOP("Billing", "Paid already and not used"));
    if (line.code == u"balance")
        return words(QT_TRANSLATE_NOOP("Billing", "From your credit"));
    return words(QT_TRANSLATE_NOOP("Billing", "Free trial until %1")).arg(dateText(line.until, language));
}

QString summaryOf(const wire::Preview &preview, const QString &language)
{
    const QString when = dateText(preview.effective, language);
    const QString offer = offerName(preview.offerAfter);
    if (preview.command == u"cancel")
        return preview.stateAfter == u"canceled"
                   ? words(QT_TRANSLATE_NOOP("Billing",
                                             "You keep everything you have until %1. After that you're on Free: your library and "
                                             "playlists stay, downloads don't play and there are ads."))
                         .arg(when)
                   : words(QT_TRANSLATE_NOOP("Billing", "Your plan ends right away and you're on Free: your library and playlists stay, "
                                                        "downloads don't play and there are ads."));
    if (preview.command == u"pause")
        return words(QT_TRANSLATE_NOOP("Billing", "Your plan stops now and you're on Free until you resume. What you paid for and didn't "
                                                  "use is kept as credit."));
    if (preview.command == u"downgrade")
        return words(QT_TRANSLATE_NOOP("Billing", "You keep what you have until %1. Then you change to %2.")).arg(when, offer);
    if (preview.command == u"reactivate" && preview.dueNow.amountMinor == 0)
        return words(QT_TRANSLATE_NOOP("Billing", "Your plan goes on as if it had never been canceled."));
    return words(QT_TRANSLATE_NOOP("Billing", "%1 starts right away.")).arg(offer);
}

// Who is left without a place, and how many they are.
QString losingSentence(const QStringList &names)
{
    if (names.isEmpty())
        return {};
    if (names.size() == 1)
        return words(QT_TRANSLATE_NOOP("Billing", "From then on your plan has no place for %1, who stays in your family without it."))
            .arg(names.constFirst());
    return words(QT_TRANSLATE_NOOP("Billing",
                                   "From then on your plan has no place for %1 members of your family, who stay in it without the "
                                   "plan: %2."))
        .arg(names.size())
        .arg(names.join(u", "_s));
}

struct CodeWords {
    QLatin1StringView code;
    const char *text;
};

constexpr std::array codeWords{
    CodeWords{"payment_method_required"_L1, QT_TRANSLATE_NOOP("Billing", "Add a payment method first. Nothing was charged.")},
    CodeWords{"payment_declined"_L1, QT_TRANSLATE_NOOP("Billing", "Your bank declined the payment. Nothing changed. Try another card.")},
    CodeWords{"card_declined"_L1, QT_TRANSLATE_NOOP("Billing", "Your bank declined this card. Try another one.")},
    CodeWords{"payment_pending"_L1,
              QT_TRANSLATE_NOOP("Billing", "A payment is still under way. Wait until it is settled, then try again.")},
    CodeWords{"payments_unavailable"_L1,
              QT_TRANSLATE_NOOP("Billing", "Payments aren't possible right now. Nothing was charged. Try again later.")},
    CodeWords{"quote_expired"_L1,
              QT_TRANSLATE_NOOP("Billing", "The price was calculated a while ago. Here it is again; have another look.")},
    CodeWords{"version_conflict"_L1,
              QT_TRANSLATE_NOOP("Billing", "Your subscription changed in the meantime. Have another look before you confirm.")},
    CodeWords{"not_possible_now"_L1,
              QT_TRANSLATE_NOOP("Billing", "Your subscription doesn't allow this now. Go to Subscription to see what is possible.")},
    CodeWords{"same_offer"_L1, QT_TRANSLATE_NOOP("Billing", "This is what you have already.")},
    CodeWords{"seat_gives_as_much"_L1,
              QT_TRANSLATE_NOOP("Billing", "Your place in the family gives you all of this already. Leave the family first if you want a "
                                           "plan of your own.")},
    CodeWords{"currency_differs"_L1,
              QT_TRANSLATE_NOOP("Billing", "You have credit in another currency. Choose the country it comes from.")},
    CodeWords{"method_needed"_L1,
              QT_TRANSLATE_NOOP("Billing", "Your subscription renews with this card. Add another one first, or cancel the subscription.")},
    CodeWords{"method_not_usable"_L1, QT_TRANSLATE_NOOP("Billing", "This card can't be used. Add another one.")},
    CodeWords{"setup_over"_L1, QT_TRANSLATE_NOOP("Billing", "This card form is over. Start again to add a card.")},
    CodeWords{"setup_not_finished"_L1, QT_TRANSLATE_NOOP("Billing", "The card form isn't filled in yet. Finish it in your browser.")},
    CodeWords{"browser_failed"_L1, QT_TRANSLATE_NOOP("Billing", "Your browser could not be opened. Open one, then try again.")},
    CodeWords{"file_failed"_L1, QT_TRANSLATE_NOOP("Billing", "The document could not be opened. Check that there is a program for PDF.")},
    CodeWords{"step_up_required"_L1, QT_TRANSLATE_NOOP("Billing", "Confirm first that it's you, then try again.")},
};

constexpr std::array fieldWords{
    CodeWords{"address_confirmed"_L1, QT_TRANSLATE_NOOP("Billing", "Confirm that everybody on the plan lives at one address.")},
    CodeWords{"no_student_proof"_L1,
              QT_TRANSLATE_NOOP(
                  "Billing",
                  "Student needs an e-mail address of a university, confirmed within the last year. Change or confirm your e-mail first.")},
    CodeWords{"not_sold_here"_L1, QT_TRANSLATE_NOOP("Billing", "This isn't sold in your country.")},
    CodeWords{"reason"_L1, QT_TRANSLATE_NOOP("Billing", "Say why, in at least three characters.")},
};

} // namespace

QString moneyText(const Money &money, const QString &language)
{
    const QLocale locale(language);
    const int digits = minorDigits(money.currency);
    quint64 unit = 1;
    for (int i = 0; i < digits; ++i)
        unit *= 10;
    const quint64 size = money.amountMinor < 0 ? 0 - quint64(money.amountMinor) : quint64(money.amountMinor);
    const qulonglong whole = size / unit;
    const QString wholeText = locale.toString(whole);
    QString number = wholeText;
    if (digits > 0)
        number += locale.decimalPoint() + QString::number(size % unit).rightJustified(digits, u'0');
    // Where the symbol stands is the locale's to say; how many digits is the currency's.
    QString text = locale.toCurrencyString(whole, symbolOf(money.currency));
    text.replace(text.indexOf(wholeText), wholeText.size(), number);
    return money.amountMinor < 0 ? u"−"_s + text : text;
}

QString dateText(TimePoint at, const QString &language)
{
    return QLocale(language).toString(local(at).date(), words(QT_TRANSLATE_NOOP("Billing", "MMMM d, yyyy")));
}

QString timeText(TimePoint at, const QString &language)
{
    return QLocale(language).toString(local(at), QLocale::ShortFormat);
}

QString planName(const QString &plan)
{
    if (plan == u"individual")
        return words(QT_TRANSLATE_NOOP("Billing", "Individual"));
    if (plan == u"duo")
        return words(QT_TRANSLATE_NOOP("Billing", "Duo"));
    if (plan == u"family")
        return words(QT_TRANSLATE_NOOP("Billing", "Family"));
    if (plan == u"student")
        return words(QT_TRANSLATE_NOOP("Billing", "Student"));
    return words(QT_TRANSLATE_NOOP("Billing", "Free"));
}

QString offerName(const wire::Offer &offer)
{
    if (offer.plan == u"free")
        return planName(offer.plan);
    const QString name = offer.hiFi ? words(QT_TRANSLATE_NOOP("Billing", "%1 with Hi-Fi")).arg(planName(offer.plan)) : planName(offer.plan);
    return (offer.period == u"yearly" ? words(QT_TRANSLATE_NOOP("Billing", "%1, yearly"))
                                      : words(QT_TRANSLATE_NOOP("Billing", "%1, monthly")))
        .arg(name);
}

QString stateSentence(const wire::SubscriptionInfo &now)
{
    if (now.state == u"trialing")
        return words(QT_TRANSLATE_NOOP("Billing", "You're trying it for free."));
    if (now.state == u"active")
        return words(QT_TRANSLATE_NOOP("Billing", "Your plan is active."));
    if (now.state == u"past_due")
        return words(QT_TRANSLATE_NOOP("Billing", "The last payment didn't go through."));
    if (now.state == u"paused")
        return words(QT_TRANSLATE_NOOP("Billing", "Your plan is paused."));
    if (now.state == u"canceled")
        return words(QT_TRANSLATE_NOOP("Billing", "Your plan is canceled."));
    if (now.state == u"expired")
        return words(QT_TRANSLATE_NOOP("Billing", "Your plan has ended."));
    return words(QT_TRANSLATE_NOOP("Billing", "You're on Free."));
}

QString nextSentence(const wire::SubscriptionInfo &now, const QString &language)
{
    const auto date = [&](const std::optional<TimePoint> &at) { return at ? dateText(*at, language) : QString(); };
    if (now.state == u"past_due")
        return words(QT_TRANSLATE_NOOP("Billing",
                                       "Everything keeps working until %1. Pay by then, or you change to Free. Your library stays."))
            .arg(date(now.graceUntil));
    if (now.state == u"paused" && now.seat && now.seat->held)
        return words(QT_TRANSLATE_NOOP("Billing", "It resumes by itself on %1; you can resume sooner.")).arg(date(now.pausedUntil));
    if (now.state == u"paused")
        return words(QT_TRANSLATE_NOOP("Billing", "You're on Free meanwhile. It resumes by itself on %1; you can resume sooner."))
            .arg(date(now.pausedUntil));
    if (now.state == u"canceled")
        return words(QT_TRANSLATE_NOOP("Billing", "You keep everything until %1. Nothing more will be charged.")).arg(date(now.periodEnd));
    if (now.state == u"expired" && !livesOnSeat(now))
        return words(QT_TRANSLATE_NOOP("Billing", "You're on Free. Your library and playlists are still here."));
    if (!now.nextCharge)
        return words(QT_TRANSLATE_NOOP("Billing", "Nothing will be charged."));
    const QString amount = moneyText(now.nextCharge->amount, language);
    const QString when = dateText(now.nextCharge->at, language);
    if (now.nextOffer)
        return words(QT_TRANSLATE_NOOP("Billing", "On %1 it changes to %2, and %3 will be charged."))
            .arg(when, offerName(*now.nextOffer), amount);
    if (now.state == u"trialing")
        return words(QT_TRANSLATE_NOOP("Billing", "The trial ends on %1, and %2 will be charged. Cancel before and you pay nothing."))
            .arg(when, amount);
    return words(QT_TRANSLATE_NOOP("Billing", "It renews on %1 for %2.")).arg(when, amount);
}

bool livesOnSeat(const wire::SubscriptionInfo &now)
{
    return now.seat && now.seat->held && (now.state == u"none" || now.state == u"expired");
}

QString seatSentence(const wire::SubscriptionInfo &now)
{
    if (!now.seat)
        return {};
    const QString plan =
        now.seat->hiFi ? words(QT_TRANSLATE_NOOP("Billing", "%1 with Hi-Fi")).arg(planName(now.seat->plan)) : planName(now.seat->plan);
    const QString &owner = now.seat->ownerName;
    if (now.seat->held)
        return words(QT_TRANSLATE_NOOP("Billing", "You have a place on the plan of %1, who manages your family: %2.")).arg(owner, plan);
    if (now.seat->plan == u"free")
        return words(QT_TRANSLATE_NOOP("Billing", "%1, who manages your family, has no plan at the moment, so you have no place on one."))
            .arg(owner);
    return words(QT_TRANSLATE_NOOP("Billing", "The plan of %1, who manages your family, has no place for you: %2 takes fewer people than "
                                              "the family has, and those come first who joined first."))
        .arg(owner, plan);
}

QString needlessSentence(const wire::SubscriptionInfo &now)
{
    if (!now.needless)
        return {};
    return words(QT_TRANSLATE_NOOP("Billing",
                                   "You pay for %1 yourself, and it gives you nothing that your place in the family doesn't. You "
                                   "can cancel it here."))
        .arg(planName(now.offer.plan));
}

QString studentSentence(const wire::SubscriptionInfo &now, const QString &language)
{
    const bool student = now.nextOffer.value_or(now.offer).plan == u"student";
    if (!student || !now.studentUntil || now.state == u"canceled" || now.state == u"expired")
        return {};
    return words(QT_TRANSLATE_NOOP("Billing",
                                   "You count as a student until %1. Confirm your university's e-mail address again by then, or the "
                                   "first renewal after it is as Individual. We write to you before."))
        .arg(dateText(*now.studentUntil, language));
}

QString paymentSentence(const wire::SubscriptionInfo &now, const QString &language)
{
    if (!now.payment)
        return {};
    const QString amount = moneyText(now.payment->amount, language);
    if (now.payment->state == u"needs_action")
        return words(QT_TRANSLATE_NOOP("Billing", "Your bank wants to know that it's you before it pays %1. Confirm it in your browser."))
            .arg(amount);
    if (now.payment->state == u"pending")
        return words(QT_TRANSLATE_NOOP("Billing", "The payment of %1 is under way. This can take a few minutes.")).arg(amount);
    if (now.payment->declineCode == u"expired_card")
        return words(QT_TRANSLATE_NOOP("Billing", "%1 could not be charged: the card has expired. Add another card.")).arg(amount);
    if (now.payment->declineCode == u"insufficient_funds")
        return words(QT_TRANSLATE_NOOP("Billing", "%1 could not be charged: there wasn't enough money on the card.")).arg(amount);
    return words(QT_TRANSLATE_NOOP("Billing", "%1 could not be charged: the bank said no. Try another card.")).arg(amount);
}

QVariantMap previewWords(const wire::Preview &preview, const QString &language)
{
    QVariantList lines;
    for (const wire::BillingLine &line : preview.lines)
        lines.append(QVariantMap{{u"text"_s, lineText(line, language)}, {u"amount"_s, moneyText(line.amount, language)}});
    const auto amount = [&](const Money &money) { return moneyText(money, language); };
    const bool due = preview.dueNow.amountMinor > 0;
    return {{u"summary"_s, summaryOf(preview, language)},
            {u"seats"_s, losingSentence(preview.losing)},
            {u"lines"_s, lines},
            {u"now"_s, due ? words(QT_TRANSLATE_NOOP("Billing", "%1 is charged now.")).arg(amount(preview.dueNow))
                           : words(QT_TRANSLATE_NOOP("Billing", "Nothing is charged now."))},
            {u"tax"_s, preview.taxIncluded.amountMinor > 0
                           ? words(QT_TRANSLATE_NOOP("Billing", "Includes %1 tax.")).arg(amount(preview.taxIncluded))
                           : QString()},
            {u"credit"_s, preview.balance.amountMinor > 0
                              ? words(QT_TRANSLATE_NOOP("Billing", "%1 stay as credit for the next charge.")).arg(amount(preview.balance))
                              : QString()},
            {u"next"_s, preview.nextCharge ? words(QT_TRANSLATE_NOOP("Billing", "Next charge: %1 on %2."))
                                                 .arg(amount(preview.nextCharge->amount), dateText(preview.nextCharge->at, language))
                                           : words(QT_TRANSLATE_NOOP("Billing", "Nothing will be charged after that."))}};
}

QString billingSentence(const Error &error)
{
    for (const FieldError &field : error.fields) {
        for (const CodeWords &row : fieldWords) {
            if (row.code == field.code || row.code == field.field)
                return words(row.text);
        }
    }
    for (const CodeWords &row : codeWords) {
        if (row.code == error.code)
            return words(row.text);
    }
    return errorSentence(error);
}

} // namespace melody::app
