// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/subscription_view_model.h>

#include <viewmodels/billing_words.h>

#include <QtCore/QUrl>
#include <remote/loopback_listener.h>

namespace melody::app {

using namespace Qt::StringLiterals;

QString SubscriptionViewModel::plan() const
{
    return livesOnSeat(m_subscription) ? planName(m_subscription.seat->plan) : offerName(m_subscription.offer);
}

QString SubscriptionViewModel::price() const
{
    return m_subscription.price ? moneyText(*m_subscription.price, language()) : QString();
}

QString SubscriptionViewModel::now() const
{
    return livesOnSeat(m_subscription) ? QString() : stateSentence(m_subscription);
}

QString SubscriptionViewModel::next() const
{
    return nextSentence(m_subscription, language());
}

QString SubscriptionViewModel::seat() const
{
    return seatSentence(m_subscription);
}

QString SubscriptionViewModel::needless() const
{
    return needlessSentence(m_subscription);
}

QString SubscriptionViewModel::payment() const
{
    return paymentSentence(m_subscription, language());
}

QString SubscriptionViewModel::credit() const
{
    if (m_subscription.balance.amountMinor <= 0)
        return {};
    return tr("You have %1 of credit. The next charge uses it up first.").arg(moneyText(m_subscription.balance, language()));
}

QString SubscriptionViewModel::student() const
{
    const QString sentence = studentSentence(m_subscription, language());
    if (!m_proofAsked || sentence.isEmpty())
        return sentence;
    return tr("We've sent a mail to %1. Open the link in it to confirm the address.").arg(app()->session()->email());
}

QVariantMap SubscriptionViewModel::preview() const
{
    return m_preview ? previewWords(*m_preview, language()) : QVariantMap();
}

void SubscriptionViewModel::load()
{
    if (loading() || app() == nullptr)
        return;
    setLoading();
    app()->api().billing().subscription(this, [this](const Result<wire::SubscriptionInfo> &now) {
        if (!now)
            return setFailed(now.error());
        m_proofAsked = m_proofAsked && now->studentUntil == m_subscription.studentUntil; // until the mail has been read
        m_subscription = *now;
        setReady();
        Q_EMIT changed();
    });
}

void SubscriptionViewModel::ask(const QString &command)
{
    if (!m_subscription.commands.contains(command) || !begin([this, command] { ask(command); }))
        return;
    m_asked = command;
    m_preview.reset();
    const int serial = ++m_serial;
    Q_EMIT changed();
    wire::SubscriptionCommand wanted;
    wanted.command = command;
    app()->api().billing().preview(wanted, this, [this, serial](const Result<wire::Preview> &preview) {
        if (serial != m_serial)
            return;
        if (!preview) {
            m_asked.clear();
            return refuse(preview.error());
        }
        m_preview = *preview;
        finish();
    });
}

void SubscriptionViewModel::confirm()
{
    if (!m_preview || !begin([this] { confirm(); }))
        return;
    wire::SubscriptionCommand wanted;
    wanted.command = m_asked;
    wanted.quote = m_preview->quote;
    app()->api().billing().change(wanted, this, [this](const Result<wire::SubscriptionInfo> &now) {
        if (!now) {
            const Error &error = now.error();
            const QString command = m_asked;
            const bool stale = error.code == u"version_conflict" || error.code == u"quote_expired";
            finish();
            if (stale)
                ask(command);
            else
                refuse(error);
            return;
        }
        m_subscription = *now;
        const QString command = std::exchange(m_asked, {});
        m_preview.reset();
        finish();
        Q_EMIT done(command);
    });
}

void SubscriptionViewModel::withdraw()
{
    if (busy() && m_preview)
        return; // it is on its way already
    ++m_serial;
    m_asked.clear();
    m_preview.reset();
    finish();
    dismiss();
}

void SubscriptionViewModel::proveStudent()
{
    if (!begin([this] { proveStudent(); }))
        return;
    app()->api().account().confirmEmail({{}, app()->session()->email()}, this, [this](const Result<void> &sent) {
        if (!sent)
            return refuse(sent.error());
        m_proofAsked = true;
        finish();
    });
}

void SubscriptionViewModel::openBank()
{
    const QUrl url(actionUrl(), QUrl::StrictMode);
    if (!remote::isForTheBrowser(url) || !app()->openUrl(url))
        refuse({ErrorKind::Unavailable, u"browser_failed"_s, u"The page can't be opened."_s});
}

} // namespace melody::app
