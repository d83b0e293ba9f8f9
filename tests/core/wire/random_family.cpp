// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "random_values.h"

namespace melody::wire::test {

using namespace Qt::StringLiterals;

rules::ParentalControls RandomValues::parentalControls()
{
    rules::ParentalControls controls{coin(), {}, {}, {}};
    if (coin())
        controls.dailyMinutes = int(upTo(1440));
    if (coin())
        controls.quietHours = rules::QuietHours{m_random.bounded(1440), m_random.bounded(1440)};
    if (coin())
        controls.allowedKinds = listOf(0, 5, &RandomValues::word);
    return controls;
}

FamilyMember RandomValues::familyMember()
{
    FamilyMember member{
        id<UserId>(), oneOf(QList<FamilyRole>{FamilyRole::Owner, FamilyRole::Adult, FamilyRole::Child}), text(0, 80), {}, {}, 0};
    if (coin()) {
        member.userName = text(1, 40);
        member.controls = parentalControls();
        member.controlsVersion = 1 + upTo(1000);
    }
    member.hasSeat = coin();
    return member;
}

FamilyInvitation RandomValues::familyInvitation()
{
    return {id<InvitationId>(), text(3, 254), time()};
}

Family RandomValues::family()
{
    return {id<UserId>(),
            text(1, 64),
            upTo(1000),
            1 + m_random.bounded(maxFamilyMembers),
            listOf(0, 6, &RandomValues::familyMember),
            listOf(0, 3, &RandomValues::familyInvitation),
            coin() ? word() : QString()};
}

FamilyChange RandomValues::familyChange()
{
    return {oneOf(QStringList{u"UTC"_s, u"Europe/Madrid"_s, u"America/Argentina/Buenos_Aires"_s})};
}

NewFamilyMember RandomValues::newFamilyMember()
{
    if (coin())
        return {false, text(3, 254), {}, {}, {}, {}};
    NewFamilyMember child{true, {}, text(1, 80), oneOf(QStringList{u"a"_s, u"leo.2015"_s, QString(40, u'x')}), text(4, 128), {}};
    if (coin())
        child.controls = parentalControls();
    return child;
}

NewMembership RandomValues::newMembership()
{
    return {text(1, 200)};
}

ChildSignInCode RandomValues::childSignInCode()
{
    return {text(1, 20), time()};
}

ChildSignInRequest RandomValues::childSignInRequest()
{
    return {text(1, 20), text(1, 128), text(1, 80), bytes(32, 32)};
}

UserRoles RandomValues::userRoles()
{
    return {id<UserId>(), text(0, 80), listOf(0, 5, &RandomValues::word)};
}

RolesChange RandomValues::rolesChange()
{
    return {listOf(0, 5, &RandomValues::word), text(3, 1000)};
}

} // namespace melody::wire::test
