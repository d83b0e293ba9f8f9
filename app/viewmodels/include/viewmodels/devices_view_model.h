// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where one is signed in.
#pragma once

#include <viewmodels/account_view_model.h>

namespace melody::app {

// Thread: the GUI's. Loads when it knows the app; `rows` are snapshots {id, name, country, lastUsed, current}.
class DevicesViewModel : public melody::app::AccountViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QVariantList rows READ rows NOTIFY rowsChanged)
    Q_PROPERTY(bool others READ others NOTIFY rowsChanged) // there are devices besides this one

public:
    using AccountViewModel::AccountViewModel;
    // `country` is in words of the app's language; `lastUsed` a date and time as the country writes them.
    [[nodiscard]] QVariantList rows() const;
    [[nodiscard]] bool others() const;

    Q_INVOKABLE void load();
    Q_INVOKABLE void signOut(const QString &id);
    // One after the other; stops at the first that fails.
    Q_INVOKABLE void signOutOthers();

Q_SIGNALS:
    void rowsChanged();

protected:
    void begin() override;

private:
    void loadFrom(const QString &cursor);
    void signOut(QList<SignInId> devices);

    QList<wire::SignedInDevice> m_devices;
};

} // namespace melody::app
