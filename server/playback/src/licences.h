// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Licences to play offline, and the sessions that devices opened by them without the server.
#pragma once

#include <crypto/chunk_cipher.h>
#include <db/database.h>
#include <http/message.h>
#include <rules/licence.h>
#include <wire/licence.h>

namespace melody::playback {

// Thread: any.
class Licences {
public:
    Licences(db::Database &database, const crypto::ContentKey &seed) : m_database(database), m_seed(seed) {}

    // Keeps the licence and signs it. `answer` has the media already.
    [[nodiscard]] Result<void> issue(const http::Principal &caller, const rules::Licence &licence, wire::LicenceAnswer &answer);
    // Makes sure that there is the session which a device opened by itself; again is as once. Forbidden ("licence_not_valid") unless the
    // licence is the caller's and held when the session began, or when its sessions make more plays than fit into the time since it was
    // issued.
    [[nodiscard]] Result<void> openOffline(const http::Principal &caller, const PlaybackId &session, const wire::OfflinePlay &play,
                                           const TraceContext &trace, TimePoint now);

private:
    db::Database &m_database;
    const crypto::ContentKey &m_seed;
};

} // namespace melody::playback
