// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A store for outboxes alone.
#pragma once

#include <outbox/migrations.h>
#include <outbox/outbox.h>

namespace melody::test {

inline const UserId ticker(QUuid(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)); // whose ticks they are

// Aborts when it does not open.
inline std::unique_ptr<store::Store> openOutboxStore(const QString &file, std::chrono::milliseconds busyTimeout = std::chrono::seconds(60))
{
    auto opened = store::openStore({file, crypto::ContentKey(QByteArray(crypto::contentKeyBytes, 'o')), outbox::migrations(), busyTimeout});
    if (!opened)
        qFatal("%s", qPrintable(opened.error().detail));
    return std::move(*opened);
}

} // namespace melody::test
