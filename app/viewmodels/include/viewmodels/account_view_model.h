// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the screens of the account have in common: a form on its way, what is wrong with each field, and a word of thanks.
#pragma once

#include <viewmodels/app_view_model.h>
#include <viewmodels/page_view_model.h>

namespace melody::app {

// Thread: the GUI's. `busy` while a form is on its way: a second one is not sent then.
class AccountViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(bool busy READ busy NOTIFY formChanged)
    // What is wrong with the form and no field's fault; empty when nothing.
    Q_PROPERTY(QString formError READ formError NOTIFY formChanged)
    // It was changed elsewhere in the meantime: nothing was sent over that.
    Q_PROPERTY(bool conflict READ conflict NOTIFY formChanged)

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString formError() const;
    [[nodiscard]] bool conflict() const { return m_formError && m_formError->kind == ErrorKind::Stale; }
    // What is wrong with a field, by the name it has on the wire. Ask again after formChanged().
    Q_INVOKABLE QString fieldError(const QString &field) const;
    Q_INVOKABLE void clearErrors();

Q_SIGNALS:
    void formChanged();

protected:
    // The app is known now.
    virtual void begin() {}
    [[nodiscard]] remote::AccountApi &account() const { return m_app->api().account(); }
    void refuse(const Error &error);
    // One field is wrong, as we see without asking.
    void refuseField(const QString &field, const QString &code);
    // False, and nothing to be done, when something is on its way.
    [[nodiscard]] bool start();
    void finish();

    // Sends a form: busy until the answer, with a fresh proof of identity if the server wants one; `good` gets what came.
    template<typename T, typename Good>
    void send(std::function<void(remote::Done<T>)> request, Good good)
    {
        if (!start())
            return;
        m_app->stepUp()->guard<T>(this, std::move(request), [this, good](const Result<T> &answer) {
            if (!answer)
                return refuse(answer.error());
            finish();
            if constexpr (std::is_void_v<T>)
                good();
            else
                good(*answer);
        });
    }

private:
    AppViewModel *m_app = nullptr;
    bool m_busy = false;
    std::optional<Error> m_formError;
};

} // namespace melody::app
