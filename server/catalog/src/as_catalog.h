// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <catalog/sql.h>
#include <db/database.h>

namespace melody::catalog {

// Lets the statements of the catalogue run under its own role inside a transaction that somebody else opened. Not RAII: a failed
// statement aborts the transaction, and then nothing can be restored, nor needs to be.
class AsCatalog {
public:
    explicit AsCatalog(db::Transaction &transaction)
        : m_transaction(transaction), m_before(transaction.exec(sql::currentRole)[0].get<QString>("role"))
    {
        m_transaction.exec(sql::setRole, {QStringLiteral("melody_catalog")});
    }
    void leave() { m_transaction.exec(sql::setRole, {m_before}); }

private:
    db::Transaction &m_transaction;
    QString m_before;
};

} // namespace melody::catalog
