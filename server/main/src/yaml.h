// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the part of YAML 1.2 that our contract is written in, and refuses the rest: block mappings and sequences by indentation with
// spaces, flow mappings and sequences on one line, plain, 'single' and "double" quoted scalars, folded text (>-), comments.
// Plain true, false, null and numbers become JSON values of that type. No anchors, tags, documents or multi-line flow.
#pragma once

#include <values/result.h>

#include <QtCore/QJsonValue>

namespace melody::server {

// Malformed ("malformed_yaml") names the line.
[[nodiscard]] Result<QJsonValue> parseYaml(const QString &text);

} // namespace melody::server
