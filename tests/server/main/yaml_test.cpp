// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "yaml.h"

#include <support/test_main.h>

#include <QtCore/QJsonDocument>

using namespace melody;
using namespace Qt::StringLiterals;

class YamlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatTheContractIsWrittenInIsRead()
    {
        const QString yaml = u"# comment\n"
                             "openapi: 3.1.0\n"
                             "info:\n"
                             "  version: \"1\"   # quoted\n"
                             "  description: >-\n"
                             "    two\n"
                             "    lines\n"
                             "paths:\n"
                             "  /v1/x/{id}:\n"
                             "    get:\n"
                             "      tags: [a, 'b c', \"#d\"]\n"
                             "      \"200\": {$ref: \"#/x/y\", n: 3, deep: {on: true, none: null}}\n"
                             "list:\n"
                             "  - plain\n"
                             "  - name: one\n"
                             "    value: -1.5\n"
                             "  - {name: two}\n"
                             "empty:\n"_s;
        const auto parsed = server::parseYaml(yaml);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
        const auto expected =
            QJsonDocument::fromJson(R"({"openapi": "3.1.0", "info": {"version": "1", "description": "two lines"}, )"
                                    R"("paths": {"/v1/x/{id}": {"get": {"tags": ["a", "b c", "#d"], )"
                                    R"("200": {"$ref": "#/x/y", "n": 3, "deep": {"on": true, "none": null}}}}}, )"
                                    R"("list": ["plain", {"name": "one", "value": -1.5}, {"name": "two"}], "empty": null})");
        QCOMPARE(parsed->toObject(), expected.object());
    }
    void whatIsNotUnderstoodIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("line");
        QTest::newRow("tab") << u"a: 1\n\tb: 2"_s << u"line 2"_s;
        QTest::newRow("anchor") << u"a: &x 1"_s << u"line 1"_s;
        QTest::newRow("twice") << u"a: 1\na: 2"_s << u"line 2"_s;
        QTest::newRow("no colon") << u"a: 1\nb"_s << u"line 2"_s;
        QTest::newRow("indent") << u"a: 1\n   b: 2"_s << u"line 2"_s;
        QTest::newRow("open quote") << u"a: \"x"_s << u"line 1"_s;
        QTest::newRow("open flow") << u"a: [1, 2"_s << u"line 1"_s;
        QTest::newRow("after flow") << u"a: [1] 2"_s << u"line 1"_s;
        QTest::newRow("deep") << u"a: "_s + QString(100, u'[') << u"line 1"_s;
    }
    void whatIsNotUnderstoodIsRefusedWithItsLine()
    {
        QFETCH(QString, yaml);
        QFETCH(QString, line);
        const auto parsed = server::parseYaml(yaml);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().detail.startsWith(line), qPrintable(parsed.error().detail));
    }
};

MELODY_TEST(YamlTest)
#include "yaml_test.moc"
