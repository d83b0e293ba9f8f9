// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/password_meter.h>

#include <zxcvbn.h>

#include <algorithm>
#include <array>

namespace melody::app {
namespace {

constexpr int judgedCharacters = 64;                          // the time grows with the square, and more says nothing new
constexpr std::array stepsInBits{9.966, 19.93, 26.58, 33.22}; // log2 of 10^3, 10^6, 10^8, 10^10

} // namespace

int passwordStrength(const QString &password)
{
    const double bits = ZxcvbnMatch(password.left(judgedCharacters).toUtf8().constData(), nullptr, nullptr);
    return int(std::count_if(stepsInBits.begin(), stepsInBits.end(), [bits](double step) { return bits >= step; }));
}

void PasswordMeter::setPassword(const QString &password)
{
    if (password == m_password)
        return;
    m_password = password;
    m_strength = passwordStrength(password);
    Q_EMIT changed();
}

} // namespace melody::app
