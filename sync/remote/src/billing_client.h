// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// BillingApi over HTTP.
#pragma once

#include "exchange.h"

#include <remote/billing_api.h>

namespace melody::remote {

class BillingClient final : public BillingApi {
public:
    explicit BillingClient(Exchange exchange) : m_exchange(std::move(exchange)) {}

    void plans(const QString &country, QObject *context, Done<wire::PlanList> done) override;
    void subscription(QObject *context, Done<wire::SubscriptionInfo> done) override;
    void preview(const wire::SubscriptionCommand &command, QObject *context, Done<wire::Preview> done) override;
    void subscribe(const wire::NewSubscription &request, QObject *context, Done<wire::SubscriptionInfo> done) override;
    void change(const wire::SubscriptionCommand &command, QObject *context, Done<wire::SubscriptionInfo> done) override;
    void paymentMethods(QObject *context, Done<wire::PaymentMethodList> done) override;
    void beginPaymentMethod(const QString &returnUrl, QObject *context, Done<wire::PaymentMethodSetup> done) override;
    void finishPaymentMethod(const QString &setup, QObject *context, Done<wire::PaymentMethodInfo> done) override;
    void removePaymentMethod(const QUuid &id, QObject *context, Done<void> done) override;
    void invoices(const QString &cursor, QObject *context, Done<wire::InvoicePage> done) override;
    void invoicePdf(const QUuid &id, QObject *context, Done<QByteArray> done) override;

private:
    const Exchange m_exchange;
};

} // namespace melody::remote
