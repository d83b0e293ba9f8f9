// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <db/database.h>
#include <support/test_main.h>

using namespace melody;

class PrivacyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void beyondThisMachineOnlyVerifiedTlsIsPrivate_data()
    {
        QTest::addColumn<QByteArray>("connection");
        QTest::addColumn<bool>("isPrivate");
        const auto row = [](const char *connection, bool isPrivate) { QTest::newRow(connection) << QByteArray(connection) << isPrivate; };
        row("dbname=melody", true);
        row("host=/run/postgresql dbname=melody", true);
        row("host=@melody", true);
        row("host=localhost port=5433", true);
        row("host=127.0.0.1", true);
        row("host=::1", true);
        row("postgresql://melody_app@127.0.0.1:5432/melody", true);
        row("host=db.example", false);
        row("host=127.0.0.1.evil.example", false);
        row("host=127.evil", false);
        row("host=10.0.0.5", false);
        row("host=localhost,db.example", false);
        row("host=localhost hostaddr=10.0.0.5", false);
        row("postgresql://db.example/melody", false);
        row("host=db.example sslmode=require", false); // to whom?
        row("host=db.example sslmode=verify-ca", false);
        row("host=db.example sslmode=verify-full", true);
        row("service=production", false);
        row("no connection string", false);
    }
    void beyondThisMachineOnlyVerifiedTlsIsPrivate()
    {
        QFETCH(QByteArray, connection);
        QFETCH(bool, isPrivate);
        QCOMPARE(db::isPrivate(connection.toStdString()), isPrivate);
    }
};

MELODY_TEST(PrivacyTest)
#include "privacy_test.moc"
