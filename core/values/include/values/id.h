// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One strong identifier type per entity. All are UUIDs of version 7 (RFC 9562), so that they sort by birth.
#pragma once

#include <values/clock.h>
#include <values/result.h>

#include <QtCore/QHashFunctions>
#include <QtCore/QUuid>

namespace melody {

// A fresh version 7 UUID: 48 bits of `now`, 74 random bits from the system's generator.
[[nodiscard]] QUuid newUuidV7(TimePoint now);
// When a version 7 UUID was made, by the clock of who made it.
[[nodiscard]] TimePoint bornAt(const QUuid &uuid);

// Lower-case, without braces; nullopt unless `text` is exactly that form.
[[nodiscard]] std::optional<QUuid> parseUuid(QStringView text);

template<typename Tag>
class Id {
public:
    Id() = default;
    explicit Id(const QUuid &uuid) : m_uuid(uuid) {}
    [[nodiscard]] static Id create(TimePoint now) { return Id(newUuidV7(now)); }
    [[nodiscard]] static std::optional<Id> parse(QStringView text)
    {
        const auto uuid = parseUuid(text);
        return uuid ? std::optional(Id(*uuid)) : std::nullopt;
    }
    [[nodiscard]] QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }
    [[nodiscard]] QUuid uuid() const { return m_uuid; }
    [[nodiscard]] bool isNull() const { return m_uuid.isNull(); }
    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid.toRfc4122() < b.m_uuid.toRfc4122(); }
    friend size_t qHash(const Id &id, size_t seed = 0) noexcept { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

using UserId = Id<struct UserTag>;
using SignInId = Id<struct SignInTag>; // one signed-in device of a user (API: /v1/sessions)
using DeviceId = Id<struct DeviceTag>;
using InvitationId = Id<struct InvitationTag>; // of an adult into a family
using ContentId = Id<struct ContentTag>;       // any kind: track, album, artist, show, episode, …
using AssetId = Id<struct AssetTag>;           // one encoded recording: its ladder, chunks and content key
using ImageId = Id<struct ImageTag>;
using UploadId = Id<struct UploadTag>;
using PlaybackId = Id<struct PlaybackTag>; // one playback session
using PlaylistId = Id<struct PlaylistTag>;
using PlaylistItemId = Id<struct PlaylistItemTag>; // one place in a playlist: the same content may stand in it twice
using MutationId = Id<struct MutationTag>;         // one entry of a device's outbox; its idempotency key
using CommandId = Id<struct CommandTag>;           // what one device asks another one to do
using JobId = Id<struct JobTag>;
using EventId = Id<struct EventTag>;

} // namespace melody
