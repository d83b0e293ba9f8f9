// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/trace.h>

#include <QtCore/QRandomGenerator>

namespace melody {
namespace {

QByteArray randomHex(int bytes)
{
    QByteArray raw(bytes, Qt::Uninitialized);
    do {
        for (char &byte : raw)
            byte = char(QRandomGenerator::global()->generate());
    } while (raw.count('\0') == raw.size());
    return raw.toHex();
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
    return {randomHex(16), randomHex(8), true};
}

TraceContext TraceContext::child() const
{
    return {traceId, randomHex(8), sampled};
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
