// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <invoices/invoice_pdf.h>

#include <telemetry/telemetry.h>

#include <QtCore/QFile>

#include <hpdf.h>

namespace melody::invoices {
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

// What the standard fonts draw in WinAnsiEncoding. Latin-1's control characters are other letters there.
bool isWestern(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar letter) {
        return (letter >= u' ' && letter < QChar(0x7f)) || (letter >= QChar(0xa0) && letter <= QChar(0xff));
    });
}

class Page {
public:
    Page(HPDF_Doc document, const fonts::FontChain &fonts)
        : m_document(document), m_page(HPDF_AddPage(document)), m_plain(HPDF_GetFont(document, "Helvetica", "WinAnsiEncoding")),
          m_bold(HPDF_GetFont(document, "Helvetica-Bold", "WinAnsiEncoding")), m_fonts(fonts)
    {
        HPDF_Page_SetSize(m_page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    }
    void text(const QString &text, float size = 10, bool bold = false) { put(runsOf(text, bold), left, size); }
    void row(const QString &label, const QString &amount, bool bold = false)
    {
        text(label, 10, bold);
        const auto runs = runsOf(amount, bold);
        float width = 0;
        for (const Run &run : runs) {
            HPDF_Page_SetFontAndSize(m_page, run.font, 10);
            width += HPDF_Page_TextWidth(m_page, run.bytes.constData());
        }
        put(runs, right - width, 10);
        next();
    }
    void next(float by = lineHeight) { m_y -= by; }
    [[nodiscard]] int lostLetters() const { return m_lostLetters; }

private:
    struct Run {
        HPDF_Font font;
        QByteArray bytes;
    };

    // Bold are our own words only, which are western.
    QList<Run> runsOf(const QString &text, bool bold)
    {
        if (isWestern(text))
            return {{bold ? m_bold : m_plain, text.toLatin1()}};
        QList<Run> runs;
        for (const fonts::FontChain::Run &run : m_fonts.runsOf(text)) {
            const HPDF_Font font = run.font < 0 ? nullptr : loaded(run.font);
            if (!font)
                m_lostLetters += int(run.text.size());
            runs.append(font ? Run{font, run.text.toUtf8()} : Run{m_plain, QByteArray(run.text.size(), '?')});
        }
        return runs;
    }
    // Null when the library can't read it; nothing is wrong with the document then.
    HPDF_Font loaded(qsizetype index)
    {
        const auto known = m_loaded.constFind(index);
        if (known != m_loaded.cend())
            return *known;
        if (m_loaded.isEmpty())
            HPDF_UseUTFEncodings(m_document); // once, or it is an error
        const char *name = HPDF_LoadTTFontFromFile(m_document, QFile::encodeName(m_fonts.file(index)).constData(), HPDF_TRUE);
        const HPDF_Font font = name ? HPDF_GetFont(m_document, name, "UTF-8") : nullptr;
        if (!font)
            HPDF_ResetError(m_document);
        m_loaded.insert(index, font);
        return font;
    }
    void put(const QList<Run> &runs, float x, float size)
    {
        HPDF_Page_BeginText(m_page);
        HPDF_Page_MoveTextPos(m_page, x, m_y);
        for (const Run &run : runs) {
            HPDF_Page_SetFontAndSize(m_page, run.font, size);
            HPDF_Page_ShowText(m_page, run.bytes.constData());
        }
        HPDF_Page_EndText(m_page);
    }

    HPDF_Doc m_document;
    HPDF_Page m_page;
    HPDF_Font m_plain;
    HPDF_Font m_bold;
    const fonts::FontChain &m_fonts;
    QHash<qsizetype, HPDF_Font> m_loaded;
    int m_lostLetters = 0;
    float m_y = 780;
};

QString labelOf(const wire::BillingLine &line, const Words &words, const QString &language)
{
    const QString plan = planTitle(line.plan, language);
    const QString what = line.code == u"unused_time" ? words.unused.arg(plan) : line.code == u"hi_fi" ? words.hiFi : u"Melody "_s + plan;
    return u"%1 (%2 - %3)"_s.arg(what, formatTime(line.from).first(10), formatTime(line.until).first(10));
}

// How many letters were lost.
int write(HPDF_Doc document, const wire::InvoiceInfo &invoice, const Payer &payer, const fonts::FontChain &fonts)
{
    const Words &words = wordsIn(payer.language);
    Page page(document, fonts);
    page.text(u"Melody"_s, 22, true);
    page.next(40);
    page.text(invoice.kind == u"credit_note" ? words.creditNote : words.invoice, 16, true);
    page.next(28);
    page.row(words.number, invoice.number);
    page.row(words.date, formatTime(invoice.issued).first(10));
    page.row(words.payer, payer.name);
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
    return page.lostLetters();
}

Result<InvoicePdf> tryInvoicePdf(const wire::InvoiceInfo &invoice, const Payer &payer, const fonts::FontChain &fonts)
{
    const std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, decltype(&HPDF_Free)> document(HPDF_New(noteError, nullptr), HPDF_Free);
    const auto broken = [] { return fail(ErrorKind::Internal, u"pdf_failed"_s, u"The document can't be made."_s); };
    if (!document)
        return broken();
    HPDF_SetCompressionMode(document.get(), HPDF_COMP_ALL);
    InvoicePdf pdf;
    pdf.lostLetters = write(document.get(), invoice, payer, fonts);
    HPDF_SaveToStream(document.get());
    if (HPDF_GetError(document.get()) != HPDF_OK)
        return broken();
    pdf.bytes.resize(qsizetype(HPDF_GetStreamSize(document.get())));
    HPDF_UINT32 size = HPDF_UINT32(pdf.bytes.size());
    HPDF_ReadFromStream(document.get(), reinterpret_cast<HPDF_BYTE *>(pdf.bytes.data()), &size);
    pdf.bytes.truncate(qsizetype(size));
    return pdf;
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

Result<InvoicePdf> invoicePdf(const wire::InvoiceInfo &invoice, const Payer &payer, const fonts::FontChain &fonts)
{
    auto pdf = tryInvoicePdf(invoice, payer, fonts);
    return pdf ? std::move(pdf)
               : tryInvoicePdf(invoice, payer, fonts::FontChain(QStringList())); // a font may break only when it is written
}

Result<QByteArray> InvoicePrinter::print(const wire::InvoiceInfo &invoice, const Payer &payer) const
{
    const auto pdf = invoicePdf(invoice, payer, m_fonts);
    if (!pdf)
        return tl::unexpected(pdf.error());
    if (pdf->lostLetters > 0 && m_telemetry)
        m_telemetry->log(telemetry::Level::Warning, u"invoice_lost_letters"_s,
                         {{u"invoice"_s, invoice.number}, {u"letters"_s, pdf->lostLetters}});
    return pdf->bytes;
}

} // namespace melody::invoices
