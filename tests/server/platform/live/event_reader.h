// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the events of GET /v1/live as a device does.
#pragma once

#include <support/running_server.h>
#include <wire/live.h>

#include <QtNetwork/QNetworkReply>

namespace melody::test {

class EventReader {
public:
    EventReader(quint16 port, const QString &token, const QByteArray &lastEventId = {});

    // Waits for the next event that is not a heartbeat; nothing when the stream ends or nothing comes for a long time.
    [[nodiscard]] std::optional<wire::LiveEvent> next();
    // The next of a type, whatever comes before it.
    template<typename Event>
    [[nodiscard]] std::optional<Event> next()
    {
        while (const auto event = next()) {
            if (const auto *wanted = std::get_if<Event>(&*event))
                return *wanted;
        }
        return {};
    }
    [[nodiscard]] bool isEnded();
    [[nodiscard]] int status();
    [[nodiscard]] const QByteArray &lastId() const { return m_lastId; }

private:
    bool waitForMore();

    QNetworkAccessManager m_network;
    std::unique_ptr<QNetworkReply> m_reply;
    QByteArray m_in;
    QByteArray m_lastId;
};

} // namespace melody::test
