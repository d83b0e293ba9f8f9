// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The composition root: the one place that knows how the services are built and what each is given.
#pragma once

#include <accounts/accounts.h>
#include <billing/billing.h>
#include <catalog/catalog.h>
#include <compliance/compliance.h>
#include <events/tail.h>
#include <families/family.h>
#include <families/role_admin.h>
#include <federation/federation.h>
#include <http/server.h>
#include <idempotency/idempotency_store.h>
#include <ingest/ingest.h>
#include <live/live.h>
#include <mail/sending.h>
#include <main/settings.h>
#include <places/countries.h>
#include <playback/playback.h>
#include <social/social.h>
#include <traces/trace_store.h>

#include <atomic>

namespace melody::secrets {
struct Secrets;
}

namespace melody::server {

// Thread: the one that made it, unless said otherwise.
class Application {
public:
    // Builds everything, starts nothing. Invalid or Unavailable says what is wrong with the settings, the keys or the folders.
    [[nodiscard]] static Result<std::unique_ptr<Application>> create(ServerSettings settings, const Clock &clock);
    ~Application(); // drains and stops
    Application(const Application &) = delete;
    Application &operator=(const Application &) = delete;

    // One table of all routes of the chosen services.
    [[nodiscard]] http::RouteTable routes();

    // Serves from now on; the port.
    [[nodiscard]] Result<quint16> listen();
    // Says on /readyz that no more requests are wanted, lets those in flight finish for at most `grace`, then closes.
    void drain(std::chrono::milliseconds grace);

    [[nodiscard]] db::Database &database() { return *m_database; }
    [[nodiscard]] compliance::Compliance &compliance() { return *m_compliance; }
    [[nodiscard]] accounts::Accounts &accounts() { return *m_accounts; }
    [[nodiscard]] families::Family &family() { return *m_family; }
    [[nodiscard]] billing::Billing &billing() { return *m_billing; }
    [[nodiscard]] live::Live &live() { return *m_live; }
    [[nodiscard]] catalog::Catalog &catalog() { return *m_catalog; }
    [[nodiscard]] objects::ObjectStore &objects() { return *m_objects; }
    [[nodiscard]] telemetry::Telemetry &telemetry() { return *m_telemetry; }
    [[nodiscard]] ingest::Ingest &ingest() { return *m_ingest; }
    [[nodiscard]] billing::PaymentGateway *gateway() { return m_gateway.get(); } // null: payments.provider is none
    [[nodiscard]] std::vector<events::Consumer> consumers();
    [[nodiscard]] mail::Mailer &mailer() { return *m_mailer; }
    [[nodiscard]] std::vector<jobs::Handler> jobHandlers();
    // Stores the spans that wait; for tests.
    [[nodiscard]] Result<int> storeSpans() { return m_traces->flush(); }
    // Reads what other processes published, as the thread of the tail does by itself; for tests.
    [[nodiscard]] Result<int> hearEvents() { return m_tail->poll(); }

private:
    Application(ServerSettings settings, const Clock &clock);
    Result<void> build();
    void readCountries();
    Result<void> buildServices();
    void buildPlayback(const secrets::Secrets &secrets);
    void buildLive();
    void hear(const events::Event &event);
    http::RouteTable serviceRoutes();
    [[nodiscard]] QString ownUrl() const;
    [[nodiscard]] QJsonObject status() const;
    // False: the database can't be reached. Says how far this process's clock is ahead of the database's, which all processes share.
    bool askDatabase();

    ServerSettings m_settings;
    const Clock &m_clock;
    std::chrono::nanoseconds m_started;
    std::atomic<bool> m_draining = false;
    std::atomic<quint16> m_port = 0;
    QByteArray m_openApi;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<db::Database> m_database;
    std::unique_ptr<traces::TraceStore> m_traces;
    std::unique_ptr<objects::ObjectStore> m_objects;
    crypto::ContentKey m_masterKey;
    places::Countries m_countries;
    std::unique_ptr<mail::Mailer> m_mailer;
    std::unique_ptr<mail::Transport> m_transport; // null: mail waits
    std::unique_ptr<compliance::Compliance> m_compliance;
    std::unique_ptr<accounts::Accounts> m_accounts;
    std::unique_ptr<federation::Federation> m_federation;
    std::unique_ptr<families::Family> m_family;
    std::unique_ptr<families::RoleAdmin> m_roleAdmin;
    std::unique_ptr<billing::Billing> m_billing;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<playback::Playback> m_playback;
    std::unique_ptr<social::Social> m_social;
    std::unique_ptr<live::Live> m_live;
    std::unique_ptr<ingest::Ingest> m_ingest;
    std::unique_ptr<billing::PaymentGateway> m_gateway; // null: nobody moves money here
    std::unique_ptr<http::IdempotencyStore> m_idempotency;
    std::unique_ptr<events::Tail> m_tail;
    std::unique_ptr<http::Server> m_server;
};

} // namespace melody::server
