// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chunk_server.h"

#include <crypto/chunk_token.h>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> absent()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such chunk."_s);
}

// -1 unless it is a plain decimal number that an index can be.
qint64 parseIndex(const QString &text)
{
    if (text.isEmpty() || text.size() > 6 || (text.size() > 1 && text.startsWith(u'0')))
        return -1;
    const bool isNumber = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? text.toLongLong() : -1;
}

} // namespace

bool ChunkServer::isWarm(const http::Request &request) const
{
    const auto asset = AssetId::parse(request.parameters.value(u"asset"_s));
    return !asset || m_catalog.cachedAsset(*asset);
}

Result<http::Response> ChunkServer::serve(const http::Request &request)
{
    const auto asset = request.id<AssetId>(u"asset"_s);
    const auto rung = media::parseRung(request.parameters.value(u"rung"_s));
    const qint64 index = parseIndex(request.parameters.value(u"index"_s));
    if (!asset || !rung || index < 0)
        return absent();
    const QByteArray token = request.query.queryItemValue(u"token"_s).toLatin1();
    const auto grant = crypto::checkChunkToken(token, m_tokenKey, *asset, quint8(*rung), m_clock.now());
    if (!grant)
        return tl::unexpected(grant.error());
    if (m_revocations.refuses(grant->signIn, bornAt(grant->session.uuid())))
        return fail(ErrorKind::Forbidden, u"signed_out"_s, u"The device that this token was given to was signed out."_s);

    // A chunk is sealed once and never changes, so its address is its version.
    const QByteArray tag =
        '"' + asset->uuid().toRfc4122().toHex() + '-' + QByteArray::number(int(*rung)) + '-' + QByteArray::number(index) + '"';
    http::Response response;
    response.contentType = "application/octet-stream";
    response.headers = {{"ETag", tag}, {"Cache-Control", "private, max-age=31536000, immutable"}};
    if (request.header("if-none-match") == tag) {
        response.status = 304;
        return response;
    }
    const auto playable = m_catalog.loadAsset(*asset);
    if (!playable)
        return tl::unexpected(playable.error());
    auto sealed = chunk(**playable, *rung, index);
    if (!sealed)
        return tl::unexpected(sealed.error());
    response.body = QByteArray::fromRawData(sealed->bytes.data(), sealed->bytes.size());
    response.bodyOwner = sealed->owner;
    return response;
}

Result<objects::View> ChunkServer::chunk(const catalog::PlayableAsset &asset, media::Rung rung, qint64 index)
{
    const auto map = mapped(asset, rung);
    if (!map)
        return tl::unexpected(map.error());
    const auto &starts = (*map)->starts;
    if (index < 0 || size_t(index) + 1 >= starts.size())
        return absent();
    const qint64 start = starts[size_t(index)];
    return objects::View{(*map)->object.bytes.sliced(start, starts[size_t(index) + 1] - start), *map};
}

Result<ChunkServer::MappedRungPtr> ChunkServer::mapped(const catalog::PlayableAsset &asset, media::Rung rung)
{
    const media::Manifest &manifest = asset.asset.manifest;
    const std::pair key(manifest.asset, quint8(rung));
    if (auto hot = m_rungs.get(key))
        return *hot;
    const media::RungInfo *info = manifest.find(rung);
    const auto &objects = asset.asset.objects;
    const auto object = std::find_if(objects.begin(), objects.end(), [&](const auto &candidate) { return candidate.rung == rung; });
    if (!info || object == objects.end())
        return absent();
    auto map = std::make_shared<MappedRung>();
    map->starts.reserve(info->chunks.size() + 1);
    qint64 end = 0;
    map->starts.push_back(end);
    for (const media::ChunkEntry &entry : info->chunks)
        map->starts.push_back(end += entry.sizeBytes);
    auto view = m_objects.view(object->object, 0, end);
    if (!view)
        return tl::unexpected(view.error());
    map->object = std::move(*view);
    m_rungs.put(key, map);
    return map;
}

} // namespace melody::playback
