// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever way a child ends, the parent has a reason and no child left.

#include "media_fixtures.h"

#include <QtCore/QDir>

#include <cerrno>
#include <fcntl.h>
#include <sandbox.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class ChildProcessTest : public QObject {
    Q_OBJECT
    MediaFixtures m_fixtures;
    QString m_source;

    // What the parent makes of a child that runs `script` instead of the worker.
    Error outcomeOf(const QString &script)
    {
        MediaFixtures other;
        other.options.program = u"/bin/sh"_s;
        other.options.arguments = {u"-c"_s, script};
        other.options.timeout = m_fixtures.options.timeout;
        other.options.interrupt = m_fixtures.options.interrupt;
        const auto outcome = other.transcode(m_source);
        return outcome ? Error{ErrorKind::Internal, u"accepted"_s, {}} : outcome.error();
    }

private Q_SLOTS:
    void initTestCase() { m_source = m_fixtures.sox(u"a.wav"_s, u"-r 44100 -b 16 -c 2 \"%1\" synth 2 pinknoise gain -6"_s); }

    void aCrashIsTheFilesFault()
    {
        for (const QString &signal : {u"SEGV"_s, u"ABRT"_s, u"ILL"_s, u"FPE"_s, u"BUS"_s}) {
            const Error error = outcomeOf(u"kill -%1 $$"_s.arg(signal));
            QCOMPARE(error.kind, ErrorKind::Invalid);
            QCOMPARE(error.code, u"decoder_crashed"_s);
        }
        for (const QString &signal : {u"XCPU"_s, u"XFSZ"_s})
            QCOMPARE(outcomeOf(u"kill -%1 $$"_s.arg(signal)).code, u"too_complex"_s);
    }
    void beingKilledIsWorthAnotherTry()
    {
        const Error error = outcomeOf(u"kill -KILL $$"_s);
        QCOMPARE(error.kind, ErrorKind::Unavailable);
        QCOMPARE(error.code, u"worker_killed"_s);
    }
    void nonsenseIsNotBelieved()
    {
        for (const QString &answer : {u""_s, u"{}"_s, u"[]"_s, u"nonsense"_s, u"{\"audio\":{}}"_s, u"{\"code\":\"DROP TABLE\"}"_s,
                                      u"{\"audio\":{\"manifest\":{},\"container\":\"wav\",\"codec\":\"x\"}}"_s}) {
            const Error error = outcomeOf(u"cat > /dev/null; printf '%s' '%1'"_s.arg(answer));
            QCOMPARE(error.kind, ErrorKind::Internal);
            QCOMPARE(error.code, u"worker_answer"_s);
        }
        QCOMPARE(outcomeOf(u"exec yes"_s).code, u"worker_answer"_s);
        QCOMPARE(outcomeOf(u"exit 7"_s).code, u"worker_failed"_s);
    }
    void aMissingProgramIsOurTrouble()
    {
        MediaFixtures other;
        other.options.program = u"/nonexistent/worker"_s;
        const auto outcome = other.transcode(m_source);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::Unavailable);
    }
    void theClockOnTheWallIsALimitToo()
    {
        m_fixtures.options.timeout = std::chrono::seconds(1);
        const Error error = outcomeOf(u"exec sleep 600"_s);
        m_fixtures.options.timeout = std::chrono::seconds(240);
        QCOMPARE(error.code, u"too_complex"_s);
    }
    void stoppingTheServerStopsTheChild()
    {
        std::atomic<bool> stop = false;
        m_fixtures.options.interrupt = &stop;
        std::thread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            stop = true;
        });
        const Error error = outcomeOf(u"exec sleep 600"_s);
        stopper.join();
        m_fixtures.options.interrupt = nullptr;
        QCOMPARE(error.kind, ErrorKind::Unavailable);
        QCOMPARE(error.code, u"interrupted"_s);
    }
    void theLimitsStandBeforeTheProgramStarts()
    {
        for (const QString &each : {u"ulimit -t"_s, u"ulimit -f"_s, u"ulimit -n"_s, u"ulimit -c"_s})
            QVERIFY(!outcomeOf(each + u" >&2; exit 1"_s).detail.contains(u"unlimited"_s));
    }
    void ourEnvironmentStaysOurs()
    {
        qputenv("MELODY_MASTER_KEY", "do-not-tell");
        const QString environment = outcomeOf(u"env >&2; exit 1"_s).detail;
        qunsetenv("MELODY_MASTER_KEY");
        QVERIFY(environment.contains(u"LC_ALL"_s));
        QVERIFY2(!environment.contains(u"do-not-tell"_s), qPrintable(environment));
    }
    void aFileThatBurnsTimeIsStopped()
    {
        const QString flac =
            m_fixtures.ffmpeg(u"long.flac"_s, u"-f lavfi -i anullsrc=r=48000:cl=stereo -t 3600 -c:a flac -frame_size 65535"_s);
        m_fixtures.options.maxCpuSeconds = 1;
        const QString reason = m_fixtures.reasonFor(flac);
        m_fixtures.options.maxCpuSeconds = 1800;
        QCOMPARE(reason, u"too_complex"_s);
    }
    void theChildSeesOneFileAndOneFolder()
    {
        const QString staging = m_fixtures.path(u"jail"_s);
        QDir().mkdir(staging);
        const QByteArray source = m_source.toLocal8Bit();
        const QByteArray inside = (staging + u"/out"_s).toLocal8Bit();
        const QByteArray outside = m_fixtures.path(u"outside"_s).toLocal8Bit();
        const pid_t child = fork();
        if (child == 0) {
            if (!transcoding::lockThisProcessIn(m_source, staging))
                _exit(100); // this kernel has no Landlock
            int failures = 0;
            failures |= open(source.constData(), O_RDONLY) >= 0 ? 0 : 1;
            failures |= open(inside.constData(), O_WRONLY | O_CREAT | O_EXCL, 0600) >= 0 ? 0 : 2;
            failures |= open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 0 : 4;
            failures |= open(outside.constData(), O_WRONLY | O_CREAT, 0600) < 0 ? 0 : 8;
            failures |= socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM ? 0 : 16;
            failures |= execl("/bin/true", "true", nullptr) < 0 ? 0 : 32;
            failures |= fork() < 0 ? 0 : 64;
            _exit(failures);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        if (WEXITSTATUS(status) == 100)
            QSKIP("this kernel has no Landlock; resource limits and seccomp are all there is");
        QCOMPARE(WEXITSTATUS(status), 0);
    }
};

MELODY_TEST(ChildProcessTest)
#include "child_process_test.moc"
