// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The profile of one's own account.
#pragma once

#include <viewmodels/account_view_model.h>

namespace melody::app {

// Thread: the GUI's. The properties are what the server has; save() sends only what differs.
class ProfileViewModel : public melody::app::AccountViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString displayName READ displayName NOTIFY profileChanged)
    Q_PROPERTY(QString email READ email NOTIFY profileChanged)
    Q_PROPERTY(bool emailConfirmed READ emailConfirmed NOTIFY profileChanged)
    Q_PROPERTY(QString language READ language NOTIFY profileChanged)
    Q_PROPERTY(QString country READ country NOTIFY profileChanged)
    Q_PROPERTY(QString birthDate READ birthDate NOTIFY profileChanged)
    Q_PROPERTY(bool listeningVisible READ listeningVisible NOTIFY profileChanged)
    Q_PROPERTY(bool saved READ saved NOTIFY savedChanged)
    Q_PROPERTY(bool mailSent READ mailSent NOTIFY savedChanged) // a fresh mail of confirmation

public:
    using AccountViewModel::AccountViewModel;
    [[nodiscard]] QString displayName() const { return m_profile.displayName; }
    [[nodiscard]] QString email() const { return m_profile.email; }
    [[nodiscard]] bool emailConfirmed() const { return m_profile.emailConfirmed; }
    [[nodiscard]] QString language() const { return m_profile.language; }
    [[nodiscard]] QString country() const { return m_profile.paymentCountry; }
    [[nodiscard]] QString birthDate() const { return m_profile.birthDate; }
    [[nodiscard]] bool listeningVisible() const { return m_profile.listeningVisible; }
    [[nodiscard]] bool saved() const { return m_saved; }
    [[nodiscard]] bool mailSent() const { return m_mailSent; }

    Q_INVOKABLE void load();
    // Country: two letters or empty; birth date: "1990-12-31" or empty.
    Q_INVOKABLE void save(const QString &displayName, const QString &language, const QString &country, const QString &birthDate,
                          bool listeningVisible);
    Q_INVOKABLE void sendConfirmation();
    Q_INVOKABLE void confirmEmail(const QString &token);

Q_SIGNALS:
    void profileChanged();
    void savedChanged();

protected:
    void begin() override { load(); }

private:
    void show(const wire::Profile &profile);
    void tell(bool saved, bool mailSent);

    wire::Profile m_profile;
    bool m_saved = false;
    bool m_mailSent = false;
};

} // namespace melody::app
