// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cards.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>

#include <array>

namespace melody::sandboxpay {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array<TestCard, 19> cards{{
    {4242424242424242, "success", "Visa, always good"},
    {5555555555554444, "success", "Mastercard, always good"},
    {378282246310005, "success", "American Express, always good"},
    {6011111111111117, "success", "Discover, always good"},
    {4000000000009995, "decline:insufficient_funds", "every charge is declined: insufficient_funds"},
    {4000000000000069, "decline:expired_card", "every charge is declined: expired_card"},
    {4000000000000002, "decline:do_not_honor", "every charge is declined: do_not_honor"},
    {4000000000000119, "decline:processing_error", "every charge is declined: processing_error"},
    {4000000000009979, "decline:stolen_card", "every charge is declined: stolen_card"},
    {4000000000009987, "decline:lost_card", "every charge is declined: lost_card"},
    {4000000000000127, "refuse:incorrect_cvc", "can't be stored: incorrect_cvc"},
    {4000000000000036, "refuse:do_not_honor", "can't be stored: do_not_honor"},
    {4000002500003155, "challenge_once", "3-D Secure when it is stored, good afterwards"},
    {4000002760003184, "challenge_always", "3-D Secure at every charge; without the payer authentication_required"},
    {4000000000000341, "succeeds_first:insufficient_funds", "the first charge is good, all later ones insufficient_funds"},
    {4000000000005423, "succeeds_first:expired_card", "the first charge is good, all later ones expired_card"},
    {4000000000000259, "slow", "good, but the answer is late"},
    {4000000000000077, "pending", "the charge is pending, and settles later"},
    {4000000000006074, "disputed", "good, and disputed at once"},
}};

constexpr int maxYearsAhead = 20;

QString digitsOf(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (c != u' ' && c != u'-')
            digits += c;
    }
    return digits;
}

// Not toULongLong(): that leaves the digits in a buffer on the stack, where nobody wipes them.
quint64 valueOf(QStringView digits)
{
    quint64 value = 0;
    for (const QChar digit : digits)
        value = value * 10 + quint64(digit.unicode() - u'0');
    return value;
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QDate dayOf(TimePoint now)
{
    return QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC).date();
}

// By the first digits, as the networks publish them.
QString brandOf(const QString &digits)
{
    const int two = digits.first(2).toInt();
    const int four = digits.first(4).toInt();
    if (digits.startsWith(u'4'))
        return u"visa"_s;
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720))
        return u"mastercard"_s;
    if (two == 34 || two == 37)
        return u"amex"_s;
    if (four == 6011 || two == 65)
        return u"discover"_s;
    return u"unknown"_s;
}

// What stands before and behind the first colon.
std::pair<QString, QString> parted(const QString &behaviour)
{
    const auto colon = behaviour.indexOf(u':');
    return colon < 0 ? std::pair(behaviour, QString()) : std::pair(behaviour.first(colon), behaviour.sliced(colon + 1));
}

} // namespace

std::span<const TestCard> testCards()
{
    return cards;
}

bool passesLuhn(QStringView digits)
{
    int sum = 0;
    bool twice = false;
    for (auto i = digits.size() - 1; i >= 0; --i, twice = !twice) {
        const int digit = digits[i].digitValue() * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return !digits.isEmpty() && sum % 10 == 0;
}

bool isExpired(int month, int year, TimePoint now)
{
    const QDate today = dayOf(now);
    return year < today.year() || (year == today.year() && month < today.month());
}

Result<Card> readCard(const CardInput &input, TimePoint now)
{
    Error error{ErrorKind::Invalid, u"invalid_field"_s, u"The card is not right."_s};
    const auto wrong = [&](const QString &field, const QString &code, const QString &detail) {
        error.fields.append({field, code, detail});
    };
    const QString digits = digitsOf(input.number);
    const bool plausible = isDigits(digits) && digits.size() >= 12 && digits.size() <= 19;
    const quint64 number = plausible ? valueOf(digits) : 0; // of 19 digits at most: it fits
    const auto known = std::find_if(cards.begin(), cards.end(), [&](const TestCard &card) { return card.number == number; });
    if (!plausible || !passesLuhn(digits))
        wrong(u"number"_s, u"invalid_number"_s, u"This is no card number."_s);
    else if (known == cards.end())
        wrong(u"number"_s, u"not_a_test_card"_s, u"Only test cards are taken here."_s);
    Card card;
    card.expiryMonth = isDigits(input.expiryMonth) && input.expiryMonth.size() <= 2 ? input.expiryMonth.toInt() : 0;
    if (card.expiryMonth < 1 || card.expiryMonth > 12)
        wrong(u"expiry_month"_s, u"out_of_range"_s, u"A month is 1 to 12."_s);
    const bool isYear = isDigits(input.expiryYear) && (input.expiryYear.size() == 2 || input.expiryYear.size() == 4);
    card.expiryYear = isYear ? input.expiryYear.toInt() + (input.expiryYear.size() == 2 ? 2000 : 0) : 0;
    const int thisYear = dayOf(now).year();
    if (!isYear || card.expiryYear > thisYear + maxYearsAhead)
        wrong(u"expiry_year"_s, u"out_of_range"_s, u"The year has two or four digits, and is not far ahead."_s);
    else if (card.expiryYear < thisYear)
        wrong(u"expiry_year"_s, u"expired"_s, u"The card has expired."_s);
    else if (card.expiryMonth > 0 && isExpired(card.expiryMonth, card.expiryYear, now))
        wrong(u"expiry_month"_s, u"expired"_s, u"The card has expired."_s);
    card.brand = plausible ? brandOf(digits) : u"unknown"_s;
    if (!isDigits(input.code) || input.code.size() != (card.brand == u"amex" ? 4 : 3))
        wrong(u"code"_s, u"wrong_length"_s, u"The security code has three digits, four on American Express."_s);
    if (!error.fields.isEmpty())
        return tl::unexpected(error);
    card.last4 = digits.last(4);
    card.behaviour = QString::fromLatin1(known->behaviour);
    return card;
}

Decision decideCharge(const QString &behaviour, int chargesBefore, bool payerPresent)
{
    const auto [word, code] = parted(behaviour);
    if (word == u"decline" || (word == u"succeeds_first" && chargesBefore > 0))
        return {Outcome::Decline, code};
    if (word == u"challenge_always")
        return payerPresent ? Decision{Outcome::Challenge} : Decision{Outcome::Decline, u"authentication_required"_s};
    if (word == u"pending")
        return {Outcome::SettleLater};
    return {.outcome = Outcome::Succeed, .slow = word == u"slow"};
}

Decision decideStoring(const QString &behaviour)
{
    const auto [word, code] = parted(behaviour);
    if (word == u"refuse")
        return {Outcome::Decline, code};
    return {word == u"challenge_once" ? Outcome::Challenge : Outcome::Succeed};
}

} // namespace melody::sandboxpay
