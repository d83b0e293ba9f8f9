// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/trace.h>

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <array>

namespace melody {
namespace {

QByteArray randomHex(int words)
{
    QByteArray hex(words * 8, Qt::Uninitialized);
    std::array<quint32, 4> raw;
    do {
        QRandomGenerator::global()->fillRange(raw.data(), words);
    } while (std::all_of(raw.begin(), raw.begin() + words, [](quint32 word) { return word == 0; }));
    for (qsizetype i = 0; i < hex.size(); ++i)
        hex[i] = "0123456789abcdef"[raw[size_t(i / 8)] >> (i % 8 * 4) & 15];
    return hex;
}

bool isLowerHex(QByteArrayView text)
{
    bool nonZero = false;
    for (const char c : text) {
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
        nonZero |= c != '0';
    }
    return nonZero;
}

} // namespace

TraceContext TraceContext::create()
{
    return {randomHex(4), randomHex(2), true};
}

TraceContext TraceContext::child() const
{
    return {traceId, randomHex(2), sampled};
}

std::optional<TraceContext> TraceContext::parse(QByteArrayView header)
{
    if (header.size() != 55 || !header.startsWith("00-") || header[35] != '-' || header[52] != '-')
        return std::nullopt;
    const auto trace = header.sliced(3, 32);
    const auto span = header.sliced(36, 16);
    const auto flags = header.sliced(53, 2);
    if (!isLowerHex(trace) || !isLowerHex(span) || (flags != "00" && flags != "01"))
        return std::nullopt;
    return TraceContext{trace.toByteArray(), span.toByteArray(), flags == "01"};
}

QByteArray TraceContext::toTraceparent() const
{
    return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
}

} // namespace melody
