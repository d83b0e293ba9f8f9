// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/password_reset_view_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

void PasswordResetViewModel::request(const QString &email)
{
    const QString address = email.trimmed();
    if (address.isEmpty())
        return refuseField(u"email"_s, u"required"_s);
    send<void>([this, address](remote::Done<void> done) { account().requestPasswordReset(address, this, std::move(done)); },
               [this, address] {
                   m_email = address;
                   go(u"code"_s);
               });
}

void PasswordResetViewModel::reset(const QString &token, const QString &password)
{
    const QString code = token.trimmed();
    if (code.isEmpty())
        return refuseField(u"token"_s, u"required"_s);
    if (password.size() < wire::shortestPassword)
        return refuseField(u"password"_s, u"too_short"_s);
    send<void>([this, code, password](remote::Done<void> done) { account().resetPassword(code, password, this, std::move(done)); },
               [this] { go(u"done"_s); });
}

void PasswordResetViewModel::go(const QString &step)
{
    m_step = step;
    Q_EMIT stepChanged();
}

} // namespace melody::app
