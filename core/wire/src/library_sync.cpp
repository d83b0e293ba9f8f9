// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/library_sync.h>

#include "library.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxRefusalDetail = 1000;

struct MutationWriter {
    QJsonObject operator()(const SetLike &body) const
    {
        return {{u"kind"_s, u"like"_s}, {u"content"_s, body.content.toString()}, {u"liked"_s, body.liked}};
    }
    QJsonObject operator()(const SetFollow &body) const
    {
        return {{u"kind"_s, u"follow"_s},
                {u"subject_kind"_s, body.kind},
                {u"subject"_s, body.subject.toString()},
                {u"following"_s, body.following}};
    }
    QJsonObject operator()(const NewPlaylist &body) const
    {
        return {{u"kind"_s, u"create_playlist"_s},
                {u"playlist"_s, body.id.toString()},
                {u"name"_s, body.name},
                {u"description"_s, body.description}};
    }
    QJsonObject operator()(const ChangePlaylist &body) const
    {
        QJsonObject json{{u"kind"_s, u"change_playlist"_s}, {u"playlist"_s, body.playlist.toString()}};
        merge(json, toJson(body.patch));
        if (body.was)
            json.insert(u"was"_s, toJson(*body.was));
        return json;
    }
    QJsonObject operator()(const DeletePlaylist &body) const
    {
        return {{u"kind"_s, u"delete_playlist"_s}, {u"playlist"_s, body.playlist.toString()}};
    }
    QJsonObject operator()(const EditPlaylist &body) const
    {
        QJsonObject json{{u"kind"_s, u"edit_playlist"_s}, {u"playlist"_s, body.playlist.toString()}};
        merge(json, toJson(body.edit));
        return json;
    }
    QJsonObject operator()(const SetPosition &body) const
    {
        QJsonObject json = toJson(rules::Place{body.session, body.positionMs});
        json.insert(u"kind"_s, u"position"_s);
        json.insert(u"content"_s, body.content.toString());
        json.insert(u"finished"_s, body.finished);
        if (body.knew)
            json.insert(u"knew"_s, toJson(*body.knew));
        return json;
    }
};

MutationBody readPlaylistMutation(ObjectReader &reader, const QString &kind)
{
    const auto playlist = reader.id<PlaylistId>(u"playlist"_s);
    if (kind == u"create_playlist") {
        return NewPlaylist{playlist, reader.string(u"name"_s, 1, maxPlaylistName),
                           readText(reader, u"description"_s, maxPlaylistDescription)};
    }
    if (kind == u"change_playlist") {
        const PlaylistPatch patch = readPlaylistPatch(reader);
        return ChangePlaylist{playlist, patch, reader.nested(u"was"_s, false, readPlaylistPatch)};
    }
    if (kind == u"edit_playlist")
        return EditPlaylist{playlist, readPlaylistEdit(reader)};
    return DeletePlaylist{playlist};
}

MutationBody readBody(ObjectReader &reader)
{
    const QString kind = readWord(reader, u"kind"_s);
    if (kind == u"like")
        return SetLike{reader.id<ContentId>(u"content"_s), reader.boolean(u"liked"_s)};
    if (kind == u"follow")
        return SetFollow{readWord(reader, u"subject_kind"_s), reader.id<ContentId>(u"subject"_s), reader.boolean(u"following"_s)};
    if (kind == u"position") {
        const auto content = reader.id<ContentId>(u"content"_s);
        const rules::Place place = readPlace(reader);
        return SetPosition{content, place.session, place.positionMs, reader.boolean(u"finished"_s),
                           reader.nested(u"knew"_s, false, readPlace)};
    }
    if (kind.endsWith(u"_playlist") && QStringList{u"create"_s, u"change"_s, u"delete"_s, u"edit"_s}.contains(kind.chopped(9)))
        return readPlaylistMutation(reader, kind);
    if (!kind.isEmpty())
        reader.report(u"kind"_s, u"not_supported"_s, u"must be a kind of mutation"_s);
    return {};
}

Mutation readMutation(ObjectReader &reader)
{
    const auto id = reader.id<MutationId>(u"id"_s);
    const TimePoint at = reader.time(u"at"_s);
    return {id, at, readBody(reader)};
}

QString outcomeName(MutationOutcome outcome)
{
    return outcome == MutationOutcome::Applied ? u"applied"_s : outcome == MutationOutcome::Unchanged ? u"unchanged"_s : u"refused"_s;
}

MutationOutcome readOutcome(ObjectReader &reader, const QString &field)
{
    const QString word = readWord(reader, field);
    for (const auto outcome : {MutationOutcome::Applied, MutationOutcome::Unchanged, MutationOutcome::Refused}) {
        if (word == outcomeName(outcome))
            return outcome;
    }
    if (!word.isEmpty())
        reader.report(field, u"not_supported"_s, u"must be applied, unchanged or refused"_s);
    return MutationOutcome::Refused;
}

MutationResult readResult(ObjectReader &reader)
{
    MutationResult result;
    result.id = reader.id<MutationId>(u"id"_s);
    result.outcome = readOutcome(reader, u"outcome"_s);
    result.version = reader.optionalInteger(u"version"_s, 0, maxRevision).value_or(0);
    result.withoutEffect = int(reader.optionalInteger(u"without_effect"_s, 0, rules::maxPlaylistOperations).value_or(0));
    if (reader.has(u"code"_s))
        result.code = readWord(reader, u"code"_s);
    result.detail = readText(reader, u"detail"_s, maxRefusalDetail);
    if (reader.has(u"errors"_s))
        result.fields = reader.list(u"errors"_s, 0, maxFieldErrors, readFieldError);
    return result;
}

SyncPage readSyncPage(ObjectReader &reader)
{
    SyncPage page;
    page.changes = reader.list(u"changes"_s, 0, maxSyncChanges, readLibraryChange);
    page.contents = reader.list(u"contents"_s, 0, maxSyncChanges, readSummary);
    page.next = reader.string(u"next"_s, 1, maxSyncToken);
    page.revision = reader.integer(u"revision"_s, 0, maxRevision);
    page.more = reader.boolean(u"more"_s);
    page.reset = reader.boolean(u"reset"_s);
    return page;
}

bool isOther(const QString &now, const std::optional<QString> &was, const std::optional<QString> &wished)
{
    return was && wished && now != *was && now != *wished;
}

} // namespace

bool isContested(const ChangePlaylist &wish, const PlaylistInfo &playlist)
{
    return wish.was && (isOther(playlist.name, wish.was->name, wish.patch.name) ||
                        isOther(playlist.description, wish.was->description, wish.patch.description));
}

QJsonObject toJson(const SyncPage &page)
{
    return {{u"changes"_s, toJsonArray(page.changes)},
            {u"contents"_s, toJsonArray(page.contents)},
            {u"next"_s, page.next},
            {u"revision"_s, page.revision},
            {u"more"_s, page.more},
            {u"reset"_s, page.reset}};
}

QJsonObject toJson(const Mutation &mutation)
{
    QJsonObject json = std::visit(MutationWriter(), mutation.body);
    json.insert(u"id"_s, mutation.id.toString());
    json.insert(u"at"_s, formatTime(mutation.at));
    return json;
}

QJsonObject toJson(const MutationBatch &batch)
{
    return {{u"mutations"_s, toJsonArray(batch.mutations)}};
}

QJsonObject toJson(const MutationResult &result)
{
    QJsonObject json{{u"id"_s, result.id.toString()}, {u"outcome"_s, outcomeName(result.outcome)}};
    if (result.version > 0)
        json.insert(u"version"_s, result.version);
    if (result.withoutEffect > 0)
        json.insert(u"without_effect"_s, result.withoutEffect);
    if (!result.code.isEmpty())
        json.insert(u"code"_s, result.code);
    if (!result.detail.isEmpty())
        json.insert(u"detail"_s, result.detail);
    if (!result.fields.isEmpty())
        json.insert(u"errors"_s, toJsonArray(result.fields));
    return json;
}

QJsonObject toJson(const MutationAnswer &answer)
{
    return {{u"results"_s, toJsonArray(answer.results)}, {u"revision"_s, answer.revision}};
}

Result<SyncPage> parseSyncPage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readSyncPage);
}

Result<Mutation> parseMutation(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readMutation);
}

Result<MutationBatch> parseMutationBatch(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse,
                      [](ObjectReader &reader) { return MutationBatch{reader.list(u"mutations"_s, 1, maxMutations, readMutation)}; });
}

Result<MutationResult> parseMutationResult(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readResult);
}

Result<MutationAnswer> parseMutationAnswer(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        auto results = reader.list(u"results"_s, 0, maxMutations, readResult);
        return MutationAnswer{std::move(results), reader.integer(u"revision"_s, 0, maxRevision)};
    });
}

} // namespace melody::wire
