// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/billing_words.h>
#include <viewmodels/identities_view_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

IdentitiesViewModel::~IdentitiesViewModel()
{
    if (busy() && app() != nullptr)
        app()->elsewhere()->cancel();
}

void IdentitiesViewModel::begin()
{
    connect(app()->settings(), &SettingsViewModel::languageChanged, this, [this] { show(); });
    connect(app()->elsewhere(), &ElsewhereViewModel::changed, this, [this] {
        if (busy() && m_waiting && !app()->elsewhere()->waiting()) { // given up
            m_waiting = false;
            finish();
        }
    });
    load();
}

void IdentitiesViewModel::load()
{
    if (app() == nullptr || loading())
        return;
    setLoading();
    app()->federation().identities(this, [this](const Result<wire::LinkedIdentityPage> &page) {
        if (!page)
            return setFailed(page.error());
        m_identities = page->items;
        setReady();
        show();
    });
    app()->federation().providers({}, this, [this](const Result<wire::IdentityProviderPage> &page) {
        if (page)
            m_providers = page->items;
        show();
    });
}

void IdentitiesViewModel::link(const QString &providerId)
{
    const auto provider = std::find_if(m_providers.begin(), m_providers.end(), [&](const auto &row) { return row.id == providerId; });
    if (provider == m_providers.end() || !start())
        return;
    m_news.clear();
    Q_EMIT changed();
    m_waiting = true;
    app()->elsewhere()->visitForLink(*provider, this, [this](const Result<wire::LinkRequired> &required) {
        m_waiting = false;
        if (!required)
            return refuse(required.error());
        finish();
        send<wire::LinkedIdentity>([this, token = required->linkToken](
                                       remote::Done<wire::LinkedIdentity> done) { app()->federation().link(token, this, std::move(done)); },
                                   [this](const wire::LinkedIdentity &linked) {
                                       m_news = tr("From now on %1 signs you in, too.").arg(linked.provider.name);
                                       Q_EMIT changed();
                                       load();
                                   });
    });
}

void IdentitiesViewModel::unlink(const QString &id)
{
    const auto wanted = wire::IdentityId::parse(id);
    if (!wanted)
        return;
    m_news.clear();
    Q_EMIT changed();
    send<void>([this, wanted](remote::Done<void> done) { app()->federation().unlink(*wanted, this, std::move(done)); },
               [this] {
                   m_news = tr("It signs you in no more.");
                   Q_EMIT changed();
                   load();
               });
}

void IdentitiesViewModel::show()
{
    const QString language = app()->settings()->effectiveLanguage();
    QList<QVariantMap> linked;
    QSet<QString> taken;
    for (const wire::LinkedIdentity &identity : m_identities) {
        taken.insert(identity.provider.id);
        const QString since = tr("Since %1").arg(dateText(identity.linkedAt, language));
        linked.append({{u"id"_s, identity.id.toString()},
                       {u"name"_s, identity.provider.name},
                       {u"subtitle"_s, identity.email.isEmpty() ? since : identity.email + u" · "_s + since}});
    }
    QList<QVariantMap> available;
    for (const wire::IdentityProvider &provider : m_providers) {
        if (!taken.contains(provider.id))
            available.append({{u"id"_s, provider.id}, {u"name"_s, provider.name}});
    }
    m_linked.show(std::move(linked));
    m_available.show(std::move(available));
}

} // namespace melody::app
