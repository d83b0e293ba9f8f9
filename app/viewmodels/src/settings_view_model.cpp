// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/settings_view_model.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>
#include <wire/family.h>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

QString oneOf(const QString &value, std::initializer_list<QLatin1StringView> allowed)
{
    for (const QLatin1StringView word : allowed) {
        if (value == word)
            return value;
    }
    return u"system"_s;
}

} // namespace

SettingsViewModel::SettingsViewModel(const QString &file, QString server) : m_server(std::move(server))
{
    if (file.isEmpty())
        return;
    m_store = std::make_unique<QSettings>(file, QSettings::IniFormat);
    m_theme = oneOf(m_store->value("theme"_L1).toString(), {"dark"_L1, "light"_L1});
    m_language = oneOf(m_store->value("language"_L1).toString(), {"en"_L1, "es"_L1});
    m_textScale = std::clamp(m_store->value("text_scale"_L1, 1.0).toDouble(), 0.8, 2.0);
    m_motion = oneOf(m_store->value("motion"_L1).toString(), {"full"_L1, "reduced"_L1});
    if (m_store->value("reduced_motion"_L1, false).toBool() && !m_store->contains("motion"_L1))
        m_motion = u"reduced"_s; // of releases that had no "system"
    m_notifications = m_store->value("notifications"_L1, true).toBool();
    m_staysInTray = m_store->value("stays_in_tray"_L1, false).toBool();
    m_volume = std::clamp(m_store->value("volume"_L1, 1.0).toDouble(), 0.0, 1.0);
    setQuality(m_store->value("quality"_L1).toString());
    m_heardOn = QDate::fromString(m_store->value("heard_on"_L1).toString(), Qt::ISODate);
    m_heardMs = std::max<qint64>(0, m_store->value("heard_ms"_L1, 0).toLongLong());
}

void SettingsViewModel::setTheme(const QString &theme)
{
    const QString value = oneOf(theme, {"dark"_L1, "light"_L1});
    if (m_theme == value)
        return;
    m_theme = value;
    keep(u"theme"_s, value);
    Q_EMIT themeChanged();
}

void SettingsViewModel::setLanguage(const QString &language)
{
    const QString value = oneOf(language, {"en"_L1, "es"_L1});
    if (m_language == value)
        return;
    m_language = value;
    keep(u"language"_s, value);
    Q_EMIT languageChanged();
}

QString SettingsViewModel::effectiveLanguage() const
{
    if (m_language != u"system")
        return m_language;
    for (const QString &wanted : QLocale::system().uiLanguages()) {
        const QString code = wanted.section(u'-', 0, 0).section(u'_', 0, 0);
        if (code == u"en" || code == u"es")
            return code;
    }
    return u"en"_s;
}

void SettingsViewModel::setTextScale(double scale)
{
    const double value = std::clamp(scale, 0.8, 2.0);
    if (m_textScale == value)
        return;
    m_textScale = value;
    keep(u"text_scale"_s, value);
    Q_EMIT textScaleChanged();
}

bool SettingsViewModel::reducedMotion() const
{
    return m_motion == u"reduced" || (m_motion == u"system" && m_systemReducesMotion);
}

void SettingsViewModel::setMotion(const QString &motion)
{
    const QString value = oneOf(motion, {"full"_L1, "reduced"_L1});
    if (m_motion == value)
        return;
    m_motion = value;
    keep(u"motion"_s, value);
    Q_EMIT motionChanged();
}

void SettingsViewModel::setReducedMotion(bool reduced)
{
    setMotion(reduced ? u"reduced"_s : u"full"_s);
}

void SettingsViewModel::setSystemReducesMotion(bool reduces)
{
    if (std::exchange(m_systemReducesMotion, reduces) != reduces)
        Q_EMIT motionChanged();
}

void SettingsViewModel::setQuality(const QString &quality)
{
    const QString value = quality == u"data_saver" || quality == u"hifi" ? quality : u"automatic"_s;
    if (m_quality == value)
        return;
    m_quality = value;
    keep(u"quality"_s, value);
    Q_EMIT qualityChanged();
}

void SettingsViewModel::setNotifications(bool on)
{
    if (m_notifications == on)
        return;
    m_notifications = on;
    keep(u"notifications"_s, on);
    Q_EMIT notificationsChanged();
}

void SettingsViewModel::setStaysInTray(bool on)
{
    if (m_staysInTray == on)
        return;
    m_staysInTray = on;
    keep(u"stays_in_tray"_s, on);
    Q_EMIT staysInTrayChanged();
}

void SettingsViewModel::setHasTray(bool has)
{
    if (std::exchange(m_hasTray, has) != has)
        Q_EMIT hasTrayChanged();
}

void SettingsViewModel::setVolume(double volume)
{
    m_volume = volume;
    keep(u"volume"_s, volume);
}

std::optional<rules::ParentalState> SettingsViewModel::parentalRules() const
{
    const QByteArray text = m_store ? m_store->value("parental_controls"_L1).toByteArray() : QByteArray();
    const auto controls = wire::parseParentalControls(QJsonDocument::fromJson(text).object());
    if (text.isEmpty() || !controls)
        return std::nullopt;
    return rules::ParentalState{*controls, m_store->value("parental_time_zone"_L1).toString()};
}

void SettingsViewModel::setParentalRules(const std::optional<rules::ParentalState> &rules)
{
    keep(u"parental_controls"_s, rules ? QJsonDocument(wire::toJson(rules->controls)).toJson(QJsonDocument::Compact) : QByteArray());
    keep(u"parental_time_zone"_s, rules ? rules->timeZone : QString());
}

void SettingsViewModel::setHeard(const QDate &day, qint64 ms)
{
    m_heardOn = day;
    m_heardMs = ms;
    keep(u"heard_on"_s, day.toString(Qt::ISODate));
    keep(u"heard_ms"_s, ms);
}

QString SettingsViewModel::version() const
{
    return QStringLiteral(MELODY_VERSION);
}

void SettingsViewModel::keep(const QString &key, const QVariant &value)
{
    if (m_store)
        m_store->setValue(key, value);
}

} // namespace melody::app
