// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file in which earlier versions kept ticks beside the store: "MELODYO1", then records { length u32, crc32 u32, payload }, little
// endian. It is read once, and removed.
#pragma once

#include "pending_ticks.h"

#include <QtCore/QString>

namespace melody::outbox {

// What it says up to the first record that is torn or damaged; nothing when there is no such file, or it is not ours.
[[nodiscard]] PendingTicks readFormerJournal(const QString &file);
// With its lock, and the folder if nothing else is in it.
void removeFormerJournal(const QString &file);

} // namespace melody::outbox
