// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Password and second factor of one's own account.
#pragma once

#include <viewmodels/account_view_model.h>

#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>

namespace melody::app {

// Thread: the GUI's.
class SecurityViewModel : public melody::app::AccountViewModel {
    Q_OBJECT
    QML_ELEMENT
    // Setting up: what the authenticator app needs; empty when nothing is being set up.
    Q_PROPERTY(QString enrolmentUri READ enrolmentUri NOTIFY enrolmentChanged)
    Q_PROPERTY(QString enrolmentSecret READ enrolmentSecret NOTIFY enrolmentChanged)
    // Shown once, until forgetCodes().
    Q_PROPERTY(QStringList recoveryCodes READ recoveryCodes NOTIFY enrolmentChanged)
    Q_PROPERTY(bool codesSaved READ codesSaved NOTIFY enrolmentChanged)
    // Recovery codes that are not used yet, in words; empty without a second factor.
    Q_PROPERTY(QString codesLeft READ codesLeft NOTIFY codesLeftChanged)
    Q_PROPERTY(bool fewCodesLeft READ fewCodesLeft NOTIFY codesLeftChanged) // time for new ones
    Q_PROPERTY(bool passwordChanged READ passwordChanged NOTIFY enrolmentChanged)

public:
    using AccountViewModel::AccountViewModel;
    [[nodiscard]] QString enrolmentUri() const { return m_enrolment.uri; }
    [[nodiscard]] QString enrolmentSecret() const; // in groups of four, to be read and typed
    [[nodiscard]] QStringList recoveryCodes() const { return m_codes; }
    [[nodiscard]] bool codesSaved() const { return m_codesSaved; }
    [[nodiscard]] QString codesLeft() const;
    [[nodiscard]] bool fewCodesLeft() const;
    [[nodiscard]] bool passwordChanged() const { return m_passwordChanged; }

    Q_INVOKABLE void changePassword(const QString &current, const QString &password);
    Q_INVOKABLE void beginSecondFactor();
    Q_INVOKABLE void confirmSecondFactor(const QString &code);
    Q_INVOKABLE void cancelEnrolment();
    Q_INVOKABLE void removeSecondFactor();
    // New recovery codes, shown as those of setting up; the old ones no longer work.
    Q_INVOKABLE void replaceCodes();
    Q_INVOKABLE void copyCodes() const;
    // A text file, readable by its owner alone; and a sheet of paper, which the desktop shows and prints. Errors are said.
    Q_INVOKABLE void saveCodes(const QUrl &file);
    Q_INVOKABLE void printCodes();
    Q_INVOKABLE void forgetCodes();

Q_SIGNALS:
    void enrolmentChanged();
    void codesLeftChanged();

protected:
    void begin() override;

private:
    void showCodes(const wire::RecoveryCodes &codes);

    wire::MfaEnrolment m_enrolment;
    QStringList m_codes;
    bool m_passwordChanged = false;
    bool m_codesSaved = false;
    QTemporaryDir m_folder; // of what is printed: gone with this
};

} // namespace melody::app
