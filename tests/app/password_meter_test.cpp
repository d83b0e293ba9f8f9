// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <viewmodels/password_meter.h>

using namespace melody;
using namespace Qt::StringLiterals;

class PasswordMeterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsInListsIsGuessedAndWhatIsRandomIsNot_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<int>("atLeast");
        QTest::addColumn<int>("atMost");
        QTest::newRow("nothing") << QString() << 0 << 0;
        QTest::newRow("the commonest") << u"password"_s << 0 << 0;
        QTest::newRow("with letters changed") << u"P4ssw0rd"_s << 0 << 1;
        QTest::newRow("keys in a row") << u"qwertyuiop"_s << 0 << 1;
        QTest::newRow("the same again") << u"aaaaaaaaaaaaaaaa"_s << 0 << 1;
        QTest::newRow("four words") << u"correct horse battery staple"_s << 4 << 4;
        QTest::newRow("by a machine") << u"vW7#pQz!9kLm"_s << 4 << 4;
        QTest::newRow("another script") << u"пароль-из-семи-слов"_s << 4 << 4;
        QTest::newRow("very long") << QString(100'000, u'x') << 0 << 2;
    }
    void whatIsInListsIsGuessedAndWhatIsRandomIsNot()
    {
        QFETCH(QString, password);
        QFETCH(int, atLeast);
        QFETCH(int, atMost);
        const int strength = app::passwordStrength(password);
        QVERIFY2(strength >= atLeast && strength <= atMost, qPrintable(QString::number(strength)));
    }
    void theMeterFollowsWhatIsTyped()
    {
        app::PasswordMeter meter;
        QSignalSpy changed(&meter, &app::PasswordMeter::changed);
        meter.setPassword(u"password"_s);
        QCOMPARE(meter.strength(), 0);
        meter.setPassword(u"vW7#pQz!9kLm"_s);
        meter.setPassword(u"vW7#pQz!9kLm"_s);
        QCOMPARE(meter.strength(), 4);
        QCOMPARE(changed.size(), 2);
    }
};

MELODY_TEST(PasswordMeterTest)
#include "password_meter_test.moc"
