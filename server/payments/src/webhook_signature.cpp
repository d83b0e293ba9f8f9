// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "webhook_signature.h"

#include <QtCore/QMessageAuthenticationCode>

namespace melody::payments {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxHeader = 2048;
constexpr qsizetype maxSecondsDigits = 12;

tl::unexpected<Error> refused(const QString &why)
{
    return fail(ErrorKind::Unauthenticated, u"webhook_signature"_s, why);
}

// Takes the same time wherever they differ.
bool isEqual(const QByteArray &one, const QByteArray &other)
{
    if (one.size() != other.size())
        return false;
    quint8 difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= quint8(one[i] ^ other[i]);
    return difference == 0;
}

std::optional<qint64> secondsOf(const QByteArray &digits)
{
    const bool plain = !digits.isEmpty() && digits.size() <= maxSecondsDigits &&
                       std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return plain ? std::optional(digits.toLongLong()) : std::nullopt;
}

} // namespace

Result<void> checkWebhookSignature(const QByteArray &header, const QByteArray &body, const QByteArray &secret, TimePoint now)
{
    if (header.isEmpty() || header.size() > maxHeader || secret.isEmpty())
        return refused(u"There is no signature."_s);
    QByteArray seconds;
    QByteArrayList signatures;
    const auto parts = header.split(',');
    for (const QByteArray &part : parts) {
        const auto equals = part.indexOf('=');
        const QByteArray name = part.first(std::max<qsizetype>(equals, 0)).trimmed();
        const QByteArray value = part.sliced(equals + 1).trimmed();
        if (name == "t" && !seconds.isEmpty())
            return refused(u"There are two times."_s);
        if (name == "t")
            seconds = value;
        else if (name == "v1")
            signatures.append(value);
    }
    const auto signedAt = secondsOf(seconds);
    if (!signedAt)
        return refused(u"There is no time."_s);
    const QByteArray expected = QMessageAuthenticationCode::hash(seconds + '.' + body, secret, QCryptographicHash::Sha256).toHex();
    bool genuine = false;
    for (const QByteArray &signature : std::as_const(signatures))
        genuine |= isEqual(signature, expected);
    if (!genuine)
        return refused(u"The signature is not ours."_s);
    const auto age = now - TimePoint(std::chrono::seconds(*signedAt));
    if (age > webhookTolerance || age < -webhookTolerance)
        return refused(u"The message is too old, or from the future."_s);
    return {};
}

} // namespace melody::payments
