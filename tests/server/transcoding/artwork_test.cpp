// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media_fixtures.h"

#include <QtCore/QDir>
#include <QtCore/QtEndian>

#include <image_header.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray big32(quint32 value)
{
    value = qToBigEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&value), 4);
}

QByteArray pngChunk(const QByteArray &name, const QByteArray &data)
{
    quint32 crc = 0xffff'ffff;
    for (const char c : name + data) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xedb8'8320 : crc >> 1;
    }
    return big32(quint32(data.size())) + name + data + big32(~crc);
}

// A greyscale PNG of one bit a pixel; qCompress puts four bytes before zlib's.
QByteArray png(quint32 width, quint32 height, qsizetype unpackedBytes)
{
    return "\x89PNG\r\n\x1a\n"_ba + pngChunk("IHDR", big32(width) + big32(height) + QByteArray("\x01\x00\x00\x00\x00", 5)) +
           pngChunk("IDAT", qCompress(QByteArray(unpackedBytes, '\0'), 9).mid(4)) + pngChunk("IEND", {});
}

} // namespace

class ArtworkTest : public QObject {
    Q_OBJECT
    MediaFixtures m_fixtures;

    QString picture(const QString &name, const QString &source)
    {
        return m_fixtures.ffmpeg(name, u"-f lavfi -i %1 -frames:v 1"_s.arg(source));
    }
    QByteArray made(int size) { return m_fixtures.read(m_fixtures.staging() + u"/%1.jpg"_s.arg(size)); }
    // Red, green and blue of a place given in percent.
    QList<int> colorAt(int size, int xPercent, int yPercent)
    {
        const QString file = m_fixtures.staging() + u"/%1.jpg"_s.arg(size);
        const QByteArray rgb =
            m_fixtures.run(u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-i"_s, file, u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s, u"rgb24"_s, u"-"_s});
        const qsizetype at = 3 * (qsizetype(size * yPercent / 100) * size + size * xPercent / 100);
        return {uchar(rgb[at]), uchar(rgb[at + 1]), uchar(rgb[at + 2])};
    }
    static bool near(const QList<int> &a, const QList<int> &b)
    {
        return std::abs(a[0] - b[0]) < 24 && std::abs(a[1] - b[1]) < 24 && std::abs(a[2] - b[2]) < 24;
    }

private Q_SLOTS:
    void everyAcceptedKindBecomesSquareJpegsUpToItsSize_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("size");
        QTest::addColumn<QList<int>>("sizes");
        QTest::newRow("jpeg") << u"a.jpg"_s << u"1500x1400"_s << QList{64, 160, 320, 640, 1280};
        QTest::newRow("png") << u"a.png"_s << u"700x641"_s << QList{64, 160, 320, 640};
        QTest::newRow("webp") << u"a.webp"_s << u"320x1000"_s << QList{64, 160, 320};
        QTest::newRow("tiny") << u"b.png"_s << u"20x10"_s << QList{64};
        QTest::newRow("odd") << u"c.jpg"_s << u"161x333"_s << QList{64, 160};
    }
    void everyAcceptedKindBecomesSquareJpegsUpToItsSize()
    {
        QFETCH(QString, name);
        QFETCH(QString, size);
        const auto outcome = m_fixtures.renderArtwork(picture(name, u"testsrc2=size="_s + size));
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QTEST(outcome->sizes, "sizes");
        QCOMPARE(QDir(m_fixtures.staging()).entryList(QDir::Files).size(), outcome->sizes.size());
        for (const int edge : outcome->sizes) {
            const auto header = transcoding::readImageHeader(made(edge));
            QVERIFY(header && header->kind == transcoding::ImageKind::Jpeg);
            QCOMPARE(header->width, edge);
            QCOMPARE(header->height, edge);
        }
    }
    void theMiddleIsKept()
    {
        // Blue, red and blue bars: the square in the middle is red.
        const QString bars = m_fixtures.ffmpeg(
            u"bars.png"_s, u"-f lavfi -i color=blue:size=900x300 -vf drawbox=x=300:w=300:h=300:color=red:t=fill -frames:v 1"_s);
        QVERIFY(m_fixtures.renderArtwork(bars));
        for (const int percent : {3, 50, 97})
            QVERIFY(near(colorAt(160, percent, 50), {254, 0, 0}));
    }
    void theDominantColourIsTheOneSeen()
    {
        const QString source = m_fixtures.ffmpeg(
            u"dom.png"_s,
            u"-f lavfi -i color=0x2060c0:size=400x400 -vf drawbox=x=0:y=0:w=400:h=120:color=white:t=fill -frames:v 1 -pix_fmt rgb24"_s);
        const auto outcome = m_fixtures.renderArtwork(source);
        QVERIFY(outcome);
        const uint color = QStringView(outcome->color).mid(1).toUInt(nullptr, 16);
        QVERIFY2(near({int(color >> 16), int(color >> 8 & 255), int(color & 255)}, {0x20, 0x60, 0xc0}), qPrintable(outcome->color));
    }
    void transparencyBecomesWhite()
    {
        QVERIFY(m_fixtures.renderArtwork(picture(u"alpha.png"_s, u"color=black@0.0:size=200x200,format=rgba"_s)));
        QVERIFY(near(colorAt(160, 50, 50), {255, 255, 255}));
    }
    void metadataIsLeftBehindAndExifTurnsThePicture()
    {
        const QString source = m_fixtures.ffmpeg(
            u"half.jpg"_s, u"-f lavfi -i color=blue:size=400x400 -vf drawbox=x=0:w=200:h=400:color=red:t=fill -frames:v 1 -q:v 2"_s);
        // TIFF header, one IFD with orientation 6 (turn clockwise) and a description that must not survive.
        const QByteArray tiff = QByteArray("II*\0\x08\0\0\0\x02\0", 10) + QByteArray("\x0e\x01\x02\0\x09\0\0\0\x26\0\0\0", 12) +
                                QByteArray("\x12\x01\x03\0\x01\0\0\0\x06\0\0\0", 12) + QByteArray(4, '\0') + QByteArray("TELLTALE\0", 9);
        const QByteArray exif = QByteArray("Exif\0\0", 6) + tiff;
        QByteArray jpeg = m_fixtures.read(source);
        jpeg.insert(2, QByteArray("\xff\xe1") + char((exif.size() + 2) >> 8) + char(exif.size() + 2) + exif);
        QVERIFY(m_fixtures.renderArtwork(m_fixtures.write(u"exif.jpg"_s, jpeg)));
        QVERIFY(near(colorAt(320, 50, 10), {254, 0, 0}));
        QVERIFY(near(colorAt(320, 50, 90), {0, 0, 254}));
        for (const int size : {64, 160, 320}) {
            QVERIFY(!made(size).contains("TELLTALE"));
            QVERIFY(!made(size).contains("Exif"));
            QVERIFY(!made(size).contains("Lavc"));
        }
    }
    void aZipBombIsRefusedBeforeItUnpacks()
    {
        const QString bomb = m_fixtures.write(u"bomb.png"_s, png(25'000, 25'000, 3126LL * 25'000));
        QVERIFY(QFileInfo(bomb).size() < 100'000);
        QCOMPARE(m_fixtures.artworkReasonFor(bomb), u"artwork_too_large"_s);
        QCOMPARE(m_fixtures.artworkReasonFor(m_fixtures.write(u"wide.png"_s, png(2'000'000'000, 1, 16))), u"artwork_too_large"_s);
        // A header that lies: the picture is small, what is packed is not.
        const QString liar = m_fixtures.write(u"liar.png"_s, png(100, 100, 200'000'000));
        QVERIFY(QStringList({QString(), u"artwork_damaged"_s}).contains(m_fixtures.artworkReasonFor(liar)));
    }
    void aBombInTheHeaderOfAnyKind()
    {
        QByteArray jpeg = m_fixtures.read(picture(u"small.jpg"_s, u"testsrc2=size=64x64"_s));
        const qsizetype frame = jpeg.indexOf("\xff\xc0");
        jpeg.replace(frame + 5, 4, "\xff\xff\xff\xff");
        QCOMPARE(m_fixtures.artworkReasonFor(m_fixtures.write(u"bomb.jpg"_s, jpeg)), u"artwork_too_large"_s);
        QByteArray webp = m_fixtures.read(picture(u"small.webp"_s, u"testsrc2=size=64x64"_s));
        QCOMPARE(transcoding::readImageHeader(webp)->width, 64);
        webp.replace(26, 4, "\xff\x3f\xff\x3f");
        QCOMPARE(m_fixtures.artworkReasonFor(m_fixtures.write(u"bomb.webp"_s, webp)), u"artwork_too_large"_s);
    }
    void whatIsNoPictureIsRefused()
    {
        QCOMPARE(m_fixtures.artworkReasonFor(m_fixtures.write(u"text.jpg"_s, "no picture at all"_ba.repeated(100))),
                 u"artwork_unsupported"_s);
        QCOMPARE(m_fixtures.artworkReasonFor(m_fixtures.write(u"empty.jpg"_s, {})), u"artwork_unsupported"_s);
        const QString svg =
            m_fixtures.write(u"x.svg"_s, "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"_ba);
        QCOMPARE(m_fixtures.artworkReasonFor(svg), u"artwork_unsupported"_s);
        const QByteArray whole = m_fixtures.read(picture(u"cut.png"_s, u"testsrc2=size=500x500"_s));
        for (const int percent : {5, 50, 90})
            QCOMPARE(m_fixtures.artworkReasonFor(m_fixtures.write(u"cut.png"_s, whole.left(whole.size() * percent / 100))),
                     u"artwork_damaged"_s);
    }
};

MELODY_TEST(ArtworkTest)
#include "artwork_test.moc"
