// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "password_policy.h"
#include <accounts/email.h>

#include <support/test_main.h>

#include <QtCore/QFile>

using namespace melody;
using namespace Qt::StringLiterals;

class PasswordTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passwordsThatThievesTryFirstAreRefused_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("code");
        QTest::newRow("short") << u"Ab3$xyz!Qw9"_s << u"too_short"_s; // eleven
        QTest::newRow("long") << QString(129, u'x') << u"too_long"_s;
        QTest::newRow("address") << u"Ana.Lopez@example.org"_s << u"is_email"_s;
        QTest::newRow("name of the address") << u"ana.lopez"_s << u"is_email"_s;
        QTest::newRow("common") << u"Password1"_s << u"too_common"_s;
        QTest::newRow("common in breaches") << u"Liverpool1"_s << u"too_common"_s;
        QTest::newRow("common twice") << u"passwordpassword"_s << u"too_common"_s;
        QTest::newRow("one character") << u"zzzzzzzzzz"_s << u"too_common"_s;
        QTest::newRow("a pattern") << u"abcabcabc"_s << u"too_common"_s;
    }
    void passwordsThatThievesTryFirstAreRefused()
    {
        QFETCH(QString, password);
        QFETCH(QString, code);
        const auto checked = accounts::checkPassword(password, u"ana.lopez@example.org"_s);
        QVERIFY(!checked);
        QCOMPARE(checked.error().fields.constFirst().field, u"password"_s);
        QCOMPARE(checked.error().fields.constFirst().code, code);
    }
    void everyOneOfTenThousandFromBreachesIsRefused()
    {
        QFile list(QStringLiteral(MELODY_SOURCE_DIR "/resources/passwords/common.txt"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        int refused = 0;
        for (const QByteArray &line : list.readAll().split('\n')) {
            const QString password = QString::fromUtf8(line);
            const auto checked = accounts::checkPassword(password, u"ana.lopez@example.org"_s);
            if (line.isEmpty())
                continue;
            QVERIFY2(!checked && checked.error().fields.constFirst().code == u"too_common", line);
            ++refused;
        }
        QVERIFY(refused >= 10'000);
    }
    void otherPasswordsAreFine()
    {
        for (const QString &good :
             {u"tangerine moon"_s, u"日本語のとても長い鍵です"_s, u"x7!x7!x7!x7q"_s, u"ab3$ "_s.repeated(25) + u"xyz"_s})
            QVERIFY2(accounts::checkPassword(good, u"ana@example.org"_s), qPrintable(good));
    }
    void anAddressIsUniqueInOneForm_data()
    {
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("normalised");
        QTest::newRow("plain") << u"ana@example.org"_s << u"ana@example.org"_s;
        QTest::newRow("case and space") << u"  Ana.Lopez@EXAMPLE.org "_s << u"ana.lopez@example.org"_s;
        QTest::newRow("tag stays") << u"ana+music@example.org"_s << u"ana+music@example.org"_s;
        QTest::newRow("domain in its script") << u"ana@bücher.example"_s << u"ana@xn--bcher-kva.example"_s;
        QTest::newRow("no at") << u"ana.example.org"_s << QString();
        QTest::newRow("two at") << u"a@b@example.org"_s << QString();
        QTest::newRow("no domain") << u"ana@"_s << QString();
        QTest::newRow("no dot") << u"ana@localhost"_s << QString();
        QTest::newRow("space inside") << u"ana lopez@example.org"_s << QString();
        QTest::newRow("dots") << u"ana..lopez@example.org"_s << QString();
        QTest::newRow("dash") << u"ana@-example.org"_s << QString();
        QTest::newRow("long") << QString(65, u'a') + u"@example.org"_s << QString();
        QTest::newRow("line") << u"ana@example.org\nBcc: x@y.z"_s << QString();
    }
    void anAddressIsUniqueInOneForm()
    {
        QFETCH(QString, email);
        QFETCH(QString, normalised);
        QCOMPARE(accounts::normaliseEmail(email).value_or(QString()), normalised);
    }
};

MELODY_TEST(PasswordTest)
#include "password_test.moc"
