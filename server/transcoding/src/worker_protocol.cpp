// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "worker_protocol.h"

#include "tags.h"

#include <QtCore/QRegularExpression>
#include <wire/chapters.h>

using namespace Qt::StringLiterals;

namespace melody::transcoding {
namespace {

constexpr qint64 maxSamples = 1LL << 50;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString base64(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toBase64());
}

QByteArray encodeError(const Error &error)
{
    // Kinds travel as two words: the file's fault, or worth another try.
    return compact({{u"rejected"_s, error.kind == ErrorKind::Invalid}, {u"code"_s, error.code}, {u"detail"_s, error.detail.left(500)}});
}

tl::unexpected<Error> notUnderstood(const QString &why)
{
    return fail(ErrorKind::Internal, u"worker_answer"_s, u"The media worker's answer can't be understood: %1"_s.arg(why));
}

// The object inside of an answer, or the error it carries.
Result<QJsonObject> decodeAnswer(QByteArrayView bytes, const QString &member)
{
    const Result<QJsonObject> answer = wire::parseObject(bytes, maxAnswerBytes);
    if (!answer)
        return notUnderstood(answer.error().detail);
    if (const QJsonValue value = answer->value(member); value.isObject())
        return value.toObject();
    static const QRegularExpression word(u"^[a-z_]{1,40}$"_s);
    const QString code = answer->value(u"code"_s).toString();
    if (!word.match(code).hasMatch())
        return notUnderstood(u"neither an outcome nor an error"_s);
    const ErrorKind kind = answer->value(u"rejected"_s).toBool() ? ErrorKind::Invalid : ErrorKind::Internal;
    return fail(kind, code, cleanTag(answer->value(u"detail"_s).toString().toUtf8().constData()));
}

} // namespace

QByteArray encodeRequest(const WorkerRequest &request)
{
    if (const auto *audio = std::get_if<AudioRequest>(&request)) {
        return compact({{u"kind"_s, u"audio"_s},
                        {u"source"_s, audio->sourcePath},
                        {u"staging"_s, audio->stagingDir},
                        {u"extension"_s, audio->extension},
                        {u"asset"_s, audio->asset.toString()},
                        {u"key"_s, base64(audio->key.bytes())},
                        {u"min_duration_ms"_s, audio->limits.minDurationMs},
                        {u"max_duration_ms"_s, audio->limits.maxDurationMs}});
    }
    const auto &artwork = std::get<ArtworkRequest>(request);
    return compact({{u"kind"_s, u"artwork"_s}, {u"source"_s, artwork.sourcePath}, {u"staging"_s, artwork.stagingDir}});
}

Result<WorkerRequest> decodeRequest(QByteArrayView bytes)
{
    const Result<QJsonObject> object = wire::parseObject(bytes, maxRequestBytes);
    if (!object)
        return tl::unexpected(object.error());
    wire::ObjectReader reader(*object, wire::UnknownFields::Refuse);
    const bool isAudio = reader.string(u"kind"_s, 1, 16) == u"audio";
    WorkerRequest request;
    const QString source = reader.string(u"source"_s, 1, 4096);
    const QString staging = reader.string(u"staging"_s, 1, 4096);
    if (isAudio) {
        AudioRequest audio;
        audio.sourcePath = source;
        audio.stagingDir = staging;
        audio.extension = reader.string(u"extension"_s, 0, 255);
        audio.asset = reader.id<AssetId>(u"asset"_s);
        audio.key = crypto::ContentKey(reader.base64(u"key"_s, crypto::contentKeyBytes, crypto::contentKeyBytes));
        audio.limits.minDurationMs = reader.integer(u"min_duration_ms"_s, 0, maxSamples);
        audio.limits.maxDurationMs = reader.integer(u"max_duration_ms"_s, 1, maxSamples);
        request = std::move(audio);
    } else {
        request = ArtworkRequest{source, staging};
    }
    return reader.finish().map([&] { return std::move(request); });
}

QByteArray encodeAnswer(const Result<AudioOutcome> &outcome)
{
    if (!outcome)
        return encodeError(outcome.error());
    QJsonObject tags;
    for (auto it = outcome->tags.begin(); it != outcome->tags.end(); ++it)
        tags.insert(it.key(), it.value());
    return compact({{u"audio"_s, QJsonObject{{u"manifest"_s, media::toJson(outcome->manifest)},
                                             {u"container"_s, outcome->container},
                                             {u"codec"_s, outcome->codec},
                                             {u"source_rate"_s, outcome->sourceRate},
                                             {u"source_channels"_s, outcome->sourceChannels},
                                             {u"source_samples"_s, outcome->sourceSamples},
                                             {u"waveform"_s, base64(outcome->waveform)},
                                             {u"tags"_s, tags},
                                             {u"chapters"_s, wire::toJson(outcome->chapters)}}}});
}

Result<AudioOutcome> decodeAudioAnswer(QByteArrayView bytes)
{
    const Result<QJsonObject> object = decodeAnswer(bytes, u"audio"_s);
    if (!object)
        return tl::unexpected(object.error());
    wire::ObjectReader reader(*object, wire::UnknownFields::Refuse);
    AudioOutcome outcome;
    outcome.container = reader.string(u"container"_s, 1, 16);
    outcome.codec = reader.string(u"codec"_s, 1, 32);
    outcome.sourceRate = int(reader.integer(u"source_rate"_s, 1, 1'000'000));
    outcome.sourceChannels = int(reader.integer(u"source_channels"_s, 1, 64));
    outcome.sourceSamples = reader.integer(u"source_samples"_s, 1, maxSamples);
    outcome.waveform = reader.base64(u"waveform"_s, 1, 1000);
    const QJsonObject tags = reader.object(u"tags"_s, true).value_or(QJsonObject());
    for (auto it = tags.begin(); it != tags.end() && outcome.tags.size() < 32; ++it)
        outcome.tags.insert(it.key().left(32), cleanTag(it.value().toString().toUtf8().constData()));
    const QJsonObject manifest = reader.object(u"manifest"_s, true).value_or(QJsonObject());
    const QJsonObject chapters = reader.object(u"chapters"_s, true).value_or(QJsonObject());
    if (const Result<void> read = reader.finish(); !read)
        return notUnderstood(read.error().detail);
    Result<media::Manifest> parsed = media::parseManifest(manifest);
    if (!parsed)
        return notUnderstood(parsed.error().detail);
    outcome.manifest = std::move(*parsed);
    const Result<media::Chapters> marks = wire::parseChapters(chapters);
    if (!marks)
        return notUnderstood(marks.error().detail);
    std::vector<media::RawChapter> raw;
    raw.reserve(size_t(marks->size()));
    for (const media::Chapter &chapter : *marks)
        raw.push_back({chapter.startMs, chapter.startMs, chapter.title});
    outcome.chapters = media::planChapters(std::move(raw), outcome.manifest.durationMs);
    return outcome;
}

QByteArray encodeAnswer(const Result<ArtworkOutcome> &outcome)
{
    if (!outcome)
        return encodeError(outcome.error());
    QJsonArray sizes;
    for (const int size : outcome->sizes)
        sizes.append(size);
    return compact({{u"artwork"_s, QJsonObject{{u"sizes"_s, sizes}, {u"color"_s, outcome->color}}}});
}

Result<ArtworkOutcome> decodeArtworkAnswer(QByteArrayView bytes)
{
    const Result<QJsonObject> object = decodeAnswer(bytes, u"artwork"_s);
    if (!object)
        return tl::unexpected(object.error());
    static const QRegularExpression color(u"^#[0-9a-f]{6}$"_s);
    ArtworkOutcome outcome;
    outcome.color = object->value(u"color"_s).toString();
    for (const QJsonValue &size : object->value(u"sizes"_s).toArray()) {
        if (std::ranges::find(artworkSizes, size.toInt()) != artworkSizes.end() && !outcome.sizes.contains(size.toInt()))
            outcome.sizes.append(size.toInt());
    }
    if (outcome.sizes.isEmpty() || !color.match(outcome.color).hasMatch())
        return notUnderstood(u"no sizes or no colour"_s);
    return outcome;
}

} // namespace melody::transcoding
