// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who runs a command, as the audit log knows them: an operator at the machine has no account, and still is somebody.
#pragma once

#include <audit/audit_log.h>
#include <crypto/chunk_cipher.h>

#include <QtCore/QCommandLineParser>

#include <memory>

namespace melody::ctl {

// --operator NAME; without it the name of who is signed in to the operating system.
[[nodiscard]] QCommandLineOption operatorOption();
// Invalid names the option.
[[nodiscard]] Result<QString> operatorOf(const QCommandLineParser &parser);

// Every entry of an operator's doing has them as its actor, the same name the same one, and their name among its sealed details.
[[nodiscard]] std::unique_ptr<audit::AuditLog> auditLogFor(const QString &operatorName, const crypto::ContentKey &masterKey);

} // namespace melody::ctl
