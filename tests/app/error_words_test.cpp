// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/language.h>
#include <support/test_main.h>
#include <viewmodels/error_words.h>

using namespace melody;
using namespace Qt::StringLiterals;

class ErrorWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasASentenceInBothLanguagesWithoutJargon()
    {
        app::Language language;
        for (int kind = int(ErrorKind::Malformed); kind <= int(ErrorKind::Unavailable); ++kind) {
            const Error error{ErrorKind(kind), u"some_code"_s, u"SQLSTATE 40001 at server.cpp:12"_s};
            language.use(u"en"_s);
            const QString english = app::errorSentence(error);
            language.use(u"es"_s);
            const QString spanish = app::errorSentence(error);
            QVERIFY(english.endsWith(u'.') || english.endsWith(u'?'));
            QVERIFY(spanish.endsWith(u'.') || spanish.endsWith(u'?'));
            QVERIFY2(english != spanish, qPrintable(english));
            QVERIFY(!english.contains(u"SQLSTATE"_s) && !english.contains(u"some_code"_s));
        }
    }
    void codesOfTheNetworkAreToldApart()
    {
        QSet<QString> sentences;
        for (const QString &code : {u"offline"_s, u"server_down"_s, u"timeout"_s, u"untrusted_server"_s, u"signed_out"_s,
                                    u"no_output_device"_s, u"output_lost"_s, u"chunk_damaged"_s})
            sentences.insert(app::errorSentence({ErrorKind::Unavailable, code, {}}));
        QCOMPARE(sentences.size(), 8);
    }
    void theWaitIsSaidInSecondsRoundedUp()
    {
        app::Language language;
        language.use(u"en"_s);
        QVERIFY(app::errorSentence({ErrorKind::RateLimited, {}, {}, {}, 1}).contains(u"1 second."_s));
        QVERIFY(app::errorSentence({ErrorKind::RateLimited, {}, {}, {}, 4200}).contains(u"5 seconds."_s));
        QVERIFY(!app::errorSentence({ErrorKind::RateLimited, {}, {}}).contains(u"second"_s));
    }
    void whatIsKnownByItsCodeIsNotJustTooFast()
    {
        app::Language language;
        language.use(u"en"_s);
        QVERIFY(app::errorSentence({ErrorKind::RateLimited, u"skip_limit_reached"_s, {}, {}, 60'000}).contains(u"No skips left"_s));
    }
    void aFieldThatIsFineHasNoSentence()
    {
        const Error error = failField(u"email"_s, u"not_valid"_s, u"must be an e-mail"_s).value();
        QVERIFY(!app::fieldSentence(error, u"email"_s).isEmpty());
        QCOMPARE(app::fieldSentence(error, u"password"_s), QString());
    }
};

MELODY_TEST(ErrorWordsTest)
#include "error_words_test.moc"
