// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "big_library.h"

#include <journey/listener.h>
#include <library/library.h>
#include <main/local_store.h>

#include <QtCore/QTimer>

namespace melody::bench {
namespace {

using namespace Qt::StringLiterals;

constexpr int songsAnAlbum = 10;
constexpr int songsAnArtist = 50;
constexpr std::chrono::minutes patience{10};

wire::ContentSummary song(int number)
{
    wire::ContentSummary card;
    card.id = ContentId(QUuid::createUuidV5(QUuid(), "song " + QByteArray::number(number)));
    card.kind = u"track"_s;
    card.title = u"Song %1 of album %2"_s.arg(number + 1).arg(number / songsAnAlbum + 1);
    card.subtitle = u"Artist %1"_s.arg(number / songsAnArtist + 1);
    card.durationMs = 120'000 + number % 240'000;
    return card;
}

// Tells of the songs page by page, and stands at the end where the device stood before.
class Teller final : public remote::LibraryApi {
public:
    Teller(int tracks, TimePoint now) : m_tracks(tracks), m_begin(now - std::chrono::seconds(tracks)) {}

    void changes(const QString &since, QObject *context, remote::Done<wire::SyncPage> done) override
    {
        wire::SyncPage page;
        for (; page.changes.size() < wire::maxSyncChanges && m_told < m_tracks; ++m_told) {
            const wire::ContentSummary card = song(m_told);
            page.changes.append({m_told + 1, wire::LikeState{card.id, true, m_begin + std::chrono::seconds(m_told)}});
            page.contents.append(card);
        }
        page.next = since;
        page.more = m_told < m_tracks;
        QTimer::singleShot(0, context, [done, page] { done(page); });
    }
    void send(const wire::MutationBatch &, QObject *context, remote::Done<wire::MutationAnswer> done) override
    {
        QTimer::singleShot(0, context, [done] { done(wire::MutationAnswer()); });
    }

private:
    const int m_tracks;
    const TimePoint m_begin;
    int m_told = 0;
};

template<typename T>
T valueOr(Result<T> result, const char *what)
{
    if (!result)
        qFatal("%s: %s", what, qPrintable(result.error().detail));
    return *std::move(result);
}

} // namespace

UserId fillOurs(const test::Stack &stack, const test::Person &person, const QString &home, int tracks)
{
    const SystemClock clock;
    const app::LocalStore local = valueOr(app::openLocalStore(home), "no store");
    remote::RemoteOptions options;
    options.baseUrl = stack.baseUrl();
    options.caFile = stack.caFile();
    const auto remote = valueOr(remote::createRemote(options, *local.secrets, clock), "no remote");
    const UserId user = valueOr(
        test::await<UserId>([&](auto done) { remote->api().signIn(person.email, person.password, u"bench"_s, nullptr, std::move(done)); }),
        "not signed in");
    Teller teller(tracks, clock.now());
    for (remote::LibraryApi *api : {&remote->library(), static_cast<remote::LibraryApi *>(&teller)}) {
        const auto library = library::createLibrary({*local.store, *api, clock});
        library->setUser(user);
        library->retryNow();
        if (!library->drain(patience))
            qFatal("the library does not fill");
    }
    return user;
}

void fillTheirs(const QString &program, const QString &home, const QString &music, int tracks)
{
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(u"python3"_s, {QStringLiteral(MELODY_BENCH_APP_DIR "/peer_library.py"), program, home, music, QString::number(tracks)});
    if (!python.waitForFinished(int(std::chrono::milliseconds(patience).count())) || python.exitCode() != 0)
        qFatal("%s gets no library: %s", qPrintable(program), python.readAll().constData());
}

} // namespace melody::bench
