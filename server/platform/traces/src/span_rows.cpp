// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "span_rows.h"

namespace melody::traces {
using namespace Qt::StringLiterals;
namespace {

constexpr qsizetype maxNameLength = 256;
constexpr qsizetype maxAttributeBytes = 8 * 1024;

QJsonObject storableAttributes(const QJsonObject &attributes)
{
    const QByteArray json = QJsonDocument(attributes).toJson(QJsonDocument::Compact);
    if (json.size() <= maxAttributeBytes && !json.contains("\\u0000"))
        return attributes;
    return {{u"attributes_left_out"_s, true}};
}

} // namespace

const std::vector<const char *> &spanColumns()
{
    static const std::vector<const char *> columns{"trace_id",    "span_id", "parent_span_id", "name", "start_at",
                                                   "duration_us", "ok",      "attributes"};
    return columns;
}

std::vector<db::Param> spanRow(const telemetry::Span &span)
{
    const QByteArray parent = QByteArray::fromHex(span.parentSpanId);
    return {QByteArray::fromHex(span.context.traceId),
            QByteArray::fromHex(span.context.spanId),
            parent.isEmpty() ? db::Param(std::nullopt) : db::Param(parent),
            QString(span.name).remove(QChar(u'\0')).left(maxNameLength),
            span.start,
            qint64(span.duration.count()),
            span.ok,
            storableAttributes(span.attributes)};
}

bool isStorable(const telemetry::Span &span, TimePoint now, int keepDays)
{
    const auto isKept = span.start > now - std::chrono::days(keepDays) && span.start < now + std::chrono::days(1);
    return isKept && QByteArray::fromHex(span.context.traceId).size() == 16 && QByteArray::fromHex(span.context.spanId).size() == 8;
}

telemetry::Span spanOf(const db::Row &row, const QByteArray &traceId)
{
    return {{traceId, row.get<QByteArray>("span_id").toHex(), true},
            row.get<std::optional<QByteArray>>("parent_span_id").value_or(QByteArray()).toHex(),
            row.get<QString>("name"),
            row.get<TimePoint>("start_at"),
            std::chrono::microseconds(row.get<qint64>("duration_us")),
            row.get<bool>("ok"),
            row.get<QJsonObject>("attributes")};
}

} // namespace melody::traces
