// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <engine/sink_output.h>

#include <QtCore/QCoreApplication>

#include <atomic>
#include <chrono>
#include <mutex>
#include <pulse/pulseaudio.h>
#include <utility>

namespace melody::player {
namespace {

// Of sound that was given and is not heard yet; the sound server asks for more when `askMs` of it was played.
struct BufferShape {
    int holdMs;
    int askMs;
};
constexpr BufferShape brisk{120, 40};    // a command is heard at once
constexpr BufferShape relaxed{400, 130}; // few wake-ups
constexpr int beginMs = 10;              // so much of it is there before the device begins

template<auto release>
struct Releases {
    template<typename T>
    void operator()(T *what) const
    {
        release(what);
    }
};

using Loop = std::unique_ptr<pa_threaded_mainloop, Releases<pa_threaded_mainloop_free>>;
using Context = std::unique_ptr<pa_context, Releases<pa_context_unref>>;
using Stream = std::unique_ptr<pa_stream, Releases<pa_stream_unref>>;

void forget(pa_operation *operation)
{
    if (operation != nullptr)
        pa_operation_unref(operation);
}

// Sound goes when the server asks for it: no timer runs, and nothing wakes while nothing plays. All is guarded by the loop's lock, which
// its callbacks hold, too; so the feed has one taker at a time.
class PulseOutput final : public AudioOutput {
public:
    PulseOutput() : m_loop(pa_threaded_mainloop_new())
    {
        pa_threaded_mainloop_set_name(m_loop.get(), "audio output");
        pa_threaded_mainloop_start(m_loop.get());
        const Locked locked(*this);
        connectContext(); // before anyone presses Play
    }

    ~PulseOutput() override
    {
        close();
        {
            const Locked locked(*this);
            dropContext();
        }
        pa_threaded_mainloop_stop(m_loop.get());
    }

    void open(const AudioFormat &wanted, AudioFeed &feed, Events events) override
    {
        const Locked locked(*this);
        const bool same = m_stream && m_wanted == wanted;
        m_events = std::move(events);
        m_feed = &feed;
        m_wanted = wanted;
        m_announce = true;
        if (!same)
            dropStream();
        // From the loop's thread, since the caller may hold locks of its own.
        pa_mainloop_api_once(
            pa_threaded_mainloop_get_api(m_loop.get()), [](pa_mainloop_api *, void *self) { of(self).goOn(); }, this);
    }

    void close() override
    {
        const Locked locked(*this);
        dropStream();
        m_feed = nullptr;
        m_events = {};
        m_announce = false;
    }

    void wake() override
    {
        const Locked locked(*this);
        service();
    }

    void written() override
    {
        // Against the order in service(): either this sees that it is hungry, or that sees what was written.
        std::atomic_thread_fence(std::memory_order_seq_cst);
        if (!m_hungry)
            return;
        const Locked locked(*this);
        service();
    }

    void setRelaxed(bool on) override
    {
        const Locked locked(*this);
        if (std::exchange(m_relaxed, on) == on || !isReady())
            return;
        const pa_buffer_attr wanted = shape();
        forget(pa_stream_set_buffer_attr(m_stream.get(), &wanted, nullptr, nullptr));
    }

    [[nodiscard]] qint64 queuedFrames() const override
    {
        const std::lock_guard lock(m_queuedMutex);
        const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_queuedAt).count();
        return std::max<qint64>(0, m_queuedUs - passed) * m_queuedRate / 1'000'000;
    }

private:
    class Locked {
    public:
        explicit Locked(PulseOutput &output) : m_loop(output.m_loop.get()) { pa_threaded_mainloop_lock(m_loop); }
        Locked(const Locked &) = delete;
        Locked &operator=(const Locked &) = delete;
        ~Locked() { pa_threaded_mainloop_unlock(m_loop); }

    private:
        pa_threaded_mainloop *m_loop;
    };

    static PulseOutput &of(void *self) { return *static_cast<PulseOutput *>(self); }

    void connectContext()
    {
        dropContext();
        const QByteArray name = QCoreApplication::applicationName().toUtf8();
        m_context.reset(pa_context_new(pa_threaded_mainloop_get_api(m_loop.get()), name.isEmpty() ? "Melody" : name.constData()));
        pa_context_set_state_callback(
            m_context.get(), [](pa_context *, void *self) { of(self).contextChanged(); }, this);
        if (pa_context_connect(m_context.get(), nullptr, PA_CONTEXT_NOFLAGS, nullptr) < 0)
            contextChanged();
    }

    void dropContext()
    {
        dropStream();
        if (!m_context)
            return;
        pa_context_set_state_callback(m_context.get(), nullptr, nullptr);
        pa_context_disconnect(m_context.get());
        m_context.reset();
    }

    void dropStream()
    {
        m_device.reset();
        note(0);
        if (!m_stream)
            return;
        pa_stream_set_state_callback(m_stream.get(), nullptr, nullptr);
        pa_stream_set_write_callback(m_stream.get(), nullptr, nullptr);
        pa_stream_set_underflow_callback(m_stream.get(), nullptr, nullptr);
        pa_stream_set_moved_callback(m_stream.get(), nullptr, nullptr);
        pa_stream_disconnect(m_stream.get());
        m_stream.reset();
    }

    void contextChanged()
    {
        if (!PA_CONTEXT_IS_GOOD(pa_context_get_state(m_context.get())))
            lose();
        else
            goOn();
    }

    // One step towards a stream that plays, as far as somebody wants it.
    void goOn()
    {
        if (!m_feed)
            return;
        if (!m_context || !PA_CONTEXT_IS_GOOD(pa_context_get_state(m_context.get())))
            return connectContext(); // goes on when it is there
        if (pa_context_get_state(m_context.get()) != PA_CONTEXT_READY)
            return;
        if (!m_stream)
            return connectStream();
        if (isReady() && std::exchange(m_announce, false))
            m_events.opened({int(pa_stream_get_sample_spec(m_stream.get())->rate)});
    }

    void connectStream()
    {
        const pa_sample_spec format{PA_SAMPLE_FLOAT32NE, uint32_t(m_wanted.sampleRate), AudioFormat::channels};
        m_stream.reset(pa_stream_new(m_context.get(), "Music", &format, nullptr));
        if (!m_stream)
            return lose();
        pa_stream_set_state_callback(
            m_stream.get(), [](pa_stream *, void *self) { of(self).streamChanged(); }, this);
        pa_stream_set_write_callback(
            m_stream.get(), [](pa_stream *, size_t, void *self) { of(self).service(); }, this);
        pa_stream_set_underflow_callback(
            m_stream.get(), [](pa_stream *, void *self) { of(self).ranEmpty(); }, this);
        pa_stream_set_moved_callback(
            m_stream.get(), [](pa_stream *, void *self) { of(self).moved(); }, this);
        const pa_buffer_attr wanted = shape();
        const auto flags = pa_stream_flags_t(PA_STREAM_ADJUST_LATENCY | PA_STREAM_INTERPOLATE_TIMING | PA_STREAM_AUTO_TIMING_UPDATE);
        m_idle = false;
        if (pa_stream_connect_playback(m_stream.get(), nullptr, &wanted, flags, nullptr, nullptr) < 0)
            lose();
    }

    void streamChanged()
    {
        if (!PA_STREAM_IS_GOOD(pa_stream_get_state(m_stream.get())))
            return lose();
        if (!isReady())
            return;
        m_device = pa_stream_get_device_index(m_stream.get());
        goOn();
        service();
    }

    // The listener chose another device, or the old one went away and the server put us on the next: then nobody expects music there.
    void moved()
    {
        const auto before = std::exchange(m_device, pa_stream_get_device_index(m_stream.get()));
        if (!before || before == m_device)
            return;
        const auto looked = [](pa_context *, const pa_sink_info *, int end, void *self) {
            if (end < 0)
                of(self).lose();
        };
        forget(pa_context_get_sink_info_by_index(m_context.get(), *before, looked, this));
    }

    void lose()
    {
        const bool wasOpen = m_device.has_value();
        dropStream();
        if (!m_feed || !m_events.lost || !(wasOpen || std::exchange(m_announce, false)))
            return;
        if (wasOpen)
            m_events.lost(Error{ErrorKind::Unavailable, QStringLiteral("output_lost"), QStringLiteral("The sound device went away.")});
        else
            m_events.lost(Error{ErrorKind::Unavailable, QStringLiteral("no_output_device"),
                                QStringLiteral("There is no sound device that can be used.")});
    }

    [[nodiscard]] bool isReady() const { return m_stream && pa_stream_get_state(m_stream.get()) == PA_STREAM_READY; }

    [[nodiscard]] uint32_t bytes(int ms) const
    {
        return uint32_t(m_wanted.sampleRate * ms / 1000 * AudioFormat::channels * int(sizeof(float)));
    }

    [[nodiscard]] pa_buffer_attr shape() const
    {
        const BufferShape &wanted = m_relaxed ? relaxed : brisk;
        return {uint32_t(-1), bytes(wanted.holdMs), bytes(beginMs), bytes(wanted.askMs), uint32_t(-1)};
    }

    // Gives what there is room for. The server asks once; what could not be given then is given when it is there.
    void service()
    {
        if (!isReady() || !m_feed)
            return;
        m_hungry = true;
        std::atomic_thread_fence(std::memory_order_seq_cst);
        size_t room = pa_stream_writable_size(m_stream.get());
        while (room >= frameBytes && room != size_t(-1)) {
            void *memory = nullptr;
            size_t size = room;
            if (pa_stream_begin_write(m_stream.get(), &memory, &size) < 0 || memory == nullptr)
                return;
            const int wanted = int(std::min(size, room) / frameBytes);
            const int got = m_feed->pull(static_cast<float *>(memory), wanted);
            if (got == 0) {
                pa_stream_cancel_write(m_stream.get());
                break;
            }
            pa_stream_write(m_stream.get(), memory, size_t(got) * frameBytes, nullptr, 0, PA_SEEK_RELATIVE);
            setIdle(false);
            room -= size_t(got) * frameBytes;
            if (got < wanted)
                break;
        }
        if (room < frameBytes)
            m_hungry = false;
        noteQueued();
    }

    // The device has nothing more.
    void ranEmpty()
    {
        service();
        if (pa_stream_writable_size(m_stream.get()) < pa_stream_get_buffer_attr(m_stream.get())->tlength)
            return; // there was something, after all
        m_feed->ranDry();
        setIdle(true);
    }

    // A device that nobody plays to may sleep.
    void setIdle(bool idle)
    {
        if (std::exchange(m_idle, idle) != idle)
            forget(pa_stream_cork(m_stream.get(), idle ? 1 : 0, nullptr, nullptr));
    }

    void noteQueued()
    {
        pa_usec_t latency = 0;
        int negative = 0;
        if (m_idle || pa_stream_get_latency(m_stream.get(), &latency, &negative) < 0 || negative != 0)
            latency = 0;
        note(qint64(latency));
    }

    void note(qint64 queuedUs)
    {
        const std::lock_guard lock(m_queuedMutex);
        m_queuedUs = queuedUs;
        m_queuedAt = std::chrono::steady_clock::now();
        m_queuedRate = m_wanted.sampleRate;
    }

    static constexpr size_t frameBytes = AudioFormat::channels * sizeof(float);

    Loop m_loop;
    Context m_context;
    Stream m_stream;
    AudioFormat m_wanted;
    AudioFeed *m_feed = nullptr;
    Events m_events;
    std::optional<uint32_t> m_device; // where the stream plays
    bool m_announce = false;          // an answer to open() is due
    bool m_relaxed = false;
    bool m_idle = false;
    std::atomic<bool> m_hungry{true}; // it asked for more than there was

    mutable std::mutex m_queuedMutex; // guards what follows
    qint64 m_queuedUs = 0;
    std::chrono::steady_clock::time_point m_queuedAt{};
    qint64 m_queuedRate = 0;
};

} // namespace

std::unique_ptr<AudioOutput> createPulseOutput()
{
    return std::make_unique<PulseOutput>();
}

} // namespace melody::player
