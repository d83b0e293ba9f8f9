// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every kind of bad file that we know of: a reason in a word, and the next file is processed as if nothing had been.

#include "media_fixtures.h"

#include <QtCore/QDir>
#include <QtCore/QRandomGenerator>
#include <QtCore/QtEndian>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray syncsafe(qsizetype size)
{
    const std::array bytes{char(size >> 21 & 0x7f), char(size >> 14 & 0x7f), char(size >> 7 & 0x7f), char(size & 0x7f)};
    return QByteArray(bytes.data(), bytes.size());
}

// One text frame of ID3v2.4 (section 4.2), UTF-8.
QByteArray id3Frame(const QByteArray &name, const QByteArray &text)
{
    return name + syncsafe(text.size() + 1) + QByteArray(2, '\0') + '\x03' + text;
}

QByteArray little(quint32 value, int bytes)
{
    value = qToLittleEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&value), bytes);
}

// A WAV header (mono) in front of `data`, announcing `announced` bytes of it.
QByteArray wav(quint16 formatTag, quint32 rate, quint16 bits, const QByteArray &data, quint32 announced)
{
    const quint32 bytesPerSample = bits / 8;
    return "RIFF" + little(announced + 36, 4) + "WAVEfmt " + little(16, 4) + little(formatTag, 2) + little(1, 2) + little(rate, 4) +
           little(rate * bytesPerSample, 4) + little(bytesPerSample, 2) + little(bits, 2) + "data" + little(announced, 4) + data;
}

// The checksum of an Ogg page (RFC 3533, section 6), whose own field counts as zero.
quint32 oggChecksum(const QByteArray &page)
{
    quint32 crc = 0;
    for (const char byte : page) {
        crc ^= quint32(uchar(byte)) << 24;
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 0x80000000U ? crc << 1 ^ 0x04c11db7U : crc << 1;
    }
    return crc;
}

// The page that holds `at`, checked anew.
void sealOggPage(QByteArray &ogg, qsizetype at)
{
    constexpr qsizetype checksum = 22;
    constexpr qsizetype segments = 26;
    const qsizetype begin = ogg.lastIndexOf("OggS", at);
    const auto count = qsizetype(uchar(ogg[begin + segments]));
    qsizetype size = segments + 1 + count;
    for (qsizetype i = 0; i < count; ++i)
        size += uchar(ogg[begin + segments + 1 + i]);
    ogg.replace(begin + checksum, 4, QByteArray(4, '\0'));
    ogg.replace(begin + checksum, 4, little(oggChecksum(ogg.sliced(begin, size)), 4));
}

QByteArray floatWav(const std::vector<float> &samples)
{
    const QByteArray data(reinterpret_cast<const char *>(samples.data()), qsizetype(samples.size() * sizeof(float)));
    return wav(3, 48'000, 32, data, quint32(data.size()));
}

} // namespace

class BadInputTest : public QObject {
    Q_OBJECT
    MediaFixtures m_fixtures;
    QString m_master;

    QString encoded(const QString &name, const QString &arguments = {})
    {
        return m_fixtures.ffmpeg(name, u"-i \"%1\" %2"_s.arg(m_master, arguments));
    }
    QString cut(const QString &source, double part)
    {
        const QByteArray bytes = m_fixtures.read(source);
        return m_fixtures.write(u"cut."_s + source.section(u'.', -1), bytes.left(qsizetype(double(bytes.size()) * part)));
    }
    // Vorbis with comments as that package has them: one says that it is longer than its packet, one has no name, one is not UTF-8.
    QStringList tracksWithMalformedComments()
    {
        const QByteArray good = m_fixtures.read(encoded(u"plain.ogg"_s, u"-metadata artist=abcdefgh -map_metadata -1 -c:a libvorbis"_s));
        const qsizetype comment = good.indexOf("abcdefgh") - qsizetype(qstrlen("artist="));
        QStringList tracks;
        for (const auto &[at, bytes] : {std::pair<qsizetype, QByteArray>(comment - 4, QByteArray("\xf0\xff\xff\x7f")),
                                        {comment, "artist "},
                                        {comment + 7, "\xff\xfe\xc3\x28\xa0\xa1\xe2\x28"}}) {
            QByteArray bad = good;
            bad.replace(at, bytes.size(), bytes);
            sealOggPage(bad, comment);
            tracks.append(m_fixtures.write(u"malformed%1.ogg"_s.arg(tracks.size()), bad));
        }
        return tracks;
    }
    QStringList tracksOfThePackage()
    {
        QDir().mkdir(m_fixtures.path(u"apt"_s));
        try {
            m_fixtures.run(u"sh"_s, {u"-c"_s, u"cd apt && apt-get download hyperrogue-music && dpkg-deb -x *.deb ."_s});
        } catch (const std::exception &error) {
            qInfo("the Debian package hyperrogue-music can't be had here, so only files of that kind are tried: %s", error.what());
            return {};
        }
        const QString found = QString::fromUtf8(
            m_fixtures.run(u"find"_s, {m_fixtures.path(u"apt"_s), u"-path"_s, u"*/music/*.ogg"_s, u"-size"_s, u"-2000k"_s}));
        return found.split(u'\n', Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void initTestCase() { m_master = m_fixtures.sox(u"master.wav"_s, u"-r 44100 -b 16 -c 2 \"%1\" synth 4 pinknoise gain -6"_s); }
    // The proof that the worker survived.
    void cleanup()
    {
        QVERIFY(!QTest::currentTestFailed());
        m_fixtures.options.arguments.clear();
        m_fixtures.limits = {};
        QCOMPARE(m_fixtures.reasonFor(m_master), QString());
    }

    void aTruncatedFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("reason");
        QTest::newRow("wav") << u"t.wav"_s << QString() << u"truncated"_s;
        QTest::newRow("flac") << u"t.flac"_s << QString() << u"truncated"_s;
        QTest::newRow("mp3") << u"t.mp3"_s << QString() << u"truncated"_s;
        QTest::newRow("vorbis") << u"t.ogg"_s << u"-c:a libvorbis"_s << u"truncated"_s;
        QTest::newRow("opus") << u"t.opus"_s << u"-c:a libopus"_s << u"truncated"_s;
        QTest::newRow("m4a, index in front") << u"t.m4a"_s << u"-movflags +faststart"_s << u"truncated"_s;
        QTest::newRow("m4a, index at the end") << u"u.m4a"_s << QString() << u"damaged"_s;
    }
    void aTruncatedFile()
    {
        QFETCH(QString, name);
        QFETCH(QString, arguments);
        const QString whole = encoded(name, arguments);
        QCOMPARE(m_fixtures.reasonFor(whole), QString());
        for (const double part : {0.5, 0.9}) {
            QTEST(m_fixtures.reasonFor(cut(whole, part)), "reason");
        }
    }
    void aHeaderWithoutTheRest()
    {
        for (const QString &name : {u"h.wav"_s, u"h.flac"_s, u"h.mp3"_s, u"h.ogg"_s, u"h.m4a"_s}) {
            const QString reason =
                m_fixtures.reasonFor(m_fixtures.write(u"header."_s + name.section(u'.', -1), m_fixtures.read(encoded(name)).left(44)));
            QVERIFY2(QStringList({u"empty"_s, u"damaged"_s, u"truncated"_s, u"unsupported_format"_s}).contains(reason),
                     qPrintable(name + u": "_s + reason));
        }
    }
    void anEmptyFile() { QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"nothing.wav"_s, {})), u"empty"_s); }

    void aWrongExtension()
    {
        QCOMPARE(m_fixtures.reasonFor(encoded(u"e.mp3"_s), u"flac"_s), u"wrong_extension"_s);
        QCOMPARE(m_fixtures.reasonFor(m_master, u"mp3"_s), u"wrong_extension"_s);
        QCOMPARE(m_fixtures.reasonFor(m_master, u"exe"_s), u"wrong_extension"_s);
        QCOMPARE(m_fixtures.reasonFor(m_master, QString()), QString()); // the fixture takes the file's own
    }
    void somethingElseThanSound()
    {
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"text.mp3"_s, "Lorem ipsum dolor sit amet.\n"_ba.repeated(4000))),
                 u"unsupported_format"_s);
        const QString picture = m_fixtures.ffmpeg(u"p.png"_s, u"-f lavfi -i testsrc=size=64x64 -frames:v 1"_s);
        QCOMPARE(m_fixtures.reasonFor(picture, u"wav"_s), u"unsupported_format"_s);
        const QString film = m_fixtures.ffmpeg(u"film.mp4"_s, u"-f lavfi -i testsrc=size=64x64 -t 1 -c:v mpeg4"_s);
        QCOMPARE(m_fixtures.reasonFor(film), u"no_audio"_s);
        QCOMPARE(m_fixtures.reasonFor(encoded(u"m.mka"_s, u"-c:a libopus"_s), u"opus"_s), u"unsupported_format"_s);
        // A playlist would make a careless reader open other files.
        const QByteArray playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"list.mp3"_s, playlist)), u"unsupported_format"_s);
        const QByteArray concat = "ffconcat version 1.0\nfile " + m_master.toUtf8() + '\n';
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"concat.wav"_s, concat)), u"unsupported_format"_s);
    }
    void anUnacceptedCodecInAnAcceptedFile()
    {
        QCOMPARE(m_fixtures.reasonFor(encoded(u"adpcm.wav"_s, u"-c:a adpcm_ms"_s)), u"unsupported_codec"_s);
        QCOMPARE(m_fixtures.reasonFor(encoded(u"alac.m4a"_s, u"-c:a alac"_s)), u"unsupported_codec"_s);
    }
    void zeroSeconds()
    {
        QCOMPARE(m_fixtures.reasonFor(encoded(u"zero.wav"_s, u"-t 0"_s)), u"empty"_s);
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.sox(u"zero.flac"_s, u"-r 44100 -b 16 -c 2 \"%1\" trim 0 0"_s)), u"empty"_s);
        QCOMPARE(m_fixtures.reasonFor(encoded(u"blink.wav"_s, u"-t 0.2"_s)), u"too_short"_s);
    }
    void tenHours()
    {
        const QString flac =
            m_fixtures.ffmpeg(u"long.flac"_s, u"-f lavfi -i anullsrc=r=8000:cl=mono -t 36000 -c:a flac -frame_size 65535"_s);
        QCOMPARE(m_fixtures.reasonFor(flac), u"too_long"_s);
        // Ten hours of nothing that take no room on the disk.
        const QString sparse = m_fixtures.write(u"sparse.wav"_s, wav(1, 8'000, 8, {}, 36'000U * 8'000));
        QVERIFY(QFile::resize(sparse, 44 + 36'000LL * 8'000));
        QCOMPARE(m_fixtures.reasonFor(sparse), u"too_long"_s);
    }
    void moreSoundThanTheHeaderAdmits()
    {
        // Without a count of samples in STREAMINFO (RFC 9639 section 8.2) only decoding shows how long it is.
        QByteArray flac = m_fixtures.read(m_fixtures.ffmpeg(u"unsaid.flac"_s, u"-f lavfi -i anullsrc=r=8000:cl=mono -t 90 -c:a flac"_s));
        flac[21] = char(flac[21] & 0xf0);
        flac.replace(22, 4, QByteArray(4, '\0'));
        m_fixtures.limits.maxDurationMs = 60'000;
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"unsaid2.flac"_s, flac)), u"too_long"_s);
        m_fixtures.limits.maxDurationMs = 120'000;
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"unsaid2.flac"_s, flac)), QString());
    }
    void aWavWrittenToAPipeKnowsNoLength()
    {
        QByteArray bytes = m_fixtures.read(m_master);
        const qsizetype size = bytes.indexOf("data") + 4;
        for (const quint32 unknown : {0xffff'ffffU, 0x7fff'f000U}) {
            bytes.replace(size, 4, little(unknown, 4));
            QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"piped.wav"_s, bytes)), QString());
        }
    }
    void samplesThatAreNoNumbers()
    {
        std::vector<float> samples(48'000, 0.25F);
        for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e30F}) {
            samples[40'000] = bad;
            QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"nan.wav"_s, floatWav(samples))), u"invalid_samples"_s);
        }
        samples[40'000] = 1.5F; // above full scale is no crime
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"loud.wav"_s, floatWav(samples))), QString());
    }
    void tagsWithNulAndAMegabyteOfText()
    {
        const QByteArray frames = id3Frame("TIT2", "Half\0hidden"_ba) + id3Frame("TPE1", QByteArray(1'000'000, 'x')) +
                                  id3Frame("TALB", "\xff\xfe\xc3"_ba) + id3Frame("TCON", "line\nbreak\x01\x02"_ba);
        const QByteArray tag = "ID3\x04"_ba + QByteArray(2, '\0') + syncsafe(frames.size()) + frames;
        const auto mp3 = m_fixtures.transcode(m_fixtures.write(u"tags.mp3"_s, tag + m_fixtures.read(encoded(u"plain.mp3"_s))));
        QVERIFY2(mp3, mp3 ? "" : qPrintable(mp3.error().code));
        QCOMPARE(mp3->tags.value(u"title"_s), u"Half"_s);
        QCOMPARE(mp3->tags.value(u"artist"_s), QString(500, u'x'));
        QCOMPARE(mp3->tags.value(u"genre"_s), u"line break"_s);
        QVERIFY(!mp3->tags.value(u"album"_s).contains(QChar::ReplacementCharacter));

        // A Vorbis comment block (RFC 9639 section 8.6) right behind STREAMINFO.
        QByteArray flac = m_fixtures.read(encoded(u"plain.flac"_s, u"-map_metadata -1"_s));
        const QByteArray entry = "TITLE=" + QByteArray(1'000'000, 'y');
        const QByteArray nul("ARTIST=Nul\0hidden", 17);
        const QByteArray block =
            little(0, 4) + little(2, 4) + little(quint32(entry.size()), 4) + entry + little(quint32(nul.size()), 4) + nul;
        flac.insert(4 + 4 + 34, QByteArray("\x04") + char(block.size() >> 16) + char(block.size() >> 8) + char(block.size()) + block);
        const auto tagged = m_fixtures.transcode(m_fixtures.write(u"tags.flac"_s, flac));
        QVERIFY2(tagged, tagged ? "" : qPrintable(tagged.error().code));
        QCOMPARE(tagged->tags.value(u"title"_s), QString(500, u'y'));
        QCOMPARE(tagged->tags.value(u"artist"_s), u"Nul"_s);
    }
    void hyperrogueMusicWithItsMalformedTags()
    {
        const QStringList tracks = tracksWithMalformedComments() + tracksOfThePackage();
        int accepted = 0;
        for (const QString &track : tracks) {
            const auto outcome = m_fixtures.transcode(track);
            accepted += outcome ? 1 : 0;
            // Some of its files have a Vorbis comment header that no decoder takes.
            QVERIFY2(outcome || outcome.error().code == u"damaged", outcome ? "" : qPrintable(track + u": "_s + outcome.error().code));
            for (const QString &tag : outcome ? outcome->tags : QMap<QString, QString>())
                QVERIFY(tag.size() <= 500);
        }
        QVERIFY(accepted > 0);
    }
    void aFlippedBitInALosslessFile()
    {
        QByteArray flac = m_fixtures.read(encoded(u"flip.flac"_s));
        flac[flac.size() / 2] = char(flac[flac.size() / 2] ^ 0x10);
        const QString reason = m_fixtures.reasonFor(m_fixtures.write(u"flip.flac"_s, flac));
        QCOMPARE(reason, u"damaged"_s);
    }
    void tooManyChannelsAndImpossibleRates()
    {
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.sox(u"many.wav"_s, u"-r 44100 -b 16 -c 12 \"%1\" synth 1 pinknoise"_s)),
                 u"too_many_channels"_s);
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.sox(u"fast.wav"_s, u"-r 384000 -b 16 -c 1 \"%1\" synth 1 pinknoise"_s)),
                 u"unsupported_sample_rate"_s);
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.sox(u"slow.wav"_s, u"-r 4000 -b 16 -c 1 \"%1\" synth 1 pinknoise"_s)),
                 u"unsupported_sample_rate"_s);
    }
    void aFormatThatChangesOnTheWay()
    {
        const QByteArray both = m_fixtures.read(encoded(u"x.mp3"_s, u"-ar 44100 -write_xing 0 -id3v2_version 0"_s)) +
                                m_fixtures.read(encoded(u"y.mp3"_s, u"-ar 48000 -write_xing 0 -id3v2_version 0"_s));
        QCOMPARE(m_fixtures.reasonFor(m_fixtures.write(u"both.mp3"_s, both)), u"format_changes"_s);
    }
    void randomDamageIsAReasonOrMusicButNeverACrash()
    {
        QRandomGenerator random(20261122);
        for (const QString &name : {u"f.wav"_s, u"f.flac"_s, u"f.mp3"_s, u"f.ogg"_s, u"f.opus"_s, u"f.m4a"_s, u"f.aac"_s}) {
            const QByteArray sound = m_fixtures.read(encoded(name, u"-t 1 -ac 1"_s));
            for (int round = 0; round < 8; ++round) {
                QByteArray damaged = sound;
                // Early bytes, where headers are, more often than late ones.
                for (int i = 0; i < 1 << (round % 5); ++i)
                    damaged[qsizetype(random.bounded(random.bounded(1, int(damaged.size()))))] = char(random.bounded(256));
                const auto outcome = m_fixtures.transcode(m_fixtures.write(u"damaged."_s + name.section(u'.', -1), damaged));
                const QString code = outcome ? QString() : outcome.error().code;
                QVERIFY2(outcome || (outcome.error().kind == ErrorKind::Invalid && code != u"decoder_crashed"),
                         qPrintable(name + u": "_s + code));
            }
        }
    }
};

MELODY_TEST(BadInputTest)
#include "bad_input_test.moc"
