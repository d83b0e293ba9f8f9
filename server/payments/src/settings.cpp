// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <payments/settings.h>

#include <QtCore/QFile>
#include <QtCore/QUrl>

#include <sys/stat.h>

namespace melody::payments {

using namespace Qt::StringLiterals;
using config::Type;

namespace {

constexpr qsizetype minSecret = 16;
constexpr qsizetype maxSecret = 1024;

// A line of a file that nobody else may read.
Result<QByteArray> readSecret(const QString &path)
{
    struct stat status {};
    QFile file(path);
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || !file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, u"secret"_s, u"%1 can't be read"_s.arg(path));
    if ((status.st_mode & 077) != 0)
        return fail(ErrorKind::Invalid, u"secret"_s, u"others may read %1; chmod 600 it"_s.arg(path));
    const QByteArray secret = file.read(maxSecret + 1).trimmed();
    const bool plain = std::all_of(secret.begin(), secret.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (secret.size() < minSecret || secret.size() > maxSecret || !plain)
        return fail(ErrorKind::Invalid, u"secret"_s,
                    u"%1 must hold one line of %2 to %3 visible characters"_s.arg(path).arg(minSecret).arg(maxSecret));
    return secret;
}

bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"https" && !url.host().isEmpty() && url.path().isEmpty() && !url.hasQuery() &&
           url.userInfo().isEmpty();
}

} // namespace

std::vector<config::Option> paymentOptions()
{
    return {
        {u"payments.provider"_s, Type::Text, u"none"_s, u"who moves the money: none, sandbox (melody-sandboxpay) or stripe"_s},
        {u"payments.url"_s, Type::Text, u""_s, u"the provider's origin; empty: Stripe's own"_s},
        {u"payments.ca_file"_s, Type::Path, u""_s, u"PEM file of the only authority believed there; empty: the system's"_s},
        {u"payments.api_key_file"_s, Type::Path, u""_s, u"file with the key the provider gave us"_s},
        {u"payments.webhook_secret_file"_s, Type::Path, u""_s, u"file with the key that signs the provider's webhooks"_s},
        {u"payments.challenge_return_url"_s, Type::Text, u""_s, u"where Stripe sends a payer after 3-D Secure"_s},
    };
}

Result<PaymentSettings> readPaymentSettings(const config::Settings &given)
{
    QStringList wrong;
    PaymentSettings settings;
    settings.provider = given.text(u"payments.provider"_s);
    if (settings.provider == u"none")
        return settings;
    if (settings.provider != u"sandbox" && settings.provider != u"stripe")
        return fail(ErrorKind::Invalid, u"settings"_s, u"payments.provider: must be none, sandbox or stripe"_s);
    const QString url = given.text(u"payments.url"_s);
    settings.gateway.url = url.isEmpty() && settings.provider == u"stripe" ? u"https://api.stripe.com"_s : url;
    if (!isOrigin(settings.gateway.url))
        wrong.append(u"payments.url: must be an origin such as https://pay.example"_s);
    settings.caFile = given.text(u"payments.ca_file"_s);
    if (!settings.caFile.isEmpty() && !QFile::exists(settings.caFile))
        wrong.append(u"payments.ca_file: %1 does not exist"_s.arg(settings.caFile));
    settings.gateway.challengeReturnUrl = given.text(u"payments.challenge_return_url"_s);
    for (const auto &[name, secret] : {std::pair(u"payments.api_key_file"_s, &settings.gateway.apiKey),
                                       std::pair(u"payments.webhook_secret_file"_s, &settings.gateway.webhookSecret)}) {
        const QString path = given.text(name);
        const auto read = path.isEmpty() ? Result<QByteArray>(fail(ErrorKind::Invalid, u"secret"_s, u"is required"_s)) : readSecret(path);
        if (read)
            *secret = *read;
        else
            wrong.append(u"%1: %2"_s.arg(name, read.error().detail));
    }
    if (!wrong.isEmpty())
        return fail(ErrorKind::Invalid, u"settings"_s, wrong.join(u'\n'));
    return settings;
}

std::unique_ptr<billing::PaymentGateway> createGateway(const PaymentSettings &settings)
{
    if (settings.provider == u"none")
        return nullptr;
    auto client = http_client::createHttpClient({.caFile = settings.caFile});
    if (settings.provider == u"stripe")
        return createStripeGateway(settings.gateway, std::move(client));
    return createSandboxGateway(settings.gateway, std::move(client));
}

} // namespace melody::payments
