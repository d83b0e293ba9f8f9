// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the two halves of this module share on their thread: who listens, what time it is, whether the server was seen, and how a licence is
// had.
#pragma once

#include "shelf.h"

#include <downloads/offline.h>
#include <values/mailbox.h>

#include <QtCore/QSysInfo>

namespace melody::downloads {

// Thread: that of the mailbox.
struct Desk {
    Desk(const Parts &of, const Options &how) : parts(of), options(how), shelf(of.store) {}

    [[nodiscard]] rules::TimeMark markNow() const
    {
        return {trustedNow(), parts.clock.monotonic(), QString::fromLatin1(QSysInfo::bootUniqueId())};
    }
    [[nodiscard]] TimePoint trustedNow() const
    {
        return rules::trustedTime(mark, parts.clock.now(), parts.clock.monotonic(), QString::fromLatin1(QSysInfo::bootUniqueId()));
    }
    // Answers on this thread; what is not for keeping is an error. Cancelled by destroying what it returns.
    [[nodiscard]] std::unique_ptr<ports::StreamSource::Pending> obtain(const ContentId &content,
                                                                       std::function<void(Result<KeptLicence>)> done)
    {
        return parts.licences.obtain(content, [this, who = user, done = std::move(done)](Result<wire::LicenceAnswer> answer) {
            thread.post([this, who, done, answer = std::move(answer)] { done(keep(who, answer)); });
        });
    }
    void saw(bool reachable)
    {
        if (!reachable)
            goneUntil = parts.clock.monotonic() + options.gone;
        if (std::exchange(serverReachable, reachable) != reachable && changed)
            changed();
    }

    const Parts parts;
    const Options options;
    Mailbox thread;
    Shelf shelf;
    UserId user;
    std::optional<rules::TimeMark> mark;
    bool serverReachable = true;
    std::chrono::nanoseconds goneUntil{0};
    std::function<void()> changed;                       // something that is shown
    std::function<void(const ContentId &)> needsMending; // some of it was damaged or lost

private:
    Result<KeptLicence> keep(const UserId &who, const Result<wire::LicenceAnswer> &answer)
    {
        saw(answer || answer.error().kind != ErrorKind::Unavailable);
        if (!answer)
            return tl::unexpected(answer.error());
        if (who != user)
            return fail(ErrorKind::Unauthenticated, QStringLiteral("signed_out"), QStringLiteral("Somebody else listens now."));
        auto now = markNow();
        auto kept = shelf.keepLicence(user, *answer, now);
        if (kept) {
            now.at = kept->licence.issued;
            mark = now;
        }
        return kept;
    }
};

} // namespace melody::downloads
