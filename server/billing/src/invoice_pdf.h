// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: an invoice or credit note as one page of PDF.
#pragma once

#include <billing/billing.h>

namespace melody::billing {

// "10.99 EUR", "980 JPY" by the minor digits of ISO 4217; with the language's decimal sign.
[[nodiscard]] QString moneyText(const Money &money, const QString &language);
[[nodiscard]] QString planTitle(const QString &plan, const QString &language);

// Letters that are not in Windows-1252, of which the standard fonts of PDF are made, become "?".
// Internal ("pdf_failed") when the library can't.
[[nodiscard]] Result<QByteArray> invoicePdf(const wire::InvoiceInfo &invoice, const Contact &payer);

} // namespace melody::billing
