// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what payers are told by mail.
#pragma once

#include <plans/planner.h>
#include <plans/subscription.h>

#include <billing/billing.h>
#include <invoices/invoice_pdf.h>

namespace melody::billing {

// what: "welcome", "renewal_failed", "cancel_confirmation", "plan_ended".
[[nodiscard]] mail::Mail noticeMail(const QString &what, const Contact &payer, const Subscription &subscription);
// To a student whose proof runs out: confirm, or the renewal costs so much.
[[nodiscard]] mail::Mail studentMail(const ProofDue &due, const QString &currency, const Contact &payer);
[[nodiscard]] invoices::Payer onInvoices(const Contact &payer);
[[nodiscard]] mail::Mail invoiceMail(const wire::InvoiceInfo &invoice, const Contact &payer, const QByteArray &pdf);

} // namespace melody::billing
