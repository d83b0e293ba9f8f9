// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How hard a password is to guess, said while it is chosen. It advises only: what is refused is the server's word.
#pragma once

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

namespace melody::app {

// From 0 (guessed at once) to 4 (not guessed), by the number of guesses: below 10^3, 10^6, 10^8, 10^10 and above, as zxcvbn has it
// (D. Wheeler, "zxcvbn: Low-Budget Password Strength Estimation", USENIX Security 2016).
[[nodiscard]] int passwordStrength(const QString &password);

class PasswordMeter : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString password READ password WRITE setPassword NOTIFY changed)
    Q_PROPERTY(int strength READ strength NOTIFY changed)

public:
    using QObject::QObject;
    [[nodiscard]] QString password() const { return m_password; }
    void setPassword(const QString &password);
    [[nodiscard]] int strength() const { return m_strength; }

Q_SIGNALS:
    void changed();

private:
    QString m_password;
    int m_strength = 0;
};

} // namespace melody::app
