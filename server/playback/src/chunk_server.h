// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Serves sealed chunks out of memory-mapped objects.
#pragma once

#include <catalog/catalog.h>
#include <http/route.h>
#include <objects/object_store.h>
#include <tokens/revocations.h>
#include <values/lru_cache.h>

namespace melody::playback {

// Thread: any.
class ChunkServer {
public:
    ChunkServer(catalog::Catalog &catalog, objects::ObjectStore &objects, const Clock &clock, QByteArray tokenKey,
                std::chrono::milliseconds tokenLifetime)
        : m_catalog(catalog), m_objects(objects), m_clock(clock), m_tokenKey(std::move(tokenKey)), m_revocations(tokenLifetime)
    {
    }

    // GET /v1/chunks/{asset}/{rung}/{index}?token=. 403 unless the token is for this asset and rung, has not expired
    // and its device is still signed in.
    [[nodiscard]] Result<http::Response> serve(const http::Request &request);
    // A device was signed out: the tokens that it was given end with it.
    void revoke(const SignInId &signIn, TimePoint at) { m_revocations.add(signIn, at); }
    // Whether serve() would touch memory only. Opening a session warms its asset, so on the process that opened it this is
    // always so; the first chunk that another process is asked for costs one read of the database.
    [[nodiscard]] bool isWarm(const http::Request &request) const;

    // The sealed bytes of one chunk; NotFound when the asset has no such chunk.
    [[nodiscard]] Result<objects::View> chunk(const catalog::PlayableAsset &asset, media::Rung rung, qint64 index);

private:
    // A rung as it lies in the store: the mapped object and where each chunk starts; one more start than chunks.
    struct MappedRung {
        objects::View object;
        std::vector<qint64> starts;
    };
    using MappedRungPtr = std::shared_ptr<const MappedRung>;

    Result<MappedRungPtr> mapped(const catalog::PlayableAsset &asset, media::Rung rung);

    catalog::Catalog &m_catalog;
    objects::ObjectStore &m_objects;
    const Clock &m_clock;
    QByteArray m_tokenKey;
    tokens::Revocations m_revocations;
    // Each entry is one mapping of the process; Linux allows 65,530 by default.
    LruCache<std::pair<AssetId, quint8>, MappedRungPtr> m_rungs{8192};
};

} // namespace melody::playback
