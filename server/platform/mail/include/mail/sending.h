// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How mail leaves the house: the mailer that services are given, the job that sends, and the ways out (transports).
#pragma once

#include <crypto/chunk_cipher.h>
#include <jobs/jobs.h>
#include <mail/mailer.h>

namespace melody::mail {

// One message as it goes over the wire.
struct Envelope {
    QString from; // addresses without display name, the domain in its ASCII form
    QString to;
    QByteArray id;      // unique, [a-z0-9-]: the same again when a delivery is repeated
    QByteArray message; // RFC 5322, CRLF
};

// Thread: any; deliver() blocks, at most for a minute.
class Transport {
public:
    virtual ~Transport() = default;
    // Unavailable: try again later (network, 4yz, full disk). Invalid ("mail_refused"): never (5yz).
    virtual Result<void> deliver(const Envelope &envelope) = 0;
};

// Writes "<id>.eml" into `folder`, which is made when absent; a repeated delivery replaces the file.
[[nodiscard]] std::unique_ptr<Transport> createFileTransport(const QString &folder);

struct SmtpOptions {
    QString host;
    quint16 port = 587;
    bool implicitTls = false; // from the first byte (RFC 8314); otherwise STARTTLS is demanded
    bool plain = false;       // no TLS at all: only for a host on this machine
    QString user;             // empty: no authentication
    QString password;
    QString caFile; // PEM; empty: the system's
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds timeout{45'000}; // of a whole delivery
};
// Over libcurl. Invalid ("smtp_settings") names what is wrong.
[[nodiscard]] Result<std::unique_ptr<Transport>> createSmtpTransport(SmtpOptions options);

// `masterKey`: what waits rests under a key derived from it.
[[nodiscard]] std::unique_ptr<Mailer> createMailer(const crypto::ContentKey &masterKey);

// For the worker. `from` is the sender's address; `database` and `transport` outlive the handler.
[[nodiscard]] jobs::Handler sendingHandler(db::Database &database, Transport &transport, const crypto::ContentKey &masterKey, QString from,
                                           const Clock &clock);

} // namespace melody::mail
