// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <wire/json.h>

using namespace melody;
using namespace melody::wire;
using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const char *text)
{
    const auto parsed = parseObject(text);
    if (!parsed)
        qFatal("the test's own JSON is wrong: %s", text);
    return *parsed;
}

bool isMalformed(QByteArrayView body, qsizetype maxBytes = 1024 * 1024)
{
    const auto parsed = parseObject(body, maxBytes);
    return !parsed && parsed.error().kind == ErrorKind::Malformed && parsed.error().code == u"malformed_json";
}

QByteArray nestedObjects(int depth)
{
    QByteArray text;
    for (int i = 1; i < depth; ++i)
        text += "{\"a\":";
    return text + "{}" + QByteArray(depth - 1, '}');
}

// The only error that a reader has found, as "path code".
QString onlyError(ObjectReader &reader)
{
    const auto finished = reader.finish();
    if (finished)
        return u"none"_s;
    const Error &error = finished.error();
    if (error.kind != ErrorKind::Invalid || error.code != u"invalid_field" || error.fields.size() != 1)
        return u"%1 errors"_s.arg(error.fields.size());
    return error.fields[0].field + u' ' + error.fields[0].code;
}

} // namespace

class JsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBodyIsOneObject()
    {
        QVERIFY(parseObject("{}"));
        QVERIFY(parseObject(" {\"a\":[1,2,{\"b\":null}]} \n"));
        for (const char *bad : {"", " ", "[]", "1", "null", "{", "}", "{}{}", "{} x", "{\"a\":}", "{a:1}", "{\"a\":1,}", "\xef\xbb\xbf",
                                "{\"a\":01}", "{\"a\":\"\xff\"}", "{\"a\":\"\xed\xa0\x80\"}", "{\"a\":NaN}"})
            QVERIFY2(isMalformed(bad), bad);
    }
    void aBodyHasALimit()
    {
        QVERIFY(parseObject("{\"a\":1}", 7));
        QVERIFY(isMalformed("{\"a\":1}", 6));
    }
    void nestingHasALimit()
    {
        QVERIFY(parseObject(nestedObjects(maxJsonDepth)));
        QVERIFY(isMalformed(nestedObjects(maxJsonDepth + 1)));
        QVERIFY(isMalformed(QByteArray(500'000, '[')));
        QVERIFY(isMalformed(QByteArray(500'000, '{')));
        QByteArray objects;
        for (int i = 0; i < 100'000; ++i)
            objects += "{\"a\":[";
        QVERIFY(isMalformed(objects));
        // Brackets that only stand in a string are no nesting; closing ones don't make room.
        QVERIFY(parseObject("{\"a\":\"" + QByteArray(1000, '[') + "\\\"" + QByteArray(1000, '{') + "\"}"));
        QVERIFY(isMalformed(QByteArray(100, ']') + QByteArray(100, '[')));
    }
    void textIsReadWithinItsLimits()
    {
        ObjectReader reader(object(R"({"a":"four","b":null})"), UnknownFields::Refuse);
        QCOMPARE(reader.string(u"a"_s, 4, 4), u"four"_s);
        QCOMPARE(reader.optionalString(u"b"_s, 1, 1), std::optional<QString>());
        QCOMPARE(reader.optionalString(u"c"_s, 1, 1), std::optional<QString>());
        QVERIFY(reader.finish());
        const auto found = [](const char *text, qsizetype min, qsizetype max) {
            ObjectReader wrong(object(text), UnknownFields::Refuse);
            return wrong.string(u"a"_s, min, max).isEmpty() ? onlyError(wrong) : u"kept"_s;
        };
        QCOMPARE(found(R"({"a":"four"})", 5, 9), u"a too_short"_s);
        QCOMPARE(found(R"({"a":"four"})", 1, 3), u"a too_long"_s);
        QCOMPARE(found(R"({"a":4})", 1, 3), u"a wrong_type"_s);
        QCOMPARE(found(R"({"a":null})", 1, 3), u"a required"_s);
        QCOMPARE(found(R"({})", 0, 3), u"a required"_s);
        QCOMPARE(found(R"({"a":"x\u0000y"})", 1, 9), u"a bad_text"_s);
        QCOMPARE(found(R"({"a":"x\ud800y"})", 1, 9), u"a bad_text"_s);
        QCOMPARE(found(R"({"a":"\udc00\ud800"})", 1, 9), u"a bad_text"_s);
    }
    void integersAreExact_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *number, const QString &result) { QTest::newRow(number) << QByteArray(number) << result; };
        row("0", u"0"_s);
        row("-10", u"-10"_s);
        row("1e3", u"1000"_s);
        row("2.0", u"2"_s);
        row("9007199254740992", u"9007199254740992"_s);
        row("9007199254740993", u"a not_an_integer"_s);
        row("9223372036854775807", u"a not_an_integer"_s);
        row("-9223372036854775808", u"a not_an_integer"_s);
        row("9223372036854775808", u"a not_an_integer"_s);
        row("18446744073709551617", u"a not_an_integer"_s);
        row("1.5", u"a not_an_integer"_s);
        row("1e300", u"a not_an_integer"_s);
        row("-11", u"a out_of_range"_s);
        row("\"1\"", u"a wrong_type"_s);
        row("true", u"a wrong_type"_s);
        row("null", u"a required"_s);
    }
    void integersAreExact()
    {
        QFETCH(QByteArray, number);
        QFETCH(QString, result);
        ObjectReader reader(object("{\"a\":" + number + '}'), UnknownFields::Refuse);
        const qint64 read = reader.integer(u"a"_s, -10, std::numeric_limits<qint64>::max());
        const QString error = onlyError(reader);
        QCOMPARE(error == u"none" ? QString::number(read) : error, result);
    }
    void numbersStayInTheirRange()
    {
        ObjectReader reader(object(R"({"a":-0.5,"b":7,"c":"1","d":1.5})"), UnknownFields::Refuse);
        QCOMPARE(reader.number(u"a"_s, -1, 1), -0.5);
        QCOMPARE(reader.number(u"b"_s, 0, 7), 7.0);
        QVERIFY(qIsNull(reader.number(u"d"_s, 0, 1)));
        QVERIFY(qIsNull(reader.number(u"c"_s, 0, 1)));
        const auto finished = reader.finish();
        QVERIFY(!finished);
        QCOMPARE(finished.error().fields.size(), 2);
        QCOMPARE(finished.error().fields[0].code, u"out_of_range"_s);
        QCOMPARE(finished.error().fields[1].code, u"wrong_type"_s);
    }
    void truthIsNotGuessed()
    {
        ObjectReader reader(object(R"({"a":true,"b":0})"), UnknownFields::Refuse);
        QVERIFY(reader.boolean(u"a"_s));
        QVERIFY(reader.boolean(u"c"_s, true));
        QVERIFY(!reader.boolean(u"b"_s));
        QCOMPARE(onlyError(reader), u"b wrong_type"_s);
    }
    void bytesAreStrictBase64()
    {
        const auto found = [](const char *text) {
            ObjectReader reader(QJsonObject{{u"a"_s, QString::fromUtf8(text)}}, UnknownFields::Refuse);
            const QByteArray bytes = reader.base64(u"a"_s, 1, 4);
            const QString error = onlyError(reader);
            return error == u"none" ? QString::fromLatin1(bytes.toHex()) : error;
        };
        QCOMPARE(found("/+8="), u"ffef"_s);
        QCOMPARE(found("AAECAw=="), u"00010203"_s);
        for (const char *bad : {"_-8=", "/+8", "/+8==", "/ 8=", "/+\n8=", "====", "A", "é+8="})
            QCOMPARE(found(bad), u"a not_base64"_s);
        QCOMPARE(found(""), u"a too_short"_s);
        QCOMPARE(found("AAECAwQ="), u"a too_long"_s);
        QCOMPARE(found("AAECAwQFBgcICQ=="), u"a too_long"_s);
        ObjectReader reader({}, UnknownFields::Refuse);
        QVERIFY(!reader.optionalBase64(u"b"_s, 1, 2));
        QVERIFY(reader.base64(u"a"_s, 1, 2).isEmpty());
        QCOMPARE(onlyError(reader), u"a required"_s);
    }
    void idsAndTimesAreRead()
    {
        const QJsonObject json = object(R"({"id":"018f2b6e-7c00-7abc-8def-0123456789ab","at":"2023-11-14T22:13:20.123Z"})");
        ObjectReader reader(json, UnknownFields::Refuse);
        QCOMPARE(reader.id<ContentId>(u"id"_s).toString(), json[u"id"_s].toString());
        QCOMPARE(reader.time(u"at"_s), TimePoint(std::chrono::milliseconds(1'700'000'000'123)));
        QCOMPARE(reader.optionalId<ContentId>(u"none"_s), std::optional<ContentId>());
        QVERIFY(reader.finish());
        ObjectReader wrong(object(R"({"a":"018F2B6E-7c00-7abc-8def-0123456789ab","b":"yesterday","c":"x","d":""})"), UnknownFields::Refuse);
        QVERIFY(wrong.id<ContentId>(u"a"_s).isNull());
        QCOMPARE(wrong.time(u"b"_s), TimePoint());
        QVERIFY(!wrong.optionalId<ContentId>(u"c"_s));
        QVERIFY(wrong.id<ContentId>(u"d"_s).isNull());
        const auto finished = wrong.finish();
        QVERIFY(!finished);
        QStringList codes;
        for (const FieldError &error : finished.error().fields)
            codes += error.code;
        QCOMPARE(codes, (QStringList{u"not_an_id"_s, u"not_a_time"_s, u"not_an_id"_s, u"too_short"_s}));
    }
    void listsHaveLimits()
    {
        const auto found = [](const char *text) {
            ObjectReader reader(object(text), UnknownFields::Refuse);
            (void)reader.list(u"a"_s, 1, 2, [](ObjectReader &item) { return item.integer(u"n"_s, 0, 9); });
            return onlyError(reader);
        };
        QCOMPARE(found(R"({"a":[{"n":1}]})"), u"none"_s);
        QCOMPARE(found(R"({"a":[]})"), u"a too_few"_s);
        QCOMPARE(found(R"({"a":[{"n":1},{"n":1},{"n":1}]})"), u"a too_many"_s);
        QCOMPARE(found(R"({"a":{"n":1}})"), u"a wrong_type"_s);
        QCOMPARE(found(R"({"a":[{"n":1},7]})"), u"a[1] wrong_type"_s);
        QCOMPARE(found(R"({"a":[{"n":1},{"n":10}]})"), u"a[1].n out_of_range"_s);
        QCOMPARE(found(R"({"a":[{"n":1,"m":1}]})"), u"a[0].m unknown_field"_s);
        ObjectReader reader(object(R"({"a":["x","yy",3]})"), UnknownFields::Refuse);
        QCOMPARE(reader.strings(u"a"_s, 0, 3, 2), (QStringList{u"x"_s, u"yy"_s, {}}));
        QCOMPARE(onlyError(reader), u"a[2] wrong_type"_s);
    }
    void everyErrorOfARequestIsNamedAtOnce()
    {
        ObjectReader reader(object(R"({"a":1,"b":{"c":1},"x":1,"y":1})"), UnknownFields::Refuse);
        (void)reader.string(u"a"_s, 1, 2);
        (void)reader.nested(u"b"_s, true, [](ObjectReader &b) { return b.string(u"d"_s, 1, 2); });
        const auto finished = reader.finish();
        QVERIFY(!finished);
        QStringList found;
        for (const FieldError &error : finished.error().fields)
            found += error.field;
        QCOMPARE(found, (QStringList{u"a"_s, u"b.d"_s, u"b.c"_s, u"x"_s, u"y"_s}));
    }
    void aFloodOfErrorsIsCutOff()
    {
        QJsonObject json;
        for (int i = 0; i < 10'000; ++i)
            json[u"field%1"_s.arg(i)] = i;
        ObjectReader reader(json, UnknownFields::Refuse);
        ObjectReader nested(json, UnknownFields::Refuse, u"n"_s);
        reader.absorb(nested);
        ObjectReader again(json, UnknownFields::Refuse, u"m"_s);
        reader.absorb(again);
        const auto finished = reader.finish();
        QVERIFY(!finished);
        QCOMPARE(finished.error().fields.size(), maxFieldErrors);
    }
    void namesFromOutsideAreShortenedBeforeTheyAreRepeated()
    {
        ObjectReader longName(QJsonObject{{QString(100'000, u'x'), 1}}, UnknownFields::Refuse);
        QVERIFY(onlyError(longName).size() < 100);
        ObjectReader badName(QJsonObject{{QString(QChar(0xd800)), 1}}, UnknownFields::Refuse);
        QCOMPARE(onlyError(badName), u"? unknown_field"_s);
        ObjectReader noName(QJsonObject{{QString(), 1}}, UnknownFields::Refuse); // found by fuzz_json
        QCOMPARE(onlyError(noName), u"? unknown_field"_s);
        ObjectReader cut(QJsonObject{{QString(63, u'x') + u"\U0001F3B5"_s, 1}}, UnknownFields::Refuse);
        QVERIFY(onlyError(cut).isValidUtf16());
    }
    void aClientIgnoresWhatItDoesNotKnow()
    {
        ObjectReader reader(object(R"({"new":1})"), UnknownFields::Ignore);
        QVERIFY(reader.finish());
    }
};

MELODY_TEST(JsonTest)
#include "json_test.moc"
