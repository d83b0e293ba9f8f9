// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "licences.h"

#include <crypto/signature.h>
#include <events/events.h>
#include <playback/sql.h>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

// Clocks of devices and servers differ a little.
constexpr std::chrono::minutes clockTolerance{5};

tl::unexpected<Error> notValid()
{
    return fail(ErrorKind::Forbidden, u"licence_not_valid"_s, u"No licence of yours allowed this."_s);
}

} // namespace

Result<void> Licences::issue(const http::Principal &caller, const rules::Licence &licence, wire::LicenceAnswer &answer)
{
    const auto kept = m_database.run({"melody_playback", caller.user}, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::insertLicence,
                         {caller.user, licence.id, caller.signIn, licence.content, licence.asset, media::rungName(licence.highestRung),
                          answer.media.countAfterMs, licence.issued, licence.expires});
        return {};
    });
    if (!kept)
        return kept;
    answer.document = wire::licenceDocument(licence);
    answer.signature = crypto::signDocument(answer.document, m_seed);
    answer.publicKey = crypto::publicKeyOf(m_seed);
    return {};
}

Result<void> Licences::openOffline(const http::Principal &caller, const PlaybackId &session, const wire::OfflinePlay &play,
                                   const TraceContext &trace, TimePoint now)
{
    return m_database.run({"melody_playback", caller.user}, [&](db::Transaction &transaction) -> Result<void> {
        if (transaction.exec(sql::contentOfSession, {caller.user, session}).first())
            return {};
        const auto row = transaction.exec(sql::lockLicence, {caller.user, play.licence}).first();
        if (!row)
            return notValid();
        const auto issued = row->get<TimePoint>("issued_at");
        const auto countAfterMs = row->get<qint64>("count_after_ms");
        if (play.openedAt < issued - clockTolerance || play.openedAt >= row->get<TimePoint>("expires_at") ||
            play.openedAt > now + clockTolerance)
            return notValid();
        const auto before = transaction.exec(sql::offlineSessions, {caller.user, play.licence}).first()->get<qint64>("n");
        if ((before + 1) * countAfterMs > (now - issued + clockTolerance).count())
            return notValid();
        const auto content = row->get<ContentId>("content_id");
        const auto asset = row->get<AssetId>("asset_id");
        const TimePoint openedAt = std::min(play.openedAt, now);
        transaction.exec(sql::insertOfflineSession,
                         {caller.user, session, row->get<SignInId>("sign_in_id"), content, asset, row->get<QString>("highest_rung"),
                          countAfterMs, QString::fromLatin1(trace.traceId), QString::fromLatin1(trace.spanId), openedAt, play.licence});
        const QJsonObject payload{
            {u"user_id"_s, caller.user.toString()}, {u"content_id"_s, content.toString()}, {u"asset_id"_s, asset.toString()}};
        events::publish(transaction, {EventId::create(now), u"stream_started"_s, session.toString(), payload, trace.traceId, now});
        return {};
    });
}

} // namespace melody::playback
