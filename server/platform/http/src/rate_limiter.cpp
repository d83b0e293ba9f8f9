// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rate_limiter.h"

#include <QtCore/QtEndian>

namespace melody::http {
namespace {

constexpr size_t maxBucketsPerShard = 4096;
constexpr std::chrono::seconds sweepEvery{1};

} // namespace

Rates defaultRates()
{
    Rates rates;
    rates[size_t(RateClass::Read)] = {3000, 300};
    rates[size_t(RateClass::Write)] = {600, 60};
    rates[size_t(RateClass::SignIn)] = {30, 20};
    rates[size_t(RateClass::Stream)] = {6000, 600};
    rates[size_t(RateClass::Upload)] = {1200, 200};
    rates[size_t(RateClass::Probe)] = {1200, 120};
    return rates;
}

RateKey RateKey::ofUser(UserId user)
{
    const QByteArray raw = user.uuid().toRfc4122();
    return {qFromBigEndian<quint64>(raw.constData()), qFromBigEndian<quint64>(raw.constData() + 8)};
}

RateKey RateKey::ofAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    if (const quint32 ipv4 = address.toIPv4Address(&isIpv4); isIpv4)
        return {0, ipv4};
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    return {qFromBigEndian<quint64>(ipv6.c), 1}; // a version 7 id never looks like this: its low half starts with the bits 10
}

RateLimiter::RateLimiter(const Clock &clock, const Rates &rates) : m_clock(clock), m_rates(rates)
{
}

std::optional<std::chrono::milliseconds> RateLimiter::take(const RateKey &key, RateClass rate)
{
    const Rate &figures = m_rates[size_t(rate)];
    const std::chrono::nanoseconds interval = std::chrono::nanoseconds(std::chrono::minutes(1)) / std::max(1, figures.perMinute);
    const std::chrono::nanoseconds capacity = interval * std::max(1, figures.burst);
    const std::chrono::nanoseconds now = m_clock.monotonic();
    const Bucket bucket{key, rate};
    Shard &shard = m_shards[BucketHash()(bucket) / 64 % m_shards.size()];

    const std::lock_guard lock(shard.mutex);
    auto found = shard.fullAt.find(bucket);
    if (found == shard.fullAt.end()) {
        makeRoom(shard, now);
        found = shard.fullAt.emplace(bucket, now).first;
    }
    const std::chrono::nanoseconds fullAt = std::max(found->second, now) + interval;
    if (fullAt - now > capacity)
        return std::chrono::ceil<std::chrono::milliseconds>(fullAt - now - capacity);
    found->second = fullAt;
    return std::nullopt;
}

void RateLimiter::makeRoom(Shard &shard, std::chrono::nanoseconds now)
{
    if (shard.fullAt.size() < maxBucketsPerShard)
        return;
    if (now >= shard.sweepAt) { // a full bucket is as good as none
        std::erase_if(shard.fullAt, [now](const auto &entry) { return entry.second <= now; });
        shard.sweepAt = now + sweepEvery;
    }
    if (shard.fullAt.size() >= maxBucketsPerShard)
        shard.fullAt.erase(shard.fullAt.begin());
}

size_t RateLimiter::bucketCount() const
{
    size_t count = 0;
    for (const Shard &shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        count += shard.fullAt.size();
    }
    return count;
}

} // namespace melody::http
