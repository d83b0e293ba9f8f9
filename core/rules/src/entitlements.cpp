// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/entitlements.h>

namespace melody::rules {
namespace {

struct PlanFacts {
    Plan plan;
    QStringView name;
    int seats;
};

constexpr PlanFacts facts[] = {{Plan::Free, u"free", 1},
                               {Plan::Individual, u"individual", 1},
                               {Plan::Duo, u"duo", 2},
                               {Plan::Family, u"family", 6},
                               {Plan::Student, u"student", 1}};

} // namespace

media::Rung highestRung(const Entitlements &entitlements)
{
    if (entitlements.plan == Plan::Free)
        return media::Rung::Opus128;
    return entitlements.hiFi ? media::Rung::Flac : media::Rung::Opus192;
}

int seatsOf(Plan plan)
{
    return facts[size_t(plan)].seats;
}

int concurrentStreamsOf(Plan plan)
{
    return seatsOf(plan);
}

bool hasSeat(Plan plan, int place)
{
    return place < seatsOf(plan);
}

Entitlements together(const Entitlements &own, const Entitlements &seat)
{
    const bool paysThemself = own.plan != Plan::Free;
    const bool isSeated = seat.plan != Plan::Free;
    return {paysThemself ? own.plan : seat.plan, (paysThemself && own.hiFi) || (isSeated && seat.hiFi)};
}

bool allowsMore(const Entitlements &own, const Entitlements &seat)
{
    return highestRung(together(own, seat)) > highestRung(seat);
}

std::vector<StreamPool> streamPools(const UserId &user, Plan own, const std::optional<StreamPool> &seat)
{
    std::vector<StreamPool> pools;
    if (own != Plan::Free || !seat)
        pools.push_back({user, concurrentStreamsOf(own)});
    if (seat)
        pools.push_back(*seat);
    return pools;
}

QString planName(Plan plan)
{
    return facts[size_t(plan)].name.toString();
}

std::optional<Plan> parsePlan(QStringView name)
{
    for (const PlanFacts &fact : facts) {
        if (fact.name == name)
            return fact.plan;
    }
    return std::nullopt;
}

} // namespace melody::rules
