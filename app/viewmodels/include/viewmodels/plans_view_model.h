// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The plans side by side, and what a change to one of them would cost, before it is made.
#pragma once

#include <viewmodels/billing_page.h>
#include <viewmodels/rows_model.h>
#include <wire/billing.h>

namespace melody::app {

// Every choice asks the server for a preview; only the answer to the last one is shown, and exactly that is confirmed.
class PlansViewModel : public melody::app::BillingPage {
    Q_OBJECT
    QML_ELEMENT
    // {plan, name, pitch, price, per, features: [text], current, chosen}
    Q_PROPERTY(melody::app::RowsModel *plans READ plans CONSTANT)
    Q_PROPERTY(QString period READ period WRITE setPeriod NOTIFY changed) // monthly, yearly
    Q_PROPERTY(bool hiFi READ hiFi WRITE setHiFi NOTIFY changed)
    Q_PROPERTY(QString hiFiPrice READ hiFiPrice NOTIFY changed)
    Q_PROPERTY(QString country READ country WRITE setCountry NOTIFY changed)
    Q_PROPERTY(QString countryName READ countryName NOTIFY changed)
    Q_PROPERTY(QVariantList countries READ countries NOTIFY changed) // {value, text}
    Q_PROPERTY(bool countryOpen READ countryOpen NOTIFY changed)     // nothing is subscribed to that fixes the currency
    Q_PROPERTY(QString chosen READ chosen NOTIFY changed)            // a plan, or empty
    Q_PROPERTY(QString chosenName READ chosenName NOTIFY changed)
    Q_PROPERTY(bool asksForAddress READ asksForAddress NOTIFY changed)
    Q_PROPERTY(bool addressConfirmed READ addressConfirmed WRITE setAddressConfirmed NOTIFY changed)
    Q_PROPERTY(bool previewing READ previewing NOTIFY changed)
    Q_PROPERTY(QVariantMap preview READ preview NOTIFY changed) // previewWords(), empty without one
    Q_PROPERTY(QString confirmText READ confirmText NOTIFY changed)
    Q_PROPERTY(bool methodNeeded READ methodNeeded NOTIFY changed)

public:
    using BillingPage::BillingPage;
    [[nodiscard]] RowsModel *plans() { return &m_rows; }
    [[nodiscard]] QString period() const { return m_period; }
    void setPeriod(const QString &period);
    [[nodiscard]] bool hiFi() const { return m_hiFi; }
    void setHiFi(bool hiFi);
    [[nodiscard]] QString hiFiPrice() const;
    [[nodiscard]] QString country() const { return m_plans.country; }
    void setCountry(const QString &country);
    [[nodiscard]] QString countryName() const;
    [[nodiscard]] QVariantList countries() const;
    [[nodiscard]] bool countryOpen() const { return m_subscription.commands.contains(QStringLiteral("subscribe")); }
    [[nodiscard]] QString chosen() const { return m_chosen; }
    [[nodiscard]] QString chosenName() const;
    [[nodiscard]] bool asksForAddress() const;
    [[nodiscard]] bool addressConfirmed() const { return m_addressConfirmed; }
    void setAddressConfirmed(bool confirmed);
    [[nodiscard]] bool previewing() const { return m_previewing; }
    [[nodiscard]] QVariantMap preview() const;
    [[nodiscard]] QString confirmText() const;
    [[nodiscard]] bool methodNeeded() const { return m_methodNeeded; }

    Q_INVOKABLE void load() override;
    Q_INVOKABLE void choose(const QString &plan);
    Q_INVOKABLE void confirm();

Q_SIGNALS:
    void done();                           // what was confirmed has happened
    void actionNeeded(const QString &url); // the bank wants to ask the payer, there

protected:
    void refresh() override;

private:
    void fetchPlans(const QString &country);
    void requestPreview();
    void accept(const wire::SubscriptionInfo &subscription);
    [[nodiscard]] wire::SubscriptionCommand command() const;
    [[nodiscard]] wire::Offer offer() const { return {m_chosen, m_period, m_hiFi && m_chosen != u"free"}; }
    [[nodiscard]] bool isCurrent(const wire::Offer &offer) const;
    [[nodiscard]] QVariantMap rowOf(const wire::PlanInfo &plan) const;

    RowsModel m_rows;
    wire::PlanList m_plans;
    wire::SubscriptionInfo m_subscription;
    QString m_period = QStringLiteral("monthly");
    bool m_hiFi = false;
    QString m_chosen;
    bool m_addressConfirmed = false;
    bool m_methodNeeded = false;
    bool m_previewing = false;
    int m_asked = 0; // serial number of the newest preview
    std::optional<wire::Preview> m_preview;
};

} // namespace melody::app
