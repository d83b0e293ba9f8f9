// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The audit log, newest first, narrowed by filters; and its signed checkpoints. Read only: nobody can change it.
#pragma once

#include <viewmodels/billing_page.h>
#include <viewmodels/rows_model.h>
#include <wire/audit.h>

namespace melody::app {

class AuditViewModel : public melody::app::BillingPage {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::RowsModel *entries READ entries CONSTANT)         // {sequence, title, subtitle}
    Q_PROPERTY(melody::app::RowsModel *checkpoints READ checkpoints CONSTANT) // {title, subtitle, facts: [{name, value}]}
    Q_PROPERTY(bool empty READ empty NOTIFY changed)
    Q_PROPERTY(bool more READ more NOTIFY changed)
    Q_PROPERTY(int shown READ shown NOTIFY changed)              // row of the entry whose details are shown, or -1
    Q_PROPERTY(QVariantList details READ details NOTIFY changed) // {name, value} of that entry
    Q_PROPERTY(QString filterError READ filterError NOTIFY changed)
    // How far the newest checkpoint reaches over the entries that are shown.
    Q_PROPERTY(QString coverage READ coverage NOTIFY changed)

public:
    using BillingPage::BillingPage;
    [[nodiscard]] RowsModel *entries() { return &m_rows; }
    [[nodiscard]] RowsModel *checkpoints() { return &m_checkpointRows; }
    [[nodiscard]] bool empty() const { return ready() && m_entries.isEmpty(); }
    [[nodiscard]] bool more() const { return !m_cursor.isEmpty(); }
    [[nodiscard]] int shown() const { return m_shown; }
    [[nodiscard]] QVariantList details() const;
    [[nodiscard]] QString filterError() const;
    [[nodiscard]] QString coverage() const;

    Q_INVOKABLE void load() override;
    Q_INVOKABLE void loadMore();
    // Empty words do not narrow. Days are "2026-05-14", by the device's time zone; `lastDay` is included.
    Q_INVOKABLE void filter(const QString &action, const QString &actor, const QString &subject, const QString &firstDay,
                            const QString &lastDay);
    Q_INVOKABLE void showDetails(int row); // again: hides them

protected:
    void refresh() override;

private:
    void loadCheckpoints();

    RowsModel m_rows;
    RowsModel m_checkpointRows;
    remote::AuditFilter m_filter;
    QList<wire::AuditEntry> m_entries;
    QList<wire::AuditCheckpoint> m_checkpoints;
    QString m_cursor;
    int m_shown = -1;
    int m_asked = 0; // serial number of the newest list
    bool m_badFilter = false;
};

} // namespace melody::app
