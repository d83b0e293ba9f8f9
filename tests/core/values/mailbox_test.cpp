// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <values/mailbox.h>

#include <QtCore/QThread>

#include <memory>
#include <thread>

using namespace melody;

class MailboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_mailbox = std::make_unique<Mailbox>();
        m_mailbox->moveToThread(&m_thread);
        m_thread.start();
    }

    void cleanupTestCase()
    {
        m_thread.quit();
        m_thread.wait();
    }

    void workIsDoneOnTheMailboxesThread()
    {
        QThread *seen = nullptr;
        m_mailbox->run([&] { seen = QThread::currentThread(); });
        QCOMPARE(seen, &m_thread);
    }

    void workOfManyThreadsIsDoneOnceEachAndInTheOrderOfEachThread()
    {
        constexpr int threads = 4;
        constexpr int each = 2000;
        std::vector<std::vector<int>> done(threads); // touched on the mailbox's thread only
        std::vector<std::thread> posters;
        for (int who = 0; who < threads; ++who) {
            posters.emplace_back([&, who] {
                for (int i = 0; i < each; ++i)
                    m_mailbox->post([&done, who, i] { done[size_t(who)].push_back(i); });
            });
        }
        for (std::thread &poster : posters)
            poster.join();
        m_mailbox->run([&] {
            for (const std::vector<int> &order : done) {
                QCOMPARE(int(order.size()), each);
                QVERIFY(std::is_sorted(order.begin(), order.end()));
            }
        });
    }

    void workMayPostMoreWork()
    {
        int steps = 0;
        m_mailbox->run([&] { m_mailbox->post([&] { ++steps; }); });
        m_mailbox->run([&] { ++steps; });
        int seen = 0;
        m_mailbox->run([&] { seen = steps; });
        QCOMPARE(seen, 2);
    }

    void whatWaitsIsDroppedWithTheMailbox()
    {
        const auto kept = std::make_shared<int>(1);
        {
            Mailbox mailbox; // its event loop never turns
            mailbox.post([kept] { QFAIL("done after all"); });
            QCOMPARE(kept.use_count(), 2L);
        }
        QCOMPARE(kept.use_count(), 1L);
    }

private:
    QThread m_thread;
    std::unique_ptr<Mailbox> m_mailbox;
};

MELODY_TEST(MailboxTest)
#include "mailbox_test.moc"
