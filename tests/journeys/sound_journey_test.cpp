// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a file in an album's folder to the loudspeaker, through the real programs: what is heard is what was uploaded, and nothing on
// the server's disk gives it away.

#include <journey/listener.h>
#include <journey/null_sink.h>
#include <support/heard.h>
#include <support/test_asset.h>
#include <support/test_main.h>

#include <engine/capture_output.h>
#include <engine/player.h>
#include <engine/sink_output.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDirIterator>
#include <QtCore/QJsonDocument>

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using namespace Qt::StringLiterals;
using media::Rung;

namespace {

constexpr int rate = 48'000;
constexpr qint64 cut = rate * 5 + 1'234; // in the middle of a chunk and of an Opus frame
const QString albumTitle = u"Quillfeather Sings the Tides"_s;
const QString artistName = u"Cassandra Quillfeather"_s;

// Both sides in phase: the lowest rung, which a start may begin with, does not keep what is only between the sides.
Pcm centred(Pcm pcm)
{
    for (size_t i = 0; i + 1 < pcm.samples.size(); i += 2)
        pcm.samples[i + 1] = qint16(pcm.samples[i] / 4 * 3);
    return pcm;
}

void writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s can't be written", qPrintable(name));
}

// As a band would send it: FLAC files with tags.
void writeTrack(const QString &folder, const QString &name, const QString &title, const Pcm &pcm)
{
    const QString raw = folder + u"/raw"_s;
    writeFile(raw, QByteArray(reinterpret_cast<const char *>(pcm.samples.data()), qsizetype(pcm.samples.size() * 2)));
    const int code =
        QProcess::execute(u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-f"_s, u"s16le"_s, u"-ar"_s, QString::number(rate), u"-ac"_s, u"2"_s,
                                        u"-i"_s, raw, u"-metadata"_s, u"title="_s + title, u"-metadata"_s, u"artist="_s + artistName,
                                        u"-metadata"_s, u"album="_s + albumTitle, folder + u'/' + name});
    if (code != 0)
        qFatal("ffmpeg: %d", code);
    QFile::remove(raw);
}

QByteArray readAll(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    for (QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();)
        files.append(it.next());
    files.sort();
    return files;
}

// Shannon's entropy, bits a byte: sealed chunks are noise (nearly 8), music and its containers are not.
double entropy(const QByteArray &bytes)
{
    std::array<double, 256> counts{};
    for (const char byte : bytes)
        ++counts[quint8(byte)];
    double bits = 0;
    for (const double count : counts) {
        if (count > 0)
            bits -= count / double(bytes.size()) * std::log2(count / double(bytes.size()));
    }
    return bits;
}

} // namespace

class SoundJourneyTest : public QObject {
    Q_OBJECT

    std::unique_ptr<NullSink> m_sink;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<Listener> m_listener;
    SystemClock m_clock;
    QTemporaryDir m_folder;
    Pcm m_pcm = centred(sweep(rate, 11.0));
    QList<QueueItem> m_items;

private Q_SLOTS:
    void initTestCase()
    {
        m_sink = std::make_unique<NullSink>();
        m_stack = std::make_unique<Stack>();
        const Person creator = m_stack->addPerson(u"band"_s, u"creator"_s);
        const Person person = m_stack->addPerson(u"listener"_s);
        const QString album = m_folder.filePath(u"album"_s);
        QVERIFY(QDir().mkpath(album));
        writeTrack(album, u"01.flac"_s, u"Ebb of the Quillfeather"_s, m_pcm.part(0, cut));
        writeTrack(album, u"02.flac"_s, u"Flow of the Quillfeather"_s, m_pcm.part(cut, m_pcm.frames() - cut));
        const QJsonArray rows{QJsonObject{{u"file"_s, u"01.flac"_s}, {u"title"_s, u"Ebb of the Quillfeather"_s}},
                              QJsonObject{{u"file"_s, u"02.flac"_s}, {u"title"_s, u"Flow of the Quillfeather"_s}}};
        const QJsonObject release{{u"kind"_s, u"album"_s},
                                  {u"title"_s, albumTitle},
                                  {u"artist_name"_s, artistName},
                                  {u"licence"_s, u"CC0-1.0"_s},
                                  {u"tracks"_s, rows}};
        writeFile(album + u"/catalogue.json"_s, QJsonDocument(QJsonObject{{u"releases"_s, QJsonArray{release}}}).toJson());
        QString output;
        QVERIFY2(m_stack->import(album, creator, &output) == 0, qPrintable(output));

        m_listener = std::make_unique<Listener>(*m_stack, person);
        const auto albums = m_listener->all(u"album"_s);
        QVERIFY(albums && albums->size() == 1);
        const auto info = m_listener->album(albums->first().id);
        QVERIFY(info && info->tracks.size() == 2);
        for (const wire::TrackInfo &track : info->tracks) {
            QueueItem item;
            item.content = track.summary.id;
            m_items.append(item);
        }
    }

    void theLosslessRungIsBitExactFromTheFileToTheDeviceAcrossTheJoin()
    {
        const auto output = createCaptureOutput(CapturePace::Fast);
        const auto player = play(*output, Rung::Flac);
        QVERIFY(finishes(*player));
        QCOMPARE(output->format().sampleRate, rate);
        QCOMPARE(differenceFromTheSource(*output), -1);
    }

    void theSinkHearsTheMusicWithoutAGapOrAClick()
    {
        std::vector<float> music;
        for (size_t i = 0; i < m_pcm.samples.size(); i += 2)
            music.push_back(float(m_pcm.samples[i]) / 32768.0F);
        MonitorRecording recording(m_folder.filePath(u"heard.raw"_s));
        const auto output = createSinkOutput();
        const auto player = play(*output, Rung::Opus128);
        QVERIFY(finishes(*player));
        QTest::qWait(500); // what the device still holds
        const std::vector<float> recorded = recording.stop();
        for (const ItemReport &report : player->state().played)
            QCOMPARE(report.underruns, 0);

        const qsizetype start = align(recorded, music, 2 * rate); // from where the sweep has left the depths that Opus does not keep
        QVERIFY(start + qsizetype(music.size()) <= qsizetype(recorded.size()));
        const double whole = correlation(recorded.data() + start, music.data(), qsizetype(music.size()));
        qInfo("correlation with the source: %.4f", whole);
        QVERIFY2(whole >= 0.98, qPrintable(QString::number(whole)));
        // A gap, a doubled period or a slip of one sample would show in its own tenth of a second; a click in the largest step.
        for (qsizetype at = 0; at + rate / 10 <= qsizetype(music.size()); at += rate / 10) {
            const double here = correlation(recorded.data() + start + at, music.data() + at, rate / 10);
            QVERIFY2(here >= 0.98, qPrintable(u"%1 at %2 ms"_s.arg(here).arg(at * 1000 / rate)));
        }
        float noise = 0;
        for (qsizetype i = 0; i < qsizetype(music.size()); ++i)
            noise = std::max(noise, std::abs(recorded[size_t(start + i)] - music[size_t(i)]));
        qInfo("largest difference from the source: %.4f of full scale", double(noise));
        QVERIFY2(noise < 0.1F, qPrintable(QString::number(noise)));
    }

    void aBitFlippedOnTheServersDiskIsRefusedFetchedAgainAndNotHeard()
    {
        // The largest file is the lossless recording of the longer part.
        QString largest;
        for (const QString &name : filesBelow(m_stack->path(u"objects"_s))) {
            if (largest.isEmpty() || QFileInfo(name).size() > QFileInfo(largest).size())
                largest = name;
        }
        const auto flip = [&largest] {
            QFile::setPermissions(largest, QFile::ReadOwner | QFile::WriteOwner);
            QFile file(largest);
            if (!file.open(QIODevice::ReadWrite))
                qFatal("%s", qPrintable(file.errorString()));
            const qint64 middle = file.size() / 2;
            file.seek(middle);
            char byte = 0;
            file.getChar(&byte);
            file.seek(middle);
            file.putChar(char(byte ^ 0x10));
        };
        flip();
        const auto output = createCaptureOutput(CapturePace::Fast);
        const auto player = play(*output, Rung::Flac);
        const auto damaged = [&player] {
            const PlayerState state = player->state();
            return state.current.damagedChunks > 0 || state.status == PlaybackStatus::Failed;
        };
        QVERIFY(QTest::qWaitFor(damaged, 60'000));
        QVERIFY(QTest::qWaitFor([&player] { return player->state().status == PlaybackStatus::Failed; }, 60'000));
        QCOMPARE(player->state().error->code, u"chunk_damaged"_s); // it stays damaged, and the player says so
        flip();                                                    // the operator puts the file back
        player->resume();
        QVERIFY(finishes(*player));
        QCOMPARE(differenceFromTheSource(*output), -1);
    }

    void nothingOnDiskGivesTheMusicAwayOrNamesIt()
    {
        const QStringList objects = filesBelow(m_stack->path(u"objects"_s)) + filesBelow(m_stack->path(u"uploads"_s));
        QVERIFY(objects.size() >= 4);
        QByteArrayList secrets{"OpusHead", "OpusTags", "fLaC\0\0\0\x22"_ba, "ftypiso", "ftypdash", "moofmfhd", "RIFF"};
        for (const QString &text : {albumTitle, artistName, u"Ebb of the Quillfeather"_s, u"Quillfeather"_s}) {
            secrets.append(text.toUtf8());
            secrets.append(QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2));
        }
        for (const qsizetype at : {rate, 3 * rate, 7 * rate}) // sixteen frames of the recording itself
            secrets.append(QByteArray(reinterpret_cast<const char *>(m_pcm.samples.data() + at), 64));
        int sealed = 0;
        for (const QString &name : objects) {
            const QByteArray bytes = readAll(name);
            for (const QByteArray &secret : secrets)
                QVERIFY2(!bytes.contains(secret), qPrintable(name + u" holds "_s + QString::fromLatin1(secret.toPercentEncoding())));
            if (bytes.size() < 16'384)
                continue; // too small to tell noise by
            ++sealed;
            QVERIFY2(entropy(bytes) > 7.98, qPrintable(u"%1: %2 bits a byte"_s.arg(name).arg(entropy(bytes))));
        }
        QVERIFY2(sealed >= 2, "the recordings are among them");
    }

private:
    std::unique_ptr<Player> play(AudioOutput &output, Rung rung)
    {
        PlayerOptions options;
        options.rung = rung;
        options.sound.loudness = Loudness::Off;
        auto player = createPlayer({m_listener->streams(), m_listener->outbox(), output, m_clock}, std::move(options));
        player->play(PlayQueue(m_items));
        return player;
    }

    static bool finishes(const Player &player)
    {
        return QTest::qWaitFor(
            [&player] {
                const PlayerState state = player.state();
                return state.status == PlaybackStatus::Stopped && !state.played.isEmpty() && state.played.last().ended;
            },
            60'000);
    }

    // -1: not one sample differs.
    [[nodiscard]] qsizetype differenceFromTheSource(const CaptureOutput &output) const
    {
        const std::vector<float> heard = output.samples();
        for (size_t i = 0; i < m_pcm.samples.size(); ++i) {
            if (i >= heard.size() || heard[i] != float(m_pcm.samples[i]) / 32768.0F)
                return qsizetype(i);
        }
        return heard.size() == m_pcm.samples.size() ? -1 : qsizetype(m_pcm.samples.size());
    }
};

MELODY_TEST(SoundJourneyTest)
#include "sound_journey_test.moc"
