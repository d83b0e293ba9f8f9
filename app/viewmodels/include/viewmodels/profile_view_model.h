// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The profile of one's own account.
#pragma once

#include <viewmodels/account_view_model.h>

#include <QtCore/QUrl>

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
    Q_PROPERTY(QString avatarId READ avatarId NOTIFY profileChanged) // empty: none
    // The picture that was chosen and not sent yet, for an Image.
    Q_PROPERTY(QUrl avatarPreview READ avatarPreview NOTIFY avatarChanged)
    Q_PROPERTY(bool avatarMaking READ avatarMaking NOTIFY avatarChanged) // sent; the server is making it
    // Waits for the token of the mail that went there; empty: no change is under way.
    Q_PROPERTY(QString newEmail READ newEmail NOTIFY savedChanged)
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
    [[nodiscard]] QString avatarId() const { return m_profile.avatar.isNull() ? QString() : m_profile.avatar.toString(); }
    [[nodiscard]] QUrl avatarPreview() const { return m_preview; }
    [[nodiscard]] bool avatarMaking() const { return m_pollsLeft > 0; }
    [[nodiscard]] QString newEmail() const { return m_newEmail; }
    [[nodiscard]] bool saved() const { return m_saved; }
    [[nodiscard]] bool mailSent() const { return m_mailSent; }

    Q_INVOKABLE void load();
    // Country: two letters or empty; birth date: "1990-12-31" or empty.
    Q_INVOKABLE void save(const QString &displayName, const QString &language, const QString &country, const QString &birthDate,
                          bool listeningVisible);
    Q_INVOKABLE void sendConfirmation();
    // Looks at a picture file; fieldError("avatar") says what is wrong with it.
    Q_INVOKABLE void chooseAvatar(const QUrl &file);
    Q_INVOKABLE void forgetAvatar();
    Q_INVOKABLE void sendAvatar();
    Q_INVOKABLE void removeAvatar(); // the one on the server
    // Wants a proof. The address changes when the token that is sent there was given to confirmEmail().
    Q_INVOKABLE void changeEmail(const QString &email);
    Q_INVOKABLE void confirmEmail(const QString &token);

Q_SIGNALS:
    void profileChanged();
    void savedChanged();
    void avatarChanged();

protected:
    void begin() override { load(); }

private:
    void show(const wire::Profile &profile);
    void tell(bool saved, bool mailSent);

    void awaitAvatar(const ImageId &before);
    void takeAvatar(const wire::Profile &profile);

    wire::Profile m_profile;
    QByteArray m_picture; // JPEG
    QUrl m_preview;
    int m_pollsLeft = 0;
    QString m_newEmail;
    bool m_saved = false;
    bool m_mailSent = false;
};

} // namespace melody::app
