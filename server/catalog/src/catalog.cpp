// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <catalog/catalog.h>

#include "publisher.h"
#include "reader.h"

#include <catalog/sql.h>
#include <values/lru_cache.h>
#include <wire/chapters.h>
#include <wire/lyrics.h>

#include <QtCore/QJsonDocument>

#include <atomic>

namespace melody::catalog {
namespace {

using namespace Qt::StringLiterals;

constexpr size_t hotAssets = 4096; // about 10 KB each
constexpr size_t hotPages = 2048;
constexpr size_t hotImages = 16'384;
// Play counts inside a page may be this old; everything else is forgotten by event.
constexpr std::chrono::seconds pageAge{3};

struct Page {
    QByteArray body;
    std::chrono::nanoseconds until{0};
};

class CatalogService final : public Catalog {
public:
    CatalogService(db::Database &database, objects::ObjectStore &objects, const Clock &clock, ParentalStateOf parentalStateOf)
        : m_database(database), m_objects(objects), m_clock(clock), m_parentalStateOf(std::move(parentalStateOf))
    {
    }

    Result<bool> publish(db::Transaction &transaction, const PublishedRelease &release) override
    {
        return publishRelease(transaction, release, m_clock.now());
    }
    Result<void> withdraw(db::Transaction &transaction, const ContentId &content) override
    {
        return withdrawContent(transaction, content, m_clock.now());
    }
    Result<PlayableAssetPtr> playable(const ContentId &content) override
    {
        if (auto hot = m_assetsByContent.get(content))
            return *hot;
        return load(content);
    }
    Result<Context> contextOf(const ContentId &content) override;
    PlayableAssetPtr cachedAsset(const AssetId &asset) const override { return m_assets.get(asset).value_or(nullptr); }
    Result<PlayableAssetPtr> loadAsset(const AssetId &asset) override
    {
        if (auto hot = m_assets.get(asset))
            return *hot;
        return load(asset);
    }
    Result<QList<wire::ContentSummary>> cards(const UserId &reader, const QSet<ContentId> &contents) override;
    void invalidate(const events::Event &event) override;
    http::RouteTable routes() override;
    std::vector<events::Consumer> consumers() override;

private:
    template<typename Read>
    auto read(Read &&read, const std::string &audience = {})
    {
        return m_database.run({.role = "melody_catalog", .audience = audience}, std::forward<Read>(read));
    }
    Result<std::string> audienceOf(const UserId &reader) const;
    Result<std::string> audienceOf(const http::Request &request) const { return audienceOf(request.caller->user); }
    template<typename IdType>
    Result<PlayableAssetPtr> load(const IdType &id);
    template<typename Read>
    Result<http::Response> page(const http::Request &request, const QByteArray &name, Read &&readPage);
    template<typename Info>
    http::Handler pageOf(Result<Info> (*readInfo)(db::Transaction &, const ContentId &), const QByteArray &name);
    Result<http::Response> episodes(const http::Request &request);
    Result<http::Response> list(const http::Request &request);
    Result<http::Response> image(const http::Request &request);

    db::Database &m_database;
    objects::ObjectStore &m_objects;
    const Clock &m_clock;
    ParentalStateOf m_parentalStateOf;
    // Counts invalidations: what was read before one must not be remembered after it.
    std::atomic<quint64> m_generation = 0;
    LruCache<ContentId, PlayableAssetPtr> m_assetsByContent{hotAssets};
    LruCache<AssetId, PlayableAssetPtr> m_assets{hotAssets};
    LruCache<QByteArray, Page> m_pages{hotPages};
    LruCache<ImageId, std::shared_ptr<const ImageObjects>> m_images{hotImages};
};

template<typename IdType>
Result<PlayableAssetPtr> CatalogService::load(const IdType &id)
{
    const quint64 generation = m_generation;
    auto asset = read([&](db::Transaction &transaction) { return readPlayable(transaction, id); });
    if (asset && generation == m_generation) {
        m_assetsByContent.put((*asset)->content, *asset);
        m_assets.put((*asset)->asset.manifest.asset, *asset);
    }
    return asset;
}

Result<Context> CatalogService::contextOf(const ContentId &content)
{
    return read([&](db::Transaction &transaction) { return readContext(transaction, content); });
}

Result<std::string> CatalogService::audienceOf(const UserId &reader) const
{
    if (!m_parentalStateOf)
        return std::string();
    const auto child = m_parentalStateOf(reader);
    if (!child)
        return tl::unexpected(child.error());
    return audienceText(*child);
}

Result<QList<wire::ContentSummary>> CatalogService::cards(const UserId &reader, const QSet<ContentId> &contents)
{
    if (contents.isEmpty())
        return QList<wire::ContentSummary>();
    const auto audience = audienceOf(reader);
    if (!audience)
        return tl::unexpected(audience.error());
    return read([&](db::Transaction &transaction) { return readSummaries(transaction, contents); }, *audience);
}

template<typename Read>
Result<http::Response> CatalogService::page(const http::Request &request, const QByteArray &name, Read &&readPage)
{
    const auto audience = audienceOf(request);
    if (!audience)
        return tl::unexpected(audience.error());
    const QByteArray key = name + QByteArray::fromStdString(*audience);
    http::Response response;
    response.headers = {{"Cache-Control", "private, no-cache"}};
    const auto now = m_clock.monotonic();
    if (auto hot = m_pages.get(key); hot && hot->until > now) {
        response.body = hot->body;
        return response;
    }
    const quint64 generation = m_generation;
    const auto info = read(std::forward<Read>(readPage), *audience);
    if (!info)
        return tl::unexpected(info.error());
    response.body = QJsonDocument(wire::toJson(*info)).toJson(QJsonDocument::Compact);
    if (generation == m_generation)
        m_pages.put(key, {response.body, now + pageAge});
    return response;
}

template<typename Info>
http::Handler CatalogService::pageOf(Result<Info> (*readInfo)(db::Transaction &, const ContentId &), const QByteArray &name)
{
    return [this, readInfo, name](const http::Request &request) -> Result<http::Response> {
        const auto id = request.id<ContentId>();
        if (!id)
            return tl::unexpected(id.error());
        return page(request, name + id->uuid().toRfc4122(), [&](db::Transaction &transaction) { return readInfo(transaction, *id); });
    };
}

Result<http::Response> CatalogService::list(const http::Request &request)
{
    const auto query = parseListQuery(request.query);
    if (!query)
        return tl::unexpected(query.error());
    const auto audience = audienceOf(request);
    if (!audience)
        return tl::unexpected(audience.error());
    const auto found = read([&](db::Transaction &transaction) { return readList(transaction, *query); }, *audience);
    if (!found)
        return tl::unexpected(found.error());
    return http::Response::json(wire::toJson(*found));
}

Result<http::Response> CatalogService::episodes(const http::Request &request)
{
    const auto id = request.id<ContentId>();
    if (!id)
        return tl::unexpected(id.error());
    const auto query = parsePageQuery(request.query);
    if (!query)
        return tl::unexpected(query.error());
    const auto audience = audienceOf(request);
    if (!audience)
        return tl::unexpected(audience.error());
    const auto found = read([&](db::Transaction &transaction) { return readEpisodes(transaction, *id, *query); }, *audience);
    if (!found)
        return tl::unexpected(found.error());
    return http::Response::json(wire::toJson(*found));
}

Result<http::Response> CatalogService::image(const http::Request &request)
{
    const auto id = request.id<ImageId>();
    if (!id)
        return tl::unexpected(id.error());
    const auto edge = parseImageSize(request.query);
    if (!edge)
        return tl::unexpected(edge.error());
    auto image = m_images.get(*id).value_or(nullptr);
    if (!image) {
        auto found = read([&](db::Transaction &transaction) { return readImage(transaction, *id); });
        if (!found)
            return tl::unexpected(found.error());
        image = std::make_shared<const ImageObjects>(std::move(*found));
        m_images.put(*id, image);
    }
    // The size that was asked for, else the next larger, else the largest there is.
    auto size = std::find_if(image->sizes.begin(), image->sizes.end(), [&](const auto &candidate) { return candidate.edge >= *edge; });
    if (size == image->sizes.end())
        --size;
    http::Response response;
    const QByteArray tag = '"' + size->object.first(32) + '"';
    response.headers = {{"ETag", tag}, {"Cache-Control", "public, max-age=31536000, immutable"}};
    if (request.header("if-none-match") == tag) {
        response.status = 304;
        return response;
    }
    auto view = m_objects.view(size->object);
    if (!view)
        return tl::unexpected(view.error());
    response.contentType = image->contentType;
    response.body = QByteArray::fromRawData(view->bytes.data(), view->bytes.size());
    response.bodyOwner = view->owner;
    return response;
}

void CatalogService::invalidate(const events::Event &event)
{
    ++m_generation;
    m_pages.clear();
    if (event.type == u"content_withdrawn") {
        m_assetsByContent.clear();
        m_assets.clear();
    }
}

http::RouteTable CatalogService::routes()
{
    using http::Method;
    using http::Role;
    const auto home = [this](const http::Request &request) { return page(request, "home", readHome); };
    const auto listing = [this](const http::Request &request) { return list(request); };
    const auto episodePages = [this](const http::Request &request) { return episodes(request); };
    const auto artwork = [this](const http::Request &request) { return image(request); };
    return {
        {.method = Method::Get, .path = "/v1/home", .operation = "getHome", .handler = home},
        {.method = Method::Get, .path = "/v1/contents", .operation = "listContents", .handler = listing},
        {.method = Method::Get, .path = "/v1/contents/{id}", .operation = "getContent", .handler = pageOf(readSummary, "content")},
        {.method = Method::Get, .path = "/v1/albums/{id}", .operation = "getAlbum", .handler = pageOf(readAlbum, "album")},
        {.method = Method::Get, .path = "/v1/artists/{id}", .operation = "getArtist", .handler = pageOf(readArtist, "artist")},
        {.method = Method::Get, .path = "/v1/tracks/{id}", .operation = "getTrack", .handler = pageOf(readTrack, "track")},
        {.method = Method::Get, .path = "/v1/tracks/{id}/lyrics", .operation = "getLyrics", .handler = pageOf(readLyrics, "lyrics")},
        {.method = Method::Get, .path = "/v1/shows/{id}", .operation = "getShow", .handler = pageOf(readShow, "show")},
        {.method = Method::Get, .path = "/v1/shows/{id}/episodes", .operation = "listEpisodes", .handler = episodePages},
        {.method = Method::Get, .path = "/v1/episodes/{id}", .operation = "getEpisode", .handler = pageOf(readEpisode, "episode")},
        {.method = Method::Get,
         .path = "/v1/contents/{id}/chapters",
         .operation = "getChapters",
         .handler = pageOf(readChapters, "chapters")},
        // Anonymous: covers are shown by things that can't sign in (lock screens, media controls); their ids can't be guessed.
        {.method = Method::Get, .path = "/v1/images/{id}", .operation = "getImage", .roles = Role::Anonymous, .handler = artwork},
    };
}

std::vector<events::Consumer> CatalogService::consumers()
{
    // The dispatcher moves the consumer's offset in the same transaction, so each play is added once.
    const auto countPlay = [](db::Transaction &transaction, const events::Event &event) -> Result<void> {
        const auto content = ContentId::parse(event.subject);
        if (!content)
            return fail(ErrorKind::Invalid, u"not_an_id"_s, u"The subject of play_counted must be a content."_s);
        transaction.exec(sql::countPlay, {*content});
        return {};
    };
    return {{u"catalog.play_count"_s, {u"play_counted"_s}, countPlay, "melody_catalog"}};
}

} // namespace

Result<Context> contextOf(db::Database &database, const ContentId &content)
{
    return database.run({.role = "melody_catalog"}, [&](db::Transaction &transaction) { return readContext(transaction, content); });
}

std::unique_ptr<Catalog> createCatalog(db::Database &database, objects::ObjectStore &objects, const Clock &clock,
                                       ParentalStateOf parentalStateOf)
{
    return std::make_unique<CatalogService>(database, objects, clock, std::move(parentalStateOf));
}

} // namespace melody::catalog
