// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which country an internet address lies in, by the tables of Debian's tor-geoipdb. Good enough to tell somebody that a device is not
// theirs; no proof of anything.
#pragma once

#include <values/result.h>

#include <QtNetwork/QHostAddress>

#include <array>
#include <vector>

namespace melody::places {

// Immutable once it is read. Thread: any.
class Countries {
public:
    Countries() = default; // knows nothing
    // Reads `folder`/geoip ("16777216,16777471,AU": the first and last IPv4 address as numbers) and `folder`/geoip6 ("2001:200::,2001:200:
    // ffff:…,JP"); lines that begin with # are skipped. NotFound when one of them is missing, Invalid names the line that can't be read or
    // is out of order.
    [[nodiscard]] static Result<Countries> read(const QString &folder);

    // ISO 3166-1 alpha-2, "DE". Empty when nobody knows, as of addresses in private networks. IPv4 inside of IPv6 counts as IPv4.
    [[nodiscard]] QString of(const QHostAddress &address) const;

private:
    using Address = std::array<quint8, 16>; // in network order; IPv4 as ::ffff:a.b.c.d
    struct Range {
        Address first;
        Address last;
        std::array<char, 2> country;
    };
    Result<void> add(const QString &file, bool v6);

    std::vector<Range> m_ranges; // in order, apart
};

} // namespace melody::places
