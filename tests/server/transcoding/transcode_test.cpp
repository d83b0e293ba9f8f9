// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media_fixtures.h"

#include <QtCore/QDir>
#include <QtCore/QtEndian>

#include <cmath>
#include <numbers>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

qint64 ceilScale(qint64 samples, qint64 to, qint64 from)
{
    return (samples * to + from - 1) / from;
}

// Normalised correlation of channel 0 of two recordings, the second one `lag` samples later.
double correlation(const Pcm &a, const Pcm &b, int lag)
{
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (qint64 i = std::max(0, -lag); i < std::min(a.frames(), b.frames() - lag); ++i) {
        const double x = double(a.at(i, 0));
        const double y = double(b.at(i + lag, 0));
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return ab / std::sqrt(aa * bb);
}

// baseMediaDecodeTime of a fragment (ISO/IEC 14496-12 section 8.8.12).
qint64 decodeTime(const QByteArray &fragment)
{
    const qsizetype tfdt = fragment.indexOf("tfdt");
    const bool wide = fragment[tfdt + 4] == 1;
    return wide ? qFromBigEndian<qint64>(fragment.constData() + tfdt + 8) : qFromBigEndian<qint32>(fragment.constData() + tfdt + 8);
}

} // namespace

class TranscodeTest : public QObject {
    Q_OBJECT
    MediaFixtures m_fixtures;

private Q_SLOTS:
    void everyAcceptedFormatBecomesALadder_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<bool>("lossless");
        QTest::newRow("wav 16") << u"a.wav"_s << u"-c:a pcm_s16le"_s << true;
        QTest::newRow("wav 24") << u"b.wav"_s << u"-c:a pcm_s24le"_s << true;
        QTest::newRow("wav 8") << u"c.wav"_s << u"-c:a pcm_u8"_s << true;
        QTest::newRow("wav float") << u"d.wav"_s << u"-c:a pcm_f32le"_s << true;
        QTest::newRow("flac 16") << u"a.flac"_s << u"-c:a flac"_s << true;
        QTest::newRow("flac 24/96") << u"b.flac"_s << u"-c:a flac -sample_fmt s32 -ar 96000"_s << true;
        QTest::newRow("mp3") << u"a.mp3"_s << u"-c:a libmp3lame -b:a 128k"_s << false;
        QTest::newRow("mp3 vbr mono") << u"b.mp3"_s << u"-c:a libmp3lame -q:a 4 -ac 1"_s << false;
        QTest::newRow("aac in m4a") << u"a.m4a"_s << u"-c:a aac -b:a 128k"_s << false;
        QTest::newRow("aac in adts") << u"a.aac"_s << u"-c:a aac -b:a 96k"_s << false;
        QTest::newRow("vorbis") << u"a.ogg"_s << u"-c:a libvorbis -q:a 4"_s << false;
        QTest::newRow("vorbis 22050") << u"b.oga"_s << u"-c:a libvorbis -q:a 4 -ar 22050"_s << false;
        QTest::newRow("opus") << u"a.opus"_s << u"-c:a libopus -b:a 96k"_s << false;
        QTest::newRow("5.1") << u"e.wav"_s << u"-c:a pcm_s16le -ac 6"_s << true;
    }
    void everyAcceptedFormatBecomesALadder()
    {
        QFETCH(QString, name);
        QFETCH(QString, encoding);
        QFETCH(bool, lossless);
        const QString master =
            m_fixtures.sox(u"master.wav"_s, u"-r 44100 -c 2 -b 24 \"%1\" synth 5.3 pinknoise synth 5.3 sine mix 220-880 gain -6"_s);
        const QString source = m_fixtures.ffmpeg(name, u"-i \"%1\" %2"_s.arg(master, encoding));
        const Pcm expected = m_fixtures.decodeFile(source);

        const auto outcome = m_fixtures.transcode(source);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().code + outcome.error().detail));
        QCOMPARE(outcome->sourceSamples, expected.frames());
        QCOMPARE(outcome->sourceRate, expected.rate);
        QCOMPARE(outcome->sourceChannels, expected.channels);
        QCOMPARE(outcome->manifest.rungs.size(), size_t(lossless ? 5 : 4));
        QCOMPARE(outcome->manifest.durationMs, ceilScale(expected.frames(), 1000, expected.rate));
        for (const media::RungInfo &rung : outcome->manifest.rungs) {
            QCOMPARE(rung.samples, ceilScale(expected.frames(), rung.sampleRate, expected.rate));
            QCOMPARE(rung.channels, std::min(expected.channels, 2));
            QCOMPARE(rung.chunks.size(), size_t(4));
            QCOMPARE(m_fixtures.decodeRung(rung).frames(), rung.samples);
        }
    }

    void theFlacRungIsTheSourceToTheBit_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format :
             {"-r 44100 -b 16 -c 2", "-r 48000 -b 24 -c 2", "-r 96000 -b 24 -c 1", "-r 192000 -b 24 -c 2", "-r 8000 -b 8 -c 1",
              "-r 11025 -b 16 -c 1", "-r 22050 -b 16 -c 2", "-r 88200 -b 16 -c 2", "-r 37800 -b 16 -c 2"})
            QTest::newRow(format) << QString::fromLatin1(format);
    }
    void theFlacRungIsTheSourceToTheBit()
    {
        QFETCH(QString, format);
        const QString source =
            m_fixtures.sox(u"exact.wav"_s, format + u" \"%1\" synth 9.123 pinknoise synth 9.123 sine mix 50-2000 gain -1"_s);
        const auto outcome = m_fixtures.transcode(source);
        QVERIFY(outcome);
        const media::RungInfo *flac = outcome->manifest.find(media::Rung::Flac);
        QVERIFY(flac);
        const Pcm expected = m_fixtures.decodeFile(source);
        const Pcm heard = m_fixtures.decodeRung(*flac);
        QCOMPARE(heard.rate, expected.rate);
        QVERIFY(heard.samples == expected.samples);
    }

    void aSweepCutInTwoTracksJoinsWithoutALostOrDoubledSample()
    {
        const QString whole = m_fixtures.sox(u"sweep.wav"_s, u"-r 44100 -b 16 -c 2 \"%1\" synth 20 sine 40-4000 gain -3"_s);
        m_fixtures.run(u"sox"_s, {whole, m_fixtures.path(u"first.wav"_s), u"trim"_s, u"0"_s, u"441234s"_s});
        m_fixtures.run(u"sox"_s, {whole, m_fixtures.path(u"second.wav"_s), u"trim"_s, u"441234s"_s});
        std::vector<qint32> joined;
        for (const QString &track : {u"first.wav"_s, u"second.wav"_s}) {
            const auto outcome = m_fixtures.transcode(m_fixtures.path(track));
            QVERIFY(outcome);
            const Pcm heard = m_fixtures.decodeRung(*outcome->manifest.find(media::Rung::Flac));
            joined.insert(joined.end(), heard.samples.begin(), heard.samples.end());
        }
        QVERIFY(joined == m_fixtures.decodeFile(whole).samples);
    }

    void everyOpusRungStandsWhereTheSourceStands()
    {
        const QString source =
            m_fixtures.sox(u"align.wav"_s, u"-r 48000 -b 16 -c 2 \"%1\" synth 9 sine 80-2000 synth 9 sine mix 3000-300 gain -3"_s);
        const auto outcome = m_fixtures.transcode(source);
        QVERIFY(outcome);
        const Pcm expected = m_fixtures.decodeFile(source);
        for (const media::RungInfo &rung : outcome->manifest.rungs) {
            const Pcm heard = m_fixtures.decodeRung(rung);
            // SILK, which works at the lowest rate, resamples with a remainder of some 60 microseconds; the rest is exact.
            const int tolerance = rung.rung == media::Rung::Opus24 ? 4 : 0;
            int best = 0;
            for (int lag = -8; lag <= 8; ++lag)
                best = correlation(expected, heard, lag) > correlation(expected, heard, best) ? lag : best;
            QVERIFY2(std::abs(best) <= tolerance, qPrintable(media::rungName(rung.rung) + u" is off by %1"_s.arg(best)));
            if (rung.rung >= media::Rung::Opus128)
                QVERIFY(correlation(expected, heard, 0) > 0.98);
        }
    }

    void chunksStartAtTheSameTimesOnEveryRung()
    {
        const QString source = m_fixtures.sox(u"chunks.wav"_s, u"-r 44100 -b 16 -c 2 \"%1\" synth 13.5 pinknoise gain -6"_s);
        const auto outcome = m_fixtures.transcode(source);
        QVERIFY(outcome);
        for (const media::RungInfo &rung : outcome->manifest.rungs) {
            const QList<QByteArray> fragments = m_fixtures.fragments(rung);
            QCOMPARE(fragments.size(), qsizetype(media::chunkCount(std::chrono::milliseconds(13'500))));
            for (int i = 0; i < fragments.size(); ++i)
                QCOMPARE(decodeTime(fragments[i]), media::chunkStart(i).count() * rung.sampleRate / 1000);
        }
    }

    void theEncodersDelayMakesNoChunkThatOtherRungsLack()
    {
        // Eight seconds end where a chunk ends; with Opus's delay the last packet starts there.
        const QString source = m_fixtures.sox(u"eight.wav"_s, u"-r 48000 -b 16 -c 1 \"%1\" synth 8 pinknoise gain -6"_s);
        const auto outcome = m_fixtures.transcode(source);
        QVERIFY(outcome);
        for (const media::RungInfo &rung : outcome->manifest.rungs) {
            QCOMPARE(rung.chunks.size(), size_t(4));
            QCOMPARE(m_fixtures.decodeRung(rung).frames(), 8 * 48'000);
        }
    }

    void anUnalignableRateHasNoFlacRungButEveryOther()
    {
        const QString source = m_fixtures.sox(u"prime.wav"_s, u"-r 131071 -b 16 -c 1 \"%1\" synth 2 pinknoise gain -6"_s);
        const auto outcome = m_fixtures.transcode(source);
        QVERIFY(outcome);
        QCOMPARE(outcome->manifest.rungs.size(), size_t(4));
        QVERIFY(!outcome->manifest.find(media::Rung::Flac));
    }

    void loudnessAndTruePeakFollowTheStandards()
    {
        // EBU Tech 3341, case 1: a stereo sine of 1000 Hz at -23 dBFS has -23.0 LUFS, within 0.1.
        const QString sine = m_fixtures.sox(u"lufs.wav"_s, u"-r 48000 -b 24 -c 2 \"%1\" synth 20 sine 1000 vol -23dB"_s);
        const auto measured = m_fixtures.transcode(sine);
        QVERIFY(measured);
        QVERIFY2(std::abs(measured->manifest.loudnessLufs + 23.0) < 0.1, qPrintable(QString::number(measured->manifest.loudnessLufs)));
        // Case 15: a sine of a quarter of the rate, 45 degrees off: the samples reach 0.3536, the wave 0.5. -6.0 dBTP, +0.2, -0.4.
        QByteArray samples;
        for (int i = 0; i < 48'000 * 2; ++i) {
            const double value = 0.5 * std::sin(std::numbers::pi / 2 * i + std::numbers::pi / 4);
            const auto sample = qToLittleEndian(qint16(std::lround(value * 32767)));
            samples.append(reinterpret_cast<const char *>(&sample), 2);
        }
        m_fixtures.write(u"peak.raw"_s, samples);
        const QString peak = m_fixtures.ffmpeg(u"peak.wav"_s, u"-f s16le -ar 48000 -ac 1 -i peak.raw"_s);
        const auto truePeak = m_fixtures.transcode(peak);
        QVERIFY(truePeak);
        QVERIFY2(truePeak->manifest.truePeakDbtp > -6.4 && truePeak->manifest.truePeakDbtp < -5.8,
                 qPrintable(QString::number(truePeak->manifest.truePeakDbtp)));
    }

    void silenceIsMusicToo()
    {
        const auto outcome = m_fixtures.transcode(m_fixtures.sox(u"silence.wav"_s, u"-r 44100 -b 16 -c 2 \"%1\" trim 0 3"_s));
        QVERIFY(outcome);
        QCOMPARE(outcome->manifest.loudnessLufs, -70.0);
        QCOMPARE(outcome->manifest.truePeakDbtp, -70.0);
        QCOMPARE(outcome->waveform.count('\0'), outcome->waveform.size());
    }

    void theWaveformFollowsTheMusicInAtMostAThousandColumns()
    {
        for (const double seconds : {0.6, 7.0, 95.0}) {
            const QString fade =
                u"-r 48000 -b 16 -c 2 \"%1\" synth "_s + QString::number(seconds) + u" sine 440 fade t "_s + QString::number(seconds);
            const auto outcome = m_fixtures.transcode(m_fixtures.sox(u"fade.wav"_s, fade));
            QVERIFY(outcome);
            const QByteArray &wave = outcome->waveform;
            QVERIFY(wave.size() <= 1000 && wave.size() >= std::min<qsizetype>(30, 500));
            QVERIFY(uchar(wave.front()) < 60);
            QVERIFY(uchar(wave.back()) > 200);
            QVERIFY(std::abs(uchar(wave[wave.size() / 2]) - 128) < 24);
        }
    }

    void tagsAreSuggested()
    {
        const QString master = m_fixtures.sox(u"tag.wav"_s, u"-r 44100 -b 16 -c 2 \"%1\" synth 1 pinknoise gain -6"_s);
        for (const QString &name : {u"tagged.mp3"_s, u"tagged.flac"_s, u"tagged.ogg"_s, u"tagged.m4a"_s}) {
            const auto outcome = m_fixtures.transcode(m_fixtures.ffmpeg(
                name, u"-i \"%1\" -metadata title=\"Édes anyám\" -metadata artist=\"Ő\" -metadata comment=\"not wanted\""_s.arg(master)));
            QVERIFY(outcome);
            QCOMPARE(outcome->tags.value(u"title"_s), u"Édes anyám"_s);
            QCOMPARE(outcome->tags.value(u"artist"_s), u"Ő"_s);
            QVERIFY(!outcome->tags.contains(u"comment"_s));
        }
    }

    void packsHoldNeitherClearSoundNorTags()
    {
        const QString master = m_fixtures.sox(u"secret.wav"_s, u"-r 44100 -b 16 -c 2 \"%1\" synth 6 pinknoise gain -6"_s);
        const QString source =
            m_fixtures.ffmpeg(u"secret.flac"_s, u"-i \"%1\" -metadata title=TELLTALE -metadata artist=TELLTALE"_s.arg(master));
        const auto outcome = m_fixtures.transcode(source);
        QVERIFY(outcome);
        QCOMPARE(outcome->tags.value(u"title"_s), u"TELLTALE"_s);
        for (const media::RungInfo &rung : outcome->manifest.rungs) {
            const QByteArray pack = m_fixtures.read(m_fixtures.staging() + u'/' + media::rungName(rung.rung) + u".pack"_s);
            QVERIFY(!rung.init.contains("TELLTALE"));
            QVERIFY(!rung.init.contains("Lavc") && !rung.init.contains("Lavf"));
            for (const QByteArray &word : {"TELLTALE"_ba, "moof"_ba, "mdat"_ba, "fLaC"_ba, "Opus"_ba})
                QVERIFY2(!pack.contains(word), word.constData());
            for (const QByteArray &fragment : m_fixtures.fragments(rung)) {
                for (qsizetype at = 0; at + 16 < fragment.size(); at += 997)
                    QVERIFY(!pack.contains(QByteArrayView(fragment).sliced(at, 16)));
            }
        }
        // Nothing but packs is left in the staging folder.
        QCOMPARE(QDir(m_fixtures.staging()).entryList(QDir::Files).size(), qsizetype(5));
    }

    void theSameFileTwiceMakesTheSamePacks()
    {
        const QString source = m_fixtures.sox(u"twice.wav"_s, u"-r 44100 -b 16 -c 2 \"%1\" synth 3 pinknoise gain -6"_s);
        const auto first = m_fixtures.transcode(source);
        const QByteArray pack = m_fixtures.read(m_fixtures.staging() + u"/opus-128.pack"_s);
        const auto second = m_fixtures.transcode(source);
        QVERIFY(first && second);
        QVERIFY(first->manifest == second->manifest);
        QCOMPARE(m_fixtures.read(m_fixtures.staging() + u"/opus-128.pack"_s), pack);
    }
};

MELODY_TEST(TranscodeTest)
#include "transcode_test.moc"
