// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/fake_stripe.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QRegularExpression>

#include <thread>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;
using http::Method;
using http::Request;
using http::Response;

const QByteArray stripeApiKey = "sk_test_ofALocalFakeServer";
const QByteArray stripeWebhookSecret = "whsec_of_a_local_fake_server";

// https://docs.stripe.com/api/errors
Response error(int status, const QString &type, const QString &code, const QString &message, const QJsonObject &more = {})
{
    QJsonObject body{{u"type"_s, type}, {u"message"_s, message}};
    if (!code.isEmpty())
        body.insert(u"code"_s, code);
    for (auto one = more.begin(); one != more.end(); ++one)
        body.insert(one.key(), one.value());
    return Response::json({{u"error"_s, body}}, status);
}

Response missing(const QString &what, const QString &id)
{
    return error(404, u"invalid_request_error"_s, u"resource_missing"_s, u"No such %1: '%2'"_s.arg(what, id), {{u"param"_s, u"id"_s}});
}

QHash<QString, QString> formOf(const Request &request)
{
    QHash<QString, QString> form;
    for (const QByteArray &pair : request.body.split('&')) {
        const auto equals = pair.indexOf('=');
        if (equals > 0)
            form.insert(QString::fromUtf8(QByteArray::fromPercentEncoding(pair.first(equals))),
                        QString::fromUtf8(QByteArray::fromPercentEncoding(pair.sliced(equals + 1))));
    }
    return form;
}

} // namespace

FakeStripe::FakeStripe(const StripeMock *description)
    : m_description(description), m_telemetry(telemetry::createTelemetry(m_clock, telemetry::Level::Error))
{
    http::ServerOptions options;
    options.ioThreads = 1;
    options.workerThreads = 32;
    options.limits.rates.fill({1'000'000, 1'000'000});
    http::RouteTable routes{
        row(Method::Post, "/v1/customers", &FakeStripe::createCustomer),
        row(Method::Post, "/v1/checkout/sessions", &FakeStripe::createSession),
        row(Method::Get, "/v1/checkout/sessions/{id}", &FakeStripe::getSession),
        row(Method::Get, "/v1/payment_methods/{id}", &FakeStripe::getMethod),
        row(Method::Post, "/v1/payment_methods/{id}/detach", &FakeStripe::detachMethod),
        row(Method::Post, "/v1/payment_intents", &FakeStripe::createIntent),
        row(Method::Get, "/v1/payment_intents/search", &FakeStripe::searchIntents),
        row(Method::Get, "/v1/payment_intents/{id}", &FakeStripe::getIntent),
        row(Method::Post, "/v1/refunds", &FakeStripe::createRefund),
    };
    m_server = http::createServer(options, {std::move(routes), {}, nullptr, *m_telemetry, m_clock});
    if (const auto port = m_server->listen(); !port)
        qFatal("%s", qPrintable(port.error().detail));
}

FakeStripe::~FakeStripe() = default;

void FakeStripe::stop()
{
    m_server->drain(std::chrono::seconds(1));
}

QString FakeStripe::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_server->port());
}

payments::GatewayOptions FakeStripe::gatewayOptions() const
{
    return {.url = url(),
            .apiKey = stripeApiKey,
            .webhookSecret = stripeWebhookSecret,
            .challengeReturnUrl = u"https://melody.example/paid"_s,
            .firstPause = std::chrono::milliseconds(10)};
}

std::unique_ptr<http_client::HttpClient> FakeStripe::client(std::chrono::milliseconds timeout) const
{
    return http_client::createHttpClient({.totalTimeout = timeout});
}

http::Route FakeStripe::row(Method method, const QByteArray &path, Handler handler)
{
    return {.method = method,
            .path = path,
            .operation = QByteArray::number(int(method)) + path,
            .roles = http::Role::Anonymous,
            .handler = [this, handler](const Request &request) { return handle(request, handler); }};
}

// Keys are remembered with the answer, also an error's; the same key with other parameters is an error of its own.
Result<Response> FakeStripe::handle(const Request &request, Handler handler)
{
    if (const QByteArray complaint = m_description ? m_description->complaintAbout(request) : QByteArray(); !complaint.isEmpty())
        qFatal("Stripe's description does not know this request: %s", complaint.constData());
    std::unique_lock lock(m_mutex);
    m_requests.push_back(request);
    if (!m_canned.empty()) {
        const Canned canned = m_canned.front();
        m_canned.erase(m_canned.begin());
        Response response{.status = canned.status, .body = canned.body};
        if (!canned.retryAfter.isEmpty())
            response.headers.emplaceBack("Retry-After", canned.retryAfter);
        return response;
    }
    if (request.header("authorization") != "Bearer " + stripeApiKey)
        return error(401, u"invalid_request_error"_s, {}, u"Invalid API Key provided"_s);
    const QByteArray key = request.method == Method::Post ? request.header("idempotency-key") : QByteArray();
    const QByteArray digest = request.path + '?' + request.body;
    if (const auto known = m_keys.constFind(key); !key.isEmpty() && known != m_keys.constEnd()) {
        if (known->request != digest)
            return error(400, u"idempotency_error"_s, {}, u"Keys for idempotent requests can only be used with the same parameters"_s);
        return known->response;
    }
    const Form form = formOf(request);
    const auto response = (this->*handler)(request, form);
    if (!key.isEmpty() && response)
        m_keys.insert(key, {digest, *response});
    if (m_behaviours.value(form.value(u"payment_method"_s)) == u"slow") {
        lock.unlock();
        std::this_thread::sleep_for(slowness);
    }
    return response;
}

QString FakeStripe::newId(const QString &prefix)
{
    return u"%1_%2"_s.arg(prefix).arg(++m_ids, 14, 10, QChar(u'0'));
}

Result<Response> FakeStripe::createCustomer(const Request &, const Form &form)
{
    const QString id = newId(u"cus"_s);
    m_customers.insert(id, {{u"id"_s, id},
                            {u"object"_s, u"customer"_s},
                            {u"metadata"_s, QJsonObject{{u"reference"_s, form.value(u"metadata[reference]"_s)}}}});
    return Response::json(m_customers[id]);
}

Result<Response> FakeStripe::createSession(const Request &, const Form &form)
{
    if (!m_customers.contains(form.value(u"customer"_s)))
        return missing(u"customer"_s, form.value(u"customer"_s));
    if (form.value(u"mode"_s) != u"setup" || form.value(u"success_url"_s).isEmpty() || form.value(u"payment_method_types[0]"_s) != u"card")
        return error(400, u"invalid_request_error"_s, u"parameter_missing"_s, u"Missing required param: success_url."_s,
                     {{u"param"_s, u"success_url"_s}});
    const QString id = newId(u"cs_test"_s);
    m_sessions.insert(id, {{u"id"_s, id},
                           {u"object"_s, u"checkout.session"_s},
                           {u"mode"_s, u"setup"_s},
                           {u"status"_s, u"open"_s},
                           {u"customer"_s, form.value(u"customer"_s)},
                           {u"setup_intent"_s, newId(u"seti"_s)},
                           {u"url"_s, u"https://checkout.stripe.com/c/pay/"_s + id}});
    return Response::json(m_sessions[id]);
}

Result<Response> FakeStripe::getSession(const Request &request, const Form &)
{
    QJsonObject session = m_sessions.value(request.parameters[u"id"_s]);
    if (session.isEmpty())
        return missing(u"checkout.session"_s, request.parameters[u"id"_s]);
    const QString method = session[u"payment_method"_s].toString();
    session.remove(u"payment_method"_s);
    if (request.query.toString(QUrl::FullyDecoded) == u"expand[]=setup_intent.payment_method")
        session.insert(u"setup_intent"_s, QJsonObject{{u"id"_s, session[u"setup_intent"_s]},
                                                      {u"status"_s, method.isEmpty() ? u"requires_payment_method"_s : u"succeeded"_s},
                                                      {u"payment_method"_s, m_methods.value(method)}});
    return Response::json(session);
}

void FakeStripe::finishSession(const QString &id, const QString &behaviour)
{
    const std::lock_guard lock(m_mutex);
    QJsonObject &session = m_sessions[id];
    const QString method = newId(u"pm"_s);
    m_methods.insert(
        method, {{u"id"_s, method},
                 {u"object"_s, u"payment_method"_s},
                 {u"customer"_s, session[u"customer"_s]},
                 {u"card"_s, QJsonObject{{u"brand"_s, u"visa"_s}, {u"last4"_s, u"4242"_s}, {u"exp_month"_s, 11}, {u"exp_year"_s, 2039}}}});
    m_behaviours.insert(method, behaviour);
    session.insert(u"status"_s, u"complete"_s);
    session.insert(u"payment_method"_s, method);
    tell(u"checkout.session.completed"_s, session);
}

Result<Response> FakeStripe::getMethod(const Request &request, const Form &)
{
    const QJsonObject method = m_methods.value(request.parameters[u"id"_s]);
    return method.isEmpty() ? missing(u"PaymentMethod"_s, request.parameters[u"id"_s]) : Response::json(method);
}

Result<Response> FakeStripe::detachMethod(const Request &request, const Form &)
{
    QJsonObject &method = m_methods[request.parameters[u"id"_s]];
    if (method[u"customer"_s].toString().isEmpty())
        return error(400, u"invalid_request_error"_s, {}, u"The payment method you provided is not attached to a customer"_s);
    method.insert(u"customer"_s, QJsonValue());
    tell(u"payment_method.detached"_s, method);
    return Response::json(method);
}

// https://docs.stripe.com/api/payment_intents/create, confirm=true
Result<Response> FakeStripe::createIntent(const Request &, const Form &form)
{
    const QJsonObject method = m_methods.value(form.value(u"payment_method"_s));
    if (method.isEmpty())
        return missing(u"PaymentMethod"_s, form.value(u"payment_method"_s));
    if (method[u"customer"_s] != form.value(u"customer"_s) || form.value(u"confirm"_s) != u"true")
        return error(400, u"invalid_request_error"_s, {}, u"The PaymentMethod does not belong to this Customer."_s,
                     {{u"param"_s, u"payment_method"_s}});
    const QString id = newId(u"pi"_s);
    const QJsonObject intent = decided({{u"id"_s, id},
                                        {u"object"_s, u"payment_intent"_s},
                                        {u"amount"_s, form.value(u"amount"_s).toLongLong()},
                                        {u"currency"_s, form.value(u"currency"_s)},
                                        {u"customer"_s, form.value(u"customer"_s)},
                                        {u"description"_s, form.value(u"description"_s)},
                                        {u"payment_method"_s, form.value(u"payment_method"_s)},
                                        {u"metadata"_s, QJsonObject{{u"melody_key"_s, form.value(u"metadata[melody_key]"_s)}}}},
                                       m_behaviours.value(form.value(u"payment_method"_s)), form.value(u"off_session"_s) == u"true");
    m_intents.insert(id, intent);
    if (intent[u"status"_s] != u"requires_payment_method"_s)
        return Response::json(intent);
    QJsonObject body = intent[u"last_payment_error"_s].toObject();
    body.insert(u"payment_intent"_s, intent);
    return Response::json({{u"error"_s, body}}, 402);
}

QJsonObject FakeStripe::decided(QJsonObject intent, const QString &behaviour, bool offSession)
{
    if (behaviour == u"success" || behaviour == u"slow") {
        intent.insert(u"status"_s, u"succeeded"_s);
        tell(u"payment_intent.succeeded"_s, intent);
        return intent;
    }
    if (behaviour == u"challenge" && !offSession) {
        intent.insert(u"status"_s, u"requires_action"_s);
        const QString url = u"https://hooks.stripe.com/3d_secure_2/"_s + intent[u"id"_s].toString();
        intent.insert(u"next_action"_s,
                      QJsonObject{{u"type"_s, u"redirect_to_url"_s}, {u"redirect_to_url"_s, QJsonObject{{u"url"_s, url}}}});
        return intent;
    }
    const QString decline = behaviour == u"challenge" ? u"authentication_required"_s : behaviour;
    const bool ownCode = decline == u"expired_card" || decline == u"authentication_required";
    intent.insert(u"status"_s, u"requires_payment_method"_s);
    intent.insert(u"last_payment_error"_s, QJsonObject{{u"type"_s, u"card_error"_s},
                                                       {u"code"_s, ownCode ? decline : u"card_declined"_s},
                                                       {u"decline_code"_s, decline},
                                                       {u"message"_s, u"Your card was declined."_s}});
    tell(u"payment_intent.payment_failed"_s, intent);
    return intent;
}

void FakeStripe::answerChallenge(const QString &id, bool approve)
{
    const std::lock_guard lock(m_mutex);
    QJsonObject &intent = m_intents[id];
    intent.remove(u"next_action"_s);
    intent.insert(u"status"_s, approve ? u"succeeded"_s : u"requires_payment_method"_s);
    if (!approve)
        intent.insert(u"last_payment_error"_s, QJsonObject{{u"code"_s, u"payment_intent_authentication_failure"_s}});
    tell(approve ? u"payment_intent.succeeded"_s : u"payment_intent.payment_failed"_s, intent);
}

Result<Response> FakeStripe::getIntent(const Request &request, const Form &)
{
    const QJsonObject intent = m_intents.value(request.parameters[u"id"_s]);
    return intent.isEmpty() ? missing(u"payment_intent"_s, request.parameters[u"id"_s]) : Response::json(intent);
}

// https://docs.stripe.com/api/disputes/object: its metadata are its own, not those of the payment.
void FakeStripe::dispute(const QString &id, const QString &status)
{
    const std::lock_guard lock(m_mutex);
    const QJsonObject &intent = m_intents[id];
    tell(u"charge.dispute.created"_s, {{u"id"_s, newId(u"du"_s)},
                                       {u"object"_s, u"dispute"_s},
                                       {u"amount"_s, intent[u"amount"_s]},
                                       {u"currency"_s, intent[u"currency"_s]},
                                       {u"payment_intent"_s, id},
                                       {u"status"_s, status},
                                       {u"metadata"_s, QJsonObject()}});
}

Result<Response> FakeStripe::searchIntents(const Request &request, const Form &)
{
    static const QRegularExpression wanted(u"^metadata\\['melody_key'\\]:'(.*)'$"_s);
    const QString key = wanted.match(request.query.queryItemValue(u"query"_s, QUrl::FullyDecoded)).captured(1);
    QJsonArray found;
    for (const QJsonObject &intent : std::as_const(m_intents)) {
        if (intent[u"metadata"_s][u"melody_key"_s] == key)
            found.append(intent);
    }
    return Response::json({{u"object"_s, u"search_result"_s}, {u"data"_s, found}, {u"has_more"_s, false}});
}

Result<Response> FakeStripe::createRefund(const Request &, const Form &form)
{
    const QString id = form.value(u"payment_intent"_s);
    const QJsonObject intent = m_intents.value(id);
    if (intent.isEmpty())
        return missing(u"payment_intent"_s, id);
    const qint64 amount = form.value(u"amount"_s).toLongLong();
    const qint64 left = intent[u"amount"_s].toInteger() - m_refunded.value(id);
    if (left == 0)
        return error(400, u"invalid_request_error"_s, u"charge_already_refunded"_s, u"Charge ch_1 has already been refunded."_s);
    if (amount > left)
        return error(400, u"invalid_request_error"_s, {}, u"Refund amount is greater than unrefunded amount on charge"_s,
                     {{u"param"_s, u"amount"_s}});
    const qint64 before = std::exchange(m_refunded[id], m_refunded.value(id) + amount);
    tell(u"charge.refunded"_s,
         {{u"id"_s, u"ch_1"_s},
          {u"payment_intent"_s, id},
          {u"amount"_s, intent[u"amount"_s]},
          {u"amount_refunded"_s, before + amount},
          {u"currency"_s, intent[u"currency"_s]},
          {u"metadata"_s, intent[u"metadata"_s]}},
         {{u"amount_refunded"_s, before}});
    return Response::json(
        {{u"id"_s, newId(u"re"_s)}, {u"object"_s, u"refund"_s}, {u"amount"_s, amount}, {u"currency"_s, intent[u"currency"_s]}});
}

// https://docs.stripe.com/api/events/object
void FakeStripe::tell(const QString &type, const QJsonObject &object, const QJsonObject &previous)
{
    QJsonObject data{{u"object"_s, object}};
    if (!previous.isEmpty())
        data.insert(u"previous_attributes"_s, previous);
    const qint64 seconds = m_clock.now().time_since_epoch().count() / 1000;
    m_events.push_back(QJsonDocument(QJsonObject{{u"id"_s, newId(u"evt"_s)},
                                                 {u"object"_s, u"event"_s},
                                                 {u"api_version"_s, u"2024-06-20"_s},
                                                 {u"created"_s, seconds},
                                                 {u"type"_s, type},
                                                 {u"data"_s, data}})
                           .toJson());
}

int FakeStripe::chargesWithKey(const QString &key) const
{
    const std::lock_guard lock(m_mutex);
    return int(std::ranges::count_if(m_intents, [&](const QJsonObject &intent) { return intent[u"metadata"_s][u"melody_key"_s] == key; }));
}

std::vector<QByteArray> FakeStripe::events() const
{
    const std::lock_guard lock(m_mutex);
    return m_events;
}

QByteArray FakeStripe::sign(const QByteArray &body, TimePoint now) const
{
    const QByteArray seconds = QByteArray::number(qint64(now.time_since_epoch().count() / 1000));
    return "t=" + seconds +
           ",v1=" + QMessageAuthenticationCode::hash(seconds + '.' + body, stripeWebhookSecret, QCryptographicHash::Sha256).toHex();
}

void FakeStripe::answerNext(const std::vector<Canned> &answers)
{
    const std::lock_guard lock(m_mutex);
    m_canned = answers;
}

std::vector<Request> FakeStripe::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

} // namespace melody::test
