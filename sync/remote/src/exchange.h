// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One JSON question and its JSON answer, for the faces of the server that need no more than that.
#pragma once

#include "caller.h"
#include "relay.h"

#include <values/mailbox.h>

namespace melody::remote {

// Thread: every method from any thread; Mailbox and Caller must outlive it.
class Exchange {
public:
    Exchange(Mailbox &thread, Caller &caller, QUrl server) : m_thread(thread), m_caller(caller), m_server(std::move(server)) {}

    // A write carries a key of its own, so it is tried again without being done twice.
    [[nodiscard]] static Call get(const QString &path);
    [[nodiscard]] static Call write(const QByteArray &method, const QString &path, QJsonObject body);

    template<typename T>
    void ask(Call call, Result<T> (*parse)(const QJsonObject &), QObject *context, Done<T> done) const
    {
        send(std::move(call), [parse, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
            if (!answer)
                return done(tl::unexpected(answer.error()));
            auto value = wire::parseObject(answer->body, answer->body.size()).and_then(parse);
            if (!value)
                return done(fail(ErrorKind::Internal, QStringLiteral("bad_answer"), value.error().detail));
            done(std::move(value));
        });
    }
    void askBytes(Call call, QObject *context, Done<QByteArray> done) const;
    void tell(Call call, QObject *context, Done<void> done) const;

private:
    void send(Call call, std::function<void(Result<HttpAnswer>)> done) const;

    Mailbox &m_thread;
    Caller &m_caller;
    QUrl m_server;
};

} // namespace melody::remote
