// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all transfers together get of the link, in pieces of about half a second. Neither times count in which nothing is under way, nor
// what was found on this device.
#pragma once

#include <engine/rung_policy.h>

#include <utility>

namespace melody::player {

// Thread: the engine's.
class LinkMeter {
public:
    LinkMeter(RungPolicy &policy, const Clock &clock) : m_policy(policy), m_clock(clock) {}
    LinkMeter(const LinkMeter &) = delete;
    LinkMeter &operator=(const LinkMeter &) = delete;

    // One transfer, for as long as it is under way.
    class Use {
    public:
        Use() = default;
        explicit Use(LinkMeter &meter) : m_meter(&meter) { meter.begin(); }
        Use(Use &&other) noexcept : m_meter(std::exchange(other.m_meter, nullptr)), m_counted(other.m_counted), m_onLink(other.m_onLink) {}
        Use &operator=(Use &&other) noexcept
        {
            std::swap(m_meter, other.m_meter);
            std::swap(m_counted, other.m_counted);
            std::swap(m_onLink, other.m_onLink);
            return *this;
        }
        ~Use()
        {
            if (m_meter)
                m_meter->end(m_onLink);
        }
        // So much of it came over the link, in all; nothing: it is not known to be asked for there.
        void received(std::optional<qint64> bytes)
        {
            if (!m_meter || !bytes)
                return;
            m_meter->m_onLink += std::exchange(m_onLink, true) ? 0 : 1;
            if (*bytes > m_counted)
                m_meter->m_bytes += *bytes - std::exchange(m_counted, *bytes);
        }

    private:
        LinkMeter *m_meter = nullptr;
        qint64 m_counted = 0;
        bool m_onLink = false;
    };

    [[nodiscard]] bool isBusy() const { return m_active > 0; }
    // Now and then: hands on a piece that is long enough.
    void look()
    {
        if (m_onLink > 0 && m_clock.monotonic() - m_since >= std::chrono::milliseconds(500))
            cut();
    }

private:
    void begin()
    {
        if (m_active++ == 0)
            m_since = m_clock.monotonic();
    }
    void end(bool onLink)
    {
        --m_active;
        if (!onLink)
            return;
        cut();
        --m_onLink;
    }
    void cut()
    {
        const auto now = m_clock.monotonic();
        m_policy.observed(
            {std::chrono::duration<double, std::milli>(now - std::exchange(m_since, now)).count(), double(std::exchange(m_bytes, 0))});
    }

    RungPolicy &m_policy;
    const Clock &m_clock;
    int m_active = 0;
    int m_onLink = 0; // of these
    std::chrono::nanoseconds m_since{0};
    qint64 m_bytes = 0;
};

} // namespace melody::player
