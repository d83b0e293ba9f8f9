// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/cards.h>
#include <viewmodels/error_words.h>
#include <viewmodels/library_view_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

bool contains(const QSet<ContentId> &ids, const QString &text)
{
    const auto id = ContentId::parse(text);
    return id && ids.contains(*id);
}

QList<wire::ContentSummary> cardsOf(const QVariantList &rows)
{
    QList<wire::ContentSummary> cards;
    for (const QVariant &row : rows) {
        if (const auto card = cardOf(row.toMap()))
            cards.append(*card);
    }
    return cards;
}

} // namespace

LibraryViewModel::LibraryViewModel(library::Library *library) : m_library(library), m_reader(library)
{
    if (m_library == nullptr)
        return;
    library::Observer observer;
    observer.changed = [this](const library::State &state) {
        const std::lock_guard lock(m_mutex);
        if (!m_waiting)
            QMetaObject::invokeMethod(this, &LibraryViewModel::deliver, Qt::QueuedConnection);
        m_waiting = state;
    };
    observer.refused = [this](const wire::Mutation &, const Error &error) {
        const std::lock_guard lock(m_mutex);
        m_refusals.append(error);
        QMetaObject::invokeMethod(this, &LibraryViewModel::deliver, Qt::QueuedConnection);
    };
    m_library->observe(std::move(observer));
    m_waiting = m_library->state();
    deliver();
}

LibraryViewModel::~LibraryViewModel()
{
    if (m_library != nullptr)
        m_library->observe({});
}

void LibraryViewModel::deliver()
{
    std::unique_lock lock(m_mutex);
    const auto state = std::exchange(m_waiting, {});
    const auto refusals = std::exchange(m_refusals, {});
    lock.unlock();
    if (state && *state != m_state) {
        m_state = *state;
        Q_EMIT changed();
        const auto read = [](library::Library &library) { return library.contested().value_or(QList<library::Contested>()); };
        m_reader.read(this, read, [this](const QList<library::Contested> &contested) { takeContested(contested); });
    }
    if (!refusals.isEmpty())
        Q_EMIT said(refusals.constLast().code == u"not_found"
                        ? tr("That playlist was deleted on another device, so your change to it is gone.")
                        : tr("Your library couldn't be changed. %1").arg(errorSentence(refusals.constLast())),
                    {});
}

void LibraryViewModel::takeContested(const QList<library::Contested> &contested)
{
    if (contested == m_contested)
        return;
    const bool isNew = contested.size() > m_contested.size();
    m_contested = contested;
    Q_EMIT contestedChanged();
    if (isNew)
        Q_EMIT said(tr("A playlist was changed here and on another device. Choose in Your library what holds."), {});
}

QVariantList LibraryViewModel::contested() const
{
    QVariantList rows;
    for (const library::Contested &each : m_contested) {
        const QString mine = each.mine.name.value_or(each.theirs.name);
        const QString sentence = each.deleted ? tr("%1 was deleted on another device while you changed it here.").arg(mine)
                                 : mine != each.theirs.name
                                     ? tr("You called this playlist %1, and another device called it %2.").arg(mine, each.theirs.name)
                                     : tr("The description of %1 was changed here and on another device.").arg(mine);
        rows.append(QVariantMap{{u"id"_s, each.playlist.toString()},
                                {u"sentence"_s, sentence},
                                {u"mine"_s, each.deleted ? tr("Keep mine as a new playlist") : tr("Use mine")},
                                {u"theirs"_s, each.deleted ? tr("Let it go") : tr("Keep theirs")}});
    }
    return rows;
}

void LibraryViewModel::chooseContested(const QString &playlist, bool mine)
{
    if (const auto id = PlaylistId::parse(playlist); id && m_library != nullptr)
        m_library->chooseContested(*id, mine);
}

bool LibraryViewModel::isLiked(const QString &id) const
{
    return contains(m_state.liked, id);
}

bool LibraryViewModel::isFollowed(const QString &id) const
{
    return contains(m_state.followed, id);
}

void LibraryViewModel::toggleLike(const QVariantMap &row)
{
    const auto card = cardOf(row);
    if (m_library == nullptr || !card)
        return;
    m_library->setLiked(*card, !m_state.liked.contains(card->id));
}

void LibraryViewModel::toggleFollow(const QVariantMap &row)
{
    const auto card = cardOf(row);
    if (m_library == nullptr || !card)
        return;
    m_library->setFollowing(*card, !m_state.followed.contains(card->id));
}

QString LibraryViewModel::createPlaylist(const QString &name, const QVariantList &rows)
{
    const QString trimmed = name.simplified();
    if (m_library == nullptr || trimmed.isEmpty())
        return {};
    const auto id = m_library->createPlaylist(trimmed, cardsOf(rows));
    if (!rows.isEmpty())
        Q_EMIT said(tr("Added to %1").arg(trimmed), {});
    return id.toString();
}

void LibraryViewModel::saveQueue(const QString &name, const QVariantList &rows)
{
    const QString trimmed = name.simplified().left(wire::maxPlaylistName);
    if (m_library == nullptr || trimmed.isEmpty() || rows.isEmpty())
        return;
    m_library->createPlaylist(trimmed, cardsOf(rows));
    Q_EMIT said(tr("The queue is saved as %1, in your library").arg(trimmed), {});
}

void LibraryViewModel::addToPlaylist(const QString &playlist, const QString &name, const QVariantList &rows)
{
    const auto id = PlaylistId::parse(playlist);
    if (m_library == nullptr || !id)
        return;
    m_library->append(*id, cardsOf(rows));
    Q_EMIT said(tr("Added to %1").arg(name), {});
}

void LibraryViewModel::readChoices()
{
    if (m_library == nullptr)
        return;
    const auto read = [](library::Library &library) {
        QVariantList choices;
        for (const wire::PlaylistInfo &playlist : library.playlists().value_or(QList<wire::PlaylistInfo>()))
            choices.append(QVariantMap{{u"id"_s, playlist.id.toString()}, {u"title"_s, playlist.name}, {u"count"_s, playlist.itemCount}});
        return choices;
    };
    m_reader.read(this, read, [this](const QVariantList &choices) { Q_EMIT choicesRead(choices); });
}

void LibraryViewModel::renamePlaylist(const PlaylistId &playlist, const QString &name)
{
    const QString trimmed = name.simplified().left(wire::maxPlaylistName);
    if (m_library != nullptr && !trimmed.isEmpty())
        m_library->changePlaylist(playlist, {trimmed, {}});
}

void LibraryViewModel::deletePlaylist(const wire::PlaylistInfo &playlist)
{
    if (m_library == nullptr)
        return;
    m_library->deletePlaylist(playlist.id);
    Q_EMIT said(tr("%1 is deleted").arg(playlist.name), {});
}

void LibraryViewModel::removeEntry(const PlaylistId &playlist, const library::PlaylistEntry &entry, std::optional<PlaylistItemId> after)
{
    if (m_library == nullptr)
        return;
    m_library->remove(playlist, {entry.item});
    m_removed = {playlist, entry, after};
    Q_EMIT said(tr("%1 is off the playlist").arg(entry.card.title), tr("Undo"));
}

void LibraryViewModel::undo()
{
    if (const auto removed = std::exchange(m_removed, {}))
        m_library->insert(removed->playlist, removed->entry.card, removed->after);
}

} // namespace melody::app
