// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/family_view_model.h>

#include <viewmodels/billing_words.h>

#include <QtCore/QTime>
#include <QtCore/QTimeZone>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

QString timeOf(int minute)
{
    return QTime::fromMSecsSinceStartOfDay(minute * 60'000).toString(u"HH:mm"_s);
}

std::optional<int> minuteOf(const QString &text)
{
    const QTime time = QTime::fromString(text.trimmed(), u"H:mm"_s);
    return time.isValid() ? std::optional(time.hour() * 60 + time.minute()) : std::nullopt;
}

constexpr int smallestChildPassword = 4;

} // namespace

QVariantList FamilyViewModel::members() const
{
    QVariantList rows;
    for (const wire::FamilyMember &row : m_family.members)
        rows.append(QVariantMap{{u"id"_s, row.id.toString()},
                                {u"name"_s, row.displayName},
                                {u"role"_s, wire::familyRoleName(row.role)},
                                {u"userName"_s, row.userName},
                                {u"self"_s, row.id == app()->session()->userId()},
                                {u"seat"_s, row.hasSeat}});
    return rows;
}

bool FamilyViewModel::seatless() const
{
    return std::any_of(m_family.members.begin(), m_family.members.end(),
                       [&](const wire::FamilyMember &row) { return !row.hasSeat && row.id == app()->session()->userId(); });
}

QString FamilyViewModel::needlessPlan() const
{
    return m_family.needlessPlan.isEmpty() ? QString() : planName(m_family.needlessPlan);
}

QVariantList FamilyViewModel::invitations() const
{
    QVariantList rows;
    for (const wire::FamilyInvitation &row : m_family.invitations)
        rows.append(QVariantMap{{u"id"_s, row.id.toString()}, {u"email"_s, row.email}});
    return rows;
}

bool FamilyViewModel::owner() const
{
    return app() != nullptr && m_family.owner == app()->session()->userId();
}

bool FamilyViewModel::full() const
{
    return m_family.members.size() + m_family.invitations.size() >= m_family.memberLimit;
}

QStringList FamilyViewModel::timeZones() const
{
    QStringList zones;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        if (id.contains('/') && !id.startsWith("Etc/") && !id.startsWith("posix/") && !id.startsWith("right/"))
            zones.append(QString::fromLatin1(id));
    }
    zones.sort();
    return zones;
}

void FamilyViewModel::setTimeZone(const QString &timeZone)
{
    if (timeZone == m_family.timeZone)
        return;
    const qint64 version = m_family.version;
    send<wire::Family>([this, timeZone, version](
                           remote::Done<wire::Family> done) { account().setFamilyTimeZone(timeZone, version, this, std::move(done)); },
                       [this](const wire::Family &family) { show(family); });
}

void FamilyViewModel::load()
{
    if (loading() || app() == nullptr)
        return;
    setLoading();
    account().family(this, [this](const Result<wire::Family> &family) {
        if (!family)
            return setFailed(family.error());
        show(*family);
        setReady();
    });
}

void FamilyViewModel::invite(const QString &email)
{
    wire::NewFamilyMember guest;
    guest.email = email.trimmed();
    if (guest.email.isEmpty())
        return refuseField(u"email"_s, u"required"_s);
    send<void>([this, guest](remote::Done<void> done) { account().addMember(guest, this, std::move(done)); },
               [this] {
                   Q_EMIT memberAdded();
                   load();
               });
}

void FamilyViewModel::addChild(const QString &displayName, const QString &userName, const QString &password)
{
    wire::NewFamilyMember child;
    child.child = true;
    child.displayName = displayName.trimmed();
    child.userName = userName.trimmed();
    child.password = password;
    if (child.displayName.isEmpty())
        return refuseField(u"display_name"_s, u"required"_s);
    if (child.userName.isEmpty())
        return refuseField(u"user_name"_s, u"required"_s);
    if (child.password.size() < smallestChildPassword)
        return refuseField(u"password"_s, u"child_too_short"_s);
    send<void>([this, child](remote::Done<void> done) { account().addMember(child, this, std::move(done)); },
               [this] {
                   Q_EMIT memberAdded();
                   load();
               });
}

void FamilyViewModel::remove(const QString &id)
{
    send<void>([this, id](remote::Done<void> done) { account().removeMember(id, this, std::move(done)); }, [this] { load(); });
}

void FamilyViewModel::showCode(const QString &childId)
{
    const wire::FamilyMember *child = member(childId);
    if (child == nullptr)
        return;
    send<wire::ChildSignInCode>(
        [this, id = child->id](remote::Done<wire::ChildSignInCode> done) { account().childSignInCode(id, this, std::move(done)); },
        [this, name = child->displayName](const wire::ChildSignInCode &code) {
            m_code = code.code;
            m_codeOf = name;
            Q_EMIT codeChanged();
        });
}

void FamilyViewModel::join(const QString &token)
{
    const QString code = token.trimmed();
    if (code.isEmpty())
        return refuseField(u"token"_s, u"required"_s);
    send<wire::Family>([this, code](remote::Done<wire::Family> done) { account().joinFamily(code, this, std::move(done)); },
                       [this](const wire::Family &family) { show(family); });
}

QVariantMap FamilyViewModel::controlsOf(const QString &childId) const
{
    const wire::FamilyMember *child = member(childId);
    const rules::ParentalControls controls =
        child != nullptr ? child->controls.value_or(rules::ParentalControls()) : rules::ParentalControls();
    const rules::QuietHours quiet = controls.quietHours.value_or(rules::QuietHours{20 * 60, 7 * 60});
    const auto allowed = [&](const QString &kind) { return !controls.allowedKinds || controls.allowedKinds->contains(kind); };
    return {{u"explicitAllowed"_s, controls.explicitAllowed},
            {u"dailyMinutes"_s, controls.dailyMinutes.value_or(-1)},
            {u"quiet"_s, controls.quietHours.has_value()},
            {u"quietFrom"_s, timeOf(quiet.fromMinute)},
            {u"quietUntil"_s, timeOf(quiet.untilMinute)},
            {u"music"_s, allowed(u"track"_s)},
            {u"podcasts"_s, allowed(u"episode"_s)}};
}

void FamilyViewModel::saveControls(const QString &childId, const QVariantMap &controls)
{
    const wire::FamilyMember *child = member(childId);
    if (child == nullptr)
        return;
    rules::ParentalControls wanted;
    wanted.explicitAllowed = controls[u"explicitAllowed"_s].toBool();
    if (const int minutes = controls[u"dailyMinutes"_s].toInt(); minutes >= 0)
        wanted.dailyMinutes = std::min(minutes, rules::minutesOfADay);
    if (controls[u"quiet"_s].toBool()) {
        const auto from = minuteOf(controls[u"quietFrom"_s].toString());
        const auto until = minuteOf(controls[u"quietUntil"_s].toString());
        if (!from)
            return refuseField(u"quiet_from"_s, u"not_a_time"_s);
        if (!until)
            return refuseField(u"quiet_until"_s, u"not_a_time"_s);
        wanted.quietHours = rules::QuietHours{*from, *until};
    }
    const bool music = controls[u"music"_s].toBool();
    const bool podcasts = controls[u"podcasts"_s].toBool();
    if (!music || !podcasts) {
        wanted.allowedKinds = QStringList();
        if (music)
            wanted.allowedKinds->append(u"track"_s);
        if (podcasts)
            wanted.allowedKinds->append(u"episode"_s);
    }
    send<wire::FamilyMember>(
        [this, id = child->id, wanted, version = child->controlsVersion](remote::Done<wire::FamilyMember> done) {
            account().setControls(id, wanted, version, this, std::move(done));
        },
        [this](const wire::FamilyMember &changed) {
            replace(changed);
            Q_EMIT controlsSaved();
        });
}

void FamilyViewModel::show(const wire::Family &family)
{
    m_family = family;
    Q_EMIT familyChanged();
}

const wire::FamilyMember *FamilyViewModel::member(const QString &id) const
{
    const auto found = std::find_if(m_family.members.begin(), m_family.members.end(),
                                    [&](const wire::FamilyMember &row) { return row.id.toString() == id; });
    return found == m_family.members.end() ? nullptr : &*found;
}

void FamilyViewModel::replace(const wire::FamilyMember &member)
{
    for (wire::FamilyMember &row : m_family.members) {
        if (row.id == member.id)
            row = member;
    }
    Q_EMIT familyChanged();
}

} // namespace melody::app
