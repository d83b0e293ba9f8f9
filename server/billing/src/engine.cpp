// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine.h"

#include <plans/dunning.h>

#include <billing/sql.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::minutes;

constexpr minutes pricesLife{10};
constexpr minutes askAgainAfter{1};
constexpr std::chrono::days longestPending{3};
constexpr int maxSteps = 100; // of one catching up: eight years of months

} // namespace

Result<PriceBook> Engine::prices()
{
    const TimePoint now = m_clock.now();
    {
        const std::scoped_lock lock(m_mutex);
        if (m_prices && m_prices->first <= now && now < m_prices->first + pricesLife)
            return m_prices->second;
    }
    auto book =
        m_database.run({"melody_billing"}, [](db::Transaction &transaction) -> Result<PriceBook> { return readPrices(transaction); });
    if (book) {
        const std::scoped_lock lock(m_mutex);
        m_prices.emplace(now, *book);
    }
    return book;
}

void Engine::forgetPrices()
{
    const std::scoped_lock lock(m_mutex);
    m_prices.reset();
}

Result<std::optional<TimePoint>> Engine::studentUntil(const UserId &user)
{
    if (!m_options.contactOf)
        return std::nullopt;
    const auto contact = m_options.contactOf(user);
    if (!contact)
        return tl::unexpected(contact.error());
    if (!contact->emailConfirmed)
        return std::nullopt;
    const TimePoint until = periodsAfter(wholeSecond(*contact->emailConfirmed), Period::Yearly, 1);
    if (until <= m_clock.now())
        return std::nullopt;
    const QString domain = contact->email.section(u'@', -1).toLower();
    return m_database.run({"melody_billing"}, [&](db::Transaction &transaction) -> Result<std::optional<TimePoint>> {
        return transaction.exec(sql::isAcademic, {domain})[0].get<bool>("yes") ? std::optional(until) : std::nullopt;
    });
}

Result<std::optional<ProofDue>> Engine::proofDue(const UserId &user)
{
    const auto book = prices();
    if (!book)
        return tl::unexpected(book.error());
    const auto until = studentUntil(user);
    if (!until)
        return tl::unexpected(until.error());
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<std::optional<ProofDue>> {
        const auto now = Store(transaction, user, m_clock.now()).subscription();
        if (!now)
            return tl::unexpected(now.error());
        return nextProof(*now, *until, *book);
    });
}

Result<Engine::Step> Engine::look(const UserId &user, const std::optional<StudentProof> &proof, const PriceBook &prices)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<Step> {
        Store store(transaction, user, m_clock.now());
        const auto subscription = store.lockSubscription();
        if (!subscription)
            return tl::unexpected(subscription.error());
        return look(store, *subscription, proof, prices);
    });
}

Result<Engine::Step> Engine::look(Store &store, const Subscription &now, const std::optional<StudentProof> &proof, const PriceBook &prices)
{
    const TimePoint time = m_clock.now();
    if (const auto open = store.openIntent())
        return Step{open};
    const auto due = nextDue(now);
    if (!due || due->at > time)
        return Step{};
    if (due->trigger != Trigger::Renewed) {
        const auto end = planEnd(now, due->trigger, due->at);
        if (!end)
            return tl::unexpected(end.error());
        store.commit(now, *end, prices, {}, m_options.audit);
        return Step{{}, true};
    }
    const Terms terms = now.nextTerms.value_or(now.terms);
    StudentProof known = proof.value_or(StudentProof());
    if (terms.plan == rules::Plan::Student && now.studentUntil.value_or(TimePoint()) <= due->at) {
        if (!proof)
            return Step{{}, false, true};
        known.announcedMinor = store.announcedMinor(renewalOf(now));
    }
    const auto renewal = planRenewal(now, known, prices);
    if (renewal && renewal->dueMinor == 0) {
        store.commit(now, *renewal, prices, {}, m_options.audit);
        return Step{{}, true};
    }
    const auto method = store.method({});
    if (!renewal || !method) { // nothing to pay with, or no longer sold
        store.commit(now, planRenewalFailed(now, time), prices, {}, m_options.audit);
        return Step{{}, true};
    }
    return Step{store.createIntent(*renewal, *method, store.customer(), false, true)};
}

Result<void> Engine::catchUp(const UserId &user)
{
    std::optional<StudentProof> proof;
    for (int i = 0; i < maxSteps; ++i) {
        const auto book = prices();
        if (!book)
            return tl::unexpected(book.error());
        const auto step = look(user, proof, *book);
        if (!step)
            return tl::unexpected(step.error());
        if (step->needsProof) {
            const auto until = studentUntil(user);
            if (!until)
                return tl::unexpected(until.error());
            proof = StudentProof{*until};
            continue;
        }
        if (step->ask) {
            const auto charge = ask(user, *step->ask);
            if (!charge)
                return tl::unexpected(charge.error());
            const auto outcome = settle(user, step->ask->id, *charge);
            if (!outcome)
                return tl::unexpected(outcome.error());
            if (*outcome == Outcome::Waiting)
                return {};
        } else if (!step->again) {
            return {};
        }
        m_standings.forgetSubscription(user);
    }
    return {};
}

// The same key is charged once, so asking again is always safe.
Result<Charge> Engine::ask(const UserId &user, const Intent &intent)
{
    if (!m_options.gateway)
        return fail(ErrorKind::Unavailable, u"payments_unavailable"_s, u"Payments are not possible at the moment."_s);
    const QString key = intent.key(user);
    if (!intent.chargeId.isEmpty()) {
        auto known = m_options.gateway->chargeByKey(key);
        if (known || known.error().kind != ErrorKind::NotFound)
            return known;
    }
    return m_options.gateway->charge({key, intent.customerToken, intent.methodToken, intent.amount, u"Melody"_s, intent.payerPresent});
}

Engine::Outcome Engine::settleOpen(Store &store, const Subscription &now, Intent &intent, const Charge &charge, const PriceBook &prices)
{
    const TimePoint time = m_clock.now();
    intent.chargeId = charge.id;
    intent.actionUrl = charge.state == ChargeState::NeedsAction ? charge.actionUrl : QString();
    const auto plan = readPlan(intent.plan);
    if (charge.state == ChargeState::Succeeded && plan) {
        intent.state = u"succeeded"_s;
        store.update(intent);
        store.commit(now, *plan, prices, intent.id, m_options.audit);
        return Outcome::Paid;
    }
    const bool unattended = charge.state == ChargeState::NeedsAction && intent.renewal;
    const auto patience = charge.state == ChargeState::NeedsAction ? std::chrono::milliseconds(confirmationTime) : longestPending;
    const bool late = charge.state != ChargeState::Declined && time >= intent.created + patience;
    if (charge.state != ChargeState::Declined && !unattended && !late) {
        store.update(intent);
        store.wake(time + askAgainAfter, intent.id.toString() + u':' + QString::number(time.time_since_epoch().count()));
        return Outcome::Waiting;
    }
    intent.state = charge.state == ChargeState::Declined ? u"declined"_s : u"abandoned"_s;
    intent.declineCode = unattended ? u"authentication_required"_s : late ? u"not_confirmed"_s : charge.declineCode;
    intent.actionUrl.clear();
    store.update(intent);
    if (intent.renewal)
        store.commit(now, planRenewalFailed(now, time), prices, {}, m_options.audit);
    else if (const auto due = nextDue(now)) // it stood still while the payment was open
        store.wake(std::max(due->at, time), intent.id.toString());
    return Outcome::Declined;
}

Result<Engine::Outcome> Engine::settle(const UserId &user, const IntentId &id, const Charge &charge)
{
    const auto book = prices();
    if (!book)
        return tl::unexpected(book.error());
    const auto outcome = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<Outcome> {
        Store store(transaction, user, m_clock.now());
        const auto now = store.lockSubscription();
        if (!now)
            return tl::unexpected(now.error());
        return settle(store, *now, id, charge, *book);
    });
    if (outcome && *outcome != Outcome::Waiting)
        m_standings.forgetSubscription(user);
    return outcome;
}

Result<Engine::Outcome> Engine::settle(Store &store, const Subscription &now, const IntentId &id, const Charge &charge,
                                       const PriceBook &prices)
{
    auto intent = store.intent(id);
    if (!intent)
        return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such payment."_s);
    if (intent->state == u"open")
        return settleOpen(store, now, *intent, charge, prices);
    const bool unexpected = intent->state == u"declined" || intent->state == u"abandoned";
    if (charge.state == ChargeState::Succeeded && unexpected) { // nobody waits for it any more: give it back
        intent->state = u"refunding"_s;
        intent->chargeId = charge.id;
        store.update(*intent);
        store.post({{{u"cash"_s, intent->amount.amountMinor}, {u"unearned_refund"_s, -intent->amount.amountMinor}}, u"late_payment"_s, id},
                   intent->amount.currency, now.country);
        store.giveBack(*intent);
    }
    return intent->state == u"succeeded" ? Outcome::Paid : Outcome::Declined;
}

Result<void> Engine::refund(const UserId &user, const IntentId &id)
{
    const auto read = [&](db::Transaction &transaction) -> Result<std::optional<Intent>> {
        return Store(transaction, user, m_clock.now()).intent(id);
    };
    const auto intent = m_database.run(as(user), read);
    if (!intent)
        return tl::unexpected(intent.error());
    if (!*intent || (*intent)->state != u"refunding")
        return {};
    if (!m_options.gateway)
        return fail(ErrorKind::Unavailable, u"payments_unavailable"_s, u"Payments are not possible at the moment."_s);
    const auto refunded = m_options.gateway->refund((*intent)->key(user) + u".refund"_s, (*intent)->chargeId, (*intent)->amount);
    if (!refunded)
        return tl::unexpected(refunded.error());
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        Store store(transaction, user, m_clock.now());
        const auto now = store.lockSubscription();
        if (!now)
            return tl::unexpected(now.error());
        auto late = store.intent(id);
        if (late->state != u"refunding")
            return {};
        late->state = u"refunded"_s;
        late->refundedMinor = late->amount.amountMinor;
        store.update(*late);
        store.post({{{u"unearned_refund"_s, late->amount.amountMinor}, {u"cash"_s, -late->amount.amountMinor}}, u"refund"_s, id},
                   late->amount.currency, now->country);
        return {};
    });
}

Result<void> Engine::takeEvent(const GatewayEvent &event)
{
    using Kind = GatewayEvent::Kind;
    const auto user = UserId::parse(event.chargeKey.section(u'.', 0, 0));
    const auto id = IntentId::parse(event.chargeKey.section(u'.', 1, 1));
    if (!user || !id || event.kind == Kind::Ignored || event.kind == Kind::MethodStored || event.kind == Kind::MethodRemoved)
        return {};
    // What came of the payment is asked for first: its refund or dispute may be heard of before its success.
    const auto charge = m_options.gateway->chargeByKey(event.chargeKey);
    if (!charge && charge.error().kind != ErrorKind::NotFound)
        return tl::unexpected(charge.error());
    const auto outcome = charge ? settle(*user, *id, *charge) : Outcome::Waiting;
    if (!outcome)
        return outcome.error().kind == ErrorKind::NotFound ? Result<void>() : tl::unexpected(outcome.error());
    if (event.kind == Kind::ChargeSucceeded || event.kind == Kind::ChargeFailed)
        return {};
    const auto book = prices();
    if (!book)
        return tl::unexpected(book.error());
    const auto taken = m_database.run(as(*user), [&](db::Transaction &transaction) -> Result<void> {
        Store store(transaction, *user, m_clock.now());
        const auto now = store.lockSubscription();
        if (!now)
            return tl::unexpected(now.error());
        auto intent = store.intent(*id);
        // What is lost ends the plan, which stands still while any payment is open.
        const bool ends = event.kind == Kind::DisputeLost && store.openIntent() && planChargeBack(*now, m_clock.now());
        if ((intent && intent->state == u"open") || ends) // the provider is to send it again
            return fail(ErrorKind::Unavailable, u"payment_pending"_s, u"This payment is not settled yet."_s);
        if (!intent || intent->state != u"succeeded")
            return {};
        if (event.kind == Kind::ChargeRefunded)
            takeRefund(store, *now, *intent, event.amount ? event.amount->amountMinor : intent->amount.amountMinor, *book);
        else
            takeDispute(store, *now, *intent, event.kind, *book);
        return {};
    });
    m_standings.forgetSubscription(*user);
    return taken;
}

// Opened, then won or lost; the end may be heard of first.
void Engine::takeDispute(Store &store, const Subscription &now, Intent &intent, GatewayEvent::Kind kind, const PriceBook &prices)
{
    using Kind = GatewayEvent::Kind;
    const qint64 amount = intent.amount.amountMinor;
    const auto post = [&](const QString &to, const QString &from, const QString &memo) {
        store.post({{{to, amount}, {from, -amount}}, memo, intent.id}, intent.amount.currency, now.country);
    };
    if (intent.dispute == u"none") {
        intent.dispute = u"open"_s;
        post(u"disputed"_s, u"cash"_s, u"dispute_opened"_s);
    }
    if (intent.dispute == u"open" && kind == Kind::DisputeWon) {
        intent.dispute = u"won"_s;
        post(u"cash"_s, u"disputed"_s, u"dispute_won"_s);
    } else if (intent.dispute == u"open" && kind == Kind::DisputeLost) {
        intent.dispute = u"lost"_s;
        post(u"dispute_loss"_s, u"disputed"_s, u"dispute_lost"_s);
        if (const auto end = planChargeBack(now, m_clock.now()))
            store.commit(now, *end, prices, {}, m_options.audit);
    }
    store.update(intent);
}

// `refundedMinor` is all that was ever given back of this payment.
void Engine::takeRefund(Store &store, const Subscription &now, Intent &intent, qint64 refundedMinor, const PriceBook &prices)
{
    const qint64 more = std::min(refundedMinor, intent.amount.amountMinor) - intent.refundedMinor;
    if (more <= 0)
        return;
    intent.refundedMinor += more;
    store.update(intent);
    const qint64 tax = taxIn(more, prices.taxRatePpm(now.country, intent.created));
    const Line line{u"unused_time"_s, now.terms.plan, -more, wholeSecond(intent.created), wholeSecond(m_clock.now())};
    const auto invoice = store.issue(u"credit_note"_s, more, {line}, now, prices, intent.id);
    store.post(
        {{{u"revenue"_s, more - tax}, {u"tax"_s, tax}, {u"cash"_s, -more}}, u"refund"_s, intent.id, invoice, store.postingOf(intent.id)},
        intent.amount.currency, now.country);
}

Result<void> Engine::grant(const UserId &user, const Gift &gift)
{
    const auto book = prices();
    if (!book)
        return tl::unexpected(book.error());
    const auto currency = book->currencyOf(gift.country);
    if (!currency)
        return failField(u"country"_s, u"not_sold_here"_s, u"must be a country where Melody is sold"_s);
    const TimePoint time = m_clock.now();
    const auto granted = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        Store store(transaction, user, time);
        const auto now = store.lockSubscription();
        if (!now)
            return tl::unexpected(now.error());
        if (store.openIntent())
            return fail(ErrorKind::Conflict, u"payment_pending"_s, u"A payment is under way; try again when it is settled."_s);
        const auto plan = planGrant(*now, {gift.plan, gift.hiFi, Period::Yearly}, gift.country, *currency, time, gift.until);
        if (!plan)
            return tl::unexpected(plan.error());
        store.commit(*now, *plan, *book, {}, m_options.audit);
        return {};
    });
    m_standings.forgetSubscription(user);
    return granted;
}

} // namespace melody::billing
