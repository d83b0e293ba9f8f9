// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"

#include <media/manifest.h>
#include <wire/json.h>

#include <QtCore/QJsonDocument>

using namespace melody;
using namespace melody::media;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using fuzz::require;
    const auto json = wire::parseObject(QByteArrayView(data, qsizetype(size)));
    if (!json)
        return 0;
    const auto manifest = parseManifest(*json);
    if (!manifest) {
        require(manifest.error().fields.size() == 1 && !manifest.error().fields[0].field.isEmpty(), "a refusal names the field");
        return 0;
    }
    // What a player relies on without asking again.
    require(!manifest->rungs.empty() && manifest->durationMs > 0, "there is something to play");
    for (const RungInfo &rung : manifest->rungs) {
        require(rung.chunks.size() == manifest->rungs.front().chunks.size(), "rungs are aligned");
        require(manifest->find(rung.rung) == &rung, "a rung is there once");
        require(chunkAt(std::chrono::milliseconds(manifest->durationMs - 1)) < int(rung.chunks.size()), "the music has its chunks");
    }
    const QByteArray text = QJsonDocument(toJson(*manifest)).toJson(QJsonDocument::Compact);
    const auto again = wire::parseObject(text, 64 * 1024 * 1024);
    require(again.has_value(), "what was written can be read");
    const auto same = parseManifest(*again);
    require(same.has_value() && *same == *manifest, "reading what was written gives the same");
    return 0;
}
