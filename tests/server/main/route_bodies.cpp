// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "route_bodies.h"

#include "route_world.h"

#include <crypto/sealed_key.h>
#include <wire/accounts.h>
#include <wire/billing.h>
#include <wire/federation.h>
#include <wire/identity.h>
#include <wire/library_sync.h>
#include <wire/licence.h>
#include <wire/playback.h>
#include <wire/player.h>
#include <wire/studio.h>

#include <QtCore/QCryptographicHash>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;

const QByteArray deviceKey(32, 'k');

// Who somebody is. Tokens, codes and passwords of nobody are refused by the handler itself.
QHash<QByteArray, QJsonObject> bodiesOfAccounts(const RouteSubjects &of)
{
    const QString password = u"a long walk by the lake"_s;
    const QString token(64, u'a');
    return {
        {"signUp", wire::toJson(wire::SignUpRequest{u"kim.old@example.org"_s, password, u"Kim"_s, u"en"_s})},
        {"confirmAccount", wire::toJson(wire::ConfirmationRequest{token, {}})},
        {"signIn", wire::toJson(wire::SignInRequest{u"nobody@example.org"_s, password, u"Phone"_s, deviceKey})},
        {"refreshSession", {{u"refresh_token"_s, of.refreshToken.isEmpty() ? token : of.refreshToken}}},
        {"prove", wire::toJson(wire::ProofRequest{of.password, {}, {}})},
        {"requestPasswordReset", wire::toJson(wire::EmailRequest{u"nobody@example.org"_s})},
        {"resetPassword", wire::toJson(wire::NewPassword{password})},
        {"changeMe",
         {{u"display_name"_s, u"Leo the Old"_s},
          {u"language"_s, u"es"_s},
          {u"birth_date"_s, u"1980-02-28"_s},
          {u"payment_country"_s, u"DE"_s},
          {u"listening_visible"_s, true}}},
        {"beginAuthorization", wire::toJson(wire::AuthorizationRequest{u"http://127.0.0.1:49152/callback"_s, QByteArray(32, 'c')})},
        {"finishAuthorization",
         wire::toJson(wire::AuthorizationCallback{u"a code"_s, u"a state"_s, {}, QByteArray(32, 'v'), u"Phone"_s, deviceKey, u"en"_s})},
        {"linkIdentity", wire::toJson(wire::LinkRequest{token})},
        {"setControls", {{u"explicit_allowed"_s, true}}},
        {"setUserRoles", {{u"roles"_s, QJsonArray()}, {u"reason"_s, u"The test wants it."_s}}},
        {"findUser", {{u"email"_s, u"admin@example.org"_s}}},
        {"addFamilyMember",
         {{u"kind"_s, u"child"_s}, {u"display_name"_s, u"Kim"_s}, {u"user_name"_s, u"kim"_s}, {u"password"_s, u"1234"_s}}},
        {"changeFamily", {{u"time_zone"_s, u"Pacific/Apia"_s}}},
        {"joinFamily", {{u"token"_s, token}}},
        {"signInChild",
         {{u"code"_s, u"K7QX-2M9D-HT"_s},
          {u"password"_s, u"1234"_s},
          {u"device_name"_s, u"Tablet"_s},
          {u"device_public_key"_s, QString::fromLatin1(deviceKey.toBase64())}}},
    };
}

// What somebody hears and keeps.
QHash<QByteArray, QJsonObject> bodiesOfListening(const RouteSubjects &of)
{
    wire::PlayerState player;
    player.device = SignInId::parse(of.device).value_or(SignInId::create(of.now));
    player.queue = {of.track};
    const wire::PlayerCommand command{CommandId::create(of.now), player.device, u"pause"_s};
    const wire::Mutation like{MutationId::create(of.now), of.now, wire::SetLike{of.track, true}};
    return {
        {"openPlayback", wire::toJson(wire::OpenPlaybackRequest{of.track, crypto::DeviceKeyPair::generate().publicKey, {}})},
        {"issueLicence", wire::toJson(wire::LicenceRequest{of.track, crypto::DeviceKeyPair::generate().publicKey})},
        {"advancePlayback", wire::toJson(wire::AdvanceRequest{true, deviceKey, {}})},
        {"reportTicks",
         wire::toJson(wire::TickBatch{{wire::Tick{1, 0, 0, media::Rung::Opus24, 0, -1, false, TimePoint(std::chrono::milliseconds(1))}}})},
        {"setPlayer", wire::toJson(player)},
        {"commandPlayer", wire::toJson(command)},
        {"mutateLibrary", wire::toJson(wire::MutationBatch{{like}})},
        {"createPlaylist", wire::toJson(wire::NewPlaylist{PlaylistId::create(of.now), u"Night"_s, {}})},
        {"changePlaylist", {{u"name"_s, u"Evening"_s}}},
        {"editPlaylist",
         {{u"base_version"_s, 0}, {u"operations"_s, QJsonArray{QJsonObject{{u"kind"_s, u"remove"_s}, {u"item"_s, absentId}}}}}},
    };
}

} // namespace

QJsonObject bodyFor(const QByteArray &operation, const RouteSubjects &subjects)
{
    const auto ofAccounts = bodiesOfAccounts(subjects);
    return ofAccounts.contains(operation) ? ofAccounts.value(operation) : bodiesOfListening(subjects).value(operation);
}

QJsonObject withWishesOfAChild(QJsonObject body)
{
    const QJsonObject controls{{u"explicit_allowed"_s, true}};
    const QJsonObject wishes{{u"explicit_allowed"_s, true},
                             {u"controls"_s, controls},
                             {u"parental_controls"_s, controls},
                             {u"daily_limit_minutes"_s, QJsonValue()},
                             {u"birth_date"_s, u"1980-02-28"_s},
                             {u"kind"_s, u"adult"_s},
                             {u"child"_s, false},
                             {u"roles"_s, QJsonArray{u"admin"_s}}};
    for (auto wish = wishes.begin(); wish != wishes.end(); ++wish) {
        if (!body.contains(wish.key()))
            body.insert(wish.key(), wish.value());
    }
    return body;
}

} // namespace melody::test
