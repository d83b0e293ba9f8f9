// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Handing pages and documents over to whatever the desktop shows them with.
#pragma once

#include <functional>

class QUrl;

namespace melody::app {

// False when nothing opened it.
using OpenUrl = std::function<bool(const QUrl &)>;

[[nodiscard]] bool openOnDesktop(const QUrl &url);

} // namespace melody::app
