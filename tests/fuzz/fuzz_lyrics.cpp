// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"

#include <wire/lyrics.h>

using namespace melody;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto lyrics = media::parseLyrics(text);
    if (!lyrics || text.contains(QChar::Null)) // JSON with NUL is refused before
        return 0;
    // Whatever a creator sends and we take, a listener's app can read.
    const auto again = wire::parseLyrics(wire::toJson(*lyrics));
    require(again && *again == *lyrics, "lyrics survive the way to the listener");
    return 0;
}
