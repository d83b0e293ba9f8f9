// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace melody::config {

// "http.max_body" -> "MELODY_HTTP_MAX_BODY" and "--http-max-body".
[[nodiscard]] QString environmentName(const QString &option);
[[nodiscard]] QString flagName(const QString &option);

// The known name that `wrong` most likely meant: the fewest letters to change, at most a third of them (Levenshtein). Empty if none.
[[nodiscard]] QString nearest(const QString &wrong, const QStringList &known);

} // namespace melody::config
