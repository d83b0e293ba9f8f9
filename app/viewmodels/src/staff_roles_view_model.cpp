// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/staff_roles_view_model.h>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr int shortestReason = 3;

// Those that are given and taken; everybody is a listener.
const QStringList &givenRoles()
{
    static const QStringList roles{u"creator"_s, u"advertiser"_s, u"editor"_s, u"finance"_s, u"compliance"_s, u"admin"_s};
    return roles;
}

QStringList sorted(QStringList roles)
{
    roles.removeAll(u"listener"_s);
    roles.sort();
    return roles;
}

} // namespace

void StaffRolesViewModel::load()
{
    setReady(); // there is nothing to show before somebody is asked for
}

QString StaffRolesViewModel::idError() const
{
    return m_badId ? tr("Give an e-mail address, or an id such as 0ada0001-1815-4000-8000-000000000001.") : QString();
}

void StaffRolesViewModel::refresh()
{
    const QHash<QString, QString> names{
        {u"creator"_s, tr("Creator: publishes music in the studio")},     {u"advertiser"_s, tr("Advertiser: books campaigns")},
        {u"editor"_s, tr("Editor: playlists and the front page")},        {u"finance"_s, tr("Finance: prices, payments and royalties")},
        {u"compliance"_s, tr("Compliance: audit log and data requests")}, {u"admin"_s, tr("Administrator: roles and settings")}};
    QList<QVariantMap> rows;
    if (m_user) {
        for (const QString &role : givenRoles())
            rows.append({{u"role"_s, role}, {u"text"_s, names.value(role)}, {u"held"_s, m_ticked.contains(role)}});
    }
    m_rows.show(std::move(rows));
    Q_EMIT changed();
}

bool StaffRolesViewModel::different() const
{
    return m_user && sorted(m_user->roles) != sorted(m_ticked);
}

void StaffRolesViewModel::show(const wire::UserRoles &user)
{
    m_user = user;
    m_ticked = sorted(user.roles);
    finish();
    refresh();
}

void StaffRolesViewModel::find(const QString &who)
{
    if (busy())
        return;
    const QString text = who.trimmed();
    const auto user = UserId::parse(text);
    m_badId = !user && !text.contains(u'@');
    m_user.reset();
    refresh();
    if (m_badId || !begin([this, who] { find(who); }))
        return;
    const auto request = [this, text, user](remote::Done<wire::UserRoles> done) {
        if (user)
            return app()->api().staff().roles(*user, this, std::move(done));
        app()->api().staff().findUser(text, this, std::move(done));
    };
    app()->stepUp()->guard<wire::UserRoles>(this, request, [this](const Result<wire::UserRoles> &roles) {
        if (!roles)
            return refuse(roles.error());
        show(*roles);
    });
}

void StaffRolesViewModel::toggle(const QString &role)
{
    if (busy() || !m_user || !givenRoles().contains(role))
        return;
    if (!m_ticked.removeOne(role))
        m_ticked.append(role);
    refresh();
}

void StaffRolesViewModel::save(const QString &reason)
{
    if (!different())
        return;
    const QString why = reason.trimmed();
    if (why.size() < shortestReason)
        return refuse({ErrorKind::Invalid, u"invalid_field"_s, {}, {{u"reason"_s, u"too_short"_s, {}}}});
    if (!begin([this, reason] { save(reason); }))
        return;
    const wire::RolesChange change{sorted(m_ticked), why};
    const auto request = [this, change](remote::Done<wire::UserRoles> done) {
        app()->api().staff().setRoles(m_user->id, change, this, std::move(done));
    };
    app()->stepUp()->guard<wire::UserRoles>(this, request, [this](const Result<wire::UserRoles> &roles) {
        if (!roles)
            return refuse(roles.error());
        show(*roles);
        Q_EMIT said(tr("Saved, and written to the audit log."));
    });
}

} // namespace melody::app
