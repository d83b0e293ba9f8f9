// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <optional>

namespace melody::accounts {

// Pure: the form of an e-mail address under which it is unique: without surrounding space, in lower case, the domain in its ASCII
// form. nullopt for what can't be one (RFC 5321 without quoted local parts and address literals). Dots and "+tags" stay:
// only the owner of the domain knows what they mean.
[[nodiscard]] std::optional<QString> normaliseEmail(const QString &email);

} // namespace melody::accounts
