// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "metrics.h"

#include <map>

namespace melody::telemetry {
namespace {

QByteArray braced(const QByteArray &labels, const QByteArray &more = {})
{
    if (labels.isEmpty() && more.isEmpty())
        return {};
    return '{' + labels + (labels.isEmpty() || more.isEmpty() ? "" : ",") + more + '}';
}

} // namespace

void Metrics::count(const QByteArray &name, qint64 by, const QByteArray &labels)
{
    change(name, labels, Kind::Counter, [by](Series &series) { series.count += by; });
}

void Metrics::observe(const QByteArray &name, double seconds, const QByteArray &labels)
{
    const auto bucket = size_t(std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin());
    change(name, labels, Kind::Histogram, [seconds, bucket](Series &series) {
        if (!series.histogram)
            series.histogram = std::make_unique<Histogram>();
        ++series.histogram->buckets[bucket];
        series.histogram->sum += seconds;
    });
}

void Metrics::gauge(const QByteArray &name, double value, const QByteArray &labels)
{
    change(name, labels, Kind::Gauge, [value](Series &series) { series.value = value; });
}

void Metrics::change(const QByteArray &name, const QByteArray &labels, Kind kind, const std::function<void(Series &)> &apply)
{
    Key key{name, labels};
    const size_t hash = KeyHash()(key);
    Shard &shard = m_shards[(hash >> 8) % m_shards.size()];
    const std::lock_guard lock(shard.mutex);
    auto found = shard.series.find(key);
    if (found == shard.series.end()) {
        if (m_series.fetch_add(1, std::memory_order_relaxed) >= maxSeries) {
            m_series.fetch_sub(1, std::memory_order_relaxed);
            m_dropped.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        found = shard.series.emplace(std::move(key), Series{kind, 0, 0, nullptr}).first;
    }
    if (found->second.kind == kind)
        apply(found->second);
    else
        m_dropped.fetch_add(1, std::memory_order_relaxed);
}

QByteArray Metrics::typeLine(const QByteArray &name, Kind kind)
{
    static constexpr std::array names{"counter", "gauge", "histogram"};
    return "# TYPE " + name + ' ' + names[size_t(kind)] + '\n';
}

QByteArray Metrics::lines(const Key &key, const Series &series)
{
    switch (series.kind) {
    case Kind::Counter:
        return key.name + braced(key.labels) + ' ' + QByteArray::number(series.count) + '\n';
    case Kind::Gauge:
        return key.name + braced(key.labels) + ' ' + QByteArray::number(series.value, 'g', 15) + '\n';
    case Kind::Histogram:
        break;
    }
    QByteArray text;
    qint64 total = 0;
    for (size_t i = 0; i <= bounds.size(); ++i) {
        total += series.histogram->buckets[i];
        const QByteArray bound = i < bounds.size() ? QByteArray::number(bounds[i], 'g', 6) : QByteArray("+Inf");
        text += key.name + "_bucket" + braced(key.labels, "le=\"" + bound + '"') + ' ' + QByteArray::number(total) + '\n';
    }
    text += key.name + "_sum" + braced(key.labels) + ' ' + QByteArray::number(series.histogram->sum, 'g', 15) + '\n';
    text += key.name + "_count" + braced(key.labels) + ' ' + QByteArray::number(total) + '\n';
    return text;
}

QByteArray Metrics::text() const
{
    struct Family {
        QByteArray type;
        std::map<QByteArray, QByteArray> lines; // by labels
    };
    std::map<QByteArray, Family> families;
    for (const Shard &shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        for (const auto &[key, series] : shard.series) {
            Family &family = families[key.name];
            family.type = typeLine(key.name, series.kind);
            family.lines[key.labels] = lines(key, series);
        }
    }
    if (const qint64 dropped = m_dropped.load(std::memory_order_relaxed); dropped > 0) {
        const QByteArray name = "melody_metrics_dropped_total";
        families[name] = {typeLine(name, Kind::Counter), {{QByteArray(), name + ' ' + QByteArray::number(dropped) + '\n'}}};
    }
    QByteArray text;
    for (const auto &[name, family] : families) {
        text += family.type;
        for (const auto &[labels, line] : family.lines)
            text += line;
    }
    return text;
}

} // namespace melody::telemetry
