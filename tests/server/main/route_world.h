// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A server with somebody of every role and an object of every sort, and a way to ask any route in anybody's name.
#pragma once

#include "authorization_table.h"

#include <support/household.h>
#include <support/sample_release.h>
#include <support/sandbox_process.h>
#include <support/test_provider.h>

namespace melody::test {

inline const QString absentId = QStringLiteral("0190e2a4-0000-7000-8000-000000000000");

enum class Object { Own, Foreign, Absent };
// Whether a body also says all that a child could want it to.
enum class Wishes { None, All };

struct RouteSubjects;

class RouteWorld {
public:
    RouteWorld();

    // Signed in; "" is nobody, "child" the child of a family, "no factor" an admin without a second factor, else the name of a role.
    [[nodiscard]] QString tokenOf(const QString &who);
    // Who asks first for the objects of a route: its least role.
    [[nodiscard]] static QString callerOf(const AuthorizationRow &row);
    // With a body that would do, as far as a route wants one. Own: an object of callerOf(row).
    Answer ask(const http::Route &route, Object object, const QString &token);
    // The same for a child, about what is its own; wherever people are, that is the child itself.
    Answer askAsChild(const http::Route &route, Wishes wishes = Wishes::None);
    // About anything.
    Answer askAsChild(const http::Route &route, const QString &id, Wishes wishes = Wishes::None);

    [[nodiscard]] RunningServer &server() { return m_server; }
    [[nodiscard]] const http::RouteTable &routes() const { return m_routes; }
    [[nodiscard]] const Household &household() const { return m_household; }
    [[nodiscard]] const catalog::PublishedRelease &explicitRelease() const { return m_explicit; }

private:
    Person staff(const QString &name, http::Roles roles, bool enrolled = true);
    // The sign-in of a person whose second factor is known is with it.
    Person signIn(const UserId &user);
    void makeObjects();
    void makeStoredObjects();
    void makeObjectsOfTheChild();
    [[nodiscard]] RouteSubjects subjects(bool asChild) const;
    [[nodiscard]] QJsonObject bodyOf(const QByteArray &operation) const;
    [[nodiscard]] QString idForChild(const http::Route &route) const;
    [[nodiscard]] QHash<QByteArray, QByteArray> signedWebhook(const QByteArray &body) const;
    QByteArray versionFor(const http::Route &route, const QString &token);
    QString idFor(const QByteArray &operation, Object object) const;
    Answer send(const http::Route &route, const QString &id, Object object, const QString &token, const QJsonObject &json);

    SystemClock m_oidcClock;
    TestProvider m_oidc;
    SandboxProcess m_payments;
    RunningServer m_server;
    http::RouteTable m_routes;
    QHash<QString, QString> m_tokens;
    QHash<QString, UserId> m_users;
    QHash<UserId, QString> m_enrolled; // address
    TimePoint m_signedIn{};
    Household m_household; // its owner is the listener
    catalog::PublishedRelease m_release;
    catalog::PublishedRelease m_explicit;
    QString m_artist;
    QHash<QByteArray, QString> m_own; // by sort of object
    QHash<QByteArray, QString> m_foreign;
    QHash<QByteArray, QString> m_childs;
    QString m_chunkToken;
};

} // namespace melody::test
