// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_parser.h"

namespace melody::live {

namespace {

constexpr qsizetype longestId = 64;

} // namespace

std::vector<wire::LiveEvent> EventParser::take(QByteArrayView bytes)
{
    std::vector<wire::LiveEvent> events;
    for (const char byte : bytes) {
        if (m_broken)
            break;
        const bool endsTheSameLine = std::exchange(m_afterReturn, byte == '\r') && byte == '\n';
        if (endsTheSameLine)
            continue;
        if (byte == '\n' || byte == '\r')
            takeLine(std::exchange(m_line, {}), events);
        else
            m_line += byte;
        m_broken = m_line.size() + m_data.size() > 2 * wire::maxLiveEventBytes;
    }
    return events;
}

void EventParser::takeLine(QByteArrayView line, std::vector<wire::LiveEvent> &events)
{
    if (line.isEmpty()) {
        if (m_hasId)
            m_lastId = m_id;
        m_hasId = false;
        const QByteArray data = std::exchange(m_data, {});
        const auto json = wire::parseObject(data);
        const auto event = json ? wire::parseLiveEvent(*json) : Result<wire::LiveEvent>(tl::unexpected(json.error()));
        if (event)
            events.push_back(*event);
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (name == QByteArrayView("data")) {
        m_data += (m_data.isEmpty() ? QByteArrayView() : QByteArrayView("\n", 1)).toByteArray() + value.toByteArray();
    } else if (name == QByteArrayView("id") && value.size() <= longestId && !value.contains('\0')) {
        m_id = value.toByteArray();
        m_hasId = true;
    }
}

} // namespace melody::live
