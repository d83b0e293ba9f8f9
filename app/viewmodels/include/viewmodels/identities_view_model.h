// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The accounts elsewhere that sign in to one's own account.
#pragma once

#include <viewmodels/account_view_model.h>
#include <viewmodels/rows_model.h>

namespace melody::app {

// Thread: the GUI's.
class IdentitiesViewModel : public melody::app::AccountViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::RowsModel *linked READ linked CONSTANT)       // {id, name, subtitle}
    Q_PROPERTY(melody::app::RowsModel *available READ available CONSTANT) // {id, name}: not linked yet
    Q_PROPERTY(QString news READ news NOTIFY changed)                     // what was just done

public:
    using AccountViewModel::AccountViewModel;
    ~IdentitiesViewModel() override;
    [[nodiscard]] RowsModel *linked() { return &m_linked; }
    [[nodiscard]] RowsModel *available() { return &m_available; }
    [[nodiscard]] QString news() const { return m_news; }

    Q_INVOKABLE void load();
    // Through the browser; see AppViewModel::elsewhere for the waiting.
    Q_INVOKABLE void link(const QString &providerId);
    Q_INVOKABLE void unlink(const QString &id);

Q_SIGNALS:
    void changed();

protected:
    void begin() override;

private:
    void show();

    QList<wire::LinkedIdentity> m_identities;
    QList<wire::IdentityProvider> m_providers;
    RowsModel m_linked;
    RowsModel m_available;
    QString m_news;
    bool m_waiting = false; // for the browser
};

} // namespace melody::app
