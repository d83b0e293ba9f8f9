// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /v1/me/statistics: what somebody listened to, from their counted plays.
#pragma once

#include "statistics_planner.h"

#include <catalog/catalog.h>

namespace melody::playback {

// Thread: any.
class Statistics {
public:
    Statistics(db::Database &database, catalog::Catalog &catalog) : m_database(database), m_catalog(catalog) {}
    [[nodiscard]] http::RouteTable routes();

private:
    Result<http::Response> get(const http::Request &request);
    [[nodiscard]] Result<Listened> listened(const UserId &user, const rules::Period &period, const QString &timeZone);

    db::Database &m_database;
    catalog::Catalog &m_catalog;
};

} // namespace melody::playback
