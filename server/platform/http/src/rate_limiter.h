// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Token buckets in whole nanoseconds (the generic cell rate algorithm: one time stamp a bucket), at most 65,536 of them.
// Thread: any.
#pragma once

#include <http/server.h>

#include <unordered_map>

namespace melody::http {

// Who is counted: a user, or where a caller without sign-in comes from.
struct RateKey {
    quint64 high = 0;
    quint64 low = 0;
    [[nodiscard]] static RateKey ofUser(UserId user);
    // An IPv6 caller owns a /64, so that is what is counted.
    [[nodiscard]] static RateKey ofAddress(const QHostAddress &address);
    friend bool operator==(const RateKey &, const RateKey &) = default;
};

class RateLimiter {
public:
    RateLimiter(const Clock &clock, const Rates &rates);
    // Nothing: go ahead, one token is taken. Else: how long until there is one.
    [[nodiscard]] std::optional<std::chrono::milliseconds> take(const RateKey &key, RateClass rate);
    [[nodiscard]] size_t bucketCount() const;

private:
    struct Bucket {
        RateKey key;
        RateClass rate;
        friend bool operator==(const Bucket &, const Bucket &) = default;
    };
    struct BucketHash {
        // Seeded, so that nobody can aim at one shard.
        size_t operator()(const Bucket &bucket) const noexcept
        {
            return qHashMulti(QHashSeed::globalSeed(), bucket.key.high, bucket.key.low, int(bucket.rate));
        }
    };
    struct Shard {
        mutable std::mutex mutex;
        std::unordered_map<Bucket, std::chrono::nanoseconds, BucketHash> fullAt; // when the bucket will be full again
        std::chrono::nanoseconds sweepAt{0};
    };
    void makeRoom(Shard &shard, std::chrono::nanoseconds now);

    const Clock &m_clock;
    Rates m_rates;
    std::array<Shard, 16> m_shards;
};

} // namespace melody::http
