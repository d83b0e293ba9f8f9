// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "room.h"

#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtCore/QThread>

#include <sqlite3.h>

#include <limits>
#include <malloc.h>
#include <numeric>
#include <unistd.h>

namespace melody::soak {

using namespace Qt::StringLiterals;
using player::PlaybackStatus;

namespace {

constexpr int restCount = 40;
constexpr qint64 lookMs = 10;
constexpr qint64 oddMs = 1'000; // a command is carried out by then
constexpr qint64 drainMs = 60'000;
constexpr int settleTries = 20;
constexpr int settleMs = 300;
constexpr int meanPauseMs = 600; // between two deeds, half a minute of music
constexpr qsizetype maxRows = 40;

double residentMb(qint64 pid)
{
    QFile file(u"/proc/%1/statm"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

// Medians of the first and of the last third of what comes after the first fifth.
std::pair<double, double> ends(const std::vector<Rest> &rests, double Rest::*figure)
{
    const std::vector<Rest> warm(rests.begin() + qsizetype(rests.size() / 5), rests.end());
    const size_t third = warm.size() / 3;
    std::vector<double> first;
    std::vector<double> last;
    for (size_t i = 0; i < third; ++i) {
        first.push_back(warm[i].*figure);
        last.push_back(warm[warm.size() - 1 - i].*figure);
    }
    return {medianOf(first), medianOf(last)};
}

// Without the pages that SQLite keeps, up to a limit of its own, and without what glibc keeps (startCountingHeap). When it gets no less:
// chunks that were under way are written by then.
double settledHeapMb()
{
    double before = std::numeric_limits<double>::max();
    for (int i = 0; i < settleTries; ++i) {
        QThread::msleep(settleMs);
        ::malloc_trim(0);
        const struct mallinfo2 heap = ::mallinfo2();
        const double now = double(heap.uordblks + heap.hblkhd - size_t(sqlite3_memory_used())) / 1e6;
        if (now > before * 0.99)
            return now;
        before = now;
    }
    return before;
}

// A listener who can't sit still.
class Restless {
public:
    Restless(Room &room, const Options &options) : m_room(room), m_options(options), m_random(options.seed) { m_timer.start(); }

    Figures listen(const std::function<void(const Figures &)> &progress)
    {
        begin();
        qint64 nextRest = m_options.musicMs / restCount;
        while (m_room.judge.heardMs() < m_options.musicMs) {
            live(meanPauseMs, true);
            if (m_room.judge.heardMs() < nextRest)
                continue;
            nextRest += m_options.musicMs / restCount;
            rest();
            m_room.judge.into(m_figures);
            if (progress)
                progress(m_figures);
        }
        m_room.player->stop();
        m_room.judge.into(m_figures);
        return m_figures;
    }

private:
    struct Deed {
        const char *name;
        int weight;
        bool isLong;
        void (Restless::*act)();
    };

    qint64 below(qint64 limit) { return limit > 0 ? qint64(m_random.bounded(double(limit))) : 0; }

    void seek()
    {
        const qint64 durationMs = m_room.player->state().durationMs;
        m_room.player->seek(m_random.bounded(10) == 0 ? durationMs - below(2'000) : below(durationMs));
    }
    void next() { m_room.player->next(); }
    void previous() { m_room.player->previous(); }
    void jump() { m_room.player->jumpTo(int(below(m_room.player->state().queue.items().size()))); }
    void prefetch() { m_room.player->prefetch(m_room.rows[below(m_room.rows.size())].content); }
    void volume() { m_room.player->setVolume(m_random.bounded(1.0)); }
    void quality()
    {
        constexpr std::array modes{player::QualityMode::Automatic, player::QualityMode::DataSaver, player::QualityMode::HiFi};
        m_room.player->setQuality(modes[size_t(below(modes.size()))]);
    }
    void sound()
    {
        player::SoundSettings sound;
        sound.crossfadeMs = int(below(2)) * int(below(player::maxCrossfadeMs));
        sound.speed = 0.8 + 0.1 * double(below(8));
        sound.trimSilence = below(2) == 0;
        for (double &band : sound.equaliserDb)
            band = below(2) == 0 ? 0 : double(below(12)) - 6;
        m_room.player->setSound(sound);
    }
    void edit()
    {
        const player::QueueItem row = m_room.rows[below(m_room.rows.size())];
        const int what = int(below(6));
        const quint32 seed = m_random.generate();
        m_room.player->editQueue([=](player::PlayQueue &queue) {
            const int rows = int(queue.items().size());
            if (what == 0 && rows < maxRows)
                queue.insertNext({row});
            else if (what == 1 && rows < maxRows)
                queue.append({row});
            else if (what == 2 && rows > 4)
                queue.remove(queue.items()[int(seed % quint32(rows))].entry);
            else if (what == 3)
                queue.move(int(seed % quint32(rows)), int(seed / 7 % quint32(rows)));
            else if (what == 4)
                queue.shuffle(seed);
            else
                queue.unshuffle();
        });
        if (below(4) == 0)
            m_room.player->undoQueue();
    }
    void begin()
    {
        player::PlayQueue queue(m_room.rows, int(below(m_room.rows.size())));
        queue.setRepeat(player::Repeat::All);
        m_room.player->play(queue, below(5'000));
        expect(true);
    }
    void pause()
    {
        expect(false);
        m_room.player->pause();
        live(20 + below(300), false);
        m_room.player->resume();
        expect(true);
    }
    void loseDevice()
    {
        expect(false);
        m_room.output->setDevice(false);
        live(20 + below(400), false);
        m_room.output->setDevice(true);
        m_room.player->resume();
        expect(true);
    }
    void narrowNetwork()
    {
        m_room.judge.setNetwork(false);
        m_room.link->reshape({std::chrono::milliseconds(1), (60 + below(900)) * 1'000 * player::hurriedSpeed});
        live(500 + below(4'000), false);
        mendNetwork(false);
    }
    void cutNetwork()
    {
        m_room.judge.setNetwork(false);
        mendNetwork(true);
    }
    void loseNetwork()
    {
        m_room.judge.setNetwork(false);
        m_room.link->setDown(true);
        live(100 + below(6'000), false);
        mendNetwork(false);
    }
    // It is there, and nothing comes.
    void silenceNetwork()
    {
        m_room.judge.setNetwork(false);
        m_room.link->reshape({std::chrono::milliseconds(1), 800});
        live(100 + below(4'000), false);
        mendNetwork(true);
    }
    void mendNetwork(bool cut)
    {
        m_room.link->reshape(wholeLink);
        m_room.link->setDown(false);
        if (cut)
            m_room.link->cut();
        m_room.judge.setNetwork(true);
    }

    void expect(bool music)
    {
        m_expecting = music;
        m_oddSince = m_timer.elapsed(); // what was odd before is no sign of what was asked now
        m_room.judge.setExpectingMusic(music);
    }

    // Goes on listening for so long, and does this and that meanwhile.
    void live(qint64 ms, bool mayTakeLong)
    {
        const qint64 until = m_timer.elapsed() + ms;
        for (qint64 now = m_timer.elapsed(); now < until; now = m_timer.elapsed()) {
            QThread::msleep(lookMs);
            look();
            if (now < m_nextDeed)
                continue;
            m_nextDeed = now + below(2LL * meanPauseMs);
            act(mayTakeLong);
        }
    }

    // Trouble with the network is rare enough that most of the time nothing of it is an excuse.
    void act(bool mayTakeLong)
    {
        static constexpr std::array deeds{
            Deed{"seek", 120, false, &Restless::seek},
            Deed{"next", 40, false, &Restless::next},
            Deed{"previous", 24, false, &Restless::previous},
            Deed{"jump", 32, false, &Restless::jump},
            Deed{"edit", 24, false, &Restless::edit},
            Deed{"quality", 24, false, &Restless::quality},
            Deed{"sound", 12, false, &Restless::sound},
            Deed{"volume", 12, false, &Restless::volume},
            Deed{"prefetch", 16, false, &Restless::prefetch},
            Deed{"play", 8, false, &Restless::begin},
            Deed{"pause", 20, true, &Restless::pause},
            Deed{"device_lost", 12, true, &Restless::loseDevice},
            Deed{"network_narrow", 3, true, &Restless::narrowNetwork},
            Deed{"network_cut", 2, true, &Restless::cutNetwork},
            Deed{"network_gone", 2, true, &Restless::loseNetwork},
            Deed{"network_silent", 1, true, &Restless::silenceNetwork},
        };
        const auto weigh = [mayTakeLong](int sum, const Deed &deed) { return sum + (mayTakeLong || !deed.isLong ? deed.weight : 0); };
        int chosen = int(below(std::accumulate(deeds.begin(), deeds.end(), 0, weigh)));
        for (const Deed &deed : deeds) {
            chosen = chosen - weigh(0, deed);
            if (chosen >= 0)
                continue;
            ++m_figures.deeds[QString::fromLatin1(deed.name)];
            return (this->*deed.act)();
        }
    }

    // Does what a listener does who sees that it went quiet: presses Play again.
    void look()
    {
        const player::PlayerState state = m_room.player->state();
        m_room.judge.look(state);
        const bool odd = m_expecting && (state.status == PlaybackStatus::Failed || state.status == PlaybackStatus::Paused ||
                                         state.status == PlaybackStatus::Stopped);
        if (!odd) {
            m_oddSince = m_timer.elapsed();
        } else if (m_timer.elapsed() - m_oddSince > oddMs) {
            if (!m_room.judge.networkIsToBlame())
                m_room.judge.note(u"silent, status %1: %2"_s.arg(int(state.status)).arg(state.error ? state.error->code : u"no error"_s));
            m_oddSince = m_timer.elapsed();
            m_room.player->resume();
        }
    }

    void rest()
    {
        expect(false);
        m_room.player->stop();
        m_room.player->setQuality(player::QualityMode::Automatic);
        if (!m_room.device->outbox().drain(std::chrono::milliseconds(drainMs)))
            m_room.judge.note(u"the outbox is not empty after a minute"_s);
        const double heapMb = settledHeapMb();
        m_figures.rests.push_back({m_room.judge.heardMs(), heapMb, residentMb(::getpid()), residentMb(m_room.stack.serverPid())});
        begin();
    }

    Room &m_room;
    const Options m_options;
    QRandomGenerator m_random;
    QElapsedTimer m_timer;
    Figures m_figures;
    bool m_expecting = false;
    qint64 m_nextDeed = 0;
    qint64 m_oddSince = 0;
};

} // namespace

void startCountingHeap()
{
    constexpr const char *name = "GLIBC_TUNABLES";
    constexpr const char *noCaches = "glibc.malloc.tcache_count=0";
    if (qgetenv(name) == noCaches) {
        qunsetenv(name); // what is started from here runs as everywhere
        return;
    }
    QFile file(u"/proc/self/cmdline"_s);
    if (!file.open(QIODevice::ReadOnly) || !qputenv(name, noCaches))
        qFatal("can't start again to count the heap");
    QByteArrayList words = file.readAll().split('\0');
    words.removeLast(); // after the last NUL
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv("/proc/self/exe", arguments.data());
    qFatal("can't start again to count the heap: %s", strerror(errno));
}

double growthMb(const std::vector<Rest> &rests, double Rest::*figure)
{
    const auto [before, after] = ends(rests, figure);
    return after - before;
}

double growthPercent(const std::vector<Rest> &rests, double Rest::*figure)
{
    const auto [before, after] = ends(rests, figure);
    return before > 0 ? (after / before - 1) * 100 : 0;
}

Figures run(const Options &options, const std::function<void(const Figures &)> &progress)
{
    Room room(options);
    return Restless(room, options).listen(progress);
}

} // namespace melody::soak
