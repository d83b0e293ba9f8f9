// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A request as its asker means it: tried again when that may help, at the next origin when one is down, from where it broke off
// when that is possible, with a fresh access token when the old one is refused.
#pragma once

#include "edge_choice.h"
#include "http_client.h"
#include "retry_plan.h"

#include <values/clock.h>
#include <values/trace.h>

#include <QtCore/QHash>
#include <QtCore/QJsonObject>

#include <map>
#include <set>

namespace melody::remote {

// Where access tokens come from. Thread: the network thread.
class TokenSource {
public:
    using TokenDone = std::function<void(Result<QByteArray>)>;
    virtual ~TokenSource() = default;
    virtual void token(TokenDone done) = 0; // maybe at once
    virtual void refused(const QByteArray &token) = 0;
};

struct Call {
    QByteArray method = "GET";
    QList<QUrl> origins; // in order of preference, never empty
    QString path;        // encoded, with its query
    std::optional<QJsonObject> body = {};
    QByteArray bytes = {}; // instead of a body, of this type
    QByteArray contentType = {};
    bool authorised = true;
    bool repeatable = true;         // trying again can't do it twice
    QByteArray idempotencyKey = {}; // sent when not empty
    QByteArray ifMatch = {};        // an ETag; sent when not empty
    bool resumable = false;         // the answer never changes, so a part of it can be kept
    bool refresh = false;           // no cache on the way may answer
    qint64 maxBytes = 4 * 1024 * 1024;
    TraceContext trace = TraceContext::create();
    QNetworkRequest::Priority priority = QNetworkRequest::NormalPriority;
    bool tellOverload = false;                    // 503 of every origin is answered at once with "overloaded": the asker knows what to do
    std::function<void(qint64)> progress = {};    // bytes of the answer so far, of earlier attempts included
    std::function<void(Result<HttpAnswer>)> done; // an answer of 2xx, or what went wrong in the end
};

// Thread: the network thread.
class Caller final : public QObject {
public:
    using CallId = quint64;

    Caller(HttpClient &http, TokenSource *tokens, const RetryLimits &limits, const Clock &clock);
    ~Caller() override;

    CallId call(Call call);
    void cancel(CallId id); // `done` is not called any more
    void cancelAll();       // `done` gets "cancelled"

private:
    struct Active {
        Call call;
        int tries = 0;
        int origin = 0; // index of the one that is asked
        bool tokenRenewed = false;
        QByteArray token;
        QByteArray received; // kept for resuming
        qint64 arrived = 0;  // bytes of the present attempt
        quint32 attempt = 0; // serial number of the present attempt
        std::set<int> asked; // origins of the present round
        QPointer<QNetworkReply> reply;
    };

    void attempt(CallId id);
    void send(CallId id);
    void answered(CallId id, const HttpAnswer &answer);
    [[nodiscard]] bool resumed(Active &active, HttpAnswer &answer) const;
    void failed(CallId id, const Error &error, bool progressed);
    void finish(CallId id, Result<HttpAnswer> result);
    [[nodiscard]] std::vector<EdgeHealth> healthOf(const Call &call) const;
    void watchStart(CallId id);
    [[nodiscard]] HttpRequest requestOf(const Active &active) const;

    HttpClient &m_http;
    TokenSource *m_tokens;
    RetryLimits m_limits;
    const Clock &m_clock;
    CallId m_lastId = 0;
    std::map<CallId, Active> m_active;
    QHash<QUrl, EdgeHealth> m_health;
};

// The error that an answer of 400 and more stands for.
[[nodiscard]] Error problemOf(const HttpAnswer &answer);

} // namespace melody::remote
