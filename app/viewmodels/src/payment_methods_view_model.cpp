// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/payment_methods_view_model.h>

#include <QtCore/QDateTime>
#include <QtCore/QUrl>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

// Whole months from now to the month after which the card is no good; negative: it is past that.
int monthsLeft(const wire::PaymentMethodInfo &method, TimePoint now)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count()).date();
    return (method.expiryYear - today.year()) * 12 + method.expiryMonth - today.month();
}

QString brandName(const QString &brand)
{
    static const QHash<QString, QString> names{
        {u"visa"_s, u"Visa"_s}, {u"mastercard"_s, u"Mastercard"_s}, {u"amex"_s, u"American Express"_s}};
    return names.value(brand, brand);
}

Error browserFailed()
{
    return {ErrorKind::Unavailable, u"browser_failed"_s, u"The page can't be opened."_s};
}

} // namespace

void PaymentMethodsViewModel::load()
{
    if (loading() || app() == nullptr)
        return;
    setLoading();
    app()->api().billing().paymentMethods(this, [this](const Result<wire::PaymentMethodList> &list) {
        if (!list)
            return setFailed(list.error());
        m_methods = list->items;
        setReady();
        refresh();
    });
}

void PaymentMethodsViewModel::refresh()
{
    QList<QVariantMap> rows;
    for (const wire::PaymentMethodInfo &method : m_methods) {
        const int left = monthsLeft(method, app()->clock().now());
        const QString until = u"%1/%2"_s.arg(method.expiryMonth, 2, 10, QChar(u'0')).arg(method.expiryYear);
        rows.append({{u"id"_s, method.id.toString(QUuid::WithoutBraces)},
                     {u"title"_s, tr("%1 ending in %2").arg(brandName(method.brand), method.last4)},
                     {u"subtitle"_s, left < 0    ? tr("Expired %1. Add another card.").arg(until)
                                     : left <= 1 ? tr("Expires soon: %1. Add another card in time.").arg(until)
                                                 : tr("Expires %1").arg(until)},
                     {u"warning"_s, left <= 1},
                     {u"usual"_s, method.isDefault}});
    }
    m_rows.show(std::move(rows));
    Q_EMIT changed();
}

void PaymentMethodsViewModel::add()
{
    if (!begin([this] { add(); }))
        return;
    if (!m_visit.listen())
        return refuse(browserFailed());
    const QString path = u'/' + QUuid::createUuid().toString(QUuid::Id128); // what it is asked with is not trusted: it means "have a look"
    const auto judge = [ours = path.toLatin1()](const remote::LoopbackVisit &visit) {
        return visit.path == ours ? remote::ReturnPage::Done : remote::ReturnPage::NotFound;
    };
    m_visit.expect(judge, language(), [this] { finishAdding(); });
    const QString returnUrl = m_visit.address(path);
    const auto request = [this, returnUrl](remote::Done<wire::PaymentMethodSetup> done) {
        app()->api().billing().beginPaymentMethod(returnUrl, this, std::move(done));
    };
    app()->stepUp()->guard<wire::PaymentMethodSetup>(this, request, [this](const Result<wire::PaymentMethodSetup> &setup) {
        if (!setup) {
            m_visit.stop();
            return refuse(setup.error());
        }
        m_setup = *setup;
        finish();
        openAgain();
    });
}

void PaymentMethodsViewModel::openAgain()
{
    const QUrl url(m_setup.formUrl, QUrl::StrictMode);
    if (visiting() && (!remote::isForTheBrowser(url) || !app()->openUrl(url)))
        refuse(browserFailed());
}

void PaymentMethodsViewModel::finishAdding()
{
    if (!visiting() || !begin([this] { finishAdding(); }))
        return;
    const auto request = [this, setup = m_setup.setup](remote::Done<wire::PaymentMethodInfo> done) {
        app()->api().billing().finishPaymentMethod(setup, this, std::move(done));
    };
    app()->stepUp()->guard<wire::PaymentMethodInfo>(this, request, [this](const Result<wire::PaymentMethodInfo> &method) {
        if (!method)
            return refuse(method.error());
        giveUpAdding();
        finish();
        Q_EMIT said(tr("The card was added."));
        load();
    });
}

void PaymentMethodsViewModel::giveUpAdding()
{
    m_setup = {};
    m_visit.stop();
    dismiss();
}

void PaymentMethodsViewModel::remove(const QString &id)
{
    const QUuid method = QUuid::fromString(id);
    if (method.isNull() || !begin([this, id] { remove(id); }))
        return;
    const auto request = [this, method](remote::Done<void> done) {
        app()->api().billing().removePaymentMethod(method, this, std::move(done));
    };
    app()->stepUp()->guard<void>(this, request, [this](const Result<void> &removed) {
        if (!removed)
            return refuse(removed.error());
        finish();
        Q_EMIT said(tr("The card was removed."));
        load();
    });
}

} // namespace melody::app
