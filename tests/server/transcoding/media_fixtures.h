// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Real files made by sox and ffmpeg, the real worker in its real child process, and a decoder that looks into sealed packs.
#pragma once

#include <support/test_main.h>
#include <transcoding/media_worker.h>

#include <QtCore/QTemporaryDir>

namespace melody::test {

// Interleaved, 32 bits a sample, left-aligned (a 16-bit sample is shifted up by 16).
struct Pcm {
    int rate = 0;
    int channels = 0;
    std::vector<qint32> samples;
    [[nodiscard]] qint64 frames() const { return channels > 0 ? qint64(samples.size()) / channels : 0; }
    [[nodiscard]] float at(qint64 frame, int channel) const { return float(samples[size_t(frame * channels + channel)]) / 2147483648.0F; }
};

class MediaFixtures {
public:
    MediaFixtures();

    // A path in the temporary folder.
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    // Runs a program; its standard output. Fails the test (by an exception) when it doesn't exit with 0.
    QByteArray run(const QString &program, const QStringList &arguments) const;
    QString sox(const QString &name, const QString &arguments) const;    // "sox -n ARGUMENTS", %1 being the new file
    QString ffmpeg(const QString &name, const QString &arguments) const; // "ffmpeg ARGUMENTS", the new file last
    QString write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QByteArray read(const QString &path) const;

    // What FFmpeg's own program decodes the file to.
    [[nodiscard]] Pcm decodeFile(const QString &path) const;

    // Transcodes in a child; the staging folder is fresh for each call.
    [[nodiscard]] Result<transcoding::AudioOutcome> transcode(const QString &path, QString extension = {});
    [[nodiscard]] Result<transcoding::ArtworkOutcome> renderArtwork(const QString &path);
    [[nodiscard]] QString staging() const { return m_staging; }
    // "" when it was accepted, else the reason's code; infrastructure errors throw.
    [[nodiscard]] QString reasonFor(const QString &path, const QString &extension = {});
    [[nodiscard]] QString artworkReasonFor(const QString &path);

    // The clear fragments of a rung of the last transcode() call.
    [[nodiscard]] QList<QByteArray> fragments(const media::RungInfo &rung) const;
    // Decodes init and fragments as the manifest says: delay dropped, cut to the count of samples. `raw` keeps all that the decoder
    // emits.
    [[nodiscard]] Pcm decodeRung(const media::RungInfo &rung, bool raw = false) const;

    transcoding::WorkerOptions options;
    transcoding::AudioLimits limits;

private:
    QTemporaryDir m_dir;
    QString m_staging;
    int m_runs = 0;
    AssetId m_asset = AssetId::create(SystemClock().now());
    crypto::ContentKey m_key = crypto::ContentKey::generate();
};

} // namespace melody::test
