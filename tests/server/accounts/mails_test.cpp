// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mails.h"

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;
using accounts::Letter;

class MailsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyLetterIsThereInBothLanguages()
    {
        for (int letter = 0; letter <= int(Letter::ConfirmAgain); ++letter) {
            const auto english = accounts::writeLetter(Letter(letter), reader(u"Ana"_s, u"en"_s), u"k"_s, u"abc"_s);
            const auto spanish = accounts::writeLetter(Letter(letter), reader(u"Ana"_s, u"es"_s), u"k"_s, u"abc"_s);
            QVERIFY(english.text.startsWith(u"Hello Ana,\n\n"_s));
            QVERIFY(spanish.text.startsWith(u"Hola, Ana:\n\n"_s));
            QVERIFY(english.subject != spanish.subject && english.text.size() > 80 && spanish.text.size() > 80);
            QCOMPARE(english.text.count(u"abc"_s), spanish.text.count(u"abc"_s));
            QCOMPARE(english.to, u"ana@example.org"_s);
        }
    }
    void aNameIsNoPlaceForALinkOrAToken()
    {
        const auto mail =
            accounts::writeLetter(Letter::ResetPassword, reader(u"win at http://evil.example\n%2 now"_s, u"en"_s), u"k"_s, u"abc"_s);
        QVERIFY(!mail.text.contains(u"http:"_s) && !mail.text.contains(u"//evil"_s));
        QVERIFY(mail.text.startsWith(u"Hello win at httpevil.example %2 now,\n"_s));
    }

private:
    static wire::Profile reader(const QString &name, const QString &language)
    {
        return {UserId(), u"ana@example.org"_s, name, language, {}};
    }
};

MELODY_TEST(MailsTest)
#include "mails_test.moc"
