// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "worker_pool.h"

#include <support/test_main.h>

#include <atomic>
#include <future>

using namespace melody::http;

class WorkerPoolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyJobRunsOnce()
    {
        std::atomic<int> ran = 0;
        std::promise<void> all;
        WorkerPool pool(4, 1000);
        for (int i = 0; i < 1000; ++i) {
            while (!pool.tryRun([&] {
                if (++ran == 1000)
                    all.set_value();
            }))
                std::this_thread::yield();
        }
        all.get_future().wait();
        QCOMPARE(ran.load(), 1000);
    }
    void aFullQueueRefuses()
    {
        std::promise<void> started;
        std::promise<void> release;
        WorkerPool pool(1, 2);
        QVERIFY(pool.tryRun([&] {
            started.set_value();
            release.get_future().wait();
        }));
        started.get_future().wait();
        QVERIFY(pool.tryRun([] {}));
        QVERIFY(pool.tryRun([] {}));
        QVERIFY(!pool.tryRun([] {}));
        release.set_value();
    }
    void aStoppedPoolTakesNothingAndDropsWhatWaits()
    {
        std::promise<void> started;
        std::promise<void> release;
        std::atomic<bool> ran = false;
        WorkerPool pool(1, 1'000'000);
        QVERIFY(pool.tryRun([&] {
            started.set_value();
            release.get_future().wait();
        }));
        started.get_future().wait();
        QVERIFY(pool.tryRun([&] { ran = true; }));
        std::jthread stopper([&] { pool.stop(); });
        while (pool.tryRun([] {})) // until it says that it stops
            std::this_thread::yield();
        release.set_value();
        stopper.join();
        QVERIFY(!ran.load());
    }
};

MELODY_TEST(WorkerPoolTest)
#include "worker_pool_test.moc"
