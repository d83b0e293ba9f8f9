// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An album is downloaded, the server dies, the app is started again and plays it; the server comes back and learns of it.

#include <journey/keeper.h>
#include <support/test_main.h>

#include <engine/capture_output.h>
#include <engine/player.h>

#include <QtCore/QDirIterator>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>

using namespace melody;
using namespace Qt::StringLiterals;
using media::Rung;

namespace {

constexpr int trackCount = 2;
constexpr double trackSeconds = 4;
constexpr int programMs = 180'000;

// Every chunk on the one rung, as without the server.
remote::RemoteOptions withoutFirstRung()
{
    remote::RemoteOptions options;
    options.firstRung.reset();
    return options;
}

// A device with a player, over a folder that survives it.
struct Client : test::Keeper {
    Client(const test::Stack &stack, const QString &folder) : Keeper(stack, folder, {}, withoutFirstRung(), 1 << 20)
    {
        player::PlayerOptions options;
        options.rung = Rung::Opus128;
        player = player::createPlayer({offline().streams(), offline().reporter(), *output, clock}, options);
    }
    std::vector<float> hear(const wire::AlbumInfo &album)
    {
        player::QueueItem item;
        item.content = album.tracks.first().summary.id;
        player->play(player::PlayQueue({item}));
        if (!QTest::qWaitFor([this] { return player->state().played.size() == 1 || player->state().error; }, 60'000))
            qFatal("nothing was heard");
        if (const auto error = player->state().error)
            qFatal("%s: %s", qPrintable(error->code), qPrintable(error->detail));
        if (player->state().played.first().underruns != 0)
            qFatal("it stopped in the middle");
        return output->samples();
    }

    SystemClock clock;
    std::unique_ptr<player::CaptureOutput> output = player::createCaptureOutput(player::CapturePace::RealTime);
    std::unique_ptr<player::Player> player;
};

template<typename T, typename Start>
Result<T> await(Start &&start)
{
    std::optional<Result<T>> answer;
    QObject context;
    start(&context, [&](Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 60'000))
        qFatal("no answer");
    return *std::move(answer);
}

// Without the silence before and after.
std::vector<float> trimmed(const std::vector<float> &samples)
{
    const auto sounds = [](float sample) { return sample != 0; };
    const auto first = std::find_if(samples.begin(), samples.end(), sounds);
    const auto last = std::find_if(samples.rbegin(), samples.rend(), sounds).base();
    return first < last ? std::vector<float>(first, last) : std::vector<float>();
}

} // namespace

class OfflineJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_stack = std::make_unique<test::Stack>();
        const auto creator = m_stack->addPerson(u"creator"_s, u"creator"_s);
        const QTemporaryDir album;
        test::writeAlbum(album.path(), u"Tone Poets"_s, u"Far from home"_s, trackCount, trackSeconds);
        QString said;
        QVERIFY2(m_stack->import(album.path(), creator, &said) == 0, qPrintable(said));
    }
    void cleanupTestCase() { m_stack.reset(); }

    void theAppPlaysWhatItKeptWithoutTheServerAndThePlaysAreCountedOnce()
    {
        const auto ana = m_stack->addPerson(u"ana"_s);
        const QTemporaryDir home;
        QVERIFY(melody(home.path(), {u"--email"_s, ana.email, u"--password-file"_s, ana.passwordFile, u"--download"_s}));
        QVERIFY(!isAnywhere(home.path(), "Far from home"));
        QVERIFY(!isAnywhere(home.path(), "OpusHead"));
        m_stack->killServer();
        QJsonObject report;
        QVERIFY(melody(home.path(), {}, &report));
        QCOMPARE(report.value(u"offline"_s).toBool(), true);
        const QJsonArray tracks = report.value(u"tracks"_s).toArray();
        QCOMPARE(tracks.size(), trackCount);
        for (const QJsonValue &track : tracks) {
            QCOMPARE(track[u"underruns"_s].toInt(), 0);
            QVERIFY(std::abs(track[u"heard_seconds"_s].toDouble() - trackSeconds) < 0.01);
        }
        m_stack->startServer();
        QCOMPARE(plays(ana), u"0"_s);
        for (int i = 0; i < 2; ++i)
            QVERIFY(melody(home.path(), {u"--seconds"_s, u"1"_s}));
        QCOMPARE(plays(ana), QString::number(trackCount));
    }
    void itSoundsToTheSampleAsItDidOnline()
    {
        const auto ben = m_stack->addPerson(u"ben"_s);
        const QTemporaryDir home;
        wire::AlbumInfo album;
        UserId user;
        std::vector<float> online;
        {
            Client client(*m_stack, home.path());
            user = client.signIn(ben);
            const auto albums = await<wire::ContentPage>([&](QObject *context, auto done) {
                client.remote().api().contents(u"/v1/contents?kind=album"_s, {}, 10, context, std::move(done));
            });
            album = *await<wire::AlbumInfo>(
                [&](QObject *context, auto done) { client.remote().api().album(albums->items.first().id, context, std::move(done)); });
            online = trimmed(client.hear(album));
            client.offline().downloads().add(album);
            QTRY_VERIFY_WITH_TIMEOUT(client.offline().downloads().state().collections.value(0).status == downloads::Status::Done, 60'000);
            QVERIFY(client.outbox().drain(std::chrono::seconds(30)));
        }
        QCOMPARE(plays(ben), u"1"_s);
        m_stack->killServer();
        Client again(*m_stack, home.path());
        QCOMPARE(again.offline().lastUser(), user);
        again.offline().setUser(user);
        const auto offline = trimmed(again.hear(album));
        QVERIFY(online.size() > size_t(trackSeconds * 48'000));
        QVERIFY(offline == online);
        again.player.reset();
        m_stack->startServer();
        QVERIFY(again.outbox().drain(std::chrono::seconds(60)));
        QCOMPARE(plays(ben), u"2"_s);
    }

private:
    QString plays(const test::Person &person) const
    {
        return m_stack->ask(
            u"SELECT count(*) FROM playback.play JOIN accounts.account a USING (user_id) WHERE a.email = '%1'"_s.arg(person.email));
    }
    bool melody(const QString &home, const QStringList &more, QJsonObject *report = nullptr) const
    {
        const QString file = home + u"/report.json"_s;
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(QStringLiteral(MELODY_BIN_DIR "/melody"),
                      QStringList{u"--headless"_s, u"--output"_s, u"null"_s, u"--server"_s, m_stack->baseUrl().toString(), u"--ca-file"_s,
                                  m_stack->caFile(), u"--data-dir"_s, home, u"--json"_s, file} +
                          more);
        if (!program.waitForFinished(programMs))
            return false;
        QFile json(file);
        if (report && json.open(QIODevice::ReadOnly))
            *report = QJsonDocument::fromJson(json.readAll()).object();
        const bool well = program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0;
        if (!well)
            qWarning("melody %s: %s", qPrintable(more.join(u' ')), program.readAll().constData());
        QFile::remove(file);
        return well;
    }
    static bool isAnywhere(const QString &folder, const QByteArray &bytes)
    {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
                return true;
        }
        return false;
    }

    std::unique_ptr<test::Stack> m_stack;
};

MELODY_TEST(OfflineJourneyTest)
#include "offline_journey_test.moc"
