// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the screens about money and the staff's have in common: they load, they do one thing at a time, and say what went wrong
// with it beside the page, which stays.
#pragma once

#include <viewmodels/app_view_model.h>
#include <viewmodels/page_view_model.h>

#include <functional>

namespace melody::app {

// Thread: the GUI's. One signal for everything that can be seen.
class BillingPage : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)          // something is on its way; asking again does nothing
    Q_PROPERTY(QString problem READ problem NOTIFY changed) // of the last thing that was done, or empty

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const;

    Q_INVOKABLE virtual void load() = 0;
    Q_INVOKABLE void again();
    Q_INVOKABLE void dismiss();

Q_SIGNALS:
    void changed();
    void said(const QString &sentence); // worth a passing word

protected:
    [[nodiscard]] QString language() const;
    // False while something else is on its way. `work` is what again() repeats.
    bool begin(std::function<void()> work);
    void finish();
    void refuse(const Error &error);
    // Shows rows again after a change of language.
    virtual void refresh() {}

private:
    AppViewModel *m_app = nullptr;
    bool m_busy = false;
    std::optional<Error> m_problem;
    std::function<void()> m_work;
};

} // namespace melody::app
