// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mutations.h"

#include <social/sql.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>

namespace melody::social {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::days answersKept{90};

using Cards = QHash<ContentId, wire::ContentSummary>;

// What a mutation brings into the library, which has to be there for the listener. Taking away is always possible.
struct ContentsOf {
    QSet<ContentId> operator()(const wire::SetLike &wish) const { return wish.liked ? QSet<ContentId>{wish.content} : QSet<ContentId>(); }
    QSet<ContentId> operator()(const wire::SetFollow &wish) const
    {
        return wish.following ? QSet<ContentId>{wish.subject} : QSet<ContentId>();
    }
    QSet<ContentId> operator()(const wire::SetPosition &wish) const { return {wish.content}; }
    QSet<ContentId> operator()(const wire::EditPlaylist &wish) const
    {
        QSet<ContentId> contents;
        for (const auto &operation : wish.edit.operations) {
            if (operation.kind == rules::PlaylistOperationKind::Insert)
                contents.insert(operation.content);
        }
        return contents;
    }
    template<typename Other>
    QSet<ContentId> operator()(const Other &) const
    {
        return {};
    }
};

// Albums have a length, too.
bool canBePlayed(const wire::ContentSummary &card)
{
    return card.kind == u"track" || card.kind == u"episode";
}

tl::unexpected<Error> noContent()
{
    return fail(ErrorKind::NotFound, u"content_not_found"_s, u"There is no such content."_s);
}

class Performer {
public:
    Performer(LibraryWriter &library, const Cards &cards, TimePoint at, const ExpectedVersion &expected)
        : m_library(library), m_cards(cards), m_at(at), m_expected(expected)
    {
    }

    Result<Done> operator()(const wire::SetLike &wish) const
    {
        if (wish.liked && !m_cards.contains(wish.content))
            return noContent();
        return m_library.like(wish, m_at);
    }
    Result<Done> operator()(const wire::SetFollow &wish) const
    {
        if (wish.kind != u"artist" && wish.kind != u"show")
            return failField(u"subject_kind"_s, u"not_supported"_s, u"must be artist or show"_s);
        if (wish.following && m_cards.value(wish.subject).kind != wish.kind)
            return noContent();
        return m_library.follow(wish, m_at);
    }
    Result<Done> operator()(const wire::SetPosition &wish) const
    {
        if (!canBePlayed(m_cards.value(wish.content)))
            return noContent();
        return m_library.resume(wish, m_at);
    }
    Result<Done> operator()(const wire::NewPlaylist &wish) const { return createPlaylist(m_library, wish); }
    Result<Done> operator()(const wire::ChangePlaylist &wish) const { return changePlaylist(m_library, wish, m_expected); }
    Result<Done> operator()(const wire::DeletePlaylist &wish) const { return deletePlaylist(m_library, wish, m_expected); }
    Result<Done> operator()(const wire::EditPlaylist &wish) const
    {
        Error error{ErrorKind::Invalid, u"invalid_field"_s, u"Some of these can't stand in a playlist."_s};
        const auto &operations = wish.edit.operations;
        for (qsizetype i = 0; i < operations.size() && error.fields.size() < wire::maxFieldErrors; ++i) {
            if (operations[i].kind == rules::PlaylistOperationKind::Insert && !canBePlayed(m_cards.value(operations[i].content)))
                error.fields.append({u"operations[%1].content"_s.arg(i), u"not_found"_s, u"must be a track or an episode"_s});
        }
        if (!error.fields.isEmpty())
            return tl::unexpected(error);
        return editPlaylist(m_library, wish);
    }

private:
    LibraryWriter &m_library;
    const Cards &m_cards;
    TimePoint m_at;
    const ExpectedVersion &m_expected;
};

wire::MutationResult resultOf(const MutationId &id, const Result<Done> &done)
{
    if (done)
        return {id, done->outcome, done->version, done->withoutEffect, {}, {}, {}};
    const Error &error = done.error();
    return {id, wire::MutationOutcome::Refused, 0, 0, error.code, error.detail, error.fields};
}

wire::MutationResult takeOne(LibraryWriter &library, const wire::Mutation &mutation, const Cards &cards)
{
    const QByteArray hash =
        QCryptographicHash::hash(QJsonDocument(wire::toJson(mutation)).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
    db::Transaction &transaction = library.transaction();
    if (const auto before = transaction.exec(sql::firstAnswer, {library.user(), mutation.id}).first()) {
        if (before->get<QByteArray>("body_hash") != hash)
            return resultOf(mutation.id, fail(ErrorKind::Conflict, u"mutation_id_reused"_s, u"This id was of another mutation."_s));
        return wire::parseMutationResult(before->get<QJsonObject>("result")).value_or(wire::MutationResult{mutation.id});
    }
    const auto result =
        resultOf(mutation.id, std::visit(Performer(library, cards, rules::writtenAt(mutation.at, library.now()), {}), mutation.body));
    // What is refused wrote nothing and is not remembered: it may be possible another time.
    if (result.outcome != wire::MutationOutcome::Refused)
        transaction.exec(sql::putAnswer, {library.user(), mutation.id, hash, wire::toJson(result), library.now()});
    return result;
}

} // namespace

Result<Mutations::Kinds> Mutations::lookUp(const http::Principal &caller, const QSet<ContentId> &contents)
{
    const auto cards = m_catalog.cards(caller.user, contents);
    if (!cards)
        return tl::unexpected(cards.error());
    Kinds found;
    for (const wire::ContentSummary &card : *cards)
        found.insert(card.id, card);
    return found;
}

Result<wire::MutationAnswer> Mutations::take(const http::Principal &caller, const wire::MutationBatch &batch)
{
    QSet<ContentId> contents;
    for (const wire::Mutation &mutation : batch.mutations)
        contents.unite(std::visit(ContentsOf(), mutation.body));
    const auto cards = lookUp(caller, contents);
    if (!cards)
        return tl::unexpected(cards.error());
    return m_database.run({"melody_social", caller.user}, [&](db::Transaction &transaction) -> Result<wire::MutationAnswer> {
        const TimePoint now = m_clock.now();
        LibraryWriter library(transaction, caller.user, caller.signIn, now);
        wire::MutationAnswer answer;
        for (const wire::Mutation &mutation : batch.mutations)
            answer.results.append(takeOne(library, mutation, *cards));
        transaction.exec(sql::forgetAnswers, {caller.user, now - answersKept});
        library.finish();
        answer.revision = library.revision();
        return answer;
    });
}

Result<Mutations::Outcome> Mutations::one(const http::Principal &caller, const wire::MutationBody &body, const ExpectedVersion &expected)
{
    const auto cards = lookUp(caller, std::visit(ContentsOf(), body));
    if (!cards)
        return tl::unexpected(cards.error());
    return m_database.run({"melody_social", caller.user}, [&](db::Transaction &transaction) -> Result<Outcome> {
        const TimePoint now = m_clock.now();
        LibraryWriter library(transaction, caller.user, caller.signIn, now);
        const auto done = std::visit(Performer(library, *cards, now, expected), body);
        if (!done)
            return tl::unexpected(done.error());
        library.finish();
        return Outcome{*done, library.revision()};
    });
}

} // namespace melody::social
