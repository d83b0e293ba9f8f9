// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtGui/QFontDatabase>
#include <QtGui/QFontMetrics>
#include <fixtures/fixture_artwork.h>
#include <platform/artwork_provider.h>
#include <platform/drawn_pictures.h>
#include <platform/resources.h>
#include <platform/waveform_shape.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class PicturesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyIconTakesTheColourAskedFor()
    {
        const QStringList files = QDir(u":/melody/icons"_s).entryList();
        QVERIFY(!files.isEmpty());
        app::IconProvider provider;
        for (const QString &file : files) {
            const QString name = file.chopped(4);
            const QImage image = provider.requestImage(name + u"/ff0000"_s, nullptr, {24, 24});
            int strong = 0;
            for (int y = 0; y < 24; ++y) {
                for (int x = 0; x < 24; ++x) {
                    const QColor color = image.pixelColor(x, y);
                    strong += color.alpha() > 200 ? 1 : 0;
                    QVERIFY2(color.alpha() < 200 || color.red() > 200, qPrintable(name));
                }
            }
            QVERIFY2(strong > 0, qPrintable(name));
        }
    }
    void namesThatAreNoIconsDrawNothing()
    {
        QVERIFY(app::iconSvg(u"../../secrets"_s, u"ffffff"_s, false).isEmpty());
        QVERIFY(app::iconSvg(u"play"_s, u"red\"/><script"_s, false).isEmpty());
        QVERIFY(!app::iconSvg(u"play"_s, u"ffffff"_s, true).contains("currentColor"));
    }
    void artworkIsSquareWithClearCorners()
    {
        QBuffer buffer;
        fixtures::drawArtwork(3, 200).image.scaled(200, 120).save(&buffer, "PNG");
        const QImage image = app::artworkImage(buffer.data(), 96, 12);
        QCOMPARE(image.size(), QSize(96, 96));
        QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
        QCOMPARE(image.pixelColor(48, 48).alpha(), 255);
    }
    void bytesThatAreNoImageGiveNoArtwork()
    {
        QVERIFY(app::artworkImage("<html>not found</html>", 96, 0).isNull());
        QVERIFY(app::artworkImage({}, 96, 0).isNull());
    }
    void theServersNextLargerSizeIsAskedFor()
    {
        QCOMPARE(app::artworkSize(1), 64);
        QCOMPARE(app::artworkSize(64), 64);
        QCOMPARE(app::artworkSize(65), 160);
        QCOMPARE(app::artworkSize(700), 1280);
        QCOMPARE(app::artworkSize(5000), 1280);
    }
    void waveformBarsKeepTheLoudestPeaks()
    {
        const QByteArray peaks = QByteArray::fromHex("00400080ff0000200010");
        const auto bars = app::waveformBars(peaks, 5);
        QCOMPARE(bars.size(), 5U);
        QCOMPARE(bars[2], 1.0);
        QCOMPARE(bars[0], 0x40 / 255.0);
        QCOMPARE(app::waveformBars(peaks, 40).size(), 40U); // more bars than peaks
        QCOMPARE(app::waveformBars({}, 3), std::vector<double>(3, 0.0));
        QVERIFY(app::waveformBars(peaks, 0).empty());
    }
    void washesRunFromOneColourToTheOtherWithoutBands()
    {
        app::WashProvider provider;
        const QImage image = provider.requestImage(u"202020/282828/0/down/64"_s, nullptr, {64, 256});
        QVERIFY(std::abs(image.pixelColor(5, 0).red() - 0x20) <= 1);
        QVERIFY(std::abs(image.pixelColor(5, 255).red() - 0x28) <= 1);
        QSet<QRgb> row;
        for (int x = 0; x < 64; ++x)
            row.insert(image.pixel(x, 16)); // half a step between two values
        QCOMPARE(row.size(), 2);
    }
    void ourTypeIsBuiltIn()
    {
        app::loadFonts();
        QVERIFY(QFontDatabase::families().contains(u"Melody Sans"_s));
        QVERIFY(QFontDatabase::families().contains(u"Melody Display"_s));
        const QFontMetrics metrics(QFont(u"Melody Sans"_s, 20));
        QCOMPARE(metrics.horizontalAdvance(u"1:11"_s), metrics.horizontalAdvance(u"4:08"_s)); // a clock does not wobble
    }
};

MELODY_TEST(PicturesTest)
#include "pictures_test.moc"
