// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Releases as ingest hands them over, with sealed chunks in the object store; only the sound inside the chunks is none.
#pragma once

#include <support/running_server.h>

namespace melody::test {

struct SampleOptions {
    QString kind = QStringLiteral("album");
    QString title = QStringLiteral("Green Stripes");
    QString artistName = QStringLiteral("The Greens");
    int tracks = 2;
    qint64 durationMs = 9'500;
    bool withImage = true;
};

// What chunk `index` of `rung` says when it is opened.
[[nodiscard]] QByteArray clearChunk(media::Rung rung, int index);

// Stores the objects; publishes nothing.
[[nodiscard]] catalog::PublishedRelease sampleRelease(RunningServer &server, const SampleOptions &options = {});

// Stores and publishes.
catalog::PublishedRelease publishSample(RunningServer &server, const SampleOptions &options = {});
[[nodiscard]] Result<bool> publish(RunningServer &server, const catalog::PublishedRelease &release);

} // namespace melody::test
