// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/sample_release.h>

#include <crypto/sealed_key.h>
#include <secrets/secrets.h>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return std::move(*result);
}

catalog::PublishedAsset sampleAsset(RunningServer &server, qint64 durationMs)
{
    const auto keys = must(secrets::loadSecrets(server.settings().secretsFolder));
    const auto key = crypto::ContentKey::generate();
    catalog::PublishedAsset asset;
    asset.manifest.asset = AssetId::create(server.clock().now());
    asset.manifest.durationMs = durationMs;
    asset.manifest.loudnessLufs = -14;
    asset.manifest.truePeakDbtp = -1;
    asset.wrappedKey = crypto::wrapKey(key, asset.manifest.asset, keys.masterKey);
    asset.waveform = QByteArray(100, char(200));
    for (const media::Rung rung : {media::Rung::Opus24, media::Rung::Opus128, media::Rung::Flac}) {
        media::RungInfo info;
        info.rung = rung;
        info.samples = durationMs * info.sampleRate / 1000;
        info.init = "init " + media::rungName(rung).toLatin1();
        QByteArray object;
        for (int i = 0; i < media::chunkCount(std::chrono::milliseconds(durationMs)); ++i) {
            const QByteArray sealed = crypto::sealChunk(key, {asset.manifest.asset, quint8(rung), quint64(i)}, clearChunk(rung, i));
            info.chunks.push_back({quint32(sealed.size())});
            object += sealed;
        }
        asset.objects.push_back({rung, must(server.application().objects().put(object))});
        asset.manifest.rungs.push_back(info);
    }
    return asset;
}

} // namespace

QByteArray clearChunk(media::Rung rung, int index)
{
    return ("chunk " + QByteArray::number(index) + " of " + media::rungName(rung).toLatin1() + ". ").repeated(20 + index);
}

catalog::PublishedRelease sampleRelease(RunningServer &server, const SampleOptions &options)
{
    const TimePoint now = server.clock().now();
    catalog::PublishedRelease release;
    release.id = ContentId::create(now);
    release.kind = options.kind;
    release.title = options.title;
    release.artistName = options.artistName;
    release.releaseDate = u"2009-05-01"_s;
    release.licence = u"CC-BY-4.0"_s;
    release.attribution = u"Made for tests."_s;
    if (options.withImage) {
        catalog::PublishedImage image{ImageId::create(now), u"#336699"_s, "image/jpeg", {}};
        for (const int edge : {64, 320})
            image.sizes.push_back({edge, must(server.application().objects().put("picture " + QByteArray::number(edge)))});
        release.image = image;
    }
    for (int i = 0; i < options.tracks; ++i) {
        catalog::PublishedTrack track;
        track.id = ContentId::create(now);
        track.title = u"Track %1"_s.arg(i + 1);
        track.trackNumber = i + 1;
        track.credits = {{u"Ana"_s, u"composer"_s}};
        track.lyrics = media::Lyrics{true, {{1000, u"Over the hills"_s, {{1000, u"Over "_s}, {1200, u"the "_s}, {1500, u"hills"_s}}}}};
        track.asset = sampleAsset(server, options.durationMs);
        release.tracks.push_back(track);
    }
    return release;
}

Result<bool> publish(RunningServer &server, const catalog::PublishedRelease &release)
{
    // As ingest would: inside a transaction that has another role.
    return server.application().database().run({.role = "melody_playback"}, [&](db::Transaction &transaction) {
        return server.application().catalog().publish(transaction, release);
    });
}

catalog::PublishedRelease publishSample(RunningServer &server, const SampleOptions &options)
{
    auto release = sampleRelease(server, options);
    must(publish(server, release));
    return release;
}

} // namespace melody::test
