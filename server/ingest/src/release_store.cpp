// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "release_store.h"

#include <ingest/sql.h>
#include <wire/json.h>

using namespace Qt::StringLiterals;

namespace melody::ingest {
namespace {

// A file that breaks its decoder is refused at once; what is tried again is our trouble, and a killed worker counts as a try.
constexpr int fileAttempts = 25;
constexpr int publishAttempts = 25;
// Long after any attempt of a job has ended.
constexpr std::chrono::hours objectLifetime{24};

tl::unexpected<Error> notFound()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such release."_s);
}

QJsonObject problemJson(const FieldError &problem)
{
    return {{u"field"_s, problem.field}, {u"code"_s, problem.code}, {u"detail"_s, problem.detail}};
}

wire::ReleaseState stateOf(const db::Row &row)
{
    wire::ReleaseState state{row.get<ContentId>("release_id"),
                             row.get<QString>("state"),
                             int(row.get<qint64>("tracks_done")),
                             int(row.get<qint64>("tracks_total")),
                             {}};
    const auto problems = row.get<QJsonArray>("problems");
    for (const QJsonValue &problem : problems)
        state.problems.append({problem[u"field"].toString(), problem[u"code"].toString(), problem[u"detail"].toString()});
    return state;
}

// The upload of each file of a release with the field that named it.
std::vector<std::pair<QString, UploadId>> uploadsOf(const wire::NewRelease &release)
{
    std::vector<std::pair<QString, UploadId>> uploads;
    for (qsizetype i = 0; i < release.tracks.size(); ++i)
        uploads.emplace_back(u"tracks[%1].upload"_s.arg(i), release.tracks[i].upload);
    if (release.artwork)
        uploads.emplace_back(u"artwork"_s, *release.artwork);
    return uploads;
}

Result<void> checkPlaces(const wire::NewRelease &release)
{
    QSet<std::pair<int, int>> places;
    for (qsizetype i = 0; i < release.tracks.size(); ++i) {
        const std::pair place(release.tracks[i].discNumber, release.tracks[i].trackNumber);
        if (places.contains(place))
            return failField(u"tracks[%1].track_number"_s.arg(i), u"taken"_s, u"Another track of the release has this place."_s);
        places.insert(place);
    }
    return {};
}

// Each upload is the creator's, complete, and in no other release.
Result<void> checkUploads(db::Transaction &transaction, const UserId &user, const wire::NewRelease &release)
{
    const auto uploads = uploadsOf(release);
    QStringList ids;
    for (const auto &[field, upload] : uploads)
        ids.append(upload.toString());
    QHash<UploadId, QString> unfit;
    QSet<UploadId> known;
    for (const db::Row &row : transaction.exec(sql::uploadsForUse, {user, ids})) {
        const auto upload = row.get<UploadId>("upload_id");
        known.insert(upload);
        if (row.get<bool>("in_use"))
            unfit.insert(upload, u"in_use"_s);
        else if (!row.get<bool>("complete"))
            unfit.insert(upload, u"incomplete"_s);
    }
    Error error{ErrorKind::Invalid, u"invalid_field"_s, u"The release names files that can't be used."_s};
    for (const auto &[field, upload] : uploads) {
        const QString code = known.contains(upload) ? unfit.value(upload) : u"not_found"_s;
        if (!code.isEmpty())
            error.fields.append({field, code, u"must be a complete upload of yours that no other release uses"_s});
        unfit.insert(upload, u"in_use"_s); // by this very field
    }
    if (!error.fields.isEmpty())
        return tl::unexpected(error);
    return {};
}

jobs::NewJob jobFor(const char *kind, const FileRef &ref, const QString &key, int attempts)
{
    return {.kind = QString::fromLatin1(kind), .key = key, .payload = toJson(ref), .maxAttempts = attempts};
}

Result<wire::ReleaseState> readState(db::Transaction &transaction, const UserId &user, const ContentId &release)
{
    const auto row = transaction.exec(sql::releases, {user, release, true, 1}).first();
    if (!row)
        return notFound();
    return stateOf(*row);
}

} // namespace

QJsonObject toJson(const FileRef &ref)
{
    return {{u"user"_s, ref.user.toString()}, {u"release"_s, ref.release.toString()}, {u"position"_s, ref.position}};
}

Result<FileRef> parseFileRef(const QJsonObject &json)
{
    wire::ObjectReader reader(json, wire::UnknownFields::Refuse);
    const FileRef ref{reader.id<UserId>(u"user"_s), reader.id<ContentId>(u"release"_s),
                      int(reader.integer(u"position"_s, artworkPosition, wire::maxTracks))};
    return reader.finish().map([&] { return ref; });
}

Result<wire::ReleaseState> ReleaseStore::create(const UserId &user, const wire::NewRelease &release)
{
    if (const Result<void> places = checkPlaces(release); !places)
        return tl::unexpected(places.error());
    const TimePoint now = m_clock.now();
    const ContentId id = ContentId::create(now);
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<wire::ReleaseState> {
        if (const Result<void> uploads = checkUploads(transaction, user, release); !uploads)
            return tl::unexpected(uploads.error());
        transaction.exec(sql::insertRelease, {user, id, wire::toJson(release), now});
        for (int i = 0; i < release.tracks.size(); ++i)
            transaction.exec(sql::insertFile, {user, id, i, release.tracks[i].upload, ContentId::create(now)});
        if (release.artwork)
            transaction.exec(sql::insertFile, {user, id, artworkPosition, *release.artwork, std::nullopt});
        return wire::ReleaseState{id, u"draft"_s, 0, int(release.tracks.size()), {}};
    });
}

Result<wire::ReleaseState> ReleaseStore::startPublication(const UserId &user, const ContentId &release)
{
    const TimePoint now = m_clock.now();
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<wire::ReleaseState> {
        const auto locked = transaction.exec(sql::lockRelease, {user, release}).first();
        if (!locked)
            return notFound();
        const auto state = locked->get<QString>("state");
        if (state == u"rejected")
            return fail(ErrorKind::Conflict, u"release_rejected"_s, u"This release was rejected; describe it again with sound files."_s);
        if (state == u"draft") {
            transaction.exec(sql::setReleaseState, {user, release, u"processing"_s, QJsonArray(), now});
            for (const db::Row &file : transaction.exec(sql::files, {user, release})) {
                const FileRef ref{user, release, file.get<int>("position")};
                const char *kind = ref.position == artworkPosition ? artworkJob : trackJob;
                jobs::enqueue(transaction, jobFor(kind, ref, u"%1/%2"_s.arg(release.toString()).arg(ref.position), fileAttempts), now);
            }
        }
        return readState(transaction, user, release);
    });
}

Result<wire::ReleaseState> ReleaseStore::state(const UserId &user, const ContentId &release)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) { return readState(transaction, user, release); });
}

Result<ReleasePage> ReleaseStore::page(const UserId &user, std::optional<ContentId> after, int limit)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<ReleasePage> {
        ReleasePage page;
        for (const db::Row &row : transaction.exec(sql::releases, {user, after, false, limit + 1}))
            page.items.append(stateOf(row));
        if (page.items.size() > limit) {
            page.items.removeLast();
            page.next = page.items.last().id;
        }
        return page;
    });
}

Result<std::optional<WaitingFile>> ReleaseStore::waitingFile(const FileRef &ref)
{
    return m_database.run(as(ref.user), [&](db::Transaction &transaction) -> Result<std::optional<WaitingFile>> {
        const auto row = transaction.exec(sql::waitingFile, {ref.user, ref.release, ref.position}).first();
        if (!row)
            return std::nullopt;
        return WaitingFile{row->get<UploadId>("upload_id"), row->get<QString>("file_name")};
    });
}

Result<void> ReleaseStore::announceObjects(const UserId &user, const QStringList &objects)
{
    const TimePoint now = m_clock.now();
    std::vector<Leftover> leftovers;
    for (const QString &object : objects)
        leftovers.push_back({LeftoverKind::Object, object});
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        leave(transaction, user, leftovers, now + objectLifetime, now);
        return {};
    });
}

Result<void> ReleaseStore::finishFile(const FileRef &ref, const FileOutcome &outcome)
{
    return m_database.run(as(ref.user), [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::lockRelease, {ref.user, ref.release});
        const auto finished = transaction.exec(
            sql::finishFile, {ref.user, ref.release, ref.position, outcome.outcome, outcome.wrappedKey, outcome.waveform, std::nullopt});
        if (finished.affected() == 0)
            return {}; // another attempt was faster; what this one stored stays a leftover
        if (!adoptObjects(transaction, outcome.objects))
            return fail(ErrorKind::Unavailable, u"objects_swept"_s, u"The job took so long that its objects were swept."_s);
        return settle(transaction, ref);
    });
}

Result<void> ReleaseStore::rejectFile(const FileRef &ref, const FieldError &problem)
{
    return m_database.run(as(ref.user), [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::lockRelease, {ref.user, ref.release});
        const auto rejected = transaction.exec(
            sql::finishFile, {ref.user, ref.release, ref.position, std::nullopt, std::nullopt, std::nullopt, problemJson(problem)});
        return rejected.affected() == 0 ? Result<void>() : settle(transaction, ref);
    });
}

Result<void> ReleaseStore::settle(db::Transaction &transaction, const FileRef &ref)
{
    bool rejected = false;
    for (const db::Row &file : transaction.exec(sql::files, {ref.user, ref.release})) {
        const auto state = file.get<QString>("state");
        if (state == u"waiting")
            return {};
        rejected |= state == u"rejected";
    }
    if (rejected)
        decide(transaction, ref, u"rejected"_s, {});
    else
        jobs::enqueue(transaction, jobFor(publishJob, {ref.user, ref.release}, ref.release.toString(), publishAttempts), m_clock.now());
    return {};
}

void ReleaseStore::decide(db::Transaction &transaction, const FileRef &release, const QString &state, const QJsonArray &problems)
{
    const TimePoint now = m_clock.now();
    const bool published = state == u"published";
    std::vector<Leftover> leftovers;
    QStringList uploads;
    for (const db::Row &file : transaction.exec(sql::files, {release.user, release.release})) {
        // Sound files of a rejected release can go into the next draft; the others have had their day.
        if (published || file.get<QString>("state") == u"rejected") {
            uploads.append(file.get<UploadId>("upload_id").toString());
            leftovers.push_back({LeftoverKind::Upload, uploads.last()});
        }
        // Packs are sealed under a key of their own, so nobody else has the same; pictures may be shared, and stay.
        if (published || file.get<int>("position") == artworkPosition)
            continue;
        const auto outcome = file.get<std::optional<QJsonObject>>("outcome").value_or(QJsonObject());
        const QJsonObject objects = outcome[u"objects"].toObject();
        for (const QJsonValue &object : objects)
            leftovers.push_back({LeftoverKind::Object, object.toString()});
    }
    transaction.exec(sql::setReleaseState, {release.user, release.release, state, problems, now});
    transaction.exec(sql::releaseFiles, {release.user, release.release});
    transaction.exec(sql::deleteUploads, {release.user, uploads});
    leave(transaction, release.user, leftovers, now, now);
}

Result<void> ReleaseStore::publish(const FileRef &release, const Publish &publish)
{
    return m_database.run(as(release.user), [&](db::Transaction &transaction) -> Result<void> {
        const auto row = transaction.exec(sql::lockRelease, {release.user, release.release}).first();
        if (!row || row->get<QString>("state") != u"processing")
            return {};
        const Result<wire::NewRelease> draft = wire::parseNewRelease(row->get<QJsonObject>("draft"));
        if (!draft)
            return tl::unexpected(draft.error());
        std::vector<ReleaseFile> files;
        for (const db::Row &file : transaction.exec(sql::files, {release.user, release.release})) {
            files.push_back({file.get<int>("position"), file.get<std::optional<ContentId>>("content_id").value_or(ContentId()),
                             file.get<QJsonObject>("outcome"), file.get<std::optional<QByteArray>>("wrapped_key").value_or(QByteArray()),
                             file.get<std::optional<QByteArray>>("waveform").value_or(QByteArray())});
        }
        if (const Result<void> published = publish(transaction, *draft, files); !published)
            return published;
        decide(transaction, release, u"published"_s, {});
        return {};
    });
}

Result<void> ReleaseStore::rejectRelease(const FileRef &release, const QList<FieldError> &problems)
{
    QJsonArray array;
    for (const FieldError &problem : problems)
        array.append(problemJson(problem));
    return m_database.run(as(release.user), [&](db::Transaction &transaction) -> Result<void> {
        const auto row = transaction.exec(sql::lockRelease, {release.user, release.release}).first();
        if (row && row->get<QString>("state") == u"processing")
            decide(transaction, release, u"rejected"_s, array);
        return {};
    });
}

} // namespace melody::ingest
