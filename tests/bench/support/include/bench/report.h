// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How benchmarks report: one table for people, one JSON file for machines. Thread: any, one at a time.
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace melody::bench {

// One measured case; what does not apply stays out of the report.
struct Case {
    QString name;
    qint64 n = 0; // operations measured
    std::optional<double> p50Ms = {};
    std::optional<double> p95Ms = {};
    std::optional<double> p99Ms = {};
    std::optional<double> value = {};
    QString unit = {}; // of value and reference: "req/s", "MB/s"
    std::optional<double> reference = {};
    QString referenceName = {};
    std::optional<double> ratio = {};                     // value / reference when it is not given
    std::vector<std::pair<QString, double>> figures = {}; // of this benchmark alone, by their names in the JSON; a table of their own
};

// Nearest rank: the smallest sample that at least `percent` of all are not above. 0 without samples.
[[nodiscard]] double percentile(std::vector<double> samples, double percent);
// The mean of the two in the middle when their number is even.
[[nodiscard]] double median(std::vector<double> samples);

class Report {
public:
    explicit Report(QString name) : m_name(std::move(name)) {}
    void add(Case measured);
    // {"name", "cases": [{"case", "n", "p50_ms", "p95_ms", "p99_ms", "value", "unit", "reference", "reference_name", "ratio"}]}
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] QString toTable() const;
    // Prints the table and, with `--json F` among the arguments, writes F. What main() returns: 1 when F can't be written.
    [[nodiscard]] int finish(const QStringList &arguments) const;

private:
    QString m_name;
    std::vector<Case> m_cases;
};

// What follows `flag` ("--json") among the arguments; empty when it is not there.
[[nodiscard]] QString argument(const QStringList &arguments, const QString &flag);

} // namespace melody::bench
