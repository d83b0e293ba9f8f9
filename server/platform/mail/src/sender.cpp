// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "message.h"
#include "stored_mail.h"

#include <mail/sending.h>
#include <mail/sql.h>

namespace melody::mail {
namespace {

using namespace Qt::StringLiterals;

// So long a key is remembered after its mail was sent or given up.
constexpr std::chrono::hours remembered{24 * 90};

const db::Actor platformRole{"melody_platform"};

class Sender {
public:
    Sender(db::Database &database, Transport &transport, const crypto::ContentKey &masterKey, QString from, const Clock &clock)
        : m_database(database), m_transport(transport), m_vault(mailVault(masterKey)), m_from(std::move(from)), m_clock(clock)
    {
    }

    Result<void> send(const jobs::Job &job)
    {
        const auto id = parseUuid(job.payload[u"mail"_s].toString());
        if (!id)
            return fail(ErrorKind::Malformed, u"mail_job"_s, u"The job names no mail."_s);
        const auto waiting = m_database.run(platformRole, [&](db::Transaction &transaction) -> Result<std::optional<Envelope>> {
            const auto row = transaction.exec(sql::waitingMail, {*id}).first();
            if (!row)
                return std::optional<Envelope>();
            const auto mail = openMail(row->get<QByteArray>("sealed"), *id, m_vault);
            if (!mail)
                return tl::unexpected(mail.error());
            const QByteArray name = id->toByteArray(QUuid::WithoutBraces);
            return Envelope{m_from, mailAddress(mail->to).value_or(QString()), name,
                            buildMessage(*mail, {m_from, name, row->get<TimePoint>("created_at")})};
        });
        if (!waiting)
            return tl::unexpected(waiting.error());
        if (!*waiting)
            return {}; // sent already
        if (const auto sent = m_transport.deliver(**waiting); !sent)
            return sent;
        return forget(*id);
    }

    // Nobody will read a mail that could not be sent for hours; what it said must not stay.
    void giveUp(const jobs::Job &job)
    {
        if (const auto id = parseUuid(job.payload[u"mail"_s].toString()))
            (void)forget(*id);
    }

private:
    Result<void> forget(const QUuid &id)
    {
        const TimePoint now = m_clock.now();
        return m_database.run(platformRole, [&](db::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::forgetText, {id, now});
            transaction.exec(sql::forgetOld, {now - remembered});
            return {};
        });
    }

    db::Database &m_database;
    Transport &m_transport;
    secrets::Vault m_vault;
    QString m_from;
    const Clock &m_clock;
};

} // namespace

jobs::Handler sendingHandler(db::Database &database, Transport &transport, const crypto::ContentKey &masterKey, QString from,
                             const Clock &clock)
{
    const auto sender = std::make_shared<Sender>(database, transport, masterKey, std::move(from), clock);
    return {QString::fromLatin1(sendJob), [sender](const jobs::Job &job) { return sender->send(job); },
            [sender](const jobs::Job &job, const Error &) { sender->giveUp(job); }};
}

} // namespace melody::mail
