// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <support/test_main.h>
#include <viewmodels/settings_view_model.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

// The path of a file of settings with these lines.
QString written(const QTemporaryDir &folder, const QByteArray &lines)
{
    QFile file(folder.filePath(u"settings.ini"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
        qFatal("settings: %s", qPrintable(file.errorString()));
    return file.fileName();
}

} // namespace

class SettingsViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theQualityOfSoundIsKept()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        {
            app::SettingsViewModel settings(file, {});
            QCOMPARE(settings.quality(), u"automatic"_s);
            settings.setQuality(u"data_saver"_s);
        }
        app::SettingsViewModel settings(file, {});
        QCOMPARE(settings.quality(), u"data_saver"_s);
        settings.setQuality(u"nonsense"_s);
        QCOMPARE(settings.quality(), u"automatic"_s);
    }
    void choicesSurviveARestart()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        {
            app::SettingsViewModel settings(file, {});
            settings.setTheme(u"light"_s);
            settings.setLanguage(u"es"_s);
            settings.setTextScale(1.3);
            settings.setReducedMotion(true);
            settings.setVolume(0.25);
        }
        const app::SettingsViewModel settings(file, {});
        QCOMPARE(settings.theme(), u"light"_s);
        QCOMPARE(settings.effectiveLanguage(), u"es"_s);
        QCOMPARE(settings.textScale(), 1.3);
        QVERIFY(settings.reducedMotion());
        QCOMPARE(settings.volume(), 0.25);
    }
    void motionFollowsTheDesktopUntilOneChooses()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        {
            app::SettingsViewModel settings(file, {});
            QSignalSpy changed(&settings, &app::SettingsViewModel::motionChanged);
            QCOMPARE(settings.motion(), u"system"_s);
            QVERIFY(!settings.reducedMotion()); // a desktop that says nothing
            settings.setSystemReducesMotion(true);
            QVERIFY(settings.reducedMotion());
            settings.setSystemReducesMotion(true);
            QCOMPARE(changed.count(), 1);
            settings.setMotion(u"full"_s);
            QVERIFY(!settings.reducedMotion());
            settings.setMotion(u"nonsense"_s);
            QCOMPARE(settings.motion(), u"system"_s);
            QVERIFY(settings.reducedMotion());
            settings.setMotion(u"reduced"_s);
        }
        app::SettingsViewModel settings(file, {});
        QCOMPARE(settings.motion(), u"reduced"_s);
        QVERIFY(settings.reducedMotion());
    }
    void whoReducedMotionBeforeTheDesktopWasAskedKeepsIt()
    {
        const QTemporaryDir folder;
        const app::SettingsViewModel settings(written(folder, "[General]\nreduced_motion=true\n"), {});
        QCOMPARE(settings.motion(), u"reduced"_s);
    }
    void rubbishInTheFileCountsAsTheDefault()
    {
        const QTemporaryDir folder;
        const app::SettingsViewModel settings(written(folder, "[General]\ntheme=plaid\nlanguage=../xx\ntext_scale=900\nvolume=loud\n"), {});
        QCOMPARE(settings.theme(), u"system"_s);
        QCOMPARE(settings.language(), u"system"_s);
        QCOMPARE(settings.textScale(), 2.0);
        QCOMPARE(settings.volume(), 0.0);
    }
    void aChangeIsToldOnce()
    {
        app::SettingsViewModel settings({}, {});
        QSignalSpy changed(&settings, &app::SettingsViewModel::languageChanged);
        settings.setLanguage(u"es"_s);
        settings.setLanguage(u"es"_s);
        QCOMPARE(changed.count(), 1);
    }
};

MELODY_TEST(SettingsViewModelTest)
#include "settings_view_model_test.moc"
