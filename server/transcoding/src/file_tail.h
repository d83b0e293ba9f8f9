// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Was the file cut off? Demuxers make do with what is there and don't say.
#pragma once

#include <QtCore/QString>

namespace melody::transcoding {

// Whether the last page of an Ogg file (RFC 3533 section 6) is longer than the file.
[[nodiscard]] bool oggEndsInsideOfPage(const QString &path);

// Whether a WAV file announces more sound than it holds. One written to a pipe doesn't know how much it holds: not cut off.
[[nodiscard]] bool wavEndsEarly(const QString &path);

} // namespace melody::transcoding
