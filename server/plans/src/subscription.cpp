// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <plans/subscription.h>

#include <plans/dunning.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;
using enum State;

constexpr Transition table[] = {
    {None, Trigger::StartTrial, Trialing},     {None, Trigger::Start, Active},
    {None, Trigger::Grant, Canceled},          {Trialing, Trigger::Upgrade, Trialing},
    {Trialing, Trigger::Downgrade, Trialing},  {Trialing, Trigger::Cancel, Canceled},
    {Trialing, Trigger::Renewed, Active},      {Trialing, Trigger::RenewalFailed, PastDue},
    {Trialing, Trigger::ChargedBack, Expired}, {Active, Trigger::Upgrade, Active},
    {Active, Trigger::Downgrade, Active},      {Active, Trigger::Cancel, Canceled},
    {Active, Trigger::Pause, Paused},          {Active, Trigger::Renewed, Active},
    {Active, Trigger::RenewalFailed, PastDue}, {Active, Trigger::ChargedBack, Expired},
    {PastDue, Trigger::Renewed, Active},       {PastDue, Trigger::RenewalFailed, PastDue},
    {PastDue, Trigger::Cancel, Expired},       {PastDue, Trigger::GraceEnded, Expired},
    {PastDue, Trigger::ChargedBack, Expired},  {Paused, Trigger::Resume, Active},
    {Paused, Trigger::Cancel, Expired},        {Paused, Trigger::Renewed, Active},
    {Paused, Trigger::RenewalFailed, PastDue}, {Paused, Trigger::ChargedBack, Expired},
    {Canceled, Trigger::Reactivate, Active},   {Canceled, Trigger::ReactivateTrial, Trialing},
    {Canceled, Trigger::Grant, Canceled},      {Canceled, Trigger::PeriodEnded, Expired},
    {Canceled, Trigger::ChargedBack, Expired}, {Expired, Trigger::Start, Active},
    {Expired, Trigger::Grant, Canceled},
};

constexpr QStringView stateNames[] = {u"none", u"trialing", u"active", u"past_due", u"paused", u"canceled", u"expired"};
constexpr QStringView triggerNames[] = {u"start_trial", u"start",          u"upgrade",      u"downgrade",        u"cancel",
                                        u"pause",       u"resume",         u"reactivate",   u"reactivate_trial", u"grant",
                                        u"renewed",     u"renewal_failed", u"period_ended", u"grace_ended",      u"charged_back"};
constexpr QStringView periodNames[] = {u"monthly", u"yearly"};

template<typename Enum, size_t count>
std::optional<Enum> named(const QStringView (&names)[count], QStringView name)
{
    for (size_t i = 0; i < count; ++i) {
        if (names[i] == name)
            return Enum(i);
    }
    return std::nullopt;
}

QJsonObject toJson(const Terms &terms)
{
    return {{u"plan"_s, rules::planName(terms.plan)}, {u"hi_fi"_s, terms.hiFi}, {u"period"_s, periodName(terms.period)}};
}

void insertTime(QJsonObject &json, const QString &field, const std::optional<TimePoint> &time)
{
    if (time)
        json.insert(field, formatTime(*time));
}

// Reads our own JSON; remembers whether all of it could be read.
struct Reader {
    const QJsonObject &json;
    bool good = true;

    std::optional<TimePoint> optionalTime(const QString &field)
    {
        const QString text = json.value(field).toString();
        const auto time = parseTime(text);
        good = good && (time || text.isEmpty());
        return time;
    }
    TimePoint time(const QString &field)
    {
        const auto value = optionalTime(field);
        good = good && value;
        return value.value_or(TimePoint());
    }
    qint64 integer(const QString &field)
    {
        good = good && json.value(field).isDouble();
        return json.value(field).toInteger();
    }
    Terms terms(const QJsonObject &object)
    {
        const auto plan = rules::parsePlan(object.value(u"plan"_s).toString());
        const auto period = parsePeriod(object.value(u"period"_s).toString());
        good = good && plan && period;
        return {plan.value_or(rules::Plan::Free), object.value(u"hi_fi"_s).toBool(), period.value_or(Period::Monthly)};
    }
};

QString diagramName(State state)
{
    return state == None ? u"[*]"_s : stateName(state);
}

} // namespace

std::span<const Transition> transitions()
{
    return table;
}

std::optional<State> next(State from, Trigger trigger)
{
    for (const Transition &transition : table) {
        if (transition.from == from && transition.trigger == trigger)
            return transition.to;
    }
    return std::nullopt;
}

QString stateName(State state)
{
    return stateNames[size_t(state)].toString();
}

QString triggerName(Trigger trigger)
{
    return triggerNames[size_t(trigger)].toString();
}

QString periodName(Period period)
{
    return periodNames[size_t(period)].toString();
}

std::optional<Period> parsePeriod(QStringView name)
{
    return named<Period>(periodNames, name);
}

QString drawing()
{
    QString text = u"stateDiagram-v2\n"_s;
    for (const Transition &transition : table)
        text += u"    %1 --> %2: %3\n"_s.arg(diagramName(transition.from), diagramName(transition.to), triggerName(transition.trigger));
    return text;
}

QJsonObject toJson(const Subscription &subscription)
{
    QJsonObject json{{u"state"_s, stateName(subscription.state)},
                     {u"version"_s, subscription.version},
                     {u"terms"_s, toJson(subscription.terms)},
                     {u"country"_s, subscription.country},
                     {u"currency"_s, subscription.currency},
                     {u"had_trial"_s, subscription.hadTrial},
                     {u"anchor"_s, formatTime(subscription.anchor)},
                     {u"period_index"_s, subscription.periodIndex},
                     {u"period_start"_s, formatTime(subscription.periodStart)},
                     {u"period_end"_s, formatTime(subscription.periodEnd)},
                     {u"period_price_minor"_s, subscription.periodPriceMinor},
                     {u"paid_from"_s, formatTime(subscription.paidFrom)},
                     {u"paid_minor"_s, subscription.paidMinor},
                     {u"balance_minor"_s, subscription.balanceMinor},
                     {u"failures"_s, subscription.failures}};
    if (subscription.nextTerms)
        json.insert(u"next_terms"_s, toJson(*subscription.nextTerms));
    insertTime(json, u"grace_until"_s, subscription.graceUntil);
    insertTime(json, u"paused_until"_s, subscription.pausedUntil);
    insertTime(json, u"student_until"_s, subscription.studentUntil);
    return json;
}

Result<Subscription> readSubscription(const QJsonObject &json)
{
    Reader reader{json};
    Subscription subscription;
    const auto state = named<State>(stateNames, json.value(u"state"_s).toString());
    reader.good = state.has_value();
    subscription.state = state.value_or(None);
    subscription.version = reader.integer(u"version"_s);
    subscription.terms = reader.terms(json.value(u"terms"_s).toObject());
    if (json.contains(u"next_terms"_s))
        subscription.nextTerms = reader.terms(json.value(u"next_terms"_s).toObject());
    subscription.country = json.value(u"country"_s).toString();
    subscription.currency = json.value(u"currency"_s).toString();
    subscription.hadTrial = json.value(u"had_trial"_s).toBool();
    subscription.anchor = reader.time(u"anchor"_s);
    subscription.periodIndex = reader.integer(u"period_index"_s);
    subscription.periodStart = reader.time(u"period_start"_s);
    subscription.periodEnd = reader.time(u"period_end"_s);
    subscription.periodPriceMinor = reader.integer(u"period_price_minor"_s);
    subscription.paidFrom = reader.time(u"paid_from"_s);
    subscription.paidMinor = reader.integer(u"paid_minor"_s);
    subscription.balanceMinor = reader.integer(u"balance_minor"_s);
    subscription.failures = int(reader.integer(u"failures"_s));
    subscription.graceUntil = reader.optionalTime(u"grace_until"_s);
    subscription.pausedUntil = reader.optionalTime(u"paused_until"_s);
    subscription.studentUntil = reader.optionalTime(u"student_until"_s);
    if (!reader.good)
        return fail(ErrorKind::Internal, u"subscription_unreadable"_s, u"A stored subscription can't be read."_s);
    return subscription;
}

QJsonObject changesBetween(const Subscription &before, const Subscription &after)
{
    const QJsonObject was = toJson(before);
    const QJsonObject is = toJson(after);
    QJsonObject changes;
    for (auto field = is.begin(); field != is.end(); ++field) {
        if (was.value(field.key()) != field.value())
            changes.insert(field.key(), field.value());
    }
    for (auto field = was.begin(); field != was.end(); ++field) {
        if (!is.contains(field.key()))
            changes.insert(field.key(), QJsonValue::Null);
    }
    return changes;
}

QJsonObject withChanges(QJsonObject subscription, const QJsonObject &changes)
{
    for (auto field = changes.begin(); field != changes.end(); ++field) {
        if (field.value().isNull())
            subscription.remove(field.key());
        else
            subscription.insert(field.key(), field.value());
    }
    return subscription;
}

rules::Entitlements entitlementsAt(const Subscription &subscription, TimePoint now)
{
    const rules::Entitlements paid{subscription.terms.plan, subscription.terms.hiFi};
    switch (subscription.state) {
    case Trialing:
    case Active: // a renewal that is late is treated as one that failed: there is grace, and no more
        return now < subscription.periodEnd + graceTime ? paid : rules::Entitlements();
    case PastDue:
        return now < subscription.graceUntil.value_or(subscription.periodEnd) ? paid : rules::Entitlements();
    case Canceled:
        return now < subscription.periodEnd ? paid : rules::Entitlements();
    case None:
    case Paused:
    case Expired:
        break;
    }
    return {};
}

} // namespace melody::billing
