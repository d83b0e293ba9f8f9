// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "refusal_watch.h"

#include <telemetry/telemetry.h>

namespace melody::http {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::minutes refusalWindow{1};
constexpr size_t maxRefusedCallers = 16'384;

} // namespace

void RefusalWatch::refused(const RateKey &caller, const QString &user, const QString &operation)
{
    int ofCaller = 0;
    int ofAll = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto now = m_clock.monotonic(); now >= m_until) {
            m_until = now + refusalWindow;
            m_all = 0;
            m_byCaller.clear();
        }
        ofAll = ++m_all;
        if (m_byCaller.size() < maxRefusedCallers || m_byCaller.contains(caller))
            ofCaller = ++m_byCaller[caller];
    }
    if (ofCaller == m_unusual.ofCaller)
        tell("caller", ofCaller, user, operation);
    if (ofAll == m_unusual.ofAll)
        tell("all", ofAll, {}, operation);
}

void RefusalWatch::tell(const char *of, int count, const QString &user, const QString &operation)
{
    QJsonObject fields{{u"of"_s, QString::fromLatin1(of)}, {u"count"_s, count}, {u"last_operation"_s, operation}};
    if (!user.isEmpty())
        fields.insert(u"user"_s, user);
    m_telemetry.log(telemetry::Level::Warning, u"http.unusual_refusals"_s, fields);
    m_telemetry.count(QByteArrayLiteral("melody_unusual_refusals_total"), 1, "of=\"" + QByteArray(of) + '"');
}

} // namespace melody::http
