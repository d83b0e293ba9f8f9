// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A year of renewals with two workers, one or the other of which is killed 200 times, at any moment.

#include "billing_world.h"

#include <support/test_main.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <random>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int payers = 40;
constexpr int kills = 200;
constexpr std::chrono::milliseconds step = std::chrono::hours(365 * 24) / kills;

} // namespace

class BillingCrashPgTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<BillingWorld> m_world;
    QTemporaryDir m_folder;
    QFile m_clockFile;
    std::atomic<qint64> *m_ms = nullptr;

    std::unique_ptr<QProcess> startWorker()
    {
        auto worker = std::make_unique<QProcess>();
        worker->setProcessChannelMode(QProcess::ForwardedChannels);
        worker->start(QStringLiteral(MELODY_BIN_DIR "/test_billing_worker"),
                      {QString::fromStdString(m_world->pg().appConnection()), m_clockFile.fileName()});
        return worker;
    }
    void showTime() { m_ms->store(m_world->clock.now().time_since_epoch().count()); }
    // The time is only known to the workers, so the provider settles what waits whenever it likes.
    void settlePending() { m_world->sql("UPDATE public.gateway_charge SET state = 0 WHERE state = 3 AND random() < 0.5"); }
    int dueJobs()
    {
        return std::stoi(m_world->sql("SELECT count(*) FROM platform.job WHERE kind = 'billing_due' AND due_at <= '" +
                                      formatTime(m_world->clock.now()).toStdString() + "'"));
    }

private Q_SLOTS:
    void aYearOfKillsChargesNobodyTwice()
    {
        m_world = std::make_unique<BillingWorld>();
        for (int i = 0; i < payers; ++i) {
            m_world->call("subscribe", m_world->newPayer(),
                          {{u"offer"_s, offerJson(i % 2 ? "individual" : "duo")}, {u"country"_s, i % 3 ? u"DE"_s : u"ES"_s}});
            m_world->clock.advance(std::chrono::hours(11));
        }
        m_clockFile.setFileName(m_folder.filePath(u"clock"_s));
        QVERIFY(m_clockFile.open(QIODevice::ReadWrite) && m_clockFile.resize(sizeof(qint64)));
        m_ms = reinterpret_cast<std::atomic<qint64> *>(m_clockFile.map(0, sizeof(qint64)));
        QVERIFY(m_ms);
        showTime();

        const quint32 seed = 20261123;
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        std::array workers{startWorker(), startWorker()};
        for (int i = 0; i < kills; ++i) {
            m_world->clock.advance(step);
            showTime();
            settlePending();
            QTest::qWait(int(20 + random() % 120));
            auto &victim = workers[random() % 2];
            victim->kill();
            QVERIFY(victim->waitForFinished());
            victim = startWorker();
        }
        // The last leases end, and what waits is settled.
        for (int i = 0; i < 200 && (i < 5 || dueJobs() > 0); ++i) {
            m_world->clock.advance(std::chrono::hours(3));
            showTime();
            settlePending();
            QTest::qWait(100);
        }
        m_world->sql("UPDATE public.gateway_charge SET state = 1 WHERE state = 3");
        for (auto &worker : workers) {
            worker->kill();
            worker->waitForFinished();
        }
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::Succeeded; };
        // What was paid after nobody waited for it any more is only heard of by the provider's word; it comes late.
        const auto late = QString::fromStdString(m_world->sql("SELECT coalesce(string_agg(key, ' '), '') FROM public.gateway_charge g JOIN "
                                                              "billing.payment_intent i ON g.key = i.user_id || '.' || "
                                                              "i.intent_id WHERE g.state = 0 AND i.state IN ('abandoned', 'declined')"));
        for (const QString &key : late.split(u' ', Qt::SkipEmptyParts))
            m_world->hook(GatewayEvent::Kind::ChargeSucceeded, key);
        m_world->live(std::chrono::days(5));

        QCOMPARE(m_world->audit(), QString());
        QCOMPARE(m_world->sql("SELECT count(*) FROM platform.job_dead"), std::string("0"));
        // No period of anybody was charged more than once.
        QCOMPARE(m_world->sql(
                     "SELECT count(*) FROM (SELECT FROM billing.payment_intent WHERE state = 'succeeded' GROUP BY user_id, plan->'after'->>"
                     "'period_start' HAVING count(*) > 1) x"),
                 std::string("0"));
        const int charges = std::stoi(m_world->sql("SELECT count(*) FROM public.gateway_charge WHERE state = 0"));
        const int asked = std::stoi(m_world->sql("SELECT sum(asked) FROM public.gateway_charge"));
        qInfo("%d kills, %d charges, asked for %d times", kills, charges, asked);
        QVERIFY(charges > payers * 5);
        m_world.reset();
    }
};

MELODY_TEST(BillingCrashPgTest)
#include "billing_crash_pg_test.moc"
