// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/household.h>

#include <crypto/sealed_key.h>
#include <wire/family.h>

namespace melody::test {

using namespace Qt::StringLiterals;

Household makeHousehold(RunningServer &server, const QJsonObject &controls)
{
    Household household{server.newPerson(), {}, {}};
    const auto made = server.post(u"/v1/me/family/members"_s,
                                  {{u"kind"_s, u"child"_s},
                                   {u"display_name"_s, u"Leo"_s},
                                   {u"user_name"_s, u"leo"_s},
                                   {u"password"_s, u"1234"_s},
                                   {u"controls"_s, controls}},
                                  household.owner.accessToken);
    if (made.status != 201)
        qFatal("a child answered %d %s", made.status, made.body.constData());
    household.childPath = u"/v1/me/family/members/"_s + made.json().value(u"id"_s).toString();
    household.child = signInChild(server, household.owner, household.childPath);
    return household;
}

Person signInChild(RunningServer &server, const Person &owner, const QString &childPath)
{
    const auto code = wire::parseChildSignInCode(server.post(childPath + u"/sign-in-codes"_s, {}, owner.accessToken).json());
    if (!code)
        qFatal("no code");
    const wire::ChildSignInRequest request{code->code, u"1234"_s, u"Tablet"_s, crypto::DeviceKeyPair::generate().publicKey};
    const auto answer = server.post(u"/v1/sessions/children"_s, wire::toJson(request));
    const auto signedIn = wire::parseSignedIn(answer.json());
    if (answer.status != 201 || !signedIn)
        qFatal("a child's sign-in answered %d %s", answer.status, answer.body.constData());
    return {signedIn->user, signedIn->accessToken, signedIn->refreshToken, {}, {}};
}

int setControls(RunningServer &server, const Household &household, const QJsonObject &controls)
{
    const auto family = wire::parseFamily(server.get(u"/v1/me/family"_s, household.owner.accessToken).json());
    for (const wire::FamilyMember &member : family ? family->members : QList<wire::FamilyMember>()) {
        if (member.id == household.child.user) {
            const QByteArray tag = '"' + QByteArray::number(member.controlsVersion) + '"';
            return server.put(household.childPath + u"/controls"_s, controls, household.owner.accessToken, {{"If-Match", tag}}).status;
        }
    }
    return 0;
}

} // namespace melody::test
