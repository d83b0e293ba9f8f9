// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The worker as a small program of its own: what melodyd media-worker does, without the rest of melodyd in its address space.

#include <transcoding/media_worker.h>

int main()
{
    return melody::transcoding::runMediaWorker();
}
