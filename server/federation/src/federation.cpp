// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <federation/federation.h>

#include "sign_in_flow.h"
#include "store.h"

#include <telemetry/telemetry.h>

#include <atomic>

namespace melody::federation {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::minutes authorizationLifetime{10};
constexpr std::chrono::minutes linkLifetime{10};
constexpr int maxAtProviders = 4; // callers that wait for a provider at once: others need the workers, too
constexpr qint64 busyRetryMs = 1'000;
constexpr qint64 maxIdentities = 20;
constexpr qsizetype maxDomain = 253;

struct KnownProvider {
    ProviderConfig config;
    std::unique_ptr<oidc::Provider> protocol;
};

tl::unexpected<Error> unknownAuthorization()
{
    return fail(ErrorKind::Unauthenticated, u"authorization_unknown"_s, u"This sign-in was not begun here, is over, or took too long."_s);
}

http::Response secretAnswer(const QJsonObject &json, int status)
{
    http::Response response = http::Response::json(json, status);
    response.headers.append(std::pair<QByteArray, QByteArray>("Cache-Control", "no-store"));
    return response;
}

class FederationService final : public Federation {
public:
    FederationService(QList<ProviderConfig> providers, const FederationParts &parts) : m_parts(parts), m_store(parts.database)
    {
        for (ProviderConfig &config : providers) {
            auto protocol = oidc::createProvider(config.protocol, parts.clock);
            m_providers.push_back({std::move(config), std::move(protocol)});
        }
    }

    http::RouteTable routes() override;

private:
    class Place;

    Result<http::Response> list(const http::Request &request);
    Result<http::Response> begin(const http::Request &request);
    Result<http::Response> finish(const http::Request &request);
    Result<http::Response> identities(const http::Request &request);
    Result<http::Response> link(const http::Request &request);
    Result<http::Response> unlink(const http::Request &request);

    [[nodiscard]] const KnownProvider *find(const QString &id) const;
    Result<const KnownProvider *> provider(const http::Request &request) const;
    Result<Person> identify(const KnownProvider &provider, const wire::AuthorizationCallback &callback);
    Result<wire::FederatedSignIn> signIn(const ProviderConfig &provider, const Person &person, const wire::AuthorizationCallback &callback,
                                         const QByteArray &remoteAddress);
    Result<bool> join(const ProviderConfig &provider, const Person &person, const UserId &user, const QString &language);
    Result<wire::FederatedSignIn> askForLink(const ProviderConfig &provider, const Person &person, const std::optional<UserId> &user);
    void giveRoles(db::Transaction &transaction, const UserId &user, const QString &providerId, http::Roles wanted);
    void audit(db::Transaction &transaction, const QString &action, const std::optional<UserId> &actor, const UserId &subject,
               const QString &providerId, http::Roles roles = {});
    [[nodiscard]] wire::LinkedIdentity shown(const Identity &identity) const;

    const FederationParts m_parts;
    Store m_store;
    std::vector<KnownProvider> m_providers;
    std::atomic<int> m_atProviders = 0;
};

// One of the few that may wait for a provider. RAII.
class FederationService::Place {
public:
    explicit Place(std::atomic<int> &taken) : m_taken(taken), m_granted(taken.fetch_add(1) < maxAtProviders) {}
    ~Place() { m_taken.fetch_sub(1); }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;
    [[nodiscard]] Result<void> granted() const
    {
        if (m_granted)
            return {};
        Error error{ErrorKind::Unavailable, u"busy"_s, u"Too many sign in at once; try again."_s};
        error.retryAfterMs = busyRetryMs;
        return tl::unexpected(std::move(error));
    }

private:
    std::atomic<int> &m_taken;
    bool m_granted;
};

const KnownProvider *FederationService::find(const QString &id) const
{
    const auto found = std::find_if(m_providers.begin(), m_providers.end(), [&](const KnownProvider &one) { return one.config.id == id; });
    return found == m_providers.end() ? nullptr : &*found;
}

Result<const KnownProvider *> FederationService::provider(const http::Request &request) const
{
    if (const KnownProvider *found = find(request.parameters.value(u"id"_s)))
        return found;
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such identity provider."_s);
}

// Who has single sign-on finds it by their address; which organisations there are is nobody's business.
Result<http::Response> FederationService::list(const http::Request &request)
{
    const QString domain = request.query.queryItemValue(u"domain"_s, QUrl::FullyDecoded);
    if (request.query.hasQueryItem(u"domain"_s) && (domain.isEmpty() || domain.size() > maxDomain || domain.contains(u'@')))
        return failField(u"domain"_s, u"not_a_domain"_s, u"must be what stands behind the @ of an address"_s);
    wire::IdentityProviderPage page;
    for (const KnownProvider &one : m_providers) {
        if (domain.isEmpty() ? one.config.domains.isEmpty() : one.config.domains.contains(domainOf(domain)))
            page.items.append({one.config.id, one.config.name});
    }
    return http::Response::json(wire::toJson(page));
}

Result<http::Response> FederationService::begin(const http::Request &request)
{
    const auto known = provider(request);
    if (!known)
        return tl::unexpected(known.error());
    const auto wanted = request.json().and_then(&wire::parseAuthorizationRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const Place place(m_atProviders);
    if (const auto granted = place.granted(); !granted)
        return tl::unexpected(granted.error());

    const QString state = QString::fromLatin1(randomBytes().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    const QByteArray salt = randomBytes();
    const auto url = (*known)->protocol->authorizationUrl(parametersOf(wanted->redirectUri, state, salt));
    if (!url)
        return tl::unexpected(url.error());
    const TimePoint now = m_parts.clock.now();
    const PendingAuthorization pending{(*known)->config.id, salt, wanted->deviceChallenge, wanted->redirectUri,
                                       now + authorizationLifetime};
    if (const auto kept = m_store.keep(sha256(state.toUtf8()), pending, now); !kept)
        return tl::unexpected(kept.error());
    const std::chrono::milliseconds lifetime = authorizationLifetime;
    return secretAnswer(wire::toJson(wire::Authorization{*url, state, lifetime.count()}), 201);
}

// Redeems what the browser brought. Whatever comes of it, the state is used up.
Result<Person> FederationService::identify(const KnownProvider &known, const wire::AuthorizationCallback &callback)
{
    const auto pending = m_store.take(sha256(callback.state.toUtf8()));
    if (!pending)
        return tl::unexpected(pending.error());
    const bool good = *pending && (*pending)->providerId == known.config.id && (*pending)->expires > m_parts.clock.now() &&
                      (*pending)->deviceChallenge == sha256(callback.deviceVerifier);
    if (!good)
        return unknownAuthorization();
    const auto asked = parametersOf((*pending)->redirectUri, callback.state, (*pending)->salt);
    const auto claims = known.protocol->redeem({callback.code, callback.issuer, asked});
    if (!claims) {
        m_parts.telemetry.log(telemetry::Level::Warning, u"federation.refused"_s,
                              {{u"provider"_s, known.config.id}, {u"code"_s, claims.error().code}});
        return tl::unexpected(claims.error());
    }
    return personOf(*claims, known.config);
}

Result<http::Response> FederationService::finish(const http::Request &request)
{
    const auto known = provider(request);
    if (!known)
        return tl::unexpected(known.error());
    const auto callback = request.json().and_then(&wire::parseAuthorizationCallback);
    if (!callback)
        return tl::unexpected(callback.error());
    const Place place(m_atProviders);
    if (const auto granted = place.granted(); !granted)
        return tl::unexpected(granted.error());
    const auto person = identify(**known, *callback);
    if (!person)
        return tl::unexpected(person.error());
    auto answer = signIn((*known)->config, *person, *callback, request.remoteAddress);
    // Somebody else took the address or the identity at this very moment: now we know better.
    if (!answer && answer.error().code == u"taken_meanwhile")
        answer = signIn((*known)->config, *person, *callback, request.remoteAddress);
    if (!answer)
        return tl::unexpected(answer.error());
    return secretAnswer(wire::toJson(*answer), 200);
}

Result<wire::FederatedSignIn> FederationService::signIn(const ProviderConfig &provider, const Person &person,
                                                        const wire::AuthorizationCallback &callback, const QByteArray &remoteAddress)
{
    auto user = m_store.userOf(person.subjectHash);
    if (!user)
        return tl::unexpected(user.error());
    if (*user && callback.link)
        return fail(ErrorKind::Conflict, u"identity_taken"_s, u"This identity is linked to an account already."_s);
    if (*user) {
        const auto used = m_store.runAs(**user, [&](db::Transaction &transaction) -> Result<void> {
            m_store.use(transaction, **user, person.subjectHash, person.email, m_parts.clock.now());
            giveRoles(transaction, **user, provider.id, person.roles);
            return {};
        });
        if (!used)
            return tl::unexpected(used.error());
    } else {
        const auto owner =
            person.email.isEmpty() ? Result<std::optional<UserId>>(std::nullopt) : m_parts.accounts.userByEmail(person.email);
        if (!owner)
            return tl::unexpected(owner.error());
        if (*owner || callback.link || !mayJoin(person, provider))
            return askForLink(provider, person, *owner);
        *user = UserId::create(m_parts.clock.now());
        const auto joined = join(provider, person, **user, callback.language);
        if (!joined)
            return tl::unexpected(joined.error());
    }
    return m_parts.accounts.openSession(**user, {callback.deviceName, callback.devicePublicKey, remoteAddress})
        .map([](wire::SignedIn signedIn) { return wire::FederatedSignIn(std::move(signedIn)); });
}

// Account, identity and roles, or nothing of it.
Result<bool> FederationService::join(const ProviderConfig &provider, const Person &person, const UserId &user, const QString &language)
{
    const TimePoint now = m_parts.clock.now();
    return m_store.runAs(user, [&](db::Transaction &transaction) -> Result<bool> {
        const Identity identity{wire::IdentityId::create(now), provider.id, person.subjectHash, person.email, now, now};
        if (!m_parts.accounts.createVouched(transaction, user, {person.email, person.name, language}) ||
            !m_store.insert(transaction, user, identity))
            return fail(ErrorKind::Conflict, u"taken_meanwhile"_s, u"Try again."_s);
        audit(transaction, u"identity.linked"_s, {}, user, provider.id);
        giveRoles(transaction, user, provider.id, person.roles);
        return true;
    });
}

Result<wire::FederatedSignIn> FederationService::askForLink(const ProviderConfig &provider, const Person &person,
                                                            const std::optional<UserId> &user)
{
    const TimePoint now = m_parts.clock.now();
    const QByteArray token = randomBytes().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const PendingLink pending{provider.id, person.subjectHash, user, person.email, person.roles, now + linkLifetime};
    if (const auto kept = m_store.keepLink(sha256(token), pending, now); !kept)
        return tl::unexpected(kept.error());
    const std::chrono::milliseconds lifetime = linkLifetime;
    return wire::LinkRequired{QString::fromLatin1(token), user ? person.email : QString(), lifetime.count()};
}

// The roles of the groups come and go with them. Roles that the person has for another reason are left alone.
void FederationService::giveRoles(db::Transaction &transaction, const UserId &user, const QString &providerId, http::Roles wanted)
{
    const http::Roles given = m_store.grantedRoles(transaction, user, providerId);
    const http::Roles missing = wanted & ~given;
    const http::Roles gone = given & ~wanted;
    if (!missing && !gone)
        return;
    const auto changed = m_parts.accounts.changeRoles(transaction, user, {missing, gone});
    m_store.noteRoles(transaction, user, providerId, changed.granted, gone, m_parts.clock.now());
    if (changed.granted)
        audit(transaction, u"role.granted"_s, {}, user, providerId, changed.granted);
    if (changed.revoked)
        audit(transaction, u"role.revoked"_s, {}, user, providerId, changed.revoked);
}

void FederationService::audit(db::Transaction &transaction, const QString &action, const std::optional<UserId> &actor,
                              const UserId &subject, const QString &providerId, http::Roles roles)
{
    if (!m_parts.audit)
        return;
    audit::Entry entry;
    entry.actor = actor;
    entry.role = actor ? u"listener"_s : u"system"_s;
    entry.action = action;
    entry.subject = subject;
    entry.object = u"identity_provider/"_s + providerId;
    if (roles)
        entry.after = QJsonObject{{u"roles"_s, QJsonArray::fromStringList(accounts::roleNames(roles))}};
    if (const auto trace = telemetry::CurrentTrace::get())
        entry.traceId = QString::fromLatin1(trace->traceId);
    m_parts.audit->append(transaction, entry, m_parts.clock.now());
}

wire::LinkedIdentity FederationService::shown(const Identity &identity) const
{
    const KnownProvider *known = find(identity.providerId);
    return {identity.id,
            {identity.providerId, known ? known->config.name : identity.providerId},
            identity.email,
            identity.linkedAt,
            identity.lastUsedAt};
}

Result<http::Response> FederationService::identities(const http::Request &request)
{
    const auto all = m_store.identities(request.caller->user);
    if (!all)
        return tl::unexpected(all.error());
    wire::LinkedIdentityPage page;
    for (const Identity &identity : *all)
        page.items.append(shown(identity));
    return http::Response::json(wire::toJson(page));
}

// The route wants a fresh proof of the caller; the token is the proof of the identity.
Result<http::Response> FederationService::link(const http::Request &request)
{
    const auto wanted = request.json().and_then(&wire::parseLinkRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const UserId user = request.caller->user;
    const TimePoint now = m_parts.clock.now();
    const auto linked = m_store.runAs(user, [&](db::Transaction &transaction) -> Result<Identity> {
        const auto pending = m_store.takeLink(transaction, sha256(wanted->linkToken.toUtf8()), user);
        if (!pending || pending->expires <= now || !find(pending->providerId))
            return failField(u"link_token"_s, u"link_unknown"_s, u"is used up, too old or another account's"_s);
        if (m_store.count(transaction, user) >= maxIdentities)
            return fail(ErrorKind::Conflict, u"too_many_identities"_s, u"Unlink another one first."_s);
        Identity identity{wire::IdentityId::create(now), pending->providerId, pending->subjectHash, pending->email, now, now};
        if (!m_store.insert(transaction, user, identity))
            return fail(ErrorKind::Conflict, u"identity_taken"_s, u"This identity is linked to an account already."_s);
        audit(transaction, u"identity.linked"_s, user, user, identity.providerId);
        giveRoles(transaction, user, identity.providerId, pending->roles);
        return identity;
    });
    if (!linked)
        return tl::unexpected(linked.error());
    return http::Response::json(wire::toJson(shown(*linked)), 201);
}

Result<http::Response> FederationService::unlink(const http::Request &request)
{
    const auto id = request.id<wire::IdentityId>();
    if (!id)
        return tl::unexpected(id.error());
    const UserId user = request.caller->user;
    const auto unlinked = m_store.runAs(user, [&](db::Transaction &transaction) -> Result<void> {
        const auto providerId = m_store.remove(transaction, user, *id);
        if (!providerId)
            return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such identity."_s);
        audit(transaction, u"identity.unlinked"_s, user, user, *providerId);
        giveRoles(transaction, user, *providerId, {});
        return {};
    });
    if (!unlinked)
        return tl::unexpected(unlinked.error());
    return http::Response::empty();
}

http::RouteTable FederationService::routes()
{
    using http::Method;
    using http::RateClass;
    using http::Role;
    const auto by = [this](Result<http::Response> (FederationService::*handler)(const http::Request &)) {
        return [this, handler](const http::Request &request) { return (this->*handler)(request); };
    };
    // A state, a code and a link token are good once, so none of the POSTs needs an Idempotency-Key.
    return {
        {.method = Method::Get,
         .path = "/v1/identity-providers",
         .operation = "listIdentityProviders",
         .roles = Role::Anonymous,
         .handler = by(&FederationService::list)},
        {.method = Method::Post,
         .path = "/v1/identity-providers/{id}/authorizations",
         .operation = "beginAuthorization",
         .roles = Role::Anonymous,
         .rate = RateClass::SignIn,
         .handler = by(&FederationService::begin),
         .maxBodyBytes = 8 * 1024},
        {.method = Method::Post,
         .path = "/v1/identity-providers/{id}/callbacks",
         .operation = "finishAuthorization",
         .roles = Role::Anonymous,
         .rate = RateClass::SignIn,
         .handler = by(&FederationService::finish),
         .maxBodyBytes = 16 * 1024},
        {.method = Method::Get, .path = "/v1/me/identities", .operation = "listIdentities", .handler = by(&FederationService::identities)},
        {.method = Method::Post,
         .path = "/v1/me/identities",
         .operation = "linkIdentity",
         .rate = RateClass::SignIn,
         .handler = by(&FederationService::link),
         .maxBodyBytes = 8 * 1024,
         .stepUp = true,
         .adultsOnly = true},
        {.method = Method::Delete,
         .path = "/v1/me/identities/{id}",
         .operation = "unlinkIdentity",
         .rate = RateClass::Write,
         .handler = by(&FederationService::unlink),
         .stepUp = true,
         .adultsOnly = true},
    };
}

} // namespace

std::unique_ptr<Federation> createFederation(QList<ProviderConfig> providers, const FederationParts &parts)
{
    return std::make_unique<FederationService>(std::move(providers), parts);
}

} // namespace melody::federation
