// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chapters of a recording: where each begins and what it is called. One lasts until the next begins, the last one until the end.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <vector>

namespace melody::media {

inline constexpr qsizetype maxChapters = 500;
inline constexpr qsizetype maxChapterTitle = 300;
inline constexpr qint64 maxChapterStartMs = 24LL * 60 * 60 * 1000;
inline constexpr qint64 minChapterMs = 1000;

struct Chapter {
    qint64 startMs = 0; // on the recording's timeline
    QString title;      // one line; may be empty
    bool operator==(const Chapter &) const = default;
};

using Chapters = QList<Chapter>; // by start

// As a file says it, which may be anything.
struct RawChapter {
    qint64 startMs = 0;
    qint64 endMs = 0;
    QString title;
};

// What of it can be shown and jumped to: ascending, each of a second or more and inside of the recording, at most maxChapters, titles in
// one line without control characters and cut at maxChapterTitle. Of several that begin together the innermost is taken; one that begins in
// the first second begins at 0. Nothing when fewer than two are left: that is the recording itself. Pure.
[[nodiscard]] Chapters planChapters(std::vector<RawChapter> raw, qint64 durationMs);

// The one that is heard at `positionMs`; -1 before the first.
[[nodiscard]] qsizetype chapterAt(const Chapters &chapters, qint64 positionMs);

} // namespace melody::media
