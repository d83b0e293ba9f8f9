// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "route_world.h"

#include <crypto/sealed_key.h>
#include <wire/accounts.h>
#include <wire/playback.h>
#include <wire/playlists.h>
#include <wire/studio.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;

const QString absentId = u"0190e2a4-0000-7000-8000-000000000000"_s;

QByteArray methodName(http::Method method)
{
    using http::Method;
    static const QHash<Method, QByteArray> names{{Method::Get, "GET"}, {Method::Head, "HEAD"},   {Method::Post, "POST"},
                                                 {Method::Put, "PUT"}, {Method::Patch, "PATCH"}, {Method::Delete, "DELETE"}};
    return names.value(method);
}

QByteArray textOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

// What a route that finds its object after reading its body must be given; others get an empty object.
QByteArray bodyFor(const QByteArray &operation)
{
    static const QHash<QByteArray, QJsonObject> bodies{
        {"setControls", {{u"explicit_allowed"_s, true}}},
        {"setUserRoles", {{u"roles"_s, QJsonArray()}, {u"reason"_s, u"The test wants it."_s}}},
        {"findUser", {{u"email"_s, u"admin@example.org"_s}}},
        {"addFamilyMember",
         {{u"kind"_s, u"child"_s}, {u"display_name"_s, u"Kim"_s}, {u"user_name"_s, u"kim"_s}, {u"password"_s, u"1234"_s}}},
        {"changeFamily", {{u"time_zone"_s, u"Pacific/Apia"_s}}},
        {"setPlayer", {{u"device"_s, absentId}}},
        {"changePlaylist", {{u"name"_s, u"Evening"_s}}},
        {"editPlaylist",
         {{u"base_version"_s, 0}, {u"operations"_s, QJsonArray{QJsonObject{{u"kind"_s, u"remove"_s}, {u"item"_s, absentId}}}}}},
        {"advancePlayback", wire::toJson(wire::AdvanceRequest{true, QByteArray(32, 'k'), {}})},
        {"reportTicks",
         wire::toJson(wire::TickBatch{{wire::Tick{1, 0, 0, media::Rung::Opus24, 0, -1, false, TimePoint(std::chrono::milliseconds(1))}}})},
    };
    return textOf(bodies.value(operation));
}

// The sort of object that a route is about.
QByteArray sortOf(const QByteArray &operation)
{
    static const QHash<QByteArray, QByteArray> sorts{{"removeFamilyMember", "removable"},
                                                     {"setControls", "member"},
                                                     {"showChildSignInCode", "member"},
                                                     {"getUserRoles", "user"},
                                                     {"signOut", "sign_in"},
                                                     {"setUserRoles", "user"},
                                                     {"getContent", "release"},
                                                     {"getAlbum", "release"},
                                                     {"getArtist", "artist"},
                                                     {"getTrack", "track"},
                                                     {"getLyrics", "track"},
                                                     {"getShow", "show"},
                                                     {"listEpisodes", "show"},
                                                     {"getEpisode", "episode"},
                                                     {"getChapters", "track"},
                                                     {"getImage", "image"},
                                                     {"like", "release"},
                                                     {"unlike", "release"},
                                                     {"follow", "artist"},
                                                     {"unfollow", "artist"},
                                                     {"getPlaylist", "playlist"},
                                                     {"changePlaylist", "playlist"},
                                                     {"deletePlaylist", "doomed_playlist"},
                                                     {"editPlaylist", "playlist"},
                                                     {"listPlaylistEdits", "playlist"},
                                                     {"advancePlayback", "session"},
                                                     {"reportTicks", "session"},
                                                     {"closePlayback", "session"},
                                                     {"getUpload", "upload"},
                                                     {"appendUpload", "upload"},
                                                     {"getRelease", "draft"},
                                                     {"publishRelease", "draft"}};
    return sorts.value(operation);
}

} // namespace

RouteWorld::RouteWorld() : m_routes(m_server.application().routes())
{
    m_release = publishSample(m_server);
    m_explicit = sampleRelease(m_server, {.title = u"Shouting"_s, .artistName = u"The Loud"_s});
    m_explicit.tracks[0].explicitContent = true;
    if (!publish(m_server, m_explicit))
        qFatal("the explicit release can't be published");
    using http::Role;
    for (const Role role : {Role::Creator, Role::Advertiser, Role::Editor, Role::Finance, Role::Compliance, Role::Admin}) {
        const QString name = accounts::roleNames(role).constFirst();
        m_users.insert(name, staff(name, role).user);
    }
    m_users.insert(u"no factor"_s, staff(u"bare"_s, Role::Admin, false).user);
    m_users.insert(u"foreign"_s, staff(u"foreign"_s, Role::Creator).user);
    m_household = makeHousehold(m_server);
    m_users.insert(u"listener"_s, m_household.owner.user);
    m_users.insert(u"child"_s, m_household.child.user);
    makeObjects();
}

Person RouteWorld::staff(const QString &name, http::Roles roles, bool enrolled)
{
    const QString email = name + u"@example.org"_s;
    const auto made = m_server.application().accounts().ensureUser({email, u"a long walk by the sea"_s, name, u"en"_s}, roles);
    if (!made)
        qFatal("%s", qPrintable(made.error().detail));
    const auto id =
        m_server.pg().execute("SELECT user_id FROM accounts.email_address WHERE email_normalised = '" + email.toStdString() + "'");
    Person person = signIn(UserId::parse(QString::fromStdString(id)).value());
    if (enrolled && (roles & http::staffRoles)) {
        person.email = email;
        m_server.enrol(person);
        m_enrolled.insert(person.user, email);
    }
    return person;
}

Person RouteWorld::signIn(const UserId &user)
{
    const auto signedIn = m_server.application().accounts().openSession(user, {u"Test"_s, crypto::DeviceKeyPair::generate().publicKey, {}});
    if (!signedIn && m_enrolled.contains(user))
        return m_server.giveCode(m_enrolled.value(user), signedIn.error().challenge);
    if (!signedIn)
        qFatal("somebody can't be signed in");
    return {user, signedIn->accessToken, signedIn->refreshToken, {}, {}};
}

void RouteWorld::makeObjects()
{
    const auto idOf = [](const Answer &answer) {
        if (answer.status != 201)
            qFatal("an object answered %d %s", answer.status, answer.body.constData());
        return answer.json().value(u"id"_s).toString();
    };
    const QJsonObject open =
        wire::toJson(wire::OpenPlaybackRequest{m_release.tracks[0].id, crypto::DeviceKeyPair::generate().publicKey, media::Rung::Opus24});
    const auto session = m_server.post(u"/v1/playback/sessions"_s, open, tokenOf(u"listener"_s));
    m_own.insert("session", idOf(session));
    m_chunkToken = session.json().value(u"chunk_token"_s).toString();
    m_foreign.insert("session", idOf(m_server.post(u"/v1/playback/sessions"_s, open, tokenOf(u"foreign"_s))));
    const QByteArray sound = "no sound at all";
    const QJsonObject upload =
        wire::toJson(wire::NewUpload{u"a.wav"_s, sound.size(), QCryptographicHash::hash(sound, QCryptographicHash::Sha256)});
    for (auto *objects : {&m_own, &m_foreign}) {
        const QString token = tokenOf(objects == &m_own ? u"creator"_s : u"foreign"_s);
        const QString whole = idOf(m_server.post(u"/v1/studio/uploads"_s, upload, token));
        m_server.send("PATCH", u"/v1/studio/uploads/"_s + whole, sound, token,
                      {{"Content-Type", "application/offset+octet-stream"}, {"Upload-Offset", "0"}});
        wire::NewRelease draft;
        draft.kind = u"album"_s;
        draft.title = u"Draft"_s;
        draft.artistName = u"The Greens"_s;
        draft.tracks.append({UploadId::parse(whole).value(), u"One"_s, {}, 1, 1, {}, false, {}});
        objects->insert("draft", idOf(m_server.post(u"/v1/studio/releases"_s, wire::toJson(draft), token)));
        objects->insert("upload", idOf(m_server.post(u"/v1/studio/uploads"_s, upload, token)));
    }
    for (auto *objects : {&m_own, &m_foreign}) {
        for (const char *sort : {"playlist", "doomed_playlist"}) {
            const QJsonObject playlist = wire::toJson(wire::NewPlaylist{PlaylistId::create(m_server.clock().now()), u"Morning"_s, {}});
            objects->insert(sort,
                            idOf(m_server.post(u"/v1/playlists"_s, playlist, tokenOf(objects == &m_own ? u"listener"_s : u"foreign"_s))));
        }
    }
    const auto otherDevice = [&](const UserId &user, const QString &token) {
        (void)signIn(user);
        for (const QJsonValue &device : m_server.get(u"/v1/sessions"_s, token).json().value(u"items"_s).toArray()) {
            if (!device[u"current"].toBool())
                return device[u"id"].toString();
        }
        return QString();
    };
    m_own.insert("sign_in", otherDevice(m_household.owner.user, tokenOf(u"listener"_s)));
    m_foreign.insert("sign_in", otherDevice(m_users.value(u"foreign"_s), tokenOf(u"foreign"_s)));
    m_own.insert("user", m_users.value(u"admin"_s).toString());
    m_foreign.insert("user", m_users.value(u"foreign"_s).toString());
    m_own.insert("member", m_household.child.user.toString());
    const Household other = makeHousehold(m_server);
    m_foreign.insert("member", other.child.user.toString());
    const QJsonObject second{
        {u"kind"_s, u"child"_s}, {u"display_name"_s, u"Eva"_s}, {u"user_name"_s, u"eva"_s}, {u"password"_s, u"1234"_s}};
    m_own.insert("removable", idOf(m_server.post(u"/v1/me/family/members"_s, second, tokenOf(u"listener"_s))));
    m_foreign.insert("removable", other.child.user.toString());
    const auto track = m_server.get(u"/v1/tracks/"_s + m_release.tracks[0].id.toString(), tokenOf(u"listener"_s)).json();
    const auto show = publishSample(m_server, {.kind = u"show"_s, .title = u"Night Radio"_s});
    for (auto *objects : {&m_own, &m_foreign}) { // published: everybody's
        objects->insert("show", show.id.toString());
        objects->insert("episode", show.tracks[0].id.toString());
        objects->insert("release", m_release.id.toString());
        objects->insert("track", m_release.tracks[0].id.toString());
        objects->insert("artist", track.value(u"artist"_s).toString());
        objects->insert("image", m_release.image->id.toString());
    }
}

QString RouteWorld::tokenOf(const QString &who)
{
    const TimePoint now = m_server.clock().now();
    if (now >= m_signedIn + std::chrono::minutes(5)) { // access tokens and proofs are good for ten
        m_signedIn = now;
        for (auto user = m_users.begin(); user != m_users.end(); ++user)
            m_tokens.insert(user.key(), signIn(user.value()).accessToken);
    }
    return m_tokens.value(who);
}

QString RouteWorld::callerOf(const AuthorizationRow &row)
{
    if (row.roles.testFlag(http::Role::Anonymous))
        return {};
    const QStringList names = accounts::roleNames(row.roles);
    return names.contains(u"listener"_s) ? u"listener"_s : names.constFirst();
}

QString RouteWorld::idFor(const QByteArray &operation, Object object) const
{
    const QByteArray sort = sortOf(operation);
    return object == Object::Absent ? absentId : (object == Object::Own ? m_own : m_foreign).value(sort, absentId);
}

Answer RouteWorld::ask(const http::Route &route, Object object, const QString &token)
{
    return send(route, idFor(route.operation, object), object, token);
}

Answer RouteWorld::askAsChild(const http::Route &route)
{
    const bool aboutPeople =
        sortOf(route.operation) == "member" || sortOf(route.operation) == "removable" || sortOf(route.operation) == "user";
    const QString id = aboutPeople ? m_household.child.user.toString() : idFor(route.operation, Object::Own);
    return send(route, id, Object::Own, tokenOf(u"child"_s));
}

Answer RouteWorld::send(const http::Route &route, const QString &id, Object object, const QString &token)
{
    // Fills the rate limiter's buckets.
    m_server.advance(std::chrono::milliseconds(route.rate == http::RateClass::SignIn ? 2'000 : 200));
    QByteArray path = route.path;
    path.replace("{id}", id.toLatin1()).replace("{content}", id.toLatin1()).replace("{kind}", "artist").replace("{token}", "nothing");
    if (route.operation == "getChunk") {
        const AssetId asset = m_release.tracks[object == Object::Foreign ? 1 : 0].asset.manifest.asset;
        path = "/v1/chunks/" + (object == Object::Absent ? absentId : asset.toString()).toLatin1() +
               "/opus-24/0?token=" + m_chunkToken.toLatin1();
    }
    if (route.operation == "openLive")
        path += "?end=now"; // refused by who is let in: the stream itself has no end to wait for
    if (route.operation == "listContents")
        path += "?kind=album";
    QHash<QByteArray, QByteArray> headers{{"If-Match", "\"1\""}};
    QByteArray body;
    if (route.operation == "appendUpload") {
        headers.insert("Content-Type", "application/offset+octet-stream");
        headers.insert("Upload-Offset", "0");
        body = "x";
    } else if (route.method != http::Method::Get && route.method != http::Method::Delete) {
        headers.insert("Content-Type", "application/json");
        body = bodyFor(route.operation);
    }
    const Answer answer = m_server.send(methodName(route.method), QString::fromLatin1(path), body, token, headers);
    if (const QString who = m_tokens.key(token); route.operation == "disableMfa" && m_enrolled.contains(m_users.value(who))) {
        Person person = signIn(m_users.value(who)); // it was signed out everywhere
        person.email = m_enrolled.value(person.user);
        m_server.enrol(person);
        m_tokens.insert(who, person.accessToken);
    }
    return answer;
}

} // namespace melody::test
