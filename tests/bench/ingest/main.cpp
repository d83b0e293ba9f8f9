// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench ingest: what an audio second costs on its way through the media worker (validation, loudness, true peak, waveform,
// the ladder of five rungs, sealing; the start of the process, too), in seconds of CPU time.
//   ladder   a WAV of 44.1 kHz and 16 bits, stereo; `--file F` takes another, `--rounds N` more rounds
// Reference, in turns with ours: the ffmpeg command that makes the same five encodings as fragmented MP4 out of the same file, its
// four Opus encoders fed by one resampler, which is the cheapest way to ask for it.

#include <bench/report.h>
#include <transcoding/media_worker.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <cstdio>
#include <sys/resource.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int defaultRounds = 5;

// User and system time of every child that was waited for.
double childCpuSeconds()
{
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

Result<void> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(ErrorKind::Internal, u"program_failed"_s, program + u": "_s + QString::fromUtf8(process.readAllStandardError()));
    return {};
}

// Chords with overtones, a bass and a hiss, fading in and out: nothing that an encoder has for nothing.
Result<void> makeMaterial(const QString &path)
{
    const QString recipe = u"-R -n -r 44100 -b 16 -c 2 %1 synth 60 pluck A3 pluck C#4 pluck E4 pluck A4 sawtooth 55 pinknoise "
                           "remix 1,2,5,6v0.3 3,4,5,6v0.3 tremolo 2 60 reverb 60 gain -n -1"_s;
    return run(u"sox"_s, QProcess::splitCommand(recipe.arg(path)));
}

// The sound's length in seconds.
Result<double> transcodeWithUs(const QString &source, const QTemporaryDir &folder, int round)
{
    const QString staging = folder.filePath(u"ours%1"_s.arg(round));
    QDir().mkdir(staging);
    transcoding::WorkerOptions options;
    options.program = QStringLiteral(MELODY_BIN_DIR "/melody-media-worker");
    const auto outcome = transcoding::transcodeInChild(
        options,
        {source, QFileInfo(source).suffix().toLower(), staging, AssetId::create(SystemClock().now()), crypto::ContentKey::generate(), {}});
    QDir(staging).removeRecursively();
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (outcome->manifest.rungs.size() != media::allRungs.size())
        return fail(ErrorKind::Invalid, u"not_lossless"_s, u"The file must be lossless, so that both sides make five rungs."_s);
    return double(outcome->manifest.durationMs) / 1000;
}

Result<void> transcodeWithFfmpeg(const QString &source, const QTemporaryDir &folder)
{
    QStringList arguments{
        u"-v"_s, u"error"_s, u"-nostdin"_s,        u"-y"_s,
        u"-i"_s, source,     u"-filter_complex"_s, u"[0:a]aresample=48000,asplit=4[opus-24][opus-64][opus-128][opus-192]"_s};
    for (const media::Rung rung : media::allRungs) {
        const bool lossless = rung == media::Rung::Flac;
        arguments += {u"-map"_s, lossless ? u"0:a"_s : u"[%1]"_s.arg(media::rungName(rung))};
        if (lossless)
            arguments += {u"-c:a"_s, u"flac"_s, u"-strict"_s, u"-2"_s};
        else
            arguments += {u"-c:a"_s, u"libopus"_s, u"-b:a"_s, u"%1k"_s.arg(media::nominalKbps(rung))};
        arguments += {u"-map_metadata"_s,
                      u"-1"_s,
                      u"-movflags"_s,
                      u"cmaf"_s,
                      u"-frag_duration"_s,
                      u"4000000"_s,
                      u"-f"_s,
                      u"mp4"_s,
                      folder.filePath(media::rungName(rung) + u".mp4"_s)};
    }
    return run(u"ffmpeg"_s, arguments);
}

Result<bench::Case> measureLadder(const QString &source, const QTemporaryDir &folder, int rounds)
{
    std::vector<double> ours;
    std::vector<double> reference;
    double seconds = 0;
    for (int round = 0; round < rounds; ++round) {
        const double start = childCpuSeconds();
        const Result<double> length = transcodeWithUs(source, folder, round);
        if (!length)
            return tl::unexpected(length.error());
        const double between = childCpuSeconds();
        if (const Result<void> made = transcodeWithFfmpeg(source, folder); !made)
            return tl::unexpected(made.error());
        const double end = childCpuSeconds();
        seconds = *length;
        ours.push_back((between - start) / seconds);
        reference.push_back((end - between) / seconds);
    }
    bench::Case measured;
    measured.name = u"ladder"_s;
    measured.n = rounds;
    measured.value = bench::median(ours);
    measured.unit = u"CPU s/audio s"_s;
    measured.reference = bench::median(reference);
    measured.referenceName = u"ffmpeg command, same ladder, no analysis"_s;
    return measured;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const QTemporaryDir folder;
    QString source = bench::argument(arguments, u"--file"_s);
    Result<void> ready;
    if (source.isEmpty()) {
        source = folder.filePath(u"material.wav"_s);
        ready = makeMaterial(source);
    }
    const int rounds = std::max(bench::argument(arguments, u"--rounds"_s).toInt(), defaultRounds);
    const auto ladder = ready.and_then([&] { return measureLadder(source, folder, rounds); });
    if (!ladder) {
        fprintf(stderr, "bench_ingest: %s: %s\n", qPrintable(ladder.error().code), qPrintable(ladder.error().detail));
        return 1;
    }
    bench::Report report(u"ingest"_s);
    report.add(*ladder);
    return report.finish(arguments);
}
