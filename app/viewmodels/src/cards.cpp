// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/crossfade.h>
#include <viewmodels/cards.h>
#include <viewmodels/content_list_model.h>
#include <viewmodels/track_list_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

QVariantMap cardRow(const wire::ContentSummary &card)
{
    return {{u"id"_s, card.id.toString()},
            {u"kind"_s, card.kind},
            {u"title"_s, card.title},
            {u"subtitle"_s, card.subtitle},
            {u"imageId"_s, imageText(card.image)},
            {u"imageColor"_s, card.imageColor},
            {u"explicitContent"_s, card.explicitContent},
            {u"album"_s, card.album.isNull() ? QString() : card.album.toString()},
            {u"discNumber"_s, card.discNumber},
            {u"trackNumber"_s, card.trackNumber},
            {u"durationMs"_s, card.durationMs},
            {u"duration"_s, card.durationMs > 0 ? durationText(card.durationMs) : QString()}};
}

std::optional<wire::ContentSummary> cardOf(const QVariantMap &row)
{
    const auto id = ContentId::parse(row.value(u"id"_s).toString());
    if (!id)
        return {};
    wire::ContentSummary card;
    card.id = *id;
    card.kind = row.value(u"kind"_s).toString();
    card.title = row.value(u"title"_s).toString();
    card.subtitle = row.value(u"subtitle"_s).toString();
    card.image = ImageId::parse(row.value(u"imageId"_s).toString());
    card.imageColor = row.value(u"imageColor"_s).toString();
    card.explicitContent = row.value(u"explicitContent"_s).toBool();
    card.durationMs = row.value(u"durationMs"_s).toLongLong();
    card.album = ContentId::parse(row.value(u"album"_s).toString()).value_or(ContentId());
    card.discNumber = row.value(u"discNumber"_s).toInt();
    card.trackNumber = row.value(u"trackNumber"_s).toInt();
    return card;
}

player::PlayQueue queueOf(const QList<wire::ContentSummary> &cards, int row)
{
    QList<player::QueueItem> items;
    items.reserve(cards.size());
    for (const wire::ContentSummary &card : cards) {
        items.append({0, card.id, card.album, card.title, card.subtitle, card.image, card.durationMs,
                      player::albumPlace(card.discNumber, card.trackNumber), card.kind == u"episode"});
    }
    return player::PlayQueue(std::move(items), row);
}

QList<player::QueueItem> queueRowsOf(const QVariantList &cards)
{
    QList<player::QueueItem> items;
    items.reserve(cards.size());
    for (const QVariant &each : cards) {
        const QVariantMap row = each.toMap();
        const auto card = cardOf(row);
        if (!card || card->title.isEmpty() || (card->kind != u"track" && card->kind != u"episode"))
            continue; // an album has no sound of its own, and what was withdrawn has none
        items.append({0, card->id, ContentId::parse(row.value(u"albumId"_s).toString()).value_or(ContentId()), card->title, card->subtitle,
                      card->image, card->durationMs, row.value(u"albumPosition"_s).toInt(), card->kind == u"episode"});
    }
    return items;
}

QVariantList cardRowsOf(const QList<player::QueueItem> &rows)
{
    QVariantList cards;
    for (const player::QueueItem &row : rows) {
        if (row.adBreak || row.content.isNull())
            continue;
        wire::ContentSummary card;
        card.id = row.content;
        card.kind = row.speech ? u"episode"_s : u"track"_s;
        card.title = row.title;
        card.subtitle = row.artistName;
        card.image = row.image;
        card.durationMs = row.durationMs;
        cards.append(cardRow(card));
    }
    return cards;
}

} // namespace melody::app
