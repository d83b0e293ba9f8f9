// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <telemetry/telemetry.h>

#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace melody;
using namespace melody::telemetry;
using namespace Qt::StringLiterals;

namespace {

// Everything that is written to stderr while this lives.
class CapturedStderr {
public:
    CapturedStderr() : m_saved(::dup(STDERR_FILENO))
    {
        [[maybe_unused]] const bool opened = m_file.open();
        ::dup2(m_file.handle(), STDERR_FILENO);
    }
    ~CapturedStderr() { restore(); }
    QList<QByteArray> lines()
    {
        restore();
        m_file.seek(0);
        QList<QByteArray> lines = m_file.readAll().split('\n');
        lines.removeLast(); // after the last line feed
        return lines;
    }

private:
    void restore()
    {
        if (m_saved < 0)
            return;
        ::dup2(m_saved, STDERR_FILENO);
        ::close(std::exchange(m_saved, -1));
    }
    QTemporaryFile m_file;
    int m_saved;
};

class KeepingSink final : public SpanSink {
public:
    void take(Span span) override
    {
        const std::lock_guard lock(m_mutex);
        spans.push_back(std::move(span));
    }
    std::vector<Span> spans;

private:
    std::mutex m_mutex;
};

} // namespace

class TelemetryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLogLineIsOneJsonObjectWithTimeLevelEventAndTrace()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        CapturedStderr captured;
        telemetry->log(Level::Warning, u"disk_\"full\"\n"_s, {{u"bytes"_s, 7}}, "00112233445566778899aabbccddeeff");
        const auto lines = captured.lines();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0], "{\"time\":\"2023-11-14T22:13:20.000Z\",\"level\":\"warning\",\"event\":\"disk_\\\"full\\\"\\n\","
                           "\"trace_id\":\"00112233445566778899aabbccddeeff\",\"bytes\":7}"_ba);
    }
    void linesBelowTheThresholdAreNotWritten()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock, Level::Warning);
        CapturedStderr captured;
        telemetry->log(Level::Info, u"quiet"_s);
        telemetry->log(Level::Error, u"loud"_s);
        const auto lines = captured.lines();
        QCOMPARE(lines.size(), 1);
        QVERIFY(lines[0].contains("loud"));
    }
    void fieldsThatNameSecretsAreHiddenAtAnyDepth()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        CapturedStderr captured;
        telemetry->log(Level::Info, u"sign_in"_s,
                       {{u"refresh_token"_s, u"hunter2"_s}, {u"form"_s, QJsonObject{{u"newPassword"_s, u"hunter2"_s}}}});
        const QByteArray line = captured.lines().value(0);
        QVERIFY(!line.contains("hunter2"));
        QCOMPARE(line.count("***"), 2);
    }
    void aHugeFieldIsLeftOutAndSaidSo()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        CapturedStderr captured;
        telemetry->log(Level::Info, u"big"_s, {{u"text"_s, QString(1'000'000, u'x')}});
        const QByteArray line = captured.lines().value(0);
        QVERIFY(line.size() < 1000);
        QVERIFY(line.contains("\"fields_left_out\":true"));
    }
    void linesOfManyThreadsDoNotMix()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        CapturedStderr captured;
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 250; ++i)
                    telemetry->log(Level::Info, u"tick"_s, {{u"text"_s, QString(200, u'x')}});
            });
        threads.clear();
        const auto lines = captured.lines();
        QCOMPARE(lines.size(), 1000);
        for (const QByteArray &line : lines)
            QVERIFY(QJsonDocument::fromJson(line).isObject());
    }
    void logsAndSpansFindTheCurrentTrace()
    {
        QVERIFY(!CurrentTrace::get());
        const TraceContext outer = TraceContext::create();
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        CapturedStderr captured;
        {
            const CurrentTrace current(outer);
            {
                const CurrentTrace nested(outer.child());
                QCOMPARE(CurrentTrace::get()->traceId, outer.traceId);
                QVERIFY(CurrentTrace::get()->spanId != outer.spanId);
            }
            QCOMPARE(CurrentTrace::get(), std::optional(outer));
            telemetry->log(Level::Info, u"inside"_s);
            std::jthread([] { QVERIFY(!CurrentTrace::get()); });
        }
        QVERIFY(!CurrentTrace::get());
        QVERIFY(captured.lines().value(0).contains(outer.traceId));
    }
    void onlySampledSpansReachTheSinkAndNoneAfterItWasTakenAway()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        KeepingSink sink;
        telemetry->span({TraceContext::create(), {}, u"before"_s});
        telemetry->setSink(&sink);
        telemetry->span({TraceContext::create(), {}, u"kept"_s});
        TraceContext unsampled = TraceContext::create();
        unsampled.sampled = false;
        telemetry->span({unsampled, {}, u"unsampled"_s});
        telemetry->setSink(nullptr);
        telemetry->span({TraceContext::create(), {}, u"after"_s});
        QCOMPARE(sink.spans.size(), size_t(1));
        QCOMPARE(sink.spans[0].name, u"kept"_s);
    }
    void countersGaugesAndHistogramsAreWrittenForPrometheus()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        telemetry->count("melody_plays_total", 2, "rung=\"opus-64\"");
        telemetry->count("melody_plays_total", 1, "rung=\"flac\"");
        telemetry->count("melody_plays_total", 3, "rung=\"opus-64\"");
        telemetry->gauge("melody_queue_bytes", 1.5);
        telemetry->gauge("melody_queue_bytes", 2.5);
        telemetry->observe("melody_start_seconds", 0.001, "kind=\"a\"");
        telemetry->observe("melody_start_seconds", 0.0011, "kind=\"a\"");
        telemetry->observe("melody_start_seconds", 60, "kind=\"a\"");
        const QByteArray text = telemetry->prometheusText();
        QVERIFY(text.startsWith("# TYPE melody_plays_total counter\nmelody_plays_total{rung=\"flac\"} 1\n"
                                "melody_plays_total{rung=\"opus-64\"} 5\n# TYPE melody_queue_bytes gauge\nmelody_queue_bytes 2.5\n"
                                "# TYPE melody_start_seconds histogram\n"));
        QVERIFY(text.contains("melody_start_seconds_bucket{kind=\"a\",le=\"0.0005\"} 0\n"));
        QVERIFY(text.contains("melody_start_seconds_bucket{kind=\"a\",le=\"0.001\"} 1\n")); // a bound is inclusive
        QVERIFY(text.contains("melody_start_seconds_bucket{kind=\"a\",le=\"0.0025\"} 2\n"));
        QVERIFY(text.contains("melody_start_seconds_bucket{kind=\"a\",le=\"10\"} 2\n"));
        QVERIFY(text.contains("melody_start_seconds_bucket{kind=\"a\",le=\"+Inf\"} 3\n"));
        QVERIFY(text.contains("melody_start_seconds_count{kind=\"a\"} 3\n"));
        QVERIFY(!text.contains("dropped"));
    }
    void noCountIsLostBetweenThreads()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 5000; ++i) {
                    telemetry->count("melody_hits_total", 1, "t=\"" + QByteArray::number(i % 3) + '"');
                    telemetry->observe("melody_hit_seconds", 0.2);
                }
            });
        for (int i = 0; i < 20; ++i)
            QVERIFY(!telemetry->prometheusText().contains("dropped"));
        threads.clear();
        const QByteArray text = telemetry->prometheusText();
        QVERIFY(text.contains("melody_hits_total{t=\"0\"} 6668\n"));
        QVERIFY(text.contains("melody_hit_seconds_count 20000\n"));
    }
    void labelsThatGrowWithoutBoundAreDroppedAndCounted()
    {
        FakeClock clock;
        const auto telemetry = createTelemetry(clock);
        for (int i = 0; i < 10'007; ++i)
            telemetry->count("melody_users_total", 1, "user=\"" + QByteArray::number(i) + '"');
        const QByteArray text = telemetry->prometheusText();
        QCOMPARE(text.count("melody_users_total{"), 10'000);
        QVERIFY(text.contains("melody_metrics_dropped_total 7\n"));
    }
};

MELODY_TEST(TelemetryTest)
#include "telemetry_test.moc"
