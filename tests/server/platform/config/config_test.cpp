// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <config/config.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::config;
using namespace Qt::StringLiterals;

namespace {

const std::vector<Option> options{
    {u"http.port"_s, Type::Integer, 8443, u"port to listen on"_s, 0, 65'535},
    {u"http.public_name"_s, Type::Text, u"localhost"_s, u"name in links"_s},
    {u"http.tls"_s, Type::Boolean, true, u"TLS 1.3"_s},
    {u"objects.root"_s, Type::Path, u"/var/lib/melody/objects"_s, u"where objects lie"_s},
    {u"db.connection"_s, Type::Secret, {}, u"how to reach PostgreSQL"_s},
};
const QHash<QString, QString> enough{{u"MELODY_DB_CONNECTION"_s, u"host=db password=hunter2"_s}};

QStringList codesOf(const Error &error)
{
    QStringList codes;
    for (const FieldError &field : error.fields)
        codes += field.field + u' ' + field.code;
    return codes;
}

} // namespace

class ConfigTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString fileWith(const QByteArray &text)
    {
        QFile file(m_folder.filePath(u"melody.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        return file.fileName();
    }

private Q_SLOTS:
    void whatNothingSetsHasItsDefault()
    {
        const auto settings = load(options, {}, enough);
        QVERIFY(settings);
        QCOMPARE(settings->integer(u"http.port"_s), 8443);
        QCOMPARE(settings->text(u"http.public_name"_s), u"localhost"_s);
        QCOMPARE(settings->boolean(u"http.tls"_s), true);
    }
    void flagsBeatTheEnvironmentWhichBeatsTheFile()
    {
        const QString file = fileWith(R"({"http": {"port": 1, "public_name": "file", "tls": false}})");
        QHash<QString, QString> environment = enough;
        environment.insert(u"MELODY_HTTP_PORT"_s, u"2"_s);
        environment.insert(u"MELODY_HTTP_PUBLIC_NAME"_s, u"environment"_s);
        environment.insert(u"PATH"_s, u"/bin"_s);
        const auto settings = load(options, {u"--http-port=3"_s, u"--config"_s, file}, environment);
        QVERIFY2(settings, settings ? "" : qPrintable(settings.error().detail));
        QCOMPARE(settings->integer(u"http.port"_s), 3);
        QCOMPARE(settings->text(u"http.public_name"_s), u"environment"_s);
        QCOMPARE(settings->boolean(u"http.tls"_s), false);
    }
    void flagsTakeTheirValueAfterAnEqualsSignOrAsTheNextWord()
    {
        const auto settings = load(options, {u"--http-port"_s, u"7"_s, u"--http-public-name=a=b"_s, u"--http-tls=off"_s}, enough);
        QVERIFY(settings);
        QCOMPARE(settings->integer(u"http.port"_s), 7);
        QCOMPARE(settings->text(u"http.public_name"_s), u"a=b"_s);
        QCOMPARE(settings->boolean(u"http.tls"_s), false);
        QCOMPARE(load(options, {u"--http-tls"_s, u"--http-port"_s, u"8"_s}, enough)->boolean(u"http.tls"_s), true);
    }
    void everyWrongSettingIsNamedAtOnce()
    {
        const QString file = fileWith(R"({"http": {"port": "many", "prot": 1}, "objects": {"root": 5}, "x": [1]})");
        QHash<QString, QString> environment{{u"MELODY_HTTP_TLS"_s, u"perhaps"_s}, {u"MELODY_HTTP_PROT"_s, u"1"_s}};
        const auto settings = load(options, {u"--config="_s + file, u"--http-prt"_s, u"stray"_s, u"--objects-rot"_s}, environment);
        QVERIFY(!settings);
        QCOMPARE(settings.error().kind, ErrorKind::Invalid);
        QCOMPARE(settings.error().code, u"invalid_config"_s);
        QCOMPARE(codesOf(settings.error()),
                 (QStringList{u"--http-prt unknown_setting"_s, u"--objects-rot unknown_setting"_s, u"MELODY_HTTP_PROT unknown_setting"_s,
                              u"db.connection required"_s, u"http.port invalid_value"_s, u"http.prot unknown_setting"_s,
                              u"http.tls invalid_value"_s, u"objects.root invalid_value"_s, u"stray unknown_setting"_s,
                              u"x unknown_setting"_s}));
        const QString detail = settings.error().detail;
        QVERIFY(detail.contains(u"did you mean \"http.port\"?"));
        QVERIFY(detail.contains(u"did you mean \"MELODY_HTTP_PORT\"?"));
        QVERIFY(detail.contains(u"did you mean \"--http-port\"?"));
        QVERIFY(detail.contains(u"did you mean \"--objects-root\"?"));
        QVERIFY(!detail.contains(u"\"stray\"; did"));
        QCOMPARE(detail.count(u'\n'), 9);
    }
    void integersAreWholeAndWithinTheirLimits()
    {
        for (const char *bad : {"65536", "-1", "1.5", "1e99", "\"\"", "\"12x\"", "true", "null", "[1]", "99999999999999999999"}) {
            const QString file = fileWith(QByteArray("{\"http\": {\"port\": ") + bad + "}}");
            const auto settings = load(options, {u"--config"_s, file}, enough);
            QVERIFY2(!settings, bad);
        }
        for (const char *good : {"0", "65535", "\"65535\"", "1e3"})
            QVERIFY2(load(options, {u"--config"_s, fileWith(QByteArray("{\"http\": {\"port\": ") + good + "}}")}, enough), good);
    }
    void pathsAreAbsoluteFromWhereTheyWereWritten()
    {
        const QString file = fileWith(R"({"objects": {"root": "data/./objects"}})");
        QCOMPARE(load(options, {u"--config"_s, file}, enough)->text(u"objects.root"_s), m_folder.filePath(u"data/objects"_s));
        QCOMPARE(load(options, {u"--objects-root=here"_s}, enough)->text(u"objects.root"_s), QDir::current().absoluteFilePath(u"here"_s));
    }
    void aFileThatCannotBeReadIsNamedWithTheLine()
    {
        QVERIFY(load(options, {u"--config=/no/such.json"_s}, enough).error().detail.contains(u"/no/such.json"));
        const auto broken = load(options, {}, {{u"MELODY_CONFIG"_s, fileWith("{\n\n  \"a\" 1}")}});
        QVERIFY(broken.error().detail.contains(u"line 3"));
        QVERIFY(!load(options, {u"--config"_s, fileWith("[1]")}, enough));
        QVERIFY(!load(options, {u"--config"_s, fileWith("{\"a\": \"" + QByteArray(2 * 1024 * 1024, 'x') + "\"}")}, enough));
        QVERIFY(!load(options, {u"--config"_s}, enough));
    }
    void theTestRunnersVariablesAreNotOurs()
    {
        QHash<QString, QString> environment = enough;
        environment.insert(u"MELODY_TEST_PG_ROOT"_s, u"/tmp"_s);
        QVERIFY(load(options, {}, environment));
    }
    void theDescriptionTellsWhereEachValueCameFromAndHidesSecrets()
    {
        const QString file = fileWith(R"({"http": {"public_name": "melody.example"}})");
        const auto settings = load(options, {u"--config"_s, file, u"--http-port=1"_s}, enough);
        QCOMPARE(settings->describe(), u"http.port = 1   (flag --http-port)\n"
                                       u"http.public_name = melody.example   (file "_s +
                                           file +
                                           u")\n"
                                           u"http.tls = true   (default)\n"
                                           u"objects.root = /var/lib/melody/objects   (default)\n"
                                           u"db.connection = ***   (environment MELODY_DB_CONNECTION)"_s);
        QCOMPARE(settings->text(u"db.connection"_s), u"host=db password=hunter2"_s);
    }
    void theHelpNamesEveryFlagAndNoSecret()
    {
        std::vector<Option> withSecret = options;
        withSecret.push_back({u"mail.password"_s, Type::Secret, u"hunter2"_s, u"of the mail account"_s});
        const QString help = helpText(withSecret);
        for (const QString &flag : {u"--http-port N\n      port to listen on; 0 to 65535; default \"8443\""_s, u"--http-public-name TEXT"_s,
                                    u"--db-connection SECRET\n      how to reach PostgreSQL; required"_s, u"--config FILE"_s})
            QVERIFY2(help.contains(flag), qPrintable(help));
        QVERIFY(!help.contains(u"hunter2"));
    }
};

MELODY_TEST(ConfigTest)
#include "config_test.moc"
