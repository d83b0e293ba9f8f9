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

struct Device {
    SignInId signIn;
    UserId listener;
};

} // namespace

Result<void> StreamLimit::begin(const http::Principal &caller, bool takeOver, TimePoint now)
{
    const UserId payer = payerOf(caller.user);
    const auto limit = size_t(rules::concurrentStreamsOf(m_options.entitlementsOf(caller.user).plan));
    std::optional<Device> inTheWay;
    const auto begun = m_database.run({"melody_playback", payer}, [&](db::Transaction &transaction) -> Result<void> {
        inTheWay.reset();
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
        if (live.size() >= limit && !takeOver) {
            inTheWay = live.front(); // the one that ends if the caller takes over
            return {};
        }
        for (size_t i = 0; i + limit <= live.size(); ++i)
            transaction.exec(sql::takeStream, {payer, live[i].signIn, now, caller.signIn, caller.user});
        transaction.exec(sql::beginStream, {payer, caller.signIn, caller.user, now});
        return {};
    });
    if (!begun)
        return begun;
    if (inTheWay)
        return tl::unexpected(wire::toError({nameOf(inTheWay->listener, inTheWay->signIn)}));
    m_touched.put(caller.signIn, now);
    return {};
}

Result<bool> StreamLimit::goesOn(const http::Principal &caller, TimePoint now)
{
    const auto last = m_touched.get(caller.signIn);
    if (last && now < *last + touchEvery)
        return true;
    const UserId payer = payerOf(caller.user);
    const auto known = m_database.run({"melody_playback", payer}, [&](db::Transaction &transaction) -> Result<bool> {
        return transaction.exec(sql::touchStream, {payer, caller.signIn, now}).affected() == 1;
    });
    if (known && *known)
        m_touched.put(caller.signIn, now);
    return known;
}

Result<QString> StreamLimit::takenBy(const http::Principal &caller)
{
    const UserId payer = payerOf(caller.user);
    const auto taker = m_database.run({"melody_playback", payer}, [&](db::Transaction &transaction) -> Result<std::optional<Device>> {
        const auto row = transaction.exec(sql::streamTaker, {payer, caller.signIn}).first();
        return row ? std::optional(Device{row->get<SignInId>("taken_by"), row->get<UserId>("taken_by_listener")}) : std::nullopt;
    });
    if (!taker)
        return tl::unexpected(taker.error());
    return *taker ? nameOf((*taker)->listener, (*taker)->signIn) : QString();
}

} // namespace melody::playback
