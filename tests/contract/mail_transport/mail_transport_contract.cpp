// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail_transport_contract.h"

#include <thread>

namespace melody::test {

using namespace Qt::StringLiterals;

mail::Envelope sampleEnvelope(const QByteArray &id, const QByteArray &body, const QString &to)
{
    return {u"no-reply@melody.example"_s, to, id,
            "From: Melody <no-reply@melody.example>\r\nTo: <" + to.toUtf8() + ">\r\nSubject: Test\r\nMessage-ID: <" + id +
                "@melody.example>\r\n\r\n" + body};
}

void MailTransportContract::deliver(const QByteArray &id, const QByteArray &body)
{
    const auto sent = transport().deliver(sampleEnvelope(id, body, u"ana@example.org"_s));
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().detail));
}

// A server may say yes a moment before its file is whole.
bool MailTransportContract::arrives(const QByteArray &id, const QByteArray &ending)
{
    return QTest::qWaitFor(
        [&] {
            const QByteArrayList all = received();
            return std::any_of(all.begin(), all.end(), [&](const QByteArray &message) {
                return message.contains("<" + id + "@") && message.endsWith("\r\n\r\n" + ending);
            });
        },
        30'000);
}

void MailTransportContract::aMessageArrivesAsItWasWritten()
{
    deliver("first", "Hello,\r\nthis is =C3=A1 test.\r\n\r\n\r\nEnd\r\n");
    QVERIFY(arrives("first", "Hello,\r\nthis is =C3=A1 test.\r\n\r\n\r\nEnd\r\n"));
}

void MailTransportContract::linesThatBeginWithADotStayWhole()
{
    deliver("dots", ".\r\n..\r\n.hidden\r\n.\r\nQUIT\r\n");
    QVERIFY(arrives("dots", ".\r\n..\r\n.hidden\r\n.\r\nQUIT\r\n"));
}

void MailTransportContract::manyMegabytesArrive()
{
    const QByteArray body = QByteArray(QByteArray(76, 'A') + "\r\n").repeated(100'000);
    deliver("large", body);
    QVERIFY(arrives("large", body));
}

void MailTransportContract::manyThreadsMayDeliverAtOnce()
{
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const QByteArray id = "thread-" + QByteArray::number(i);
            if (!transport().deliver(sampleEnvelope(id, id + "\r\n", u"ana@example.org"_s)))
                ++failures;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    for (int i = 0; i < 8; ++i) {
        const QByteArray id = "thread-" + QByteArray::number(i);
        QVERIFY(arrives(id, id + "\r\n"));
    }
}

} // namespace melody::test
