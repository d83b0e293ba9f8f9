// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "invoice_pdf.h"

#include <hpdf.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;

constexpr float left = 56;
constexpr float right = 539;
constexpr float lineHeight = 18;
constexpr int linesOfPage = 30;

struct Words {
    QString invoice, creditNote, number, date, payer, corrects, total, tax, unused, hiFi, balance;
};

const Words &wordsIn(const QString &language)
{
    static const Words english{u"Invoice"_s, u"Credit note"_s,  u"Number"_s,          u"Date"_s,  u"For"_s,        u"Corrects"_s,
                               u"Total"_s,   u"Tax included"_s, u"Unused time, %1"_s, u"Hi-Fi"_s, u"Credit used"_s};
    static const Words spanish{u"Factura"_s,
                               u"Nota de abono"_s,
                               u"Número"_s,
                               u"Fecha"_s,
                               u"Para"_s,
                               u"Corrige"_s,
                               u"Total"_s,
                               u"Impuestos incluidos"_s,
                               u"Tiempo no usado, %1"_s,
                               u"Hi-Fi"_s,
                               u"Crédito usado"_s};
    return language == u"es" ? spanish : english;
}

// The library calls it for each error; the document is then unusable, which HPDF_GetError tells.
void noteError(HPDF_STATUS, HPDF_STATUS, void *)
{
}

class Page {
public:
    explicit Page(HPDF_Doc document)
        : m_page(HPDF_AddPage(document)), m_plain(HPDF_GetFont(document, "Helvetica", "WinAnsiEncoding")),
          m_bold(HPDF_GetFont(document, "Helvetica-Bold", "WinAnsiEncoding"))
    {
        HPDF_Page_SetSize(m_page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    }
    void text(const QString &text, float size = 10, bool bold = false) { put(text, left, size, bold); }
    void row(const QString &label, const QString &amount, bool bold = false)
    {
        put(label, left, 10, bold);
        const QByteArray bytes = encoded(amount);
        HPDF_Page_SetFontAndSize(m_page, bold ? m_bold : m_plain, 10);
        put(amount, right - HPDF_Page_TextWidth(m_page, bytes.constData()), 10, bold);
        next();
    }
    void next(float by = lineHeight) { m_y -= by; }

private:
    static QByteArray encoded(const QString &text)
    {
        QByteArray bytes = text.toLatin1();
        for (char &byte : bytes) { // Latin-1's control characters are letters of Windows-1252, which ours are not
            if (uchar(byte) < 0x20 || (uchar(byte) >= 0x7f && uchar(byte) < 0xa0))
                byte = '?';
        }
        return bytes;
    }
    void put(const QString &text, float x, float size, bool bold)
    {
        HPDF_Page_BeginText(m_page);
        HPDF_Page_SetFontAndSize(m_page, bold ? m_bold : m_plain, size);
        HPDF_Page_TextOut(m_page, x, m_y, encoded(text).constData());
        HPDF_Page_EndText(m_page);
    }

    HPDF_Page m_page;
    HPDF_Font m_plain;
    HPDF_Font m_bold;
    float m_y = 780;
};

QString labelOf(const wire::BillingLine &line, const Words &words, const QString &language)
{
    const QString plan = planTitle(line.plan, language);
    const QString what = line.code == u"unused_time" ? words.unused.arg(plan) : line.code == u"hi_fi" ? words.hiFi : u"Melody "_s + plan;
    return u"%1 (%2 - %3)"_s.arg(what, formatTime(line.from).first(10), formatTime(line.until).first(10));
}

void write(HPDF_Doc document, const wire::InvoiceInfo &invoice, const Contact &payer)
{
    const Words &words = wordsIn(payer.language);
    Page page(document);
    page.text(u"Melody"_s, 22, true);
    page.next(40);
    page.text(invoice.kind == u"credit_note" ? words.creditNote : words.invoice, 16, true);
    page.next(28);
    page.row(words.number, invoice.number);
    page.row(words.date, formatTime(invoice.issued).first(10));
    page.row(words.payer, payer.displayName);
    page.row(QString(), payer.email);
    if (!invoice.corrects.isEmpty())
        page.row(words.corrects, invoice.corrects);
    page.next();
    for (const auto &line : invoice.lines.first(std::min<qsizetype>(invoice.lines.size(), linesOfPage)))
        page.row(labelOf(line, words, payer.language), moneyText(line.amount, payer.language));
    page.next(8);
    page.row(words.total, moneyText(invoice.total, payer.language), true);
    const QString rate = QString::number(double(invoice.taxRatePpm) / 10'000, 'f', invoice.taxRatePpm % 10'000 ? 1 : 0);
    page.row(u"%1 (%2 %, %3)"_s.arg(words.tax, rate, invoice.country), moneyText(invoice.tax, payer.language));
}

} // namespace

QString moneyText(const Money &money, const QString &language)
{
    if (money.currency == u"JPY")
        return u"%1 JPY"_s.arg(money.amountMinor);
    const qint64 amount = std::abs(money.amountMinor);
    const QChar point = language == u"es" ? u',' : u'.';
    return u"%1%2%3%4 %5"_s.arg(money.amountMinor < 0 ? u"-"_s : QString())
        .arg(amount / 100)
        .arg(point)
        .arg(amount % 100, 2, 10, QChar(u'0'))
        .arg(money.currency);
}

QString planTitle(const QString &plan, const QString &language)
{
    const bool spanish = language == u"es";
    if (plan == u"free")
        return spanish ? u"Gratis"_s : u"Free"_s;
    if (plan == u"family")
        return spanish ? u"Familiar"_s : u"Family"_s;
    if (plan == u"student")
        return spanish ? u"Estudiante"_s : u"Student"_s;
    return plan == u"duo" ? u"Duo"_s : u"Individual"_s;
}

Result<QByteArray> invoicePdf(const wire::InvoiceInfo &invoice, const Contact &payer)
{
    const std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, decltype(&HPDF_Free)> document(HPDF_New(noteError, nullptr), HPDF_Free);
    const auto broken = [] { return fail(ErrorKind::Internal, u"pdf_failed"_s, u"The document can't be made."_s); };
    if (!document)
        return broken();
    HPDF_SetCompressionMode(document.get(), HPDF_COMP_ALL);
    write(document.get(), invoice, payer);
    HPDF_SaveToStream(document.get());
    if (HPDF_GetError(document.get()) != HPDF_OK)
        return broken();
    QByteArray bytes(qsizetype(HPDF_GetStreamSize(document.get())), Qt::Uninitialized);
    HPDF_UINT32 size = HPDF_UINT32(bytes.size());
    HPDF_ReadFromStream(document.get(), reinterpret_cast<HPDF_BYTE *>(bytes.data()), &size);
    bytes.truncate(qsizetype(size));
    return bytes;
}

} // namespace melody::billing
