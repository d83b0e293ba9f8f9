// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/openapi.h>

#include "yaml.h"

#include <main/openapi_text.h>

namespace melody::server {

Result<QJsonObject> openApiDocument()
{
    const auto document = parseYaml(QString::fromUtf8(openApiText));
    if (!document)
        return tl::unexpected(document.error());
    return document->toObject();
}

} // namespace melody::server
