// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "route_world.h"

#include "route_bodies.h"

#include <crypto/sealed_key.h>
#include <wire/accounts.h>
#include <wire/playback.h>
#include <wire/playlists.h>
#include <wire/studio.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>
#include <QtCore/QMessageAuthenticationCode>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;

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
                                                     {"publishRelease", "draft"},
                                                     {"getAvatar", "avatar"},
                                                     {"beginAuthorization", "provider"},
                                                     {"finishAuthorization", "provider"},
                                                     {"unlinkIdentity", "identity"},
                                                     {"removePaymentMethod", "payment_method"},
                                                     {"getInvoicePdf", "invoice"},
                                                     {"takeWebhook", "payment_provider"}};
    return sorts.value(operation);
}

} // namespace

RouteWorld::RouteWorld()
    : m_oidc(m_oidcClock), m_server([this](server::ServerSettings &settings) {
          federation::ProviderConfig acme;
          acme.id = u"acme"_s;
          acme.name = u"Acme"_s;
          acme.protocol.issuer = m_oidc.issuer();
          acme.protocol.clientId = QString::fromLatin1(TestProvider::clientId);
          acme.protocol.clientSecret = QString::fromLatin1(TestProvider::clientSecret);
          acme.protocol.privateNetwork = true;
          acme.protocol.timeout = std::chrono::seconds(30);
          settings.identityProviders = {acme};
          settings.payments = {u"sandbox"_s, m_payments.caFile(), m_payments.gatewayOptions()};
      }),
      m_routes(m_server.application().routes())
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
    makeStoredObjects();
    makeObjectsOfTheChild();
}

// Rows that only a provider, or a picture out of a device, would make.
void RouteWorld::makeStoredObjects()
{
    m_own.insert("provider", u"acme"_s);
    m_own.insert("payment_provider", u"sandbox"_s);
    m_foreign.insert("payment_provider", u"stripe"_s);
    const std::string picture = m_release.image->sizes.front().object.toStdString();
    int number = 0;
    for (auto *objects : {&m_own, &m_foreign}) {
        const UserId owner = m_users.value(objects == &m_own ? u"listener"_s : u"foreign"_s);
        const auto insert = [&](const char *sort, const std::string &table, const std::string &columns, const std::string &values) {
            const QString id = EventId::create(m_server.clock().now()).toString();
            m_server.pg().execute("INSERT INTO " + table + " (user_id, " + columns + ") VALUES ('" + owner.toString().toStdString() +
                                  "', '" + id.toStdString() + "', " + values + ")");
            objects->insert(sort, id);
        };
        const std::string nth = std::to_string(++number);
        insert("payment_method", "billing.payment_method",
               "method_id, token, brand, last4, expiry_month, expiry_year, is_default, created_at",
               "'token-" + nth + "', 'visa', '4242', 11, 2039, true, now()");
        insert("invoice", "billing.invoice",
               "invoice_id, number, kind, issued_at, country, currency, total_minor, tax_minor, tax_rate_ppm, lines",
               "'DE-2026-90000" + nth + "', 'invoice', now(), 'DE', 'EUR', 999, 160, 190000, '[]'");
        insert("identity", "federation.identity", "identity_id, provider_id, subject_hash, email, linked_at, last_used_at",
               "'acme', sha256('" + nth + "'), 'ana@acme.example', now(), now()");
        m_server.pg().execute("INSERT INTO federation.subject (subject_hash, user_id) VALUES (sha256('" + nth + "'), '" +
                              owner.toString().toStdString() + "')");
        const QString avatar = ImageId::create(m_server.clock().now()).toString();
        m_server.pg().execute("INSERT INTO accounts.avatar_picture (image_id, edge, object) VALUES ('" + avatar.toStdString() +
                              "', 640, '" + picture + "')");
        objects->insert("avatar", avatar);
    }
}

// The child is nobody's parent and pays for nothing; what it plays and keeps is its own.
void RouteWorld::makeObjectsOfTheChild()
{
    const QString token = tokenOf(u"child"_s);
    const auto make = [&](const QString &path, const QJsonObject &body) {
        m_server.advance(std::chrono::seconds(1));
        const Answer answer = m_server.post(path, body, token);
        if (answer.status != 201)
            qFatal("an object of the child answered %d %s", answer.status, answer.body.constData());
        return answer.json().value(u"id"_s).toString();
    };
    m_childs.insert("session", make(u"/v1/playback/sessions"_s, bodyFor("openPlayback", subjects(false))));
    for (const char *sort : {"playlist", "doomed_playlist"})
        m_childs.insert(sort, make(u"/v1/playlists"_s, bodyFor("createPlaylist", subjects(false))));
    (void)signIn(m_household.child.user);
    for (const QJsonValue &device : m_server.get(u"/v1/sessions"_s, token).json().value(u"items"_s).toArray()) {
        if (!device[u"current"].toBool())
            m_childs.insert("sign_in", device[u"id"].toString());
    }
}

RouteSubjects RouteWorld::subjects(bool asChild) const
{
    RouteSubjects subjects;
    subjects.track = m_release.tracks[0].id;
    subjects.now = m_server.clock().now();
    subjects.device = asChild ? m_childs.value("sign_in") : m_own.value("sign_in");
    subjects.refreshToken = asChild ? m_household.child.refreshToken : QString();
    subjects.password = asChild ? u"1234"_s : u"a long walk by the sea"_s;
    return subjects;
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
    return send(route, idFor(route.operation, object), object, token, bodyOf(route.operation));
}

// Wrong guesses are refused as if the route were, and slow the next ones down; with nothing to guess by, who is let in is told what to
// send.
QJsonObject RouteWorld::bodyOf(const QByteArray &operation) const
{
    static const QSet<QByteArray> guesses{"signIn", "prove", "commandPlayer", "joinFamily"};
    return guesses.contains(operation) ? QJsonObject() : bodyFor(operation, subjects(false));
}

QString RouteWorld::idForChild(const http::Route &route) const
{
    const bool aboutPeople =
        sortOf(route.operation) == "member" || sortOf(route.operation) == "removable" || sortOf(route.operation) == "user";
    return aboutPeople ? m_household.child.user.toString() : m_childs.value(sortOf(route.operation), idFor(route.operation, Object::Own));
}

Answer RouteWorld::askAsChild(const http::Route &route, Wishes wishes)
{
    return askAsChild(route, idForChild(route), wishes);
}

Answer RouteWorld::askAsChild(const http::Route &route, const QString &id, Wishes wishes)
{
    const QString token = tokenOf(u"child"_s);
    const QJsonObject body = bodyFor(route.operation, subjects(true));
    return send(route, id, Object::Own, token, wishes == Wishes::None ? body : withWishesOfAChild(body));
}

// Without the seconds that the server's clock and ours differ by, a webhook is a minute old at most.
QHash<QByteArray, QByteArray> RouteWorld::signedWebhook(const QByteArray &body) const
{
    const auto at = std::chrono::duration_cast<std::chrono::seconds>(m_server.clock().now().time_since_epoch()).count();
    const QByteArray time = QByteArray::number(qint64(at));
    const QByteArray mac =
        QMessageAuthenticationCode::hash(time + '.' + body, m_payments.gatewayOptions().webhookSecret, QCryptographicHash::Sha256).toHex();
    return {{"Content-Type", "application/json"}, {"Sandboxpay-Signature", "t=" + time + ",v1=" + mac}};
}

QByteArray RouteWorld::versionFor(const http::Route &route, const QString &token)
{
    const QString path = route.operation == "changeMe" ? u"/v1/me"_s : route.operation == "setPlayer" ? u"/v1/me/player"_s : QString();
    if (path.isEmpty() || token.isEmpty())
        return "\"1\"";
    const QByteArray tag = m_server.get(path, token).headers.value("etag");
    return tag.isEmpty() ? "\"0\"" : tag;
}

Answer RouteWorld::send(const http::Route &route, const QString &id, Object object, const QString &token, const QJsonObject &json)
{
    // Fills the rate limiter's buckets.
    m_server.advance(std::chrono::milliseconds(route.rate == http::RateClass::SignIn ? 2'000 : 200));
    QByteArray path = route.path;
    path.replace("{id}", id.toLatin1())
        .replace("{content}", id.toLatin1())
        .replace("{kind}", "artist")
        .replace("{token}", "nothing")
        .replace("{provider}", id.toLatin1());
    if (route.operation == "getChunk") {
        const AssetId asset = m_release.tracks[object == Object::Foreign ? 1 : 0].asset.manifest.asset;
        path = "/v1/chunks/" + (object == Object::Absent ? absentId : asset.toString()).toLatin1() +
               "/opus-24/0?token=" + m_chunkToken.toLatin1();
    }
    if (route.operation == "openLive")
        path += "?end=now"; // refused by who is let in: the stream itself has no end to wait for
    if (route.operation == "listContents")
        path += "?kind=album";
    if (route.operation == "getStatistics")
        path += "?period=2026";
    QHash<QByteArray, QByteArray> headers{{"If-Match", versionFor(route, token)}};
    QByteArray body;
    if (route.operation == "appendUpload") {
        headers.insert("Content-Type", "application/offset+octet-stream");
        headers.insert("Upload-Offset", "0");
        body = "x";
    } else if (route.operation == "takeWebhook") {
        body = R"({"id":"event-1","type":"nothing.happened","created_ms":1})";
        headers = signedWebhook(body);
    } else if (route.operation == "setAvatar") {
        headers.insert("Content-Type", "image/jpeg");
        body = "\xff\xd8\xff\xe0 a picture, or so it says";
    } else if (route.method != http::Method::Get && route.method != http::Method::Delete) {
        headers.insert("Content-Type", "application/json");
        body = textOf(json);
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
