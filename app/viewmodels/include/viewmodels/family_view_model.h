// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The family: who is in it, who is invited, and what its children may hear.
#pragma once

#include <viewmodels/account_view_model.h>

namespace melody::app {

// Thread: the GUI's. Loads when it knows the app. `members` are snapshots {id, name, role, userName, self, seat}, `invitations` {id,
// email}.
class FamilyViewModel : public melody::app::AccountViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QVariantList members READ members NOTIFY familyChanged)
    Q_PROPERTY(QVariantList invitations READ invitations NOTIFY familyChanged)
    Q_PROPERTY(bool owner READ owner NOTIFY familyChanged) // I manage it
    Q_PROPERTY(bool full READ full NOTIFY familyChanged)
    Q_PROPERTY(int memberLimit READ memberLimit NOTIFY familyChanged)
    Q_PROPERTY(QString timeZone READ timeZone NOTIFY familyChanged)         // IANA: the days and quiet hours of its children
    Q_PROPERTY(bool seatless READ seatless NOTIFY familyChanged)            // its plan has no place for me
    Q_PROPERTY(QString needlessPlan READ needlessPlan NOTIFY familyChanged) // that I pay for myself, besides; a name, or empty
    // The code that signs a child in, and whose it is; empty until asked for.
    Q_PROPERTY(QString childCode READ childCode NOTIFY codeChanged)
    Q_PROPERTY(QString childCodeOf READ childCodeOf NOTIFY codeChanged)

public:
    using AccountViewModel::AccountViewModel;
    [[nodiscard]] QVariantList members() const;
    [[nodiscard]] QVariantList invitations() const;
    [[nodiscard]] bool owner() const;
    [[nodiscard]] bool full() const;
    [[nodiscard]] QString timeZone() const { return m_family.timeZone; }
    [[nodiscard]] int memberLimit() const { return m_family.memberLimit; }
    [[nodiscard]] bool seatless() const;
    [[nodiscard]] QString needlessPlan() const;
    [[nodiscard]] QString childCode() const { return m_code; }
    [[nodiscard]] QString childCodeOf() const { return m_codeOf; }

    Q_INVOKABLE void load();
    Q_INVOKABLE QStringList timeZones() const; // those to choose from
    Q_INVOKABLE void setTimeZone(const QString &timeZone);
    Q_INVOKABLE void invite(const QString &email);
    Q_INVOKABLE void addChild(const QString &displayName, const QString &userName, const QString &password);
    // A member or an invitation.
    Q_INVOKABLE void remove(const QString &id);
    Q_INVOKABLE void showCode(const QString &childId);
    // Takes up an invitation.
    Q_INVOKABLE void join(const QString &token);

    // The controls of a child: {explicitAllowed, dailyMinutes (-1: no limit), quiet, quietFrom, quietUntil ("20:00"), music, podcasts}.
    Q_INVOKABLE QVariantMap controlsOf(const QString &childId) const;
    Q_INVOKABLE void saveControls(const QString &childId, const QVariantMap &controls);

Q_SIGNALS:
    void familyChanged();
    void codeChanged();
    void memberAdded();
    void controlsSaved();

protected:
    void begin() override { load(); }

private:
    void show(const wire::Family &family);
    [[nodiscard]] const wire::FamilyMember *member(const QString &id) const;
    void replace(const wire::FamilyMember &member);

    wire::Family m_family;
    QString m_code;
    QString m_codeOf;
};

} // namespace melody::app
