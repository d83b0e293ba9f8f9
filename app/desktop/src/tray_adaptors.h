// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The two interfaces of the tray over the playback view model. Names and types are those of the StatusNotifierItem specification and of
// com.canonical.dbusmenu, version 3.
#pragma once

#include <QtDBus/QDBusAbstractAdaptor>
#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusVariant>
#include <desktop/tray.h>

namespace melody::app {

// (iiay): ARGB32 in network byte order.
struct TrayPixmap {
    int width = 0;
    int height = 0;
    QByteArray argb;
};
using TrayPixmaps = QList<TrayPixmap>;

// (sa(iiay)ss)
struct TrayToolTip {
    QString icon;
    TrayPixmaps pixmaps;
    QString title;
    QString text;
};

// (ia{sv}av) and (ia{sv})
struct MenuNode {
    int id = 0;
    QVariantMap properties;
    QList<QDBusVariant> children; // of MenuNode
};
struct MenuProperties {
    int id = 0;
    QVariantMap properties;
};
using MenuPropertiesList = QList<MenuProperties>;

QDBusArgument &operator<<(QDBusArgument &argument, const TrayPixmap &pixmap);
const QDBusArgument &operator>>(const QDBusArgument &argument, TrayPixmap &pixmap);
QDBusArgument &operator<<(QDBusArgument &argument, const TrayToolTip &tip);
const QDBusArgument &operator>>(const QDBusArgument &argument, TrayToolTip &tip);
QDBusArgument &operator<<(QDBusArgument &argument, const MenuNode &node);
const QDBusArgument &operator>>(const QDBusArgument &argument, MenuNode &node);
QDBusArgument &operator<<(QDBusArgument &argument, const MenuProperties &item);
const QDBusArgument &operator>>(const QDBusArgument &argument, MenuProperties &item);

// Makes the types above known to D-Bus.
void registerTrayTypes();

class TrayItem : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierItem")
    Q_PROPERTY(QString Category READ category)
    Q_PROPERTY(QString Id READ id)
    Q_PROPERTY(QString Title READ title)
    Q_PROPERTY(QString Status READ status)
    Q_PROPERTY(QString IconName READ iconName)
    Q_PROPERTY(melody::app::TrayPixmaps IconPixmap READ iconPixmap)
    Q_PROPERTY(melody::app::TrayToolTip ToolTip READ toolTip)
    Q_PROPERTY(bool ItemIsMenu READ itemIsMenu)
    Q_PROPERTY(QDBusObjectPath Menu READ menu)

public:
    TrayItem(TrayParts &parts, QObject *parent);
    [[nodiscard]] QString category() const { return QStringLiteral("ApplicationStatus"); }
    [[nodiscard]] QString id() const { return QStringLiteral("melody"); }
    [[nodiscard]] QString title() const { return QStringLiteral("Melody"); }
    [[nodiscard]] QString status() const { return QStringLiteral("Active"); }
    [[nodiscard]] QString iconName() const { return {}; } // the pixmap is there wherever the program is
    [[nodiscard]] TrayPixmaps iconPixmap() const;
    [[nodiscard]] TrayToolTip toolTip() const;
    [[nodiscard]] bool itemIsMenu() const { return false; }
    [[nodiscard]] QDBusObjectPath menu() const;

public Q_SLOTS:
    // NOLINTBEGIN(readability-identifier-naming): the specification's names
    void Activate(int x, int y);
    void SecondaryActivate(int x, int y);
    void ContextMenu(int x, int y);
    void Scroll(int delta, const QString &orientation);
    // NOLINTEND(readability-identifier-naming)

Q_SIGNALS:
    void NewToolTip(); // NOLINT(readability-identifier-naming): the specification's name

private:
    TrayParts &m_parts;
};

class TrayMenu : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "com.canonical.dbusmenu")
    Q_PROPERTY(uint Version READ version)
    Q_PROPERTY(QString Status READ status)
    Q_PROPERTY(QString TextDirection READ textDirection)
    Q_PROPERTY(QStringList IconThemePath READ iconThemePath)

public:
    TrayMenu(TrayParts &parts, QObject *parent);
    [[nodiscard]] uint version() const { return 3; }
    [[nodiscard]] QString status() const { return QStringLiteral("normal"); }
    [[nodiscard]] QString textDirection() const { return QStringLiteral("ltr"); }
    [[nodiscard]] QStringList iconThemePath() const { return {}; }

public Q_SLOTS:
    // NOLINTBEGIN(readability-identifier-naming): the specification's names
    uint GetLayout(int parent, int depth, const QStringList &names, melody::app::MenuNode &layout);
    melody::app::MenuPropertiesList GetGroupProperties(const QList<int> &ids, const QStringList &names);
    QDBusVariant GetProperty(int id, const QString &name);
    void Event(int id, const QString &event, const QDBusVariant &data, uint timestamp);
    bool AboutToShow(int id);
    // NOLINTEND(readability-identifier-naming)

Q_SIGNALS:
    void LayoutUpdated(uint revision, int parent); // NOLINT(readability-identifier-naming): the specification's name

private:
    [[nodiscard]] QVariantMap propertiesOf(int id) const;
    void changed();

    TrayParts &m_parts;
    uint m_revision = 1;
};

} // namespace melody::app
