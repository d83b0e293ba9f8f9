// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <cmath>
#include <limits>

using namespace melody;
using namespace melody::db;
using namespace Qt::StringLiterals;
using melody::test::Migrations;
using melody::test::PgFixture;

namespace {

const QString oddText = u"tab\t line\n back\\slash \"quote\" 'single' {brace},comma \r ünïcödé 🎵 \\N"_s;

} // namespace

// How values travel: parameters in, columns out, COPY.
class ValuesTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgFixture> m_fixture;

    // What the server makes of a parameter, read back as the same type.
    template<typename T>
    T roundTrip(const T &value, const std::string &type)
    {
        const std::string sql = "SELECT $1::" + type + " AS value";
        const std::string name = "test.round_trip_" + type;
        const auto answer = m_fixture->database().run({}, [&](Transaction &transaction) -> Result<T> {
            return transaction.exec({name.c_str(), sql.c_str()}, {value}).first()->template get<T>("value");
        });
        if (!answer)
            qFatal("%s", qPrintable(answer.error().detail));
        return *answer;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations()});
        m_fixture->execute("CREATE TABLE public.copied (id bigint, body text, bytes bytea, at timestamptz); "
                           "GRANT ALL ON public.copied TO melody_platform");
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void everyTypeSurvivesTheRoundTrip()
    {
        QCOMPARE(roundTrip(true, "boolean"), true);
        QCOMPARE(roundTrip(false, "boolean"), false);
        QCOMPARE(roundTrip(std::numeric_limits<int>::min(), "integer"), std::numeric_limits<int>::min());
        QCOMPARE(roundTrip(std::numeric_limits<qint64>::min(), "bigint"), std::numeric_limits<qint64>::min());
        QCOMPARE(roundTrip(std::numeric_limits<qint64>::max(), "bigint"), std::numeric_limits<qint64>::max());
        for (const double number : {0.1, -1e300, 5e-324, double(std::numeric_limits<qint64>::max())})
            QVERIFY(roundTrip(number, "float8") == number);
        QVERIFY(std::isnan(roundTrip(std::nan(""), "float8")));
        QVERIFY(roundTrip(-std::numeric_limits<double>::infinity(), "float8") == -std::numeric_limits<double>::infinity());
        QCOMPARE(roundTrip(oddText, "text"), oddText);
        QCOMPARE(roundTrip(QString(), "text"), QString());
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        QCOMPARE(roundTrip(bytes, "bytea"), bytes);
        QCOMPARE(roundTrip(QByteArray(), "bytea"), QByteArray());
        const QJsonObject object{{u"a"_s, QJsonArray{1, u"two"_s, QJsonValue::Null}}, {oddText, QJsonObject()}};
        QCOMPARE(roundTrip(object, "jsonb"), object);
        QCOMPARE(roundTrip(QJsonArray{object, 1.5}, "jsonb"), (QJsonArray{object, 1.5}));
        const UserId id = UserId::create(SystemClock().now());
        QCOMPARE(roundTrip(id, "uuid"), id);
        QCOMPARE(roundTrip(id.uuid(), "uuid"), id.uuid());
    }
    void timesSurviveToTheMillisecond()
    {
        for (const qint64 ms : {0LL, 1LL, 1'700'000'000'120LL, -1LL, 4'102'444'800'999LL}) {
            const TimePoint time{std::chrono::milliseconds(ms)};
            QCOMPARE(roundTrip(time, "timestamptz").time_since_epoch().count(), ms);
        }
    }
    void optionalValuesAreNullOrTheValue()
    {
        const auto answer = m_fixture->database().run({}, [](Transaction &transaction) -> Result<void> {
            const Rows rows = transaction.exec({"test.optional", "SELECT $1::bigint AS none, $2::bigint AS some"},
                                               {std::optional<qint64>(), std::optional<qint64>(7)});
            const Row row = *rows.first();
            [&] {
                QVERIFY(row.isNull("none"));
                QCOMPARE(row.get<std::optional<qint64>>("none"), std::nullopt);
                QCOMPARE(row.get<std::optional<qint64>>("some"), std::optional<qint64>(7));
                QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)row.get<qint64>("none"));
                QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)row.get<qint64>("absent"));
                QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)row.get<bool>("some"));
                QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)row.get<QByteArray>("some"));
            }();
            return {};
        });
        QVERIFY(answer);
    }
    void listsOfTextsKeepEveryCharacter()
    {
        const QStringList list{oddText, u""_s, u"NULL"_s, u"{}"_s};
        const auto answer = m_fixture->database().run({}, [&](Transaction &transaction) -> Result<QStringList> {
            QStringList back;
            for (const Row row : transaction.exec({"test.list", "SELECT unnest($1::text[]) AS item"}, {list}))
                back += row.get<QString>("item");
            return back;
        });
        QCOMPARE(*answer, list);
    }
    void aTextThatPostgresCannotStoreIsInvalidNotCutOff()
    {
        const auto answer = m_fixture->database().run({}, [](Transaction &transaction) -> Result<void> {
            transaction.exec({"test.text", "SELECT $1::text"}, {u"before\0after"_s});
            return {};
        });
        QCOMPARE(answer.error().code, u"invalid_text"_s);
        const auto json = m_fixture->database().run({}, [](Transaction &transaction) -> Result<void> {
            transaction.exec({"test.json", "SELECT $1::jsonb"}, {QJsonObject{{u"a"_s, u"\0"_s}}});
            return {};
        });
        QCOMPARE(json.error().code, u"invalid_text"_s);
    }
    void copyStoresManyRowsUnchanged()
    {
        const int count = 20'000;
        std::vector<std::vector<Param>> rows;
        for (int i = 0; i < count; ++i)
            rows.push_back(
                {i, i % 3 == 0 ? Param(std::nullopt) : Param(oddText), QByteArray("\x00\\\n", 3), TimePoint(std::chrono::milliseconds(i))});
        const auto answer = m_fixture->database().run({"melody_platform"}, [&](Transaction &transaction) -> Result<qint64> {
            transaction.copy("public.copied", {"id", "body", "bytes", "at"}, rows);
            return transaction
                .exec({"test.copied", "SELECT count(*) AS n FROM public.copied WHERE bytes = $1 AND id = extract(epoch FROM at) * 1000 "
                                      "AND body IS NOT DISTINCT FROM CASE WHEN id % 3 = 0 THEN NULL ELSE $2 END"},
                      {QByteArray("\x00\\\n", 3), oddText})
                .first()
                ->get<qint64>("n");
        });
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
        QCOMPARE(*answer, count);
    }
    void aRefusedCopyLeavesNothing()
    {
        const auto failed = m_fixture->database().run({"melody_platform"}, [](Transaction &transaction) -> Result<void> {
            transaction.copy("public.copied", {"id"}, {{1}, {u"not a number"_s}});
            return {};
        });
        QCOMPARE(failed.error().code, u"database_error"_s);
        QVERIFY(!failed.error().detail.contains(u"not a number"));
        const auto after = m_fixture->database().run({"melody_platform"}, [](Transaction &transaction) -> Result<qint64> {
            return transaction.exec({"test.ones", "SELECT count(*) AS n FROM public.copied WHERE bytes IS NULL"}).first()->get<qint64>("n");
        });
        QCOMPARE(*after, 0);
    }
    void namesThatAreNoIdentifiersAreRefusedByCopy()
    {
        const auto copyInto = [this](const char *table, const char *column) {
            (void)m_fixture->database().run({"melody_platform"}, [&](Transaction &transaction) -> Result<void> {
                transaction.copy(table, {column}, {{1}});
                return {};
            });
        };
        QVERIFY_THROWS_EXCEPTION(std::logic_error, copyInto("public.copied (id) FROM STDIN; DROP TABLE x", "id"));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, copyInto("public.copied", "id)"));
    }
};

MELODY_TEST(ValuesTest)
#include "values_test.moc"
