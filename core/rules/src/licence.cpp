// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/licence.h>

namespace melody::rules {

using namespace Qt::StringLiterals;

OfflineVerdict mayPlayOffline(const Licence &licence, const UserId &user, const QByteArray &devicePublicKey,
                              std::chrono::milliseconds heardToday, TimePoint now)
{
    if (licence.user != user || licence.devicePublicKey != devicePublicKey)
        return {u"licence_not_yours"_s};
    if (now >= licence.expires)
        return {u"licence_expired"_s};
    if (!licence.child)
        return {};
    const auto verdict = mayPlay(licence.child->controls, licence.child->timeZone, heardToday, now, licence.facts);
    return verdict.allowed() ? OfflineVerdict() : OfflineVerdict{reasonCode(verdict.reason), verdict.until};
}

bool isRenewalDue(const Licence &licence, TimePoint now)
{
    return now >= licence.issued + licenceRenewal;
}

TimePoint trustedTime(const std::optional<TimeMark> &mark, TimePoint wall, std::chrono::nanoseconds monotonic, const QString &boot)
{
    if (!mark)
        return wall;
    const bool counts = mark->boot == boot && monotonic > mark->monotonic;
    const auto passed =
        counts ? std::chrono::duration_cast<std::chrono::milliseconds>(monotonic - mark->monotonic) : std::chrono::milliseconds(0);
    return std::max(wall, mark->at + passed);
}

} // namespace melody::rules
