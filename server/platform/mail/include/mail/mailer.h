// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mail to people: written down with the change that causes it, sent by the worker.
#pragma once

#include <db/database.h>

namespace melody::mail {

struct Attachment {
    QString fileName;       // "invoice-DE-2026-000017.pdf"
    QByteArray contentType; // "application/pdf", without parameters
    QByteArray bytes;       // at most 5 MiB together
};

// Plain text, in the language of the reader. Addresses and subject with a line break, or longer than RFC 5321 allows, are refused.
struct Mail {
    QString key; // unique: the same mail enqueued again is not sent twice ("confirm:<token id>")
    QString to;
    QString subject;
    QString text;
    QList<Attachment> attachments = {};
};

// The address as SMTP takes it: the domain in its ASCII form. nullopt for what isn't one (RFC 5321, 4.5.3.1: 64 and 255 octets), above all
// for what holds a space, a control character or one of <>()[]\,;:" outside its place.
[[nodiscard]] std::optional<QString> mailAddress(const QString &text);

// Inside the caller's transaction, as any service's role: the mail is sent if, and only if, the transaction commits (a durable job with
// retries). Its text rests encrypted and is forgotten once sent. Invalid ("invalid_mail") names the field.
class Mailer {
public:
    virtual ~Mailer() = default;
    virtual Result<void> enqueue(db::Transaction &transaction, const Mail &mail, TimePoint now) = 0;
};

} // namespace melody::mail
