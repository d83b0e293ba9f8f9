// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A forgotten password: an address, then the code of the mail with a new password.
#pragma once

#include <viewmodels/account_view_model.h>

namespace melody::app {

// Thread: the GUI's.
class PasswordResetViewModel : public melody::app::AccountViewModel {
    Q_OBJECT
    QML_ELEMENT
    // "address", "code", "done"
    Q_PROPERTY(QString step READ step NOTIFY stepChanged)
    Q_PROPERTY(QString email READ email NOTIFY stepChanged)

public:
    using AccountViewModel::AccountViewModel;
    [[nodiscard]] QString step() const { return m_step; }
    [[nodiscard]] QString email() const { return m_email; }

    Q_INVOKABLE void request(const QString &email);
    Q_INVOKABLE void reset(const QString &token, const QString &password);

Q_SIGNALS:
    void stepChanged();

private:
    void go(const QString &step);

    QString m_step = QStringLiteral("address");
    QString m_email;
};

} // namespace melody::app
