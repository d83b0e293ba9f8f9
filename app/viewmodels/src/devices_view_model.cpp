// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/devices_view_model.h>

#include "country_names.h"

#include <QtCore/QLocale>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxDevices = 1000; // nobody reads more, and a list that never ends is no answer

} // namespace

void DevicesViewModel::begin()
{
    connect(app()->settings(), &SettingsViewModel::languageChanged, this, &DevicesViewModel::rowsChanged);
    load();
}

QVariantList DevicesViewModel::rows() const
{
    const QString language = app() != nullptr ? app()->settings()->effectiveLanguage() : u"en"_s;
    const QLocale locale(language);
    QVariantList rows;
    for (const wire::SignedInDevice &device : m_devices) {
        const auto time = QDateTime::fromMSecsSinceEpoch(device.lastUsedAt.time_since_epoch().count());
        rows.append(QVariantMap{{u"id"_s, device.id.toString()},
                                {u"name"_s, device.deviceName},
                                {u"country"_s, countryName(device.place, language)},
                                {u"lastUsed"_s, locale.toString(time, QLocale::ShortFormat)},
                                {u"current"_s, device.current}});
    }
    return rows;
}

bool DevicesViewModel::others() const
{
    return std::any_of(m_devices.begin(), m_devices.end(), [](const wire::SignedInDevice &device) { return !device.current; });
}

void DevicesViewModel::load()
{
    if (loading() || app() == nullptr)
        return;
    m_devices.clear();
    setLoading();
    loadFrom({});
}

void DevicesViewModel::loadFrom(const QString &cursor)
{
    account().devices(cursor, this, [this](const Result<wire::SignedInDevicePage> &page) {
        if (!page)
            return setFailed(page.error());
        m_devices.append(page->items);
        if (!page->nextCursor.isEmpty() && m_devices.size() < maxDevices)
            return loadFrom(page->nextCursor);
        setReady();
        Q_EMIT rowsChanged();
    });
}

void DevicesViewModel::signOut(const QString &id)
{
    if (const auto device = SignInId::parse(id))
        signOut(QList{*device});
}

void DevicesViewModel::signOutOthers()
{
    QList<SignInId> others;
    for (const wire::SignedInDevice &device : m_devices) {
        if (!device.current)
            others.append(device.id);
    }
    signOut(others);
}

void DevicesViewModel::signOut(QList<SignInId> devices)
{
    if (devices.isEmpty())
        return;
    const SignInId device = devices.takeFirst();
    send<void>([this, device](remote::Done<void> done) { account().signOutDevice(device, this, std::move(done)); },
               [this, device, devices] {
                   m_devices.removeIf([&](const wire::SignedInDevice &row) { return row.id == device; });
                   Q_EMIT rowsChanged();
                   signOut(devices);
               });
}

} // namespace melody::app
