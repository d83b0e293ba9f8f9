// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <ingest/ingest.h>

#include "processing.h"
#include "upload_store.h"

#include <QtCore/QDir>

using namespace Qt::StringLiterals;

namespace melody::ingest {
namespace {

constexpr int pageItems = 50;
constexpr int maxPageItems = 200;

UserId caller(const http::Request &request)
{
    return request.caller->user;
}

Result<qint64> uploadOffset(const http::Request &request)
{
    bool isNumber = false;
    const qint64 offset = request.header("upload-offset").toLongLong(&isNumber);
    if (!isNumber || offset < 0)
        return failField(u"Upload-Offset"_s, u"required"_s, u"This header must say where the part starts, in bytes."_s);
    return offset;
}

struct PageQuery {
    std::optional<ContentId> after;
    int limit = pageItems;
};

Result<PageQuery> pageQuery(const QUrlQuery &query)
{
    PageQuery page;
    for (const auto &[name, value] : query.queryItems()) {
        bool valid = false;
        if (name == u"limit") {
            page.limit = value.toInt(&valid);
            valid = valid && page.limit >= 1 && page.limit <= maxPageItems;
        } else if (name == u"cursor") {
            page.after = ContentId::parse(value);
            valid = page.after.has_value();
        } else {
            return failField(name, u"unknown"_s, u"There is no such parameter."_s);
        }
        if (!valid)
            return failField(name, u"out_of_range"_s, u"must be 1 to 200, or the next_cursor of an earlier page"_s);
    }
    return page;
}

http::Response uploadResponse(const wire::UploadState &state, int status)
{
    http::Response response = http::Response::json(wire::toJson(state), status);
    response.headers.append({"Upload-Offset", QByteArray::number(state.offsetBytes)});
    return response;
}

class IngestService final : public Ingest {
public:
    IngestService(db::Database &database, catalog::Catalog &catalog, objects::ObjectStore &objects, telemetry::Telemetry &telemetry,
                  const Clock &clock, Options options)
        : m_database(database), m_objects(objects), m_clock(clock), m_options(std::move(options)),
          m_files(m_options.dataDir + u"/uploads"_s), m_uploads(database, m_files, clock, m_options), m_releases(database, clock),
          m_processing(m_releases, m_files, m_options.dataDir + u"/staging"_s, catalog, objects, telemetry, m_options)
    {
    }

    Result<wire::UploadState> createUpload(const UserId &user, const wire::NewUpload &upload) override
    {
        return m_uploads.create(user, upload);
    }
    Result<wire::UploadState> appendUpload(const UserId &user, const UploadId &upload, qint64 offset, QByteArrayView part) override
    {
        return m_uploads.append(user, upload, offset, part);
    }
    Result<wire::UploadState> upload(const UserId &user, const UploadId &upload) override { return m_uploads.state(user, upload); }
    Result<wire::ReleaseState> createRelease(const UserId &user, const wire::NewRelease &release) override
    {
        return m_releases.create(user, release);
    }
    Result<wire::ReleaseState> publishRelease(const UserId &user, const ContentId &release) override
    {
        return m_releases.startPublication(user, release);
    }
    Result<wire::ReleaseState> release(const UserId &user, const ContentId &release) override { return m_releases.state(user, release); }
    Result<ReleasePage> releases(const UserId &user, std::optional<ContentId> after, int limit) override
    {
        return m_releases.page(user, after, std::clamp(limit, 1, maxPageItems));
    }
    void interrupt() override { m_processing.interrupt(); }
    std::vector<jobs::Handler> jobHandlers() override;
    http::RouteTable routes() override;

private:
    http::RouteTable uploadRoutes();
    http::RouteTable releaseRoutes();
    Result<http::Response> patchUpload(const http::Request &request);
    Result<http::Response> listReleases(const http::Request &request);

    db::Database &m_database;
    objects::ObjectStore &m_objects;
    const Clock &m_clock;
    const Options m_options;
    const UploadFiles m_files;
    UploadStore m_uploads;
    ReleaseStore m_releases;
    Processing m_processing;
};

std::vector<jobs::Handler> IngestService::jobHandlers()
{
    std::vector<jobs::Handler> handlers = m_processing.handlers();
    handlers.push_back({QString::fromLatin1(sweepJob), [this](const jobs::Job &) {
                            return sweep(m_database, m_objects, m_files, m_clock.now(), m_options.uploadLifetime).and_then([this] {
                                return m_processing.sweepStaging();
                            });
                        }});
    return handlers;
}

Result<http::Response> IngestService::patchUpload(const http::Request &request)
{
    const auto id = request.id<UploadId>();
    if (!id)
        return tl::unexpected(id.error());
    return uploadOffset(request)
        .and_then([&](qint64 offset) { return m_uploads.append(caller(request), *id, offset, request.body); })
        .map([](const wire::UploadState &state) { return uploadResponse(state, 200); });
}

Result<http::Response> IngestService::listReleases(const http::Request &request)
{
    return pageQuery(request.query)
        .and_then([&](const PageQuery &query) { return m_releases.page(caller(request), query.after, query.limit); })
        .map([](const ReleasePage &page) {
            QJsonArray items;
            for (const wire::ReleaseState &item : page.items)
                items.append(wire::toJson(item));
            return http::Response::json({{u"items"_s, items}, {u"next_cursor"_s, page.next ? page.next->toString() : QString()}});
        });
}

http::RouteTable IngestService::uploadRoutes()
{
    using http::Method;
    using http::RateClass;
    using http::Request;
    using http::Role;
    const auto postUpload = [this](const Request &request) {
        return request.json()
            .and_then([](const QJsonObject &json) { return wire::parseNewUpload(json); })
            .and_then([&](const wire::NewUpload &upload) { return m_uploads.create(caller(request), upload); })
            .map([](const wire::UploadState &state) { return uploadResponse(state, 201); });
    };
    const auto getUpload = [this](const Request &request) {
        return request.id<UploadId>()
            .and_then([&](const UploadId &id) { return m_uploads.state(caller(request), id); })
            .map([](const wire::UploadState &state) { return uploadResponse(state, 200); });
    };
    const auto patch = [this](const Request &request) { return patchUpload(request); };
    return {
        {.method = Method::Post,
         .path = "/v1/studio/uploads",
         .operation = "createUpload",
         .roles = Role::Creator,
         .rate = RateClass::Upload,
         .handler = postUpload,
         .idempotent = true},
        // No Idempotency-Key: the offset tells a part that came before from one that did not.
        {.method = Method::Patch,
         .path = "/v1/studio/uploads/{id}",
         .operation = "appendUpload",
         .roles = Role::Creator,
         .rate = RateClass::Upload,
         .handler = patch,
         .maxBodyBytes = maxPartBytes},
        {.method = Method::Get, .path = "/v1/studio/uploads/{id}", .operation = "getUpload", .roles = Role::Creator, .handler = getUpload},
    };
}

http::RouteTable IngestService::releaseRoutes()
{
    using http::Method;
    using http::RateClass;
    using http::Request;
    using http::Response;
    using http::Role;
    const auto answer = [](int status) {
        return [status](const wire::ReleaseState &state) { return Response::json(wire::toJson(state), status); };
    };
    const auto postRelease = [this, answer](const Request &request) {
        return request.json()
            .and_then([](const QJsonObject &json) { return wire::parseNewRelease(json); })
            .and_then([&](const wire::NewRelease &release) { return m_releases.create(caller(request), release); })
            .map(answer(201));
    };
    const auto getRelease = [this, answer](const Request &request) {
        return request.id<ContentId>()
            .and_then([&](const ContentId &id) { return m_releases.state(caller(request), id); })
            .map(answer(200));
    };
    const auto postPublication = [this, answer](const Request &request) {
        return request.id<ContentId>()
            .and_then([&](const ContentId &id) { return m_releases.startPublication(caller(request), id); })
            .map(answer(202));
    };
    const auto list = [this](const Request &request) { return listReleases(request); };
    constexpr qsizetype releaseBytes = 1024 * 1024; // 500 tracks with credits
    return {
        {.method = Method::Post,
         .path = "/v1/studio/releases",
         .operation = "createRelease",
         .roles = Role::Creator,
         .rate = RateClass::Write,
         .handler = postRelease,
         .maxBodyBytes = releaseBytes,
         .idempotent = true},
        {.method = Method::Get, .path = "/v1/studio/releases", .operation = "listReleases", .roles = Role::Creator, .handler = list},
        {.method = Method::Get,
         .path = "/v1/studio/releases/{id}",
         .operation = "getRelease",
         .roles = Role::Creator,
         .handler = getRelease},
        {.method = Method::Post,
         .path = "/v1/studio/releases/{id}/publications",
         .operation = "publishRelease",
         .roles = Role::Creator,
         .rate = RateClass::Write,
         .handler = postPublication,
         .idempotent = true},
    };
}

http::RouteTable IngestService::routes()
{
    http::RouteTable table = uploadRoutes();
    const http::RouteTable releases = releaseRoutes();
    table.insert(table.end(), releases.begin(), releases.end());
    return table;
}

} // namespace

Result<std::unique_ptr<Ingest>> createIngest(db::Database &database, catalog::Catalog &catalog, objects::ObjectStore &objects,
                                             telemetry::Telemetry &telemetry, const Clock &clock, Options options)
{
    for (const QString &folder : {u"uploads"_s, u"staging"_s}) {
        const QString path = options.dataDir + u'/' + folder;
        if (!QDir().mkpath(path))
            return fail(ErrorKind::Unavailable, u"storage_failed"_s, u"%1 can't be made."_s.arg(path));
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return std::make_unique<IngestService>(database, catalog, objects, telemetry, clock, std::move(options));
}

} // namespace melody::ingest
