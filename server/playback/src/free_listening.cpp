// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "free_listening.h"

#include <playback/sql.h>

#include <QtCore/QRandomGenerator>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

QString textOf(const std::vector<TimePoint> &skips)
{
    QStringList all;
    for (const TimePoint skip : skips)
        all.append(QString::number(skip.time_since_epoch().count()));
    return all.join(u',');
}

std::vector<TimePoint> skipsOf(const QString &text)
{
    std::vector<TimePoint> skips;
    for (const QString &each : text.split(u',', Qt::SkipEmptyParts))
        skips.emplace_back(std::chrono::milliseconds(each.toLongLong()));
    return skips;
}

FreeRun runOf(const db::Row &row)
{
    FreeRun run;
    run.context = row.get<ContentId>("context_id");
    run.seed = quint32(row.get<qint64>("seed"));
    run.place = row.get<int>("place");
    run.since = {row.get<int>("songs_since_break"), std::chrono::milliseconds(row.get<qint64>("music_since_break_ms"))};
    run.skips = skipsOf(row.get<QString>("skips"));
    run.session = row.get<PlaybackId>("session_id");
    run.before = row.get<std::optional<PlaybackId>>("before_id").value_or(PlaybackId());
    run.isBreak = row.get<bool>("is_break");
    run.endsAt = row.get<TimePoint>("ends_at");
    return run;
}

tl::unexpected<Error> noSong()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s);
}

// The songs of a context that this listener may hear.
std::vector<catalog::ContextSong> songsFor(const catalog::Context &context, const std::optional<rules::ParentalState> &child)
{
    std::vector<catalog::ContextSong> songs = context.songs;
    std::erase_if(songs, [&](const catalog::ContextSong &song) {
        return song.kind != u"track" || (child && !rules::mayBeSeen(child->controls, {song.kind, song.explicitContent}));
    });
    return songs;
}

} // namespace

Result<FreeListening::Kept> FreeListening::read(const UserId &user)
{
    return m_database.run({"melody_playback", user}, [&](db::Transaction &transaction) -> Result<Kept> {
        Kept kept;
        if (const auto row = transaction.exec(sql::freeRun, {user}).first()) {
            kept.run = runOf(*row);
            kept.content = row->get<ContentId>("content_id");
            kept.rendered = row->get<bool>("rendered");
        }
        for (const db::Row &row : transaction.exec(sql::houseAds))
            kept.ads.push_back(row.get<ContentId>("content_id"));
        return kept;
    });
}

Result<NextItem> FreeListening::open(const UserId &user, const ContentId &content, const std::optional<rules::ParentalState> &child,
                                     TimePoint now)
{
    const auto context = m_catalog.contextOf(content);
    if (!context)
        return tl::unexpected(context.error());
    const auto kept = read(user);
    if (!kept)
        return tl::unexpected(kept.error());
    // What plays is asked for anew: its token ran out.
    if (content == kept->content && now < kept->run.endsAt)
        return again(*kept);
    // Something else is wanted in a break: it comes after it.
    if (kept->run.isBreak && !(kept->rendered && now >= kept->run.endsAt)) {
        auto item = again(*kept);
        if (item && context->id != kept->run.context) {
            item->step.run.context = context->id;
            item->step.run.place = -1;
        }
        return item;
    }
    return choose(*kept, Wish::Open, *context, child, now);
}

Result<NextItem> FreeListening::advance(const UserId &user, const PlaybackId &session, bool skipped,
                                        const std::optional<rules::ParentalState> &child, TimePoint now)
{
    const auto kept = read(user);
    if (!kept)
        return tl::unexpected(kept.error());
    const FreeRun &run = kept->run;
    if (!run.before.isNull() && session == run.before)
        return again(*kept);
    if (session != run.session)
        return fail(ErrorKind::Conflict, u"not_led"_s, u"This session does not lead to another one."_s);
    const auto context = m_catalog.contextOf(run.context);
    if (!context)
        return tl::unexpected(context.error());
    return choose(*kept, skipped ? Wish::Skipped : Wish::Finished, *context, child, now);
}

Result<NextItem> FreeListening::again(const Kept &kept)
{
    auto playable = m_catalog.playable(kept.content);
    if (!playable)
        return tl::unexpected(playable.error());
    return NextItem{*std::move(playable), kept.run, {kept.run, kept.run.isBreak}, true};
}

Result<NextItem> FreeListening::choose(const Kept &kept, Wish wish, const catalog::Context &context,
                                       const std::optional<rules::ParentalState> &child, TimePoint now)
{
    const std::vector<catalog::ContextSong> songs = songsFor(context, child);
    if (songs.empty())
        return noSong();
    const RunFacts facts{now, kept.rendered, !kept.ads.empty() && !child}; // nothing is advertised to children
    auto step = planStep(kept.run, wish, context.id, facts);
    if (!step)
        return tl::unexpected(step.error());
    FreeRun &run = step->run;
    if (run.place < 0 || (run.place == 0 && !step->isBreak))
        run.seed = QRandomGenerator::system()->generate();
    if (step->isBreak) {
        auto ad = m_catalog.playable(kept.ads[size_t(now.time_since_epoch().count() / 1000) % kept.ads.size()]);
        if (ad)
            return NextItem{*std::move(ad), kept.run, *std::move(step), false};
        step->isBreak = false; // it was withdrawn: the music goes on
        ++run.place;
    }
    QStringList artists;
    for (const catalog::ContextSong &song : songs)
        artists.append(song.artistName);
    auto playable = m_catalog.playable(songs[size_t(songAt(artists, run.seed, run.place))].content);
    if (!playable)
        return tl::unexpected(playable.error());
    return NextItem{*std::move(playable), kept.run, *std::move(step), false};
}

FreeRun FreeListening::begun(const NextItem &item, const PlaybackId &session, TimePoint now)
{
    if (!item.again)
        return begin(item.step, session, std::chrono::milliseconds(item.playable->asset.manifest.durationMs), now);
    FreeRun run = item.step.run;
    run.session = session; // whoever asks with the old one is told this again
    run.before = item.before.session;
    if (run.isBreak)
        run.endsAt = now + std::chrono::milliseconds(item.playable->asset.manifest.durationMs);
    return run;
}

Result<void> FreeListening::save(db::Transaction &transaction, const UserId &user, const FreeRun &before, const FreeRun &after,
                                 const ContentId &content)
{
    const auto saved = transaction.exec(sql::saveFreeRun, {user, after.context, qint64(after.seed), after.place, after.since.songs,
                                                           qint64(after.since.music.count()), textOf(after.skips), after.session,
                                                           after.before.isNull() ? std::nullopt : std::optional(after.before), content,
                                                           after.isBreak, after.endsAt, before.session});
    if (saved.affected() == 0)
        return fail(ErrorKind::Conflict, u"run_moved"_s, u"Another device of yours was faster."_s);
    return {};
}

Result<void> addHouseAds(db::Database &database, const ContentId &release, const std::vector<ContentId> &contents, audit::AuditLog &audit,
                         TimePoint now)
{
    return database.run({.role = "melody_playback"}, [&](db::Transaction &transaction) -> Result<void> {
        for (const ContentId &content : contents)
            transaction.exec(sql::addHouseAd, {content, now});
        audit::Entry entry;
        entry.role = u"operator"_s;
        entry.action = u"house_ads.added"_s;
        entry.object = u"release/%1"_s.arg(release.toString());
        entry.after = {{u"recordings"_s, qint64(contents.size())}};
        audit.append(transaction, entry, now);
        return {};
    });
}

} // namespace melody::playback
