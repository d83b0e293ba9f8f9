// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "billing_client.h"

#include <QtCore/QUrl>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 maxPdfBytes = 2 * 1024 * 1024;

} // namespace

void BillingClient::plans(const QString &country, QObject *context, Done<wire::PlanList> done)
{
    m_exchange.ask(Exchange::get(u"/v1/plans?country="_s + QString::fromLatin1(QUrl::toPercentEncoding(country))), &wire::parsePlanList,
                   context, std::move(done));
}

void BillingClient::subscription(QObject *context, Done<wire::SubscriptionInfo> done)
{
    m_exchange.ask(Exchange::get(u"/v1/me/subscription"_s), &wire::parseSubscriptionInfo, context, std::move(done));
}

void BillingClient::preview(const wire::SubscriptionCommand &command, QObject *context, Done<wire::Preview> done)
{
    m_exchange.ask(Exchange::write("POST", u"/v1/me/subscription/previews"_s, wire::toJson(command)), &wire::parsePreview, context,
                   std::move(done));
}

void BillingClient::subscribe(const wire::NewSubscription &request, QObject *context, Done<wire::SubscriptionInfo> done)
{
    m_exchange.ask(Exchange::write("POST", u"/v1/me/subscription"_s, wire::toJson(request)), &wire::parseSubscriptionInfo, context,
                   std::move(done));
}

void BillingClient::change(const wire::SubscriptionCommand &command, QObject *context, Done<wire::SubscriptionInfo> done)
{
    m_exchange.ask(Exchange::write("POST", u"/v1/me/subscription/changes"_s, wire::toJson(command)), &wire::parseSubscriptionInfo, context,
                   std::move(done));
}

void BillingClient::paymentMethods(QObject *context, Done<wire::PaymentMethodList> done)
{
    m_exchange.ask(Exchange::get(u"/v1/me/payment-methods"_s), &wire::parsePaymentMethodList, context, std::move(done));
}

void BillingClient::beginPaymentMethod(const QString &returnUrl, QObject *context, Done<wire::PaymentMethodSetup> done)
{
    m_exchange.ask(Exchange::write("POST", u"/v1/me/payment-methods"_s, wire::toJson(wire::NewPaymentMethod{returnUrl, {}})),
                   &wire::parsePaymentMethodSetup, context, std::move(done));
}

void BillingClient::finishPaymentMethod(const QString &setup, QObject *context, Done<wire::PaymentMethodInfo> done)
{
    m_exchange.ask(Exchange::write("POST", u"/v1/me/payment-methods"_s, wire::toJson(wire::NewPaymentMethod{{}, setup})),
                   &wire::parsePaymentMethodInfo, context, std::move(done));
}

void BillingClient::removePaymentMethod(const QUuid &id, QObject *context, Done<void> done)
{
    Call call;
    call.method = "DELETE";
    call.path = u"/v1/me/payment-methods/"_s + id.toString(QUuid::WithoutBraces);
    m_exchange.tell(std::move(call), context, std::move(done));
}

void BillingClient::invoices(const QString &cursor, QObject *context, Done<wire::InvoicePage> done)
{
    const QString from = cursor.isEmpty() ? QString() : u"?cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    m_exchange.ask(Exchange::get(u"/v1/me/invoices"_s + from), &wire::parseInvoicePage, context, std::move(done));
}

void BillingClient::invoicePdf(const QUuid &id, QObject *context, Done<QByteArray> done)
{
    Call call = Exchange::get(u"/v1/me/invoices/%1/pdf"_s.arg(id.toString(QUuid::WithoutBraces)));
    call.maxBytes = maxPdfBytes;
    m_exchange.askBytes(std::move(call), context, std::move(done));
}

} // namespace melody::remote
