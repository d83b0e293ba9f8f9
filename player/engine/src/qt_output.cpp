// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <engine/sink_output.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtMultimedia/QAudioDevice>
#include <QtMultimedia/QAudioSink>
#include <QtMultimedia/QMediaDevices>

#include <vector>

namespace melody::player {
namespace {

constexpr int sinkBufferMs = 100;
// Between tracks the device is kept awake with silence, but with little of it, so that the next sound is not behind it for long.
constexpr int silenceMs = 40;
constexpr int silentUntilSuspendMs = 10'000;
constexpr std::chrono::milliseconds sinkPeriod{10};
// A device that takes nothing for this long is gone: Qt 6.4 does not say so when the sound server dies.
constexpr qint64 stuckMs = 2'000;

std::optional<QAudioFormat> usableFormat(const QAudioDevice &device, int sampleRate)
{
    QAudioFormat format;
    format.setChannelCount(AudioFormat::channels);
    for (const int rate : {sampleRate, 48'000, 44'100}) {
        for (const auto sample : {QAudioFormat::Float, QAudioFormat::Int16}) {
            format.setSampleRate(rate);
            format.setSampleFormat(sample);
            if (device.isFormatSupported(format))
                return format;
        }
    }
    return {};
}

// Push mode, because pull mode never called back with buffers this short. Thread: the output's.
class QtWorker final : public QObject {
public:
    QtWorker() : m_timer(new QTimer(this))
    {
        m_timer->setTimerType(Qt::PreciseTimer);
        m_timer->setInterval(sinkPeriod);
        connect(m_timer, &QTimer::timeout, this, &QtWorker::service);
    }

    void open(const AudioFormat &wanted, AudioFeed &feed, AudioOutput::Events events)
    {
        const bool same = m_sink && m_wanted == wanted && m_feed == &feed;
        m_events = std::move(events);
        m_feed = &feed;
        m_wanted = wanted;
        if (same || start())
            m_events.opened({m_format.sampleRate()});
    }

    void close()
    {
        m_timer->stop();
        m_io = nullptr;
        m_sink.reset();
        m_feed = nullptr;
        m_events = {};
        m_queued = 0;
    }

    void service()
    {
        if (!m_sink)
            return;
        if (m_sink->state() == QAudio::StoppedState) {
            lose(QStringLiteral("output_lost"), QStringLiteral("The sound device went away."));
            return;
        }
        const int room = m_suspended ? bufferFrames() : framesFree();
        if (room > 0)
            m_lastRoom.start();
        else if (m_lastRoom.hasExpired(stuckMs)) {
            lose(QStringLiteral("output_lost"), QStringLiteral("The sound device stopped playing."));
            return;
        }
        const int got = takeSound(room);
        const int queued = bufferFrames() - room + got;
        // After an underrun the device waits for a full buffer before it plays on.
        const int floor = m_sink->state() == QAudio::IdleState ? bufferFrames() : m_format.sampleRate() * silenceMs / 1000;
        if (got == 0 && !m_suspended && queued < floor)
            giveSilence(floor - queued);
        m_queued = m_suspended ? 0 : bufferFrames() - framesFree();
        m_silentMs = got > 0 ? 0 : m_silentMs + int(sinkPeriod.count());
        if (m_silentMs > silentUntilSuspendMs && !m_suspended) {
            m_sink->suspend();
            m_suspended = true;
            m_timer->stop();
        }
    }

    std::atomic<bool> m_woken{false};
    std::atomic<qint64> m_queued{0};

private:
    bool start()
    {
        m_timer->stop();
        m_io = nullptr;
        m_sink.reset();
        const QAudioDevice device = QMediaDevices::defaultAudioOutput();
        const auto format = device.isNull() ? std::nullopt : usableFormat(device, m_wanted.sampleRate);
        if (!format) {
            lose(QStringLiteral("no_output_device"), QStringLiteral("There is no sound device that can be used."));
            return false;
        }
        m_format = *format;
        m_sink = std::make_unique<QAudioSink>(device, m_format);
        m_sink->setBufferSize(m_format.bytesForDuration(sinkBufferMs * 1000));
        m_io = m_sink->start();
        if (!m_io || m_sink->error() != QAudio::NoError || m_sink->state() == QAudio::StoppedState) { // no signal comes for these
            lose(QStringLiteral("no_output_device"), QStringLiteral("The sound device can't be opened."));
            return false;
        }
        m_suspended = false;
        m_silentMs = 0;
        m_lastRoom.start();
        m_timer->start();
        service();
        return m_sink != nullptr;
    }

    void lose(const QString &code, const QString &detail)
    {
        m_timer->stop();
        m_io = nullptr;
        m_sink.reset();
        m_queued = 0;
        if (m_events.lost)
            m_events.lost(Error{ErrorKind::Unavailable, code, detail});
    }

    [[nodiscard]] int bufferFrames() const { return int(m_sink->bufferSize()) / m_format.bytesPerFrame(); }
    [[nodiscard]] int framesFree() const { return int(m_sink->bytesFree()) / m_format.bytesPerFrame(); }

    int takeSound(int frames)
    {
        m_samples.resize(size_t(std::max(frames, 0)) * AudioFormat::channels);
        const int got = frames > 0 ? m_feed->pull(m_samples.data(), frames) : 0;
        if (got == 0)
            return 0;
        if (std::exchange(m_suspended, false)) {
            m_sink->resume();
            m_timer->start();
        }
        give(got);
        return got;
    }

    void giveSilence(int frames)
    {
        m_feed->ranDry();
        m_samples.assign(size_t(frames) * AudioFormat::channels, 0.0F);
        give(frames);
    }

    // Writes the first `frames` frames of m_samples. There is room for them.
    void give(int frames)
    {
        const size_t count = size_t(frames) * AudioFormat::channels;
        if (m_format.sampleFormat() == QAudioFormat::Float) {
            m_io->write(reinterpret_cast<const char *>(m_samples.data()), qint64(count) * qint64(sizeof(float)));
            return;
        }
        m_shorts.resize(count);
        std::transform(m_samples.begin(), m_samples.begin() + qsizetype(count), m_shorts.begin(),
                       [](float sample) { return qint16(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767.0F)); });
        m_io->write(reinterpret_cast<const char *>(m_shorts.data()), qint64(count) * qint64(sizeof(qint16)));
    }

    QTimer *m_timer;
    std::unique_ptr<QAudioSink> m_sink;
    QIODevice *m_io = nullptr;
    QAudioFormat m_format;
    AudioFormat m_wanted;
    AudioFeed *m_feed = nullptr;
    AudioOutput::Events m_events;
    std::vector<float> m_samples;
    std::vector<qint16> m_shorts;
    int m_silentMs = 0;
    QElapsedTimer m_lastRoom; // since the device last had room
    bool m_suspended = false;
};

class QtOutput final : public AudioOutput {
public:
    QtOutput()
    {
        m_worker.moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("audio output"));
        m_thread.start(QThread::TimeCriticalPriority);
        // Finding the devices takes a while the first time; do it before anyone presses Play.
        QMetaObject::invokeMethod(
            &m_worker, [] { static_cast<void>(QMediaDevices::defaultAudioOutput()); }, Qt::QueuedConnection);
    }

    ~QtOutput() override
    {
        close();
        // The timer must die in the thread where it runs.
        QMetaObject::invokeMethod(
            &m_worker, [this] { m_worker.moveToThread(nullptr); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    void open(const AudioFormat &wanted, AudioFeed &feed, Events events) override
    {
        QMetaObject::invokeMethod(
            &m_worker, [this, wanted, &feed, events = std::move(events)]() mutable { m_worker.open(wanted, feed, std::move(events)); },
            Qt::QueuedConnection);
    }

    void close() override
    {
        QMetaObject::invokeMethod(
            &m_worker, [this] { m_worker.close(); }, Qt::BlockingQueuedConnection);
    }

    void wake() override
    {
        if (m_worker.m_woken.exchange(true))
            return;
        QMetaObject::invokeMethod(
            &m_worker,
            [this] {
                m_worker.m_woken = false;
                m_worker.service();
            },
            Qt::QueuedConnection);
    }

    [[nodiscard]] qint64 queuedFrames() const override { return m_worker.m_queued; }

private:
    QThread m_thread;
    QtWorker m_worker;
};

} // namespace

std::unique_ptr<AudioOutput> createQtOutput()
{
    return std::make_unique<QtOutput>();
}

} // namespace melody::player
