// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <families/family.h>

#include "family_store.h"
#include <accounts/email.h>

#include <values/lru_cache.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

#include <atomic>

namespace melody::families {
namespace {

using namespace Qt::StringLiterals;

constexpr size_t hotStates = 65'536;
// Crockford's base 32: no I, L, O and U. Ten of them are 50 bits, good for ten minutes and five attempts.
constexpr QStringView codeLetters = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int codeLength = 10;

QString newCode()
{
    QString code;
    for (int i = 0; i < codeLength; ++i)
        code += codeLetters[qsizetype(QRandomGenerator::system()->bounded(quint32(codeLetters.size())))];
    return code.insert(4, u'-').insert(9, u'-');
}

// Of the code as people type it.
QByteArray hashOfCode(const QString &typed)
{
    QString code = typed.toUpper();
    code.removeIf([](QChar c) { return c == u'-' || c == u' '; });
    code.replace(u'O', u'0').replace(u'I', u'1').replace(u'L', u'1');
    return QCryptographicHash::hash("melody child code " + code.toUtf8(), QCryptographicHash::Sha256);
}

http::Response uncached(http::Response response)
{
    response.headers.append(std::pair<QByteArray, QByteArray>("Cache-Control", "no-store"));
    return response;
}

QByteArray tagOf(qint64 version)
{
    return '"' + QByteArray::number(version) + '"';
}

// PreconditionRequired without If-Match, Stale for what can't be one of our tags.
Result<qint64> versionOf(const http::Request &request)
{
    const QByteArray tag = request.header("if-match");
    if (tag.isEmpty())
        return fail(ErrorKind::PreconditionRequired, u"if_match_required"_s, u"Say with If-Match which version you change."_s);
    bool isNumber = false;
    const qint64 version = tag.size() > 2 ? tag.sliced(1, tag.size() - 2).toLongLong(&isNumber) : 0;
    if (!isNumber || tag != tagOf(version))
        return fail(ErrorKind::Stale, u"version_conflict"_s, u"This was changed meanwhile; look again."_s);
    return version;
}

template<typename T>
http::Response withTag(const T &value, qint64 version, int status = 200)
{
    http::Response response = http::Response::json(wire::toJson(value), status);
    response.headers.append(std::pair<QByteArray, QByteArray>("ETag", tagOf(version)));
    return response;
}

class FamilyService final : public Family {
public:
    FamilyService(db::Database &database, const Clock &clock, FamilyOptions options)
        : m_store(database, options.mailer), m_clock(clock), m_options(std::move(options)), m_hasher(m_options.passwords)
    {
    }

    Result<std::optional<rules::ParentalState>> parentalStateOf(const UserId &user) override;
    Result<Place> placeOf(const UserId &user) override { return m_store.placeOf(user); }
    Result<std::vector<UserId>> membersOf(const UserId &owner) override { return m_store.membersOf(owner); }
    void hear(const events::Event &event) override;
    http::RouteTable routes() override;

private:
    Result<http::Response> family(const http::Request &request);
    Result<http::Response> change(const http::Request &request);
    Result<http::Response> addMember(const http::Request &request);
    Result<http::Response> addChild(const UserId &owner, const wire::NewFamilyMember &wanted);
    Result<http::Response> removeMember(const http::Request &request);
    Result<http::Response> setControls(const http::Request &request);
    Result<http::Response> showCode(const http::Request &request);
    Result<http::Response> joinFamily(const http::Request &request);
    Result<http::Response> signInChild(const http::Request &request);
    Result<wire::Family> read(const UserId &user);
    int limitOf(const UserId &owner) const { return std::clamp(m_options.memberLimitOf(owner), 1, wire::maxFamilyMembers); }
    void forget(const UserId &user);

    FamilyStore m_store;
    const Clock &m_clock;
    FamilyOptions m_options;
    passwords::Hasher m_hasher;
    // Counts changes: what was read before one must not be remembered after it.
    std::atomic<quint64> m_generation = 0;
    LruCache<UserId, std::optional<rules::ParentalState>> m_states{hotStates};
};

Result<std::optional<rules::ParentalState>> FamilyService::parentalStateOf(const UserId &user)
{
    if (const auto hot = m_states.get(user))
        return *hot;
    const quint64 generation = m_generation;
    auto state = m_store.parentalState(user);
    if (state && generation == m_generation)
        m_states.put(user, *state);
    return state;
}

void FamilyService::forget(const UserId &user)
{
    ++m_generation;
    m_states.erase(user);
}

void FamilyService::hear(const events::Event &event)
{
    if (const auto user = UserId::parse(event.subject); user && (event.type == u"controls_changed" || event.type == u"family_changed"))
        forget(*user);
}

Result<wire::Family> FamilyService::read(const UserId &user)
{
    auto family = m_store.family(user, m_clock.now());
    if (!family)
        return family;
    family->memberLimit = limitOf(family->owner);
    if (family->owner == user) {
        for (qsizetype place = 0; place < family->members.size(); ++place)
            family->members[place].hasSeat = place < family->memberLimit;
        return family;
    }
    const auto mine = m_store.placeOf(user);
    if (!mine)
        return tl::unexpected(mine.error());
    for (wire::FamilyMember &member : family->members)
        member.hasSeat = member.id != user || mine->place < family->memberLimit;
    const auto needless = m_options.needlessPlanOf ? m_options.needlessPlanOf(user) : Result<QString>(QString());
    if (!needless)
        return tl::unexpected(needless.error());
    family->needlessPlan = *needless;
    return family;
}

Result<http::Response> FamilyService::family(const http::Request &request)
{
    const auto family = read(request.caller->user);
    if (!family)
        return tl::unexpected(family.error());
    return withTag(*family, family->version);
}

Result<http::Response> FamilyService::change(const http::Request &request)
{
    const auto version = versionOf(request);
    if (!version)
        return tl::unexpected(version.error());
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseFamilyChange(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const UserId owner = request.caller->user;
    if (const auto done = m_store.setTimeZone(owner, wanted->timeZone, *version, m_clock.now()); !done)
        return tl::unexpected(done.error());
    const auto family = read(owner);
    if (!family)
        return tl::unexpected(family.error());
    for (const wire::FamilyMember &member : family->members)
        forget(member.id);
    return withTag(*family, family->version);
}

Result<http::Response> FamilyService::addMember(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseNewFamilyMember(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const UserId owner = request.caller->user;
    if (wanted->child)
        return addChild(owner, *wanted);
    const auto email = accounts::normaliseEmail(wanted->email);
    if (!email)
        return failField(u"email"_s, u"not_an_email"_s, u"must be an e-mail address"_s);
    const TimePoint now = m_clock.now();
    if (const auto invited = m_store.invite(owner, *email, limitOf(owner), now, now + m_options.invitationLifetime); !invited)
        return tl::unexpected(invited.error());
    return http::Response::json(QJsonObject{{u"status"_s, u"accepted"_s}}, 202);
}

Result<http::Response> FamilyService::addChild(const UserId &owner, const wire::NewFamilyMember &wanted)
{
    const auto hash = m_hasher.hash(wanted.password);
    if (!hash)
        return tl::unexpected(hash.error());
    const TimePoint now = m_clock.now();
    const auto child = m_store.addChild(owner, {UserId::create(now), wanted, *hash}, limitOf(owner), now);
    if (!child)
        return tl::unexpected(child.error());
    forget(child->id);
    return withTag(*child, child->controlsVersion, 201);
}

Result<http::Response> FamilyService::removeMember(const http::Request &request)
{
    const auto member = request.id<UserId>();
    if (!member)
        return tl::unexpected(member.error());
    if (const auto removed = m_store.remove(request.caller->user, member->uuid(), m_clock.now()); !removed)
        return tl::unexpected(removed.error());
    forget(*member);
    return http::Response::empty();
}

Result<http::Response> FamilyService::setControls(const http::Request &request)
{
    const auto child = request.id<UserId>();
    if (!child)
        return tl::unexpected(child.error());
    const auto version = versionOf(request);
    if (!version)
        return tl::unexpected(version.error());
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto controls = wire::parseParentalControls(*json);
    if (!controls)
        return tl::unexpected(controls.error());
    const auto member = m_store.setControls(request.caller->user, *child, *controls, *version, m_clock.now());
    if (!member)
        return tl::unexpected(member.error());
    forget(*child);
    return withTag(*member, member->controlsVersion);
}

Result<http::Response> FamilyService::showCode(const http::Request &request)
{
    const auto child = request.id<UserId>();
    if (!child)
        return tl::unexpected(child.error());
    const wire::ChildSignInCode code{newCode(), m_clock.now() + m_options.codeLifetime};
    if (const auto put = m_store.putCode(request.caller->user, *child, hashOfCode(code.code), code.expires); !put)
        return tl::unexpected(put.error());
    return uncached(http::Response::json(wire::toJson(code), 201));
}

Result<http::Response> FamilyService::joinFamily(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseNewMembership(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto invitation = FamilyStore::invitationOf(wanted->token);
    if (!invitation)
        return fail(ErrorKind::NotFound, u"invitation_invalid"_s, u"This invitation is over, or was used already."_s);
    const UserId user = request.caller->user;
    if (const auto joined = m_store.join(user, *invitation, limitOf(invitation->owner), m_clock.now()); !joined)
        return tl::unexpected(joined.error());
    forget(user);
    const auto family = read(user);
    if (!family)
        return tl::unexpected(family.error());
    return withTag(*family, family->version, 201);
}

// Takes as long whether or not there is such a code.
Result<http::Response> FamilyService::signInChild(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseChildSignInRequest(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto place = m_hasher.reserve();
    if (!place)
        return tl::unexpected(place.error());
    const QByteArray code = hashOfCode(wanted->code);
    const auto attempt = m_store.tryCode(code, m_clock.now());
    if (!attempt)
        return tl::unexpected(attempt.error());
    const auto verdict = m_hasher.verify(*place, wanted->password, *attempt ? std::optional((*attempt)->passwordHash) : std::nullopt);
    const auto refused = fail(ErrorKind::Unauthenticated, u"invalid_credentials"_s, u"The code or the password is wrong."_s);
    if (!verdict.matches)
        return refused;
    const auto used = m_store.useCode(code);
    if (!used)
        return tl::unexpected(used.error());
    if (!*used)
        return refused;
    const auto signedIn = m_options.openSession((*attempt)->child, {wanted->deviceName, wanted->devicePublicKey, request.remoteAddress});
    if (!signedIn)
        return tl::unexpected(signedIn.error());
    return uncached(http::Response::json(wire::toJson(*signedIn), 201));
}

http::RouteTable FamilyService::routes()
{
    using http::Method;
    using http::RateClass;
    const auto by = [this](Result<http::Response> (FamilyService::*handler)(const http::Request &)) {
        return [this, handler](const http::Request &request) { return (this->*handler)(request); };
    };
    const auto row = [&](Method method, const QByteArray &path, const QByteArray &operation,
                         Result<http::Response> (FamilyService::*handler)(const http::Request &)) {
        return http::Route{.method = method,
                           .path = path,
                           .operation = operation,
                           .rate = RateClass::Write,
                           .handler = by(handler),
                           .maxBodyBytes = 8 * 1024,
                           .adultsOnly = true};
    };
    // No Idempotency-Key on the POSTs: their bodies and answers hold what opens an account, and a repetition is harmless: a child's name is
    // taken, a code replaces the one before, an invitation is good once.
    http::RouteTable table{
        {.method = Method::Get, .path = "/v1/me/family", .operation = "getFamily", .handler = by(&FamilyService::family)},
        row(Method::Patch, "/v1/me/family", "changeFamily", &FamilyService::change),
        row(Method::Post, "/v1/me/family/members", "addFamilyMember", &FamilyService::addMember),
        row(Method::Delete, "/v1/me/family/members/{id}", "removeFamilyMember", &FamilyService::removeMember),
        row(Method::Put, "/v1/me/family/members/{id}/controls", "setControls", &FamilyService::setControls),
        row(Method::Post, "/v1/me/family/members/{id}/sign-in-codes", "showChildSignInCode", &FamilyService::showCode),
        row(Method::Post, "/v1/me/family/memberships", "joinFamily", &FamilyService::joinFamily),
        row(Method::Post, "/v1/sessions/children", "signInChild", &FamilyService::signInChild),
    };
    table.back().roles = http::Role::Anonymous;
    table.back().rate = RateClass::SignIn;
    table.back().adultsOnly = false;
    return table;
}

} // namespace

std::unique_ptr<Family> createFamily(db::Database &database, const Clock &clock, FamilyOptions options)
{
    return std::make_unique<FamilyService>(database, clock, std::move(options));
}

} // namespace melody::families
