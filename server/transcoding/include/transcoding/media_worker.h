// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Untrusted media is opened only in a child process with limits: the parent calls transcodeInChild() or renderArtworkInChild(),
// the child (melodyd media-worker) is runMediaWorker(). The request goes to the child's stdin, its answer comes from its stdout,
// what it makes lies in the staging folder: "<rung>.pack" (sealed chunks back to back) or "<size>.jpg".
//
// A file that is at fault is an Error of kind Invalid whose code is the reason, a stable word:
//   empty too_short too_long truncated damaged unsupported_format wrong_extension unsupported_codec unsupported_sample_rate
//   too_many_channels format_changes invalid_samples no_audio artwork_unsupported artwork_too_large artwork_damaged
//   decoder_crashed too_complex
// Internal and Unavailable are our trouble (disk full, program missing, stopped): trying again may help.
#pragma once

#include <crypto/chunk_cipher.h>
#include <media/chapters.h>
#include <media/manifest.h>

#include <QtCore/QMap>
#include <QtCore/QStringList>

#include <atomic>

namespace melody::transcoding {

struct AudioLimits {
    qint64 minDurationMs = 500;
    qint64 maxDurationMs = 6LL * 3600 * 1000;
};

struct AudioRequest {
    QString sourcePath;
    QString extension;  // of the uploaded file's name, lower case, without the dot: must agree with the content
    QString stagingDir; // exists, empty, writable
    AssetId asset;
    crypto::ContentKey key;
    AudioLimits limits;
};

struct AudioOutcome {
    media::Manifest manifest;
    QString container; // "wav", "flac", "mp3", "aac", "mp4", "ogg"
    QString codec;     // FFmpeg's word: "pcm_s16le", "vorbis", …
    int sourceRate = 0;
    int sourceChannels = 0;
    qint64 sourceSamples = 0;    // per channel
    QByteArray waveform;         // at most 1000 columns, a byte each: peak of the column, 255 = full scale
    QMap<QString, QString> tags; // "title", "artist", …: suggestions, never trusted
    media::Chapters chapters;    // of the file, planned (media/chapters.h)
};

struct ArtworkRequest {
    QString sourcePath;
    QString stagingDir;
};

struct ArtworkOutcome {
    QList<int> sizes; // ascending sides of the square JPEGs
    QString color;    // "#rrggbb", dominant
};

inline constexpr std::array artworkSizes{64, 160, 320, 640, 1280};

struct WorkerOptions {
    QString program; // absolute path
    QStringList arguments;
    qint64 maxMemoryBytes = 1024LL * 1024 * 1024; // address space
    int maxCpuSeconds = 1800;
    std::chrono::seconds timeout{3600};           // wall clock
    const std::atomic<bool> *interrupt = nullptr; // set: the child is killed and the answer is Unavailable ("interrupted")
};

// Thread: any; blocks until the child is gone.
[[nodiscard]] Result<AudioOutcome> transcodeInChild(const WorkerOptions &options, const AudioRequest &request);
[[nodiscard]] Result<ArtworkOutcome> renderArtworkInChild(const WorkerOptions &options, const ArtworkRequest &request);

// The whole of `melodyd media-worker`: reads a request from stdin, locks itself in, answers on stdout. The exit code.
[[nodiscard]] int runMediaWorker();

} // namespace melody::transcoding
