// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Invoices and credit notes, newest first, and the documents themselves.
#pragma once

#include <QtCore/QTemporaryDir>
#include <viewmodels/billing_page.h>
#include <viewmodels/rows_model.h>
#include <wire/billing.h>

namespace melody::app {

class InvoicesViewModel : public melody::app::BillingPage {
    Q_OBJECT
    QML_ELEMENT
    // {id, title, subtitle, amount}
    Q_PROPERTY(melody::app::RowsModel *invoices READ invoices CONSTANT)
    Q_PROPERTY(bool empty READ empty NOTIFY changed)
    Q_PROPERTY(bool more READ more NOTIFY changed)
    Q_PROPERTY(QString opening READ opening NOTIFY changed) // id of the document on its way

public:
    using BillingPage::BillingPage;
    [[nodiscard]] RowsModel *invoices() { return &m_rows; }
    [[nodiscard]] bool empty() const { return ready() && m_invoices.isEmpty(); }
    [[nodiscard]] bool more() const { return !m_cursor.isEmpty(); }
    [[nodiscard]] QString opening() const { return m_opening; }

    Q_INVOKABLE void load() override;
    Q_INVOKABLE void loadMore();
    // Fetches the PDF into a folder that only this user may read and that goes with the app, and opens it.
    Q_INVOKABLE void open(const QString &id);

protected:
    void refresh() override;

private:
    void show(const QString &number, const QByteArray &pdf);

    QTemporaryDir m_folder;
    RowsModel m_rows;
    QList<wire::InvoiceInfo> m_invoices;
    QString m_cursor;
    QString m_opening;
};

} // namespace melody::app
