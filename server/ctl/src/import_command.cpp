// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "api_client.h"
#include "command.h"
#include "import_plan.h"
#include "progress_line.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QThread>

#include <cstdio>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 partBytes = 1024 * 1024;
constexpr int pollMs = 250;

Result<std::vector<PlannedRelease>> plan(const QDir &folder, const QString &catalogueFile)
{
    QFile file(catalogueFile.isEmpty() ? folder.filePath(u"catalogue.json"_s) : catalogueFile);
    if (file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::NotFound, u"file_unreadable"_s, u"%1 can't be read: %2"_s.arg(file.fileName(), file.errorString()));
        const auto json = wire::parseObject(file.readAll(), 64 * 1024 * 1024);
        return json ? planFromCatalogue(*json) : tl::unexpected(json.error());
    }
    if (!catalogueFile.isEmpty())
        return fail(ErrorKind::NotFound, u"file_unreadable"_s, u"%1 is not there."_s.arg(catalogueFile));
    QStringList files;
    for (QDirIterator walk(folder.path(), QDir::Files, QDirIterator::Subdirectories); walk.hasNext();)
        files.append(folder.relativeFilePath(walk.next()));
    return planFromFiles(files);
}

class Importer {
public:
    Importer(ApiClient &api, QDir folder) : m_api(api), m_folder(std::move(folder)) {}

    // Id of the release, which is being processed then.
    Result<ContentId> send(const PlannedRelease &planned, ProgressLine &progress)
    {
        wire::NewRelease release = planned.release;
        if (!planned.artworkFile.isEmpty()) {
            const auto artwork = upload(planned.artworkFile, progress);
            if (!artwork)
                return tl::unexpected(artwork.error());
            release.artwork = *artwork;
        }
        for (const PlannedTrack &plannedTrack : planned.tracks) {
            const auto id = upload(plannedTrack.file, progress);
            if (!id)
                return tl::unexpected(id.error());
            release.tracks.append(plannedTrack.track);
            release.tracks.last().upload = *id;
        }
        const QJsonObject body = wire::toJson(release);
        const QByteArray print =
            QCryptographicHash::hash(QJsonDocument(body).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256).toHex();
        const auto made = m_api.post(u"/v1/studio/releases"_s, body, "release-" + print.left(32));
        if (!made)
            return tl::unexpected(made.error());
        const auto state = wire::parseReleaseState(*made);
        if (!state)
            return tl::unexpected(state.error());
        const QString id = state->id.toString();
        const auto published = m_api.post(u"/v1/studio/releases/%1/publications"_s.arg(id), {}, "publish-" + id.toLatin1());
        if (!published)
            return tl::unexpected(published.error());
        return state->id;
    }

    Result<wire::ReleaseState> state(const ContentId &release)
    {
        const auto json = m_api.get(u"/v1/studio/releases/%1"_s.arg(release.toString()));
        return json ? wire::parseReleaseState(*json) : tl::unexpected(json.error());
    }

private:
    // Goes on where an earlier attempt stopped: the same file gets the same upload.
    Result<UploadId> upload(const QString &path, ProgressLine &progress)
    {
        QFile file(m_folder.filePath(path));
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
            return failField(path, u"file_unreadable"_s, file.errorString());
        const wire::NewUpload request{.fileName = QFileInfo(path).fileName(), .sizeBytes = file.size(), .sha256 = hash.result()};
        const QByteArray key =
            "upload-" + QCryptographicHash::hash(request.sha256 + path.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
        const auto made = m_api.post(u"/v1/studio/uploads"_s, wire::toJson(request), key);
        if (!made)
            return nameField(made.error(), path);
        auto state = wire::parseUploadState(*made);
        if (state) {
            const auto now = m_api.get(u"/v1/studio/uploads/%1"_s.arg(state->id.toString()));
            state = now ? wire::parseUploadState(*now) : tl::unexpected(now.error());
        }
        const qint64 before = m_sentBytes;
        while (state && !state->complete) {
            file.seek(state->offsetBytes);
            const auto patched =
                m_api.patch(u"/v1/studio/uploads/%1"_s.arg(state->id.toString()), file.read(partBytes), state->offsetBytes);
            state = patched ? wire::parseUploadState(*patched) : tl::unexpected(patched.error());
            if (state)
                progress.update(before + state->offsetBytes, path);
        }
        if (!state)
            return nameField(state.error(), path);
        m_sentBytes = before + file.size();
        progress.update(m_sentBytes, path);
        return state->id;
    }
    static tl::unexpected<Error> nameField(Error error, const QString &path)
    {
        if (error.fields.isEmpty())
            error.fields.append({path, error.code, error.detail});
        return tl::unexpected(std::move(error));
    }

    ApiClient &m_api;
    QDir m_folder;
    qint64 m_sentBytes = 0;
};

Result<int> waitUntilPublished(Importer &importer, const std::vector<std::pair<PlannedRelease, ContentId>> &sent)
{
    int total = 0;
    for (const auto &[planned, id] : sent)
        total += int(planned.tracks.size());
    ProgressLine progress(u"processing"_s, total);
    int before = 0;
    int rejected = 0;
    for (const auto &[planned, id] : sent) {
        for (;;) {
            const auto state = importer.state(id);
            if (!state)
                return tl::unexpected(state.error());
            progress.update(before + state->tracksDone, planned.release.title);
            if (state->state == u"rejected"_s) {
                ++rejected;
                fprintf(stderr, "\n%s was rejected:\n", qPrintable(planned.release.title));
                for (const FieldError &problem : state->problems)
                    fprintf(stderr, "  %s: %s (%s)\n", qPrintable(problem.field), qPrintable(problem.detail), qPrintable(problem.code));
            }
            if (state->state == u"published"_s || state->state == u"rejected"_s)
                break;
            QThread::msleep(pollMs);
        }
        before += int(planned.tracks.size());
        progress.update(before, planned.release.title);
    }
    return rejected;
}

Result<std::unique_ptr<ApiClient>> connectTo(const QCommandLineParser &options)
{
    const auto server = required(options, u"server"_s);
    const auto email = required(options, u"email"_s);
    const auto passwordFile = required(options, u"password-file"_s);
    for (const auto *needed : {&server, &email, &passwordFile})
        if (!*needed)
            return tl::unexpected(needed->error());
    const auto password = readSecretLine(*passwordFile);
    if (!password)
        return tl::unexpected(password.error());
    auto api = ApiClient::create(QUrl(*server), options.value(u"ca-file"_s));
    if (!api)
        return api;
    if (const auto signedIn = (*api)->signIn(*email, *password); !signedIn)
        return tl::unexpected(signedIn.error());
    return api;
}

Result<void> importFolder(const QCommandLineParser &options)
{
    if (options.positionalArguments().size() != 2)
        return failField(u"DIR"_s, u"required"_s, u"name the folder to import"_s);
    const QDir folder(options.positionalArguments().at(1));
    const auto releases = plan(folder, options.value(u"catalogue"_s));
    if (!releases)
        return tl::unexpected(releases.error());
    const auto api = connectTo(options);
    if (!api)
        return tl::unexpected(api.error());

    qint64 bytes = 0;
    for (const PlannedRelease &release : *releases) {
        bytes += release.artworkFile.isEmpty() ? 0 : QFileInfo(folder.filePath(release.artworkFile)).size();
        for (const PlannedTrack &track : release.tracks)
            bytes += QFileInfo(folder.filePath(track.file)).size();
    }
    Importer importer(**api, folder);
    std::vector<std::pair<PlannedRelease, ContentId>> sent;
    {
        ProgressLine progress(u"uploading"_s, bytes);
        for (const PlannedRelease &release : *releases) {
            const auto id = importer.send(release, progress);
            if (!id)
                return tl::unexpected(id.error());
            sent.emplace_back(release, *id);
        }
    }
    const auto rejected = waitUntilPublished(importer, sent);
    if (!rejected)
        return tl::unexpected(rejected.error());
    for (const auto &[planned, id] : sent)
        printf("%s  %s - %s\n", qPrintable(id.toString()), qPrintable(planned.release.artistName), qPrintable(planned.release.title));
    if (*rejected > 0)
        return fail(ErrorKind::Invalid, u"releases_rejected"_s, u"%1 of %2 releases were rejected."_s.arg(*rejected).arg(sent.size()));
    return {};
}

} // namespace

Command importCommand()
{
    return {.name = "import",
            .summary = "upload a folder of music and publish it",
            .usage = "DIR --server URL --email E --password-file F [--ca-file F] [--catalogue F]",
            .examples = "  melodyctl import ~/Music/Demo --server https://127.0.0.1:8443 --ca-file ca.pem --email ana@example.org \\\n"
                        "      --password-file ana.txt\n"
                        "DIR/catalogue.json describes the releases; without it every folder with audio files becomes an album, named\n"
                        "after \"Artist/Album/01 - Title.flac\". Goes through the public interface, so the account must be a creator's.\n"
                        "Run again after an interruption: it goes on where it stopped.\n",
            .addOptions =
                [](QCommandLineParser &parser) {
                    parser.addOptions({{u"server"_s, u"Base URL of melodyd."_s, u"URL"_s},
                                       {u"ca-file"_s, u"Accept only certificates of this authority (PEM)."_s, u"F"_s},
                                       {u"email"_s, u"Account of a creator."_s, u"E"_s},
                                       {u"password-file"_s, u"File whose first line is the password."_s, u"F"_s},
                                       {u"catalogue"_s, u"Description of the releases; paths in it are relative to DIR."_s, u"F"_s}});
                },
            .run = importFolder};
}

} // namespace melody::ctl
