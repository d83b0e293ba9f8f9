// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/plans_view_model.h>

#include "country_names.h"

#include <viewmodels/billing_words.h>

#include <QtCore/QLocale>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

int rankOf(const QString &plan)
{
    static const QStringList order{u"free"_s, u"student"_s, u"individual"_s, u"duo"_s, u"family"_s};
    return int(order.indexOf(plan));
}

bool givesAllOf(const wire::Offer &more, const wire::Offer &less)
{
    return rankOf(more.plan) >= rankOf(less.plan) && more.hiFi >= less.hiFi && (more.period == less.period || more.period == u"yearly");
}

} // namespace

void PlansViewModel::load()
{
    if (loading() || app() == nullptr)
        return;
    setLoading();
    app()->api().billing().subscription(this, [this](const Result<wire::SubscriptionInfo> &now) {
        if (!now)
            return setFailed(now.error());
        m_subscription = *now;
        if (now->offer.plan != u"free") {
            m_period = now->offer.period;
            m_hiFi = now->offer.hiFi;
        }
        const QString here = QLocale::territoryToCode(QLocale::system().territory());
        fetchPlans(!now->country.isEmpty() ? now->country : here.size() == 2 ? here : u"US"_s);
    });
}

void PlansViewModel::fetchPlans(const QString &country)
{
    app()->api().billing().plans(country, this, [this, country](const Result<wire::PlanList> &plans) {
        const bool notSold = !plans && plans.error().kind == ErrorKind::Invalid && country != u"US";
        if (notSold)
            return fetchPlans(u"US"_s);
        if (!plans)
            return setFailed(plans.error());
        m_plans = *plans;
        refresh();
        setReady();
        requestPreview();
    });
}

void PlansViewModel::refresh()
{
    QList<QVariantMap> rows;
    for (const wire::PlanInfo &plan : m_plans.items)
        rows.append(rowOf(plan));
    m_rows.show(std::move(rows));
    Q_EMIT changed();
}

bool PlansViewModel::isCurrent(const wire::Offer &offer) const
{
    return offer == m_subscription.offer && (offer.plan == u"free" || !m_subscription.commands.contains(u"subscribe"_s));
}

QVariantMap PlansViewModel::rowOf(const wire::PlanInfo &plan) const
{
    QStringList features;
    if (plan.plan == u"free")
        features = {tr("Everything on Melody, with ads"), tr("Good sound")};
    else
        features = {tr("No ads"), tr("Downloads for on the way"), m_hiFi ? tr("Lossless sound") : tr("High quality sound")};
    features.append(plan.seats > 1 ? tr("%n account(s)", nullptr, plan.seats) : tr("One account"));
    if (plan.plan == u"family")
        features.append(tr("Child accounts"));
    if (plan.needsProof)
        features.append(tr("For students, proved once a year"));
    QString price = moneyText(Money{0, m_plans.currency}, language());
    for (const wire::PlanPrice &row : plan.prices) {
        if (row.period == m_period)
            price = moneyText(Money{row.price.amountMinor + (m_hiFi ? row.hiFi.amountMinor : 0), row.price.currency}, language());
    }
    const wire::Offer shown{plan.plan, plan.plan == u"free" ? m_subscription.offer.period : m_period, m_hiFi && plan.plan != u"free"};
    const bool trial = plan.trialDays > 0 && m_subscription.state == u"none";
    return {{u"plan"_s, plan.plan},
            {u"name"_s, planName(plan.plan)},
            {u"price"_s, price},
            {u"per"_s, plan.plan == u"free"    ? QString()
                       : m_period == u"yearly" ? tr("a year")
                                               : tr("a month")},
            {u"pitch"_s, trial ? tr("%n day(s) for free first", nullptr, plan.trialDays) : QString()},
            {u"features"_s, features},
            {u"current"_s, isCurrent(shown)},
            {u"chosen"_s, plan.plan == m_chosen}};
}

QString PlansViewModel::hiFiPrice() const
{
    for (const wire::PlanInfo &plan : m_plans.items) {
        for (const wire::PlanPrice &row : plan.prices) {
            if (row.period == m_period)
                return moneyText(row.hiFi, language());
        }
    }
    return {};
}

QString PlansViewModel::countryName() const
{
    return m_plans.country.isEmpty() ? QString() : app::countryName(m_plans.country, app()->settings()->effectiveLanguage());
}

QVariantList PlansViewModel::countries() const
{
    QVariantList list;
    for (const QString &code : m_plans.countries)
        list.append(QVariantMap{{u"value"_s, code}, {u"text"_s, app::countryName(code, app()->settings()->effectiveLanguage())}});
    return list;
}

QString PlansViewModel::chosenName() const
{
    return m_chosen.isEmpty() ? QString() : offerName(offer());
}

bool PlansViewModel::asksForAddress() const
{
    return m_chosen == u"family" && !isCurrent(offer());
}

QVariantMap PlansViewModel::preview() const
{
    return m_preview ? previewWords(*m_preview, language()) : QVariantMap();
}

QString PlansViewModel::confirmText() const
{
    if (!m_preview)
        return tr("Confirm");
    if (m_preview->command == u"cancel")
        return tr("Cancel my plan");
    if (m_preview->dueNow.amountMinor > 0)
        return tr("Pay %1 now").arg(moneyText(m_preview->dueNow, language()));
    return m_preview->stateAfter == u"trialing" && m_preview->command == u"subscribe" ? tr("Start the free trial")
                                                                                      : tr("Confirm the change");
}

void PlansViewModel::setPeriod(const QString &period)
{
    if (m_period == period || busy() || (period != u"monthly" && period != u"yearly"))
        return;
    m_period = period;
    requestPreview();
}

void PlansViewModel::setHiFi(bool hiFi)
{
    if (m_hiFi == hiFi || busy())
        return;
    m_hiFi = hiFi;
    requestPreview();
}

void PlansViewModel::setCountry(const QString &country)
{
    if (country == m_plans.country || !countryOpen() || busy())
        return;
    fetchPlans(country);
}

void PlansViewModel::setAddressConfirmed(bool confirmed)
{
    if (m_addressConfirmed == confirmed || busy())
        return;
    m_addressConfirmed = confirmed;
    requestPreview();
}

void PlansViewModel::choose(const QString &plan)
{
    if (busy() || rankOf(plan) < 0)
        return;
    m_chosen = plan;
    m_addressConfirmed = false;
    requestPreview();
}

wire::SubscriptionCommand PlansViewModel::command() const
{
    wire::SubscriptionCommand command;
    if (m_chosen == u"free") {
        command.command = u"cancel"_s;
        return command;
    }
    command.offer = offer();
    command.addressConfirmed = m_addressConfirmed;
    if (countryOpen()) {
        command.command = u"subscribe"_s;
        command.country = m_plans.country;
    } else {
        command.command = givesAllOf(offer(), m_subscription.offer) ? u"upgrade"_s : u"downgrade"_s;
    }
    return command;
}

void PlansViewModel::requestPreview()
{
    const int serial = ++m_asked;
    m_preview.reset();
    m_previewing = false;
    m_methodNeeded = false;
    dismiss();
    refresh();
    if (m_chosen.isEmpty() || isCurrent(offer()) || (m_chosen == u"free" && m_subscription.offer.plan == u"free"))
        return;
    if (asksForAddress() && !m_addressConfirmed)
        return; // nothing to show before that
    m_previewing = true;
    Q_EMIT changed();
    app()->api().billing().preview(command(), this, [this, serial](const Result<wire::Preview> &preview) {
        if (serial != m_asked)
            return;
        m_previewing = false;
        if (!preview)
            return refuse(preview.error());
        m_preview = *preview;
        Q_EMIT changed();
    });
}

void PlansViewModel::confirm()
{
    if (!m_preview || !begin([this] { confirm(); }))
        return;
    m_methodNeeded = false;
    wire::SubscriptionCommand wanted = command();
    wanted.quote = m_preview->quote;
    const auto answered = [this](const Result<wire::SubscriptionInfo> &now) {
        if (now)
            return accept(*now);
        const Error &error = now.error();
        m_methodNeeded = error.code == u"payment_method_required" || error.code == u"payment_declined";
        if (error.code == u"version_conflict" || error.code == u"quote_expired") {
            finish();
            requestPreview();
        }
        refuse(error);
    };
    if (wanted.command == u"subscribe")
        return app()->api().billing().subscribe({*wanted.offer, wanted.country, {}, wanted.addressConfirmed}, this, answered);
    app()->api().billing().change(wanted, this, answered);
}

void PlansViewModel::accept(const wire::SubscriptionInfo &subscription)
{
    m_subscription = subscription;
    finish();
    m_chosen.clear();
    requestPreview();
    if (subscription.payment && subscription.payment->state == u"needs_action")
        return Q_EMIT actionNeeded(subscription.payment->actionUrl);
    Q_EMIT done();
}

} // namespace melody::app
