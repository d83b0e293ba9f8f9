// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QByteArrayView>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace melody::fuzz {

// What must hold for every input. Ends the run, so that the input is kept.
inline void require(bool holds, const char *what)
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

// Cuts an input into values; beyond its end everything is zero.
class Input {
public:
    Input(const quint8 *data, size_t size) : m_rest(reinterpret_cast<const char *>(data), qsizetype(size)) {}

    quint8 byte() { return number<quint8>(); }
    template<typename T>
    T number()
    {
        T value{};
        const QByteArrayView bytes = take(sizeof value);
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(&value));
        return value;
    }
    QByteArrayView take(qsizetype size)
    {
        const QByteArrayView taken = m_rest.first(std::min(size, m_rest.size()));
        m_rest = m_rest.sliced(taken.size());
        return taken;
    }
    QByteArrayView rest() { return take(m_rest.size()); }

private:
    QByteArrayView m_rest;
};

} // namespace melody::fuzz
