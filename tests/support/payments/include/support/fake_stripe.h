// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A local server that answers as the public documentation of Stripe's API shows (https://docs.stripe.com/api, version 2024-09-30.acacia),
// with a memory of what was asked. The requests it takes can be held against Stripe's own description of them (stripe_mock.h); its answers
// and events are our reading of the documentation and no more: nothing here was tried against the real service.
#pragma once

#include <http/server.h>
#include <payments/gateways.h>
#include <support/stripe_mock.h>
#include <telemetry/telemetry.h>

#include <mutex>

namespace melody::test {

// Thread: any.
class FakeStripe {
public:
    // With `description` every request must be one that it knows, else the test is aborted. Not owned.
    explicit FakeStripe(const StripeMock *description = nullptr);
    ~FakeStripe();

    [[nodiscard]] QString url() const;
    [[nodiscard]] payments::GatewayOptions gatewayOptions() const;
    [[nodiscard]] std::unique_ptr<http_client::HttpClient> client(std::chrono::milliseconds timeout = std::chrono::seconds(30)) const;

    // The payer finishes the Checkout page of a session with a card that behaves like this: "success", "slow" (the charge is made, the
    // answer comes `slowness` later), "challenge" or a decline code.
    void finishSession(const QString &session, const QString &behaviour);
    // The payer answers the bank's question.
    void answerChallenge(const QString &intent, bool approve);
    // The payer's bank takes the money of an intent back, or asks first whether it should ("warning_needs_response").
    void dispute(const QString &intent, const QString &status = QStringLiteral("needs_response"));
    [[nodiscard]] int chargesWithKey(const QString &key) const; // PaymentIntents made
    // Bodies of the events so far, and a signature for one.
    [[nodiscard]] std::vector<QByteArray> events() const;
    [[nodiscard]] QByteArray sign(const QByteArray &body, TimePoint now) const;

    // The next answers, instead of what would have been said and done.
    struct Canned {
        int status = 500;
        QByteArray body = {};
        QByteArray retryAfter = {};
    };
    void answerNext(const std::vector<Canned> &answers);
    [[nodiscard]] std::vector<http::Request> requests() const;
    void stop();

    static constexpr std::chrono::seconds slowness{8};

private:
    using Form = QHash<QString, QString>;
    using Handler = Result<http::Response> (FakeStripe::*)(const http::Request &, const Form &);
    http::Route row(http::Method method, const QByteArray &path, Handler handler);
    Result<http::Response> handle(const http::Request &request, Handler handler);

    Result<http::Response> createCustomer(const http::Request &request, const Form &form);
    Result<http::Response> createSession(const http::Request &request, const Form &form);
    Result<http::Response> getSession(const http::Request &request, const Form &form);
    Result<http::Response> getMethod(const http::Request &request, const Form &form);
    Result<http::Response> detachMethod(const http::Request &request, const Form &form);
    Result<http::Response> createIntent(const http::Request &request, const Form &form);
    Result<http::Response> getIntent(const http::Request &request, const Form &form);
    Result<http::Response> searchIntents(const http::Request &request, const Form &form);
    Result<http::Response> createRefund(const http::Request &request, const Form &form);
    QJsonObject decided(QJsonObject intent, const QString &behaviour, bool offSession);
    void tell(const QString &type, const QJsonObject &object, const QJsonObject &previous = {});
    QString newId(const QString &prefix);

    const StripeMock *m_description;
    SystemClock m_clock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    mutable std::mutex m_mutex;
    int m_ids = 0;
    QHash<QString, QJsonObject> m_customers;
    QHash<QString, QJsonObject> m_sessions;
    QHash<QString, QJsonObject> m_methods;
    QHash<QString, QString> m_behaviours; // of methods
    QHash<QString, QJsonObject> m_intents;
    QHash<QString, qint64> m_refunded; // by intent
    struct Remembered {
        QByteArray request;
        http::Response response;
    };
    QHash<QByteArray, Remembered> m_keys;
    std::vector<QByteArray> m_events;
    std::vector<Canned> m_canned;
    std::vector<http::Request> m_requests;
    std::unique_ptr<http::Server> m_server;
};

} // namespace melody::test
