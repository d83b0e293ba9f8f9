// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <accounts/accounts.h>

namespace melody::accounts {
namespace {

using http::Role;

constexpr std::pair<Role, QStringView> names[] = {
    {Role::Anonymous, u"anonymous"}, {Role::Listener, u"listener"}, {Role::Creator, u"creator"},       {Role::Advertiser, u"advertiser"},
    {Role::Editor, u"editor"},       {Role::Finance, u"finance"},   {Role::Compliance, u"compliance"}, {Role::Admin, u"admin"},
};

} // namespace

QStringList roleNames(http::Roles roles)
{
    QStringList list;
    for (const auto &[role, name] : names) {
        if (roles.testFlag(role))
            list.append(name.toString());
    }
    return list;
}

std::optional<Role> parseRole(QStringView text)
{
    for (const auto &[role, name] : names) {
        if (text == name)
            return role;
    }
    return std::nullopt;
}

} // namespace melody::accounts
