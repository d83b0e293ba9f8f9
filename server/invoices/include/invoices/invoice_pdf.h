// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An invoice or credit note as one page of PDF.
#pragma once

#include <fonts/font_chain.h>
#include <wire/billing.h>

namespace melody::telemetry {
class Telemetry;
}

namespace melody::invoices {

// "10.99 EUR", "980 JPY" by the minor digits of ISO 4217; with the language's decimal sign.
[[nodiscard]] QString moneyText(const Money &money, const QString &language);
[[nodiscard]] QString planTitle(const QString &plan, const QString &language);

struct Payer {
    QString name;
    QString email;
    QString language; // "en", "es"
};

struct InvoicePdf {
    QByteArray bytes;
    int lostLetters = 0; // shown as "?"
};

// The standard fonts of PDF, which stand in no file, for what is written in Windows-1252; for other text `fonts`, of which the document
// holds the letters that it needs. A font that can't be used costs letters, never the document.
// Internal ("pdf_failed") when the library can't.
[[nodiscard]] Result<InvoicePdf> invoicePdf(const wire::InvoiceInfo &invoice, const Payer &payer, const fonts::FontChain &fonts);

// The same, and a word in the log when letters were lost. Thread: any.
class InvoicePrinter {
public:
    InvoicePrinter(const QStringList &fonts, telemetry::Telemetry *telemetry) : m_fonts(fonts), m_telemetry(telemetry) {}
    [[nodiscard]] Result<QByteArray> print(const wire::InvoiceInfo &invoice, const Payer &payer) const;

private:
    const fonts::FontChain m_fonts;
    telemetry::Telemetry *m_telemetry; // may be null
};

} // namespace melody::invoices
