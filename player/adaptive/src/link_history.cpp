// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <adaptive/link_history.h>

#include <media/ladder.h>

#include <algorithm>
#include <cmath>

namespace melody::player {
namespace {

constexpr double worstHalfLifeMs = 900'000;
constexpr double shortestMs = 0.1; // a piece that came within the clock's resolution took at least this

} // namespace

// Integral of 2^(-age / window) over the piece, whose bytes are spread evenly over it.
void LinkHistory::Average::add(const LinkPiece &piece)
{
    const double exponent = std::log(2.0) * piece.durationMs / windowMs;
    const double kept = std::exp(-exponent);
    const double weight = (1 - kept) / exponent;
    bits = bits * kept + 8 * piece.bytes * weight;
    ms = ms * kept + piece.durationMs * weight;
}

std::optional<double> LinkHistory::Average::kbps() const
{
    return ms > 0 ? std::optional(bits / ms) : std::nullopt;
}

void LinkHistory::add(const LinkPiece &piece)
{
    const LinkPiece bounded{std::max(piece.durationMs, shortestMs), std::max(piece.bytes, 0.0)};
    m_short.add(bounded);
    m_long.add(bounded);
    const double playsMs = 8 * bounded.bytes / double(media::nominalKbps(media::Rung::Opus24));
    m_drainMs = std::max(0.0, m_drainMs + bounded.durationMs - playsMs);
    m_worstDrainMs = std::max(m_worstDrainMs * std::exp2(-bounded.durationMs / worstHalfLifeMs), m_drainMs);
}

} // namespace melody::player
