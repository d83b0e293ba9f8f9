// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routes.h"

#include <wire/json.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QUrl>

#include <thread>

namespace melody::sandboxpay {

using namespace Qt::StringLiterals;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr qsizetype maxKey = 255;
constexpr qsizetype maxId = 64;
constexpr qint64 maxAmountMinor = 99'999'999;

Result<Response> answered(const Result<QJsonObject> &record, int status = 200)
{
    if (!record)
        return tl::unexpected(record.error());
    return Response::json(*record, status);
}

Result<QString> idempotencyKey(const Request &request)
{
    const QByteArray key = request.header("idempotency-key");
    if (key.isEmpty() || key.size() > maxKey)
        return fail(ErrorKind::Malformed, u"malformed_idempotency_key"_s, u"Idempotency-Key has 1 to 255 characters."_s);
    return QString::fromUtf8(key);
}

// Reads the body with `read`, which is given a reader and gives what to do with what was read.
template<typename Read>
Result<Response> withBody(const Request &request, Read read)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    wire::ObjectReader reader(*json, wire::UnknownFields::Refuse);
    auto act = read(reader);
    if (const auto finished = reader.finish(); !finished)
        return tl::unexpected(finished.error());
    return act();
}

bool isCurrency(const QString &text)
{
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

Result<Response> createCustomer(Provider &provider, const Request &request)
{
    return withBody(request, [&](wire::ObjectReader &reader) {
        const QString reference = reader.string(u"reference"_s, 1, 100);
        return [&provider, &request, reference]() -> Result<Response> {
            const auto key = idempotencyKey(request);
            if (!key)
                return tl::unexpected(key.error());
            return answered(provider.createCustomer(*key, reference), 201);
        };
    });
}

Result<Response> createSetup(Provider &provider, const Request &request)
{
    return withBody(request, [&](wire::ObjectReader &reader) {
        const QString customer = reader.string(u"customer"_s, 1, maxId);
        const QString returnUrl = reader.string(u"return_url"_s, 1, 1000);
        return [&provider, customer, returnUrl]() -> Result<Response> {
            if (returnOrigin(returnUrl).isEmpty())
                return failField(u"return_url"_s, u"not_a_url"_s, u"https, http on loopback, or melody:"_s);
            return answered(provider.createSetup(customer, returnUrl), 201);
        };
    });
}

Result<Response> createCharge(Provider &provider, const Request &request)
{
    return withBody(request, [&](wire::ObjectReader &reader) {
        NewCharge wanted;
        wanted.customer = reader.string(u"customer"_s, 1, maxId);
        wanted.method = reader.string(u"method"_s, 1, maxId);
        wanted.amountMinor = reader.integer(u"amount_minor"_s, 1, maxAmountMinor);
        wanted.currency = reader.string(u"currency"_s, 3, 3);
        wanted.description = reader.string(u"description"_s, 0, 500);
        wanted.payerPresent = reader.boolean(u"payer_present"_s, false);
        return [&provider, &request, wanted]() mutable -> Result<Response> {
            const auto key = idempotencyKey(request);
            if (!key)
                return tl::unexpected(key.error());
            if (!isCurrency(wanted.currency))
                return failField(u"currency"_s, u"not_a_currency"_s, u"Three capitals of ISO 4217."_s);
            wanted.key = *key;
            const auto charge = provider.charge(wanted);
            if (!charge)
                return tl::unexpected(charge.error());
            std::this_thread::sleep_for(charge->late);
            return Response::json(charge->record, 201);
        };
    });
}

Result<Response> createRefund(Provider &provider, const Request &request)
{
    return withBody(request, [&](wire::ObjectReader &reader) {
        const QString charge = reader.string(u"charge"_s, 1, maxId);
        const qint64 amount = reader.integer(u"amount_minor"_s, 1, maxAmountMinor);
        const QString currency = reader.string(u"currency"_s, 3, 3);
        return [&provider, &request, charge, amount, currency]() -> Result<Response> {
            const auto key = idempotencyKey(request);
            if (!key)
                return tl::unexpected(key.error());
            return answered(provider.refund(*key, charge, amount, currency), 201);
        };
    });
}

// By key: that one charge; else all, or all of a customer.
Result<Response> findCharges(Provider &provider, const Request &request)
{
    const QString key = request.query.queryItemValue(u"key"_s, QUrl::FullyDecoded);
    const QString customer = request.query.queryItemValue(u"customer"_s, QUrl::FullyDecoded);
    if (!key.isEmpty())
        return answered(provider.chargeByKey(key));
    return Response::json({{u"items"_s, provider.chargesOf(customer)}});
}

Result<Response> closeDispute(Provider &provider, const Request &request)
{
    return withBody(request, [&](wire::ObjectReader &reader) {
        const bool won = reader.boolean(u"won"_s);
        return [&provider, &request, won] { return answered(provider.closeDispute(request.parameters[u"id"_s], won)); };
    });
}

Result<Response> openDispute(Provider &provider, const Request &request)
{
    return withBody(request, [&](wire::ObjectReader &reader) {
        const QString charge = reader.string(u"charge"_s, 1, maxId);
        return [&provider, charge] { return answered(provider.openDispute(charge), 201); };
    });
}

http::Route row(Method method, const QByteArray &path, const QByteArray &operation, http::Handler handler)
{
    return {.method = method,
            .path = path,
            .operation = operation,
            .roles = http::Role::Listener,
            .rate = http::RateClass::Write,
            .handler = std::move(handler),
            .maxBodyBytes = 16 * 1024};
}

} // namespace

http::RouteTable merchantRoutes(Provider &provider)
{
    const auto bound = [&provider](Result<Response> (*handler)(Provider &, const Request &)) -> http::Handler {
        return [&provider, handler](const Request &request) { return handler(provider, request); };
    };
    const auto found = [&provider](const QString &kind) -> http::Handler {
        return [&provider, kind](const Request &request) { return answered(provider.find(kind, request.parameters[u"id"_s])); };
    };
    return {
        row(Method::Post, "/v1/customers", "createCustomer", bound(createCustomer)),
        row(Method::Post, "/v1/setups", "createSetup", bound(createSetup)),
        row(Method::Get, "/v1/setups/{id}", "getSetup", found(u"setup"_s)),
        row(Method::Get, "/v1/methods/{id}", "getMethod", found(u"method"_s)),
        row(Method::Delete, "/v1/methods/{id}", "removeMethod",
            [&provider](const Request &request) { return answered(provider.removeMethod(request.parameters[u"id"_s])); }),
        row(Method::Post, "/v1/charges", "createCharge", bound(createCharge)),
        row(Method::Get, "/v1/charges", "findCharges", bound(findCharges)),
        row(Method::Get, "/v1/charges/{id}", "getCharge", found(u"charge"_s)),
        row(Method::Post, "/v1/refunds", "createRefund", bound(createRefund)),
        row(Method::Post, "/v1/disputes", "openDispute", bound(openDispute)),
        row(Method::Put, "/v1/disputes/{id}", "closeDispute", bound(closeDispute)),
        row(Method::Get, "/v1/control", "getControl",
            [&provider](const Request &) -> Result<Response> { return Response::json(provider.behaviour()); }),
        row(Method::Put, "/v1/control", "setControl",
            [&provider](const Request &request) -> Result<Response> {
                const auto json = request.json();
                return json ? answered(provider.setBehaviour(*json)) : tl::unexpected(json.error());
            }),
        row(Method::Get, "/v1/events", "getEvents",
            [&provider](const Request &) -> Result<Response> {
                return Response::json({{u"items"_s, provider.events()}, {u"undelivered"_s, provider.undelivered()}});
            }),
    };
}

http::Authenticator keyAuthenticator(const QByteArray &apiKey)
{
    const QByteArray expected = QCryptographicHash::hash(apiKey, QCryptographicHash::Sha256);
    return [expected](QByteArrayView token) -> Result<http::Principal> {
        const QByteArray shown = QCryptographicHash::hash(token.toByteArray(), QCryptographicHash::Sha256);
        quint8 difference = 0;
        for (qsizetype i = 0; i < expected.size(); ++i)
            difference |= quint8(expected[i] ^ shown[i]);
        if (difference != 0)
            return fail(ErrorKind::Unauthenticated, u"unauthenticated"_s, u"This key is not known."_s);
        return http::Principal{};
    };
}

QString returnOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty())
        return {};
    if (url.scheme() == u"melody")
        return u"melody:"_s;
    const bool loopback = url.host() == u"127.0.0.1" || url.host() == u"localhost" || url.host() == u"::1";
    if (url.host().isEmpty() || (url.scheme() != u"https" && !(url.scheme() == u"http" && loopback)))
        return {};
    return url.scheme() + u"://"_s + url.authority();
}

} // namespace melody::sandboxpay
