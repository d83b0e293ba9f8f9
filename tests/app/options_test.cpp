// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QTemporaryDir>
#include <main/options.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class OptionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingCanBeSaidAtOnce()
    {
        const QTemporaryDir folder;
        QFile password(folder.filePath(u"p"_s));
        QVERIFY(password.open(QIODevice::WriteOnly));
        password.write("correct horse\n");
        password.close();
        const auto options = parse({u"--server"_s, u"https://h:1"_s, u"--ca-file"_s, u"ca.pem"_s, u"--data-dir"_s, u"d"_s, u"--email"_s,
                                    u"a@b"_s, u"--password-file"_s, password.fileName(), u"--headless"_s, u"--seconds"_s, u"45"_s,
                                    u"--json"_s, u"r.json"_s, u"--rung"_s, u"flac"_s, u"--output"_s, u"null"_s});
        QVERIFY2(options, options ? "" : qPrintable(options.error().detail));
        QCOMPARE(options->server, QUrl(u"https://h:1"_s));
        QCOMPARE(options->password, u"correct horse"_s);
        QCOMPARE(options->seconds, 45);
        QCOMPARE(options->rung, media::Rung::Flac);
        QVERIFY(options->headless && options->nullOutput && options->album.isEmpty());
    }
    void aLinkIsKept()
    {
        const auto options = parse({u"melody://album/01920000-0000-7000-8000-000000000000"_s});
        QVERIFY(options);
        QCOMPARE(options->link, u"melody://album/01920000-0000-7000-8000-000000000000"_s);
    }
    void aSpeakerIsADeviceOfItsOwn()
    {
        const auto options = parse({u"--speaker"_s, u" Living  room/2 "_s});
        QVERIFY(options);
        QCOMPARE(options->speaker, u"Living room/2"_s);
        QVERIFY2(options->dataDir.endsWith(u"/melody/speaker-Living%20room%2F2"_s), qPrintable(options->dataDir));
        QCOMPARE(parse({u"--speaker"_s, u"Den"_s, u"--data-dir"_s, u"d"_s})->dataDir, u"d"_s);
    }
    void mistakesAreNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("rung") << QStringList{u"--rung"_s, u"opus-1"_s} << u"opus-1"_s;
        QTest::newRow("chapter") << QStringList{u"--headless"_s, u"--chapter"_s, u"0"_s} << u"--chapter"_s;
        QTest::newRow("chapter with a window") << QStringList{u"--chapter"_s, u"2"_s} << u"--chapter"_s;
        QTest::newRow("seconds") << QStringList{u"--seconds"_s, u"0"_s} << u"--seconds"_s;
        QTest::newRow("speaker without a name") << QStringList{u"--speaker"_s, u" "_s} << u"--speaker"_s;
        QTest::newRow("two ways to play") << QStringList{u"--speaker"_s, u"Den"_s, u"--headless"_s} << u"--headless"_s;
        QTest::newRow("a window does not hurry") << QStringList{u"--fast"_s} << u"--headless"_s;
        QTest::newRow("server") << QStringList{u"--server"_s, u"nonsense"_s} << u"nonsense"_s;
        QTest::newRow("output") << QStringList{u"--output"_s, u"tape"_s} << u"--output"_s;
        QTest::newRow("unknown") << QStringList{u"--loud"_s} << u"loud"_s;
        QTest::newRow("no link of ours") << QStringList{u"melody://kitchen/1"_s} << u"melody://kitchen/1"_s;
        QTest::newRow("positional") << QStringList{u"song.mp3"_s} << u"song.mp3"_s;
        QTest::newRow("password alone") << QStringList{u"--password-file"_s, u"/dev/null"_s, u"--email"_s, u"a@b"_s} << u"--email"_s;
        QTest::newRow("no password") << QStringList{u"--email"_s, u"a@b"_s} << u"--password-file"_s;
    }
    void mistakesAreNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        const auto options = parse(arguments);
        QVERIFY(!options);
        QVERIFY2(options.error().detail.contains(named), qPrintable(options.error().detail));
    }

private:
    static Result<app::Options> parse(QStringList arguments)
    {
        arguments.prepend(u"melody"_s);
        return app::parseOptions(arguments);
    }
};

MELODY_TEST(OptionsTest)
#include "options_test.moc"
