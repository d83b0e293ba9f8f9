// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rows.h"

#include <planning/crossfade.h>

namespace melody::handover {
namespace {

using namespace Qt::StringLiterals;
using player::PlaybackStatus;
using player::Repeat;

constexpr int rowsDescribed = 50; // behind the current one; nobody sees more of another device's queue

QString wordOf(Repeat repeat)
{
    return repeat == Repeat::All ? u"all"_s : repeat == Repeat::One ? u"one"_s : u"off"_s;
}

Repeat repeatOf(const QString &word)
{
    return word == u"all" ? Repeat::All : word == u"one" ? Repeat::One : Repeat::Off;
}

player::QueueItem itemOf(const wire::TrackInfo &track, const QString &artistName, const std::optional<ImageId> &image)
{
    player::QueueItem item;
    item.content = track.summary.id;
    item.album = track.album;
    item.title = track.summary.title;
    item.artistName = track.artistName.isEmpty() ? artistName : track.artistName;
    item.image = track.summary.image ? track.summary.image : image;
    item.durationMs = track.summary.durationMs;
    item.speech = track.summary.kind == u"episode";
    return item;
}

} // namespace

wire::PlayerState stateOf(const player::PlayerState &player, const SignInId &self)
{
    wire::PlayerState state;
    state.device = self;
    state.playing =
        player.status == PlaybackStatus::Loading || player.status == PlaybackStatus::Playing || player.status == PlaybackStatus::Buffering;
    const auto &items = player.queue.items();
    const int current = std::max(0, player.queue.currentIndex());
    const int first =
        int(std::clamp<qsizetype>(current - wire::maxPlayerQueue / 2, 0, std::max<qsizetype>(0, items.size() - wire::maxPlayerQueue)));
    for (const player::QueueItem &item : items.mid(first, wire::maxPlayerQueue))
        state.queue.append(item.content);
    state.index = current - first;
    const auto item = player.queue.current();
    state.positionMs = item && !item->adBreak ? std::max<qint64>(0, player.positionMs) : 0;
    state.context = item ? item->album : ContentId();
    state.repeat = wordOf(player.queue.repeat());
    state.shuffle = player.queue.isShuffled();
    state.volumePercent = player.muted ? 0 : int(std::lround(std::clamp(player.volume, 0.0, 1.0) * 100));
    return state;
}

void RowBook::put(player::QueueItem item)
{
    if (m_known.size() >= maxKnown)
        m_known.clear();
    item.entry = 0;
    m_known.insert(item.content, item);
}

void RowBook::learn(const player::PlayQueue &queue)
{
    for (const player::QueueItem &item : queue.items()) {
        if (!item.title.isEmpty() && !item.adBreak)
            put(item);
    }
}

void RowBook::learn(const wire::TrackInfo &track)
{
    player::QueueItem item = itemOf(track, {}, {});
    item.albumPosition = player::albumPlace(track.summary.discNumber, track.summary.trackNumber);
    put(std::move(item));
}

void RowBook::learn(const wire::AlbumInfo &album)
{
    int position = 0;
    for (const wire::TrackInfo &track : album.tracks) {
        player::QueueItem item = itemOf(track, album.artistName, album.summary.image);
        item.album = album.summary.id;
        item.albumPosition = ++position;
        put(std::move(item));
    }
}

void RowBook::learn(const wire::EpisodeInfo &episode)
{
    wire::TrackInfo track;
    track.summary = episode.summary;
    track.album = episode.show;
    track.artistName = episode.artistName;
    put(itemOf(track, {}, {}));
}

std::optional<player::QueueItem> RowBook::find(const ContentId &content) const
{
    const auto known = m_known.constFind(content);
    return known == m_known.cend() ? std::nullopt : std::optional(*known);
}

std::optional<ContentId> RowBook::missing(const wire::PlayerState &state) const
{
    for (const ContentId &content : state.queue.mid(state.index, rowsDescribed)) {
        if (!m_known.contains(content) && !m_unknown.contains(content))
            return content;
    }
    return {};
}

player::QueueItem RowBook::rowOf(const ContentId &content) const
{
    player::QueueItem item;
    item.content = content;
    return find(content).value_or(item);
}

player::PlayQueue RowBook::queueOf(const wire::PlayerState &state) const
{
    QList<player::QueueItem> items;
    items.reserve(state.queue.size());
    for (const ContentId &content : state.queue)
        items.append(rowOf(content));
    player::PlayQueue queue(std::move(items), state.index);
    queue.setRepeat(repeatOf(state.repeat));
    return queue;
}

void RowBook::describe(player::PlayQueue &queue) const
{
    const auto items = queue.items();
    for (const player::QueueItem &item : items) {
        const auto known = item.title.isEmpty() ? find(item.content) : std::nullopt;
        if (known)
            queue.describe(item.entry, *known);
    }
}

void RowBook::adopt(player::PlayQueue &queue, const wire::PlayerState &state) const
{
    const auto current = queue.current();
    if (!current)
        return;
    const auto &rows = state.queue;
    const bool there = state.index < rows.size() && rows[state.index] == current->content;
    const qsizetype at = there ? state.index : rows.indexOf(current->content);
    const auto others = queue.items();
    for (const player::QueueItem &item : others) {
        if (item.entry != current->entry)
            queue.remove(item.entry);
    }
    QList<player::QueueItem> behind;
    for (const ContentId &content : rows.mid(at + 1))
        behind.append(rowOf(content));
    queue.append(std::move(behind));
    for (qsizetype i = 0; i < at; ++i) {
        queue.append({rowOf(rows[i])});
        queue.move(int(queue.items().size()) - 1, int(i));
    }
    queue.setRepeat(repeatOf(state.repeat));
}

} // namespace melody::handover
