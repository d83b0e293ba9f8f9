// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Webhooks of both payment providers: the signature's header, and the body behind it.

#include "fuzz_support.h"
#include "sandbox_webhook.h"
#include "stripe_reading.h"
#include "webhook_signature.h"

#include <QtCore/QMessageAuthenticationCode>

using namespace melody;
using namespace melody::payments;
using fuzz::require;

namespace {

void judge(const Result<billing::GatewayEvent> &event)
{
    if (!event) {
        require(event.error().kind == ErrorKind::Malformed, "what can't be read is malformed");
        return;
    }
    require(!event->id.isEmpty(), "an event has an id");
    require(!event->amount || (event->amount->amountMinor >= 0 && event->amount->currency.size() == 3), "an amount is one");
    using Kind = billing::GatewayEvent::Kind;
    const bool ofCharge = event->kind != Kind::Ignored && event->kind != Kind::MethodStored && event->kind != Kind::MethodRemoved;
    require(!ofCharge || (!event->charge.isEmpty() && event->amount), "what is told of a charge names it");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const QByteArray secret = "a secret that nobody knows";
    const TimePoint now(std::chrono::milliseconds(1'700'000'000'000));
    const QByteArray body(reinterpret_cast<const char *>(data), qsizetype(size));
    judge(readSandboxEvent(body));
    judge(readStripeEvent(body));

    // As a header it proves nothing; a right one stays right beside whatever else stands there, as long as that is no other time.
    require(!checkWebhookSignature(body, "body", secret, now), "nobody signs without the secret");
    const QByteArray genuine =
        "t=1700000000,v1=" + QMessageAuthenticationCode::hash("1700000000." + body, secret, QCryptographicHash::Sha256).toHex();
    require(checkWebhookSignature(genuine, body, secret, now).has_value(), "a right signature is taken");
    const auto beside = checkWebhookSignature(genuine + ",v1=" + body.left(100), body, secret, now);
    require(beside || body.left(100).contains(','), "another v1 does no harm");
    return 0;
}
