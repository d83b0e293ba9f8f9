// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A child walks the whole route table, with everything it could want to say: no route lifts its controls.

#include "route_world.h"

#include <crypto/sealed_key.h>

#include <support/test_main.h>

#include <algorithm>

using namespace melody;
using namespace Qt::StringLiterals;

class ChildRoutesPgTest : public QObject {
    Q_OBJECT
private:
    // What a handler refuses is a token, a code or a time; never that a field is missing or of the wrong form.
    static bool reachesTheHandler(const test::Answer &answer)
    {
        static const QSet<QString> ofForm{u"required"_s, u"wrong_type"_s, u"unknown_field"_s, u"too_short"_s, u"too_long"_s, u"too_few"_s};
        const QJsonArray errors = answer.json().value(u"errors"_s).toArray();
        const bool ofTheForm =
            std::any_of(errors.begin(), errors.end(), [](const QJsonValue &error) { return ofForm.contains(error[u"code"].toString()); });
        return answer.status != 400 && answer.status != 412 && answer.status != 428 && !ofTheForm;
    }

private Q_SLOTS:
    void noRouteLiftsTheControlsOfAChild()
    {
        test::RouteWorld world;
        const auto &table = test::authorizationTable();
        const UserId child = world.household().child.user;
        const auto before = world.server().application().family().parentalStateOf(child).value();
        QVERIFY(before && !before->controls.explicitAllowed);
        const QString loud = u"/v1/contents/"_s + world.explicitRelease().id.toString();
        for (const http::Route &route : world.routes()) {
            const auto row = std::ranges::find(table, route.operation, &test::AuthorizationRow::operation);
            QVERIFY2(row != table.end(), route.operation + " needs a row in authorization_table.cpp: may a child do this, and why?");
            const auto wished = world.askAsChild(route, test::Wishes::All);
            QVERIFY2(wished.status < 500, route.operation + " answered the wishes of a child " + wished.body);
            const auto answer = world.askAsChild(route);
            const bool letIn = row->roles & http::Roles(http::Role::Listener | http::Role::Anonymous) && !row->adultsOnly;
            const QByteArray said = route.operation + " answered a child " + QByteArray::number(answer.status) + ' ' + answer.body;
            QVERIFY2(answer.status < 500, said);
            QVERIFY2(!letIn || reachesTheHandler(answer), said);
            if (letIn)
                QVERIFY2(*row->harmlessForChildren != '\0', route.operation + " lets children in: say why that is harmless");
            else
                QVERIFY2(answer.status == 403 || answer.status == 404, said);
            QVERIFY2(world.server().application().family().parentalStateOf(child).value() == before, said);
            const std::string stored =
                world.server().pg().execute("SELECT explicit_allowed || ' ' || version FROM accounts.parental_controls "
                                            "WHERE user_id = '" +
                                            child.toString().toStdString() + "'");
            QVERIFY2(stored == "false 1", said);
            QVERIFY2(world.server().get(loud, world.tokenOf(u"child"_s)).status == 404, said);
        }
    }
    // What the controls hide stays hidden whichever way it is asked for.
    void noRouteShowsAChildWhatItsControlsHide()
    {
        test::RouteWorld world;
        const auto &hidden = world.explicitRelease();
        // Who made it may be named: nobody is explicit, what they sing is.
        const auto shows = [&](const test::Answer &answer) {
            return answer.body.contains("Shouting") || answer.body.contains(hidden.tracks[0].id.toString().toLatin1());
        };
        int tried = 0;
        for (const http::Route &route : world.routes()) {
            const auto said = [&](const test::Answer &answer) {
                return route.operation + " answered a child " + QByteArray::number(answer.status) + ' ' + answer.body;
            };
            const auto answer = world.askAsChild(route);
            QVERIFY2(!shows(answer), said(answer));
            if (!route.path.contains("{id}") && !route.path.contains("{content}"))
                continue;
            ++tried;
            for (const QString &id : {hidden.id.toString(), hidden.tracks[0].id.toString()}) {
                const auto asked = world.askAsChild(route, id);
                QVERIFY2(!shows(asked), said(asked));
                // What takes something out of one's own library says the same whether it was there or is anywhere.
                const bool isSilent = (route.operation == "unlike" || route.operation == "unfollow") && asked.body.isEmpty();
                QVERIFY2(asked.status >= 400 || isSilent, said(asked));
            }
        }
        QVERIFY(tried > 10);
        const QString token = world.tokenOf(u"child"_s);
        for (const QString &path : {u"/v1/playback/sessions"_s, u"/v1/playback/licences"_s}) {
            for (const ContentId &content : {ContentId(hidden.id.uuid()), hidden.tracks[0].id}) {
                world.server().advance(std::chrono::seconds(1));
                const auto answer = world.server().post(
                    path,
                    {{u"content"_s, content.toString()},
                     {u"device_public_key"_s, QString::fromLatin1(crypto::DeviceKeyPair::generate().publicKey.toBase64())}},
                    token);
                QVERIFY2(answer.status == 404 || answer.status == 402, answer.body);
            }
        }
        // It is there for the child's parent.
        QCOMPARE(world.server().get(u"/v1/contents/"_s + hidden.id.toString(), world.tokenOf(u"listener"_s)).status, 200);
    }
};

MELODY_TEST(ChildRoutesPgTest)
#include "child_routes_pg_test.moc"
