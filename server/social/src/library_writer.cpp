// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library_writer.h"

#include "sync_reader.h"

#include <live/notice.h>
#include <social/sql.h>

namespace melody::social {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxRowsKept = 500'000;
constexpr Done unchanged{wire::MutationOutcome::Unchanged};

} // namespace

LibraryWriter::LibraryWriter(db::Transaction &transaction, const UserId &user, const SignInId &device, TimePoint now)
    : m_transaction(transaction), m_user(user), m_device(device), m_now(now)
{
    auto row = transaction.exec(sql::lockListener, {user}).first();
    if (!row) {
        transaction.exec(sql::addListener, {user});
        row = transaction.exec(sql::lockListener, {user}).first();
    }
    m_revision = m_before = row->get<qint64>("revision");
    m_floor = row->get<qint64>("floor");
    m_rowsKept = row->get<int>("rows_kept");
}

Result<void> LibraryWriter::keepOneMore(bool isNew)
{
    if (isNew && m_rowsKept >= maxRowsKept)
        return fail(ErrorKind::Conflict, u"library_full"_s, u"Your library holds as much as a library can."_s);
    m_rowsKept += isNew ? 1 : 0;
    return {};
}

Result<Done> LibraryWriter::like(const wire::SetLike &wish, TimePoint at)
{
    const auto row = m_transaction.exec(sql::liked, {m_user, wish.content}).first();
    if (row ? !rules::prevails(at, row->get<TimePoint>("changed_at")) : !wish.liked)
        return unchanged;
    if (row && row->get<bool>("liked") == wish.liked) { // decided again, which counts against what was decided before it and comes late
        if (row->get<TimePoint>("changed_at") != at)
            m_transaction.exec(sql::putLiked, {m_user, wish.content, wish.liked, at, nextRevision()});
        return unchanged;
    }
    if (const auto kept = keepOneMore(!row); !kept)
        return tl::unexpected(kept.error());
    m_transaction.exec(sql::putLiked, {m_user, wish.content, wish.liked, at, nextRevision()});
    publish(wish.liked ? u"content_liked"_s : u"content_unliked"_s, wish.content.toString());
    return Done{};
}

Result<Done> LibraryWriter::follow(const wire::SetFollow &wish, TimePoint at)
{
    const auto row = m_transaction.exec(sql::follow, {m_user, wish.kind, wish.subject}).first();
    if (row ? !rules::prevails(at, row->get<TimePoint>("changed_at")) : !wish.following)
        return unchanged;
    if (row && row->get<bool>("following") == wish.following) {
        if (row->get<TimePoint>("changed_at") != at)
            m_transaction.exec(sql::putFollow, {m_user, wish.kind, wish.subject, wish.following, at, nextRevision()});
        return unchanged;
    }
    if (const auto kept = keepOneMore(!row); !kept)
        return tl::unexpected(kept.error());
    m_transaction.exec(sql::putFollow, {m_user, wish.kind, wish.subject, wish.following, at, nextRevision()});
    publish(wish.following ? u"followed"_s : u"unfollowed"_s, wish.subject.toString(), {{u"kind"_s, wish.kind}});
    return Done{};
}

Result<Done> LibraryWriter::resume(const wire::SetPosition &wish, TimePoint at)
{
    rules::ResumePosition merged{wish.session, wish.positionMs, wish.finished, at};
    const auto row = m_transaction.exec(sql::resumePosition, {m_user, wish.content}).first();
    if (row) {
        const rules::ResumePosition stored{row->get<PlaybackId>("session_id"), row->get<qint64>("position_ms"), row->get<bool>("finished"),
                                           row->get<TimePoint>("changed_at"), elsewhereOf(*row)};
        merged = rules::mergePositions(stored, merged, wish.knew);
        if (merged == stored)
            return unchanged;
    }
    if (const auto kept = keepOneMore(!row); !kept)
        return tl::unexpected(kept.error());
    m_transaction.exec(sql::putResumePosition,
                       {m_user, wish.content, merged.session, merged.positionMs, merged.finished, merged.at,
                        merged.elsewhere ? std::optional(merged.elsewhere->session) : std::nullopt,
                        merged.elsewhere ? std::optional(merged.elsewhere->positionMs) : std::nullopt, nextRevision()});
    return Done{};
}

void LibraryWriter::forgetDevices()
{
    raiseFloor(nextRevision());
}

void LibraryWriter::publish(const QString &type, const QString &subject, QJsonObject payload)
{
    payload.insert(u"user_id"_s, m_user.toString());
    events::publish(m_transaction, {EventId::create(m_now), type, subject, std::move(payload), {}, m_now});
}

void LibraryWriter::finish()
{
    if (m_revision == m_before)
        return;
    m_transaction.exec(sql::setListener, {m_user, m_revision, m_floor, m_rowsKept});
    live::publish(m_transaction, {m_user, {}, wire::LiveLibrary{m_revision}});
}

} // namespace melody::social
