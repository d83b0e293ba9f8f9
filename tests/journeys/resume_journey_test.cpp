// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A player that is killed at any moment stands again where it stood: the same rows, the same place. The player, the shelf and the files are
// the real ones; the process is really killed.

#include <engine/capture_output.h>
#include <engine/player.h>
#include <shelf/migrations.h>
#include <shelf/stored_shelf.h>
#include <support/fake_stream_source.h>
#include <support/test_main.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using media::Rung;

namespace {

constexpr qint64 placeEveryMs = 1'000;
constexpr qint64 slackMs = 1'500; // a disk that is slow, a machine that is busy

// What the process that will be killed says about itself; small enough to be written whole into a pipe.
struct Said {
    quint64 entry = 0;
    qint64 positionMs = 0;
    qint64 atMs = 0; // of the machine's monotonic clock
    qint64 rows = 0;
    quint64 newestRow = 0;
};

qint64 nowMs()
{
    return SystemClock().monotonic().count() / 1'000'000;
}

Said saidOf(const PlayerState &state)
{
    Said said;
    said.atMs = nowMs();
    said.positionMs = state.positionMs;
    said.rows = state.queue.items().size();
    if (const auto current = state.queue.current())
        said.entry = current->entry;
    for (const QueueItem &item : state.queue.items())
        said.newestRow = std::max(said.newestRow, item.entry);
    return said;
}

struct Machine {
    FakeStreamSource source;
    RecordingReporter reporter;
    SystemClock clock;
    std::unique_ptr<CaptureOutput> output = createCaptureOutput(CapturePace::RealTime);
    std::unique_ptr<store::Store> store;
    std::unique_ptr<ports::PlayerShelf> shelf;
    std::unique_ptr<Player> player;

    Machine(const QString &folder, PlayerObserver observer)
    {
        auto opened = store::openStore(
            {folder + QStringLiteral("/offline.db"), crypto::ContentKey(QByteArray(crypto::contentKeyBytes, 'k')), shelf::migrations()});
        if (!opened)
            qFatal("the store doesn't open: %s", qPrintable(opened.error().code));
        store = std::move(*opened);
        shelf = shelf::createStoredShelf(*store, clock);
        PlayerOptions options;
        options.rung = Rung::Flac;
        player = createPlayer({source, reporter, *output, clock, shelf.get()}, options, std::move(observer));
    }
};

// Never returns: plays, edits, moves on, until it is killed.
[[noreturn]] void live(const QString &folder, int pipe, quint32 seed)
{
    Machine machine(folder, [pipe](const PlayerState &state) {
        const Said said = saidOf(state);
        (void)!write(pipe, &said, sizeof said);
    });
    QRandomGenerator random(seed);
    const ContentId content = machine.source.add(makeAsset(sweep(44'100, 20), {Rung::Flac}));
    QueueItem row;
    row.content = content;
    row.durationMs = 20'000;
    machine.player->play(PlayQueue(QList<QueueItem>(5, row)), random.bounded(5'000));
    for (;;) {
        QThread::msleep(ulong(random.bounded(20, 300)));
        switch (random.bounded(4)) {
        case 0:
            machine.player->editQueue([&](PlayQueue &queue) { queue.insertNext({row}); });
            break;
        case 1:
            machine.player->seek(random.bounded(15'000));
            break;
        case 2:
            machine.player->jumpTo(random.bounded(5));
            break;
        default:
            break;
        }
    }
}

} // namespace

class ResumeJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKilledPlayerStandsWhereItStood()
    {
        bool given = false;
        const int wanted = qEnvironmentVariableIntValue("MELODY_TEST_KILLS", &given);
        const int kills = given ? wanted : 15;
        QRandomGenerator random(2'026);
        qInfo("seed 2026, %d kills", kills);
        for (int round = 0; round < kills; ++round) {
            QTemporaryDir folder;
            int pipe[2];
            QVERIFY(::pipe(pipe) == 0);
            const quint32 seed = random.generate();
            const pid_t child = fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                ::close(pipe[0]);
                live(folder.path(), pipe[1], seed);
            }
            ::close(pipe[1]);
            // It lives for a while after its first sign of life.
            std::vector<Said> said(1);
            QVERIFY(::read(pipe[0], said.data(), sizeof(Said)) == sizeof(Said));
            const int lifeMs = random.bounded(5'000);
            QThread::msleep(ulong(lifeMs));
            ::kill(child, SIGKILL);
            QVERIFY(waitpid(child, nullptr, 0) == child);
            for (Said next; ::read(pipe[0], &next, sizeof next) == sizeof next;)
                said.push_back(next);
            ::close(pipe[0]);
            check(folder.path(), said);
            if (QTest::currentTestFailed())
                return qWarning("round %d, seed %u, after %d ms", round, seed, lifeMs);
        }
    }

private:
    // What came back was so at one moment of the last second or so: of the rows, of the row that played, and of the place in it.
    static void check(const QString &folder, const std::vector<Said> &said)
    {
        const qint64 deathMs = said.back().atMs;
        const auto settled = std::find_if(said.begin(), said.end(), [](const Said &moment) { return moment.rows > 0; });
        const Said back = saidOf(Machine(folder, {}).player->state());
        if (settled == said.end() || deathMs - settled->atMs < slackMs)
            return; // nothing was old enough to be on disk for sure; that it opens is all that can be asked
        qint64 nearest = std::numeric_limits<qint64>::max();
        bool rowsKnown = false;
        for (const Said &moment : said) {
            if (deathMs - moment.atMs > placeEveryMs + slackMs)
                continue;
            rowsKnown = rowsKnown || (moment.rows == back.rows && moment.newestRow == back.newestRow);
            if (moment.entry == back.entry)
                nearest = std::min(nearest, std::abs(moment.positionMs - back.positionMs));
        }
        QVERIFY2(rowsKnown, "the rows");
        QVERIFY2(nearest <= 250, qPrintable(QStringLiteral("the place: %1 ms off").arg(nearest)));
    }
};

MELODY_TEST(ResumeJourneyTest)
#include "resume_journey_test.moc"
