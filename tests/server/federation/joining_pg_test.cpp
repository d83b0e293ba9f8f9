// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Accounts that a provider brings along, and the roles of its groups.

#include "federation_world.h"

#include <support/test_main.h>

#include <latch>
#include <thread>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

// Where this test stands in for the audit log: what was asked of it.
class RecordingAudit final : public audit::AuditLog {
public:
    void append(db::Transaction &, const audit::Entry &entry, TimePoint) override
    {
        const QStringList roles = entry.after.value(u"roles"_s).toVariant().toStringList();
        m_entries.append(QStringList{entry.role, entry.action, entry.object, roles.join(u'+')}.join(u' ').trimmed());
    }
    QStringList takeEntries() { return std::exchange(m_entries, {}); }

private:
    QStringList m_entries;
};

http::Handler handlerOf(const http::RouteTable &routes, const QByteArray &operation)
{
    const auto found = std::find_if(routes.begin(), routes.end(), [&](const http::Route &route) { return route.operation == operation; });
    return found->handler;
}

http::Request requestFor(const QString &provider, const QJsonObject &body)
{
    http::Request request;
    request.method = http::Method::Post;
    request.headers.insert("content-type", "application/json");
    request.parameters.insert(u"id"_s, provider);
    request.body = QJsonDocument(body).toJson();
    return request;
}

} // namespace

class JoiningPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = std::make_unique<FederationWorld>(); }
    void cleanup() { m_world.reset(); }

    void whoBelongsToAnOrganisationGetsAnAccountAtTheFirstSignIn()
    {
        const auto first = m_world->signIn(u"acme"_s, ana());
        QCOMPARE(statusOf(first), u"signed_in"_s);
        QCOMPARE(first.headers.value("cache-control"), QByteArray("no-store"));
        const auto me = m_world->me(sessionOf(first).accessToken);
        QCOMPARE(me.value(u"email"_s).toString(), u"ana@acme.example"_s);
        QCOMPARE(me.value(u"display_name"_s).toString(), u"Ana Acme"_s);
        QCOMPARE(me.value(u"language"_s).toString(), u"es"_s);
        // The second time it is the same one, also when the address changed meanwhile.
        auto moved = ana();
        moved.insert(u"email"_s, u"ana.maria@acme.example"_s);
        const auto second = m_world->signIn(u"acme"_s, moved);
        QCOMPARE(sessionOf(second).user, sessionOf(first).user);
    }
    void noPasswordOpensAnAccountThatAProviderMade()
    {
        QCOMPARE(statusOf(m_world->signIn(u"acme"_s, ana())), u"signed_in"_s);
        for (const QString &password : {u""_s, u"password"_s, u"ana@acme.example"_s}) {
            m_world->advance(std::chrono::minutes(1));
            const auto tried = m_world->server().post(
                u"/v1/sessions"_s, wire::toJson(wire::SignInRequest{u"ana@acme.example"_s, password, u"Phone"_s, QByteArray(32, 'k')}));
            QVERIFY(tried.status == 401 || (password.isEmpty() && tried.status == 422));
        }
    }
    void othersAreAskedToLinkAnAccountOfTheirs()
    {
        auto visitor = ana();
        visitor.insert(u"email"_s, u"ana@elsewhere.example"_s);
        const auto foreign = m_world->signIn(u"acme"_s, visitor);
        QCOMPARE(statusOf(foreign), u"link_required"_s);
        QVERIFY(!linkOf(foreign).contains(u"email"_s));
        QCOMPARE(statusOf(m_world->signIn(u"social"_s, ana())), u"link_required"_s);
        QCOMPARE(m_world->server().pg().execute("SELECT count(*) FROM accounts.account"), std::string("0"));
    }
    void anUnverifiedAddressIsNoAddress()
    {
        for (const QJsonValue &verified :
             {QJsonValue(false), QJsonValue(), QJsonValue(u"false"_s), QJsonValue(1), QJsonValue(QJsonValue::Undefined)}) {
            auto person = ana();
            person.insert(u"email_verified"_s, verified);
            if (verified.isUndefined())
                person.remove(u"email_verified"_s);
            QCOMPARE(statusOf(m_world->signIn(u"acme"_s, person)), u"link_required"_s);
        }
        QCOMPARE(m_world->server().pg().execute("SELECT count(*) FROM accounts.account"), std::string("0"));
    }
    void aSocialProviderMakesAccountsWhenItMay()
    {
        m_world = std::make_unique<FederationWorld>(true);
        const auto answer = m_world->signIn(u"social"_s, ana());
        QCOMPARE(statusOf(answer), u"signed_in"_s);
        // The same subject of another issuer is somebody else.
        const auto other = m_world->signIn(u"acme"_s, ana());
        QCOMPARE(statusOf(other), u"link_required"_s);
    }
    void rolesComeAndGoWithTheGroups()
    {
        const auto none = m_world->signIn(u"acme"_s, ana({u"unknown"_s}));
        QCOMPARE(m_world->roles(sessionOf(none).accessToken), QStringList{u"listener"_s});
        const auto boss = m_world->signIn(u"acme"_s, ana({u"bosses"_s, u"unknown"_s}));
        QCOMPARE(m_world->roles(sessionOf(boss).accessToken), (QStringList{u"listener"_s, u"editor"_s, u"finance"_s}));
        const auto staff = m_world->signIn(u"acme"_s, ana({u"staff"_s}));
        QCOMPARE(m_world->roles(sessionOf(staff).accessToken), (QStringList{u"listener"_s, u"editor"_s}));
        auto silent = ana();
        silent.remove(u"groups"_s);
        const auto gone = m_world->signIn(u"acme"_s, silent);
        QCOMPARE(m_world->roles(sessionOf(gone).accessToken), QStringList{u"listener"_s});
        QCOMPARE(m_world->server().pg().execute("SELECT count(*) FROM federation.granted_role"), std::string("0"));
    }
    void rolesGivenForAnotherReasonStay()
    {
        const auto user = sessionOf(m_world->signIn(u"acme"_s, ana())).user;
        auto &application = m_world->server().application();
        const auto given = application.database().run({"melody_accounts", user}, [&](db::Transaction &transaction) -> Result<http::Roles> {
            return application.accounts().changeRoles(transaction, user, {http::Role::Editor, {}}).granted;
        });
        QCOMPARE(given, Result<http::Roles>(http::Role::Editor));
        m_world->signIn(u"acme"_s, ana({u"bosses"_s}));
        const auto gone = m_world->signIn(u"acme"_s, ana());
        QCOMPARE(m_world->roles(sessionOf(gone).accessToken), (QStringList{u"listener"_s, u"editor"_s}));
    }
    void everyChangeOfRolesIsAudited()
    {
        RecordingAudit audit;
        auto &application = m_world->server().application();
        const auto service = federation::createFederation(m_world->configs(), {application.database(), application.accounts(),
                                                                               application.telemetry(), m_world->server().clock(), &audit});
        const auto routes = service->routes();
        const auto signIn = [&](const QStringList &groups) {
            m_world->provider(u"acme"_s).setPerson(ana(groups));
            return handlerOf(routes, "finishAuthorization")(requestFor(u"acme"_s, callbackFor(routes)));
        };
        QVERIFY(signIn({u"staff"_s}));
        QCOMPARE(audit.takeEntries(),
                 (QStringList{u"system identity.linked identity_provider/acme"_s, u"system role.granted identity_provider/acme editor"_s}));
        QVERIFY(signIn({u"staff"_s}));
        QCOMPARE(audit.takeEntries(), QStringList());
        QVERIFY(signIn({u"bosses"_s}));
        QCOMPARE(audit.takeEntries(), QStringList{u"system role.granted identity_provider/acme finance"_s});
        QVERIFY(signIn({}));
        QCOMPARE(audit.takeEntries(), QStringList{u"system role.revoked identity_provider/acme editor+finance"_s});
    }
    void firstSignInsAtTheSameMomentMakeOneAccount()
    {
        const auto routes = federationRoutes();
        m_world->provider(u"acme"_s).setPerson(ana({u"staff"_s}));
        std::vector<QJsonObject> callbacks;
        for (int i = 0; i < 4; ++i)
            callbacks.push_back(callbackFor(routes));
        std::latch together(4);
        std::vector<Result<http::Response>> answers(4);
        std::vector<std::thread> threads;
        for (size_t i = 0; i < 4; ++i) {
            threads.emplace_back([&, i] {
                together.arrive_and_wait();
                answers[i] = handlerOf(routes, "finishAuthorization")(requestFor(u"acme"_s, callbacks[i]));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QSet<UserId> users;
        for (const auto &answer : answers) {
            QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
            const auto signedIn = wire::parseFederatedSignIn(QJsonDocument::fromJson(answer->body).object());
            QVERIFY(std::holds_alternative<wire::SignedIn>(*signedIn));
            users.insert(std::get<wire::SignedIn>(*signedIn).user);
        }
        QCOMPARE(users.size(), 1);
        QCOMPARE(m_world->server().pg().execute("SELECT count(*) FROM accounts.account"), std::string("1"));
    }
    void providersAreFoundByTheDomainOfAnAddress()
    {
        const auto ids = [&](const QString &query) {
            QStringList found;
            for (const QJsonValue &item : m_world->server().get(u"/v1/identity-providers"_s + query).json().value(u"items"_s).toArray())
                found.append(item.toObject().value(u"id"_s).toString());
            return found;
        };
        QCOMPARE(ids({}), QStringList{u"social"_s});
        QCOMPARE(ids(u"?domain=acme.example"_s), QStringList{u"acme"_s});
        QCOMPARE(ids(u"?domain=ACME.Example"_s), QStringList{u"acme"_s});
        QCOMPARE(ids(u"?domain=notacme.example"_s), QStringList());
        for (const QString &wrong : {u"nobody%40acme.example"_s, QString(), u"a."_s.repeated(127)})
            QCOMPARE(m_world->server().get(u"/v1/identity-providers?domain="_s + wrong).status, 422);
    }

private:
    http::RouteTable federationRoutes()
    {
        http::RouteTable table = m_world->server().application().routes();
        return table;
    }
    // Begins through the routes and sends somebody to the browser.
    QJsonObject callbackFor(const http::RouteTable &routes)
    {
        const Device device = Device::create();
        const auto begun = handlerOf(routes, "beginAuthorization")(
            requestFor(u"acme"_s, wire::toJson(wire::AuthorizationRequest{u"http://127.0.0.1:49152/callback"_s, device.challenge()})));
        const QString url = QJsonDocument::fromJson(begun->body).object().value(u"url"_s).toString();
        return FederationWorld::callback(m_world->provider(u"acme"_s).visit(url), device);
    }

    std::unique_ptr<FederationWorld> m_world;
};

MELODY_TEST(JoiningPgTest)
#include "joining_pg_test.moc"
