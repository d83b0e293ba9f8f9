// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <library/library.h>

#include "contested.h"
#include "mirror.h"
#include "shown.h"
#include "syncer.h"
#include "wishes.h"

#include <values/folding.h>
#include <values/mailbox.h>

#include <QtCore/QThread>

#include <condition_variable>

namespace melody::library {
namespace {

using namespace Qt::StringLiterals;
using Cards = QList<wire::ContentSummary>;
using Bodies = QList<wire::MutationBody>;

class LibraryImpl final : public Library {
public:
    LibraryImpl(const Parts &parts, const Options &options) : m_parts(parts), m_mirror(parts.store)
    {
        m_thread.setObjectName(u"library"_s);
        m_onThread.moveToThread(&m_thread);
        m_thread.start();
        m_onThread.run([this, options] {
            m_syncer =
                std::make_unique<Syncer>(Syncer::Parts{m_mirror, m_parts.api, m_parts.clock, options, [this] { refresh(); },
                                                       [this](const wire::Mutation &wish, const Error &why) { refused(wish, why); }});
        });
    }
    ~LibraryImpl() override
    {
        m_onThread.run([this] { m_syncer.reset(); });
        m_thread.quit();
        m_thread.wait();
    }

    // Does not wait for the thread, which may be reading a whole library.
    void observe(Observer observer) override
    {
        const std::lock_guard lock(m_observing);
        m_observer = std::move(observer);
    }
    [[nodiscard]] State state() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_state;
    }
    void setUser(const UserId &user) override;
    void setLiked(const wire::ContentSummary &card, bool liked) override;
    void setFollowing(const wire::ContentSummary &card, bool following) override;
    void setPosition(const wire::ContentSummary &card, const PlaybackId &session, qint64 positionMs, bool finished,
                     const std::optional<rules::Place> &knew) override;
    void choosePosition(const ContentId &content, bool elsewhere) override;
    PlaylistId createPlaylist(const QString &name, const Cards &contents, const QString &description) override;
    void changePlaylist(const PlaylistId &playlist, const wire::PlaylistPatch &patch) override;
    void deletePlaylist(const PlaylistId &playlist) override;
    void chooseContested(const PlaylistId &playlist, bool mine) override;
    void append(const PlaylistId &playlist, const Cards &contents) override;
    void move(const PlaylistId &playlist, const PlaylistItemId &item, std::optional<PlaylistItemId> after) override;
    void remove(const PlaylistId &playlist, const QList<PlaylistItemId> &items) override;
    void insert(const PlaylistId &playlist, const wire::ContentSummary &content, std::optional<PlaylistItemId> after) override;

    Result<QList<ContentId>> liked(const QStringList &kinds) override;
    Result<Cards> cards(const QList<ContentId> &contents) override;
    Result<Cards> followed() override { return read<Cards>(&followedCards); }
    Result<QList<wire::PlaylistInfo>> playlists() override;
    Result<Playlist> playlist(const PlaylistId &playlist) override;
    Result<std::optional<rules::ResumePosition>> position(const ContentId &content) override;
    Result<QList<Contested>> contested() override { return read<QList<Contested>>(&readContested); }
    Result<Hits> search(const QString &words, int limit) override;

    void hear(const wire::LiveEvent &event) override;
    void hearLive(bool connected) override;
    void retryNow() override;
    bool drain(std::chrono::milliseconds patience) override;

private:
    [[nodiscard]] UserId user() const
    {
        const std::lock_guard lock(m_mutex);
        return m_user;
    }
    template<typename T, typename Work>
    Result<T> read(Work work)
    {
        const UserId listener = user();
        if (listener.isNull())
            return fail(ErrorKind::Unauthenticated, u"signed_out"_s, u"Nobody is signed in."_s);
        return m_parts.store.read([&](store::Transaction &transaction) -> Result<T> { return work(transaction, listener); });
    }
    using Wish = std::function<Bodies(store::Transaction &, const UserId &, TimePoint &at)>;

    // These are on the library's thread.
    void keep(const UserId &listener, const Wish &wish, const Cards &cards);
    void refresh();
    void refused(const wire::Mutation &mutation, const Error &error);
    void tell();

    void want(const Wish &wish, Cards cards = {})
    {
        const UserId listener = user();
        if (!listener.isNull())
            m_onThread.post([this, listener, wish, cards = std::move(cards)] { keep(listener, wish, cards); });
    }
    void wantOne(const wire::MutationBody &body, Cards cards = {})
    {
        want([body](store::Transaction &, const UserId &, TimePoint &) -> Bodies { return {body}; }, std::move(cards));
    }

    const Parts m_parts;
    Mirror m_mirror;
    std::mutex m_observing; // held while the observer is told
    Observer m_observer;
    mutable std::mutex m_mutex; // guards what follows, and m_settled waits with it
    std::condition_variable m_settled;
    State m_state;
    UserId m_user;
    std::pair<UserId, quint64> m_listsOf;     // of whom and of which generation
    QHash<QString, QList<ContentId>> m_lists; // what is liked, by kinds: read once while nothing changes
    bool m_isSettled = false;

    std::unique_ptr<Syncer> m_syncer; // made, used and destroyed on m_thread
    QThread m_thread;
    Mailbox m_onThread;
};

qint64 versionOf(store::Transaction &transaction, const UserId &user, const PlaylistId &playlist)
{
    return shownPlaylists(transaction, user, {}).value(playlist).version;
}

wire::ChangePlaylist changeOf(store::Transaction &transaction, const UserId &user, const PlaylistId &playlist,
                              const wire::PlaylistPatch &patch)
{
    const wire::PlaylistInfo shown = shownPlaylists(transaction, user, waitingOf(transaction, user)).value(playlist);
    wire::PlaylistPatch was;
    if (patch.name && !shown.name.isEmpty()) // one that is gone has none
        was.name = shown.name;
    if (patch.description)
        was.description = shown.description;
    const bool isShown = was.name || was.description;
    return {playlist, patch, isShown ? std::optional(was) : std::nullopt};
}

void LibraryImpl::setUser(const UserId &user)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_user == user)
            return;
        m_user = user;
        m_isSettled = false;
    }
    m_onThread.post([this, user] { m_syncer->setUser(user); });
}

void LibraryImpl::setLiked(const wire::ContentSummary &card, bool liked)
{
    want(
        [content = card.id, liked](store::Transaction &transaction, const UserId &listener, TimePoint &at) -> Bodies {
            at = decidedAt(at, shownLike(transaction, listener, content, waitingOf(transaction, listener)).at);
            return {wire::SetLike{content, liked}};
        },
        {card});
}

void LibraryImpl::setFollowing(const wire::ContentSummary &card, bool following)
{
    want(
        [card, following](store::Transaction &transaction, const UserId &listener, TimePoint &at) -> Bodies {
            at = decidedAt(at, shownFollows(transaction, listener, waitingOf(transaction, listener)).value({card.kind, card.id}).at);
            return {wire::SetFollow{card.kind, card.id, following}};
        },
        {card});
}

void LibraryImpl::setPosition(const wire::ContentSummary &card, const PlaybackId &session, qint64 positionMs, bool finished,
                              const std::optional<rules::Place> &knew)
{
    wantOne(wire::SetPosition{card.id, session, positionMs, finished, knew}, {card});
}

void LibraryImpl::choosePosition(const ContentId &content, bool elsewhere)
{
    want([=](store::Transaction &transaction, const UserId &listener, TimePoint &at) -> Bodies {
        const auto position = shownPosition(transaction, listener, content, waitingOf(transaction, listener));
        if (!position || !position->elsewhere)
            return {};
        at = decidedAt(at, position->at);
        const rules::Place chosen = elsewhere ? *position->elsewhere : rules::placeOf(*position);
        return {wire::SetPosition{content, chosen.session, chosen.positionMs, !elsewhere && position->finished, position->elsewhere}};
    });
}

PlaylistId LibraryImpl::createPlaylist(const QString &name, const Cards &contents, const QString &description)
{
    const TimePoint now = m_parts.clock.now();
    const auto id = PlaylistId::create(now);
    QList<ContentId> ids;
    ids.reserve(contents.size());
    for (const wire::ContentSummary &card : contents)
        ids.append(card.id);
    want(
        [id, name, description, ids](store::Transaction &, const UserId &, TimePoint &at) {
            return Bodies{wire::NewPlaylist{id, name.left(wire::maxPlaylistName), description.left(wire::maxPlaylistDescription)}} +
                   insertions(id, 0, ids, std::nullopt, at);
        },
        contents);
    return id;
}

void LibraryImpl::changePlaylist(const PlaylistId &playlist, const wire::PlaylistPatch &patch)
{
    want([=](store::Transaction &transaction, const UserId &listener, TimePoint &) -> Bodies {
        return {changeOf(transaction, listener, playlist, patch)};
    });
}

// The choice is in the outbox before the question is gone: who dies in between is asked again.
void LibraryImpl::chooseContested(const PlaylistId &playlist, bool mine)
{
    const UserId listener = user();
    if (listener.isNull())
        return;
    const auto choice = [playlist](store::Transaction &transaction, const UserId &whose, TimePoint &at) -> Bodies {
        for (const Contested &each : readContested(transaction, whose)) {
            if (each.playlist != playlist)
                continue;
            if (!each.deleted)
                return {changeOf(transaction, whose, playlist, each.mine)};
            const auto id = PlaylistId::create(at);
            return Bodies{wire::NewPlaylist{id, each.mine.name.value_or(QString()), each.mine.description.value_or(QString())}} +
                   insertions(id, 0, each.contents, std::nullopt, at);
        }
        return {};
    };
    if (mine)
        want(choice);
    m_onThread.post([this, listener, playlist] {
        const auto dropped = m_parts.store.run([&](store::Transaction &transaction) -> Result<void> {
            dropContested(transaction, listener, playlist);
            return {};
        });
        if (!dropped)
            return refused({}, dropped.error());
        refresh();
    });
}

void LibraryImpl::deletePlaylist(const PlaylistId &playlist)
{
    wantOne(wire::DeletePlaylist{playlist});
}

void LibraryImpl::append(const PlaylistId &playlist, const Cards &contents)
{
    QList<ContentId> ids;
    for (const wire::ContentSummary &card : contents)
        ids.append(card.id);
    want(
        [playlist, ids](store::Transaction &transaction, const UserId &listener, TimePoint &at) {
            const auto items = shownItems(transaction, listener, playlist, waitingOf(transaction, listener));
            const auto last = items.empty() ? std::nullopt : std::optional(items.back().id);
            return insertions(playlist, versionOf(transaction, listener, playlist), ids, last, at);
        },
        contents);
}

void LibraryImpl::move(const PlaylistId &playlist, const PlaylistItemId &item, std::optional<PlaylistItemId> after)
{
    want([=](store::Transaction &transaction, const UserId &listener, TimePoint &) -> Bodies {
        const rules::PlaylistOperation operation{rules::PlaylistOperationKind::Move, item, {}, after};
        return {wire::EditPlaylist{playlist, {versionOf(transaction, listener, playlist), {operation}}}};
    });
}

void LibraryImpl::remove(const PlaylistId &playlist, const QList<PlaylistItemId> &items)
{
    want([=](store::Transaction &transaction, const UserId &listener, TimePoint &) {
        return removals(playlist, versionOf(transaction, listener, playlist), items);
    });
}

void LibraryImpl::insert(const PlaylistId &playlist, const wire::ContentSummary &content, std::optional<PlaylistItemId> after)
{
    want(
        [playlist, id = content.id, after](store::Transaction &transaction, const UserId &listener, TimePoint &at) {
            return insertions(playlist, versionOf(transaction, listener, playlist), {id}, after, at);
        },
        {content});
}

Result<QList<ContentId>> LibraryImpl::liked(const QStringList &kinds)
{
    const QString name = kinds.join(u',');
    std::unique_lock lock(m_mutex);
    const std::pair now(m_user, m_state.generation);
    if (m_listsOf == now && m_lists.contains(name))
        return m_lists.value(name);
    lock.unlock();
    auto read = this->read<QList<ContentId>>([&](store::Transaction &transaction, const UserId &listener) {
        const std::vector<Liked> list = likedList(transaction, listener, kinds, waitingOf(transaction, listener));
        QList<ContentId> ids;
        ids.reserve(qsizetype(list.size()));
        for (const Liked &each : list)
            ids.append(each.content);
        return ids;
    });
    lock.lock();
    if (read && now == std::pair(m_user, m_state.generation)) {
        if (std::exchange(m_listsOf, now) != now)
            m_lists.clear();
        m_lists.insert(name, *read);
    }
    return read;
}

Result<Cards> LibraryImpl::cards(const QList<ContentId> &contents)
{
    return read<Cards>(
        [&](store::Transaction &transaction, const UserId &listener) { return knownCards(transaction, listener, contents); });
}

Result<QList<wire::PlaylistInfo>> LibraryImpl::playlists()
{
    return read<QList<wire::PlaylistInfo>>([](store::Transaction &transaction, const UserId &listener) {
        QList<wire::PlaylistInfo> list = shownPlaylists(transaction, listener, waitingOf(transaction, listener)).values();
        std::sort(list.begin(), list.end(), [](const wire::PlaylistInfo &a, const wire::PlaylistInfo &b) {
            return a.changedAt != b.changedAt ? a.changedAt > b.changedAt : a.id < b.id;
        });
        return list;
    });
}

Result<Playlist> LibraryImpl::playlist(const PlaylistId &playlist)
{
    return read<Playlist>([&](store::Transaction &transaction, const UserId &listener) -> Result<Playlist> {
        const Playlists all = shownPlaylists(transaction, listener, waitingOf(transaction, listener));
        if (!all.contains(playlist))
            return fail(ErrorKind::NotFound, u"not_found"_s, u"This playlist is not there."_s);
        return Playlist{all.value(playlist), playlistEntries(transaction, listener, playlist)};
    });
}

Result<std::optional<rules::ResumePosition>> LibraryImpl::position(const ContentId &content)
{
    return read<std::optional<rules::ResumePosition>>([&](store::Transaction &transaction, const UserId &listener) {
        return shownPosition(transaction, listener, content, waitingOf(transaction, listener));
    });
}

Result<Hits> LibraryImpl::search(const QString &words, int limit)
{
    return read<Hits>([&](store::Transaction &transaction, const UserId &listener) {
        Hits hits{found(transaction, listener, words, limit), {}};
        const QStringList wanted = foldText(words).split(u' ', Qt::SkipEmptyParts);
        for (const wire::PlaylistInfo &playlist : shownPlaylists(transaction, listener, waitingOf(transaction, listener))) {
            const QString name = u' ' + foldText(playlist.name);
            if (!wanted.isEmpty() &&
                std::all_of(wanted.begin(), wanted.end(), [&](const QString &word) { return name.contains(u' ' + word); }))
                hits.playlists.append(playlist);
        }
        std::sort(hits.playlists.begin(), hits.playlists.end(), [](const wire::PlaylistInfo &a, const wire::PlaylistInfo &b) {
            return std::pair(a.name, a.id) < std::pair(b.name, b.id);
        });
        return hits;
    });
}

void LibraryImpl::hear(const wire::LiveEvent &event)
{
    if (const auto *hello = std::get_if<wire::LiveHello>(&event))
        m_onThread.post([this, revision = hello->library] { m_syncer->hearStanding(revision); });
    else if (const auto *library = std::get_if<wire::LiveLibrary>(&event))
        m_onThread.post([this, revision = library->revision] { m_syncer->hear(revision); });
}

void LibraryImpl::hearLive(bool connected)
{
    m_onThread.post([this, connected] { m_syncer->setLive(connected); });
}

void LibraryImpl::retryNow()
{
    m_onThread.post([this] { m_syncer->retryNow(); });
}

bool LibraryImpl::drain(std::chrono::milliseconds patience)
{
    m_onThread.run([this] { tell(); }); // behind all that was asked for before
    std::unique_lock lock(m_mutex);
    return m_settled.wait_for(lock, patience, [this] { return m_isSettled; });
}

void LibraryImpl::keep(const UserId &listener, const Wish &wish, const Cards &cards)
{
    TimePoint at = m_parts.clock.now();
    const auto bodies =
        m_parts.store.read([&](store::Transaction &transaction) -> Result<Bodies> { return wish(transaction, listener, at); });
    if (!bodies)
        return refused({}, bodies.error());
    Waiting wishes;
    for (const wire::MutationBody &body : *bodies)
        wishes.append({MutationId::create(at), at, body});
    if (const auto kept = m_mirror.record(listener, wishes, cards); !kept && !wishes.isEmpty())
        refused(wishes.first(), kept.error());
    m_syncer->wishKept();
}

// Reads what can be seen at a glance.
void LibraryImpl::refresh()
{
    const UserId listener = user();
    State fresh;
    if (!listener.isNull()) {
        const auto glance = m_parts.store.read([&](store::Transaction &transaction) -> Result<void> {
            const Waiting waiting = waitingOf(transaction, listener);
            const std::vector<Liked> likes = likedList(transaction, listener, {}, waiting);
            fresh.liked.reserve(qsizetype(likes.size()));
            for (const Liked &each : likes)
                fresh.liked.insert(each.content);
            const Follows follows = shownFollows(transaction, listener, waiting);
            for (auto each = follows.begin(); each != follows.end(); ++each) {
                if (each->yes)
                    fresh.followed.insert(each.key().second);
            }
            return {};
        });
        (void)glance; // what can't be read is not shown
    }
    {
        const std::lock_guard lock(m_mutex);
        fresh.generation = m_state.generation + 1;
        fresh.serverReachable = m_syncer->isServerReachable();
        fresh.unsent = m_syncer->unsent();
        fresh.isComplete = m_syncer->isComplete();
        m_state = fresh;
    }
    tell();
}

void LibraryImpl::tell()
{
    std::unique_lock lock(m_mutex);
    m_isSettled = m_syncer->isSettled();
    m_settled.notify_all();
    const State state = m_state;
    lock.unlock();
    const std::lock_guard telling(m_observing);
    if (m_observer.changed)
        m_observer.changed(state);
}

void LibraryImpl::refused(const wire::Mutation &mutation, const Error &error)
{
    const std::lock_guard telling(m_observing);
    if (m_observer.refused)
        m_observer.refused(mutation, error);
}

} // namespace

std::unique_ptr<Library> createLibrary(const Parts &parts, const Options &options)
{
    return std::make_unique<LibraryImpl>(parts, options);
}

} // namespace melody::library
