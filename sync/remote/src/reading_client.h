// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ReadingApi over HTTP.
#pragma once

#include "exchange.h"

#include <remote/reading_api.h>

namespace melody::remote {

class ReadingClient final : public ReadingApi {
public:
    explicit ReadingClient(Exchange exchange) : m_exchange(std::move(exchange)) {}

    void lyrics(const ContentId &track, QObject *context, Done<media::Lyrics> done) override;
    void chapters(const ContentId &content, QObject *context, Done<media::Chapters> done) override;
    void statistics(const rules::Period &period, const QString &timeZone, QObject *context, Done<wire::Statistics> done) override;

private:
    const Exchange m_exchange;
};

} // namespace melody::remote
