// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "federated_client.h"

#include "api_client.h"

namespace melody::remote {

using namespace Qt::StringLiterals;

void FederatedClient::post(std::function<void()> work)
{
    m_parts.thread.post(std::move(work));
}

void FederatedClient::send(Call call, std::function<void(Result<HttpAnswer>)> done)
{
    call.origins = {m_parts.server};
    call.done = std::move(done);
    post([this, call = std::move(call)]() mutable { m_parts.caller.call(std::move(call)); });
}

template<typename T>
void FederatedClient::call(Call call, Result<T> (*parse)(const QJsonObject &), QObject *context, Done<T> done)
{
    send(std::move(call),
         [parse, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) { done(parsed(answer, parse)); });
}

void FederatedClient::providers(const QString &email, QObject *context, Done<wire::IdentityProviderPage> done)
{
    Call request;
    request.path = u"/v1/identity-providers"_s;
    if (!email.isEmpty())
        request.path += u"?domain="_s + QString::fromLatin1(QUrl::toPercentEncoding(email.section(u'@', -1))); // whose it is stays here
    request.authorised = false;
    call(std::move(request), &wire::parseIdentityProviderPage, context, std::move(done));
}

void FederatedClient::signIn(const FederatedRequest &request, std::function<void(QUrl)> openBrowser, QObject *context,
                             Done<FederatedOutcome> done)
{
    const Done<QUrl> open =
        onThreadOf<QUrl>(context, [openBrowser = std::move(openBrowser)](const Result<QUrl> &url) { openBrowser(*url); });
    post([this, request, open, done = onThreadOf(context, std::move(done))] {
        m_parts.flow.begin(
            request, [open](const QUrl &url) { open(url); }, done);
    });
}

void FederatedClient::cancel()
{
    post([this] { m_parts.flow.cancel(); });
}

void FederatedClient::identities(QObject *context, Done<wire::LinkedIdentityPage> done)
{
    Call request;
    request.path = u"/v1/me/identities"_s;
    call(std::move(request), &wire::parseLinkedIdentityPage, context, std::move(done));
}

void FederatedClient::link(const QString &linkToken, QObject *context, Done<wire::LinkedIdentity> done)
{
    Call request;
    request.method = "POST";
    request.path = u"/v1/me/identities"_s;
    request.body = wire::toJson(wire::LinkRequest{linkToken});
    request.repeatable = false; // the token is good once
    call(std::move(request), &wire::parseLinkedIdentity, context, std::move(done));
}

void FederatedClient::unlink(const wire::IdentityId &id, QObject *context, Done<void> done)
{
    Call request;
    request.method = "DELETE";
    request.path = u"/v1/me/identities/"_s + id.toString();
    request.repeatable = false;
    send(std::move(request), [done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
        done(answer ? Result<void>() : tl::unexpected(answer.error()));
    });
}

} // namespace melody::remote
