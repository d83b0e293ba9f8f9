// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine's part that gives money back. What an operator asks for is written down with its audit entry; a job then asks the provider and
// books what came of it. The provider's own word (a webhook) may come first, so what is booked is always "up to so much of this payment".

#include "engine.h"

#include <billing/sql.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> unknownInvoice()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"This account has no invoice of that number that was paid."_s);
}

bool mayPass(const Error &error)
{
    return error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Internal;
}

} // namespace

Result<Money> Engine::requestRefund(const RefundWish &wish)
{
    if (wish.reason.trimmed().isEmpty() || wish.reason.size() > longestReason)
        return failField(u"reason"_s, u"required"_s, u"must say why, in at most %1 characters"_s.arg(longestReason));
    return m_database.run(as(wish.user), [&](db::Transaction &transaction) -> Result<Money> {
        const TimePoint time = m_clock.now();
        Store store(transaction, wish.user, time);
        if (const auto locked = store.lockSubscription(); !locked)
            return tl::unexpected(locked.error());
        const auto intent = store.intentOfInvoice(wish.invoice);
        if (!intent)
            return unknownInvoice();
        if (intent->state != u"succeeded" || intent->dispute == u"open" || intent->dispute == u"lost")
            return fail(ErrorKind::Conflict, u"not_refundable"_s, u"The payer's bank has this money, or is asked for it."_s);
        const qint64 given = std::max(intent->refundedMinor, store.refundedUpTo(intent->id));
        const qint64 left = intent->amount.amountMinor - given;
        if (left <= 0)
            return fail(ErrorKind::Conflict, u"nothing_left"_s, u"All of this payment was given back already."_s);
        const qint64 amount = wish.amountMinor.value_or(left);
        if (amount < 1 || amount > left)
            return failField(u"amount_minor"_s, u"out_of_range"_s, u"must be from 1 to %1, what is left of the payment"_s.arg(left));
        store.requestRefund({intent->id, amount, given + amount});
        if (m_options.audit) {
            audit::Entry entry;
            entry.role = u"operator"_s;
            entry.action = u"payment.refunded"_s;
            entry.subject = wish.user;
            entry.object = u"invoice/"_s + wish.invoice;
            entry.before = {{u"refunded_minor"_s, given}};
            entry.after = {{u"refunded_minor"_s, given + amount}, {u"currency"_s, intent->amount.currency}};
            entry.reason = wish.reason;
            m_options.audit->append(transaction, entry, time);
        }
        return Money{amount, intent->amount.currency};
    });
}

Result<void> Engine::payRefund(const UserId &user, const RefundId &id)
{
    std::optional<Intent> intent;
    const auto wanted = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<std::optional<StoredRefund>> {
        Store store(transaction, user, m_clock.now());
        const auto refund = store.refund(id);
        intent = refund ? store.intent(refund->intent) : std::nullopt;
        return refund;
    });
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (!*wanted || !intent || (*wanted)->state != u"requested")
        return {};
    if (!m_options.gateway)
        return fail(ErrorKind::Unavailable, u"payments_unavailable"_s, u"Payments are not possible at the moment."_s);
    const Money amount{(*wanted)->amountMinor, intent->amount.currency};
    const auto refunded = m_options.gateway->refund(intent->key(user) + u'.' + id.toString(), intent->chargeId, amount);
    if (!refunded && mayPass(refunded.error()))
        return tl::unexpected(refunded.error());
    const auto book = prices();
    if (!book)
        return tl::unexpected(book.error());
    const auto booked = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        Store store(transaction, user, m_clock.now());
        const auto now = store.lockSubscription();
        if (!now)
            return tl::unexpected(now.error());
        const auto refund = store.refund(id);
        auto paid = refund ? store.intent(refund->intent) : std::nullopt;
        if (!paid || refund->state != u"requested")
            return {};
        if (refunded)
            takeRefund(store, *now, *paid, refund->upToMinor, *book);
        store.settleRefund(id, refunded.has_value());
        return {};
    });
    if (!booked)
        return booked;
    return refunded ? Result<void>() : tl::unexpected(refunded.error());
}

} // namespace melody::billing
