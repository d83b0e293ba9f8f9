// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/application.h>

#include "avatar_pictures.h"
#include "tls.h"

#include <accounts/directory.h>
#include <accounts/migrations.h>
#include <billing/migrations.h>
#include <catalog/migrations.h>
#include <compliance/migrations.h>
#include <crypto/signature.h>
#include <events/migrations.h>
#include <federation/migrations.h>
#include <idempotency/migrations.h>
#include <ingest/migrations.h>
#include <jobs/migrations.h>
#include <mail/migrations.h>
#include <main/openapi.h>
#include <main/schema.h>
#include <platform/migrations.h>
#include <playback/migrations.h>
#include <secrets/secrets.h>
#include <social/migrations.h>
#include <throttle/migrations.h>
#include <tokens/migrations.h>
#include <traces/migrations.h>

#include <QtCore/QJsonDocument>

namespace melody::server {
namespace {

using namespace Qt::StringLiterals;

// Accounts checks tokens of the last ten minutes, playback chunk URLs of the last six hours, against what was revoked in them.
constexpr std::chrono::minutes eventBacklog{6 * 60 + 1};
constexpr std::chrono::seconds drainGrace{10};
constexpr std::chrono::seconds clocksAgreeWithin{1};

} // namespace

Application::Application(ServerSettings settings, const Clock &clock)
    : m_settings(std::move(settings)), m_clock(clock), m_started(clock.monotonic())
{
}

Application::~Application()
{
    drain(drainGrace);
    if (m_accounts)
        m_accounts->stop();
    if (m_compliance)
        m_compliance->stop();
    if (m_tail)
        m_tail->stop();
    if (m_live)
        m_live->stop();
    if (m_traces)
        m_traces->stop();
}

Result<std::unique_ptr<Application>> Application::create(ServerSettings settings, const Clock &clock)
{
    std::unique_ptr<Application> application(new Application(std::move(settings), clock));
    if (const auto built = application->build(); !built)
        return tl::unexpected(built.error());
    return application;
}

Result<void> Application::build()
{
    const auto document = openApiDocument();
    if (!document)
        return tl::unexpected(document.error());
    m_openApi = QJsonDocument(*document).toJson(QJsonDocument::Compact);
    auto objects = objects::openFileStore(m_settings.objectsFolder);
    if (!objects)
        return tl::unexpected(objects.error());
    m_objects = std::move(*objects);
    m_telemetry = telemetry::createTelemetry(m_clock, m_settings.logLevel);
    m_database =
        db::openDatabase({.connection = m_settings.databaseConnection, .maxConnections = m_settings.databaseConnections}, *m_telemetry);
    m_traces = traces::createTraceStore(*m_database, *m_telemetry);
    m_idempotency = idempotency::createIdempotencyStore(*m_database, m_clock);
    readCountries();
    if (const auto built = buildServices(); !built)
        return built;

    buildLive();
    m_tail = events::createTail(
        *m_database,
        {u"sign_in_revoked"_s, u"family_changed"_s, u"controls_changed"_s, u"subscription_changed"_s, u"release_published"_s,
         u"content_withdrawn"_s},
        [this](const events::Event &event) { hear(event); }, eventBacklog);
    m_traces->start();
    return {};
}

// Devices are listed without their country rather than not at all.
void Application::readCountries()
{
    if (m_settings.placesFolder.isEmpty())
        return;
    auto countries = places::Countries::read(m_settings.placesFolder);
    if (countries)
        m_countries = *std::move(countries);
    else
        m_telemetry->log(telemetry::Level::Warning, u"countries_unknown"_s, {{u"detail"_s, countries.error().detail}});
}

// What another process did, to what this one keeps in memory and to the devices that listen here.
void Application::hear(const events::Event &event)
{
    if (event.type == u"sign_in_revoked") {
        m_accounts->hear(event);
        m_playback->hear(event);
        if (const auto device = SignInId::parse(event.subject))
            m_live->signedOut(*device);
    } else if (event.type == u"family_changed" || event.type == u"controls_changed") {
        m_family->hear(event);
    }
    if (event.type == u"family_changed" || event.type == u"subscription_changed")
        m_billing->hear(event);
    if (const auto user = UserId::parse(event.subject); user && event.type == u"subscription_changed")
        m_live->deliver({*user, {}, wire::LiveSubscription()});
    if (event.type == u"release_published" || event.type == u"content_withdrawn")
        m_catalog->invalidate(event);
}

void Application::buildLive()
{
    live::Options options;
    options.connection = m_settings.databaseConnection;
    options.standing = [this](const http::Principal &caller, std::optional<qint64> seen) -> Result<live::Standing> {
        const auto revision = m_social->revisionOf(caller.user);
        if (!revision)
            return tl::unexpected(revision.error());
        auto player = m_playback->playerStanding(caller, seen);
        if (!player)
            return tl::unexpected(player.error());
        return live::Standing{{*revision, player->version}, player->sequence, std::move(player->missed)};
    };
    options.presence = [this](const live::Presence &presence) { m_playback->notePresence(presence); };
    m_live = live::createLive(*m_telemetry, std::move(options));
}

Result<void> Application::buildServices()
{
    const auto secrets = secrets::loadSecrets(m_settings.secretsFolder);
    if (!secrets)
        return tl::unexpected(secrets.error());
    m_masterKey = secrets->masterKey;
    compliance::Options audit;
    audit.checkpointsFolder = m_settings.auditFolder;
    m_compliance = compliance::createCompliance(*m_database, {m_masterKey, secrets->auditSeed}, *m_telemetry, m_clock, std::move(audit));
    auto transport = createTransport(m_settings);
    if (!transport)
        return tl::unexpected(transport.error());
    m_transport = std::move(*transport);
    m_mailer = mail::createMailer(m_masterKey);
    const transcoding::WorkerOptions mediaWorker{.program = m_settings.mediaProgram, .arguments = QStringList{u"media-worker"_s}};
    accounts::Parts parts{*m_database, m_masterKey, m_clock, m_mailer.get(), &m_compliance->auditLog(), m_objects.get()};
    parts.makePicture = pictureMaker(mediaWorker, m_settings.uploadsFolder + u"/avatars"_s);
    parts.countryOf = [this](const QByteArray &address) { return m_countries.of(QHostAddress(QString::fromLatin1(address))); };
    parts.telemetry = m_telemetry.get();
    accounts::Options accounts{.passwords = m_settings.passwords};
    accounts.passwords.pepper = crypto::deriveKey(m_masterKey, "password").bytes().toByteArray();
    m_accounts = accounts::createAccounts(parts, accounts);
    m_federation = federation::createFederation(m_settings.identityProviders,
                                                {*m_database, *m_accounts, *m_telemetry, m_clock, &m_compliance->auditLog()});
    families::FamilyOptions family;
    family.memberLimitOf = [this](const UserId &user) { return rules::seatsOf(m_billing->entitlementsOf(user).plan); };
    family.needlessPlanOf = [this](const UserId &user) { return m_billing->needlessPlanOf(user); };
    family.openSession = [this](const UserId &user, const accounts::DeviceToSignIn &device) {
        return m_accounts->openSession(user, device);
    };
    family.passwords = accounts.passwords;
    family.passwords.concurrent = 1; // children sign in seldom
    family.mailer = m_mailer.get();
    m_family = families::createFamily(*m_database, m_clock, std::move(family));
    m_roleAdmin = families::createRoleAdmin(*m_database, m_clock, &m_compliance->auditLog());
    const auto parentalStateOf = [this](const UserId &user) { return m_family->parentalStateOf(user); };
    m_catalog = catalog::createCatalog(*m_database, *m_objects, m_clock, parentalStateOf);

    m_gateway = payments::createGateway(m_settings.payments);
    billing::Options billing;
    billing.gateway = m_gateway.get();
    billing.mailer = m_mailer.get();
    billing.audit = &m_compliance->auditLog();
    billing.invoiceFonts = m_settings.invoiceFonts;
    billing.telemetry = m_telemetry.get();
    billing.contactOf = [this](const UserId &user) {
        return accounts::directoryEntry(*m_database, user).map([](const accounts::DirectoryEntry &entry) {
            return billing::Contact{entry.email, entry.displayName, entry.language, entry.emailConfirmed};
        });
    };
    billing.placeOf = [this](const UserId &user) {
        return m_family->placeOf(user).map([](const families::Place &place) { return billing::FamilyPlace{place.owner, place.place}; });
    };
    billing.membersOf = [this](const UserId &owner) { return m_family->membersOf(owner); };
    m_billing = billing::createBilling(*m_database, m_clock, std::move(billing));

    buildPlayback(*secrets);
    m_social = social::createSocial(*m_database, *m_catalog, m_clock);

    ingest::Options ingest;
    ingest.dataDir = m_settings.uploadsFolder;
    ingest.masterKey = secrets->masterKey;
    ingest.worker = mediaWorker;
    auto made = ingest::createIngest(*m_database, *m_catalog, *m_objects, *m_telemetry, m_clock, std::move(ingest));
    if (!made)
        return tl::unexpected(made.error());
    m_ingest = std::move(*made);
    return {};
}

void Application::buildPlayback(const secrets::Secrets &secrets)
{
    playback::Options playback{secrets.chunkTokenKey.bytes().toByteArray(), secrets.masterKey, {}, [this](const UserId &user) {
                                   return m_billing->entitlementsOf(user);
                               }};
    playback.streamPoolsOf = [this](const UserId &user) { return m_billing->streamPoolsOf(user); };
    playback.deviceNameOf = [this](const UserId &user, const SignInId &signIn) {
        return accounts::deviceName(*m_database, user, signIn).value_or(QString());
    };
    playback.parentalStateOf = [this](const UserId &user) { return m_family->parentalStateOf(user); };
    playback.licenceSeed = crypto::deriveKey(secrets.chunkTokenKey, "licences");
    playback.edges = [this] { return m_settings.edges.isEmpty() ? QStringList{ownUrl()} : m_settings.edges; };
    m_playback = playback::createPlayback(*m_database, *m_catalog, *m_objects, *m_telemetry, m_clock, std::move(playback));
}

std::vector<events::Consumer> Application::consumers()
{
    auto consumers = m_catalog->consumers();
    for (events::Consumer &consumer : m_social->consumers())
        consumers.push_back(std::move(consumer));
    return consumers;
}

std::vector<jobs::Handler> Application::jobHandlers()
{
    auto handlers = m_ingest->jobHandlers();
    for (jobs::Handler &handler : m_accounts->jobHandlers())
        handlers.push_back(std::move(handler));
    auto ofBilling = m_billing->jobHandlers();
    std::move(ofBilling.begin(), ofBilling.end(), std::back_inserter(handlers));
    if (m_transport)
        handlers.push_back(mail::sendingHandler(*m_database, *m_transport, m_masterKey, m_settings.mailFrom, m_clock));
    return handlers;
}

http::RouteTable Application::routes()
{
    http::RouteTable table = serviceRoutes();
    const auto add = [&](const QString &service, http::RouteTable routes) {
        if (m_settings.services.contains(service))
            std::move(routes.begin(), routes.end(), std::back_inserter(table));
    };
    add(u"accounts"_s, m_accounts->routes());
    add(u"accounts"_s, m_federation->routes());
    add(u"accounts"_s, m_family->routes());
    add(u"accounts"_s, m_roleAdmin->routes());
    add(u"billing"_s, m_billing->routes());
    add(u"catalog"_s, m_catalog->routes());
    add(u"playback"_s, m_playback->routes());
    add(u"social"_s, m_social->routes());
    add(u"social"_s, m_live->routes());
    add(u"ingest"_s, m_ingest->routes());
    add(u"compliance"_s, m_compliance->routes());
    return table;
}

Result<quint16> Application::listen()
{
    http::ServerOptions options;
    options.address = m_settings.address;
    options.port = m_settings.port;
    options.ioThreads = m_settings.ioThreads;
    options.workerThreads = m_settings.workerThreads;
    options.trustedProxies = m_settings.trustedProxies;
    if (!m_settings.certificateFile.isEmpty()) {
        const auto tls = loadTls(m_settings.certificateFile, m_settings.keyFile);
        if (!tls)
            return tl::unexpected(tls.error());
        options.tls = *tls;
    }
    m_server = http::createServer(
        options, {routes(), m_accounts->authenticator(), m_idempotency.get(), *m_telemetry, m_clock, &m_compliance->auditTrail()});
    const auto port = m_server->listen();
    if (!port)
        return port;
    m_port = *port;
    m_tail->start();
    m_live->start();
    m_accounts->start();
    m_compliance->start();
    return port;
}

void Application::drain(std::chrono::milliseconds grace)
{
    m_draining = true;
    if (m_server)
        m_server->drain(grace);
}

QString Application::ownUrl() const
{
    if (!m_settings.publicUrl.isEmpty())
        return m_settings.publicUrl;
    const QString host = m_settings.address.protocol() == QAbstractSocket::IPv6Protocol ? u"[%1]"_s.arg(m_settings.address.toString())
                                                                                        : m_settings.address.toString();
    return u"%1://%2:%3"_s.arg(m_settings.certificateFile.isEmpty() ? u"http"_s : u"https"_s, host).arg(m_port.load());
}

QJsonObject Application::status() const
{
    const bool healthy = m_database->isHealthy();
    const auto uptime = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.monotonic() - m_started);
    return {{u"status"_s, m_draining ? u"draining"_s
                          : healthy  ? u"ok"_s
                                     : u"degraded"_s},
            {u"version"_s, QStringLiteral(MELODY_VERSION)},
            {u"uptime_ms"_s, qint64(uptime.count())},
            {u"services"_s, QJsonArray::fromStringList(m_settings.services)}};
}

bool Application::askDatabase()
{
    const TimePoint before = m_clock.now();
    const auto theirs = m_database->serverTime();
    if (!theirs)
        return false;
    const auto ahead = before + (m_clock.now() - before) / 2 - *theirs;
    m_telemetry->gauge("melody_clock_ahead_seconds", std::chrono::duration<double>(ahead).count());
    if (std::chrono::abs(ahead) > clocksAgreeWithin)
        m_telemetry->log(telemetry::Level::Warning, u"clock_differs"_s, {{u"ahead_ms"_s, qint64(ahead.count())}});
    return true;
}

http::RouteTable Application::serviceRoutes()
{
    using http::Method;
    using http::RateClass;
    using http::Response;
    using http::Role;
    const auto word = [](const QString &status) { return Response::json(QJsonObject{{u"status"_s, status}}); };
    const auto health = [word](const http::Request &) -> Result<Response> { return word(u"ok"_s); };
    const auto readiness = [this, word](const http::Request &) -> Result<Response> {
        if (m_draining)
            return fail(ErrorKind::Unavailable, u"draining"_s, u"This process is about to stop."_s);
        if (!askDatabase())
            return fail(ErrorKind::Unavailable, u"database_unreachable"_s, u"The database can't be reached."_s);
        return word(u"ready"_s);
    };
    const auto metrics = [this](const http::Request &request) -> Result<Response> {
        if (!QHostAddress(QString::fromLatin1(request.remoteAddress)).isLoopback())
            return fail(ErrorKind::Forbidden, u"loopback_only"_s, u"Metrics are for this machine only."_s);
        return Response{.contentType = "text/plain; version=0.0.4; charset=utf-8", .body = m_telemetry->prometheusText()};
    };
    const auto contract = [this](const http::Request &) -> Result<Response> { return Response{.body = m_openApi}; };
    const auto state = [this](const http::Request &) -> Result<Response> { return Response::json(status()); };
    return {
        {.method = Method::Get,
         .path = "/healthz",
         .operation = "getHealth",
         .roles = Role::Anonymous,
         .rate = RateClass::Probe,
         .handler = health,
         .execution = http::Execution::Inline},
        {.method = Method::Get,
         .path = "/readyz",
         .operation = "getReadiness",
         .roles = Role::Anonymous,
         .rate = RateClass::Probe,
         .handler = readiness},
        {.method = Method::Get,
         .path = "/metrics",
         .operation = "getMetrics",
         .roles = Role::Anonymous,
         .rate = RateClass::Probe,
         .handler = metrics},
        {.method = Method::Get, .path = "/v1/openapi.json", .operation = "getOpenApi", .roles = Role::Anonymous, .handler = contract},
        {.method = Method::Get,
         .path = "/v1/status",
         .operation = "getStatus",
         .roles = Role::Anonymous,
         .rate = RateClass::Probe,
         .handler = state},
    };
}

std::vector<db::Migration> allMigrations()
{
    std::vector<db::Migration> all;
    for (auto module : {platform::migrations(), traces::migrations(), events::migrations(), jobs::migrations(), idempotency::migrations(),
                        mail::migrations(), throttle::migrations(), tokens::migrations(), accounts::migrations(), billing::migrations(),
                        federation::migrations(), compliance::migrations(), catalog::migrations(), ingest::migrations(),
                        playback::migrations(), social::migrations()})
        std::move(module.begin(), module.end(), std::back_inserter(all));
    return all;
}

} // namespace melody::server
