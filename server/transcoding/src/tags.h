// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ffmpeg.h"

#include <media/chapters.h>

#include <QtCore/QMap>

namespace melody::transcoding {

inline constexpr int maxTagLength = 500;
inline constexpr unsigned maxReadChapters = 10'000;

// The few tags that we suggest to a creator: cut at NUL and at maxTagLength, repaired to valid text in one line. Whatever
// else a file carries is left behind.
[[nodiscard]] QMap<QString, QString> readTags(const AVFormatContext &container, const AVStream &stream);
[[nodiscard]] QString cleanTag(const char *value);
// The first maxReadChapters, as the file says them: for media::planChapters().
[[nodiscard]] std::vector<media::RawChapter> readChapters(const AVFormatContext &container, const AVStream &stream);

} // namespace melody::transcoding
