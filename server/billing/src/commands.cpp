// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine's part that listeners see: commands, previews, what there is.

#include "engine.h"

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::minutes quoteLife{10};

Result<Terms> termsOf(const std::optional<wire::Offer> &offer)
{
    if (!offer)
        return failField(u"offer"_s, u"required"_s, u"is missing"_s);
    const auto plan = rules::parsePlan(offer->plan);
    if (!plan)
        return failField(u"offer.plan"_s, u"not_a_plan"_s, u"must be the name of a plan"_s);
    const auto period = parsePeriod(offer->period);
    if (!period)
        return failField(u"offer.period"_s, u"not_a_period"_s, u"must be monthly or yearly"_s);
    return Terms{*plan, offer->hiFi, *period};
}

wire::Offer offerOf(const Terms &terms)
{
    return {rules::planName(terms.plan), periodName(terms.period), terms.hiFi};
}

// What will be charged next, if everything goes well and nothing changes.
std::optional<wire::NextCharge> nextCharge(const Subscription &subscription, const PriceBook &prices)
{
    const auto due = nextDue(subscription);
    if (!due || due->trigger != Trigger::Renewed)
        return std::nullopt;
    const auto renewal = planRenewal(subscription, {.until = TimePoint::max()}, prices);
    if (!renewal)
        return std::nullopt;
    return wire::NextCharge{due->at, Money{renewal->dueMinor, renewal->after.currency}};
}

QStringList possibleCommands(State state)
{
    switch (state) {
    case State::None:
        return {u"subscribe"_s};
    case State::Trialing:
        return {u"upgrade"_s, u"downgrade"_s, u"cancel"_s};
    case State::Active:
        return {u"upgrade"_s, u"downgrade"_s, u"cancel"_s, u"pause"_s};
    case State::PastDue:
        return {u"reactivate"_s, u"cancel"_s};
    case State::Paused:
        return {u"resume"_s, u"cancel"_s};
    case State::Canceled:
        return {u"reactivate"_s};
    case State::Expired:
        return {u"subscribe"_s, u"reactivate"_s};
    }
    return {};
}

wire::SubscriptionInfo infoOf(const Subscription &subscription, const std::optional<Intent> &intent, const PriceBook &prices)
{
    wire::SubscriptionInfo info;
    const State state = subscription.state;
    const QString currency = subscription.currency.isEmpty() ? u"USD"_s : subscription.currency;
    info.state = stateName(state);
    info.version = subscription.version;
    info.offer = offerOf(subscription.terms);
    if (subscription.nextTerms)
        info.nextOffer = offerOf(*subscription.nextTerms);
    info.country = subscription.country;
    info.balance = {subscription.balanceMinor, currency};
    if (state != State::None) {
        info.price = Money{subscription.periodPriceMinor, currency};
        info.periodStart = subscription.periodStart;
        info.periodEnd = subscription.periodEnd;
    }
    info.graceUntil = subscription.graceUntil;
    info.pausedUntil = subscription.pausedUntil;
    info.studentUntil = subscription.studentUntil;
    info.nextCharge = nextCharge(subscription, prices);
    if (intent && (intent->state == u"open" || intent->state == u"declined")) {
        const QString word = intent->state == u"declined" ? u"declined"_s : intent->actionUrl.isEmpty() ? u"pending"_s : u"needs_action"_s;
        info.payment = wire::PaymentInfo{word, intent->amount, intent->actionUrl, intent->declineCode};
    }
    info.commands = possibleCommands(state);
    return info;
}

Result<Plan> planOf(const Subscription &now, const wire::SubscriptionCommand &command, const PriceBook &prices, TimePoint at,
                    const StudentProof &proof)
{
    const QString &word = command.command;
    const StartWish again{now.terms, now.country, proof.until, command.addressConfirmed};
    if (word == u"cancel")
        return planCancel(now, at);
    if (word == u"pause")
        return planPause(now, at);
    if (word == u"resume")
        return planResume(now, again, prices, at);
    if (word == u"reactivate")
        return planReactivate(now, again, proof, prices, at);
    if (word != u"subscribe" && word != u"upgrade" && word != u"downgrade")
        return failField(u"command"_s, u"not_a_command"_s, u"must be subscribe, upgrade, downgrade, cancel, pause, resume or reactivate"_s);
    const auto terms = termsOf(command.offer);
    if (!terms)
        return tl::unexpected(terms.error());
    const StartWish wish{*terms, command.country, proof.until, command.addressConfirmed};
    if (word == u"subscribe")
        return planStart(now, wish, prices, at);
    return word == u"upgrade" ? planUpgrade(now, *terms, wish, prices, at) : planDowngrade(now, *terms, wish, prices, at);
}

} // namespace

Result<Plan> Engine::plan(const Subscription &now, const wire::SubscriptionCommand &command, const PriceBook &prices, TimePoint at,
                          const Known &known) const
{
    auto change = planOf(now, command, prices, at, known.proof);
    if (!change)
        return change;
    if (const auto worth = isWorthPaying(*change, known.seat); !worth)
        return tl::unexpected(worth.error());
    return change;
}

Result<Engine::Known> Engine::knownFor(const wire::SubscriptionCommand &command, const UserId &user)
{
    Known known{{}, m_standings.freshOf(user).seated()};
    const bool again = command.command == u"resume" || command.command == u"reactivate";
    if (!again && (!command.offer || command.offer->plan != u"student"))
        return known;
    return studentUntil(user).map([&](std::optional<TimePoint> until) {
        known.proof.until = until;
        return known;
    });
}

Result<QStringList> Engine::losingSeats(const UserId &owner, int seatsNow, int seatsThen) const
{
    QStringList names;
    if (seatsThen >= seatsNow || !m_options.membersOf)
        return names;
    const auto members = m_options.membersOf(owner);
    if (!members)
        return tl::unexpected(members.error());
    for (size_t place = size_t(seatsThen); place < std::min(size_t(seatsNow), members->size()); ++place) {
        const auto member = m_options.contactOf ? m_options.contactOf((*members)[place]) : Result<Contact>(Contact());
        if (!member)
            return tl::unexpected(member.error());
        names.append(member->displayName);
    }
    return names;
}

Result<bool> Engine::command(const UserId &user, const wire::SubscriptionCommand &command)
{
    if (const auto up = catchUp(user); !up)
        return tl::unexpected(up.error());
    auto known = knownFor(command, user);
    if (!known)
        return tl::unexpected(known.error());
    const auto book = prices();
    if (!book)
        return tl::unexpected(book.error());
    const TimePoint time = m_clock.now();
    const auto intent = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<std::optional<Intent>> {
        Store store(transaction, user, time);
        const auto now = store.lockSubscription();
        if (!now)
            return tl::unexpected(now.error());
        if (auto open = store.openIntent()) {
            if (open->renewal || open->actionUrl.isEmpty())
                return fail(ErrorKind::Conflict, u"payment_pending"_s, u"A payment is under way; try again when it is settled."_s);
            open->state =
                u"abandoned"_s; // the payer left the confirmation and wants something else; should it be paid after all it is given back
            open->actionUrl.clear();
            store.update(*open);
        }
        if (command.quote && command.quote->version != now->version)
            return fail(ErrorKind::Conflict, u"version_conflict"_s, u"The subscription has changed since the preview."_s);
        if (command.quote && (command.quote->at > time || command.quote->at + quoteLife < time))
            return fail(ErrorKind::Conflict, u"quote_expired"_s, u"The preview is too old; ask for a new one."_s);
        known->proof.announcedMinor = store.announcedMinor(renewalOf(*now));
        const auto change = plan(*now, command, *book, command.quote ? command.quote->at : time, *known);
        if (!change)
            return tl::unexpected(change.error());
        const bool takesMoney = change->dueMinor > 0 || change->trigger == Trigger::StartTrial;
        const auto method = takesMoney ? store.method(command.paymentMethod) : std::nullopt;
        if (takesMoney && !method)
            return fail(ErrorKind::PlanRequired, u"payment_method_required"_s, u"Add a payment method first."_s);
        if (change->dueMinor > 0)
            return store.createIntent(*change, *method, store.customer(), true, false);
        store.commit(*now, *change, *book, {}, m_options.audit);
        return std::nullopt;
    });
    if (!intent)
        return tl::unexpected(intent.error());
    m_standings.forgetSubscription(user);
    if (!*intent)
        return true;
    const auto charge = ask(user, **intent);
    if (!charge)
        return tl::unexpected(charge.error());
    const auto outcome = settle(user, (*intent)->id, *charge);
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (*outcome == Outcome::Declined)
        return fail(ErrorKind::PlanRequired, u"payment_declined"_s,
                    u"The payment was declined (%1)."_s.arg(charge->declineCode.isEmpty() ? u"unknown"_s : charge->declineCode));
    return *outcome == Outcome::Paid;
}

Result<wire::Preview> Engine::preview(const UserId &user, const wire::SubscriptionCommand &command)
{
    auto known = knownFor(command, user);
    if (!known)
        return tl::unexpected(known.error());
    const auto book = prices();
    if (!book)
        return tl::unexpected(book.error());
    const TimePoint time = m_clock.now();
    const auto now = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<Subscription> {
        Store store(transaction, user, time);
        const auto subscription = store.subscription();
        if (subscription)
            known->proof.announcedMinor = store.announcedMinor(renewalOf(*subscription));
        return subscription;
    });
    if (!now)
        return tl::unexpected(now.error());
    const auto change = plan(*now, command, *book, time, *known);
    if (!change)
        return tl::unexpected(change.error());
    const Subscription &after = change->after;
    const QString currency = after.currency.isEmpty() ? u"USD"_s : after.currency;
    wire::Preview preview;
    preview.command = command.command;
    preview.quote = {time, now->version};
    const bool runsOut = change->trigger == Trigger::Cancel && after.state == State::Canceled;
    const bool changesLater = change->trigger == Trigger::Downgrade && after.nextTerms;
    preview.effective = runsOut || changesLater ? after.periodEnd : change->effective;
    preview.lines = wireLines(change->lines, currency);
    const auto line = [&](const QString &code, qint64 amount) {
        preview.lines.append({code, rules::planName(after.terms.plan), Money{amount, currency}, change->effective, after.periodEnd});
    };
    if (change->trigger == Trigger::StartTrial)
        line(u"trial"_s, 0);
    if (change->fromBalanceMinor > 0)
        line(u"balance"_s, -change->fromBalanceMinor);
    preview.dueNow = {change->dueMinor, currency};
    preview.taxIncluded = {taxIn(std::max<qint64>(change->totalMinor(), 0), book->taxRatePpm(after.country, change->effective)), currency};
    preview.balance = {after.balanceMinor, currency};
    preview.stateAfter = stateName(after.state);
    preview.offerAfter = offerOf(after.nextTerms.value_or(after.terms));
    preview.nextCharge = nextCharge(after, *book);
    const auto losing = losingSeats(user, rules::seatsOf(entitlementsAt(*now, time).plan), seatsAfter(*change));
    if (!losing)
        return tl::unexpected(losing.error());
    preview.losing = *losing;
    return preview;
}

Result<wire::SubscriptionInfo> Engine::info(const UserId &user)
{
    const auto book = prices();
    if (!book)
        return tl::unexpected(book.error());
    const Standing standing = m_standings.freshOf(user);
    std::optional<wire::FamilySeat> seat;
    if (standing.seat) {
        const auto owner = m_options.contactOf ? m_options.contactOf(standing.seat->owner) : Result<Contact>(Contact());
        const auto &[unused, has, held] = *standing.seat;
        seat =
            wire::FamilySeat{owner ? owner->displayName : QString(), rules::planName(has.plan), has.hiFi, rules::seatsOf(has.plan), held};
    }
    auto info = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<wire::SubscriptionInfo> {
        Store store(transaction, user, m_clock.now());
        const auto now = store.subscription();
        if (!now)
            return tl::unexpected(now.error());
        auto info = infoOf(*now, store.lastIntent(), *book);
        info.seat = seat;
        info.needless = isNeedless(*now, standing.seated());
        return info;
    });
    if (info && info->studentUntil) { // the address may have been confirmed again since
        const auto until = studentUntil(user);
        if (until && *until)
            info->studentUntil = std::max(info->studentUntil, *until);
    }
    return info;
}

} // namespace melody::billing
