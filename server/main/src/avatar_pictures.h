// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <accounts/accounts.h>
#include <transcoding/media_worker.h>

namespace melody::server {

// Makes pictures in a media worker; what it needs meanwhile lies under `folder`.
[[nodiscard]] accounts::PictureMaker pictureMaker(transcoding::WorkerOptions worker, const QString &folder);

} // namespace melody::server
