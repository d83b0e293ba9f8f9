// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <bench/report.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace melody::bench {
using namespace Qt::StringLiterals;
namespace {

QString shown(const std::optional<double> &value)
{
    if (!value)
        return u"-"_s;
    return QString::number(*value, 'f', *value >= 1000 ? 0 : *value >= 10 ? 1 : 3);
}

void put(QJsonObject &json, const QString &key, const std::optional<double> &value)
{
    if (value)
        json.insert(key, *value);
}

QString laidOut(const std::vector<QStringList> &rows, const QList<qsizetype> &textColumns)
{
    QString table;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const auto wider = [column](qsizetype width, const QStringList &each) { return std::max(width, each[column].size()); };
            const qsizetype width = std::accumulate(rows.begin(), rows.end(), qsizetype(0), wider);
            line += u"  "_s + (textColumns.contains(column) ? row[column].leftJustified(width) : row[column].rightJustified(width));
        }
        while (line.endsWith(u' '))
            line.chop(1);
        table += line + u'\n';
    }
    return table;
}

QString standardTable(const std::vector<Case> &cases)
{
    std::vector<QStringList> rows{
        {u"case"_s, u"n"_s, u"p50 ms"_s, u"p95 ms"_s, u"p99 ms"_s, u"value"_s, u"unit"_s, u"reference"_s, u"of"_s, u"ratio"_s}};
    for (const Case &each : cases) {
        rows.push_back({each.name, QString::number(each.n), shown(each.p50Ms), shown(each.p95Ms), shown(each.p99Ms), shown(each.value),
                        each.unit, shown(each.reference), each.referenceName, shown(each.ratio)});
    }
    return laidOut(rows, {0, 6, 8});
}

// All cases have the figures of the first.
QString figuresTable(const std::vector<Case> &cases)
{
    std::vector<QStringList> rows{{u"case"_s, u"n"_s}};
    for (const auto &[name, figure] : cases.front().figures)
        rows.front().append(name);
    for (const Case &each : cases) {
        QStringList row{each.name, QString::number(each.n)};
        for (const auto &[name, figure] : each.figures)
            row.append(shown(figure));
        row.resize(rows.front().size());
        rows.push_back(row);
    }
    return laidOut(rows, {0});
}

} // namespace

double percentile(std::vector<double> samples, double percent)
{
    if (samples.empty())
        return 0;
    const auto rank = size_t(std::ceil(std::clamp(percent, 0.0, 100.0) / 100 * double(samples.size())));
    const auto nth = samples.begin() + std::ptrdiff_t(std::max<size_t>(rank, 1) - 1);
    std::nth_element(samples.begin(), nth, samples.end());
    return *nth;
}

double median(std::vector<double> samples)
{
    if (samples.empty())
        return 0;
    std::sort(samples.begin(), samples.end());
    const size_t middle = samples.size() / 2;
    return samples.size() % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
}

void Report::add(Case measured)
{
    if (!measured.ratio && measured.value && measured.reference.value_or(0) > 0)
        measured.ratio = *measured.value / *measured.reference;
    m_cases.push_back(std::move(measured));
}

QJsonObject Report::toJson() const
{
    QJsonArray cases;
    for (const Case &each : m_cases) {
        QJsonObject json{{u"case"_s, each.name}, {u"n"_s, each.n}};
        put(json, u"p50_ms"_s, each.p50Ms);
        put(json, u"p95_ms"_s, each.p95Ms);
        put(json, u"p99_ms"_s, each.p99Ms);
        put(json, u"value"_s, each.value);
        if (!each.unit.isEmpty())
            json.insert(u"unit"_s, each.unit);
        put(json, u"reference"_s, each.reference);
        if (!each.referenceName.isEmpty())
            json.insert(u"reference_name"_s, each.referenceName);
        put(json, u"ratio"_s, each.ratio);
        for (const auto &[name, figure] : each.figures)
            json.insert(name, figure);
        cases.append(json);
    }
    return {{u"name"_s, m_name}, {u"cases"_s, cases}};
}

QString Report::toTable() const
{
    const bool hasFigures = std::any_of(m_cases.begin(), m_cases.end(), [](const Case &each) { return !each.figures.empty(); });
    return m_name + u'\n' + (hasFigures ? figuresTable(m_cases) : standardTable(m_cases));
}

int Report::finish(const QStringList &arguments) const
{
    std::fputs(toTable().toUtf8().constData(), stdout);
    const QString path = argument(arguments, u"--json"_s);
    if (path.isEmpty())
        return 0;
    QFile file(path);
    const QByteArray json = QJsonDocument(toJson()).toJson();
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size())
        return 0;
    std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(file.errorString()));
    return 1;
}

QString argument(const QStringList &arguments, const QString &flag)
{
    const qsizetype at = arguments.indexOf(flag);
    return at >= 0 ? arguments.value(at + 1) : QString();
}

} // namespace melody::bench
