// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "log_line.h"

namespace melody::telemetry {
using namespace Qt::StringLiterals;
namespace {

const char *levelName(Level level)
{
    switch (level) {
    case Level::Debug:
        return "debug";
    case Level::Info:
        return "info";
    case Level::Warning:
        return "warning";
    case Level::Error:
        return "error";
    }
    return "error";
}

QByteArray quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

bool namesSecret(const QString &field)
{
    static constexpr std::array words{"password"_L1, "secret"_L1, "token"_L1, "authorization"_L1, "cookie"_L1, "private_key"_L1};
    return std::any_of(words.begin(), words.end(), [&](QLatin1StringView word) { return field.contains(word, Qt::CaseInsensitive); });
}

QJsonObject withoutSecrets(QJsonObject fields)
{
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (namesSecret(field.key()))
            *field = u"***"_s;
        else if (field->isObject())
            *field = withoutSecrets(field->toObject());
    }
    return fields;
}

} // namespace

QByteArray logLine(TimePoint time, Level level, const QString &event, const QJsonObject &fields, const QByteArray &traceId)
{
    QByteArray line = "{\"time\":\"" + formatTime(time).toLatin1() + "\",\"level\":\"" + levelName(level) + "\",\"event\":" + quoted(event);
    if (!traceId.isEmpty())
        line += ",\"trace_id\":" + quoted(QString::fromLatin1(traceId));
    if (!fields.isEmpty()) {
        const QByteArray json = QJsonDocument(withoutSecrets(fields)).toJson(QJsonDocument::Compact);
        line += json.size() > maxFieldBytes ? QByteArray(",\"fields_left_out\":true") : ',' + json.sliced(1, json.size() - 2);
    }
    return line + "}\n";
}

} // namespace melody::telemetry
