// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asking.h"
#include "sandbox_webhook.h"
#include "webhook_signature.h"

#include <wire/json.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QUrl>

namespace melody::payments {

using namespace Qt::StringLiterals;
using billing::Charge;
using billing::ChargeRequest;
using billing::GatewayEvent;
using billing::MethodSetup;
using billing::Refund;
using billing::StoredMethod;

namespace {

// What the provider refused, in our words. Its key, or a request of ours that it can't read, is our fault.
Error refusalOf(const http_client::Answer &answer)
{
    const auto problem = wire::parseObject(answer.body);
    const QString code = problem ? problem->value(u"code"_s).toString() : QString();
    const QString detail = problem ? problem->value(u"detail"_s).toString() : QString();
    switch (answer.status) {
    case 404:
        return {ErrorKind::NotFound, code, detail};
    case 409:
        return {ErrorKind::Conflict, code, detail};
    case 422:
        return {ErrorKind::Invalid, code, detail};
    case 401:
    case 403:
        return {ErrorKind::Internal, u"payment_credentials"_s, u"The payment provider doesn't know our key."_s};
    default:
        return {ErrorKind::Internal, u"payment_request"_s, u"The payment provider answered %1: %2"_s.arg(answer.status).arg(code)};
    }
}

class SandboxGateway final : public billing::PaymentGateway {
public:
    SandboxGateway(GatewayOptions options, std::unique_ptr<http_client::HttpClient> client)
        : m_options(std::move(options)), m_client(std::move(client))
    {
    }

    [[nodiscard]] QString name() const override { return u"sandbox"_s; }
    Result<QString> createCustomer(const QString &key, const QString &reference) override;
    Result<MethodSetup> beginMethod(const QString &customer, const QString &returnUrl) override;
    Result<StoredMethod> finishMethod(const QString &setup) override;
    Result<void> removeMethod(const QString &methodToken) override;
    Result<Charge> charge(const ChargeRequest &request) override;
    Result<Charge> chargeByKey(const QString &key) override;
    Result<Refund> refund(const QString &key, const QString &charge, const Money &amount) override;
    [[nodiscard]] Result<GatewayEvent> readWebhook(const QHash<QByteArray, QByteArray> &headers, const QByteArray &body,
                                                   TimePoint now) const override;

private:
    Result<QJsonObject> send(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {}, const QString &key = {});

    const GatewayOptions m_options;
    const std::unique_ptr<http_client::HttpClient> m_client;
};

Result<QJsonObject> SandboxGateway::send(const QByteArray &method, const QByteArray &path, const QJsonObject &body, const QString &key)
{
    http_client::Request request{method, m_options.url + QString::fromLatin1(path), {{"Authorization", "Bearer " + m_options.apiKey}}};
    if (method == "POST") {
        request.headers.emplaceBack("Content-Type", "application/json");
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    if (!key.isEmpty())
        request.headers.emplaceBack("Idempotency-Key", key.toUtf8());
    const auto answer = ask(*m_client, request, m_options);
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->status < 200 || answer->status >= 300)
        return tl::unexpected(refusalOf(*answer));
    const auto json = wire::parseObject(answer->body);
    if (!json)
        return fail(ErrorKind::Unavailable, u"provider_answer"_s, u"The provider's answer can't be read."_s);
    return *json;
}

Result<QString> SandboxGateway::createCustomer(const QString &key, const QString &reference)
{
    const auto customer = send("POST", "/v1/customers", {{u"reference"_s, reference}}, key);
    if (!customer)
        return tl::unexpected(customer.error());
    return customer->value(u"id"_s).toString();
}

Result<MethodSetup> SandboxGateway::beginMethod(const QString &customer, const QString &returnUrl)
{
    const auto setup = send("POST", "/v1/setups", {{u"customer"_s, customer}, {u"return_url"_s, returnUrl}});
    if (!setup)
        return tl::unexpected(setup.error());
    return MethodSetup{setup->value(u"id"_s).toString(), setup->value(u"form_url"_s).toString()};
}

Result<StoredMethod> SandboxGateway::finishMethod(const QString &setupId)
{
    const auto setup = send("GET", "/v1/setups/" + encoded(setupId));
    if (!setup)
        return tl::unexpected(setup.error());
    if (setup->value(u"state"_s) != u"finished"_s)
        return fail(ErrorKind::Conflict, u"setup_not_finished"_s, u"The payer has not finished the form."_s);
    const auto method = send("GET", "/v1/methods/" + encoded(setup->value(u"method"_s).toString()));
    if (!method)
        return tl::unexpected(method.error());
    wire::ObjectReader reader(*method, wire::UnknownFields::Ignore);
    StoredMethod stored;
    stored.token = reader.string(u"id"_s, 1, maxSandboxText);
    stored.face = {reader.string(u"brand"_s, 1, maxSandboxText), reader.string(u"last4"_s, 4, 4),
                   int(reader.integer(u"expiry_month"_s, 1, 12)), int(reader.integer(u"expiry_year"_s, 2000, 9999))};
    if (!reader.finish())
        return fail(ErrorKind::Unavailable, u"provider_answer"_s, u"The provider's answer can't be read."_s);
    return stored;
}

Result<void> SandboxGateway::removeMethod(const QString &methodToken)
{
    const auto removed = send("DELETE", "/v1/methods/" + encoded(methodToken));
    return removed ? Result<void>() : tl::unexpected(removed.error());
}

Result<Charge> SandboxGateway::charge(const ChargeRequest &request)
{
    const auto charge = send("POST", "/v1/charges",
                             {{u"customer"_s, request.customer},
                              {u"method"_s, request.methodToken},
                              {u"amount_minor"_s, request.amount.amountMinor},
                              {u"currency"_s, request.amount.currency},
                              {u"description"_s, request.description},
                              {u"payer_present"_s, request.payerPresent}},
                             request.key);
    if (!charge)
        return tl::unexpected(charge.error());
    return readSandboxCharge(*charge);
}

Result<Charge> SandboxGateway::chargeByKey(const QString &key)
{
    const auto charge = send("GET", "/v1/charges?key=" + encoded(key));
    if (!charge)
        return tl::unexpected(charge.error());
    return readSandboxCharge(*charge);
}

Result<Refund> SandboxGateway::refund(const QString &key, const QString &charge, const Money &amount)
{
    const auto refund = send("POST", "/v1/refunds",
                             {{u"charge"_s, charge}, {u"amount_minor"_s, amount.amountMinor}, {u"currency"_s, amount.currency}}, key);
    if (!refund)
        return tl::unexpected(refund.error());
    return Refund{refund->value(u"id"_s).toString(),
                  Money{refund->value(u"amount_minor"_s).toInteger(), refund->value(u"currency"_s).toString()}};
}

Result<GatewayEvent> SandboxGateway::readWebhook(const QHash<QByteArray, QByteArray> &headers, const QByteArray &body, TimePoint now) const
{
    if (const auto genuine = checkWebhookSignature(headers.value(sandboxSignatureHeader), body, m_options.webhookSecret, now); !genuine)
        return tl::unexpected(genuine.error());
    return readSandboxEvent(body);
}

} // namespace

std::unique_ptr<billing::PaymentGateway> createSandboxGateway(GatewayOptions options, std::unique_ptr<http_client::HttpClient> client)
{
    return std::make_unique<SandboxGateway>(std::move(options), std::move(client));
}

} // namespace melody::payments
