// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "refusal_watch.h"

#include <support/test_main.h>
#include <telemetry/telemetry.h>

using namespace melody;
using namespace Qt::StringLiterals;
using http::RateKey;

class RefusalWatchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_telemetry = telemetry::createTelemetry(m_clock, telemetry::Level::Error); }

    void aCallerThatIsRefusedTooOftenIsToldOnceAMinute()
    {
        http::RefusalWatch watch(m_clock, *m_telemetry, {.ofCaller = 3, .ofAll = 1'000});
        refuse(watch, {0, 1}, 2);
        refuse(watch, {0, 2}, 2); // nor do two callers make one
        QCOMPARE(told("caller"), 0);
        refuse(watch, {0, 1}, 1);
        QCOMPARE(told("caller"), 1);
        refuse(watch, {0, 1}, 50);
        QCOMPARE(told("caller"), 1);
        refuse(watch, {0, 2}, 1);
        QCOMPARE(told("caller"), 2);
        m_clock.advance(std::chrono::minutes(1));
        refuse(watch, {0, 1}, 2);
        QCOMPARE(told("caller"), 2); // a minute forgets
        refuse(watch, {0, 1}, 1);
        QCOMPARE(told("caller"), 3);
        QCOMPARE(told("all"), 0);
    }
    void manyCallersTogetherAreToldToo()
    {
        http::RefusalWatch watch(m_clock, *m_telemetry, {.ofCaller = 10, .ofAll = 20'000});
        for (quint64 caller = 0; caller < 19'999; ++caller) // more than it remembers
            refuse(watch, {caller, 7}, 1);
        QCOMPARE(told("all"), 0);
        refuse(watch, {1, 7}, 1);
        QCOMPARE(told("all"), 1);
        QCOMPARE(told("caller"), 0);
    }

private:
    static void refuse(http::RefusalWatch &watch, const RateKey &caller, int times)
    {
        for (int i = 0; i < times; ++i)
            watch.refused(caller, {}, u"signIn"_s);
    }
    [[nodiscard]] int told(const QByteArray &of) const
    {
        const QByteArray metric = "melody_unusual_refusals_total{of=\"" + of + "\"} ";
        const QByteArray text = m_telemetry->prometheusText();
        const qsizetype at = text.indexOf(metric);
        return at < 0 ? 0 : text.sliced(at + metric.size()).split('\n').constFirst().toInt();
    }

    FakeClock m_clock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
};

MELODY_TEST(RefusalWatchTest)
#include "refusal_watch_test.moc"
