// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What somebody may do: found by the id, changed with a reason.
#pragma once

#include <viewmodels/billing_page.h>
#include <viewmodels/rows_model.h>
#include <wire/family.h>

namespace melody::app {

class StaffRolesViewModel : public melody::app::BillingPage {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool found READ found NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString idError READ idError NOTIFY changed)
    Q_PROPERTY(melody::app::RowsModel *roles READ roles CONSTANT) // {role, text, held}
    Q_PROPERTY(bool different READ different NOTIFY changed)      // what is ticked is not what is stored

public:
    using BillingPage::BillingPage;
    [[nodiscard]] bool found() const { return m_user.has_value(); }
    [[nodiscard]] QString name() const { return m_user ? m_user->displayName : QString(); }
    [[nodiscard]] QString idError() const;
    [[nodiscard]] RowsModel *roles() { return &m_rows; }
    [[nodiscard]] bool different() const;

    Q_INVOKABLE void load() override;
    // By e-mail address or id.
    Q_INVOKABLE void find(const QString &who);
    Q_INVOKABLE void toggle(const QString &role);
    Q_INVOKABLE void save(const QString &reason);

protected:
    void refresh() override;

private:
    void show(const wire::UserRoles &user);

    RowsModel m_rows;
    std::optional<wire::UserRoles> m_user;
    QStringList m_ticked;
    bool m_badId = false;
};

} // namespace melody::app
