// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A player with a fake source, a recording reporter and a capturing output, and the questions tests ask of it.
#pragma once

#include <engine/capture_output.h>
#include <engine/player.h>
#include <support/fake_stream_source.h>
#include <support/test_main.h>

#include <QtCore/QDeadlineTimer>
#include <QtCore/QThread>

#include <future>

namespace melody::test {

class PlayerBench {
public:
    explicit PlayerBench(player::CapturePace pace = player::CapturePace::Fast) : output(player::createCaptureOutput(pace)) {}

    void start(player::PlayerOptions options = {})
    {
        player = player::createPlayer({source, reporter, *output, clock}, std::move(options));
    }
    // Plays these from the first on.
    void play(const QList<ContentId> &contents, qint64 positionMs = 0)
    {
        QList<player::QueueItem> items;
        for (const ContentId &content : contents) {
            player::QueueItem item;
            item.content = content;
            items.append(item);
        }
        player->play(player::PlayQueue(items), positionMs);
    }
    // Waits for it, for as long as a slow machine may need.
    [[nodiscard]] bool reaches(const std::function<bool(const player::PlayerState &)> &wanted) const
    {
        const QDeadlineTimer deadline(60'000);
        while (!wanted(player->state()) && !deadline.hasExpired())
            QThread::msleep(1);
        return wanted(player->state());
    }
    [[nodiscard]] bool reaches(player::PlaybackStatus status) const
    {
        return reaches([status](const player::PlayerState &state) { return state.status == status; });
    }
    // Everything was played to its end.
    [[nodiscard]] bool finishes(int tracks) const
    {
        return reaches([tracks](const player::PlayerState &state) {
            return state.status == player::PlaybackStatus::Stopped && state.played.size() == tracks;
        });
    }
    // Stepped: the device plays on, a little at a time, until it is so. The engine looks at everything after each step.
    [[nodiscard]] bool stepsUntil(const std::function<bool(const player::PlayerState &)> &wanted, int frames = 480) const
    {
        const QDeadlineTimer deadline(60'000);
        for (qint64 before = -1; !deadline.hasExpired();) {
            output->advance(frames);
            settle();
            const player::PlayerState state = player->state();
            if (wanted(state))
                return true;
            if (std::exchange(before, state.current.renderedMs) == state.current.renderedMs)
                QThread::msleep(1); // it waits for something: don't pile up silence
        }
        return false;
    }
    // Until the engine has looked at everything that happened so far.
    void settle() const
    {
        for (int i = 0; i < 2; ++i) {
            std::promise<void> reached;
            player->editQueue([&reached](player::PlayQueue &) { reached.set_value(); });
            reached.get_future().wait();
        }
    }

    SystemClock clock;
    FakeStreamSource source;
    RecordingReporter reporter;
    std::unique_ptr<player::CaptureOutput> output;
    std::unique_ptr<player::Player> player;
};

[[nodiscard]] inline player::PlayerOptions plain(media::Rung rung)
{
    player::PlayerOptions options;
    options.rung = rung;
    options.sound.loudness = player::Loudness::Off;
    return options;
}

// Index of the first difference, -1 when they are the same, or where the shorter one ends.
[[nodiscard]] inline qsizetype firstDifference(const std::vector<float> &a, const std::vector<float> &b)
{
    const auto [inA, inB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return inA == a.end() && inB == b.end() ? -1 : inA - a.begin();
}

[[nodiscard]] inline std::vector<float> toFloat(const Pcm &pcm)
{
    std::vector<float> out;
    out.reserve(pcm.samples.size());
    for (const qint16 sample : pcm.samples)
        out.push_back(float(sample) / 32768.0F);
    return out;
}

} // namespace melody::test
