// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <values/result.h>

#include <QtNetwork/QSslConfiguration>

namespace melody::server {

// TLS 1.3 with the chain and the key (RSA or EC) of two PEM files. Invalid names the file that is wrong.
[[nodiscard]] Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile);

} // namespace melody::server
