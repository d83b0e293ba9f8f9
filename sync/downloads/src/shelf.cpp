// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shelf.h"

#include <crypto/signature.h>
#include <downloads/sql.h>

#include <QtCore/QJsonDocument>

namespace melody::downloads {
namespace {

using namespace Qt::StringLiterals;

template<typename T>
QString textOf(const T &value)
{
    return QString::fromUtf8(QJsonDocument(wire::toJson(value)).toJson(QJsonDocument::Compact));
}

Result<KeptLicence> licenceOf(const QByteArray &document, const QString &media)
{
    const auto licence = wire::parseLicenceDocument(document);
    if (!licence)
        return tl::unexpected(licence.error());
    const QByteArray json = media.toUtf8();
    auto session = wire::parseObject(json, json.size()).and_then(wire::parsePlaybackSession);
    if (!session)
        return tl::unexpected(session.error());
    return KeptLicence{*licence, *std::move(session)};
}

// After items are gone: licences of what nobody keeps go, too.
QList<AssetId> unusedOf(store::Transaction &transaction, const UserId &user, const QList<AssetId> &before)
{
    transaction.exec(sql::dropUnusedLicences, {user});
    QList<AssetId> unused;
    for (const AssetId &asset : before) {
        if (transaction.exec(sql::isAssetUsed, {asset}).isEmpty())
            unused.append(asset);
    }
    return unused;
}

Status statusOf(const store::Row &row)
{
    if (row.get<bool>("paused"))
        return Status::Paused;
    const int waiting = row.get<int>("waiting");
    if (waiting > 0)
        return row.get<int>("started") > 0 ? Status::Loading : Status::Waiting;
    return row.get<int>("failed") > 0 ? Status::Failed : Status::Done;
}

} // namespace

Result<void> Shelf::write(const store::Query &query, const std::vector<store::Param> &params, store::Durability durability)
{
    return m_store.run(
        [&](store::Transaction &transaction) -> Result<void> {
            transaction.exec(query, params);
            return {};
        },
        durability);
}

Result<UserId> Shelf::user()
{
    return m_store.read([](store::Transaction &transaction) -> Result<UserId> {
        const auto row = transaction.exec(sql::listener).first();
        return row ? row->get<UserId>("user_id") : UserId();
    });
}

Result<void> Shelf::setUser(const UserId &user)
{
    return write(sql::setListener, {user});
}

Result<KeptLicence> Shelf::keepLicence(const UserId &user, const wire::LicenceAnswer &answer, const rules::TimeMark &mark)
{
    const auto said = wire::parseLicenceDocument(answer.document);
    if (!said || !crypto::isSignedBy(answer.document, answer.signature, answer.publicKey) || said->user != user ||
        said->asset != answer.media.manifest.asset)
        return fail(ErrorKind::Forbidden, u"licence_forged"_s, u"This licence is not one."_s);
    const auto kept = m_store.run([&](store::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::putLicence,
                         {user, said->content, answer.document, answer.signature, answer.publicKey, textOf(answer.media), said->issued});
        transaction.exec(sql::setTimeMark, {said->issued, qint64(mark.monotonic.count()), mark.boot});
        return {};
    });
    if (!kept)
        return tl::unexpected(kept.error());
    return KeptLicence{*said, answer.media};
}

Result<std::optional<KeptLicence>> Shelf::licence(const UserId &user, const ContentId &content)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<std::optional<KeptLicence>> {
        const auto row = transaction.exec(sql::licence, {user, content}).first();
        if (!row)
            return std::nullopt;
        const auto document = row->get<QByteArray>("document");
        if (!crypto::isSignedBy(document, row->get<QByteArray>("signature"), row->get<QByteArray>("public_key")))
            return fail(ErrorKind::Forbidden, u"licence_forged"_s, u"This licence is not one."_s);
        return licenceOf(document, row->get<QString>("media")).map([](KeptLicence kept) { return std::optional(std::move(kept)); });
    });
}

Result<void> Shelf::dropLicence(const UserId &user, const std::optional<ContentId> &content)
{
    return write(sql::dropLicence, {user, content});
}

Result<std::optional<ContentId>> Shelf::oldestLicence(const UserId &user, TimePoint issued)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<std::optional<ContentId>> {
        const auto row = transaction.exec(sql::oldestLicence, {user, issued}).first();
        return row ? std::optional(row->get<ContentId>("content_id")) : std::nullopt;
    });
}

Result<std::optional<rules::TimeMark>> Shelf::timeMark()
{
    return m_store.read([](store::Transaction &transaction) -> Result<std::optional<rules::TimeMark>> {
        const auto row = transaction.exec(sql::timeMark).first();
        if (!row)
            return std::nullopt;
        return rules::TimeMark{row->get<TimePoint>("at"), std::chrono::nanoseconds(row->get<qint64>("monotonic")),
                               row->get<QString>("boot")};
    });
}

Result<void> Shelf::setTimeMark(const rules::TimeMark &mark)
{
    return write(sql::setTimeMark, {mark.at, qint64(mark.monotonic.count()), mark.boot}, store::Durability::Process);
}

Result<std::chrono::milliseconds> Shelf::heardOn(const UserId &user, QDate day)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<std::chrono::milliseconds> {
        const auto row = transaction.exec(sql::heardOn, {user, day.toString(Qt::ISODate)}).first();
        return std::chrono::milliseconds(row ? row->get<qint64>("heard_ms") : 0);
    });
}

Result<void> Shelf::addHeard(const UserId &user, QDate day, std::chrono::milliseconds heard)
{
    return write(sql::addHeard, {user, day.toString(Qt::ISODate), qint64(heard.count())}, store::Durability::Process);
}

Result<void> Shelf::beginSession(const PlaybackId &session, const LicenceId &licence, TimePoint openedAt)
{
    return write(sql::beginSession, {session, licence, openedAt});
}

Result<void> Shelf::endSession(const PlaybackId &session)
{
    return write(sql::endSession, {session}, store::Durability::Process);
}

Result<std::optional<wire::OfflinePlay>> Shelf::playOf(const PlaybackId &session)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<std::optional<wire::OfflinePlay>> {
        const auto row = transaction.exec(sql::offlineSession, {session}).first();
        if (!row)
            return std::nullopt;
        return wire::OfflinePlay{row->get<LicenceId>("licence_id"), row->get<TimePoint>("opened_at")};
    });
}

Result<QList<AssetId>> Shelf::add(const UserId &user, const wire::AlbumInfo &what, TimePoint now)
{
    return m_store.run([&](store::Transaction &transaction) -> Result<QList<AssetId>> {
        wire::AlbumInfo info = what;
        info.tracks = info.tracks.first(std::min<qsizetype>(info.tracks.size(), wire::maxTracks));
        transaction.exec(sql::putCollection, {user, what.summary.id, textOf(info), now});
        QSet<ContentId> wanted;
        wanted.reserve(what.tracks.size());
        for (qsizetype i = 0; i < what.tracks.size(); ++i) {
            wanted.insert(what.tracks[i].summary.id);
            transaction.exec(sql::putItem, {user, what.summary.id, what.tracks[i].summary.id, qint64(i)});
        }
        QList<AssetId> before;
        for (const store::Row row : transaction.exec(sql::itemsOf, {user, what.summary.id})) {
            const auto content = row.get<ContentId>("content_id");
            if (wanted.contains(content))
                continue;
            transaction.exec(sql::removeItem, {user, what.summary.id, content});
            if (const auto asset = row.get<std::optional<AssetId>>("asset_id"); asset && !before.contains(*asset))
                before.append(*asset);
        }
        return unusedOf(transaction, user, before);
    });
}

Result<void> Shelf::setPaused(const UserId &user, const ContentId &collection, bool paused)
{
    return write(sql::setPaused, {user, collection, paused});
}

Result<QList<AssetId>> Shelf::remove(const UserId &user, const ContentId &collection)
{
    return m_store.run([&](store::Transaction &transaction) -> Result<QList<AssetId>> {
        QList<AssetId> before;
        for (const store::Row row : transaction.exec(sql::assetsOf, {user, collection}))
            before.append(row.get<AssetId>("asset_id"));
        transaction.exec(sql::removeCollection, {user, collection});
        return unusedOf(transaction, user, before);
    });
}

Result<QList<Collection>> Shelf::collections(const UserId &user)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<QList<Collection>> {
        QList<Collection> all;
        for (const store::Row row : transaction.exec(sql::collections, {user})) {
            const QByteArray json = row.get<QString>("info").toUtf8();
            auto info = wire::parseObject(json, json.size()).and_then(wire::parseAlbumInfo);
            if (!info)
                return tl::unexpected(info.error());
            all.append({*std::move(info), statusOf(row), row.get<std::optional<QString>>("error").value_or(QString()), row.get<int>("done"),
                        row.get<qint64>("done_bytes"), row.get<qint64>("total_bytes")});
        }
        return all;
    });
}

Result<std::optional<Item>> Shelf::nextItem(const UserId &user)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<std::optional<Item>> {
        const auto row = transaction.exec(sql::nextItem, {user}).first();
        if (!row)
            return std::nullopt;
        return Item{row->get<ContentId>("collection_id"), row->get<ContentId>("content_id")};
    });
}

Result<void> Shelf::beginItem(const UserId &user, const ContentId &content, const Recording &recording, qint64 totalBytes)
{
    return write(sql::beginItem, {user, content, recording.asset, int(recording.rung), recording.chunks, totalBytes});
}

Result<void> Shelf::setDoneBytes(const UserId &user, const ContentId &content, qint64 bytes)
{
    return write(sql::setDoneBytes, {user, content, bytes});
}

Result<void> Shelf::finishItem(const UserId &user, const ContentId &content)
{
    return write(sql::finishItem, {user, content});
}

Result<void> Shelf::failItem(const UserId &user, const ContentId &content, const QString &code)
{
    return write(sql::failItem, {user, content, code});
}

Result<void> Shelf::mend(const UserId &user, const ContentId &content)
{
    return write(sql::mendItem, {user, content});
}

Result<void> Shelf::mendIncomplete(const UserId &user)
{
    return write(sql::mendIncomplete, {user});
}

Result<std::optional<Recording>> Shelf::recording(const UserId &user, const ContentId &content)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<std::optional<Recording>> {
        const auto row = transaction.exec(sql::recording, {user, content}).first();
        if (!row)
            return std::nullopt;
        return Recording{row->get<AssetId>("asset_id"), media::Rung(row->get<int>("rung")), row->get<int>("chunks")};
    });
}

Result<QList<ContentId>> Shelf::doneItems(const UserId &user)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<QList<ContentId>> {
        QList<ContentId> all;
        for (const store::Row row : transaction.exec(sql::doneItems, {user}))
            all.append(row.get<ContentId>("content_id"));
        return all;
    });
}

Result<qint64> Shelf::bytesToCome(const UserId &user)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<qint64> {
        return transaction.exec(sql::bytesToCome, {user}).first()->get<qint64>("bytes");
    });
}

} // namespace melody::downloads
