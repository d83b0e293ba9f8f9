// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The server sometimes wants a fresh proof of who one is ("step_up_required"), or of staff a code on a device that never gave one
// ("second_factor_missing"). Any request may go through here: it is repeated
// when the proof was given.
#pragma once

#include <QtCore/QPointer>
#include <remote/api.h>
#include <viewmodels/page_view_model.h>

namespace melody::app {

// Thread: the GUI's. `wanted` while the dialog must be shown; `loading` while the proof is on its way; `error` what was wrong with it.
class StepUpViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(bool wanted READ wanted NOTIFY wantedChanged)
    // A code of the authenticator app (or a recovery code) instead of the password.
    Q_PROPERTY(bool byCode READ byCode NOTIFY wantedChanged)

public:
    explicit StepUpViewModel(remote::Api &api) : m_api(api) {}
    [[nodiscard]] bool wanted() const { return bool(m_pending.repeat); }
    [[nodiscard]] bool byCode() const { return m_byCode; }

    // Asks `request`, and once more after the proof. `done` gets the last answer: "step_up_required" when the listener gave up. Nothing
    // is called when `context` is gone. One dialog at a time: a second request that wants a proof meanwhile is told "step_up_required".
    template<typename T>
    void guard(QObject *context, std::function<void(remote::Done<T>)> request, remote::Done<T> done)
    {
        const QPointer<QObject> alive(context);
        request([this, alive, request, done](Result<T> answer) {
            if (!alive)
                return;
            if (answer || !wantsProof(answer.error()) || wanted())
                return done(std::move(answer));
            const Error refused = answer.error();
            want({[request, done] { request(done); }, [done, refused] { done(tl::unexpected(refused)); }, alive},
                 refused.code == QStringLiteral("second_factor_missing"));
        });
    }

    // The password, or a code; which one is seen by `byCode`.
    Q_INVOKABLE void prove(const QString &text);
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void wantedChanged();

private:
    static bool wantsProof(const Error &error);
    struct Pending {
        std::function<void()> repeat;
        std::function<void()> giveUp;
        QPointer<QObject> context;
    };
    void want(Pending pending, bool codeWanted);
    [[nodiscard]] Pending take();

    remote::Api &m_api;
    Pending m_pending;
    bool m_byCode = false;
};

// How a code is sent: six digits are the app's, anything else is a recovery code. Spaces don't count.
struct TypedCode {
    QString totp;
    QString recoveryCode;
};
[[nodiscard]] TypedCode typedCode(const QString &text);

} // namespace melody::app
