// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <compliance/compliance.h>

#include "audit_log.h"
#include "audit_reader.h"
#include "audit_trail.h"
#include "sealer.h"

#include <telemetry/telemetry.h>

#include <condition_variable>
#include <thread>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds pauseAfterFailure{2'000};

class ComplianceService final : public Compliance {
public:
    ComplianceService(db::Database &database, const Keys &keys, telemetry::Telemetry &telemetry, const Clock &clock, Options options)
        : m_database(database), m_telemetry(telemetry), m_options(std::move(options)), m_keys(keys.masterKey), m_log(keys.masterKey),
          m_trail(database, m_log, clock), m_reader(database, keys.masterKey), m_sealer(database, clock, keys.auditSeed, m_options)
    {
    }
    ~ComplianceService() override { ComplianceService::stop(); }

    audit::AuditLog &auditLog() override { return m_log; }
    http::AuditTrail &auditTrail() override { return m_trail; }
    http::RouteTable routes() override;

    Result<void> forgetSubject(const UserId &subject) override
    {
        return m_database.run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
            m_keys.forget(transaction, subject);
            return {};
        });
    }
    void forgetSubject(db::Transaction &transaction, const UserId &subject) override { m_keys.forget(transaction, subject); }

    Result<qint64> seal() override
    {
        const auto sealed = m_sealer.seal();
        if (!sealed)
            return sealed;
        return finish(m_sealer.checkpoint(Sealer::When::Due)).map([&] { return *sealed; });
    }
    Result<bool> checkpoint() override
    {
        const auto made = m_sealer.checkpoint(Sealer::When::Now);
        return finish(made).map([&] { return *made; });
    }

    void start() override
    {
        if (!m_thread.joinable())
            m_thread = std::jthread([this](const std::stop_token &stop) { work(stop); });
    }
    void stop() override
    {
        if (!m_thread.joinable())
            return;
        m_thread.request_stop();
        m_thread.join();
        m_thread = {};
    }

private:
    Result<void> finish(const Result<bool> &checkpoint)
    {
        if (!checkpoint)
            return tl::unexpected(checkpoint.error());
        return m_sealer.writeFiles().map([](int) {});
    }
    void work(const std::stop_token &stop)
    {
        // The statements of this thread must not make spans of their own.
        TraceContext unsampled = TraceContext::create();
        unsampled.sampled = false;
        const telemetry::CurrentTrace current(unsampled);
        std::mutex mutex;
        std::condition_variable_any wake;
        while (!stop.stop_requested()) {
            const auto sealed = seal();
            if (!sealed)
                m_telemetry.log(telemetry::Level::Error, u"audit.sealing_failed"_s,
                                {{u"code"_s, sealed.error().code}, {u"detail"_s, sealed.error().detail}});
            else if (*sealed > 0)
                m_telemetry.count("melody_audit_sealed_total", *sealed);
            std::unique_lock lock(mutex);
            wake.wait_for(lock, stop, sealed ? m_options.sealInterval : pauseAfterFailure, [] { return false; });
        }
    }

    db::Database &m_database;
    telemetry::Telemetry &m_telemetry;
    const Options m_options;
    SubjectKeys m_keys;
    PgAuditLog m_log;
    PgAuditTrail m_trail;
    AuditReader m_reader;
    Sealer m_sealer;
    std::jthread m_thread; // last: uses the others
};

http::RouteTable ComplianceService::routes()
{
    using http::Method;
    using http::Request;
    using http::Response;
    using http::Role;
    const auto entries = [this](const Request &request) {
        return parseAuditQuery(request.query)
            .and_then([this](const AuditQuery &query) { return m_reader.entries(query); })
            .map([](const wire::AuditPage &page) { return Response::json(wire::toJson(page)); });
    };
    const auto checkpoints = [this](const Request &request) {
        return parsePageQuery(request.query)
            .and_then([this](const PageQuery &query) { return m_reader.checkpoints(query); })
            .map([](const wire::AuditCheckpointPage &page) { return Response::json(wire::toJson(page)); });
    };
    return {
        {.method = Method::Get,
         .path = "/v1/admin/audit",
         .operation = "listAuditEntries",
         .roles = Role::Compliance | Role::Admin,
         .handler = entries,
         .audited = true,
         .adultsOnly = true},
        {.method = Method::Get,
         .path = "/v1/admin/audit/checkpoints",
         .operation = "listAuditCheckpoints",
         .roles = Role::Compliance | Role::Admin,
         .handler = checkpoints,
         .audited = true,
         .adultsOnly = true},
    };
}

} // namespace

std::unique_ptr<Compliance> createCompliance(db::Database &database, const Keys &keys, telemetry::Telemetry &telemetry, const Clock &clock,
                                             Options options)
{
    return std::make_unique<ComplianceService>(database, keys, telemetry, clock, std::move(options));
}

} // namespace melody::compliance
