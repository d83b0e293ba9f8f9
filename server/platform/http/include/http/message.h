// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests and responses as services see them. Only this module knows QHttpServer.
#pragma once

#include <values/clock.h>
#include <values/id.h>
#include <values/result.h>
#include <values/trace.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>
#include <QtCore/QUrlQuery>

namespace melody::http {

enum class Method { Get, Head, Post, Put, Patch, Delete };

// REQUIREMENTS, "Roles". Every signed-in person is a listener. Anonymous marks routes without sign-in.
enum class Role : quint16 {
    Anonymous = 1,
    Listener = 2,
    Creator = 4,
    Advertiser = 8,
    Editor = 16,
    Finance = 32,
    Compliance = 64,
    Admin = 128
};
Q_DECLARE_FLAGS(Roles, Role)
Q_DECLARE_OPERATORS_FOR_FLAGS(Roles)

// Who acts on others in the house's name. These roles hold only for a sign-in that has shown a second factor (OWASP ASVS 4.0.3, 4.3.1).
inline constexpr Roles staffRoles = Role::Editor | Role::Finance | Role::Compliance | Role::Admin;

// Who calls, proven by the access token.
struct Principal {
    UserId user;
    SignInId signIn;
    Roles roles = Role::Listener;
    TimePoint proved = {};     // when they last proved who they are: at sign-in, or by stepping up
    bool child = false;        // a child account of a family
    bool secondFactor = false; // this sign-in has shown it
};

struct Request {
    Method method = Method::Get;
    QByteArray path;
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; // names in lower case; a repeated header is joined with ", "
    QByteArray body;                       // complete, within the route's limit
    QHash<QString, QString> parameters;    // of the path: /v1/albums/{id} -> "id"
    QByteArray remoteAddress;
    TraceContext trace;              // of this request's server span
    std::optional<Principal> caller; // always set unless the route allows Anonymous

    [[nodiscard]] QByteArray header(const QByteArray &lowerName) const { return headers.value(lowerName); }
    // NotFound when the parameter is not an id: an id that can't exist is an absent thing.
    template<typename IdType>
    [[nodiscard]] Result<IdType> id(const QString &parameter = QStringLiteral("id")) const
    {
        if (const auto parsed = IdType::parse(parameters.value(parameter)))
            return *parsed;
        return fail(ErrorKind::NotFound, QStringLiteral("not_found"), QStringLiteral("There is nothing here."));
    }
    // The version that If-Match names. PreconditionRequired without it, Stale ("version_conflict") for what can't be a tag of ours.
    [[nodiscard]] Result<qint64> ifMatch() const;
    // The body as one JSON object; Malformed or UnsupportedMedia otherwise.
    [[nodiscard]] Result<QJsonObject> json() const;
};

class Stream;

struct Response {
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    // Keeps the memory behind `body` alive when the body was made with QByteArray::fromRawData (mapped chunks).
    std::shared_ptr<const void> bodyOwner = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    // After head and `body` the answer goes on with what is written here, until it is closed; the connection ends with it.
    std::shared_ptr<Stream> stream = {};

    [[nodiscard]] static Response json(const QJsonObject &object, int status = 200);
    [[nodiscard]] static Response empty(int status = 204);
    // With the ETag of `version`.
    [[nodiscard]] static Response versioned(const QJsonObject &object, qint64 version, int status = 200);
};

[[nodiscard]] tl::unexpected<Error> staleVersion(); // "version_conflict"

} // namespace melody::http
