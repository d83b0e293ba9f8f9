// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store.h"

#include <plans/dunning.h>

#include <billing/sql.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;

// A renewal is never given up for want of attempts; the grace ends it.
constexpr int manyAttempts = 1'000'000;

Intent intentOf(const db::Row &row)
{
    const auto text = [&](const char *column) { return row.get<std::optional<QString>>(column).value_or(QString()); };
    return {row.get<IntentId>("intent_id"),
            row.get<QString>("state"),
            row.get<bool>("renewal"),
            {row.get<qint64>("amount_minor"), row.get<QString>("currency")},
            row.get<QString>("method_token"),
            row.get<QString>("customer_token"),
            row.get<bool>("payer_present"),
            row.get<QJsonObject>("plan"),
            text("charge_id"),
            text("action_url"),
            text("decline_code"),
            row.get<qint64>("refunded_minor"),
            row.get<QString>("dispute"),
            row.get<TimePoint>("created_at")};
}

std::optional<QString> orNull(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

wire::BillingLine wireLine(const QJsonObject &json)
{
    const QJsonObject amount = json.value(u"amount"_s).toObject();
    return {json.value(u"code"_s).toString(), json.value(u"plan"_s).toString(),
            Money{amount.value(u"amount_minor"_s).toInteger(), amount.value(u"currency"_s).toString()},
            parseTime(json.value(u"from"_s).toString()).value_or(TimePoint()),
            parseTime(json.value(u"until"_s).toString()).value_or(TimePoint())};
}

wire::InvoiceInfo invoiceOf(const db::Row &row)
{
    const QString currency = row.get<QString>("currency");
    wire::InvoiceInfo invoice;
    invoice.id = row.get<QUuid>("invoice_id");
    invoice.number = row.get<QString>("number");
    invoice.kind = row.get<QString>("kind");
    invoice.issued = row.get<TimePoint>("issued_at");
    invoice.country = row.get<QString>("country");
    invoice.total = {row.get<qint64>("total_minor"), currency};
    invoice.tax = {row.get<qint64>("tax_minor"), currency};
    invoice.taxRatePpm = row.get<qint64>("tax_rate_ppm");
    for (const QJsonValue &line : row.get<QJsonArray>("lines"))
        invoice.lines.append(wireLine(line.toObject()));
    invoice.corrects = row.get<std::optional<QString>>("corrects").value_or(QString());
    return invoice;
}

// Which changes their payer hears of by mail.
QString noticeOf(Trigger trigger, State after)
{
    if (trigger == Trigger::StartTrial || trigger == Trigger::Start)
        return u"welcome"_s;
    if (trigger == Trigger::RenewalFailed)
        return u"renewal_failed"_s;
    if (after == State::Expired)
        return u"plan_ended"_s;
    return trigger == Trigger::Cancel ? u"cancel_confirmation"_s : QString();
}

} // namespace

QList<wire::BillingLine> wireLines(const QList<Line> &lines, const QString &currency)
{
    QList<wire::BillingLine> list;
    for (const Line &line : lines)
        list.append({line.code, rules::planName(line.plan), Money{line.amountMinor, currency}, line.from, line.until});
    return list;
}

QJsonObject planJson(const Plan &plan)
{
    QJsonArray lines;
    for (const auto &line : wireLines(plan.lines, plan.after.currency))
        lines.append(wire::toJson(line));
    return {{u"trigger"_s, int(plan.trigger)},
            {u"after"_s, toJson(plan.after)},
            {u"effective"_s, formatTime(plan.effective)},
            {u"lines"_s, lines},
            {u"from_balance"_s, plan.fromBalanceMinor},
            {u"due"_s, plan.dueMinor}};
}

Result<Plan> readPlan(const QJsonObject &json)
{
    const auto after = readSubscription(json.value(u"after"_s).toObject());
    if (!after)
        return tl::unexpected(after.error());
    Plan plan{Trigger(json.value(u"trigger"_s).toInt()),
              *after,
              parseTime(json.value(u"effective"_s).toString()).value_or(TimePoint()),
              {},
              json.value(u"from_balance"_s).toInteger(),
              json.value(u"due"_s).toInteger()};
    for (const QJsonValue &value : json.value(u"lines"_s).toArray()) {
        const auto line = wireLine(value.toObject());
        plan.lines.append(
            {line.code, rules::parsePlan(line.plan).value_or(rules::Plan::Free), line.amount.amountMinor, line.from, line.until});
    }
    return plan;
}

Result<Subscription> Store::lockSubscription()
{
    auto row = m_transaction.exec(sql::lockSubscription, {m_user}).first();
    if (!row) {
        m_transaction.exec(sql::ensureSubscription, {m_user, toJson(Subscription())});
        row = m_transaction.exec(sql::lockSubscription, {m_user}).first();
    }
    return readSubscription(row->get<QJsonObject>("body"));
}

Result<std::optional<Subscription>> Store::lockSubscriptionIfFree()
{
    const auto row = m_transaction.exec(sql::lockFreeSubscription, {m_user}).first();
    if (!row)
        return std::nullopt;
    return readSubscription(row->get<QJsonObject>("body"));
}

Result<Subscription> Store::subscription()
{
    const auto row = m_transaction.exec(sql::subscription, {m_user}).first();
    return row ? readSubscription(row->get<QJsonObject>("body")) : Subscription();
}

void Store::commit(const Subscription &before, const Plan &plan, const PriceBook &prices, std::optional<IntentId> intent,
                   audit::AuditLog *audit)
{
    Subscription after = plan.after;
    after.version = before.version + 1;
    const QString type = triggerName(plan.trigger);
    m_transaction.execLater(sql::recordChange,
                            {m_user, after.version, stateName(after.state), rules::planName(after.terms.plan), toJson(after), type,
                             plan.effective, m_now, changesBetween(before, after), plan.dueMinor, intent});
    const qint64 total = plan.totalMinor();
    if (total != 0) {
        const qint64 amount = std::abs(total);
        const qint64 sign = total > 0 ? 1 : -1;
        const qint64 tax = taxIn(amount, prices.taxRatePpm(after.country, plan.effective));
        const auto invoice = issue(total > 0 ? u"invoice"_s : u"credit_note"_s, amount, plan.lines, after, prices, intent);
        post({{{u"cash"_s, plan.dueMinor},
               {u"customer_credit"_s, total > 0 ? plan.fromBalanceMinor : total},
               {u"revenue"_s, -sign * (amount - tax)},
               {u"tax"_s, -sign * tax}},
              type,
              intent,
              invoice},
             after.currency, after.country);
    }
    events::publish(m_transaction, {EventId::create(m_now),
                                    u"subscription_changed"_s,
                                    m_user.toString(),
                                    {{u"type"_s, type},
                                     {u"state"_s, stateName(after.state)},
                                     {u"plan"_s, rules::planName(after.terms.plan)},
                                     {u"hi_fi"_s, after.terms.hiFi}},
                                    {},
                                    m_now});
    if (const auto due = nextDue(after))
        wake(due->at, QString::number(after.version));
    if (const auto proof = nextProof(after, {}, prices))
        remindStudent(*proof);
    if (const QString what = noticeOf(plan.trigger, after.state); !what.isEmpty())
        notice(what, QString::number(after.version));
    if (audit && (after.terms != before.terms || after.state != before.state)) {
        // Whose doing it was: the listener's, an operator's, or time's.
        const bool asked = plan.trigger <= Trigger::ReactivateTrial;
        audit::Entry entry;
        entry.actor = asked ? std::optional(m_user) : std::nullopt;
        entry.role = asked ? u"listener"_s : plan.trigger == Trigger::Grant ? u"operator"_s : u"system"_s;
        entry.action = u"plan.changed"_s;
        entry.subject = m_user;
        entry.object = u"subscription"_s;
        entry.before = toJson(before);
        entry.after = toJson(after);
        entry.reason = type;
        audit->append(m_transaction, entry, m_now);
    }
}

Intent Store::createIntent(const Plan &plan, const Method &method, const QString &customer, bool payerPresent, bool renewal)
{
    Intent intent;
    intent.id = IntentId::create(m_now);
    intent.state = u"open"_s;
    intent.renewal = renewal;
    intent.amount = {plan.dueMinor, plan.after.currency};
    intent.methodToken = method.token;
    intent.customerToken = customer;
    intent.payerPresent = payerPresent;
    intent.plan = planJson(plan);
    intent.dispute = u"none"_s;
    intent.created = m_now;
    m_transaction.execLater(sql::insertIntent, {m_user, intent.id, renewal, plan.dueMinor, plan.after.currency, method.token, customer,
                                                payerPresent, intent.plan, m_now});
    if (!renewal) // a renewal's job lives until it is settled; who gives a command may be gone
        wake(m_now + std::chrono::minutes(1), intent.id.toString());
    return intent;
}

std::optional<Intent> Store::openIntent()
{
    const auto row = m_transaction.exec(sql::openIntent, {m_user}).first();
    return row ? std::optional(intentOf(*row)) : std::nullopt;
}

std::optional<Intent> Store::intent(const IntentId &id)
{
    const auto row = m_transaction.exec(sql::intent, {m_user, id}).first();
    return row ? std::optional(intentOf(*row)) : std::nullopt;
}

std::optional<Intent> Store::lastIntent()
{
    const auto row = m_transaction.exec(sql::lastIntent, {m_user}).first();
    return row ? std::optional(intentOf(*row)) : std::nullopt;
}

void Store::update(const Intent &intent)
{
    m_transaction.execLater(sql::updateIntent,
                            {m_user, intent.id, intent.state, orNull(intent.chargeId), orNull(intent.actionUrl), orNull(intent.declineCode),
                             intent.refundedMinor, intent.dispute, intent.state == u"open" ? std::nullopt : std::optional(m_now)});
}

void Store::post(const Posting &posting, const QString &currency, const QString &country)
{
    QStringList accounts, amounts;
    for (const PostingLine &line : posting.lines) {
        if (line.amountMinor == 0)
            continue;
        accounts += line.account;
        amounts += QString::number(line.amountMinor);
    }
    m_transaction.execLater(sql::insertPosting, {m_user, newUuidV7(m_now), accounts, amounts, currency, country, m_now, posting.memo,
                                                 posting.intent, posting.invoice, posting.reverses});
}

InvoiceId Store::issue(const QString &kind, qint64 totalMinor, const QList<Line> &lines, const Subscription &of, const PriceBook &prices,
                       std::optional<IntentId> intent)
{
    const auto id = InvoiceId::create(m_now);
    const qint64 rate = prices.taxRatePpm(of.country, lines.isEmpty() ? m_now : lines[0].from);
    const bool credit = kind == u"credit_note";
    QJsonArray json;
    for (const auto &line : wireLines(lines, of.currency))
        json.append(wire::toJson(line));
    std::optional<QString> corrects;
    if (credit && intent) {
        if (const auto row = m_transaction.exec(sql::invoiceOfIntent, {m_user, *intent}).first())
            corrects = row->get<QString>("number");
    }
    const QString series = of.country + u'-' + formatTime(m_now).first(4) + (credit ? u"-C"_s : QString());
    m_transaction.execLater(sql::insertInvoice, {m_user, id, series, kind, m_now, of.country, of.currency, totalMinor,
                                                 taxIn(totalMinor, rate), rate, json, corrects, intent});
    notice(u"invoice"_s, id.toString());
    return id;
}

QList<wire::InvoiceInfo> Store::invoices(const std::optional<InvoiceId> &before, int limit)
{
    QList<wire::InvoiceInfo> list;
    for (const db::Row row : m_transaction.exec(sql::invoices, {m_user, before, limit}))
        list.append(invoiceOf(row));
    return list;
}

std::optional<wire::InvoiceInfo> Store::invoice(const InvoiceId &id)
{
    const auto row = m_transaction.exec(sql::invoice, {m_user, id}).first();
    return row ? std::optional(invoiceOf(*row)) : std::nullopt;
}

QString Store::customer()
{
    const auto row = m_transaction.exec(sql::customer, {m_user}).first();
    return row ? row->get<QString>("token") : QString();
}

void Store::setCustomer(const QString &token)
{
    m_transaction.exec(sql::insertCustomer, {m_user, token, m_now});
}

void Store::rememberSetup(const QString &setup)
{
    m_transaction.exec(sql::insertSetup, {m_user, setup, m_now});
}

bool Store::knowsSetup(const QString &setup)
{
    return m_transaction.exec(sql::setup, {m_user, setup}).size() == 1;
}

QList<Method> Store::methods()
{
    QList<Method> list;
    for (const db::Row row : m_transaction.exec(sql::methods, {m_user})) {
        list.append({{row.get<QUuid>("method_id"), row.get<QString>("brand"), row.get<QString>("last4"), row.get<int>("expiry_month"),
                      row.get<int>("expiry_year"), row.get<bool>("is_default")},
                     row.get<QString>("token")});
    }
    return list;
}

std::optional<Method> Store::method(const std::optional<QUuid> &id)
{
    for (const Method &method : methods()) {
        if (id ? method.info.id == *id : method.info.isDefault)
            return method;
    }
    return std::nullopt;
}

wire::PaymentMethodInfo Store::addMethod(const StoredMethod &method)
{
    for (const Method &known : methods()) {
        if (known.token == method.token)
            return known.info; // brought twice
    }
    const QUuid id = newUuidV7(m_now);
    m_transaction.exec(sql::makeDefault, {m_user, std::nullopt});
    m_transaction.exec(sql::insertMethod, {m_user, id, method.token, method.face.brand, method.face.last4, method.face.expiryMonth,
                                           method.face.expiryYear, m_now});
    return {id, method.face.brand, method.face.last4, method.face.expiryMonth, method.face.expiryYear, true};
}

void Store::removeMethod(const QUuid &id)
{
    m_transaction.exec(sql::removeMethod, {m_user, id, m_now});
    const auto left = methods();
    if (!left.isEmpty() && std::none_of(left.begin(), left.end(), [](const Method &method) { return method.info.isDefault; }))
        m_transaction.exec(sql::makeDefault, {m_user, left.last().info.id});
}

Result<QList<wire::SubscriptionEventInfo>> Store::events()
{
    QList<wire::SubscriptionEventInfo> list;
    QJsonObject body = toJson(Subscription());
    for (const db::Row row : m_transaction.exec(sql::events, {m_user})) {
        body = withChanges(body, row.get<QJsonObject>("changes"));
        const auto after = readSubscription(body);
        if (!after)
            return tl::unexpected(after.error());
        const qint64 charged = row.get<qint64>("charged_minor");
        list.append({row.get<qint64>("sequence"), row.get<QString>("type"), row.get<TimePoint>("at"), stateName(after->state),
                     wire::Offer{rules::planName(after->terms.plan), periodName(after->terms.period), after->terms.hiFi},
                     charged > 0 ? std::optional(Money{charged, after->currency}) : std::nullopt});
    }
    return list;
}

void Store::wake(TimePoint at, const QString &why)
{
    jobs::enqueueLater(m_transaction,
                       {u"billing_due"_s, m_user.toString() + u':' + why, {{u"user"_s, m_user.toString()}}, manyAttempts, at}, m_now);
}

void Store::notice(const QString &what, const QString &about)
{
    noticeAt(m_now, what, about);
}

void Store::noticeAt(TimePoint at, const QString &what, const QString &about)
{
    jobs::NewJob job{u"billing_notice"_s,
                     m_user.toString() + u':' + what + u':' + about,
                     {{u"user"_s, m_user.toString()}, {u"what"_s, what}, {u"about"_s, about}}};
    job.runAt = at;
    jobs::enqueueLater(m_transaction, job, m_now);
}

void Store::remindStudent(const ProofDue &due)
{
    for (const int days : proofMailDays) {
        const TimePoint at = due.renewal - std::chrono::days(days);
        if (at >= m_now)
            noticeAt(at, u"student_proof"_s, u"%1:%2"_s.arg(days).arg(formatTime(due.renewal)));
    }
    const bool late = due.renewal - std::chrono::days(proofMailDays[0]) < m_now;
    if (late && due.renewal - shortestNotice >= m_now) // the first of them is due already
        noticeAt(m_now, u"student_proof"_s, u"0:"_s + formatTime(due.renewal));
}

void Store::announce(const ProofDue &due)
{
    m_transaction.exec(sql::announcePrice, {m_user, due.renewal, due.individualMinor, m_now});
}

std::optional<qint64> Store::announcedMinor(TimePoint renewal)
{
    const auto row = m_transaction.exec(sql::announcedPrice, {m_user, renewal}).first();
    return row ? std::optional(row->get<qint64>("price_minor")) : std::nullopt;
}

void Store::giveBack(const Intent &intent)
{
    jobs::enqueueLater(
        m_transaction,
        {u"billing_refund"_s, intent.key(m_user), {{u"user"_s, m_user.toString()}, {u"intent"_s, intent.id.toString()}}, manyAttempts},
        m_now);
}

std::optional<Intent> Store::intentOfInvoice(const QString &number)
{
    const auto row = m_transaction.exec(sql::intentOfInvoice, {m_user, number}).first();
    return row ? intent(row->get<IntentId>("intent_id")) : std::nullopt;
}

qint64 Store::refundedUpTo(const IntentId &intent)
{
    return m_transaction.exec(sql::refundedUpTo, {m_user, intent})[0].get<qint64>("up_to_minor");
}

void Store::requestRefund(const NewRefund &refund)
{
    const auto id = RefundId::create(m_now);
    m_transaction.exec(sql::insertRefund, {m_user, id, refund.intent, refund.amountMinor, refund.upToMinor, m_now});
    jobs::enqueueLater(m_transaction,
                       {u"billing_refund"_s,
                        m_user.toString() + u':' + id.toString(),
                        {{u"user"_s, m_user.toString()}, {u"refund"_s, id.toString()}},
                        manyAttempts},
                       m_now);
}

std::optional<StoredRefund> Store::refund(const RefundId &id)
{
    const auto row = m_transaction.exec(sql::refund, {m_user, id}).first();
    if (!row)
        return std::nullopt;
    return StoredRefund{{row->get<IntentId>("intent_id"), row->get<qint64>("amount_minor"), row->get<qint64>("up_to_minor")},
                        row->get<QString>("state")};
}

void Store::settleRefund(const RefundId &id, bool done)
{
    m_transaction.exec(sql::settleRefund, {m_user, id, done ? u"done"_s : u"refused"_s, m_now});
}

std::optional<QUuid> Store::postingOf(const IntentId &intent)
{
    const auto row = m_transaction.exec(sql::postingOfIntent, {m_user, intent}).first();
    return row ? std::optional(row->get<QUuid>("posting_id")) : std::nullopt;
}

PriceBook readPrices(db::Transaction &transaction)
{
    PriceBook book;
    for (const db::Row row : transaction.exec(sql::prices)) {
        book.prices.push_back({row.get<QString>("product"), parsePeriod(row.get<QString>("period")).value_or(Period::Monthly),
                               row.get<QString>("currency"), row.get<TimePoint>("valid_from"), row.get<qint64>("amount_minor")});
    }
    for (const db::Row row : transaction.exec(sql::taxRates))
        book.taxes.push_back({row.get<QString>("country"), row.get<TimePoint>("valid_from"), row.get<qint64>("rate_ppm")});
    for (const db::Row row : transaction.exec(sql::markets))
        book.markets.emplace_back(row.get<QString>("country"), row.get<QString>("currency"));
    return book;
}

} // namespace melody::billing
