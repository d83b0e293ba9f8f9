// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The walls around the child that opens a stranger's file.
#pragma once

#include <QtCore/QString>

namespace melody::transcoding {

struct ChildLimits {
    qint64 memoryBytes = 0;
    qint64 fileBytes = 0; // of one file that it writes
    int cpuSeconds = 0;
};

// Between fork and exec: resource limits, no core dump, no new privileges, death with the parent. Async-signal-safe.
void limitThisProcess(const ChildLimits &limits);

// In the child, before the file is opened and after every library is loaded: from now on this process sees one file, writes in
// one folder, starts nothing and speaks to nobody. False when the kernel can't (the resource limits hold all the same).
bool lockThisProcessIn(const QString &readableFile, const QString &writableDir);

} // namespace melody::transcoding
