// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the listener chose, kept between runs.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QSettings>
#include <QtQml/qqmlregistration.h>
#include <rules/parental.h>

namespace melody::app {

// Thread: the GUI's. Unknown values in the file count as the default.
class SettingsViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)                // system, dark, light
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)    // system, en, es
    Q_PROPERTY(QString effectiveLanguage READ effectiveLanguage NOTIFY languageChanged)    // en, es
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged) // 0.8 .. 2
    Q_PROPERTY(QString motion READ motion WRITE setMotion NOTIFY motionChanged)            // system, full, reduced
    Q_PROPERTY(bool reducedMotion READ reducedMotion NOTIFY motionChanged)          // what holds: by choice, or as the desktop wants it
    Q_PROPERTY(QString quality READ quality WRITE setQuality NOTIFY qualityChanged) // automatic, data_saver, hifi
    Q_PROPERTY(bool staysInTray READ staysInTray WRITE setStaysInTray NOTIFY staysInTrayChanged) // its window closed, music goes on
    Q_PROPERTY(bool hasTray READ hasTray NOTIFY hasTrayChanged)                                  // of the desktop
    Q_PROPERTY(bool notifications READ notifications WRITE setNotifications NOTIFY notificationsChanged)
    Q_PROPERTY(QString server READ server CONSTANT)
    Q_PROPERTY(QString version READ version CONSTANT)

public:
    // An empty file keeps nothing. `server` is where this run is connected to.
    SettingsViewModel(const QString &file, QString server);
    [[nodiscard]] QString theme() const { return m_theme; }
    void setTheme(const QString &theme);
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString &language);
    [[nodiscard]] QString effectiveLanguage() const;
    [[nodiscard]] double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    [[nodiscard]] QString motion() const { return m_motion; }
    void setMotion(const QString &motion);
    [[nodiscard]] bool reducedMotion() const;
    void setReducedMotion(bool reduced);       // the choice itself
    void setSystemReducesMotion(bool reduces); // of the desktop; it doesn't until it says so
    [[nodiscard]] QString quality() const { return m_quality; }
    void setQuality(const QString &quality);
    [[nodiscard]] bool notifications() const { return m_notifications; }
    void setNotifications(bool on);
    [[nodiscard]] bool staysInTray() const { return m_staysInTray; }
    void setStaysInTray(bool on);
    [[nodiscard]] bool hasTray() const { return m_hasTray; }
    void setHasTray(bool has);
    [[nodiscard]] QString server() const { return m_server; }
    [[nodiscard]] QString version() const;
    [[nodiscard]] double volume() const { return m_volume; }
    void setVolume(double volume);
    // What holds for the child that uses this device, for when nobody can be asked, and what it heard on a day.
    [[nodiscard]] std::optional<rules::ParentalState> parentalRules() const;
    void setParentalRules(const std::optional<rules::ParentalState> &rules);
    [[nodiscard]] qint64 heardMs(const QDate &day) const { return day == m_heardOn ? m_heardMs : 0; }
    void setHeard(const QDate &day, qint64 ms);

Q_SIGNALS:
    void themeChanged();
    void languageChanged();
    void textScaleChanged();
    void motionChanged();
    void qualityChanged();
    void notificationsChanged();
    void staysInTrayChanged();
    void hasTrayChanged();

private:
    void keep(const QString &key, const QVariant &value);

    std::unique_ptr<QSettings> m_store;
    QString m_server;
    QString m_theme = QStringLiteral("system");
    QString m_language = QStringLiteral("system");
    double m_textScale = 1;
    QString m_motion = QStringLiteral("system");
    bool m_systemReducesMotion = false;
    QString m_quality = QStringLiteral("automatic");
    bool m_notifications = true;
    bool m_staysInTray = false;
    bool m_hasTray = false;
    double m_volume = 1;
    QDate m_heardOn;
    qint64 m_heardMs = 0;
};

} // namespace melody::app
