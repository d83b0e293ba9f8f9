// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <values/result.h>

#include <QtCore/QJsonObject>

namespace melody::server {

// resources/openapi/melody.yaml, which is part of the program, as JSON.
[[nodiscard]] Result<QJsonObject> openApiDocument();

} // namespace melody::server
