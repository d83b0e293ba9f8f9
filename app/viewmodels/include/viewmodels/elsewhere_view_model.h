// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing in with an account somewhere else, through the system's browser. An account elsewhere that is to belong to an account here
// waits for its owner to sign in, and is linked then.
#pragma once

#include <remote/federated_sign_in.h>
#include <viewmodels/browser.h>
#include <viewmodels/rows_model.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>
#include <viewmodels/step_up_view_model.h>

#include <QtCore/QUrl>

namespace melody::app {

// Thread: the GUI's. `loading` while the server is asked who it is for an address; `error` why nobody was signed in.
class ElsewhereViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    // For everybody: {id, name}.
    Q_PROPERTY(melody::app::RowsModel *providers READ providers CONSTANT)
    Q_PROPERTY(bool waiting READ waiting NOTIFY changed) // for the browser to come back
    Q_PROPERTY(QString waitingFor READ waitingFor NOTIFY changed)
    // An account elsewhere waits to be linked to the account that signs in now (that of `linkEmail`, if it is not empty).
    Q_PROPERTY(bool linkWaits READ linkWaits NOTIFY changed)
    Q_PROPERTY(QString linkName READ linkName NOTIFY changed)
    Q_PROPERTY(QString linkEmail READ linkEmail NOTIFY changed)
    Q_PROPERTY(QString emailError READ emailError NOTIFY phaseChanged)

public:
    // All must outlive it.
    struct Parts {
        remote::FederatedSignIn &federation;
        SessionViewModel &session;
        SettingsViewModel &settings;
        StepUpViewModel &stepUp;
        OpenUrl open;
    };
    explicit ElsewhereViewModel(const Parts &parts);
    [[nodiscard]] RowsModel *providers() { return &m_rows; }
    [[nodiscard]] bool waiting() const { return m_waiting.has_value(); }
    [[nodiscard]] QString waitingFor() const { return m_waiting ? m_waiting->name : QString(); }
    [[nodiscard]] bool linkWaits() const { return m_link.has_value(); }
    [[nodiscard]] QString linkName() const { return m_link ? m_link->provider : QString(); }
    [[nodiscard]] QString linkEmail() const { return m_link ? m_link->required.email : QString(); }
    [[nodiscard]] QString emailError() const;

    // Asks who there is; without an answer there are none to choose from, which is no error.
    Q_INVOKABLE void load();
    Q_INVOKABLE void signIn(const QString &providerId);
    // With the provider of the organisation whose address it is.
    Q_INVOKABLE void signInByEmail(const QString &email);
    Q_INVOKABLE void openAgain();
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void forgetLink();
    Q_INVOKABLE void clearErrors() { setIdle(); }

    // To the browser and back, for the account that is signed in: `done` gets what can be linked.
    void visitForLink(const wire::IdentityProvider &provider, QObject *context, remote::Done<wire::LinkRequired> done);

Q_SIGNALS:
    void changed();
    void said(const QString &sentence);

private:
    struct WaitingLink {
        QString provider;
        wire::LinkRequired required;
    };
    void visit(const wire::IdentityProvider &provider, bool link, remote::Done<remote::FederatedOutcome> done);
    void cameBack(const Result<remote::FederatedOutcome> &outcome, const QString &provider);
    void open();
    void link();

    const Parts m_parts;
    RowsModel m_rows;
    std::optional<wire::IdentityProvider> m_waiting;
    QUrl m_page;
    std::optional<WaitingLink> m_link;
    bool m_emailWrong = false;
    int m_serial = 0; // of the last visit
};

} // namespace melody::app
