// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace melody::ingest {

// Whether the last page of an Ogg file (RFC 3533 section 6) is longer than the file: it was cut off. Demuxers don't say.
[[nodiscard]] bool oggEndsInsideOfPage(const QString &path);

} // namespace melody::ingest
