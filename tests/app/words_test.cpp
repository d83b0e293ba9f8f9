// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QFile>
#include <QtCore/QXmlStreamReader>
#include <platform/language.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class WordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyWordIsTranslated_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << u"en"_s;
        QTest::newRow("es") << u"es"_s;
    }
    void everyWordIsTranslated()
    {
        QFETCH(QString, language);
        QFile file(QStringLiteral(MELODY_SOURCE_DIR "/resources/i18n/melody_") + language + u".ts"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        int messages = 0;
        QString source;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == u"source")
                source = xml.readElementText();
            if (!xml.isStartElement() || xml.name() != u"translation")
                continue;
            ++messages;
            QVERIFY2(!xml.attributes().hasAttribute(u"type"_s), qPrintable(source));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(source));
            for (const QString &place : {u"%1"_s, u"%2"_s})
                QCOMPARE(text.contains(place), source.contains(place));
        }
        QVERIFY(!xml.hasError());
        QVERIFY(messages >= 3);
    }
    void theLanguageChangesWhileTheAppRuns()
    {
        app::Language language;
        language.use(u"es"_s);
        QCOMPARE(QCoreApplication::translate("Transport", "Pause"), u"Pausa"_s);
        language.use(u"en"_s);
        QCOMPARE(QCoreApplication::translate("Transport", "Pause"), u"Pause"_s);
        QCOMPARE(QCoreApplication::translate("AlbumHeader", "%n song(s)", nullptr, 1), u"1 song"_s);
    }
};

MELODY_TEST(WordsTest)
#include "words_test.moc"
