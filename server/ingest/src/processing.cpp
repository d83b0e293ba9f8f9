// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "processing.h"

#include <crypto/sealed_key.h>
#include <wire/chapters.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace melody::ingest {
namespace {

bool isWorthAnotherTry(const Error &error)
{
    return error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Internal;
}

FieldError problemOf(const FileRef &ref, const Error &error)
{
    const QString field = ref.position == artworkPosition ? u"artwork"_s : u"tracks[%1].upload"_s.arg(ref.position);
    if (isWorthAnotherTry(error) || error.code == u"worker_lost")
        return {field, u"processing_failed"_s, u"We could not process this file, though we tried several times."_s};
    return {field, error.code, error.detail};
}

// The folders of all attempts at a file start with this.
QString stagingName(const FileRef &ref)
{
    return u"%1_%2_%3_"_s.arg(ref.user.toString(), ref.release.toString()).arg(ref.position);
}

std::optional<FileRef> parseStagingName(const QString &name)
{
    const QStringList parts = name.split(u'_');
    const auto user = UserId::parse(parts.value(0));
    const auto release = ContentId::parse(parts.value(1));
    bool isNumber = false;
    const int position = parts.value(2).toInt(&isNumber);
    return user && release && isNumber ? std::optional(FileRef{*user, *release, position}) : std::nullopt;
}

// A folder of this attempt's own: a lost worker that still lives must not mix its files with ours. Gone with the object.
class Staging {
public:
    Staging(const QString &root, const FileRef &ref)
    {
        const QDir dir(root);
        for (const QString &earlier : dir.entryList({stagingName(ref) + u'*'}, QDir::Dirs))
            QDir(dir.filePath(earlier)).removeRecursively();
        m_dir = QDir(dir.filePath(stagingName(ref) + QUuid::createUuid().toString(QUuid::WithoutBraces)));
        m_made = dir.mkpath(m_dir.path());
    }
    ~Staging() { m_dir.removeRecursively(); }
    Staging(const Staging &) = delete;
    Staging &operator=(const Staging &) = delete;
    [[nodiscard]] bool isMade() const { return m_made; }
    [[nodiscard]] QString path() const { return m_dir.path(); }

private:
    QDir m_dir;
    bool m_made = false;
};

Result<QString> objectNameOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(ErrorKind::Unavailable, u"staging_failed"_s, file.errorString());
    return QString::fromLatin1(hash.result().toHex());
}

catalog::PublishedTrack publishedTrack(const wire::NewTrack &draft, const ReleaseFile &file, media::Manifest manifest)
{
    catalog::PublishedTrack track;
    track.id = file.content;
    track.title = draft.title;
    track.artistName = draft.artistName;
    track.discNumber = draft.discNumber;
    track.trackNumber = draft.trackNumber;
    track.isrc = draft.isrc;
    track.explicitContent = draft.explicitContent;
    track.credits = draft.credits;
    if (auto lyrics = media::parseLyrics(draft.lyrics)) // read before, when the release was described
        track.lyrics = std::move(*lyrics);
    if (auto chapters = wire::parseChapters(file.outcome[u"chapters"].toObject())) // absent: processed by a worker that read none
        track.chapters = std::move(*chapters);
    track.releaseDate = draft.releaseDate;
    track.description = draft.description;
    const QJsonObject objects = file.outcome[u"objects"].toObject();
    for (const media::RungInfo &rung : manifest.rungs)
        track.asset.objects.push_back({rung.rung, objects[media::rungName(rung.rung)].toString().toLatin1()});
    track.asset.manifest = std::move(manifest);
    track.asset.wrappedKey = file.wrappedKey;
    track.asset.waveform = file.waveform;
    return track;
}

std::optional<catalog::PublishedImage> publishedImage(const QJsonObject &outcome)
{
    const auto id = ImageId::parse(outcome[u"id"].toString());
    if (!id)
        return std::nullopt;
    catalog::PublishedImage image;
    image.id = *id;
    image.color = outcome[u"color"].toString();
    const QJsonObject sizes = outcome[u"sizes"].toObject();
    for (const int edge : transcoding::artworkSizes) {
        if (const QJsonValue object = sizes[QString::number(edge)]; object.isString())
            image.sizes.push_back({edge, object.toString().toLatin1()});
    }
    return image;
}

Result<catalog::PublishedRelease> publishedRelease(const FileRef &ref, const wire::NewRelease &draft, const std::vector<ReleaseFile> &files)
{
    catalog::PublishedRelease release;
    release.id = ref.release;
    release.kind = draft.kind;
    release.title = draft.title;
    release.artistName = draft.artistName;
    release.releaseDate = draft.releaseDate;
    release.upc = draft.upc;
    release.licence = draft.licence;
    release.attribution = draft.attribution;
    release.description = draft.description;
    release.publisher = ref.user;
    for (const ReleaseFile &file : files) {
        if (file.position == artworkPosition) {
            release.image = publishedImage(file.outcome);
            continue;
        }
        Result<media::Manifest> manifest = media::parseManifest(file.outcome[u"manifest"].toObject());
        if (!manifest)
            return fail(ErrorKind::Internal, u"manifest_unreadable"_s, manifest.error().detail);
        release.tracks.push_back(publishedTrack(draft.tracks.at(file.position), file, std::move(*manifest)));
    }
    return release;
}

} // namespace

Processing::Processing(ReleaseStore &releases, const UploadFiles &uploads, QString stagingDir, catalog::Catalog &catalog,
                       objects::ObjectStore &objects, telemetry::Telemetry &telemetry, const Options &options)
    : m_releases(releases), m_uploads(uploads), m_stagingDir(std::move(stagingDir)), m_catalog(catalog), m_objects(objects),
      m_telemetry(telemetry), m_options(options), m_worker(options.worker)
{
    m_worker.interrupt = &m_interrupt;
}

std::vector<jobs::Handler> Processing::handlers()
{
    return {fileHandler(trackJob, &Processing::makeTrack), fileHandler(artworkJob, &Processing::makeArtwork), publishHandler()};
}

jobs::Handler Processing::fileHandler(const char *kind, Work work)
{
    const auto run = [this, work](const jobs::Job &job) {
        return parseFileRef(job.payload).and_then([&](const FileRef &ref) { return processFile(ref, work); });
    };
    const auto dead = [this](const jobs::Job &job, const Error &error) {
        if (const auto ref = parseFileRef(job.payload))
            rejectFile(*ref, error);
    };
    return {QString::fromLatin1(kind), run, dead};
}

jobs::Handler Processing::publishHandler()
{
    const auto run = [this](const jobs::Job &job) {
        return parseFileRef(job.payload).and_then([&](const FileRef &ref) { return publish(ref); });
    };
    const auto dead = [this](const jobs::Job &job, const Error &error) {
        const auto ref = parseFileRef(job.payload);
        if (!ref)
            return;
        QList<FieldError> problems = error.fields;
        if (problems.isEmpty())
            problems = {{QString(), isWorthAnotherTry(error) ? u"publication_failed"_s : error.code, error.detail}};
        if (const Result<void> rejected = m_releases.rejectRelease(*ref, problems); !rejected)
            throw std::runtime_error(rejected.error().detail.toStdString()); // the runner comes back
    };
    return {QString::fromLatin1(publishJob), run, dead};
}

Result<void> Processing::processFile(const FileRef &ref, Work work)
{
    const auto file = m_releases.waitingFile(ref);
    if (!file)
        return tl::unexpected(file.error());
    if (!*file)
        return {};
    const Staging staging(m_stagingDir, ref);
    if (!staging.isMade())
        return fail(ErrorKind::Unavailable, u"staging_failed"_s, u"The staging folder can't be made."_s);
    const Result<FileOutcome> outcome = (this->*work)(**file, staging.path());
    if (!outcome)
        return tl::unexpected(outcome.error()); // one that is the file's fault is final, and rejects it in onDead
    if (outcome->objects.isEmpty())
        return m_releases.finishFile(ref, *outcome);
    if (const Result<void> announced = m_releases.announceObjects(ref.user, outcome->objects); !announced)
        return announced;
    for (const QString &name : QDir(staging.path()).entryList({u"*.pack"_s}, QDir::Files)) {
        if (const auto stored = m_objects.putFile(staging.path() + u'/' + name); !stored)
            return tl::unexpected(stored.error());
    }
    return m_releases.finishFile(ref, *outcome);
}

void Processing::rejectFile(const FileRef &ref, const Error &error)
{
    const FieldError problem = problemOf(ref, error);
    m_telemetry.count("melody_ingest_rejected_total", 1, "reason=\"" + problem.code.toLatin1() + '"');
    if (const Result<void> rejected = m_releases.rejectFile(ref, problem); !rejected)
        throw std::runtime_error(rejected.error().detail.toStdString()); // the runner comes back
}

// A key of this attempt's own: should the attempt be lost and made again, no nonce is used twice.
Result<FileOutcome> Processing::makeTrack(const WaitingFile &file, const QString &staging)
{
    const auto key = crypto::ContentKey::generate();
    const AssetId asset = AssetId::create(m_telemetry.clock().now());
    const QString extension = QFileInfo(file.fileName).suffix().toLower();
    const auto made =
        transcoding::transcodeInChild(m_worker, {m_uploads.path(file.upload), extension, staging, asset, key, m_options.limits});
    if (!made)
        return tl::unexpected(made.error());
    QJsonObject objects;
    FileOutcome outcome;
    for (const media::RungInfo &rung : made->manifest.rungs) {
        const Result<QString> name = objectNameOf(u"%1/%2.pack"_s.arg(staging, media::rungName(rung.rung)));
        if (!name)
            return tl::unexpected(name.error());
        objects.insert(media::rungName(rung.rung), *name);
        outcome.objects.append(*name);
    }
    outcome.outcome = {
        {u"manifest"_s, media::toJson(made->manifest)}, {u"objects"_s, objects}, {u"chapters"_s, wire::toJson(made->chapters)}};
    outcome.wrappedKey = crypto::wrapKey(key, asset, m_options.masterKey);
    outcome.waveform = made->waveform;
    return outcome;
}

Result<FileOutcome> Processing::makeArtwork(const WaitingFile &file, const QString &staging)
{
    const auto made = transcoding::renderArtworkInChild(m_worker, {m_uploads.path(file.upload), staging});
    if (!made)
        return tl::unexpected(made.error());
    QJsonObject sizes;
    for (const int size : made->sizes) {
        const auto object = m_objects.putFile(u"%1/%2.jpg"_s.arg(staging).arg(size));
        if (!object)
            return tl::unexpected(object.error());
        sizes.insert(QString::number(size), QString::fromLatin1(*object));
    }
    const ImageId id = ImageId::create(m_telemetry.clock().now());
    return FileOutcome{.outcome = {{u"id"_s, id.toString()}, {u"color"_s, made->color}, {u"sizes"_s, sizes}}};
}

Result<void> Processing::sweepStaging()
{
    const QDir root(m_stagingDir);
    for (const QString &name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (const auto ref = parseStagingName(name)) {
            const auto waiting = m_releases.waitingFile(*ref);
            if (!waiting)
                return tl::unexpected(waiting.error());
            if (*waiting)
                continue;
        }
        QDir(root.filePath(name)).removeRecursively();
    }
    return {};
}

Result<void> Processing::publish(const FileRef &release)
{
    return m_releases.publish(
        release, [&](db::Transaction &transaction, const wire::NewRelease &draft, const std::vector<ReleaseFile> &files) -> Result<void> {
            return publishedRelease(release, draft, files)
                .and_then([&](const catalog::PublishedRelease &ready) { return m_catalog.publish(transaction, ready); })
                .map([](bool) {});
        });
}

} // namespace melody::ingest
