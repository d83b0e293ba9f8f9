// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange.h"

#include <QtCore/QUuid>

namespace melody::remote {

Call Exchange::get(const QString &path)
{
    Call call;
    call.path = path;
    return call;
}

Call Exchange::write(const QByteArray &method, const QString &path, QJsonObject body)
{
    Call call;
    call.method = method;
    call.path = path;
    call.body = std::move(body);
    call.idempotencyKey = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    return call;
}

void Exchange::send(Call call, std::function<void(Result<HttpAnswer>)> done) const
{
    call.origins = {m_server};
    call.done = std::move(done);
    m_thread.post([&caller = m_caller, call = std::move(call)]() mutable { caller.call(std::move(call)); });
}

void Exchange::askBytes(Call call, QObject *context, Done<QByteArray> done) const
{
    send(std::move(call), [done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
        done(answer.map([](const HttpAnswer &got) { return got.body; }));
    });
}

void Exchange::tell(Call call, QObject *context, Done<void> done) const
{
    send(std::move(call), [done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
        done(answer ? Result<void>() : tl::unexpected(answer.error()));
    });
}

} // namespace melody::remote
