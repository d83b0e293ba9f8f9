// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Money by hand: refunds, prices and who may pay as a student. Each change goes into the audit log in the transaction that makes it.

#include "command.h"
#include "operator.h"

#include <accounts/directory.h>
#include <billing/billing.h>
#include <secrets/secrets.h>
#include <telemetry/telemetry.h>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

// The billing of a database, for one command.
class BillingDesk {
public:
    static Result<std::unique_ptr<BillingDesk>> open(const QCommandLineParser &parser)
    {
        const auto who = operatorOf(parser);
        if (!who)
            return tl::unexpected(who.error());
        const auto keys = secrets::loadSecrets(parser.value(u"secrets-folder"_s));
        if (!keys)
            return tl::unexpected(keys.error());
        return std::unique_ptr<BillingDesk>(new BillingDesk(parser.value(u"db-connection"_s), auditLogFor(*who, keys->masterKey)));
    }
    [[nodiscard]] db::Database &database() { return *m_database; }
    [[nodiscard]] billing::Billing &billing() { return *m_billing; }

private:
    BillingDesk(const QString &connection, std::unique_ptr<audit::AuditLog> audit)
        : m_database(db::openDatabase({.connection = connection.toStdString(), .maxConnections = 1}, *m_telemetry)),
          m_audit(std::move(audit))
    {
        billing::Options options;
        options.audit = m_audit.get();
        m_billing = billing::createBilling(*m_database, m_clock, std::move(options));
    }

    SystemClock m_clock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry = telemetry::createTelemetry(m_clock, telemetry::Level::Warning);
    std::unique_ptr<db::Database> m_database;
    std::unique_ptr<audit::AuditLog> m_audit;
    std::unique_ptr<billing::Billing> m_billing;
};

void addDeskOptions(QCommandLineParser &parser)
{
    parser.addOptions({{u"db-connection"_s, u"libpq connection string of melody_app."_s, u"CONNECTION"_s},
                       {u"secrets-folder"_s, u"Folder of the server's keys; the audit log needs them."_s, u"DIR"_s},
                       {u"reason"_s, u"Why; goes into the audit log, at most 1,000 characters."_s, u"TEXT"_s},
                       operatorOption()});
}

QJsonObject money(const Money &amount)
{
    return {{u"amount_minor"_s, amount.amountMinor}, {u"currency"_s, amount.currency}};
}

Result<qint64> minorUnits(const QCommandLineParser &parser)
{
    bool isNumber = false;
    const qint64 amount = parser.value(u"amount-minor"_s).toLongLong(&isNumber);
    if (!isNumber || amount < 1)
        return failField(u"--amount-minor"_s, u"out_of_range"_s, u"must be a whole number of minor units, 1 or more"_s);
    return amount;
}

Result<Money> refund(BillingDesk &desk, const QCommandLineParser &parser)
{
    const auto user = accounts::userWithEmail(desk.database(), parser.value(u"email"_s));
    if (!user)
        return tl::unexpected(user.error());
    if (!*user)
        return fail(ErrorKind::NotFound, u"no_account"_s, u"There is no account with this address."_s);
    billing::RefundWish wish{.user = **user, .invoice = parser.value(u"invoice"_s), .reason = parser.value(u"reason"_s)};
    if (parser.isSet(u"amount-minor"_s)) {
        const auto amount = minorUnits(parser);
        if (!amount)
            return tl::unexpected(amount.error());
        wish.amountMinor = *amount;
    }
    return desk.billing().refund(wish);
}

int listPrices(BillingDesk &desk)
{
    const auto prices = desk.billing().prices();
    if (!prices)
        return failed(prices.error());
    for (const billing::NewPrice &price : *prices) {
        QJsonObject line{{u"product"_s, price.product}, {u"period"_s, price.period}, {u"valid_from"_s, formatTime(price.validFrom)}};
        if (price.amount.amountMinor > 0)
            line.insert(u"amount"_s, money(price.amount));
        else
            line.insert(u"ended"_s, price.amount.currency);
        printJson(line);
    }
    return 0;
}

int changePrice(BillingDesk &desk, const QCommandLineParser &parser, bool ends)
{
    const auto from = parseTime(parser.value(u"from"_s));
    if (!from)
        return failed({ErrorKind::Invalid, u"not_a_time"_s, u"--from: must be a time such as 2027-01-01T00:00:00.000Z"_s});
    const auto amount = ends ? Result<qint64>(0) : minorUnits(parser);
    if (!amount)
        return failed(amount.error());
    const billing::NewPrice price{parser.value(u"product"_s), parser.value(u"period"_s), Money{*amount, parser.value(u"currency"_s)},
                                  *from};
    if (const auto stored = desk.billing().setPrice(price, parser.value(u"reason"_s)); !stored)
        return failed(stored.error());
    printJson({{u"product"_s, price.product},
               {u"period"_s, price.period},
               {u"amount"_s, money(price.amount)},
               {u"valid_from"_s, formatTime(*from)}});
    return 0;
}

} // namespace

int runRefund(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Gives back what an invoice was paid with, or a part of it. The subscription stays as it is.\n"
        "The command writes it down, with an entry in the audit log; melodyd worker asks the payment provider, takes the amount back in\n"
        "the ledger and issues a credit note, which its payer gets by mail. Prints what will be given back.\n\n"
        "Examples:\n  melodyctl refund --db-connection 'dbname=melody user=melody_app' --secrets-folder /etc/melody/secrets \\\n"
        "      --email ana@example.org --invoice DE-2026-000042 --reason 'charged after she left'\n"
        "  melodyctl refund … --invoice DE-2026-000042 --amount-minor 500 --reason 'half a month without service'"_s);
    addDeskOptions(parser);
    parser.addOptions({{u"email"_s, u"Address of the payer's account."_s, u"ADDRESS"_s},
                       {u"invoice"_s, u"Number of the invoice."_s, u"NUMBER"_s},
                       {u"amount-minor"_s, u"How much, in cents or the like; without it all that is left of the payment."_s, u"N"_s}});
    if (const auto code = parseArguments(parser, u"refund"_s, arguments,
                                         {u"db-connection"_s, u"secrets-folder"_s, u"email"_s, u"invoice"_s, u"reason"_s}, 0))
        return *code;
    const auto desk = BillingDesk::open(parser);
    if (!desk)
        return failed(desk.error());
    const auto given = refund(**desk, parser);
    if (!given)
        return failed(given.error());
    printJson({{u"refund"_s, money(*given)}});
    return 0;
}

int runPrices(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"list  prints every price there is or was, a JSON object a line\n"
        "add   sets what a product costs from a moment on, tax included; who pays already pays it from their next renewal on\n"
        "end   sells a product in a currency no more from a moment on; renewals after it fail and go through their grace\n\n"
        "A moment must be an hour ahead at least. Prices are never changed or taken away: the last that became valid counts. Every change\n"
        "stands in the audit log.\n\n"
        "Examples:\n  melodyctl prices list --db-connection 'dbname=melody user=melody_app' --secrets-folder /etc/melody/secrets\n"
        "  melodyctl prices add … --product duo --period monthly --currency EUR --amount-minor 1599 \\\n"
        "      --from 2027-01-01T00:00:00.000Z --reason 'as announced in November'\n"
        "  melodyctl prices end … --product hi_fi --period yearly --currency JPY --from 2027-01-01T00:00:00.000Z --reason 'nobody bought it'"_s);
    parser.addPositionalArgument(u"ACTION"_s, u"list, add or end."_s);
    addDeskOptions(parser);
    parser.addOptions({{u"product"_s, u"individual, duo, family, student or hi_fi."_s, u"NAME"_s},
                       {u"period"_s, u"monthly or yearly."_s, u"PERIOD"_s},
                       {u"currency"_s, u"EUR, USD, …"_s, u"CODE"_s},
                       {u"amount-minor"_s, u"Price of a period in cents or the like; of add."_s, u"N"_s},
                       {u"from"_s, u"When it begins or ends, RFC 3339 in UTC."_s, u"TIME"_s}});
    if (const auto code = parseArguments(parser, u"prices"_s, arguments, {u"db-connection"_s, u"secrets-folder"_s}, 1))
        return *code;
    const QString action = parser.positionalArguments().constFirst();
    if (action != u"list" && action != u"add" && action != u"end") {
        printError(u"melodyctl prices: there is no '%1'; try list, add or end"_s.arg(action));
        return 2;
    }
    const auto desk = BillingDesk::open(parser);
    if (!desk)
        return failed(desk.error());
    return action == u"list" ? listPrices(**desk) : changePrice(**desk, parser, action == u"end");
}

int runAcademicDomains(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"list    prints every domain, one a line\n"
        "add     lets addresses that end in a domain, or in one below it, prove a student\n"
        "remove  lets them prove nothing more; what was proven already counts until its year is over\n\n"
        "Every change stands in the audit log.\n\n"
        "Examples:\n  melodyctl academic-domains list --db-connection 'dbname=melody user=melody_app' --secrets-folder "
        "/etc/melody/secrets\n"
        "  melodyctl academic-domains add … --domain uni-jena.de --reason 'asked for by a student, see their site'"_s);
    parser.addPositionalArgument(u"ACTION"_s, u"list, add or remove."_s);
    addDeskOptions(parser);
    parser.addOption({u"domain"_s, u"End of e-mail addresses, such as uni-jena.de or ac.uk; of add and remove."_s, u"DOMAIN"_s});
    if (const auto code = parseArguments(parser, u"academic-domains"_s, arguments, {u"db-connection"_s, u"secrets-folder"_s}, 1))
        return *code;
    const QString action = parser.positionalArguments().constFirst();
    if (action != u"list" && action != u"add" && action != u"remove") {
        printError(u"melodyctl academic-domains: there is no '%1'; try list, add or remove"_s.arg(action));
        return 2;
    }
    const auto desk = BillingDesk::open(parser);
    if (!desk)
        return failed(desk.error());
    billing::Billing &billing = (*desk)->billing();
    if (action == u"list") {
        const auto domains = billing.academicDomains();
        if (!domains)
            return failed(domains.error());
        for (const QString &domain : *domains)
            printLine(domain);
        return 0;
    }
    const QString domain = parser.value(u"domain"_s);
    if (const auto changed = billing.changeAcademicDomain(domain, action == u"add", parser.value(u"reason"_s)); !changed)
        return failed(changed.error());
    printJson({{action == u"add" ? u"added"_s : u"removed"_s, domain.trimmed().toLower()}});
    return 0;
}

} // namespace melody::ctl
