// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wav_writer.h"

#include <engine/capture_output.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace melody::player {
namespace {

constexpr int periodFrames = 1024;
constexpr int captureBufferMs = 40;
constexpr int lowMs = 15;
constexpr std::chrono::milliseconds capturePeriod{10};
constexpr std::chrono::milliseconds hurriedPeriod{4};
constexpr int hurriedBurstMs = 800; // of music at once: half of what the engine holds ready

using Steady = std::chrono::steady_clock;

class Capture final : public CaptureOutput {
public:
    Capture(CapturePace pace, const QString &wavFile) : m_pace(pace)
    {
        if (!wavFile.isEmpty())
            m_wav = std::make_unique<WavWriter>(wavFile);
        m_thread = std::thread([this] { run(); });
    }

    ~Capture() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
        }
        wake();
        m_thread.join();
    }

    void open(const AudioFormat &wanted, AudioFeed &feed, Events events) override
    {
        {
            const std::lock_guard lock(m_mutex);
            const bool same = m_feed == &feed && m_format == wanted;
            m_events = std::move(events);
            m_feed = &feed;
            m_format = wanted;
            m_announce = true;
            if (!same)
                restart();
        }
        wake();
    }

    void close() override
    {
        const std::lock_guard lock(m_mutex);
        m_feed = nullptr;
        m_events = {};
        m_announce = false;
        if (m_wav)
            m_wav->close();
    }

    void wake() override
    {
        const std::lock_guard lock(m_wakeMutex);
        m_woken = true;
        m_wake.notify_one();
    }

    int speed() const override { return m_pace == CapturePace::Hurried ? hurriedSpeed : 1; }

    qint64 queuedFrames() const override { return m_queued; }

    std::vector<float> samples() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_samples;
    }

    AudioFormat format() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_format;
    }

    void advance(int frames) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_feed && !m_announce)
            takeExactly(frames);
    }

    void loseDevice() override
    {
        setDevice(false);
        setDevice(true);
    }

    void setDevice(bool present) override
    {
        const std::lock_guard lock(m_mutex);
        m_present = present;
        if (!present && m_feed && !m_announce)
            lose(QStringLiteral("output_lost"), QStringLiteral("The sound device went away."));
    }

private:
    void lose(const QString &code, const QString &detail)
    {
        m_feed = nullptr;
        m_announce = false;
        if (m_events.lost)
            m_events.lost(Error{ErrorKind::Unavailable, code, detail});
    }

    void answer()
    {
        m_announce = false;
        if (m_present)
            m_events.opened(m_format);
        else
            lose(QStringLiteral("no_output_device"), QStringLiteral("There is no sound device."));
    }

    void restart()
    {
        m_started = Steady::now();
        m_shortSince = m_started;
        m_taken = 0;
        m_due = 0;
        m_queued = 0;
        if (m_wav && !m_wav->open(m_format.sampleRate))
            m_wav.reset();
    }

    void keep(const float *samples, int frames)
    {
        m_taken += frames;
        if (m_wav)
            m_wav->write(samples, frames);
        else if (m_pace != CapturePace::Hurried)
            m_samples.insert(m_samples.end(), samples, samples + qsizetype(frames) * AudioFormat::channels);
    }

    // Takes up to `frames`, in periods; returns how many there were.
    int take(int frames)
    {
        int done = 0;
        while (done < frames) {
            const int wanted = std::min(frames - done, periodFrames);
            const int got = m_feed->pull(m_buffer.data(), wanted);
            keep(m_buffer.data(), got);
            done += got;
            if (got < wanted)
                break;
        }
        return done;
    }

    void takeExactly(int frames)
    {
        int missing = frames - take(frames);
        if (missing > 0)
            m_feed->ranDry();
        m_buffer.fill(0.0F);
        for (; missing > 0; missing -= periodFrames)
            keep(m_buffer.data(), std::min(missing, periodFrames));
    }

    // As a device that has played for real since it was opened.
    void keepPace()
    {
        const qint64 rate = m_format.sampleRate;
        const auto played = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - m_started).count() * rate / 1'000'000;
        if (m_taken < played) // this thread was late: the device played silence meanwhile
            takeExactly(int(played - m_taken));
        take(int(rate * captureBufferMs / 1000 - (m_taken - played)));
        if (const int low = int(rate * lowMs / 1000 - (m_taken - played)); low > 0)
            takeExactly(low);
        m_queued = m_taken - played;
    }

    // What is late is not made up for: time stood still.
    void hurry()
    {
        const auto now = Steady::now();
        const qint64 most = qint64(m_format.sampleRate) * hurriedBurstMs / 1000;
        const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(now - std::exchange(m_started, now)).count();
        m_due = std::min(most, m_due + passed * hurriedSpeed * m_format.sampleRate / 1'000'000);
        const int got = take(int(m_due));
        m_due -= got;
        if (m_due == 0 || got > 0)
            m_shortSince = now;
        else if (now - m_shortSince > hurriedPatience)
            m_feed->ranDry();
    }

    void run()
    {
        for (;;) {
            bool idle = true;
            {
                const std::lock_guard lock(m_mutex);
                if (m_quit)
                    return;
                if (m_feed && m_announce)
                    answer();
                if (m_feed && m_pace == CapturePace::Fast)
                    idle = take(periodFrames) == 0;
                else if (m_feed && m_pace == CapturePace::RealTime)
                    keepPace();
                else if (m_feed && m_pace == CapturePace::Hurried)
                    hurry();
            }
            if (!idle)
                continue;
            std::unique_lock lock(m_wakeMutex);
            m_wake.wait_for(lock, m_pace == CapturePace::Hurried ? hurriedPeriod : capturePeriod, [this] { return m_woken; });
            m_woken = false;
        }
    }

    const CapturePace m_pace;
    mutable std::mutex m_mutex; // guards everything but the next three; held while the feed and the events are touched
    std::mutex m_wakeMutex;
    bool m_woken = false; // guarded by m_wakeMutex
    std::atomic<qint64> m_queued{0};
    std::condition_variable m_wake;
    bool m_quit = false;
    bool m_announce = false;
    bool m_present = true;
    AudioFeed *m_feed = nullptr;
    Events m_events;
    AudioFormat m_format;
    Steady::time_point m_started{};
    qint64 m_taken = 0;
    qint64 m_due = 0; // Hurried: frames that should have been taken
    Steady::time_point m_shortSince{};
    std::array<float, size_t(periodFrames) * AudioFormat::channels> m_buffer{};
    std::vector<float> m_samples;
    std::unique_ptr<WavWriter> m_wav;
    std::thread m_thread;
};

} // namespace

std::unique_ptr<CaptureOutput> createCaptureOutput(CapturePace pace, const QString &wavFile)
{
    return std::make_unique<Capture>(pace, wavFile);
}

} // namespace melody::player
