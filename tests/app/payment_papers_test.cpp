// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <QtCore/QFile>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpSocket>
#include <support/test_main.h>
#include <viewmodels/invoices_view_model.h>
#include <viewmodels/payment_methods_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

// What a browser does that is sent to `url`: asks for it, and that's all.
QByteArray visit(const QUrl &url)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    QByteArray answer;
    const auto connected = [&] { return socket.state() == QAbstractSocket::ConnectedState; };
    if (!QTest::qWaitFor(connected))
        return {};
    socket.write("GET " + url.path().toLatin1() + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(url.port()) + "\r\n\r\n");
    (void)QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; });
    answer = socket.readAll();
    return answer;
}

} // namespace

class PaymentPapersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCardIsAddedByGoingToTheProviderAndComingBack()
    {
        Stage stage;
        app::PaymentMethodsViewModel page;
        QUrl opened;
        stage.setOpener([&](const QUrl &url) {
            opened = url;
            return true;
        });
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QCOMPARE(page.methods()->count(), 2);
        page.add();
        QTRY_VERIFY(page.visiting());
        QTRY_VERIFY(opened.isValid());
        QUrl wrong = opened;
        wrong.setPath(u"/guessed"_s);
        QVERIFY(visit(wrong).startsWith("HTTP/1.1 404"));
        QVERIFY(page.visiting());
        QVERIFY(visit(opened).startsWith("HTTP/1.1 200"));
        QTRY_COMPARE(page.methods()->count(), 3);
        QVERIFY(!page.visiting());
        QVERIFY(visit(opened).isEmpty()); // nobody listens any more
    }
    void aBrowserThatDoesNotOpenIsSaid()
    {
        Stage stage;
        app::PaymentMethodsViewModel page;
        stage.setOpener([](const QUrl &) { return false; });
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        page.add();
        QTRY_VERIFY(page.problem().contains(u"browser"_s));
        QVERIFY(page.visiting());
        page.giveUpAdding();
        QVERIFY(!page.visiting());
        QVERIFY(page.problem().isEmpty());
    }
    void cardsThatExpireAreSaid()
    {
        Stage stage;
        const TimePoint may(std::chrono::milliseconds(QDateTime(QDate(2026, 5, 14), QTime(12, 0)).toMSecsSinceEpoch()));
        stage.clock.advance(may - stage.clock.now());
        app::PaymentMethodsViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QVERIFY(!page.methods()->at(0)[u"warning"_s].toBool());
        QVERIFY(page.methods()->at(0)[u"usual"_s].toBool());
        QVERIFY(page.methods()->at(1)[u"subtitle"_s].toString().contains(u"soon"_s)); // 06/2026
        stage.clock.advance(std::chrono::hours(24 * 60));
        page.load();
        QTRY_VERIFY(page.methods()->at(1)[u"subtitle"_s].toString().contains(u"Expired"_s));
    }
    void theLastCardOfARenewingPlanStays()
    {
        Stage stage;
        app::PaymentMethodsViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        page.remove(page.methods()->at(1)[u"id"_s].toString());
        QTRY_COMPARE(page.methods()->count(), 1);
        QTRY_VERIFY(!page.busy() && page.ready());
        page.remove(page.methods()->at(0)[u"id"_s].toString());
        QTRY_VERIFY(page.problem().contains(u"renews"_s));
        QCOMPARE(page.methods()->count(), 1);
    }
    void invoicesComeAPageAtATimeAndOpenAsFiles()
    {
        Stage stage;
        app::InvoicesViewModel page;
        QUrl opened;
        stage.setOpener([&](const QUrl &url) {
            opened = url;
            return true;
        });
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QCOMPARE(page.invoices()->count(), 10);
        QVERIFY(page.more());
        page.loadMore();
        QTRY_COMPARE(page.invoices()->count(), 14);
        QVERIFY(!page.more());
        QCOMPARE(page.invoices()->at(4)[u"amount"_s].toString(), u"−€10.99"_s); // the credit note
        page.open(page.invoices()->at(0)[u"id"_s].toString());
        QVERIFY(!page.opening().isEmpty());
        QTRY_VERIFY(opened.isLocalFile());
        QFile file(opened.toLocalFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF-"));
        QVERIFY(!page.busy());
    }
    void aDocumentThatNothingOpensIsSaid()
    {
        Stage stage;
        app::InvoicesViewModel page;
        stage.setOpener([](const QUrl &) { return false; });
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        page.open(page.invoices()->at(0)[u"id"_s].toString());
        QTRY_VERIFY(page.problem().contains(u"PDF"_s));
    }
    void withoutPaymentsThereAreNoPapers()
    {
        Stage stage({.paymentMethods = false});
        app::InvoicesViewModel invoices;
        app::PaymentMethodsViewModel methods;
        invoices.setApp(&stage.app);
        methods.setApp(&stage.app);
        QTRY_VERIFY(invoices.empty());
        QTRY_VERIFY(methods.empty());
        stage.api->setFailure(offline());
        invoices.load();
        methods.load();
        QTRY_VERIFY(invoices.failed());
        QTRY_VERIFY(methods.failed());
    }
};

MELODY_TEST(PaymentPapersTest)
#include "payment_papers_test.moc"
