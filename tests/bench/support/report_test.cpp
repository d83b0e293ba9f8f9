// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <bench/report.h>
#include <support/test_main.h>

using namespace melody::bench;
using namespace Qt::StringLiterals;

class ReportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void percentilesAreOfTheNearestRank()
    {
        std::vector<double> samples;
        for (int i = 100; i >= 1; --i)
            samples.push_back(i);
        QCOMPARE(percentile(samples, 50), 50.0);
        QCOMPARE(percentile(samples, 95), 95.0);
        QCOMPARE(percentile(samples, 100), 100.0);
        QCOMPARE(percentile(samples, 0), 1.0);
        QCOMPARE(percentile({7}, 99), 7.0);
        QCOMPARE(percentile({}, 50), 0.0);
    }
    void theMedianIsInTheMiddle()
    {
        QCOMPARE(median({3, 1, 2}), 2.0);
        QCOMPARE(median({4, 1, 2, 3}), 2.5);
        QCOMPARE(median({}), 0.0);
    }
    void fieldsThatDontApplyAreLeftOut()
    {
        Report report(u"http"_s);
        Case measured{u"small_json"_s, 1000};
        measured.value = 90;
        measured.unit = u"req/s"_s;
        measured.reference = 100;
        measured.referenceName = u"bare QHttpServer"_s;
        report.add(measured);
        const QJsonObject expected{{u"case"_s, u"small_json"_s},
                                   {u"n"_s, 1000},
                                   {u"value"_s, 90},
                                   {u"unit"_s, u"req/s"_s},
                                   {u"reference"_s, 100},
                                   {u"reference_name"_s, u"bare QHttpServer"_s},
                                   {u"ratio"_s, 0.9}};
        QCOMPARE(report.toJson(), (QJsonObject{{u"name"_s, u"http"_s}, {u"cases"_s, QJsonArray{expected}}}));
        QVERIFY(report.toTable().contains(u"bare QHttpServer  0.900"_s));
    }
    void theFileIsWrittenWhereTheArgumentsSay()
    {
        QTemporaryDir folder;
        Report report(u"http"_s);
        QCOMPARE(report.finish({u"bench"_s, u"--json"_s, folder.filePath(u"out.json"_s)}), 0);
        QFile file(folder.filePath(u"out.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(file.readAll()).object(), report.toJson());
        QCOMPARE(report.finish({u"bench"_s, u"--json"_s, folder.filePath(u"none/out.json"_s)}), 1);
    }
};

MELODY_TEST(ReportTest)
#include "report_test.moc"
