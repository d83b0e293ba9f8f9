// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHashFunctions>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace melody::telemetry {

// Every counter, gauge and histogram of the process. Sharded by name and labels, so that threads seldom meet at a lock. Holds at most
// `maxSeries` of them: labels that grow without bound (our bug) are counted in melody_metrics_dropped_total, not stored.
// Thread: any.
class Metrics {
public:
    static constexpr int maxSeries = 10'000;

    void count(const QByteArray &name, qint64 by, const QByteArray &labels);
    void observe(const QByteArray &name, double seconds, const QByteArray &labels);
    void gauge(const QByteArray &name, double value, const QByteArray &labels);
    // The Prometheus text format, version 0.0.4, in order of name.
    [[nodiscard]] QByteArray text() const;

private:
    static constexpr std::array bounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                       0.05,   0.1,     0.25,   0.5,   1.0,    2.5,   5.0,  10.0};
    enum class Kind { Counter, Gauge, Histogram };
    struct Histogram {
        std::array<qint64, bounds.size() + 1> buckets{};
        double sum = 0;
    };
    struct Series {
        Kind kind;
        qint64 count = 0; // counters
        double value = 0; // gauges
        std::unique_ptr<Histogram> histogram;
    };
    struct Key {
        QByteArray name;
        QByteArray labels;
        bool operator==(const Key &) const = default;
    };
    struct KeyHash {
        size_t operator()(const Key &key) const noexcept { return qHashMulti(0, key.name, key.labels); }
    };
    struct Shard {
        mutable std::mutex mutex;
        std::unordered_map<Key, Series, KeyHash> series;
    };

    void change(const QByteArray &name, const QByteArray &labels, Kind kind, const std::function<void(Series &)> &apply);
    static QByteArray typeLine(const QByteArray &name, Kind kind);
    static QByteArray lines(const Key &key, const Series &series);

    std::array<Shard, 16> m_shards;
    std::atomic<int> m_series{0};
    std::atomic<qint64> m_dropped{0};
};

} // namespace melody::telemetry
