// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// LibraryApi over HTTP.
#pragma once

#include "exchange.h"

#include <remote/library_api.h>

namespace melody::remote {

class LibraryClient final : public LibraryApi {
public:
    explicit LibraryClient(Exchange exchange) : m_exchange(std::move(exchange)) {}

    void changes(const QString &since, QObject *context, Done<wire::SyncPage> done) override;
    void send(const wire::MutationBatch &batch, QObject *context, Done<wire::MutationAnswer> done) override;

private:
    const Exchange m_exchange;
};

} // namespace melody::remote
