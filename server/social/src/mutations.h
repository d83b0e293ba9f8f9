// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes what devices want changed: checks it against the catalogue, does it once, remembers the answer.
#pragma once

#include "playlist_store.h"

#include <catalog/catalog.h>
#include <http/message.h>

namespace melody::social {

// Thread: any.
class Mutations {
public:
    Mutations(db::Database &database, catalog::Catalog &catalog, const Clock &clock)
        : m_database(database), m_catalog(catalog), m_clock(clock)
    {
    }

    // A device's outbox, in one transaction. What is refused does not keep the rest from being done; the whole fails only when the
    // database does.
    [[nodiscard]] Result<wire::MutationAnswer> take(const http::Principal &caller, const wire::MutationBatch &batch);

    struct Outcome {
        Done done;
        qint64 revision = 0;
    };
    // One, asked for directly.
    [[nodiscard]] Result<Outcome> one(const http::Principal &caller, const wire::MutationBody &body, const ExpectedVersion &expected = {});

private:
    using Kinds = QHash<ContentId, wire::ContentSummary>; // of what the caller may be shown
    [[nodiscard]] Result<Kinds> lookUp(const http::Principal &caller, const QSet<ContentId> &contents);

    db::Database &m_database;
    catalog::Catalog &m_catalog;
    const Clock &m_clock;
};

} // namespace melody::social
