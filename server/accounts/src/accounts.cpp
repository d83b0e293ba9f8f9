// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <accounts/accounts.h>

#include "avatars.h"
#include "credentials.h"
#include "profiles.h"
#include "sessions.h"
#include "vouched.h"
#include <accounts/email.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

class AccountsService final : public Accounts {
public:
    AccountsService(const Parts &parts, const Options &options) : m_shared(parts, options) {}
    ~AccountsService() override { AccountsService::stop(); }

    Result<bool> ensureUser(const wire::SignUpRequest &request, http::Roles roles) override;
    Result<bool> removeSecondFactor(const UserId &user, const QString &reason) override
    {
        return m_secondFactor.remove(user, [&](db::Transaction &transaction) {
            noteOperator(transaction, u"second_factor.removed"_s, user, {}, m_shared.now(), reason);
        });
    }
    bool createVouched(db::Transaction &transaction, const UserId &user, const VouchedAccount &account) override;
    RoleChange changeRoles(db::Transaction &transaction, const UserId &user, const RoleChange &wanted) override
    {
        return changeGrants(transaction, user, wanted, m_shared.now());
    }
    Result<std::optional<UserId>> userByEmail(const QString &email) override
    {
        const auto normalised = normaliseEmail(email);
        return normalised ? m_shared.store.userByEmail(*normalised) : Result<std::optional<UserId>>(std::nullopt);
    }
    Result<wire::SignedIn> openSession(const UserId &user, const DeviceToSignIn &device) override
    {
        return m_sessions.open(user, {device.name, device.publicKey, m_shared.countryOf(device.remoteAddress)});
    }
    http::Authenticator authenticator() override;
    void hear(const events::Event &event) override
    {
        if (const auto signIn = SignInId::parse(event.subject); signIn && event.type == u"sign_in_revoked")
            m_shared.gate.revoke(*signIn, event.at);
    }
    http::RouteTable routes() override;
    std::vector<jobs::Handler> jobHandlers() override;
    void start() override { m_shared.keys->start(); }
    void stop() override { m_shared.keys->stop(); }

private:
    void noteOperator(db::Transaction &transaction, const QString &action, const UserId &user, const QJsonObject &after, TimePoint now,
                      const QString &reason = {});

    Shared m_shared;
    SecondFactor m_secondFactor{m_shared};
    Sessions m_sessions{m_shared, m_secondFactor};
    Credentials m_credentials{m_shared};
    Profiles m_profiles{m_shared};
    Avatars m_avatars{m_shared};
};

Result<bool> AccountsService::ensureUser(const wire::SignUpRequest &request, http::Roles roles)
{
    const auto created = m_credentials.create(request);
    if (!created)
        return created;
    const auto user = userByEmail(request.email);
    if (!user)
        return tl::unexpected(user.error());
    const UserId id = user->value();
    const TimePoint now = m_shared.now();
    const auto vouched = m_shared.store.vouchFor(id, now, [&](db::Transaction &transaction) {
        const RoleChange change = changeGrants(transaction, id, {roles, {}}, now);
        if (*created)
            noteOperator(transaction, u"account.created"_s, id, {}, now);
        if (change.granted)
            noteOperator(transaction, u"role.granted"_s, id, {{u"roles"_s, QJsonArray::fromStringList(roleNames(change.granted))}}, now);
    });
    if (!vouched)
        return tl::unexpected(vouched.error());
    return created;
}

void AccountsService::noteOperator(db::Transaction &transaction, const QString &action, const UserId &user, const QJsonObject &after,
                                   TimePoint now, const QString &reason)
{
    if (!m_shared.parts.audit)
        return;
    audit::Entry entry;
    entry.role = u"operator"_s;
    entry.action = action;
    entry.subject = user;
    entry.object = u"account"_s;
    entry.after = after;
    entry.reason = reason;
    m_shared.parts.audit->append(transaction, entry, now);
}

bool AccountsService::createVouched(db::Transaction &transaction, const UserId &user, const VouchedAccount &account)
{
    const auto normalised = normaliseEmail(account.email);
    return normalised && insertVouched(transaction, user, account, *normalised, m_shared.options, m_shared.now());
}

http::Authenticator AccountsService::authenticator()
{
    // The keys of tokens that were signed before this process began. Without a database now, the thread reads them later.
    (void)m_shared.keys->load();
    return [this](QByteArrayView token) { return m_shared.gate.check(token); };
}

http::RouteTable AccountsService::routes()
{
    http::RouteTable table;
    for (http::RouteTable part : {m_credentials.routes(), m_sessions.routes(), m_profiles.routes(), m_secondFactor.routes()})
        std::move(part.begin(), part.end(), std::back_inserter(table));
    if (m_shared.parts.objects) {
        http::RouteTable part = m_avatars.routes();
        std::move(part.begin(), part.end(), std::back_inserter(table));
    }
    const auto publicKeys = [this](const http::Request &) -> Result<http::Response> {
        http::Response response = http::Response::json(tokens::publicKeys(*m_shared.keys->keys()));
        response.headers.emplaceBack("Cache-Control", "public, max-age=300");
        return response;
    };
    table.push_back({.method = http::Method::Get,
                     .path = "/.well-known/jwks.json",
                     .operation = "getKeys",
                     .roles = http::Role::Anonymous,
                     .handler = publicKeys,
                     .execution = http::Execution::Inline});
    return table;
}

std::vector<jobs::Handler> AccountsService::jobHandlers()
{
    std::vector<jobs::Handler> handlers{m_credentials.mailHandler()};
    if (m_shared.parts.makePicture && m_shared.parts.objects)
        handlers.push_back(m_avatars.pictureHandler());
    return handlers;
}

} // namespace

std::unique_ptr<Accounts> createAccounts(const Parts &parts, const Options &options)
{
    return std::make_unique<AccountsService>(parts, options);
}

} // namespace melody::accounts
