// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class DownloadsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDownloadSaysHowFarItIsAndCanBePausedAndRemoved()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(openDownloads(shown));
        QVERIFY(shown.find(u"download_0"_s));
        QVERIFY(shown.find(u"download_2"_s));
        const QString first = shown.find(u"download_0"_s)->property("text").toString();
        QVERIFY(shown.find(u"download_0"_s)->property("subtitle").toString().contains(u"40 %"));
        QVERIFY(shown.click(u"downloadPause_0"_s));
        QTRY_VERIFY(shown.find(u"download_0"_s)->property("subtitle").toString().contains(u"paused at 40 %"));
        QVERIFY(shown.click(u"downloadRemove_0"_s));
        QVERIFY(shown.click(u"dialogConfirm"_s));
        QTRY_VERIFY(shown.find(u"download_0"_s)->property("text").toString() != first);
    }
    void thePageOfAnAlbumSaysThatItIsKept()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(openDownloads(shown));
        QVERIFY(shown.click(u"download_2"_s));
        const QQuickItem *button = shown.find(u"albumDownload"_s);
        QVERIFY(button);
        QCOMPARE(button->property("text").toString(), u"Downloaded"_s);
    }
    void withoutTheServerTheAppSaysWhatIsPossible()
    {
        Shown shown({}, desktop, false);
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.says(u"You're offline. What you downloaded plays, and what you play is counted later."_s));
        QVERIFY(shown.click(u"offlineDownloads"_s));
        QVERIFY(shown.find(u"download_0"_s));
    }

private:
    static bool openDownloads(Shown &shown)
    {
        QQuickItem *shell = shown.find(u"shell"_s);
        return shell && QMetaObject::invokeMethod(shell, "openSetting", Q_ARG(QString, u"downloads"_s)) &&
               shown.find(u"downloadRemove_0"_s);
    }
};

MELODY_TEST(DownloadsTest)
#include "downloads_test.moc"
