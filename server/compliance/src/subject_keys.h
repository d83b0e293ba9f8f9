// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys of people in the database.
#pragma once

#include "subject_key.h"

#include <db/database.h>

#include <QtCore/QHash>

namespace melody::compliance {

inline const db::Actor complianceActor{"melody_compliance"};

// Whose keys some work needs, read at once and held until its transaction ends. The null id stands for nobody, whose key there is, too.
// Acts as melody_compliance within whatever transaction it is given. Thread: any.
class SubjectKeys {
public:
    explicit SubjectKeys(const crypto::ContentKey &masterKey) : m_wrap(masterKey) {}

    using Keys = QHash<UserId, SubjectKey>;
    // Those that are there; a damaged one is our bug or a wrong master key: std::runtime_error.
    [[nodiscard]] Keys find(db::Transaction &transaction, const QSet<UserId> &people) const;
    // Makes those that are missing.
    [[nodiscard]] Keys obtain(db::Transaction &transaction, const QSet<UserId> &people, TimePoint now) const;
    void forget(db::Transaction &transaction, const UserId &person) const;
    // Who is behind some pseudonyms, with their keys, which prove it.
    struct Known {
        UserId user;
        SubjectKey key;
    };
    [[nodiscard]] QHash<QByteArray, Known> behind(db::Transaction &transaction, const QSet<QByteArray> &pseudonyms) const;

private:
    KeyWrap m_wrap;
};

// bytea[] in PostgreSQL's text form.
[[nodiscard]] QStringList byteaArray(const QList<QByteArray> &items);

} // namespace melody::compliance
