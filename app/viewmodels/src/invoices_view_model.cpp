// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/invoices_view_model.h>

#include <viewmodels/billing_words.h>

#include <QtCore/QSaveFile>
#include <QtCore/QUrl>

namespace melody::app {

using namespace Qt::StringLiterals;

void InvoicesViewModel::load()
{
    if (loading() || app() == nullptr)
        return;
    setLoading();
    app()->api().billing().invoices({}, this, [this](const Result<wire::InvoicePage> &page) {
        if (!page)
            return setFailed(page.error());
        m_invoices = page->items;
        m_cursor = page->nextCursor;
        setReady();
        refresh();
    });
}

void InvoicesViewModel::loadMore()
{
    if (m_cursor.isEmpty() || !begin([this] { loadMore(); }))
        return;
    app()->api().billing().invoices(m_cursor, this, [this](const Result<wire::InvoicePage> &page) {
        if (!page)
            return refuse(page.error());
        m_invoices += page->items;
        m_cursor = page->nextCursor;
        finish();
        refresh();
    });
}

void InvoicesViewModel::refresh()
{
    QList<QVariantMap> rows;
    for (const wire::InvoiceInfo &invoice : m_invoices) {
        const bool note = invoice.kind == u"credit_note";
        const Money amount{note ? -invoice.total.amountMinor : invoice.total.amountMinor, invoice.total.currency};
        rows.append({{u"id"_s, invoice.id.toString(QUuid::WithoutBraces)},
                     {u"title"_s, dateText(invoice.issued, language())},
                     {u"subtitle"_s,
                      note ? tr("Credit note %1 for %2").arg(invoice.number, invoice.corrects) : tr("Invoice %1").arg(invoice.number)},
                     {u"amount"_s, moneyText(amount, language())}});
    }
    m_rows.show(std::move(rows));
    Q_EMIT changed();
}

void InvoicesViewModel::open(const QString &id)
{
    const QUuid wanted = QUuid::fromString(id);
    const auto invoice = std::find_if(m_invoices.begin(), m_invoices.end(), [&](const wire::InvoiceInfo &row) { return row.id == wanted; });
    if (invoice == m_invoices.end() || !begin([this, id] { open(id); }))
        return;
    m_opening = id;
    Q_EMIT changed();
    app()->api().billing().invoicePdf(wanted, this, [this, number = invoice->number](const Result<QByteArray> &pdf) {
        m_opening.clear();
        if (!pdf)
            return refuse(pdf.error());
        finish();
        show(number, *pdf);
    });
}

void InvoicesViewModel::show(const QString &number, const QByteArray &pdf)
{
    QString name = number;
    for (QChar &character : name) {
        if (!character.isLetterOrNumber() && character != u'-')
            character = u'_';
    }
    QSaveFile file(m_folder.filePath(u"melody-%1.pdf"_s.arg(name)));
    const bool written = pdf.startsWith("%PDF-") && file.open(QIODevice::WriteOnly) && file.write(pdf) == pdf.size() && file.commit();
    if (!written || !app()->openUrl(QUrl::fromLocalFile(file.fileName())))
        refuse({ErrorKind::Unavailable, u"file_failed"_s, u"The document can't be opened."_s});
}

} // namespace melody::app
