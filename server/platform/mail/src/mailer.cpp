// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "message.h"
#include "stored_mail.h"

#include <mail/sending.h>
#include <mail/sql.h>

namespace melody::mail {
namespace {

using namespace Qt::StringLiterals;

// With the pauses of platform/jobs (half a second, doubled up to ten minutes) about six hours.
constexpr int maxAttempts = 48;

class DurableMailer final : public Mailer {
public:
    explicit DurableMailer(const crypto::ContentKey &masterKey) : m_vault(mailVault(masterKey)) {}

    Result<void> enqueue(db::Transaction &transaction, const Mail &mail, TimePoint now) override
    {
        if (const auto good = checkMail(mail); !good)
            return good;
        const QUuid id = newUuidV7(now);
        if (transaction.exec(sql::insertMail, {id, mail.key, sealMail(mail, id, m_vault), now}).affected() == 1) {
            const QString name = id.toString(QUuid::WithoutBraces);
            jobs::enqueue(transaction, {QString::fromLatin1(sendJob), name, QJsonObject{{u"mail"_s, name}}, maxAttempts}, now);
        }
        return {};
    }

private:
    secrets::Vault m_vault;
};

} // namespace

std::unique_ptr<Mailer> createMailer(const crypto::ContentKey &masterKey)
{
    return std::make_unique<DurableMailer>(masterKey);
}

} // namespace melody::mail
