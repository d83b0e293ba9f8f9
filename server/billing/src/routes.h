// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What listeners and providers ask of billing over HTTP.
#pragma once

#include "engine.h"

#include <invoices/invoice_pdf.h>

namespace melody::billing {

// Thread: any.
class Routes {
public:
    Routes(db::Database &database, const Clock &clock, const Options &options, Engine &engine, const invoices::InvoicePrinter &printer,
           Standings &standings)
        : m_database(database), m_clock(clock), m_options(options), m_engine(engine), m_printer(printer), m_standings(standings)
    {
    }
    [[nodiscard]] http::RouteTable table();

private:
    Result<http::Response> entitlements(const http::Request &request);
    Result<http::Response> plans(const http::Request &request);
    Result<http::Response> subscription(const http::Request &request);
    Result<http::Response> subscribe(const http::Request &request);
    Result<http::Response> preview(const http::Request &request);
    Result<http::Response> change(const http::Request &request);
    Result<http::Response> events(const http::Request &request);
    Result<http::Response> methods(const http::Request &request);
    Result<http::Response> addMethod(const http::Request &request);
    Result<http::Response> removeMethod(const http::Request &request);
    Result<http::Response> invoices(const http::Request &request);
    Result<http::Response> invoicePdf(const http::Request &request);
    Result<http::Response> webhook(const http::Request &request);
    Result<http::Response> beginMethod(const UserId &user, const QString &returnUrl);
    Result<http::Response> finishMethod(const UserId &user, const QString &setup);
    Result<http::Response> answer(const UserId &user, int status);

    db::Database &m_database;
    const Clock &m_clock;
    const Options &m_options;
    Engine &m_engine;
    const invoices::InvoicePrinter &m_printer;
    Standings &m_standings;
};

} // namespace melody::billing
