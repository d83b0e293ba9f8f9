// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ffmpeg.h"

#include <QtCore/QMap>

namespace melody::transcoding {

inline constexpr int maxTagLength = 500;

// The few tags that we suggest to a creator: cut at NUL and at maxTagLength, repaired to valid text in one line. Whatever
// else a file carries is left behind.
[[nodiscard]] QMap<QString, QString> readTags(const AVFormatContext &container, const AVStream &stream);
[[nodiscard]] QString cleanTag(const char *value);

} // namespace melody::transcoding
