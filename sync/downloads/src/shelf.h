// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What this module keeps in the store: licences, collections and their items, sessions that were opened here, trusted time.
#pragma once

#include <downloads/downloads.h>
#include <store/store.h>
#include <wire/licence.h>

namespace melody::downloads {

struct KeptLicence {
    rules::Licence licence;
    wire::PlaybackSession media; // token and edges are of the day it was issued
};

struct Item {
    ContentId collection;
    ContentId content;
};

// A recording that is here as a whole, or should be.
struct Recording {
    AssetId asset;
    media::Rung rung = media::Rung::Opus24;
    int chunks = 0;
};

// Thread: any.
class Shelf {
public:
    explicit Shelf(store::Store &store) : m_store(store) {}

    [[nodiscard]] Result<UserId> user();
    [[nodiscard]] Result<void> setUser(const UserId &user);

    // Refuses (Forbidden, "licence_forged") what is not signed, or not for this user. The server's time replaces the mark.
    [[nodiscard]] Result<KeptLicence> keepLicence(const UserId &user, const wire::LicenceAnswer &answer, const rules::TimeMark &mark);
    [[nodiscard]] Result<std::optional<KeptLicence>> licence(const UserId &user, const ContentId &content);
    // No content: all of them.
    [[nodiscard]] Result<void> dropLicence(const UserId &user, const std::optional<ContentId> &content);
    // Issued before `issued`: the oldest.
    [[nodiscard]] Result<std::optional<ContentId>> oldestLicence(const UserId &user, TimePoint issued);

    [[nodiscard]] Result<std::optional<rules::TimeMark>> timeMark();
    [[nodiscard]] Result<void> setTimeMark(const rules::TimeMark &mark);
    [[nodiscard]] Result<std::chrono::milliseconds> heardOn(const UserId &user, QDate day);
    [[nodiscard]] Result<void> addHeard(const UserId &user, QDate day, std::chrono::milliseconds heard);

    [[nodiscard]] Result<void> beginSession(const PlaybackId &session, const LicenceId &licence, TimePoint openedAt);
    // It is the server's from now on.
    [[nodiscard]] Result<void> endSession(const PlaybackId &session);
    [[nodiscard]] Result<std::optional<wire::OfflinePlay>> playOf(const PlaybackId &session);

    // From now on these tracks are wanted of it and no others; the recordings that nobody wants any more. Its info keeps the first
    // wire::maxTracks of them, which are all of a release.
    [[nodiscard]] Result<QList<AssetId>> add(const UserId &user, const wire::AlbumInfo &what, TimePoint now);
    [[nodiscard]] Result<void> setPaused(const UserId &user, const ContentId &collection, bool paused);
    // Recordings that nothing here needs any more.
    [[nodiscard]] Result<QList<AssetId>> remove(const UserId &user, const ContentId &collection);
    [[nodiscard]] Result<QList<Collection>> collections(const UserId &user);

    [[nodiscard]] Result<std::optional<Item>> nextItem(const UserId &user);
    [[nodiscard]] Result<void> beginItem(const UserId &user, const ContentId &content, const Recording &recording, qint64 totalBytes);
    [[nodiscard]] Result<void> setDoneBytes(const UserId &user, const ContentId &content, qint64 bytes);
    [[nodiscard]] Result<void> finishItem(const UserId &user, const ContentId &content);
    [[nodiscard]] Result<void> failItem(const UserId &user, const ContentId &content, const QString &code);
    // To be fetched (again): one, or all whose rows are not all here.
    [[nodiscard]] Result<void> mend(const UserId &user, const ContentId &content);
    [[nodiscard]] Result<void> mendIncomplete(const UserId &user);
    // Of an item that is here, or was.
    [[nodiscard]] Result<std::optional<Recording>> recording(const UserId &user, const ContentId &content);
    [[nodiscard]] Result<QList<ContentId>> doneItems(const UserId &user);
    [[nodiscard]] Result<qint64> bytesToCome(const UserId &user);

private:
    Result<void> write(const store::Query &query, const std::vector<store::Param> &params,
                       store::Durability durability = store::Durability::Power);

    store::Store &m_store;
};

} // namespace melody::downloads
