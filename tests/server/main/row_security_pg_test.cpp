// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row-level security, asked of PostgreSQL itself: every table that a role of the application may touch hides and protects the rows of
// others, or is listed here with the reason why it needn't. Works through pg_catalog, so a new table can't be forgotten.

#include <main/schema.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

#include <map>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

// Tables without row-level security, and why.
const std::map<std::string, const char *> &openTables()
{
    static const std::map<std::string, const char *> tables{
        {"accounts.email_address", "whose an address is, is asked before it is known who comes; holds an address and an id"},
        {"accounts.child_sign_in_code", "looked up by its hash before it is known who comes; holds no name"},
        {"accounts.avatar_picture", "pictures by an id that nobody guesses; says of nobody whose they are"},
        {"billing.market", "where Melody is sold"},
        {"billing.price", "what everybody pays"},
        {"billing.tax_rate", "what the law says"},
        {"billing.academic_domain", "names of universities"},
        {"billing.invoice_counter", "how many invoices there are"},
        {"billing.webhook_event", "ids of what a provider sent, asked before it is known whom it concerns"},
        {"catalog.content_kind", "what kinds of content there are"},
        {"catalog.image", "artwork, public by an id that nobody guesses"},
        {"catalog.image_size", "artwork, public by an id that nobody guesses"},
        {"catalog.asset", "recordings, reached through content only; keys rest wrapped"},
        {"catalog.asset_rung", "recordings, reached through content only"},
        {"catalog.recording", "an ISRC belongs to one publisher: claims are compared across publishers"},
        {"catalog.lyrics", "what is sung in a published recording, reached through content only"},
        {"catalog.chapters", "where parts of a published recording begin, reached through content only"},
        {"catalog.credit", "who made a published recording, reached through content only"},
        {"catalog.play_count", "sums over everybody"},
        {"compliance.pseudonym", "who stands behind a pseudonym, asked of anybody by the audit log; read by melody_compliance only"},
        {"compliance.audit_staged", "the audit log is about everybody and append-only; it holds pseudonyms"},
        {"compliance.audit_entry", "the audit log is about everybody and append-only; it holds pseudonyms"},
        {"compliance.audit_checkpoint", "signed hashes"},
        {"federation.pending_authorization", "sign-ins under way, looked up by a hash before it is known who comes"},
        {"federation.pending_link", "looked up by a hash before it is known who comes; minutes old"},
        {"federation.subject", "whose an identity is, is asked before it is known who comes; holds a hash and an id"},
        {"ingest.leftover", "the list of files to remove, worked through by the house"},
        {"platform.event", "facts that travel between services; readable to melody_platform only"},
        {"platform.event_offset", "how far consumers are"},
        {"platform.event_dead", "events set aside, for operators"},
        {"platform.job", "work to do, taken by the house"},
        {"platform.job_dead", "work set aside, for operators"},
        {"platform.idempotent_request", "answers by caller and key; reached by melody_platform with the caller in the key only"},
        {"platform.mail", "mail that waits, sealed, sent by the house"},
        {"platform.attempt", "failed attempts by account or address, asked before it is known who comes"},
        {"platform.signing_key", "the server's own keys"},
        {"playback.house_ad", "what the house says between songs, to everybody"},
        {"telemetry.span", "measurements without personal data"},
    };
    return tables;
}

// Rows that everybody may read; written by their owner only.
bool isPublic(const std::string &table)
{
    return table == "catalog.content";
}

const UserId ana(QUuid::fromString(u"0190e2a4-0000-7000-8000-00000000000a"_s));
const UserId ben(QUuid::fromString(u"0190e2a4-0000-7000-8000-00000000000b"_s));

// A value of a type; whose row it is where the column says so.
std::string valueFor(const std::string &column, const std::string &type)
{
    if (column == "user_id" || column == "owner_id" || column == "publisher_id")
        return "'" + ana.toString().toStdString() + "'";
    static const std::map<std::string, std::string> values{{"uuid", "gen_random_uuid()"},
                                                           {"text", "'x'"},
                                                           {"jsonb", "'{}'"},
                                                           {"bytea", "'\\x00'"},
                                                           {"boolean", "false"},
                                                           {"date", "'2026-01-01'"},
                                                           {"integer", "1"},
                                                           {"bigint", "1"},
                                                           {"smallint", "1"},
                                                           {"timestamp with time zone", "now()"},
                                                           {"double precision", "1"},
                                                           {"text[]", "'{}'"},
                                                           {"uuid[]", "'{}'"},
                                                           {"inet", "'127.0.0.1'"},
                                                           {"numeric", "1"},
                                                           {"interval", "'1 s'"},
                                                           {"character(1)", "'x'"},
                                                           {"character(2)", "'ES'"},
                                                           {"character(3)", "'EUR'"},
                                                           {"tstzrange", "'empty'"}};
    const auto found = values.find(type);
    if (found == values.end())
        qFatal("say which value a column of type %s gets", type.c_str());
    return found->second;
}

} // namespace

class RowSecurityPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_pg = std::make_unique<test::PgFixture>(test::Migrations{server::allMigrations()});
        const auto tables =
            query("SELECT n.nspname || '.' || c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AND EXISTS "
                  "(SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS guarded, EXISTS (SELECT FROM pg_attribute a WHERE "
                  "a.attrelid = c.oid AND a.attname IN ('user_id', 'publisher_id') AND NOT a.attisdropped) AS personal "
                  "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND NOT "
                  "c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_%' AND "
                  "EXISTS (SELECT FROM pg_roles r WHERE r.rolname LIKE 'melody\\_%' AND has_any_column_privilege(r.oid, c.oid, "
                  "'SELECT, INSERT, UPDATE') OR r.rolname LIKE 'melody\\_%' AND has_table_privilege(r.oid, c.oid, 'DELETE'))");
        for (const QJsonValue &row : tables)
            m_tables[row[u"name"].toString().toStdString()] = {row[u"guarded"].toBool(), row[u"personal"].toBool()};
        QVERIFY(m_tables.size() > 20);
    }
    void cleanupTestCase() { m_pg.reset(); }

    void everyTableStandsInThePolicyWithItsClassAndHowLongItIsKept()
    {
        QFile page(QStringLiteral(MELODY_SOURCE_DIR "/docs/data.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        static const QRegularExpression line(u"^\\| `([a-z_.]+)` \\| (\\w+) \\| ([^|]+) \\| ([^|]+) \\|$"_s,
                                             QRegularExpression::MultilineOption);
        std::map<std::string, QString> classes;
        for (auto row = line.globalMatch(QString::fromUtf8(page.readAll())); row.hasNext();) {
            const auto found = row.next();
            const std::string table = found.captured(1).toStdString();
            QVERIFY2(m_tables.contains(table), qPrintable(found.captured(1) + u" stands in docs/data.md, and there is no such table"_s));
            QVERIFY2(classes.emplace(table, found.captured(2)).second, qPrintable(found.captured(1) + u" stands in docs/data.md twice"_s));
        }
        for (const auto &[table, guard] : m_tables) {
            QVERIFY2(classes.contains(table),
                     (table + " needs a row in docs/data.md: its class, what it holds, how long it is kept").c_str());
            const QString &kind = classes[table];
            QVERIFY2((QStringList{u"public"_s, u"internal"_s, u"personal"_s, u"sensitive"_s, u"secret"_s}).contains(kind), table.c_str());
            const bool aboutAPerson = kind != u"public" && kind != u"internal";
            QVERIFY2(!guard.personal || aboutAPerson || isPublic(table), (table + " holds rows of a person").c_str());
        }
    }
    void noRoleOfTheApplicationStandsAboveThePolicies()
    {
        QCOMPARE(m_pg->execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'melody\\_%' AND (rolsuper OR rolbypassrls)"),
                 std::string("0"));
        QVERIFY(std::stoi(m_pg->execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'melody\\_%'")) > 5);
        QCOMPARE(m_pg->execute("SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname LIKE 'melody\\_%'"),
                 std::string("0"));
        // A view that runs as its maker would show what the policies hide.
        QCOMPARE(
            m_pg->execute("SELECT coalesce(string_agg(c.relname, ' '), '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                          "WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT coalesce(c.reloptions, "
                          "'{}') @> '{security_invoker=true}'"),
            std::string());
    }
    void noRoleReachesPastItsTables()
    {
        // TRUNCATE knows no policies, a trigger runs with its victim's rights, a reference tells what is there.
        QCOMPARE(
            m_pg->execute("SELECT coalesce(string_agg(DISTINCT c.relname || ' ' || r.rolname || ' ' || p.name, ', '), '') FROM pg_class c, "
                          "pg_roles r, (VALUES ('TRUNCATE'), ('TRIGGER'), ('REFERENCES')) AS p (name) WHERE r.rolname LIKE 'melody\\_%' "
                          "AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege(r.oid, c.oid, p.name)"),
            std::string());
        // Kinds of relations that have no policies at all.
        QCOMPARE(
            m_pg->execute("SELECT coalesce(string_agg(c.relname, ' '), '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                          "WHERE c.relkind IN ('m', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"),
            std::string());
        // Only the login role stands for others, and only for roles of the house; nobody for PostgreSQL's own.
        QCOMPARE(
            m_pg->execute("SELECT coalesce(string_agg(m.rolname || ' is ' || g.rolname, ', '), '') FROM pg_auth_members a JOIN pg_roles m "
                          "ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid WHERE m.rolname LIKE 'melody\\_%' AND g.rolname <> "
                          "'melody_service' AND (m.rolname <> 'melody_app' OR g.rolname NOT LIKE 'melody\\_%')"),
            std::string());
        QCOMPARE(m_pg->execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'melody\\_%' AND (rolcreaterole OR rolcreatedb OR "
                               "rolreplication OR (rolcanlogin AND rolname <> 'melody_app'))"),
                 std::string("0"));
    }
    void theLoginRoleByItselfMayTouchNoTable()
    {
        QCOMPARE(m_pg->execute("SELECT rolinherit FROM pg_roles WHERE rolname = 'melody_app'"), std::string("f"));
        QCOMPARE(m_pg->execute(
                     "SELECT coalesce(string_agg(n.nspname || '.' || c.relname, ' '), '') FROM pg_class c JOIN pg_namespace n ON n.oid "
                     "= c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) AS acl WHERE acl.grantee IN (0, "
                     "'melody_app'::regrole) AND c.relkind <> 'S' AND n.nspname NOT IN ('pg_catalog', 'information_schema')"),
                 std::string());
    }
    void whatRunsWithTheOwnersRightsIsKnown()
    {
        // Policies are FORCEd, but the owner of the database is nobody's tenant: each of these says what it does and no more.
        const std::map<std::string, const char *> known{
            {"billing.check_posting", "a trigger: says whether a posting is balanced; shows nothing"},
            {"compliance.seal", "moves staged entries to the end of the chain; shows nothing"},
            {"platform.tend_events", "makes and drops days of events that everybody has passed"},
            {"telemetry.make_span_day", "makes a day of measurements"},
            {"telemetry.drop_old_spans", "drops old days of measurements"},
        };
        std::string unknown;
        for (const QJsonValue &row :
             query("SELECT n.nspname || '.' || p.proname AS name, p.proconfig::text LIKE '%search_path=pg_catalog%' AS safe, EXISTS "
                   "(SELECT FROM "
                   "aclexplode(p.proacl) AS acl WHERE acl.grantee = 0) OR p.proacl IS NULL AS everybodys, p.prorettype::regtype::text AS "
                   "gives "
                   "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', "
                   "'information_schema')")) {
            const std::string name = row[u"name"].toString().toStdString();
            QVERIFY2(row[u"safe"].toBool(), (name + ": somebody's own schema could stand in for pg_catalog").c_str());
            QVERIFY2(!row[u"everybodys"].toBool(), (name + ": may be called by everybody").c_str());
            if (!known.contains(name))
                unknown += name + " -> " + row[u"gives"].toString().toStdString() + "; ";
        }
        QCOMPARE(unknown, std::string());
    }
    void everyTableIsGuardedOrSaysWhyNot()
    {
        for (const auto &[table, facts] : m_tables) {
            const bool listed = openTables().contains(table);
            QVERIFY2(facts.guarded || listed, (table + " has no forced row-level security and no reason").c_str());
            QVERIFY2(!facts.guarded || !listed, (table + " is guarded; take it off the list").c_str());
        }
    }
    void partitionsAreReachedThroughTheirTableOnly()
    {
        QCOMPARE(m_pg->execute(
                     "SELECT coalesce(string_agg(c.relname || ' ' || r.rolname, ', '), '') FROM pg_class c, pg_roles r WHERE "
                     "c.relispartition AND c.relkind = 'r' AND r.rolname LIKE 'melody\\_%' AND (has_any_column_privilege(r.oid, c.oid, "
                     "'SELECT, INSERT, UPDATE') OR has_table_privilege(r.oid, c.oid, 'DELETE'))"),
                 std::string());
    }
    void nobodyReadsOrChangesTheRowsOfAnother()
    {
        int tried = 0;
        int given = 0;
        loosen();
        for (const auto &entry : m_tables) {
            const std::string &table = entry.first;
            if (!entry.second.guarded)
                continue;
            const std::string insert = insertOf(table);
            m_pg->execute(insert);
            const std::string some =
                m_pg->execute("SELECT attname FROM pg_attribute WHERE attrelid = '" + table +
                              "'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum LIMIT 1");
            for (const QString &role : rolesOf(table)) {
                const auto may = [&](const char *right) {
                    return m_pg->execute("SELECT CASE WHEN has_table_privilege('" + role.toStdString() + "', '" + table + "', '" + right +
                                         "') THEN 't' ELSE 'f' END") == "t";
                };
                const std::string who = role.toStdString() + " on " + table;
                const std::string count = "SELECT count(*)::text AS answer FROM " + table;
                if (may("SELECT")) {
                    ++tried;
                    QVERIFY2(run(role, ana, count) != "0", (who + ": hides a row from whose it is").c_str());
                    QVERIFY2(run(role, ben, count) == "0" || isPublic(table), (who + ": shows the rows of another").c_str());
                    QVERIFY2(run(role, {}, count) == "0" || isPublic(table), (who + ": shows rows to nobody").c_str());
                }
                if (may("UPDATE") && may("SELECT"))
                    QVERIFY2(run(role, ben,
                                 "WITH c AS (UPDATE " + table + " SET " + some + " = " + some +
                                     " RETURNING 1) SELECT count(*)::text "
                                     "AS answer FROM c") == "0",
                             (who + ": changes the rows of another").c_str());
                if (may("DELETE") && may("SELECT"))
                    QVERIFY2(run(role, ben, "WITH c AS (DELETE FROM " + table + " RETURNING 1) SELECT count(*)::text AS answer FROM c") ==
                                 "0",
                             (who + ": deletes the rows of another").c_str());
                if (may("INSERT"))
                    QVERIFY2(run(role, ben, insert) == "42501", (who + ": inserts for another").c_str());
                // Nor does anybody push a row of theirs onto another.
                const std::string owner = ownerOf(table);
                const bool mayGive = m_pg->execute("SELECT CASE WHEN has_column_privilege('" + role.toStdString() + "', '" + table +
                                                   "', '" + owner + "', 'UPDATE') THEN 't' ELSE 'f' END") == "t";
                if (!owner.empty() && mayGive) {
                    ++given;
                    const std::string give = run(role, ana,
                                                 "WITH c AS (UPDATE " + table + " SET " + owner + " = '" + ben.toString().toStdString() +
                                                     "' RETURNING 1) SELECT count(*)::text AS answer FROM c");
                    QVERIFY2(give == "42501" || give == "0", (who + ": gives rows to another").c_str());
                }
            }
        }
        QVERIFY(tried > 10);
        QVERIFY(given > 5);
    }
    void aChildCanNotWriteItsControls()
    {
        // Ana is the child, Ben the owner.
        const std::string set = " SET owner_id = '" + ben.toString().toStdString() + "'";
        m_pg->execute("UPDATE accounts.parental_controls" + set);
        m_pg->execute("UPDATE accounts.family_member" + set + ", role = 'child'");
        const QString role = u"melody_accounts"_s;
        const std::string lift =
            "WITH c AS (UPDATE accounts.parental_controls SET explicit_allowed = true RETURNING 1) SELECT count(*)::text AS answer FROM c";
        QCOMPARE(run(role, ana, "SELECT count(*)::text AS answer FROM accounts.parental_controls"), std::string("1"));
        QCOMPARE(run(role, ana, lift), std::string("0"));
        QCOMPARE(run(role, ana, "WITH c AS (DELETE FROM accounts.family_member RETURNING 1) SELECT count(*)::text AS answer FROM c"),
                 std::string("0"));
        QCOMPARE(run(role, ben, lift), std::string("1"));
    }

private:
    struct Facts {
        bool guarded = false;
        bool personal = false;
    };

    QJsonArray query(const std::string &sql) const
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(m_pg->execute("SELECT coalesce(jsonb_agg(q), '[]') FROM (" + sql + ") q")))
            .array();
    }
    // The checks and references of this database go, so that any row will do: what is tried are the policies.
    void loosen() const
    {
        m_pg->execute(
            "DO $$ DECLARE c record; BEGIN FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint JOIN pg_class k ON k.oid "
            "= conrelid WHERE contype IN ('f', 'c') AND conparentid = 0 AND coninhcount = 0 AND NOT k.relispartition AND connamespace <> "
            "'information_schema'::regnamespace ORDER BY contype = 'c' LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', "
            "c.t, c.conname); END LOOP; FOR c IN SELECT tgrelid::regclass AS t FROM pg_trigger JOIN pg_class k ON k.oid = tgrelid WHERE "
            "NOT tgisinternal AND NOT k.relispartition LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', c.t); END LOOP; END $$");
    }
    std::string insertOf(const std::string &table) const
    {
        std::string columns;
        std::string values;
        for (const QJsonValue &row :
             query("SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute a WHERE attrelid = '" + table +
                   "'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = '' AND (attnotnull AND NOT "
                   "atthasdef "
                   "OR attname IN ('user_id', 'owner_id', 'publisher_id')) ORDER BY attnum")) {
            const std::string name = row[u"name"].toString().toStdString();
            columns += (columns.empty() ? "" : ", ") + name;
            values += (values.empty() ? "" : ", ") + valueFor(name, row[u"type"].toString().toStdString());
        }
        return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")";
    }
    // The column that says whose a row is.
    std::string ownerOf(const std::string &table) const
    {
        return m_pg->execute("SELECT coalesce((SELECT attname::text FROM pg_attribute WHERE attrelid = '" + table +
                             "'::regclass AND attname IN ('user_id', 'publisher_id', 'owner_id') AND NOT attisdropped ORDER BY attname = "
                             "'owner_id', attname = 'publisher_id' LIMIT 1), '')");
    }
    QStringList rolesOf(const std::string &table) const
    {
        QStringList roles;
        for (const QJsonValue &row : query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'melody\\_%' AND rolname NOT IN ('melody_app', "
                                           "'melody_service') AND (has_any_column_privilege(oid, '" +
                                           table + "', 'SELECT, INSERT, UPDATE') OR has_table_privilege(oid, '" + table + "', 'DELETE'))"))
            roles.append(row[u"rolname"].toString());
        return roles;
    }
    // As melodyd would: connected as melody_app, acting as a role for a user. The column `answer`, or the SQLSTATE of a refusal; nothing of
    // it stays.
    std::string run(const QString &role, const std::optional<UserId> &user, const std::string &sql)
    {
        const std::string roleName = role.toStdString();
        const std::string name = "try " + std::to_string(++m_queries);
        std::string answer;
        (void)m_pg->database().run({roleName.c_str(), user}, [&](db::Transaction &transaction) -> Result<void> {
            try {
                const auto row = transaction.exec({name.c_str(), sql.c_str()}).first();
                answer = row ? row->get<QString>("answer").toStdString() : "done";
            } catch (const db::Failure &failure) {
                answer = failure.sqlState();
            }
            return fail(ErrorKind::Conflict, u"rolled_back"_s, {});
        });
        return answer;
    }

    std::unique_ptr<test::PgFixture> m_pg;
    std::map<std::string, Facts> m_tables;
    int m_queries = 0;
};

MELODY_TEST(RowSecurityPgTest)
#include "row_security_pg_test.moc"
