// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <accounts/email.h>
#include <passwords/policy.h>

#include <support/test_main.h>

#include <QtCore/QFile>

#include <random>

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
        const auto checked = passwords::checkPassword(password, u"ana.lopez@example.org"_s);
        QVERIFY(!checked);
        QCOMPARE(checked.error().fields.constFirst().field, u"password"_s);
        QCOMPARE(checked.error().fields.constFirst().code, code);
    }
    void everyOneOfThirtyThousandFromBreachesIsRefused()
    {
        QFile list(QStringLiteral(MELODY_SOURCE_DIR "/resources/passwords/common.txt"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        int refused = 0;
        for (const QByteArray &line : list.readAll().split('\n')) {
            const QString password = QString::fromUtf8(line);
            const auto checked = passwords::checkPassword(password, u"ana.lopez@example.org"_s);
            if (line.isEmpty())
                continue;
            QVERIFY2(!checked && checked.error().fields.constFirst().code == u"too_common", line);
            ++refused;
        }
        QVERIFY(refused >= 30'000);
    }
    void aCommonOneWithSomethingAddedIsRefused_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("code");
        const QString more = u"common_with_more"_s;
        const QString name = u"is_name"_s;
        QTest::newRow("a year") << u"Liverpool2026"_s << more;
        QTest::newRow("a short one") << u"monkey123456"_s << more;
        QTest::newRow("a word with many signs") << u"love!!!!!!!!"_s << more;
        QTest::newRow("digits before and after") << u"2024password2024"_s << more;
        QTest::newRow("signs") << u"!!!Princess!!!"_s << more;
        QTest::newRow("look-alikes") << u"P4$$w0rd2026!"_s << more;
        QTest::newRow("a look-alike at the end") << u"$uperman2026"_s << more;
        QTest::newRow("twice and a digit") << u"PasswordPassword1"_s << more;
        QTest::newRow("with its year twice") << u"password2026password2026"_s << more;
        QTest::newRow("with signs between") << u"pass-word-2026"_s << more;
        QTest::newRow("a keyboard's row") << u"1q2w3e4r2026"_s << more;
        QTest::newRow("digits") << u"123456789012"_s << more;
        QTest::newRow("own name") << u"AnaLopez1990"_s << name;
        QTest::newRow("own name with signs") << u"!!4n4.L0pez!!"_s << name;
        QTest::newRow("name that is shown") << u"Hopper198512"_s << name;
        QTest::newRow("domain") << u"example2026!!"_s << name;
        QTest::newRow("ours") << u"melody202612"_s << name;
        QTest::newRow("ours and own") << u"M3lody-Hopper-1"_s << name;
    }
    void aCommonOneWithSomethingAddedIsRefused()
    {
        QFETCH(QString, password);
        QFETCH(QString, code);
        const auto checked = passwords::checkPassword(password, u"ana.lopez@example.org"_s, u"Grace Hopper"_s);
        QVERIFY(!checked);
        QCOMPARE(checked.error().fields.constFirst().code, code);
    }
    void noPassphraseOfFourWordsAndNoRandomPasswordIsRefused()
    {
        QFile list(QStringLiteral(MELODY_SOURCE_DIR "/resources/passwords/common.txt"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        QStringList words; // the worst case: each word is one that thieves try
        for (const QByteArray &line : list.readAll().split('\n')) {
            const bool plain = std::all_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; });
            if (plain && !line.isEmpty())
                words.append(QString::fromLatin1(line));
        }
        QVERIFY(words.size() > 1'000);
        std::mt19937 random(20261124);
        const QString separators = u" -.0"_s;
        for (int i = 0; i < 5'000; ++i) {
            QStringList four;
            while (four.size() < 4)
                four.append(words[qsizetype(random() % words.size())]);
            const QString separator = random() % 5 == 0 ? QString() : QString(separators[qsizetype(random() % separators.size())]);
            const QString phrase = four.join(separator);
            QVERIFY2(passwords::checkPassword(phrase.left(128), u"ana.lopez@example.org"_s, u"Grace Hopper"_s), qPrintable(phrase));
            QString noise;
            while (noise.size() < 14)
                noise.append(QChar(ushort(33 + random() % 94)));
            QVERIFY2(passwords::checkPassword(noise, u"ana.lopez@example.org"_s, u"Grace Hopper"_s), qPrintable(noise));
        }
    }
    void otherPasswordsAreFine()
    {
        for (const QString &good :
             {u"tangerine moon"_s, u"日本語のとても長い鍵です"_s, u"x7!x7!x7!x7q"_s, u"ab3$ "_s.repeated(25) + u"xyz"_s})
            QVERIFY2(passwords::checkPassword(good, u"ana@example.org"_s), qPrintable(good));
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
