// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/card_scan.h>
#include <support/test_main.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

const QString number = u"4242424242424242"_s;
constexpr int patienceMs = 30'000;

QStringList findingsIn(QByteArrayView bytes)
{
    CardScan scan({number, u"5555 5555 5555 4444"_s});
    scan.bytes(u"x"_s, bytes);
    return scan.findings();
}

} // namespace

class CardScanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNumberIsFoundInAnySpacingAndForm_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString spaced = u"4242 4242 4242 4242"_s;
        QTest::newRow("plain") << QByteArray("card=4242424242424242&x");
        QTest::newRow("blanks") << spaced.toUtf8();
        QTest::newRow("dashes") << QByteArray("4242-4242-4242-4242");
        QTest::newRow("dots and breaks") << QByteArray("4242.\r\n4242.4242.4242");
        QTest::newRow("UTF-16") << QByteArray(reinterpret_cast<const char *>(number.utf16()), number.size() * 2);
        QTest::newRow("UTF-16 with blanks") << QByteArray(reinterpret_cast<const char *>(spaced.utf16()), spaced.size() * 2);
        QTest::newRow("within a longer number") << QByteArray("14242424242424242999");
        QTest::newRow("hexadecimal") << "\\x" + number.toUtf8().toHex().toUpper();
        QTest::newRow("Base64") << "Subject: x\r\n\r\n" + ("Your card " + number.toUtf8() + " is good").toBase64() + "\r\n";
        QTest::newRow("after a false start") << QByteArray("42424 4242424242424242");
    }
    void aNumberIsFoundInAnySpacingAndForm()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(findingsIn(bytes), QStringList{u"x: …4242"_s});
    }
    void whatIsNoneIsNot_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("last four") << QByteArray("visa 4242, 11/2039");
        QTest::newRow("one digit off") << QByteArray("4242424242424243");
        QTest::newRow("letters between") << QByteArray("42424242a42424242");
        QTest::newRow("far apart") << QByteArray("42424242    42424242");
        QTest::newRow("too short") << QByteArray("424242424242424");
    }
    void whatIsNoneIsNot()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(findingsIn(bytes), QStringList());
    }
    void everyFileBelowAFolderIsRead()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"a/b"_s));
        QFile file(folder.filePath(u"a/b/.hidden"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4 * 1024 * 1024 - 8, 'x') + "4242424242424242"); // over the edge of a block
        file.close();
        CardScan scan({number});
        scan.folder(folder.path());
        QCOMPARE(scan.files(), 1);
        QCOMPARE(scan.findings().size(), 1);
        QVERIFY(scan.findings().constFirst().contains(u".hidden"));
    }
    void theMemoryOfAProcessIsRead()
    {
        for (const bool guilty : {true, false}) {
            QProcess process;
            process.start(u"cat"_s, {});
            QVERIFY(process.waitForStarted(patienceMs));
            process.write(guilty ? "4242 4242 4242 4242\n" : "4242\n"); // stays in its buffer
            QVERIFY(process.waitForReadyRead(patienceMs));
            CardScan scan({number});
            scan.process(process.processId());
            QVERIFY(scan.memoryBytes() > 100'000);
            QCOMPARE(scan.findings().isEmpty(), !guilty);
            process.closeWriteChannel();
            QVERIFY(process.waitForFinished(patienceMs)); // it runs on
            QCOMPARE(process.exitCode(), 0);
        }
    }
};

MELODY_TEST(CardScanTest)
#include "card_scan_test.moc"
