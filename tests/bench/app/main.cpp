// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench app: what playing costs. The app without a window, against a real server, into a null sink; beside it mpv with the same
// recording as a file, into the same sink. Each is left alone until it plays, then its processor time and its wake-ups are read.
//   playing_opus_128   thousandths of one core while it plays
//   playing_wake_ups   a second, of all threads
// And what a library of 100,000 songs costs (library_cases.h).

#include "library_cases.h"

#include <bench/report.h>
#include <journey/null_sink.h>
#include <journey/stack.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>

#include <unistd.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int warmMs = 8'000; // start-up, first chunks, a filled buffer
constexpr int signInMs = 120'000;

struct Cost {
    double cpuPerMille = 0; // of one core
    double wakeUps = 0;     // a second
};

QList<QByteArray> readFields(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().simplified().split(' ') : QList<QByteArray>();
}

// Of all threads, in clock ticks; proc(5), fields 14 and 15 of stat, counted from behind the name.
double ticksOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("process %lld is gone", static_cast<long long>(pid));
    const QByteArray all = file.readAll();
    const QList<QByteArray> fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    return fields.value(11).toDouble() + fields.value(12).toDouble();
}

double wakeUpsOf(qint64 pid)
{
    double sum = 0;
    const QString threads = u"/proc/%1/task"_s.arg(pid);
    for (const QString &thread : QDir(threads).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QList<QByteArray> fields = readFields(threads + u'/' + thread + u"/status"_s);
        sum += fields.value(fields.indexOf("voluntary_ctxt_switches:") + 1).toDouble();
    }
    return sum;
}

Cost costOf(const QString &program, const QStringList &arguments, int seconds)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForStarted())
        qFatal("%s does not start", qPrintable(program));
    QThread::msleep(warmMs);
    const qint64 pid = process.processId();
    QElapsedTimer timer;
    timer.start();
    const double ticks = ticksOf(pid);
    const double wakeUps = wakeUpsOf(pid);
    QThread::msleep(ulong(seconds) * 1'000);
    const double passed = double(timer.nsecsElapsed()) / 1e9;
    const Cost cost{(ticksOf(pid) - ticks) / double(::sysconf(_SC_CLK_TCK)) / passed * 1'000, (wakeUpsOf(pid) - wakeUps) / passed};
    process.kill();
    process.waitForFinished();
    return cost;
}

void compare(bench::Report &report, const QStringList &ours, const QString &file, int rounds, int seconds)
{
    std::vector<double> melody;
    std::vector<double> reference;
    std::vector<double> wakeUps;
    std::vector<double> referenceWakeUps;
    for (int i = 0; i < rounds; ++i) {
        const Cost mine = costOf(QCoreApplication::applicationDirPath() + u"/melody"_s, ours, seconds);
        const Cost theirs = costOf(u"mpv"_s, {u"--no-config"_s, u"--no-video"_s, u"--no-terminal"_s, u"--ao=pulse"_s, file}, seconds);
        melody.push_back(mine.cpuPerMille);
        wakeUps.push_back(mine.wakeUps);
        reference.push_back(theirs.cpuPerMille);
        referenceWakeUps.push_back(theirs.wakeUps);
    }
    bench::Case measured{.name = u"playing_opus_128"_s, .n = rounds};
    measured.value = bench::median(melody);
    measured.unit = u"\u2030 of a core"_s;
    measured.reference = bench::median(reference);
    measured.referenceName = u"mpv --no-video, the same recording as a file"_s;
    report.add(measured);
    bench::Case awake{.name = u"playing_wake_ups"_s, .n = rounds};
    awake.value = bench::median(wakeUps);
    awake.unit = u"/s"_s;
    awake.reference = bench::median(referenceWakeUps);
    awake.referenceName = u"mpv"_s;
    report.add(awake);
}

void measurePlaying(bench::Report &report, int rounds, int seconds)
{
    if (QStandardPaths::findExecutable(u"mpv"_s).isEmpty())
        qFatal("mpv is needed for the comparison (packaging/debian-packages.txt)");

    const NullSink sink;
    Stack stack;
    const Person creator = stack.addPerson(u"creator"_s, u"creator"_s);
    const Person person = stack.addPerson(u"listener"_s);
    const QTemporaryDir album;
    const QTemporaryDir home;
    writeAlbum(album.path(), u"Tone Poets"_s, u"Long light"_s, 1, seconds + double(warmMs) / 1'000 + 30);
    QString output;
    if (stack.import(album.path(), creator, &output) != 0)
        qFatal("import: %s", qPrintable(output));
    const QString file = album.filePath(u"01.opus"_s);
    if (QProcess::execute(u"ffmpeg"_s, {u"-loglevel"_s, u"error"_s, u"-i"_s, album.filePath(u"01.flac"_s), u"-c:a"_s, u"libopus"_s,
                                        u"-b:a"_s, u"128k"_s, file}) != 0)
        qFatal("the recording can't be encoded");

    const QStringList ours{u"--headless"_s,    u"--server"_s,  stack.baseUrl().toString(),
                           u"--ca-file"_s,     stack.caFile(), u"--data-dir"_s,
                           home.path(),        u"--rung"_s,    u"opus-128"_s,
                           u"--email"_s,       person.email,   u"--password-file"_s,
                           person.passwordFile};
    QProcess first;
    first.start(QCoreApplication::applicationDirPath() + u"/melody"_s, ours + QStringList{u"--seconds"_s, u"1"_s});
    if (!first.waitForFinished(signInMs))
        qFatal("nothing plays: %s", first.readAllStandardError().constData());

    compare(report, ours, file, rounds, seconds);
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    const QGuiApplication app(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({{u"json"_s, u"Write the figures to this file, too."_s, u"F"_s},
                        {u"rounds"_s, u"How often each is measured."_s, u"N"_s, u"3"_s},
                        {u"seconds"_s, u"For how long it plays."_s, u"N"_s, u"30"_s},
                        {u"only"_s, u"playing or library."_s, u"WHAT"_s},
                        {u"tracks"_s, u"Songs in the library."_s, u"N"_s, u"100000"_s},
                        {u"pictures"_s, u"Keep what was on the screen in this folder."_s, u"DIR"_s},
                        {u"look-at"_s, u"Only scroll the library in this folder (it calls itself with this)."_s, u"DIR"_s},
                        {u"user"_s, u"Whose it is."_s, u"ID"_s}});
    options.process(app);
    if (options.isSet(u"look-at"_s))
        return bench::lookAtLibrary(options.value(u"look-at"_s), options.value(u"user"_s));
    const int rounds = std::max(1, options.value(u"rounds"_s).toInt());
    const QString only = options.value(u"only"_s);
    bench::Report report(u"app"_s);
    if (only != u"library")
        measurePlaying(report, rounds, std::max(1, options.value(u"seconds"_s).toInt()));
    if (only != u"playing") {
        QString home;
        QString user;
        bench::measureStarts(report, {std::max(1, options.value(u"tracks"_s).toInt()), rounds, options.value(u"pictures"_s)}, &home, &user);
        bench::measureList(report, home, user);
    }
    return report.finish(QCoreApplication::arguments());
}
