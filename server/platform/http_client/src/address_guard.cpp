// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "address_guard.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>

namespace melody::http_client {
namespace {

template<size_t Bytes>
struct Network {
    std::array<uint8_t, Bytes> prefix;
    size_t bits;
    [[nodiscard]] bool contains(const uint8_t *address) const
    {
        const size_t whole = bits / 8;
        if (!std::equal(prefix.begin(), prefix.begin() + whole, address))
            return false;
        const auto mask = uint8_t(0xff00 >> (bits % 8));
        return bits % 8 == 0 || (prefix[whole] & mask) == (address[whole] & mask);
    }
};

constexpr Network<4> specialIpv4[] = {
    {{0, 0, 0, 0}, 8},     {{10, 0, 0, 0}, 8},      {{100, 64, 0, 0}, 10},  {{127, 0, 0, 0}, 8},    {{169, 254, 0, 0}, 16},
    {{172, 16, 0, 0}, 12}, {{192, 0, 0, 0}, 24},    {{192, 0, 2, 0}, 24},   {{192, 88, 99, 0}, 24}, {{192, 168, 0, 0}, 16},
    {{198, 18, 0, 0}, 15}, {{198, 51, 100, 0}, 24}, {{203, 0, 113, 0}, 24}, {{224, 0, 0, 0}, 4},    {{240, 0, 0, 0}, 4},
};
// Of IPv6 only this is given out to the internet …
constexpr Network<16> globalIpv6{{0x20}, 3};
// … but for these: protocols (Teredo among them), documentation, 6to4.
constexpr Network<16> specialIpv6[] = {
    {{0x20, 0x01}, 23},
    {{0x20, 0x01, 0x0d, 0xb8}, 32},
    {{0x20, 0x02}, 16},
    {{0x3f, 0xff}, 20},
};

} // namespace

bool isPublicAddress(const sockaddr &address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in v4;
        std::memcpy(&v4, &address, sizeof(v4));
        const auto *bytes = reinterpret_cast<const uint8_t *>(&v4.sin_addr);
        return std::none_of(std::begin(specialIpv4), std::end(specialIpv4), [&](const auto &network) { return network.contains(bytes); });
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6;
        std::memcpy(&v6, &address, sizeof(v6));
        const auto *bytes = reinterpret_cast<const uint8_t *>(&v6.sin6_addr);
        return globalIpv6.contains(bytes) &&
               std::none_of(std::begin(specialIpv6), std::end(specialIpv6), [&](const auto &network) { return network.contains(bytes); });
    }
    return false;
}

} // namespace melody::http_client
