// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routes.h"

#include "notices.h"

#include <billing/sql.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;
using http::Request;
using http::Response;

constexpr int defaultPage = 50;
constexpr int largestPage = 200;

struct PageRequest {
    int limit = defaultPage;
    QString cursor;
};

Result<PageRequest> pageOf(const Request &request)
{
    PageRequest page;
    if (request.query.hasQueryItem(u"limit"_s)) {
        bool isNumber = false;
        page.limit = request.query.queryItemValue(u"limit"_s).toInt(&isNumber);
        if (!isNumber || page.limit < 1 || page.limit > largestPage)
            return failField(u"limit"_s, u"out_of_range"_s, u"must be a number from 1 to 200"_s);
    }
    page.cursor = request.query.queryItemValue(u"cursor"_s);
    return page;
}

tl::unexpected<Error> badCursor()
{
    return failField(u"cursor"_s, u"not_a_cursor"_s, u"must be the next_cursor of an earlier page"_s);
}

tl::unexpected<Error> notHere()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s);
}

tl::unexpected<Error> noGateway()
{
    return fail(ErrorKind::Unavailable, u"payments_unavailable"_s, u"Payments are not possible at the moment."_s);
}

int trialDaysOf(rules::Plan plan)
{
    return plan == rules::Plan::Free ? 0 : 30;
}

} // namespace

Result<Response> Routes::entitlements(const Request &request)
{
    const UserId user = request.caller->user;
    const Standing standing = m_standings.of(user);
    const auto allowed = rules::together(standing.own, standing.seated());
    const bool paid = allowed.plan != rules::Plan::Free;
    int streams = 0;
    for (const rules::StreamPool &pool : streamPoolsOf(user, standing))
        streams += pool.streams;
    return Response::json(
        wire::toJson(wire::EntitlementsInfo{rules::planName(allowed.plan), allowed.hiFi, media::rungName(rules::highestRung(allowed)),
                                            streams, rules::seatsOf(allowed.plan), !paid, paid}));
}

Result<Response> Routes::plans(const Request &request)
{
    const auto book = m_engine.prices();
    if (!book)
        return tl::unexpected(book.error());
    const TimePoint now = m_clock.now();
    wire::PlanList list;
    list.country = request.query.hasQueryItem(u"country"_s) ? request.query.queryItemValue(u"country"_s) : u"US"_s;
    const auto currency = book->currencyOf(list.country);
    if (!currency)
        return failField(u"country"_s, u"not_sold_here"_s, u"must be a country where Melody is sold"_s);
    list.currency = *currency;
    list.taxRatePpm = book->taxRatePpm(list.country, now);
    for (const auto &[country, unused] : book->markets)
        list.countries.append(country);
    using rules::Plan;
    for (const Plan plan : {Plan::Free, Plan::Student, Plan::Individual, Plan::Duo, Plan::Family}) {
        wire::PlanInfo info{rules::planName(plan),
                            rules::seatsOf(plan),
                            rules::concurrentStreamsOf(plan),
                            trialDaysOf(plan),
                            plan == Plan::Family,
                            plan == Plan::Student,
                            {}};
        for (const Period period : {Period::Monthly, Period::Yearly}) {
            const auto price = book->price(info.plan, period, *currency, now);
            const auto hiFi = book->price(u"hi_fi"_s, period, *currency, now);
            if (price && hiFi)
                info.prices.append({periodName(period), Money{*price, *currency}, Money{*hiFi, *currency}});
        }
        list.items.append(info);
    }
    return Response::json(wire::toJson(list));
}

Result<Response> Routes::answer(const UserId &user, int status)
{
    const auto info = m_engine.info(user);
    if (!info)
        return tl::unexpected(info.error());
    return Response::json(wire::toJson(*info), status);
}

Result<Response> Routes::subscription(const Request &request)
{
    return answer(request.caller->user, 200);
}

Result<Response> Routes::subscribe(const Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseNewSubscription(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const wire::SubscriptionCommand command{
        u"subscribe"_s, wanted->offer, wanted->country, wanted->paymentMethod, wanted->addressConfirmed, {}};
    const auto done = m_engine.command(request.caller->user, command);
    if (!done)
        return tl::unexpected(done.error());
    return answer(request.caller->user, 201);
}

Result<Response> Routes::preview(const Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseSubscriptionCommand(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto preview = m_engine.preview(request.caller->user, *wanted);
    if (!preview)
        return tl::unexpected(preview.error());
    return Response::json(wire::toJson(*preview));
}

Result<Response> Routes::change(const Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseSubscriptionCommand(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (wanted->command == u"subscribe")
        return failField(u"command"_s, u"not_a_change"_s, u"must be upgrade, downgrade, cancel, pause, resume or reactivate"_s);
    const auto done = m_engine.command(request.caller->user, *wanted);
    if (!done)
        return tl::unexpected(done.error());
    return answer(request.caller->user, 200);
}

Result<Response> Routes::events(const Request &request)
{
    const auto page = pageOf(request);
    if (!page)
        return tl::unexpected(page.error());
    bool isNumber = true;
    const qint64 before = page->cursor.isEmpty() ? std::numeric_limits<qint64>::max() : page->cursor.toLongLong(&isNumber);
    if (!isNumber)
        return badCursor();
    const UserId user = request.caller->user;
    const auto all = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<QList<wire::SubscriptionEventInfo>> {
        return Store(transaction, user, m_clock.now()).events();
    });
    if (!all)
        return tl::unexpected(all.error());
    wire::SubscriptionEventPage answer;
    for (auto event = all->rbegin(); event != all->rend(); ++event) {
        if (event->sequence >= before)
            continue;
        if (answer.items.size() == page->limit) {
            answer.nextCursor = QString::number(answer.items.last().sequence);
            break;
        }
        answer.items.append(*event);
    }
    return Response::json(wire::toJson(answer));
}

Result<Response> Routes::methods(const Request &request)
{
    const UserId user = request.caller->user;
    const auto methods = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<wire::PaymentMethodList> {
        wire::PaymentMethodList list;
        for (const Method &method : Store(transaction, user, m_clock.now()).methods())
            list.items.append(method.info);
        return list;
    });
    if (!methods)
        return tl::unexpected(methods.error());
    return Response::json(wire::toJson(*methods));
}

Result<Response> Routes::addMethod(const Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseNewPaymentMethod(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (!m_options.gateway)
        return noGateway();
    return wanted->setup.isEmpty() ? beginMethod(request.caller->user, wanted->returnUrl)
                                   : finishMethod(request.caller->user, wanted->setup);
}

Result<Response> Routes::beginMethod(const UserId &user, const QString &returnUrl)
{
    const TimePoint now = m_clock.now();
    const auto known =
        m_database.run(as(user), [&](db::Transaction &transaction) -> Result<QString> { return Store(transaction, user, now).customer(); });
    if (!known)
        return tl::unexpected(known.error());
    // The key makes it the same customer, should two requests come here at once.
    const auto customer = known->isEmpty() ? m_options.gateway->createCustomer(user.toString() + u".customer"_s, user.toString()) : *known;
    if (!customer)
        return tl::unexpected(customer.error());
    const auto setup = m_options.gateway->beginMethod(*customer, returnUrl);
    if (!setup)
        return tl::unexpected(setup.error());
    const auto stored = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        Store store(transaction, user, now);
        store.setCustomer(*customer);
        store.rememberSetup(setup->setup);
        return {};
    });
    if (!stored)
        return tl::unexpected(stored.error());
    return Response::json(wire::toJson(wire::PaymentMethodSetup{setup->setup, setup->formUrl}));
}

Result<Response> Routes::finishMethod(const UserId &user, const QString &setup)
{
    const TimePoint now = m_clock.now();
    const auto mine = m_database.run(
        as(user), [&](db::Transaction &transaction) -> Result<bool> { return Store(transaction, user, now).knowsSetup(setup); });
    if (!mine)
        return tl::unexpected(mine.error());
    if (!*mine)
        return notHere();
    const auto method = m_options.gateway->finishMethod(setup);
    if (!method)
        return tl::unexpected(method.error());
    const auto stored = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<wire::PaymentMethodInfo> {
        Store store(transaction, user, now);
        if (const auto locked = store.lockSubscription(); !locked)
            return tl::unexpected(locked.error());
        return store.addMethod(*method);
    });
    if (!stored)
        return tl::unexpected(stored.error());
    return Response::json(wire::toJson(*stored), 201);
}

Result<Response> Routes::removeMethod(const Request &request)
{
    const auto id = request.id<MethodId>();
    if (!id)
        return tl::unexpected(id.error());
    const UserId user = request.caller->user;
    const auto token = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<QString> {
        Store store(transaction, user, m_clock.now());
        const auto now = store.lockSubscription();
        if (!now)
            return tl::unexpected(now.error());
        const auto method = store.method(id->uuid());
        if (!method)
            return notHere();
        const auto due = nextDue(*now);
        if (store.methods().size() == 1 && due && due->trigger == Trigger::Renewed)
            return fail(ErrorKind::Conflict, u"method_needed"_s, u"The subscription renews with it; add another one or cancel first."_s);
        store.removeMethod(id->uuid());
        return method->token;
    });
    if (!token)
        return tl::unexpected(token.error());
    // Here it is forgotten; a provider who can't be asked now keeps a reference that nobody can use any more.
    if (m_options.gateway)
        (void)m_options.gateway->removeMethod(*token);
    return Response::empty();
}

Result<Response> Routes::invoices(const Request &request)
{
    const auto page = pageOf(request);
    if (!page)
        return tl::unexpected(page.error());
    const auto before = InvoiceId::parse(page->cursor);
    if (!before && !page->cursor.isEmpty())
        return badCursor();
    const UserId user = request.caller->user;
    auto invoices = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<QList<wire::InvoiceInfo>> {
        return Store(transaction, user, m_clock.now()).invoices(before, page->limit + 1);
    });
    if (!invoices)
        return tl::unexpected(invoices.error());
    wire::InvoicePage answer{*invoices, {}};
    if (answer.items.size() > page->limit) {
        answer.items.removeLast();
        answer.nextCursor = answer.items.last().id.toString(QUuid::WithoutBraces);
    }
    return Response::json(wire::toJson(answer));
}

Result<Response> Routes::invoicePdf(const Request &request)
{
    const auto id = request.id<InvoiceId>();
    if (!id)
        return tl::unexpected(id.error());
    const UserId user = request.caller->user;
    const auto invoice = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<std::optional<wire::InvoiceInfo>> {
        return Store(transaction, user, m_clock.now()).invoice(*id);
    });
    if (!invoice)
        return tl::unexpected(invoice.error());
    if (!*invoice)
        return notHere();
    const auto payer = m_options.contactOf ? m_options.contactOf(user) : Result<Contact>(Contact());
    if (!payer)
        return tl::unexpected(payer.error());
    const auto pdf = m_printer.print(**invoice, onInvoices(*payer));
    if (!pdf)
        return tl::unexpected(pdf.error());
    Response response{.contentType = "application/pdf", .body = *pdf};
    response.headers = {{"Cache-Control", "private, no-store"},
                        {"Content-Disposition", "attachment; filename=\"melody-" + (*invoice)->number.toLatin1() + ".pdf\""}};
    return response;
}

Result<Response> Routes::webhook(const Request &request)
{
    if (!m_options.gateway || request.parameters.value(u"provider"_s) != m_options.gateway->name())
        return notHere();
    const TimePoint now = m_clock.now();
    const auto event = m_options.gateway->readWebhook(request.headers, request.body, now);
    if (!event)
        return tl::unexpected(event.error());
    const auto provider = m_options.gateway->name();
    const auto seen = m_database.run({"melody_billing"}, [&](db::Transaction &transaction) -> Result<bool> {
        return transaction.exec(sql::webhookSeen, {provider, event->id}).size() == 1;
    });
    if (!seen)
        return tl::unexpected(seen.error());
    if (*seen)
        return Response::empty();
    // Taken first and noted afterwards: what is cut off in between comes again, and taking it twice changes nothing.
    if (const auto taken = m_engine.takeEvent(*event); !taken)
        return tl::unexpected(taken.error());
    const auto noted = m_database.run({"melody_billing"}, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::insertWebhook, {provider, event->id, now});
        return {};
    });
    if (!noted)
        return tl::unexpected(noted.error());
    return Response::empty();
}

http::RouteTable Routes::table()
{
    using http::Method;
    using http::RateClass;
    using http::Role;
    const auto by = [this](Result<Response> (Routes::*handler)(const Request &)) {
        return [this, handler](const Request &request) { return (this->*handler)(request); };
    };
    const auto read = [&](const QByteArray &path, const QByteArray &operation, Result<Response> (Routes::*handler)(const Request &)) {
        return http::Route{.method = Method::Get, .path = path, .operation = operation, .handler = by(handler)};
    };
    const auto pay = [&](const QByteArray &path, const QByteArray &operation, Result<Response> (Routes::*handler)(const Request &)) {
        return http::Route{.method = Method::Post,
                           .path = path,
                           .operation = operation,
                           .rate = RateClass::Write,
                           .handler = by(handler),
                           .maxBodyBytes = 16 * 1024,
                           .idempotent = true,
                           .adultsOnly = true};
    };
    http::Route plans = read("/v1/plans", "listPlans", &Routes::plans);
    plans.roles = Role::Anonymous;
    http::Route preview = pay("/v1/me/subscription/previews", "previewSubscription", &Routes::preview);
    preview.idempotent = false; // nothing happens
    http::Route addMethod = pay("/v1/me/payment-methods", "addPaymentMethod", &Routes::addMethod);
    addMethod.stepUp = true;
    return {
        read("/v1/me/entitlements", "getEntitlements", &Routes::entitlements),
        plans,
        read("/v1/me/subscription", "getSubscription", &Routes::subscription),
        pay("/v1/me/subscription", "subscribe", &Routes::subscribe),
        preview,
        pay("/v1/me/subscription/changes", "changeSubscription", &Routes::change),
        read("/v1/me/subscription/events", "listSubscriptionEvents", &Routes::events),
        read("/v1/me/payment-methods", "listPaymentMethods", &Routes::methods),
        addMethod,
        {.method = Method::Delete,
         .path = "/v1/me/payment-methods/{id}",
         .operation = "removePaymentMethod",
         .rate = RateClass::Write,
         .handler = by(&Routes::removeMethod),
         .stepUp = true,
         .adultsOnly = true},
        read("/v1/me/invoices", "listInvoices", &Routes::invoices),
        read("/v1/me/invoices/{id}/pdf", "getInvoicePdf", &Routes::invoicePdf),
        // Anonymous: the signature is the permission.
        {.method = Method::Post,
         .path = "/v1/payments/webhooks/{provider}",
         .operation = "takeWebhook",
         .roles = Role::Anonymous,
         .rate = RateClass::Stream,
         .handler = by(&Routes::webhook)},
    };
}

} // namespace melody::billing
