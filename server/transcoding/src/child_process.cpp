// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parent's side: starts a limited child, talks to it, and turns every way of dying into a reason.

#include "sandbox.h"
#include "worker_protocol.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>

#include <csignal>

using namespace Qt::StringLiterals;

namespace melody::transcoding {
namespace {

constexpr int pollMs = 100;
constexpr qsizetype maxErrorBytes = 16 * 1024;

// FLAC of a WAV is smaller than the WAV; Opus at 192 kbit/s of six hours is 520 MB.
qint64 largestOutput(const QString &sourcePath)
{
    return 2 * QFileInfo(sourcePath).size() + 1024LL * 1024 * 1024;
}

tl::unexpected<Error> rejected(const QString &code, const QString &detail)
{
    return fail(ErrorKind::Invalid, code, detail);
}

// Kills on every way out.
class Child {
public:
    Child(const WorkerOptions &options, const QString &sourcePath) : m_options(options)
    {
        const ChildLimits limits{options.maxMemoryBytes, largestOutput(sourcePath), options.maxCpuSeconds};
        m_process.setChildProcessModifier([limits] { limitThisProcess(limits); });
        // Nothing of ours is in its environment: no master key, no database password.
        QProcessEnvironment environment;
        for (const QString &name : {u"PATH"_s, u"LD_LIBRARY_PATH"_s, u"ASAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"TSAN_OPTIONS"_s}) {
            if (qEnvironmentVariableIsSet(name.toLatin1().constData()))
                environment.insert(name, qEnvironmentVariable(name.toLatin1().constData()));
        }
        environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        m_process.setProcessEnvironment(environment);
    }
    ~Child()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished(-1);
        }
    }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    Result<QByteArray> converse(const QByteArray &request)
    {
        m_process.start(m_options.program, m_options.arguments);
        if (!m_process.waitForStarted())
            return fail(ErrorKind::Unavailable, u"worker_missing"_s, m_process.errorString());
        m_process.write(request);
        m_process.closeWriteChannel();
        const QDeadlineTimer deadline(m_options.timeout);
        QByteArray answer;
        while (m_process.state() != QProcess::NotRunning) {
            m_process.waitForReadyRead(pollMs);
            answer += m_process.readAllStandardOutput();
            m_error = (m_error + m_process.readAllStandardError()).left(maxErrorBytes);
            if (answer.size() > maxAnswerBytes)
                return fail(ErrorKind::Internal, u"worker_answer"_s, u"The media worker says too much."_s);
            if (m_options.interrupt && m_options.interrupt->load())
                return fail(ErrorKind::Unavailable, u"interrupted"_s, u"The server is stopping."_s);
            if (deadline.hasExpired())
                return rejected(u"too_complex"_s, u"The file takes longer to decode than any recording should."_s);
        }
        answer += m_process.readAllStandardOutput();
        return conclude(answer);
    }

private:
    Result<QByteArray> conclude(const QByteArray &answer)
    {
        if (m_process.exitStatus() == QProcess::NormalExit) {
            if (m_process.exitCode() == 0)
                return answer;
            return fail(ErrorKind::Internal, u"worker_failed"_s,
                        u"The media worker ended with %1: %2"_s.arg(m_process.exitCode()).arg(QString::fromUtf8(m_error)));
        }
        // QProcess gives the signal's number as the exit code of a crash.
        switch (m_process.exitCode()) {
        case SIGXCPU:
            return rejected(u"too_complex"_s, u"The file takes more work to decode than any recording should."_s);
        case SIGXFSZ:
            return rejected(u"too_complex"_s, u"The file makes more sound than its size allows."_s);
        case SIGTERM:
        case SIGINT:
        case SIGKILL: // of the machine (out of memory) or of an operator: not for certain the file's fault
            return fail(ErrorKind::Unavailable, u"worker_killed"_s, u"The media worker was killed."_s);
        default:
            return rejected(u"decoder_crashed"_s, u"The file is malformed in a way that breaks its decoder."_s);
        }
    }

    const WorkerOptions &m_options;
    QProcess m_process;
    QByteArray m_error;
};

template<typename Request>
Result<QByteArray> runChild(const WorkerOptions &options, const Request &request)
{
    return Child(options, request.sourcePath).converse(encodeRequest(request));
}

} // namespace

Result<AudioOutcome> transcodeInChild(const WorkerOptions &options, const AudioRequest &request)
{
    return runChild(options, request).and_then([](const QByteArray &answer) { return decodeAudioAnswer(answer); });
}

Result<ArtworkOutcome> renderArtworkInChild(const WorkerOptions &options, const ArtworkRequest &request)
{
    return runChild(options, request).and_then([](const QByteArray &answer) { return decodeArtworkAnswer(answer); });
}

} // namespace melody::transcoding
