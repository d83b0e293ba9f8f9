// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The cards that can pay. Their numbers are typed at the provider's, in the system's browser: the app never sees one.
#pragma once

#include <remote/loopback_listener.h>
#include <viewmodels/billing_page.h>
#include <viewmodels/rows_model.h>
#include <wire/billing.h>

namespace melody::app {

class PaymentMethodsViewModel : public melody::app::BillingPage {
    Q_OBJECT
    QML_ELEMENT
    // {id, title, subtitle, usual, warning}
    Q_PROPERTY(melody::app::RowsModel *methods READ methods CONSTANT)
    Q_PROPERTY(bool empty READ empty NOTIFY changed)
    Q_PROPERTY(bool visiting READ visiting NOTIFY changed) // the form is open in the browser

public:
    [[nodiscard]] RowsModel *methods() { return &m_rows; }
    [[nodiscard]] bool empty() const { return ready() && m_methods.isEmpty(); }
    [[nodiscard]] bool visiting() const { return !m_setup.setup.isEmpty(); }

    Q_INVOKABLE void load() override;
    Q_INVOKABLE void add();
    Q_INVOKABLE void openAgain();
    // What the listener says, should the browser not come back by itself.
    Q_INVOKABLE void finishAdding();
    Q_INVOKABLE void giveUpAdding();
    Q_INVOKABLE void remove(const QString &id);

protected:
    void refresh() override;

private:
    remote::LoopbackListener m_visit; // the browser comes back to
    RowsModel m_rows;
    QList<wire::PaymentMethodInfo> m_methods;
    wire::PaymentMethodSetup m_setup;
};

} // namespace melody::app
