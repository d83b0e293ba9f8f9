// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <social/social.h>

#include "mutations.h"
#include "sync_reader.h"

#include <social/sql.h>

namespace melody::social {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultLimit = 50;
constexpr int defaultSyncLimit = 500;

// Only what is in `known`, each once.
Result<void> onlyParameters(const QUrlQuery &query, const QStringList &known)
{
    QStringList seen;
    const auto items = query.queryItems();
    for (const auto &[name, value] : items) {
        if (!known.contains(name))
            return failField(name, u"unknown"_s, u"There is no such parameter."_s);
        if (seen.contains(name))
            return failField(name, u"repeated"_s, u"This parameter may be given once."_s);
        seen.append(name);
    }
    return {};
}

Result<int> limitOf(const QUrlQuery &query, int standard, int most)
{
    if (!query.hasQueryItem(u"limit"_s))
        return standard;
    bool isNumber = false;
    const int limit = query.queryItemValue(u"limit"_s).toInt(&isNumber);
    if (!isNumber || limit < 1 || limit > most)
        return failField(u"limit"_s, u"out_of_range"_s, u"must be a number from 1 to %1"_s.arg(most));
    return limit;
}

tl::unexpected<Error> notACursor()
{
    return failField(u"cursor"_s, u"not_a_cursor"_s, u"must be the next_cursor of an earlier page"_s);
}

// A page of a list that goes down by a number.
struct Descent {
    int limit = 0;
    qint64 below = std::numeric_limits<qint64>::max();
};

Result<Descent> descentOf(const QUrlQuery &query)
{
    if (const auto known = onlyParameters(query, {u"limit"_s, u"cursor"_s}); !known)
        return tl::unexpected(known.error());
    const auto limit = limitOf(query, defaultLimit, wire::maxPageItems);
    if (!limit)
        return tl::unexpected(limit.error());
    Descent descent{*limit};
    if (query.hasQueryItem(u"cursor"_s)) {
        bool isNumber = false;
        descent.below = query.queryItemValue(u"cursor"_s).toLongLong(&isNumber);
        if (!isNumber || descent.below < 1)
            return notACursor();
    }
    return descent;
}

class SocialService final : public Social {
public:
    SocialService(db::Database &database, catalog::Catalog &catalog, const Clock &clock)
        : m_database(database), m_catalog(catalog), m_clock(clock), m_mutations(database, catalog, clock)
    {
    }
    Result<qint64> revisionOf(const UserId &user) override;
    http::RouteTable routes() override;
    std::vector<events::Consumer> consumers() override;

private:
    Result<http::Response> sync(const http::Request &request);
    Result<http::Response> mutate(const http::Request &request);
    Result<http::Response> setLike(const http::Request &request, bool liked);
    Result<http::Response> setFollow(const http::Request &request, bool following);
    Result<http::Response> listPlaylists(const http::Request &request);
    Result<http::Response> makePlaylist(const http::Request &request);
    Result<http::Response> getPlaylist(const http::Request &request);
    Result<http::Response> patchPlaylist(const http::Request &request);
    Result<http::Response> removePlaylist(const http::Request &request);
    Result<http::Response> edit(const http::Request &request);
    Result<http::Response> history(const http::Request &request);

    Result<http::Response> playlistAnswer(const UserId &user, const PlaylistId &playlist, int status = 200);
    Result<http::Response> done(const http::Request &request, const wire::MutationBody &body);
    http::RouteTable libraryRoutes();
    http::RouteTable playlistRoutes();
    auto by(Result<http::Response> (SocialService::*handler)(const http::Request &))
    {
        return [this, handler](const http::Request &request) { return (this->*handler)(request); };
    }
    template<typename Work>
    auto run(const UserId &user, Work &&work)
    {
        return m_database.run({"melody_social", user}, std::forward<Work>(work));
    }

    db::Database &m_database;
    catalog::Catalog &m_catalog;
    const Clock &m_clock;
    Mutations m_mutations;
};

Result<qint64> SocialService::revisionOf(const UserId &user)
{
    return run(user, [&](db::Transaction &transaction) -> Result<qint64> {
        const auto row = transaction.exec(sql::listener, {user}).first();
        return row ? row->get<qint64>("revision") : 0;
    });
}

Result<http::Response> SocialService::sync(const http::Request &request)
{
    if (const auto known = onlyParameters(request.query, {u"since"_s, u"limit"_s}); !known)
        return tl::unexpected(known.error());
    const auto since = parseSyncToken(request.query.queryItemValue(u"since"_s));
    if (!since)
        return tl::unexpected(since.error());
    const auto limit = limitOf(request.query, defaultSyncLimit, wire::maxSyncChanges);
    if (!limit)
        return tl::unexpected(limit.error());
    const UserId user = request.caller->user;
    auto page =
        run(user, [&](db::Transaction &transaction) -> Result<wire::SyncPage> { return readSyncPage(transaction, user, *since, *limit); });
    if (!page)
        return tl::unexpected(page.error());
    QSet<ContentId> contents;
    for (const wire::LibraryChange &change : std::as_const(page->changes)) {
        if (const ContentId content = contentOf(change.state); !content.isNull())
            contents.insert(content);
    }
    const auto cards = m_catalog.cards(user, contents);
    if (!cards)
        return tl::unexpected(cards.error());
    page->contents = *cards;
    if (request.caller->child) { // does not even learn that there is something
        QSet<ContentId> shown;
        for (const wire::ContentSummary &card : *cards)
            shown.insert(card.id);
        page->changes.removeIf([&](const wire::LibraryChange &change) {
            const ContentId content = contentOf(change.state);
            return !content.isNull() && !shown.contains(content);
        });
    }
    return http::Response::json(wire::toJson(*page));
}

Result<http::Response> SocialService::mutate(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto batch = wire::parseMutationBatch(*json);
    if (!batch)
        return tl::unexpected(batch.error());
    const auto answer = m_mutations.take(*request.caller, *batch);
    if (!answer)
        return tl::unexpected(answer.error());
    return http::Response::json(wire::toJson(*answer));
}

Result<http::Response> SocialService::done(const http::Request &request, const wire::MutationBody &body)
{
    const auto outcome = m_mutations.one(*request.caller, body);
    if (!outcome)
        return tl::unexpected(outcome.error());
    return http::Response::empty();
}

Result<http::Response> SocialService::setLike(const http::Request &request, bool liked)
{
    const auto content = request.id<ContentId>(u"content"_s);
    if (!content)
        return tl::unexpected(content.error());
    return done(request, wire::SetLike{*content, liked});
}

Result<http::Response> SocialService::setFollow(const http::Request &request, bool following)
{
    const auto subject = request.id<ContentId>();
    if (!subject)
        return tl::unexpected(subject.error());
    const QString kind = request.parameters.value(u"kind"_s);
    if (kind != u"artist" && kind != u"show")
        return fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s);
    return done(request, wire::SetFollow{kind, *subject, following});
}

Result<http::Response> SocialService::listPlaylists(const http::Request &request)
{
    const auto descent = descentOf(request.query);
    if (!descent)
        return tl::unexpected(descent.error());
    const UserId user = request.caller->user;
    const auto page = run(user, [&](db::Transaction &transaction) -> Result<wire::PlaylistPage> {
        return readPlaylists(transaction, user, descent->below, descent->limit);
    });
    if (!page)
        return tl::unexpected(page.error());
    return http::Response::json(wire::toJson(*page));
}

Result<http::Response> SocialService::playlistAnswer(const UserId &user, const PlaylistId &playlist, int status)
{
    const auto info = run(user, [&](db::Transaction &transaction) { return readPlaylist(transaction, user, playlist); });
    if (!info)
        return tl::unexpected(info.error());
    return http::Response::versioned(wire::toJson(*info), info->version, status);
}

Result<http::Response> SocialService::makePlaylist(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wish = wire::parseNewPlaylist(*json);
    if (!wish)
        return tl::unexpected(wish.error());
    if (const auto made = m_mutations.one(*request.caller, *wish); !made)
        return tl::unexpected(made.error());
    return playlistAnswer(request.caller->user, wish->id, 201);
}

Result<http::Response> SocialService::getPlaylist(const http::Request &request)
{
    const auto id = request.id<PlaylistId>();
    if (!id)
        return tl::unexpected(id.error());
    if (const auto known = onlyParameters(request.query, {u"limit"_s, u"cursor"_s}); !known)
        return tl::unexpected(known.error());
    const auto limit = limitOf(request.query, wire::maxPageItems, wire::maxPageItems);
    if (!limit)
        return tl::unexpected(limit.error());
    Place after;
    if (request.query.hasQueryItem(u"cursor"_s)) {
        const QStringList parts = request.query.queryItemValue(u"cursor"_s).split(u'_');
        bool isNumber = false;
        after.position = parts[0].toLongLong(&isNumber);
        const auto item = parts.size() == 2 ? parseUuid(parts[1]) : std::nullopt;
        if (!isNumber || !item)
            return notACursor();
        after.item = *item;
    }
    const UserId user = request.caller->user;
    auto found = run(user, [&](db::Transaction &transaction) -> Result<wire::PlaylistContents> {
        auto info = readPlaylist(transaction, user, *id);
        if (!info)
            return tl::unexpected(info.error());
        return wire::PlaylistContents{*std::move(info), readLivingItems(transaction, user, *id, after, *limit), {}, {}};
    });
    if (!found)
        return tl::unexpected(found.error());
    if (found->items.size() == *limit)
        found->nextCursor = QString::number(found->items.back().position) + u'_' + found->items.back().id.toString();
    QSet<ContentId> contents;
    for (const rules::PlaylistItem &item : std::as_const(found->items))
        contents.insert(item.content);
    const auto cards = m_catalog.cards(user, contents);
    if (!cards)
        return tl::unexpected(cards.error());
    found->contents = *cards;
    if (request.caller->child) {
        for (const wire::ContentSummary &card : *cards)
            contents.remove(card.id);
        found->items.removeIf([&](const rules::PlaylistItem &item) { return contents.contains(item.content); });
    }
    return http::Response::versioned(wire::toJson(*found), found->playlist.version);
}

Result<http::Response> SocialService::patchPlaylist(const http::Request &request)
{
    const auto id = request.id<PlaylistId>();
    if (!id)
        return tl::unexpected(id.error());
    const auto version = request.ifMatch();
    if (!version)
        return tl::unexpected(version.error());
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto patch = wire::parsePlaylistPatch(*json);
    if (!patch)
        return tl::unexpected(patch.error());
    if (const auto changed = m_mutations.one(*request.caller, wire::ChangePlaylist{*id, *patch}, *version); !changed)
        return tl::unexpected(changed.error());
    return playlistAnswer(request.caller->user, *id);
}

Result<http::Response> SocialService::removePlaylist(const http::Request &request)
{
    const auto id = request.id<PlaylistId>();
    if (!id)
        return tl::unexpected(id.error());
    const auto version = request.ifMatch();
    if (!version)
        return tl::unexpected(version.error());
    if (const auto removed = m_mutations.one(*request.caller, wire::DeletePlaylist{*id}, *version); !removed)
        return tl::unexpected(removed.error());
    return http::Response::empty();
}

Result<http::Response> SocialService::edit(const http::Request &request)
{
    const auto id = request.id<PlaylistId>();
    if (!id)
        return tl::unexpected(id.error());
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto edit = wire::parsePlaylistEdit(*json);
    if (!edit)
        return tl::unexpected(edit.error());
    const auto edited = m_mutations.one(*request.caller, wire::EditPlaylist{*id, *edit});
    if (!edited)
        return tl::unexpected(edited.error());
    const wire::PlaylistEdited answer{edited->done.version, edited->revision, edited->done.withoutEffect};
    return http::Response::versioned(wire::toJson(answer), answer.version);
}

Result<http::Response> SocialService::history(const http::Request &request)
{
    const auto id = request.id<PlaylistId>();
    if (!id)
        return tl::unexpected(id.error());
    const auto descent = descentOf(request.query);
    if (!descent)
        return tl::unexpected(descent.error());
    const UserId user = request.caller->user;
    const auto page = run(user, [&](db::Transaction &transaction) -> Result<wire::PlaylistHistory> {
        if (const auto info = readPlaylist(transaction, user, *id); !info)
            return tl::unexpected(info.error());
        return readHistory(transaction, user, *id, descent->below, descent->limit);
    });
    if (!page)
        return tl::unexpected(page.error());
    return http::Response::json(wire::toJson(*page));
}

http::RouteTable SocialService::libraryRoutes()
{
    using http::Method;
    using http::RateClass;
    const auto like = [this](bool liked) { return [this, liked](const http::Request &request) { return setLike(request, liked); }; };
    const auto follow = [this](bool yes) { return [this, yes](const http::Request &request) { return setFollow(request, yes); }; };
    return {
        {.method = Method::Get, .path = "/v1/sync", .operation = "syncLibrary", .handler = by(&SocialService::sync)},
        // No Idempotency-Key: every mutation in it has one of its own.
        {.method = Method::Post,
         .path = "/v1/sync/mutations",
         .operation = "mutateLibrary",
         .rate = RateClass::Write,
         .handler = by(&SocialService::mutate),
         .maxBodyBytes = 1024 * 1024},
        {.method = Method::Put, .path = "/v1/me/likes/{content}", .operation = "like", .rate = RateClass::Write, .handler = like(true)},
        {.method = Method::Delete,
         .path = "/v1/me/likes/{content}",
         .operation = "unlike",
         .rate = RateClass::Write,
         .handler = like(false)},
        {.method = Method::Put,
         .path = "/v1/me/follows/{kind}/{id}",
         .operation = "follow",
         .rate = RateClass::Write,
         .handler = follow(true)},
        {.method = Method::Delete,
         .path = "/v1/me/follows/{kind}/{id}",
         .operation = "unfollow",
         .rate = RateClass::Write,
         .handler = follow(false)},
    };
}

http::RouteTable SocialService::playlistRoutes()
{
    using http::Method;
    using http::RateClass;
    return {
        {.method = Method::Get, .path = "/v1/playlists", .operation = "listPlaylists", .handler = by(&SocialService::listPlaylists)},
        {.method = Method::Post,
         .path = "/v1/playlists",
         .operation = "createPlaylist",
         .rate = RateClass::Write,
         .handler = by(&SocialService::makePlaylist),
         .idempotent = true},
        {.method = Method::Get, .path = "/v1/playlists/{id}", .operation = "getPlaylist", .handler = by(&SocialService::getPlaylist)},
        {.method = Method::Patch,
         .path = "/v1/playlists/{id}",
         .operation = "changePlaylist",
         .rate = RateClass::Write,
         .handler = by(&SocialService::patchPlaylist)},
        {.method = Method::Delete,
         .path = "/v1/playlists/{id}",
         .operation = "deletePlaylist",
         .rate = RateClass::Write,
         .handler = by(&SocialService::removePlaylist)},
        {.method = Method::Post,
         .path = "/v1/playlists/{id}/edits",
         .operation = "editPlaylist",
         .rate = RateClass::Write,
         .handler = by(&SocialService::edit),
         .maxBodyBytes = 256 * 1024,
         .idempotent = true},
        {.method = Method::Get,
         .path = "/v1/playlists/{id}/history",
         .operation = "listPlaylistEdits",
         .handler = by(&SocialService::history)},
    };
}

http::RouteTable SocialService::routes()
{
    http::RouteTable table = libraryRoutes();
    for (http::Route &route : playlistRoutes())
        table.push_back(std::move(route));
    return table;
}

std::vector<events::Consumer> SocialService::consumers()
{
    // What a child may see has changed, and so has what stands in its library.
    const auto forget = [this](db::Transaction &transaction, const events::Event &event) -> Result<void> {
        const auto child = UserId::parse(event.subject);
        if (!child)
            return {};
        const db::UserScope as(transaction, *child);
        LibraryWriter library(transaction, *child, {}, m_clock.now());
        library.forgetDevices();
        library.finish();
        return {};
    };
    return {{u"social_controls"_s, {u"controls_changed"_s}, forget, "melody_social"}};
}

} // namespace

std::unique_ptr<Social> createSocial(db::Database &database, catalog::Catalog &catalog, const Clock &clock)
{
    return std::make_unique<SocialService>(database, catalog, clock);
}

} // namespace melody::social
