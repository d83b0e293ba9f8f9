// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A slow link in front of a TCP server: every byte through it takes its share of the bandwidth and half a round trip, and a
// new connection costs the round trip of TCP's handshake. One thread, loopback only.
#pragma once

#include <QtCore/QtGlobal>

#include <chrono>
#include <memory>

namespace melody::test {

struct LinkShape {
    std::chrono::microseconds roundTrip{0};
    qint64 bitsPerSecond = 0; // each direction, shared by all connections; 0: unlimited
};

// Thread: every method from any thread.
class ShapedLink {
public:
    virtual ~ShapedLink() = default;
    [[nodiscard]] virtual quint16 port() const = 0;
    // Later bytes only; what is under way keeps its time.
    virtual void reshape(const LinkShape &shape) = 0;
    // Cuts every connection, as a network that went away, with what was under way; new ones are accepted again.
    virtual void cut() = 0;
    // True: cuts as well, and no connection comes about until it is false again.
    virtual void setDown(bool down) = 0;
};

// Listens on a free port of 127.0.0.1 and forwards to `targetPort` there; null when it can't.
[[nodiscard]] std::unique_ptr<ShapedLink> createShapedLink(quint16 targetPort, const LinkShape &shape);

} // namespace melody::test
