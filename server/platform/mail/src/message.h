// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: a mail as text of RFC 5322, with MIME (RFC 2045, 2046), encoded words (RFC 2047) and file names after RFC 2231.
#pragma once

#include <mail/mailer.h>

namespace melody::mail {

inline constexpr qsizetype maxSubject = 200;
inline constexpr qsizetype maxText = 64 * 1024;
inline constexpr qsizetype maxAttachments = 10;
inline constexpr qsizetype maxAttachmentBytes = 5 * 1024 * 1024; // together
inline constexpr qsizetype maxKey = 200;

// Invalid ("invalid_mail") names the first wrong field.
[[nodiscard]] Result<void> checkMail(const Mail &mail);

struct Stamp {
    QString from;
    QByteArray id; // unique; with the sender's domain it is the Message-ID
    TimePoint at{};
};
// Of a mail that checkMail() let pass.
[[nodiscard]] QByteArray buildMessage(const Mail &mail, const Stamp &stamp);

} // namespace melody::mail
