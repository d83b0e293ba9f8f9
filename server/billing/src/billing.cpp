// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <billing/billing.h>

#include "engine.h"
#include "notices.h"
#include "routes.h"

#include <billing/sql.h>
#include <plans/dunning.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::hours priceNotice{1};
constexpr int caughtUpTogether = 50; // few enough that a listener's command soon gets its turn

UserId userOf(const jobs::Job &job)
{
    return UserId::parse(job.payload.value(u"user"_s).toString()).value_or(UserId());
}

class BillingService final : public Billing {
public:
    BillingService(db::Database &database, const Clock &clock, Options options)
        : m_database(database), m_clock(clock), m_options(std::move(options)), m_standings(database, clock, m_options),
          m_engine(database, clock, m_options, m_standings), m_printer(m_options.invoiceFonts, m_options.telemetry),
          m_routes(database, clock, m_options, m_engine, m_printer, m_standings)
    {
    }

    rules::Entitlements entitlementsOf(const UserId &user) override;
    std::vector<rules::StreamPool> streamPoolsOf(const UserId &user) override;
    Result<QString> needlessPlanOf(const UserId &user) override;
    void hear(const events::Event &event) override
    {
        const auto user = UserId::parse(event.subject);
        if (user && event.type == u"subscription_changed")
            m_standings.forgetSubscription(*user);
        else if (user)
            m_standings.forgetPlace(*user);
    }
    Result<void> grant(const UserId &user, const Gift &gift) override { return m_engine.grant(user, gift); }
    Result<void> setPrice(const NewPrice &price, const QString &reason) override;
    Result<std::vector<NewPrice>> prices() override;
    Result<Money> refund(const RefundWish &wish) override { return m_engine.requestRefund(wish); }
    Result<QStringList> academicDomains() override;
    Result<void> changeAcademicDomain(const QString &domain, bool add, const QString &reason) override;
    std::vector<jobs::Handler> jobHandlers() override;
    http::RouteTable routes() override { return m_routes.table(); }

private:
    Result<void> notify(const jobs::Job &job);
    Result<void> announce(const jobs::Job &job, const UserId &user, const Contact &payer, TimePoint now);

    db::Database &m_database;
    const Clock &m_clock;
    const Options m_options;
    Standings m_standings;
    Engine m_engine;
    const invoices::InvoicePrinter m_printer;
    Routes m_routes;
};

rules::Entitlements BillingService::entitlementsOf(const UserId &user)
{
    const Standing standing = m_standings.of(user);
    return rules::together(standing.own, standing.seated());
}

std::vector<rules::StreamPool> BillingService::streamPoolsOf(const UserId &user)
{
    return billing::streamPoolsOf(user, m_standings.of(user));
}

Result<QString> BillingService::needlessPlanOf(const UserId &user)
{
    const rules::Entitlements seat = m_standings.freshOf(user).seated();
    if (seat.plan == rules::Plan::Free)
        return QString();
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<QString> {
        return Store(transaction, user, m_clock.now()).subscription().map([&](const Subscription &own) {
            return isNeedless(own, seat) ? rules::planName(own.terms.plan) : QString();
        });
    });
}

Result<void> BillingService::setPrice(const NewPrice &price, const QString &reason)
{
    const auto period = parsePeriod(price.period);
    if (!period)
        return failField(u"period"_s, u"not_a_period"_s, u"must be monthly or yearly"_s);
    if (price.product != u"hi_fi" && (!rules::parsePlan(price.product) || price.product == u"free"))
        return failField(u"product"_s, u"not_a_product"_s, u"must be a paid plan or hi_fi"_s);
    if (reason.trimmed().isEmpty() || reason.size() > longestReason)
        return failField(u"reason"_s, u"required"_s, u"must say why, in at most %1 characters"_s.arg(longestReason));
    if (price.amount.amountMinor < 0 || price.amount.amountMinor > 1'000'000'000 || price.amount.currency.size() != 3)
        return failField(u"amount"_s, u"out_of_range"_s, u"must be an amount of a currency"_s);
    const TimePoint now = m_clock.now();
    if (price.validFrom < now + priceNotice)
        return failField(u"valid_from"_s, u"too_soon"_s, u"must be an hour ahead at least"_s);
    const auto stored = m_database.run({"melody_billing"}, [&](db::Transaction &transaction) -> Result<void> {
        const auto row = transaction.exec(sql::insertPrice,
                                          {price.product, price.period, price.amount.currency, price.validFrom, price.amount.amountMinor});
        if (row.affected() == 0)
            return fail(ErrorKind::Conflict, u"price_exists"_s, u"There is a price from that moment on already."_s);
        if (m_options.audit) {
            audit::Entry entry;
            entry.role = u"operator"_s;
            entry.action = price.amount.amountMinor > 0 ? u"price.changed"_s : u"price.ended"_s;
            entry.object = u"price/%1/%2/%3"_s.arg(price.product, price.period, price.amount.currency);
            entry.after = {{u"amount_minor"_s, price.amount.amountMinor}, {u"valid_from"_s, formatTime(price.validFrom)}};
            entry.reason = reason;
            m_options.audit->append(transaction, entry, now);
        }
        return {};
    });
    m_engine.forgetPrices();
    return stored;
}

Result<std::vector<NewPrice>> BillingService::prices()
{
    const auto read = [](db::Transaction &transaction) -> Result<PriceBook> { return readPrices(transaction); };
    return m_database.run({"melody_billing"}, read).map([](PriceBook book) {
        std::sort(book.prices.begin(), book.prices.end(), [](const Price &a, const Price &b) {
            return std::tie(a.product, a.period, a.currency, a.validFrom) < std::tie(b.product, b.period, b.currency, b.validFrom);
        });
        std::vector<NewPrice> list;
        for (const Price &price : book.prices)
            list.push_back({price.product, periodName(price.period), Money{price.amountMinor, price.currency}, price.validFrom});
        return list;
    });
}

Result<QStringList> BillingService::academicDomains()
{
    return m_database.run({"melody_billing"}, [](db::Transaction &transaction) -> Result<QStringList> {
        QStringList domains;
        for (const db::Row row : transaction.exec(sql::academicDomains))
            domains.append(row.get<QString>("domain"));
        return domains;
    });
}

Result<void> BillingService::changeAcademicDomain(const QString &domain, bool add, const QString &reason)
{
    static const QRegularExpression name(u"^(?=.{2,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"_s);
    const QString end = domain.trimmed().toLower();
    if (!name.match(end).hasMatch())
        return failField(u"domain"_s, u"not_a_domain"_s, u"must be the end of an e-mail address such as uni-jena.de"_s);
    if (reason.trimmed().isEmpty() || reason.size() > longestReason)
        return failField(u"reason"_s, u"required"_s, u"must say why, in at most %1 characters"_s.arg(longestReason));
    return m_database.run({"melody_billing"}, [&](db::Transaction &transaction) -> Result<void> {
        if (transaction.exec(add ? sql::addAcademicDomain : sql::removeAcademicDomain, {end}).affected() == 0)
            return add ? fail(ErrorKind::Conflict, u"known_domain"_s, u"This domain is on the list already."_s)
                       : fail(ErrorKind::NotFound, u"unknown_domain"_s, u"This domain is not on the list."_s);
        if (m_options.audit) {
            audit::Entry entry;
            entry.role = u"operator"_s;
            entry.action = add ? u"academic_domain.added"_s : u"academic_domain.removed"_s;
            entry.object = u"academic_domain/"_s + end;
            entry.reason = reason;
            m_options.audit->append(transaction, entry, m_clock.now());
        }
        return {};
    });
}

// Tells a payer by mail; the key makes it once.
Result<void> BillingService::notify(const jobs::Job &job)
{
    if (!m_options.mailer || !m_options.contactOf)
        return {};
    const UserId user = userOf(job);
    const QString what = job.payload.value(u"what"_s).toString();
    const auto payer = m_options.contactOf(user);
    if (!payer)
        return payer.error().kind == ErrorKind::NotFound ? Result<void>() : tl::unexpected(payer.error());
    if (payer->email.isEmpty())
        return {};
    const TimePoint now = m_clock.now();
    if (what == u"student_proof")
        return announce(job, user, *payer, now);
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        Store store(transaction, user, now);
        mail::Mail mail;
        if (what == u"invoice") {
            const auto id = InvoiceId::parse(job.payload.value(u"about"_s).toString());
            const auto invoice = id ? store.invoice(*id) : std::nullopt;
            if (!invoice)
                return {};
            const auto pdf = m_printer.print(*invoice, onInvoices(*payer));
            if (!pdf)
                return tl::unexpected(pdf.error());
            mail = invoiceMail(*invoice, *payer, *pdf);
        } else {
            const auto subscription = store.subscription();
            if (!subscription)
                return tl::unexpected(subscription.error());
            mail = noticeMail(what, *payer, *subscription);
        }
        mail.key = u"billing:"_s + job.key;
        return m_options.mailer->enqueue(transaction, mail, now);
    });
}

// The mail and what it says are one: a price that nobody wrote of is not charged. What has been proven or has moved since needs no mail.
Result<void> BillingService::announce(const jobs::Job &job, const UserId &user, const Contact &payer, TimePoint now)
{
    const auto due = m_engine.proofDue(user);
    if (!due)
        return tl::unexpected(due.error());
    const QString renewal = job.payload.value(u"about"_s).toString().section(u':', 1);
    if (!*due || formatTime((*due)->renewal) != renewal || now > (*due)->renewal - shortestNotice)
        return {};
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        Store store(transaction, user, now);
        const auto subscription = store.subscription();
        if (!subscription)
            return tl::unexpected(subscription.error());
        store.announce(**due);
        mail::Mail mail = studentMail(**due, subscription->currency, payer);
        mail.key = u"billing:%1:%2"_s.arg(job.key).arg((*due)->individualMinor); // another price is another mail
        return m_options.mailer->enqueue(transaction, mail, now);
    });
}

std::vector<jobs::Handler> BillingService::jobHandlers()
{
    const auto catchUpAll = [this](const std::vector<jobs::Job> &jobs) {
        std::vector<UserId> users;
        std::transform(jobs.begin(), jobs.end(), std::back_inserter(users), userOf);
        return m_engine.catchUpAll(users);
    };
    return {{.kind = u"billing_due"_s,
             .work = [this](const jobs::Job &job) { return m_engine.catchUp(userOf(job)); },
             .batch = caughtUpTogether,
             .workAll = catchUpAll},
            {u"billing_refund"_s,
             [this](const jobs::Job &job) {
                 if (const auto refund = RefundId::parse(job.payload.value(u"refund"_s).toString()))
                     return m_engine.payRefund(userOf(job), *refund);
                 const auto intent = IntentId::parse(job.payload.value(u"intent"_s).toString());
                 return m_engine.refund(userOf(job), intent.value_or(IntentId()));
             }},
            {u"billing_notice"_s, [this](const jobs::Job &job) { return notify(job); }}};
}

} // namespace

std::unique_ptr<Billing> createBilling(db::Database &database, const Clock &clock, Options options)
{
    return std::make_unique<BillingService>(database, clock, std::move(options));
}

} // namespace melody::billing
