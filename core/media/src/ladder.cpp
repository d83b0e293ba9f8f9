// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <media/ladder.h>

#include <algorithm>

namespace melody::media {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

// The first chunks are short, so that sound starts early; from the third on they are steady.
constexpr std::array<qint64, 3> earlyStartsMs{0, 1000, 2000};
constexpr qint64 steadyMs = 4000;
constexpr int steadyFrom = 3; // starts at 4 s, so index = time / 4 s + 2 from there on

} // namespace

QString rungName(Rung rung)
{
    switch (rung) {
    case Rung::Opus24:
        return u"opus-24"_s;
    case Rung::Opus64:
        return u"opus-64"_s;
    case Rung::Opus128:
        return u"opus-128"_s;
    case Rung::Opus192:
        return u"opus-192"_s;
    case Rung::Flac:
        return u"flac"_s;
    }
    return {};
}

std::optional<Rung> parseRung(QStringView name)
{
    for (const Rung rung : allRungs) {
        if (name == rungName(rung))
            return rung;
    }
    return std::nullopt;
}

int nominalKbps(Rung rung)
{
    switch (rung) {
    case Rung::Opus24:
        return 24;
    case Rung::Opus64:
        return 64;
    case Rung::Opus128:
        return 128;
    case Rung::Opus192:
        return 192;
    case Rung::Flac:
        return 0;
    }
    return 0;
}

milliseconds chunkStart(int index)
{
    if (index < steadyFrom)
        return milliseconds(earlyStartsMs[size_t(std::max(index, 0))]);
    return milliseconds((qint64(index) - 2) * steadyMs);
}

milliseconds chunkLength(int index)
{
    return chunkStart(index + 1) - chunkStart(index);
}

int chunkAt(milliseconds position)
{
    const qint64 ms = std::max<qint64>(position.count(), 0);
    if (ms >= steadyMs)
        return int(std::min<qint64>(ms / steadyMs + 2, std::numeric_limits<int>::max() - 1));
    return ms >= earlyStartsMs[2] ? 2 : (ms >= earlyStartsMs[1] ? 1 : 0);
}

int chunkCount(milliseconds duration)
{
    return duration.count() > 0 ? chunkAt(duration - milliseconds(1)) + 1 : 0;
}

} // namespace melody::media
