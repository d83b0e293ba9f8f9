// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "records.h"

#include <support/test_main.h>

#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace melody::sandboxpay;
using namespace Qt::StringLiterals;

class RecordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasCommittedIsThereAgain()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"state"_s);
        {
            const auto records = *Records::open(path);
            records->put(u"a"_s, u"1"_s, {{u"x"_s, 1}});
            records->put(u"a"_s, u"2"_s, {{u"x"_s, 2}});
            records->commit();
            records->put(u"a"_s, u"1"_s, {});
            records->put(u"a"_s, u"2"_s, {{u"x"_s, 3}});
            records->commit();
            records->put(u"a"_s, u"3"_s, {{u"x"_s, 4}}); // never committed
        }
        const auto records = *Records::open(path);
        QCOMPARE(records->all(u"a"_s).keys(), QStringList{u"2"_s});
        QCOMPARE(records->get(u"a"_s, u"2"_s)[u"x"_s].toInt(), 3);
        QCOMPARE(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    // A commit is all there or not at all, wherever a crash cut the file.
    void aCutFileKeepsWholeCommits()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"state"_s);
        QList<qint64> ends{0};
        {
            const auto records = *Records::open(path);
            for (int i = 0; i < 5; ++i) {
                records->put(u"left"_s, QString::number(i), {{u"i"_s, i}});
                records->put(u"right"_s, QString::number(i), {{u"i"_s, i}});
                records->commit();
                ends.append(QFileInfo(path).size());
            }
        }
        QFile whole(path);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        for (qint64 cut = 0; cut <= bytes.size(); ++cut) {
            const QString other = folder.filePath(u"cut"_s);
            QFile file(other);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(bytes.first(cut));
            file.close();
            const auto commits = std::ranges::count_if(ends, [cut](qint64 end) { return end <= cut; }) - 1;
            {
                const auto records = *Records::open(other);
                QCOMPARE(records->all(u"left"_s).size(), commits);
                QCOMPARE(records->all(u"right"_s).size(), commits);
                records->put(u"left"_s, u"new"_s, {{u"i"_s, 9}}); // and it goes on from there
                records->commit();
            }
            QCOMPARE((*Records::open(other))->all(u"left"_s).size(), commits + 1);
        }
    }
    void anotherFileIsRefused()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"letter"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Dear Melody,\nhow are you?\n");
        file.close();
        const auto records = Records::open(file.fileName());
        QVERIFY(!records);
        QCOMPARE(records.error().kind, ErrorKind::Malformed);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("Dear")); // untouched
        QVERIFY(!Records::open(folder.filePath(u"no/such/folder"_s)));
    }
};

MELODY_TEST(RecordsTest)
#include "records_test.moc"
