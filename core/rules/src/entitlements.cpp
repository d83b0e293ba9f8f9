// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/entitlements.h>

namespace melody::rules {

media::Rung highestRung(const Entitlements &entitlements)
{
    if (entitlements.plan == Plan::Free)
        return media::Rung::Opus128;
    return entitlements.hiFi ? media::Rung::Flac : media::Rung::Opus192;
}

} // namespace melody::rules
