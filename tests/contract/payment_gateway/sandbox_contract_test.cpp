// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payment_gateway_contract.h"

#include <support/payer.h>
#include <support/sandbox_process.h>

#include <QtCore/QJsonArray>
#include <QtCore/QMessageAuthenticationCode>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

class SandboxProvider final : public test::Provider {
public:
    SandboxProvider() : m_sandbox(m_sink.url()), m_browser(m_sandbox.client())
    {
        m_sandbox.control({{u"slow_ms"_s, 8'000}, {u"webhook_retry_ms"_s, 100}});
    }
    std::unique_ptr<billing::PaymentGateway> gateway(bool patient) override
    {
        payments::GatewayOptions options = m_sandbox.gatewayOptions();
        options.attempts = patient ? 3 : 1;
        return payments::createSandboxGateway(options, m_sandbox.client(patient ? std::chrono::seconds(30) : std::chrono::seconds(2)));
    }
    bool finishForm(const billing::MethodSetup &setup, const QString &card) override
    {
        static const QHash<QString, QString> numbers{
            {u"success"_s, u"4242 4242 4242 4242"_s},      {u"slow"_s, u"4000000000000259"_s},
            {u"challenge"_s, u"4000002760003184"_s},       {u"insufficient_funds"_s, u"4000000000009995"_s},
            {u"expired_card"_s, u"4000-0000-0000-0069"_s}, {u"do_not_honor"_s, u"4000000000000002"_s}};
        const auto answer = test::fillCardForm(*m_browser, setup.formUrl, {.number = numbers.value(card)});
        return answer && answer->status == 303 && answer->headers.value("location") == "https://melody.example/card";
    }
    bool answerChallenge(const billing::Charge &charge, bool approve) override
    {
        const auto answer = test::answerChallenge(*m_browser, charge.actionUrl, approve);
        return answer && answer->status == 200;
    }
    int chargesWithKey(const QString &key) override
    {
        const QJsonArray all = charges();
        return int(std::ranges::count_if(all, [&](const QJsonValue &charge) { return charge[u"key"_s] == key; }));
    }
    std::vector<test::ReceivedWebhook> webhooks(size_t atLeast) override { return m_sink.waitFor(atLeast); }
    QByteArray signatureHeader() const override { return "sandboxpay-signature"; }
    QByteArray sign(const QByteArray &body, TimePoint now) const override
    {
        const QByteArray seconds = QByteArray::number(qint64(now.time_since_epoch().count() / 1000));
        return "t=" + seconds + ",v1=" +
               QMessageAuthenticationCode::hash(seconds + '.' + body, m_sandbox.gatewayOptions().webhookSecret, QCryptographicHash::Sha256)
                   .toHex();
    }
    void stop() override { m_sandbox.kill9(); }

private:
    [[nodiscard]] QJsonArray charges() const { return m_sandbox.get(u"/v1/charges"_s)[u"items"_s].toArray(); }

    test::WebhookSink m_sink;
    test::SandboxProcess m_sandbox;
    std::unique_ptr<http_client::HttpClient> m_browser;
};

} // namespace

class SandboxContract : public test::PaymentGatewayContract {
    Q_OBJECT
private:
    std::unique_ptr<test::Provider> open() override { return std::make_unique<SandboxProvider>(); }
};

MELODY_TEST(SandboxContract)
#include "sandbox_contract_test.moc"
