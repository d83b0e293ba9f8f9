// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stripe's own stripe-mock as a process: it says of each request whether Stripe's description of its API (OpenAPI) knows its path, its
// parameters and their types, in the version that the request names. It remembers nothing, and its answers are always the same examples.
// The first use in a build folder fetches and builds it (tools/melodydev/peers.py).
#pragma once

#include <http/route.h>
#include <http_client/http_client.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace melody::test {

// Aborts the test, with the program's own words, when it doesn't start.
class StripeMock {
public:
    StripeMock();
    ~StripeMock();
    StripeMock(const StripeMock &) = delete;
    StripeMock &operator=(const StripeMock &) = delete;

    // Thread: any. Empty when the request is one that the description allows; else what is wrong with it.
    [[nodiscard]] QByteArray complaintAbout(const http::Request &request) const;
    [[nodiscard]] QString url() const { return m_url; }

private:
    QTemporaryDir m_folder; // what it says
    QProcess m_process;
    QString m_url;
    std::unique_ptr<http_client::HttpClient> m_client;
};

} // namespace melody::test
