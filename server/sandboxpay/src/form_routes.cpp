// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What payers meet: the form that takes their card, and the bank's question.

#include "pages.h"
#include "routes.h"

#include <wire/json.h>

#include <QtCore/QUrlQuery>

namespace melody::sandboxpay {

using namespace Qt::StringLiterals;
using http::Method;
using http::Request;
using http::Response;

namespace {

Language languageFor(const Request &request)
{
    const QString asked = request.query.queryItemValue(u"lang"_s);
    return languageOf(asked.isEmpty() ? request.header("accept-language") : asked.toLatin1());
}

Response html(const QByteArray &body, int status, const QString &returnUrl = {})
{
    Response response{.status = status, .contentType = "text/html; charset=utf-8", .body = body};
    response.headers.emplaceBack("Content-Security-Policy", pagePolicy(returnOrigin(returnUrl)));
    response.headers.emplaceBack("Referrer-Policy", "no-referrer");
    return response;
}

Response seeOther(const QString &url)
{
    Response response = Response::empty(303);
    response.headers.emplaceBack("Location", QUrl(url).toEncoded());
    return response;
}

// application/x-www-form-urlencoded (WHATWG URL, section 5.1): the first value of each name.
Result<QUrlQuery> formOf(const Request &request)
{
    if (request.header("content-type").split(';').first().trimmed().toLower() != "application/x-www-form-urlencoded")
        return fail(ErrorKind::UnsupportedMedia, u"form_expected"_s, u"Send the form as a browser does."_s);
    QByteArray body = request.body;
    body.replace('+', "%20");
    return QUrlQuery(QString::fromLatin1(body));
}

QString field(const QUrlQuery &form, const QString &name)
{
    return form.queryItemValue(name, QUrl::FullyDecoded).left(64).trimmed();
}

CardInput cardOf(const QUrlQuery &form)
{
    return {field(form, u"number"_s), field(form, u"expiry_month"_s), field(form, u"expiry_year"_s), field(form, u"code"_s)};
}

Result<Response> showForm(Provider &provider, const Request &request)
{
    const QString id = request.parameters[u"id"_s];
    const auto setup = provider.find(u"setup"_s, id);
    if (!setup)
        return tl::unexpected(setup.error());
    if ((*setup)[u"state"_s] != u"open"_s)
        return html(notePage(u"over"_s, languageFor(request)), 409);
    return html(cardForm(u"/pay/"_s + id, languageFor(request), std::nullopt), 200, (*setup)[u"return_url"_s].toString());
}

Result<Response> takeForm(Provider &provider, const Request &request)
{
    const QString id = request.parameters[u"id"_s];
    const Language language = languageFor(request);
    const auto setup = provider.find(u"setup"_s, id);
    const auto form = formOf(request);
    if (!setup || !form)
        return tl::unexpected(setup ? form.error() : setup.error());
    const QString returnUrl = (*setup)[u"return_url"_s].toString();
    const auto again = [&](const Error &error, int status) { return html(cardForm(u"/pay/"_s + id, language, error), status, returnUrl); };
    const auto token = provider.tokenise(cardOf(*form));
    if (!token)
        return again(token.error(), 422);
    const auto finished = provider.finishSetup(id, (*token)[u"id"_s].toString());
    if (!finished && finished.error().kind == ErrorKind::PlanRequired)
        return again(finished.error(), 402);
    if (!finished)
        return html(notePage(u"over"_s, language), 409);
    return seeOther((*finished)[u"state"_s] == u"challenge"_s ? (*finished)[u"action_url"_s].toString() : returnUrl);
}

Result<Response> showChallenge(Provider &provider, const Request &request)
{
    const QString id = request.parameters[u"id"_s];
    const auto setup = provider.find(u"setup"_s, id);
    const auto subject = setup ? setup : provider.find(u"charge"_s, id);
    if (!subject)
        return tl::unexpected(subject.error());
    if (!subject->contains(u"action_url"_s))
        return html(notePage(u"over"_s, languageFor(request)), 409);
    return html(challengePage(u"/challenge/"_s + id, languageFor(request)), 200, (*subject)[u"return_url"_s].toString());
}

Result<Response> takeChallenge(Provider &provider, const Request &request)
{
    const auto form = formOf(request);
    if (!form)
        return tl::unexpected(form.error());
    const QString answer = field(*form, u"answer"_s);
    if (answer != u"approve" && answer != u"refuse")
        return failField(u"answer"_s, u"unknown_value"_s, u"approve or refuse"_s);
    const Language language = languageFor(request);
    const auto answered = provider.answerChallenge(request.parameters[u"id"_s], answer == u"approve");
    if (!answered && answered.error().kind == ErrorKind::Conflict)
        return html(notePage(u"over"_s, language), 409);
    if (!answered)
        return tl::unexpected(answered.error());
    if (answered->contains(u"form_url"_s))
        return seeOther((*answered)[answer == u"approve" ? u"return_url"_s : u"form_url"_s].toString());
    return html(notePage(answer == u"approve" ? u"done"_s : u"declined"_s, language), 200);
}

// The same for a form that an app draws itself: {number, expiry_month, expiry_year, code} -> a token for one use.
Result<Response> createToken(Provider &provider, const Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    wire::ObjectReader reader(*json, wire::UnknownFields::Refuse);
    const CardInput input{reader.string(u"number"_s, 1, 40), reader.string(u"expiry_month"_s, 1, 2), reader.string(u"expiry_year"_s, 2, 4),
                          reader.string(u"code"_s, 3, 4)};
    if (const auto read = reader.finish(); !read)
        return tl::unexpected(read.error());
    auto token = provider.tokenise(input);
    if (!token)
        return tl::unexpected(token.error());
    token->remove(u"behaviour"_s);
    return Response::json(*token, 201);
}

Result<Response> useToken(Provider &provider, const Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    wire::ObjectReader reader(*json, wire::UnknownFields::Refuse);
    const QString token = reader.string(u"token"_s, 1, 64);
    if (const auto read = reader.finish(); !read)
        return tl::unexpected(read.error());
    const auto setup = provider.finishSetup(request.parameters[u"id"_s], token);
    if (!setup)
        return tl::unexpected(setup.error());
    return Response::json({{u"state"_s, (*setup)[u"state"_s]}, {u"action_url"_s, (*setup)[u"action_url"_s]}});
}

} // namespace

http::RouteTable payerRoutes(Provider &provider)
{
    const auto row = [&provider](Method method, const QByteArray &path, const QByteArray &operation,
                                 Result<Response> (*handler)(Provider &, const Request &)) {
        return http::Route{.method = method,
                           .path = path,
                           .operation = operation,
                           .roles = http::Role::Anonymous,
                           .rate = http::RateClass::Write,
                           .handler = [&provider, handler](const Request &request) { return handler(provider, request); },
                           .maxBodyBytes = 4 * 1024};
    };
    return {
        row(Method::Get, "/pay/{id}", "showForm", showForm),
        row(Method::Post, "/pay/{id}", "takeForm", takeForm),
        row(Method::Get, "/challenge/{id}", "showChallenge", showChallenge),
        row(Method::Post, "/challenge/{id}", "takeChallenge", takeChallenge),
        row(Method::Post, "/v1/tokens", "createToken", createToken),
        row(Method::Post, "/v1/setups/{id}/confirmations", "useToken", useToken),
    };
}

} // namespace melody::sandboxpay
