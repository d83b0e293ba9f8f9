// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks another server, waits for its answer. Everything has a limit, nothing is followed, and TLS is checked always.
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <chrono>
#include <memory>

namespace melody::http_client {

struct Request {
    QByteArray method = "GET";
    QString url; // https, or http to loopback
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {}; // sent when the method is POST, PUT or PATCH
};

struct Answer {
    int status = 0;
    QHash<QByteArray, QByteArray> headers; // names in lower case; of a repeated header the last
    QByteArray body;
};

struct Options {
    QString caFile = {}; // PEM: the only authorities that are believed; empty: the system's
    std::chrono::milliseconds connectTimeout{5'000};
    std::chrono::milliseconds totalTimeout{30'000};
    qsizetype maxAnswerBytes = 1024 * 1024;
    // Connects to addresses of the internet only, whatever a name resolves to: for URLs that strangers had a hand in.
    bool publicAddressesOnly = false;
};

// Thread: any; calls don't wait for each other. Connections are kept and used again.
class HttpClient {
public:
    virtual ~HttpClient() = default;
    // Any status is an answer. Unavailable when there is none: "unreachable" when the request can't have arrived, "no_answer" when it
    // may have. Invalid ("url") for what may not be asked.
    virtual Result<Answer> send(const Request &request) = 0;
};

[[nodiscard]] std::unique_ptr<HttpClient> createHttpClient(Options options);

} // namespace melody::http_client
