// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "importer.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QTimer>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 partBytes = 1024 * 1024;
constexpr int pollMs = 500;

tl::unexpected<Error> inFile(const QString &file, Error error)
{
    error.detail = QFileInfo(file).fileName() + u": "_s + error.detail;
    return tl::unexpected(std::move(error));
}

tl::unexpected<Error> unreadable(const QFile &file)
{
    return fail(ErrorKind::Invalid, u"unreadable"_s, u"%1: %2"_s.arg(file.fileName(), file.errorString()));
}

QByteArray keyOf(const QByteArray &step, const QByteArray &about)
{
    return "import-" + step + '-' + QCryptographicHash::hash(about, QCryptographicHash::Sha256).toHex();
}

// "tracks[2].audio" -> the file that it is about.
QString fileOf(const QString &field, const PlannedRelease &planned)
{
    if (field.startsWith(u"artwork"))
        return QFileInfo(planned.artwork).fileName();
    if (!field.startsWith(u"tracks["))
        return {};
    const qsizetype index = field.sliced(7).section(u']', 0, 0).toLongLong();
    return index < planned.files.size() ? QFileInfo(planned.files[index]).fileName() : QString();
}

} // namespace

qint64 totalBytes(const QList<PlannedRelease> &releases)
{
    qint64 total = 0;
    for (const PlannedRelease &planned : releases) {
        for (const QString &file : planned.files)
            total += QFileInfo(file).size();
        total += planned.artwork.isEmpty() ? 0 : QFileInfo(planned.artwork).size();
    }
    return total;
}

Result<ImportedRelease> Importer::import(const PlannedRelease &planned)
{
    const auto made = describe(planned);
    if (!made)
        return tl::unexpected(made.error());
    auto state = wire::parseReleaseState(*made);
    if (!state)
        return tl::unexpected(state.error());
    const QString path = u"/v1/studio/releases/"_s + state->id.toString() + u"/publications"_s;
    if (const auto asked = m_api.call("POST", path, {}, keyOf("publication", state->id.toString().toLatin1())); !asked)
        return tl::unexpected(asked.error());
    state = waitFor(state->id, planned.release.title);
    if (!state)
        return tl::unexpected(state.error());
    ImportedRelease imported{state->id, planned.release.title, state->state, {}};
    for (const FieldError &problem : std::as_const(state->problems)) {
        const QString file = fileOf(problem.field, planned);
        imported.problems.append((file.isEmpty() ? problem.field : file) + u": "_s + problem.detail + u" ("_s + problem.code + u')');
    }
    return imported;
}

// Uploads that the server has no longer became a release (the same description finds it again) or expired (then the files are sent anew).
Result<QJsonObject> Importer::describe(const PlannedRelease &planned)
{
    const qint64 doneBefore = m_doneBytes;
    for (int attempt = 0;; ++attempt) {
        m_doneBytes = doneBefore;
        bool anyGone = false;
        wire::NewRelease release = planned.release;
        for (qsizetype i = 0; i < release.tracks.size(); ++i) {
            const auto id = upload(planned.files[i], attempt, anyGone);
            if (!id)
                return inFile(planned.files[i], id.error());
            release.tracks[i].upload = *id;
        }
        if (!planned.artwork.isEmpty()) {
            const auto id = upload(planned.artwork, attempt, anyGone);
            if (!id)
                return inFile(planned.artwork, id.error());
            release.artwork = *id;
        }
        const QJsonObject description = wire::toJson(release);
        const QByteArray about = QJsonDocument(description).toJson(QJsonDocument::Compact);
        auto made = m_api.call("POST", u"/v1/studio/releases"_s, description, keyOf("release", about));
        if (made || !anyGone || made.error().kind != ErrorKind::Invalid || attempt == 2)
            return made;
    }
}

Result<UploadId> Importer::upload(const QString &file, int attempt, bool &gone)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return unreadable(in);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!hash.addData(&in))
        return unreadable(in);
    const wire::NewUpload wanted{QFileInfo(file).fileName(), in.size(), hash.result()};
    const QByteArray about = wanted.fileName.toUtf8() + '/' + wanted.sha256.toHex() + '/' + QByteArray::number(attempt);
    const auto made = m_api.call("POST", u"/v1/studio/uploads"_s, wire::toJson(wanted), keyOf("upload", about));
    const auto created = made ? wire::parseUploadState(*made) : tl::unexpected(made.error());
    if (!created)
        return tl::unexpected(created.error());
    const auto now = m_api.call("GET", u"/v1/studio/uploads/"_s + created->id.toString());
    if (!now && now.error().kind == ErrorKind::NotFound) {
        gone = true;
        m_doneBytes += wanted.sizeBytes;
        return created->id;
    }
    const auto state = now ? wire::parseUploadState(*now) : tl::unexpected(now.error());
    if (!state)
        return tl::unexpected(state.error());
    if (const auto sent = sendParts(file, *state); !sent)
        return tl::unexpected(sent.error());
    return state->id;
}

Result<void> Importer::sendParts(const QString &file, wire::UploadState state)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return unreadable(in);
    const QString path = u"/v1/studio/uploads/"_s + state.id.toString();
    const QString name = QFileInfo(file).fileName();
    int lostParts = 0;
    while (!state.complete) {
        m_progress.show(m_doneBytes + state.offsetBytes, name);
        if (!in.seek(state.offsetBytes))
            return unreadable(in);
        const auto sent = m_api.send({"PATCH",
                                      path,
                                      in.read(partBytes),
                                      "application/offset+octet-stream",
                                      {{"Upload-Offset", QByteArray::number(state.offsetBytes)}}});
        // After a lost answer the server may be further than we think.
        const bool conflict = !sent && sent.error().kind == ErrorKind::Conflict && ++lostParts < 10;
        if (!sent && !conflict)
            return tl::unexpected(sent.error());
        const auto answer = conflict ? m_api.call("GET", path) : sent;
        if (!answer)
            return tl::unexpected(answer.error());
        const auto next = wire::parseUploadState(*answer);
        if (!next)
            return tl::unexpected(next.error());
        state = *next;
    }
    m_doneBytes += state.sizeBytes;
    m_progress.show(m_doneBytes, name);
    return {};
}

Result<wire::ReleaseState> Importer::waitFor(const ContentId &release, const QString &title)
{
    for (;;) {
        const auto answer = m_api.call("GET", u"/v1/studio/releases/"_s + release.toString());
        if (!answer)
            return tl::unexpected(answer.error());
        const auto state = wire::parseReleaseState(*answer);
        if (!state || state->state == u"published" || state->state == u"rejected")
            return state;
        m_progress.show(m_doneBytes, u"%1: %2 of %3 tracks are ready"_s.arg(title).arg(state->tracksDone).arg(state->tracksTotal));
        QEventLoop pause;
        QTimer::singleShot(pollMs, &pause, &QEventLoop::quit);
        pause.exec();
    }
}

} // namespace melody::ctl
