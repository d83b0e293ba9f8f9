// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asking.h"
#include "stripe_reading.h"
#include "webhook_signature.h"

#include <wire/json.h>

#include <QtCore/QUrl>
#include <QtCore/QUuid>

namespace melody::payments {

using namespace Qt::StringLiterals;
using billing::Charge;
using billing::ChargeRequest;
using billing::GatewayEvent;
using billing::MethodSetup;
using billing::Refund;
using billing::StoredMethod;

namespace {

// A later version of the API may show other shapes.
const QByteArray apiVersion = "2024-09-30.acacia";

// application/x-www-form-urlencoded, with brackets for what is nested.
class Form {
public:
    Form &add(const QByteArray &name, const QString &value)
    {
        m_text +=
            (m_text.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(QString::fromLatin1(name), "[]") + '=' + QUrl::toPercentEncoding(value);
        return *this;
    }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

// Another request with this key is under way (https://docs.stripe.com/api/idempotent_requests), or the object is locked.
bool isInUse(const http_client::Answer &answer)
{
    return answer.status == 409;
}

class StripeGateway final : public billing::PaymentGateway {
public:
    StripeGateway(GatewayOptions options, std::unique_ptr<http_client::HttpClient> client)
        : m_options(std::move(options)), m_client(std::move(client))
    {
    }

    [[nodiscard]] QString name() const override { return u"stripe"_s; }
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
    struct Said {
        int status = 0;
        QJsonObject json;
    };
    // Any answer that says something; what it refuses is in `json`.
    Result<Said> send(const QByteArray &method, const QByteArray &path, const Form &form = {}, const QString &key = {}) const;
    // Only what it did.
    Result<QJsonObject> must(const QByteArray &method, const QByteArray &path, const Form &form = {}, const QString &key = {}) const;

    const GatewayOptions m_options;
    const std::unique_ptr<http_client::HttpClient> m_client;
};

Result<StripeGateway::Said> StripeGateway::send(const QByteArray &method, const QByteArray &path, const Form &form,
                                                const QString &key) const
{
    http_client::Request request{method,
                                 m_options.url + QString::fromLatin1(path),
                                 {{"Authorization", "Bearer " + m_options.apiKey}, {"Stripe-Version", apiVersion}}};
    if (method == "POST") {
        request.headers.emplaceBack("Content-Type", "application/x-www-form-urlencoded");
        request.body = form.text();
        request.headers.emplaceBack("Idempotency-Key", (key.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : key).toUtf8());
    }
    const auto answer = ask(*m_client, request, m_options, isInUse);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto json = wire::parseObject(answer->body);
    if (!json)
        return fail(ErrorKind::Unavailable, u"provider_answer"_s, u"The provider's answer can't be read."_s);
    return Said{answer->status, *json};
}

Result<QJsonObject> StripeGateway::must(const QByteArray &method, const QByteArray &path, const Form &form, const QString &key) const
{
    const auto said = send(method, path, form, key);
    if (!said)
        return tl::unexpected(said.error());
    if (said->status < 200 || said->status >= 300)
        return tl::unexpected(readStripeError(said->status, said->json));
    return said->json;
}

Result<QString> StripeGateway::createCustomer(const QString &key, const QString &reference)
{
    const auto customer = must("POST", "/v1/customers", Form().add("metadata[reference]", reference), key);
    if (!customer)
        return tl::unexpected(customer.error());
    return customer->value(u"id"_s).toString();
}

Result<MethodSetup> StripeGateway::beginMethod(const QString &customer, const QString &returnUrl)
{
    const auto session = must("POST", "/v1/checkout/sessions",
                              Form()
                                  .add("mode", u"setup"_s)
                                  .add("customer", customer)
                                  .add("payment_method_types[0]", u"card"_s)
                                  .add("success_url", returnUrl)
                                  .add("cancel_url", returnUrl));
    if (!session)
        return tl::unexpected(session.error());
    return MethodSetup{session->value(u"id"_s).toString(), session->value(u"url"_s).toString()};
}

Result<StoredMethod> StripeGateway::finishMethod(const QString &setup)
{
    const auto session = must("GET", "/v1/checkout/sessions/" + encoded(setup) + "?expand%5B%5D=setup_intent.payment_method");
    if (!session)
        return tl::unexpected(session.error());
    return readStripeSession(*session);
}

// A card that is detached already belongs to nobody: what was asked for is so.
Result<void> StripeGateway::removeMethod(const QString &methodToken)
{
    const auto method = must("GET", "/v1/payment_methods/" + encoded(methodToken));
    if (!method)
        return tl::unexpected(method.error());
    if (method->value(u"customer"_s).toString().isEmpty())
        return {};
    const auto detached = must("POST", "/v1/payment_methods/" + encoded(methodToken) + "/detach");
    return detached ? Result<void>() : tl::unexpected(detached.error());
}

Result<Charge> StripeGateway::charge(const ChargeRequest &request)
{
    if (!hasStripeIsoMinorUnits(request.amount.currency))
        return failField(u"amount.currency"_s, u"unsupported_currency"_s, u"Stripe counts this currency in other units."_s);
    Form form;
    form.add("amount", QString::number(request.amount.amountMinor))
        .add("currency", request.amount.currency.toLower())
        .add("customer", request.customer)
        .add("payment_method", request.methodToken)
        .add("payment_method_types[0]", u"card"_s)
        .add("confirm", u"true"_s)
        .add("description", request.description)
        .add("metadata[" + stripeKeyField.toLatin1() + "]", request.key);
    if (!request.payerPresent)
        form.add("off_session", u"true"_s);
    else if (!m_options.challengeReturnUrl.isEmpty())
        form.add("return_url", m_options.challengeReturnUrl);
    const auto said = send("POST", "/v1/payment_intents", form, request.key);
    if (!said)
        return tl::unexpected(said.error());
    if (said->status >= 200 && said->status < 300)
        return readStripeIntent(said->json);
    // A declined card is an outcome, not a failure: the error brings the PaymentIntent along.
    const QJsonValue error = said->json[u"error"_s];
    QJsonObject intent = error[u"payment_intent"_s].toObject();
    if (said->status != 402 || intent.isEmpty())
        return tl::unexpected(readStripeError(said->status, said->json));
    auto charge = readStripeIntent(intent);
    if (charge) {
        charge->state = billing::ChargeState::Declined;
        charge->declineCode = error[u"decline_code"_s].toString(error[u"code"_s].toString());
        charge->actionUrl.clear();
    }
    return charge;
}

Result<Charge> StripeGateway::chargeByKey(const QString &key)
{
    QString quoted = key;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    const QString query = u"metadata['%1']:'%2'"_s.arg(stripeKeyField, quoted);
    const auto found = must("GET", "/v1/payment_intents/search?limit=1&query=" + encoded(query));
    if (!found)
        return tl::unexpected(found.error());
    const QJsonValue intent = (*found)[u"data"_s][0];
    if (!intent.isObject())
        return fail(ErrorKind::NotFound, u"no_such_charge"_s, u"No charge has this key."_s);
    return readStripeIntent(intent.toObject());
}

Result<Refund> StripeGateway::refund(const QString &key, const QString &charge, const Money &amount)
{
    const auto refund =
        must("POST", "/v1/refunds", Form().add("payment_intent", charge).add("amount", QString::number(amount.amountMinor)), key);
    if (refund)
        return Refund{refund->value(u"id"_s).toString(), Money{refund->value(u"amount"_s).toInteger(), amount.currency}};
    const Error &error = refund.error();
    if (error.kind == ErrorKind::Invalid && error.fields.constFirst().field == u"amount")
        return fail(ErrorKind::Conflict, u"refund_exceeds_charge"_s, u"This is more than is left of the charge."_s);
    return tl::unexpected(error);
}

Result<GatewayEvent> StripeGateway::readWebhook(const QHash<QByteArray, QByteArray> &headers, const QByteArray &body, TimePoint now) const
{
    if (const auto genuine = checkWebhookSignature(headers.value(stripeSignatureHeader), body, m_options.webhookSecret, now); !genuine)
        return tl::unexpected(genuine.error());
    auto event = readStripeEvent(body);
    if (!event || event->charge.isEmpty() || !event->chargeKey.isEmpty())
        return event;
    const auto intent = must("GET", "/v1/payment_intents/" + encoded(event->charge)); // a dispute's metadata are its own
    if (!intent)
        return tl::unexpected(intent.error());
    event->chargeKey = (*intent)[u"metadata"_s][stripeKeyField].toString().left(maxStripeText);
    return event;
}

} // namespace

std::unique_ptr<billing::PaymentGateway> createStripeGateway(GatewayOptions options, std::unique_ptr<http_client::HttpClient> client)
{
    return std::make_unique<StripeGateway>(std::move(options), std::move(client));
}

} // namespace melody::payments
