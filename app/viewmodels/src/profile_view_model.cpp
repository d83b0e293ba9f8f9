// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/profile_view_model.h>

#include <QtCore/QDate>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

bool isCountry(const QString &code)
{
    return code.size() == 2 && std::all_of(code.begin(), code.end(), [](QChar letter) { return letter >= u'A' && letter <= u'Z'; });
}

template<typename T>
std::optional<T> ifOther(const T &now, const T &before)
{
    return now == before ? std::nullopt : std::optional(now);
}

} // namespace

void ProfileViewModel::load()
{
    if (loading() || app() == nullptr)
        return;
    setLoading();
    app()->api().me(this, [this](const Result<wire::Profile> &profile) {
        if (!profile)
            return setFailed(profile.error());
        show(*profile);
        setReady();
    });
}

void ProfileViewModel::save(const QString &displayName, const QString &language, const QString &country, const QString &birthDate,
                            bool listeningVisible)
{
    const QString name = displayName.trimmed();
    const QString land = country.trimmed().toUpper();
    const QString day = birthDate.trimmed();
    if (name.isEmpty())
        return refuseField(u"display_name"_s, u"required"_s);
    if (!land.isEmpty() && !isCountry(land))
        return refuseField(u"payment_country"_s, u"not_a_country"_s);
    if (!day.isEmpty() && !QDate::fromString(day, Qt::ISODate).isValid())
        return refuseField(u"birth_date"_s, u"not_a_date"_s);
    const wire::ProfileChange change{ifOther(name, m_profile.displayName), ifOther(language, m_profile.language),
                                     ifOther(land, m_profile.paymentCountry), ifOther(day, m_profile.birthDate),
                                     ifOther(listeningVisible, m_profile.listeningVisible)};
    if (change == wire::ProfileChange{})
        return tell(true, false);
    tell(false, false);
    const qint64 version = m_profile.version;
    send<wire::Profile>(
        [this, change, version](remote::Done<wire::Profile> done) { account().changeProfile(change, version, this, std::move(done)); },
        [this](const wire::Profile &profile) {
            show(profile);
            app()->session()->setProfile(profile);
            tell(true, false);
        });
}

void ProfileViewModel::sendConfirmation()
{
    send<void>(
        [this](remote::Done<void> done) {
            account().confirmEmail({{}, m_profile.email}, this, std::move(done));
        },
        [this] { tell(false, true); });
}

void ProfileViewModel::confirmEmail(const QString &token)
{
    const QString code = token.trimmed();
    if (code.isEmpty())
        return refuseField(u"token"_s, u"required"_s);
    send<void>(
        [this, code](remote::Done<void> done) {
            account().confirmEmail({code, {}}, this, std::move(done));
        },
        [this] {
            m_profile.emailConfirmed = true;
            show(m_profile);
            app()->session()->reloadProfile();
        });
}

void ProfileViewModel::show(const wire::Profile &profile)
{
    m_profile = profile;
    Q_EMIT profileChanged();
}

void ProfileViewModel::tell(bool saved, bool mailSent)
{
    m_saved = saved;
    m_mailSent = mailSent;
    Q_EMIT savedChanged();
}

} // namespace melody::app
