// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stored_mail.h"

#include <QtCore/QCborArray>
#include <QtCore/QCborMap>
#include <QtCore/QCborValue>

namespace melody::mail {

using namespace Qt::StringLiterals;

secrets::Vault mailVault(const crypto::ContentKey &masterKey)
{
    return {masterKey, "mail"};
}

QByteArray sealMail(const Mail &mail, const QUuid &id, const secrets::Vault &vault)
{
    QCborArray attachments;
    for (const Attachment &attachment : mail.attachments)
        attachments.append(QCborArray{attachment.fileName, attachment.contentType, attachment.bytes});
    const QCborMap map{
        {u"key"_s, mail.key}, {u"to"_s, mail.to}, {u"subject"_s, mail.subject}, {u"text"_s, mail.text}, {u"attachments"_s, attachments}};
    return vault.seal(map.toCborValue().toCbor(), id.toRfc4122());
}

Result<Mail> openMail(QByteArrayView sealed, const QUuid &id, const secrets::Vault &vault)
{
    const auto clear = vault.open(sealed, id.toRfc4122());
    if (!clear)
        return tl::unexpected(clear.error());
    const QCborMap map = QCborValue::fromCbor(*clear).toMap();
    Mail mail{map[u"key"_s].toString(), map[u"to"_s].toString(), map[u"subject"_s].toString(), map[u"text"_s].toString()};
    for (const QCborValue value : map[u"attachments"_s].toArray()) {
        const QCborArray parts = value.toArray();
        mail.attachments.append({parts.at(0).toString(), parts.at(1).toByteArray(), parts.at(2).toByteArray()});
    }
    return mail;
}

} // namespace melody::mail
