// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a mail rests: one value of CBOR, sealed under the mail's id.
#pragma once

#include <mail/mailer.h>
#include <secrets/vault.h>

#include <QtCore/QUuid>

namespace melody::mail {

inline constexpr const char *sendJob = "send_mail";

[[nodiscard]] secrets::Vault mailVault(const crypto::ContentKey &masterKey);
[[nodiscard]] QByteArray sealMail(const Mail &mail, const QUuid &id, const secrets::Vault &vault);
[[nodiscard]] Result<Mail> openMail(QByteArrayView sealed, const QUuid &id, const secrets::Vault &vault);

} // namespace melody::mail
