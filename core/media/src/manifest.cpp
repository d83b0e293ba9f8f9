// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <media/manifest.h>

#include <QtCore/QJsonArray>

#include <algorithm>
#include <cmath>

namespace melody::media {
namespace {

using namespace Qt::StringLiterals;

constexpr int minSampleRate = 8000;
constexpr int maxSampleRate = 384'000;
constexpr int maxChannels = 8;
constexpr double maxDecibels = 200; // either way; wider than any music, narrow enough for arithmetic
constexpr qint64 lengthToleranceMs = 2;

QJsonObject rungToJson(const RungInfo &rung)
{
    QJsonArray chunks;
    for (const ChunkEntry &chunk : rung.chunks)
        chunks.append(qint64(chunk.sizeBytes));
    return {{u"rung"_s, rungName(rung.rung)},
            {u"sample_rate"_s, rung.sampleRate},
            {u"channels"_s, rung.channels},
            {u"samples"_s, rung.samples},
            {u"encoder_delay"_s, rung.encoderDelay},
            {u"init"_s, QString::fromLatin1(rung.init.toBase64())},
            {u"chunks"_s, chunks}};
}

// Keeps the first thing that was wrong; what is read after it is of no consequence.
class ManifestParser {
public:
    Result<Manifest> parse(const QJsonObject &json);

private:
    RungInfo parseRungInfo(const QJsonValue &value, const QString &path);
    void parseChunks(const QJsonValue &value, const QString &path, std::vector<ChunkEntry> &chunks);
    void checkTogether(const Manifest &manifest);
    qint64 integer(const QJsonValue &value, const QString &path, qint64 min, qint64 max);
    double decibels(const QJsonValue &value, const QString &path);
    void report(const QString &path, const QString &code, const QString &detail);

    std::optional<tl::unexpected<Error>> m_error;
};

void ManifestParser::report(const QString &path, const QString &code, const QString &detail)
{
    if (!m_error)
        m_error = failField(path, code, detail);
}

qint64 ManifestParser::integer(const QJsonValue &value, const QString &path, qint64 min, qint64 max)
{
    constexpr qint64 none = std::numeric_limits<qint64>::min();
    const qint64 number = value.toInteger(none); // exact, or the default
    if (!value.isDouble() || number == none)
        report(path, value.isUndefined() ? u"required"_s : u"wrong_type"_s, u"must be an integer"_s);
    else if (number < min || number > max)
        report(path, u"out_of_range"_s, u"must be from %1 to %2"_s.arg(min).arg(max));
    else
        return number;
    return min;
}

double ManifestParser::decibels(const QJsonValue &value, const QString &path)
{
    const double number = value.toDouble(std::nan(""));
    if (!value.isDouble())
        report(path, value.isUndefined() ? u"required"_s : u"wrong_type"_s, u"must be a number"_s);
    else if (!(std::abs(number) <= maxDecibels))
        report(path, u"out_of_range"_s, u"must be a level in decibels"_s);
    return number;
}

void ManifestParser::parseChunks(const QJsonValue &value, const QString &path, std::vector<ChunkEntry> &chunks)
{
    const QJsonArray sizes = value.toArray();
    if (!value.isArray() || sizes.isEmpty() || sizes.size() > maxChunks) {
        report(path, u"out_of_range"_s, u"must be an array of 1 to %1 sizes"_s.arg(maxChunks));
        return;
    }
    chunks.reserve(size_t(sizes.size()));
    for (qsizetype i = 0; i < sizes.size() && !m_error; ++i)
        chunks.push_back({quint32(integer(sizes[i], u"%1[%2]"_s.arg(path).arg(i), 1, maxChunkBytes))});
}

RungInfo ManifestParser::parseRungInfo(const QJsonValue &value, const QString &path)
{
    RungInfo info;
    const QJsonObject json = value.toObject();
    const auto rung = parseRung(json[u"rung"].toString());
    if (!rung) {
        report(path + u".rung"_s, u"not_a_rung"_s, u"must be the name of a rung"_s);
        return info;
    }
    info.rung = *rung;
    info.sampleRate = int(integer(json[u"sample_rate"], path + u".sample_rate"_s, minSampleRate, maxSampleRate));
    if (info.rung != Rung::Flac && info.sampleRate != 48000)
        report(path + u".sample_rate"_s, u"out_of_range"_s, u"Opus is always decoded at 48000"_s);
    info.channels = int(integer(json[u"channels"], path + u".channels"_s, 1, maxChannels));
    const qint64 maxSamples = chunkStart(maxChunks).count() * info.sampleRate / 1000;
    info.samples = integer(json[u"samples"], path + u".samples"_s, 1, maxSamples);
    info.encoderDelay = int(integer(json[u"encoder_delay"], path + u".encoder_delay"_s, 0, info.sampleRate));
    const QByteArray text = json[u"init"].toString().left(2 * maxInitBytes).toLatin1();
    const auto init = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!init || init.decoded.isEmpty() || init.decoded.size() > maxInitBytes)
        report(path + u".init"_s, u"out_of_range"_s, u"must be base64 of 1 to %1 bytes"_s.arg(maxInitBytes));
    else
        info.init = init.decoded;
    parseChunks(json[u"chunks"], path + u".chunks"_s, info.chunks);
    return info;
}

void ManifestParser::checkTogether(const Manifest &manifest)
{
    using std::chrono::milliseconds;
    qint64 endMs = manifest.durationMs; // of the rung that ends last, on its decoder's timeline
    for (size_t i = 0; i < manifest.rungs.size(); ++i) {
        const RungInfo &rung = manifest.rungs[i];
        const QString path = u"rungs[%1]"_s.arg(i);
        if (i > 0 && rung.rung <= manifest.rungs[i - 1].rung)
            report(path + u".rung"_s, u"not_ascending"_s, u"rungs must ascend, each once"_s);
        if (std::abs(rung.samples * 1000 - manifest.durationMs * rung.sampleRate) > lengthToleranceMs * rung.sampleRate)
            report(path + u".samples"_s, u"inconsistent"_s, u"must last as long as duration_ms says"_s);
        if (rung.chunks.size() != manifest.rungs.front().chunks.size())
            report(path + u".chunks"_s, u"inconsistent"_s, u"every rung must have as many chunks as the others"_s);
        endMs = std::max(endMs, ((rung.encoderDelay + rung.samples) * 1000 + rung.sampleRate - 1) / rung.sampleRate);
    }
    const auto count = int(manifest.rungs.front().chunks.size());
    if (count < chunkCount(milliseconds(manifest.durationMs)) || count > chunkCount(milliseconds(endMs)))
        report(u"rungs[0].chunks"_s, u"inconsistent"_s, u"the number of chunks must follow from the duration"_s);
}

Result<Manifest> ManifestParser::parse(const QJsonObject &json)
{
    Manifest manifest;
    if (const auto asset = AssetId::parse(json[u"asset"].toString()))
        manifest.asset = *asset;
    else
        report(u"asset"_s, u"not_an_id"_s, u"must be a UUID in lower case"_s);
    manifest.durationMs = integer(json[u"duration_ms"], u"duration_ms"_s, 1, chunkStart(maxChunks).count());
    manifest.loudnessLufs = decibels(json[u"loudness_lufs"], u"loudness_lufs"_s);
    manifest.truePeakDbtp = decibels(json[u"true_peak_dbtp"], u"true_peak_dbtp"_s);
    const QJsonArray rungs = json[u"rungs"].toArray();
    if (rungs.isEmpty() || rungs.size() > qsizetype(allRungs.size()))
        report(u"rungs"_s, u"out_of_range"_s, u"must be an array of 1 to %1 rungs"_s.arg(allRungs.size()));
    for (qsizetype i = 0; i < rungs.size() && !m_error; ++i)
        manifest.rungs.push_back(parseRungInfo(rungs[i], u"rungs[%1]"_s.arg(i)));
    if (!m_error)
        checkTogether(manifest);
    if (m_error)
        return *m_error;
    return manifest;
}

} // namespace

const RungInfo *Manifest::find(Rung rung) const
{
    const auto found = std::find_if(rungs.begin(), rungs.end(), [rung](const RungInfo &info) { return info.rung == rung; });
    return found == rungs.end() ? nullptr : &*found;
}

QJsonObject toJson(const Manifest &manifest)
{
    QJsonArray rungs;
    for (const RungInfo &rung : manifest.rungs)
        rungs.append(rungToJson(rung));
    return {{u"asset"_s, manifest.asset.toString()},
            {u"duration_ms"_s, manifest.durationMs},
            {u"loudness_lufs"_s, manifest.loudnessLufs},
            {u"true_peak_dbtp"_s, manifest.truePeakDbtp},
            {u"rungs"_s, rungs}};
}

Result<Manifest> parseManifest(const QJsonObject &json)
{
    return ManifestParser().parse(json);
}

} // namespace melody::media
