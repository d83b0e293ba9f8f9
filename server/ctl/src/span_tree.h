// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <telemetry/telemetry.h>

#include <QtCore/QStringList>

namespace melody::ctl {

// Pure: a line a span, children under their parents in order of start; times are milliseconds since the first span began. A span whose
// parent is not there stands at the top.
[[nodiscard]] QStringList spanTree(const std::vector<telemetry::Span> &spans);

} // namespace melody::ctl
