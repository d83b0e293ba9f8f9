// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is subscribed to, what happens next, and the commands that change it: each is previewed, then confirmed.
#pragma once

#include <viewmodels/billing_page.h>
#include <wire/billing.h>

namespace melody::app {

class SubscriptionViewModel : public melody::app::BillingPage {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString state READ state NOTIFY changed) // as on the wire
    Q_PROPERTY(QString plan READ plan NOTIFY changed)
    Q_PROPERTY(QString price READ price NOTIFY changed)
    Q_PROPERTY(QString now READ now NOTIFY changed)           // a sentence
    Q_PROPERTY(QString next READ next NOTIFY changed)         // a sentence
    Q_PROPERTY(QString seat READ seat NOTIFY changed)         // a sentence about their place on the plan of a family, or empty
    Q_PROPERTY(QString needless READ needless NOTIFY changed) // that they pay for nothing, or empty
    Q_PROPERTY(QString payment READ payment NOTIFY changed)   // a sentence about a payment that is not settled, or empty
    Q_PROPERTY(QString actionUrl READ actionUrl NOTIFY changed)
    Q_PROPERTY(QString credit READ credit NOTIFY changed)
    Q_PROPERTY(QString student READ student NOTIFY changed)    // a sentence about the proof of being a student, or empty
    Q_PROPERTY(bool proofAsked READ proofAsked NOTIFY changed) // the mail that brings a fresh one is on its way
    Q_PROPERTY(QStringList commands READ commands NOTIFY changed)
    Q_PROPERTY(QString asked READ asked NOTIFY changed) // the command whose preview is shown, or empty
    Q_PROPERTY(bool previewing READ previewing NOTIFY changed)
    Q_PROPERTY(QVariantMap preview READ preview NOTIFY changed)

public:
    using BillingPage::BillingPage;
    [[nodiscard]] QString state() const { return m_subscription.state; }
    [[nodiscard]] QString plan() const;
    [[nodiscard]] QString price() const;
    [[nodiscard]] QString now() const;
    [[nodiscard]] QString next() const;
    [[nodiscard]] QString seat() const;
    [[nodiscard]] QString needless() const;
    [[nodiscard]] QString payment() const;
    [[nodiscard]] QString actionUrl() const { return m_subscription.payment ? m_subscription.payment->actionUrl : QString(); }
    [[nodiscard]] QString credit() const;
    [[nodiscard]] QString student() const;
    [[nodiscard]] bool proofAsked() const { return m_proofAsked; }
    [[nodiscard]] QStringList commands() const { return m_subscription.commands; }
    [[nodiscard]] QString asked() const { return m_asked; }
    [[nodiscard]] bool previewing() const { return !m_asked.isEmpty() && !m_preview && busy(); }
    [[nodiscard]] QVariantMap preview() const;

    Q_INVOKABLE void load() override;
    // "cancel", "pause", "resume" or "reactivate".
    Q_INVOKABLE void ask(const QString &command);
    Q_INVOKABLE void confirm();
    Q_INVOKABLE void withdraw();
    // Sends the mail that confirms the address again.
    Q_INVOKABLE void proveStudent();
    // The page where the bank asks the payer.
    Q_INVOKABLE void openBank();

Q_SIGNALS:
    void done(const QString &command);

private:
    wire::SubscriptionInfo m_subscription;
    bool m_proofAsked = false;
    QString m_asked;
    int m_serial = 0; // of the newest question
    std::optional<wire::Preview> m_preview;
};

} // namespace melody::app
