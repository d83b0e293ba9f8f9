// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream_limit.h"

#include <playback/sql.h>
#include <wire/playback.h>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds liveTime{60};
constexpr std::chrono::seconds touchEvery{20};

} // namespace

Result<std::optional<StreamLimit::Device>> StreamLimit::enter(const rules::StreamPool &pool, const http::Principal &caller, bool takeOver,
                                                              TimePoint now)
{
    const UserId &payer = pool.payer;
    const auto limit = size_t(pool.streams);
    return m_database.run({"melody_playback", payer}, [&](db::Transaction &transaction) -> Result<std::optional<Device>> {
        transaction.exec(sql::lockStreams, {payer});
        std::vector<Device> live;
        for (const db::Row row : transaction.exec(sql::otherStreams, {payer, caller.signIn})) {
            const Device device{row.get<SignInId>("sign_in_id"), row.get<UserId>("listener_id")};
            if (row.get<TimePoint>("last_seen_at") + liveTime <= now)
                transaction.exec(sql::endStream, {payer, device.signIn});
            else if (!row.get<bool>("taken"))
                live.push_back(device);
        }
        // A listener's own devices make room before those of the family.
        std::stable_partition(live.begin(), live.end(), [&](const Device &device) { return device.listener == caller.user; });
        if (live.size() >= limit && !takeOver)
            return live.front(); // the one that ends if the caller takes over
        for (size_t i = 0; i + limit <= live.size(); ++i)
            transaction.exec(sql::takeStream, {payer, live[i].signIn, now, caller.signIn, caller.user});
        transaction.exec(sql::beginStream, {payer, caller.signIn, caller.user, now});
        return std::nullopt;
    });
}

Result<void> StreamLimit::leave(const rules::StreamPool &pool, const http::Principal &caller)
{
    return m_database.run({"melody_playback", pool.payer}, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::endStream, {pool.payer, caller.signIn});
        return {};
    });
}

Result<void> StreamLimit::begin(const http::Principal &caller, bool takeOver, TimePoint now)
{
    const auto pools = poolsOf(caller.user);
    std::optional<Device> inTheWay;
    std::optional<size_t> entered;
    for (size_t i = 0; i < pools.size() && !entered; ++i) {
        const auto would = enter(pools[i], caller, takeOver && pools.size() == 1, now);
        if (!would)
            return tl::unexpected(would.error());
        if (!*would)
            entered = i;
        else if (!inTheWay)
            inTheWay = *would;
    }
    if (!entered && takeOver) {
        if (const auto taken = enter(pools.front(), caller, true, now); !taken)
            return tl::unexpected(taken.error());
        entered = 0;
    }
    if (!entered)
        return tl::unexpected(wire::toError({nameOf(inTheWay->listener, inTheWay->signIn)}));
    for (size_t i = 0; i < pools.size(); ++i) {
        if (i == *entered)
            continue;
        if (const auto left = leave(pools[i], caller); !left)
            return left;
    }
    m_touched.put(caller.signIn, now);
    return {};
}

Result<bool> StreamLimit::goesOn(const http::Principal &caller, TimePoint now)
{
    const auto last = m_touched.get(caller.signIn);
    if (last && now < *last + touchEvery)
        return true;
    for (const rules::StreamPool &pool : poolsOf(caller.user)) {
        const auto known = m_database.run({"melody_playback", pool.payer}, [&](db::Transaction &transaction) -> Result<bool> {
            return transaction.exec(sql::touchStream, {pool.payer, caller.signIn, now}).affected() == 1;
        });
        if (!known)
            return known;
        if (*known) {
            m_touched.put(caller.signIn, now);
            return true;
        }
    }
    return false;
}

Result<QString> StreamLimit::takenBy(const http::Principal &caller)
{
    for (const rules::StreamPool &pool : poolsOf(caller.user)) {
        const auto taker =
            m_database.run({"melody_playback", pool.payer}, [&](db::Transaction &transaction) -> Result<std::optional<Device>> {
                const auto row = transaction.exec(sql::streamTaker, {pool.payer, caller.signIn}).first();
                return row ? std::optional(Device{row->get<SignInId>("taken_by"), row->get<UserId>("taken_by_listener")}) : std::nullopt;
            });
        if (!taker)
            return tl::unexpected(taker.error());
        if (*taker)
            return nameOf((*taker)->listener, (*taker)->signIn);
    }
    return QString();
}

} // namespace melody::playback
