// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkpoint.h"

#include <compliance/verify.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QtEndian>

#include <sodium.h>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr char domain[] = "melody audit checkpoint v1"; // with its final zero

struct KeyPair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> publicKey;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secretKey;

    explicit KeyPair(const crypto::ContentKey &seed)
    {
        static_assert(crypto_sign_SEEDBYTES == crypto::contentKeyBytes);
        crypto_sign_seed_keypair(publicKey.data(), secretKey.data(), reinterpret_cast<const unsigned char *>(seed.bytes().data()));
    }
    ~KeyPair() { sodium_memzero(secretKey.data(), secretKey.size()); }
    KeyPair(const KeyPair &) = delete;
    KeyPair &operator=(const KeyPair &) = delete;
};

void appendNumber(QByteArray &to, qint64 number)
{
    const quint64 network = qToBigEndian(quint64(number));
    to.append(reinterpret_cast<const char *>(&network), sizeof network);
}

QByteArray signedPart(const wire::AuditCheckpoint &checkpoint)
{
    QByteArray message(domain, sizeof domain);
    appendNumber(message, checkpoint.number);
    appendNumber(message, checkpoint.entries);
    appendNumber(message, checkpoint.createdAt.time_since_epoch().count());
    return message + checkpoint.chain + checkpoint.root + checkpoint.previous + checkpoint.key;
}

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

} // namespace

QByteArray documentOf(const wire::AuditCheckpoint &checkpoint)
{
    return QJsonDocument(wire::toJson(checkpoint)).toJson(QJsonDocument::Compact) + '\n';
}

Result<wire::AuditCheckpoint> parseDocument(QByteArrayView document)
{
    const auto json = wire::parseObject(document, maxDocumentBytes);
    if (!json)
        return tl::unexpected(json.error());
    auto checkpoint = wire::parseAuditCheckpoint(*json);
    if (checkpoint && documentOf(*checkpoint) != document)
        return fail(ErrorKind::Malformed, u"not_canonical"_s, u"The document is not written as checkpoints are."_s);
    return checkpoint;
}

QByteArray digestOf(QByteArrayView document)
{
    return viewOf(Hasher().hash({document})).toByteArray();
}

QByteArray auditPublicKey(const crypto::ContentKey &auditSeed)
{
    const KeyPair keys(auditSeed);
    return {reinterpret_cast<const char *>(keys.publicKey.data()), qsizetype(keys.publicKey.size())};
}

void sign(wire::AuditCheckpoint &checkpoint, const crypto::ContentKey &seed)
{
    const KeyPair keys(seed);
    checkpoint.key = QByteArray(reinterpret_cast<const char *>(keys.publicKey.data()), qsizetype(keys.publicKey.size()));
    const QByteArray message = signedPart(checkpoint);
    checkpoint.signature = QByteArray(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char *>(checkpoint.signature.data()), nullptr, bytesOf(message), quint64(message.size()),
                         keys.secretKey.data());
}

bool isSignatureRight(const wire::AuditCheckpoint &checkpoint)
{
    const QByteArray message = signedPart(checkpoint);
    return checkpoint.key.size() == crypto_sign_PUBLICKEYBYTES && checkpoint.signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(bytesOf(checkpoint.signature), bytesOf(message), quint64(message.size()), bytesOf(checkpoint.key)) ==
               0;
}

} // namespace melody::compliance
