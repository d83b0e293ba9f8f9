// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/headless.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class HeadlessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theReportHasTheFieldsThatToolsRead()
    {
        app::HeadlessReport report;
        report.ok = true;
        report.baseUrl = u"https://127.0.0.1:1"_s;
        report.tracks = {{u"Song"_s, u"Band"_s, 42, media::Rung::Opus128, 31'500, 1, 1, "abc"}};
        const QJsonObject json = app::toJson(report);
        QCOMPARE(json[u"ok"_s], true);
        QCOMPARE(json[u"base_url"_s], u"https://127.0.0.1:1"_s);
        const QJsonObject track = json[u"tracks"_s][0].toObject();
        const QJsonObject expected{{u"title"_s, u"Song"_s},    {u"artist"_s, u"Band"_s},   {u"start_ms"_s, 42},
                                   {u"rung"_s, u"opus-128"_s}, {u"heard_seconds"_s, 31.5}, {u"underruns"_s, 1},
                                   {u"plays_counted"_s, 1},    {u"trace_id"_s, u"abc"_s}};
        QCOMPARE(track, expected);
        QVERIFY(app::toTable(report).contains(u"Song"_s));
    }
    void itIsOnlyGoodWhenSoundWasHeardAndCounted()
    {
        app::HeadlessReport report;
        QVERIFY(!app::wasHeard(report, 10)); // no track
        report.tracks.append({u"Song"_s, {}, 10, media::Rung::Opus24, 10'000, 0, 0, {}});
        QVERIFY(app::wasHeard(report, 10));  // too short to count
        QVERIFY(!app::wasHeard(report, 30)); // long enough, but not counted
        QVERIFY(!app::wasHeard(report, 0));  // the whole album, not counted
        report.tracks[0].playsCounted = 1;
        QVERIFY(app::wasHeard(report, 30));
        report.tracks[0].heardMs = 0;
        QVERIFY(!app::wasHeard(report, 30));
        report.tracks[0].heardMs = 10;
        report.error = Error{};
        QVERIFY(!app::wasHeard(report, 30));
    }
    void onlyAnswersThatCountAreCounted()
    {
        app::CountedPlays counted;
        const PlaybackId session(QUuid::createUuid());
        counted.note(session, {1, false});
        QVERIFY(!counted.contains(session));
        counted.note(session, {2, true});
        counted.note(session, {3, false});
        QVERIFY(counted.contains(session));
    }
};

MELODY_TEST(HeadlessTest)
#include "headless_test.moc"
