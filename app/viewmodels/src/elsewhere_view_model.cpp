// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/elsewhere_view_model.h>
#include <viewmodels/error_words.h>

namespace melody::app {

using namespace Qt::StringLiterals;

ElsewhereViewModel::ElsewhereViewModel(const Parts &parts) : m_parts(parts)
{
    connect(&parts.session, &SessionViewModel::signedInChanged, this, [this] {
        if (m_parts.session.signedIn() && m_link)
            link();
    });
    connect(&parts.settings, &SettingsViewModel::languageChanged, this, [this] { Q_EMIT phaseChanged(); });
}

QString ElsewhereViewModel::emailError() const
{
    return m_emailWrong && failed() ? error() : QString();
}

void ElsewhereViewModel::load()
{
    m_parts.federation.providers({}, this, [this](const Result<wire::IdentityProviderPage> &page) {
        QList<QVariantMap> rows;
        if (page) {
            for (const wire::IdentityProvider &one : page->items)
                rows.append({{u"id"_s, one.id}, {u"name"_s, one.name}});
        }
        m_rows.show(std::move(rows));
    });
}

void ElsewhereViewModel::signIn(const QString &providerId)
{
    for (int i = 0; i < m_rows.count(); ++i) {
        const wire::IdentityProvider one{m_rows.at(i)[u"id"_s].toString(), m_rows.at(i)[u"name"_s].toString()};
        if (one.id == providerId)
            visit(one, false, [this, one](const Result<remote::FederatedOutcome> &outcome) { cameBack(outcome, one.name); });
    }
}

void ElsewhereViewModel::signInByEmail(const QString &email)
{
    if (loading() || waiting())
        return;
    m_emailWrong = true;
    if (email.trimmed().isEmpty())
        return setFailed({ErrorKind::Invalid, u"email_wanted"_s, {}});
    setLoading();
    m_parts.federation.providers(email.trimmed(), this, [this](const Result<wire::IdentityProviderPage> &page) {
        if (!loading())
            return; // given up meanwhile
        if (!page) {
            m_emailWrong = page.error().kind == ErrorKind::Invalid;
            return setFailed(m_emailWrong ? Error{ErrorKind::Invalid, u"email_wanted"_s, {}} : page.error());
        }
        if (page->items.isEmpty())
            return setFailed({ErrorKind::NotFound, u"no_single_sign_on"_s, {}});
        const wire::IdentityProvider one = page->items.constFirst();
        visit(one, false, [this, one](const Result<remote::FederatedOutcome> &outcome) { cameBack(outcome, one.name); });
    });
}

void ElsewhereViewModel::visitForLink(const wire::IdentityProvider &provider, QObject *context, remote::Done<wire::LinkRequired> done)
{
    visit(provider, true, [alive = QPointer(context), done = std::move(done)](const Result<remote::FederatedOutcome> &outcome) {
        if (!alive)
            return;
        if (!outcome)
            return done(tl::unexpected(outcome.error()));
        const auto *required = std::get_if<wire::LinkRequired>(&*outcome);
        done(required ? Result<wire::LinkRequired>(*required) : fail(ErrorKind::Internal, u"bad_answer"_s, u"It signed in."_s));
    });
}

void ElsewhereViewModel::visit(const wire::IdentityProvider &provider, bool link, remote::Done<remote::FederatedOutcome> done)
{
    setIdle();
    m_waiting = provider;
    m_page.clear();
    Q_EMIT changed();
    const remote::FederatedRequest request{provider.id, m_parts.session.deviceName(), m_parts.settings.effectiveLanguage(),
                                           std::chrono::minutes(5), link};
    const auto opened = [this](const QUrl &page) {
        m_page = page;
        open();
    };
    m_parts.federation.signIn(request, opened, this,
                              [this, serial = ++m_serial, done = std::move(done)](const Result<remote::FederatedOutcome> &outcome) {
                                  if (!m_waiting || serial != m_serial)
                                      return; // given up, or another one was chosen
                                  m_waiting.reset();
                                  m_page.clear();
                                  Q_EMIT changed();
                                  done(outcome);
                              });
}

void ElsewhereViewModel::open()
{
    if (m_waiting && !m_page.isEmpty() && !m_parts.open(m_page))
        setFailed({ErrorKind::Unavailable, u"browser_failed"_s, {}});
}

void ElsewhereViewModel::openAgain()
{
    setIdle();
    open();
}

void ElsewhereViewModel::cancel()
{
    setIdle();
    if (!m_waiting)
        return;
    m_waiting.reset();
    m_page.clear();
    m_parts.federation.cancel();
    Q_EMIT changed();
}

void ElsewhereViewModel::forgetLink()
{
    m_link.reset();
    Q_EMIT changed();
}

void ElsewhereViewModel::cameBack(const Result<remote::FederatedOutcome> &outcome, const QString &provider)
{
    m_emailWrong = false;
    if (!outcome) {
        const Error &error = outcome.error();
        if (!error.challenge.isEmpty())
            return m_parts.session.signedInElsewhere(tl::unexpected(error));
        return setFailed(error);
    }
    if (const auto *required = std::get_if<wire::LinkRequired>(&*outcome)) {
        m_link = WaitingLink{provider, *required};
        Q_EMIT changed();
        return;
    }
    m_link.reset();
    Q_EMIT changed();
    m_parts.session.signedInElsewhere(std::get<UserId>(*outcome));
}

// The owner of the account has just signed in, which is the proof that the server wants.
void ElsewhereViewModel::link()
{
    const WaitingLink waiting = *std::exchange(m_link, {});
    Q_EMIT changed();
    const auto request = [this, token = waiting.required.linkToken](remote::Done<wire::LinkedIdentity> done) {
        m_parts.federation.link(token, this, std::move(done));
    };
    m_parts.stepUp.guard<wire::LinkedIdentity>(this, request, [this, name = waiting.provider](const Result<wire::LinkedIdentity> &linked) {
        if (!linked)
            return Q_EMIT said(tr("%1 was not linked. %2").arg(name, errorSentence(linked.error())));
        Q_EMIT said(tr("From now on %1 signs you in, too.").arg(name));
    });
}

} // namespace melody::app
