// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plans, the subscription, payment methods and invoices of whoever is signed in. Rules of threads and tries as for Api.
#pragma once

#include <remote/done.h>
#include <wire/billing.h>

#include <QtCore/QObject>

namespace melody::remote {

class BillingApi {
public:
    virtual ~BillingApi() = default;

    // `country`: ISO 3166-1 alpha-2.
    virtual void plans(const QString &country, QObject *context, Done<wire::PlanList> done) = 0;
    virtual void subscription(QObject *context, Done<wire::SubscriptionInfo> done) = 0;
    // What a command would do and cost; nothing happens.
    virtual void preview(const wire::SubscriptionCommand &command, QObject *context, Done<wire::Preview> done) = 0;
    virtual void subscribe(const wire::NewSubscription &request, QObject *context, Done<wire::SubscriptionInfo> done) = 0;
    virtual void change(const wire::SubscriptionCommand &command, QObject *context, Done<wire::SubscriptionInfo> done) = 0;

    virtual void paymentMethods(QObject *context, Done<wire::PaymentMethodList> done) = 0;
    // Where the card form of the provider is; it comes back to `returnUrl`. "step_up_required" when it must be proved who asks.
    virtual void beginPaymentMethod(const QString &returnUrl, QObject *context, Done<wire::PaymentMethodSetup> done) = 0;
    virtual void finishPaymentMethod(const QString &setup, QObject *context, Done<wire::PaymentMethodInfo> done) = 0;
    virtual void removePaymentMethod(const QUuid &id, QObject *context, Done<void> done) = 0;

    // Newest first; `cursor` empty for the first page.
    virtual void invoices(const QString &cursor, QObject *context, Done<wire::InvoicePage> done) = 0;
    virtual void invoicePdf(const QUuid &id, QObject *context, Done<QByteArray> done) = 0;
};

} // namespace melody::remote
