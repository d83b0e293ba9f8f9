// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/live_news.h>

namespace melody::app {

void hear(const NewsReaders &readers, const wire::LiveEvent &event)
{
    readers.library.hear(event);
    if (readers.handOver)
        readers.handOver->hear(event);
    if (!std::holds_alternative<wire::LiveSubscription>(event))
        return;
    readers.offline.planChanged();
    if (readers.planChanged)
        readers.planChanged();
}

} // namespace melody::app
