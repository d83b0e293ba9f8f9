// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is looked at beside the music: words of songs, chapters, and what was listened to. Rules of threads and tries as for Api.
#pragma once

#include <remote/done.h>
#include <rules/period.h>
#include <wire/chapters.h>
#include <wire/lyrics.h>
#include <wire/statistics.h>

#include <QtCore/QObject>

namespace melody::remote {

class ReadingApi {
public:
    virtual ~ReadingApi() = default;
    // NotFound: the track has none.
    virtual void lyrics(const ContentId &track, QObject *context, Done<media::Lyrics> done) = 0;
    // Of an episode or a track; empty when it has none.
    virtual void chapters(const ContentId &content, QObject *context, Done<media::Chapters> done) = 0;
    // Of whoever is signed in; days are those of `timeZone` (rules::isTimeZone).
    virtual void statistics(const rules::Period &period, const QString &timeZone, QObject *context, Done<wire::Statistics> done) = 0;
};

} // namespace melody::remote
