// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <places/countries.h>

#include <QtCore/QFile>
#include <QtCore/QtEndian>

#include <algorithm>
#include <charconv>
#include <string_view>

#include <arpa/inet.h>

namespace melody::places {
namespace {

using namespace Qt::StringLiterals;
using Bytes = std::array<quint8, 16>;

constexpr qint64 maxBytes = 64 * 1024 * 1024;

Bytes bytesOf(quint32 v4)
{
    Bytes bytes{};
    bytes[10] = bytes[11] = 0xff;
    qToBigEndian(v4, bytes.data() + 12);
    return bytes;
}

Bytes bytesOf(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // also of ::ffff:a.b.c.d
    if (isV4)
        return bytesOf(v4);
    Bytes bytes;
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    std::copy(std::begin(v6.c), std::end(v6.c), bytes.begin());
    return bytes;
}

std::optional<Bytes> addressOf(std::string_view text, bool v6)
{
    if (!v6) {
        quint32 number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && end == text.data() + text.size() ? std::optional(bytesOf(number)) : std::nullopt;
    }
    Bytes bytes;
    return ::inet_pton(AF_INET6, std::string(text).c_str(), bytes.data()) == 1 ? std::optional(bytes) : std::nullopt;
}

// What stands before `mark`, and is taken off `text` with it.
std::string_view taken(std::string_view &text, char mark)
{
    const size_t end = std::min(text.find(mark), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

bool isCountry(std::string_view code)
{
    return code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace

Result<void> Countries::add(const QString &path, bool v6)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"no_places"_s, u"%1 can't be read: %2"_s.arg(path, file.errorString()));
    const QByteArray bytes = file.read(maxBytes + 1);
    const size_t before = m_ranges.size();
    std::string_view left(bytes.constData(), size_t(bytes.size()));
    for (int line = 1; !left.empty(); ++line) {
        std::string_view text = taken(left, '\n');
        if (text.empty() || text.front() == '#')
            continue;
        const auto first = addressOf(taken(text, ','), v6);
        const auto last = addressOf(taken(text, ','), v6);
        const bool inOrder = first && last && *first <= *last && (m_ranges.size() == before || m_ranges.back().last < *first);
        if (!inOrder || text.size() != 2 || bytes.size() > maxBytes)
            return fail(ErrorKind::Invalid, u"places_unreadable"_s,
                        u"%1, line %2: must be the next range and its country"_s.arg(path).arg(line));
        if (isCountry(text)) // "??" is said of those that nobody knows
            m_ranges.push_back({*first, *last, {text[0], text[1]}});
    }
    return {};
}

Result<Countries> Countries::read(const QString &folder)
{
    Countries countries;
    for (const bool v6 : {false, true}) {
        if (const auto added = countries.add(folder + (v6 ? u"/geoip6"_s : u"/geoip"_s), v6); !added)
            return tl::unexpected(added.error());
    }
    auto &ranges = countries.m_ranges;
    std::sort(ranges.begin(), ranges.end(), [](const Range &a, const Range &b) { return a.first < b.first; });
    ranges.shrink_to_fit();
    return countries;
}

QString Countries::of(const QHostAddress &address) const
{
    if (address.isNull())
        return {};
    const Bytes wanted = bytesOf(address);
    const auto after = std::upper_bound(m_ranges.begin(), m_ranges.end(), wanted,
                                        [](const Bytes &value, const Range &range) { return value < range.first; });
    if (after == m_ranges.begin() || std::prev(after)->last < wanted)
        return {};
    const auto &country = std::prev(after)->country;
    return QString::fromLatin1(country.data(), qsizetype(country.size()));
}

} // namespace melody::places
