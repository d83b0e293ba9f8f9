// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"

#include <wire/chapters.h>

#include <cstring>

using namespace melody;
using fuzz::require;

// Records of two times, a length and a title, and the recording's length in front of them.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const auto number = [&]() {
        quint64 value = 0;
        const size_t bytes = std::min(size, sizeof value);
        std::memcpy(&value, data, bytes);
        data += bytes;
        size -= bytes;
        return qint64(value);
    };
    const qint64 durationMs = number() & ((1LL << 40) - 1);
    std::vector<media::RawChapter> raw;
    while (size > 17) {
        const qint64 startMs = number();
        const qint64 endMs = number();
        const size_t length = std::min<size_t>(*data, size - 1);
        raw.push_back({startMs, endMs,
                       QString::fromUtf16(reinterpret_cast<const char16_t *>(
                                              QByteArray(reinterpret_cast<const char *>(data) + 1, qsizetype(length)).constData()),
                                          qsizetype(length / 2))});
        data += 1 + length;
        size -= 1 + length;
    }
    const media::Chapters planned = media::planChapters(std::move(raw), durationMs);
    for (const media::Chapter &chapter : planned)
        require(chapter.startMs >= 0 && chapter.startMs < durationMs, "a chapter is inside of its recording");
    // Whatever a file says and we take, a listener's app can read.
    const auto again = wire::parseChapters(wire::toJson(planned));
    require(again && *again == planned, "chapters survive the way to the listener");
    return 0;
}
