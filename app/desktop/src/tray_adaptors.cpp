// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tray_adaptors.h"

#include <QtCore/QtEndian>
#include <QtDBus/QDBusMetaType>
#include <QtGui/QImage>
#include <QtGui/QPainter>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr double volumeStep = 0.05;
constexpr int wheelStep = 120; // of a wheel, one click

enum Entry { Root, Show, Toggle, Next, Quit, EntryEnd };

// The mark, as in the app's corner.
TrayPixmap mark(int size)
{
    QImage image(size, size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xff, 0x9b, 0x70));
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.3, size * 0.3);
    painter.setBrush(QColor(0x2a, 0x10, 0x06));
    double x = size * 0.195;
    for (const double part : {0.46, 1.0, 0.7, 0.34}) {
        const double height = size * 0.52 * part;
        painter.drawRoundedRect(QRectF(x, (size - height) / 2, size * 0.085, height), size * 0.0425, size * 0.0425);
        x += size * 0.175;
    }
    painter.end();
    TrayPixmap pixmap{size, size, QByteArray(size * size * 4, Qt::Uninitialized)};
    for (int y = 0; y < size; ++y)
        qToBigEndian<quint32>(image.constScanLine(y), size, pixmap.argb.data() + qsizetype(y) * size * 4);
    return pixmap;
}

} // namespace

QDBusArgument &operator<<(QDBusArgument &argument, const TrayPixmap &pixmap)
{
    argument.beginStructure();
    argument << pixmap.width << pixmap.height << pixmap.argb;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, TrayPixmap &pixmap)
{
    argument.beginStructure();
    argument >> pixmap.width >> pixmap.height >> pixmap.argb;
    argument.endStructure();
    return argument;
}

QDBusArgument &operator<<(QDBusArgument &argument, const TrayToolTip &tip)
{
    argument.beginStructure();
    argument << tip.icon << tip.pixmaps << tip.title << tip.text;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, TrayToolTip &tip)
{
    argument.beginStructure();
    argument >> tip.icon >> tip.pixmaps >> tip.title >> tip.text;
    argument.endStructure();
    return argument;
}

QDBusArgument &operator<<(QDBusArgument &argument, const MenuNode &node)
{
    argument.beginStructure();
    argument << node.id << node.properties << node.children;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, MenuNode &node)
{
    argument.beginStructure();
    argument >> node.id >> node.properties >> node.children;
    argument.endStructure();
    return argument;
}

QDBusArgument &operator<<(QDBusArgument &argument, const MenuProperties &item)
{
    argument.beginStructure();
    argument << item.id << item.properties;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, MenuProperties &item)
{
    argument.beginStructure();
    argument >> item.id >> item.properties;
    argument.endStructure();
    return argument;
}

void registerTrayTypes()
{
    qDBusRegisterMetaType<TrayPixmap>();
    qDBusRegisterMetaType<TrayPixmaps>();
    qDBusRegisterMetaType<TrayToolTip>();
    qDBusRegisterMetaType<MenuNode>();
    qDBusRegisterMetaType<MenuProperties>();
    qDBusRegisterMetaType<MenuPropertiesList>();
    // By the names that the properties and slots have.
    qRegisterMetaType<TrayPixmaps>("melody::app::TrayPixmaps");
    qRegisterMetaType<MenuPropertiesList>("melody::app::MenuPropertiesList");
}

TrayItem::TrayItem(TrayParts &parts, QObject *parent) : QDBusAbstractAdaptor(parent), m_parts(parts)
{
    connect(&parts.playback, &PlaybackViewModel::trackChanged, this, &TrayItem::NewToolTip);
}

TrayPixmaps TrayItem::iconPixmap() const
{
    return {mark(22), mark(44)};
}

TrayToolTip TrayItem::toolTip() const
{
    const PlaybackViewModel &playback = m_parts.playback;
    // What the text says is markup, what the title says is not.
    return {{}, {}, playback.active() ? playback.title() : title(), playback.active() ? playback.artistName().toHtmlEscaped() : QString()};
}

QDBusObjectPath TrayItem::menu() const
{
    return QDBusObjectPath(u"/StatusNotifierItem"_s);
}

void TrayItem::Activate(int, int)
{
    m_parts.raise();
}

void TrayItem::SecondaryActivate(int, int)
{
    m_parts.playback.toggle();
}

// By who shows no menus.
void TrayItem::ContextMenu(int, int)
{
    m_parts.raise();
}

void TrayItem::Scroll(int delta, const QString &orientation)
{
    if (orientation.compare(u"vertical", Qt::CaseInsensitive) == 0)
        m_parts.playback.setVolume(m_parts.playback.volume() + volumeStep * std::clamp(delta, -10 * wheelStep, 10 * wheelStep) / wheelStep);
}

TrayMenu::TrayMenu(TrayParts &parts, QObject *parent) : QDBusAbstractAdaptor(parent), m_parts(parts)
{
    connect(&parts.playback, &PlaybackViewModel::statusChanged, this, &TrayMenu::changed);
    connect(&parts.playback, &PlaybackViewModel::trackChanged, this, &TrayMenu::changed);
}

void TrayMenu::changed()
{
    Q_EMIT LayoutUpdated(++m_revision, Root);
}

QVariantMap TrayMenu::propertiesOf(int id) const
{
    const PlaybackViewModel &playback = m_parts.playback;
    const auto entry = [](const QString &label, bool enabled) {
        return QVariantMap{{u"label"_s, label}, {u"enabled"_s, enabled}, {u"visible"_s, true}};
    };
    switch (id) {
    case Root:
        return {{u"children-display"_s, u"submenu"_s}};
    case Show:
        return entry(tr("Show Melody"), true);
    case Toggle:
        return entry(playback.playing() ? tr("Pause") : tr("Play"), playback.active());
    case Next:
        return entry(tr("Next song"), playback.active());
    case Quit:
        return entry(tr("Quit"), true);
    default:
        return {};
    }
}

uint TrayMenu::GetLayout(int parent, int depth, const QStringList &, MenuNode &layout)
{
    layout = {parent, propertiesOf(parent), {}};
    for (int id = Show; parent == Root && depth != 0 && id < EntryEnd; ++id)
        layout.children.append(QDBusVariant(QVariant::fromValue(MenuNode{id, propertiesOf(id), {}})));
    return m_revision;
}

MenuPropertiesList TrayMenu::GetGroupProperties(const QList<int> &ids, const QStringList &)
{
    MenuPropertiesList found;
    for (int id = Root; id < EntryEnd; ++id) {
        if (ids.isEmpty() || ids.contains(id))
            found.append({id, propertiesOf(id)});
    }
    return found;
}

QDBusVariant TrayMenu::GetProperty(int id, const QString &name)
{
    return QDBusVariant(propertiesOf(id).value(name, QString()));
}

void TrayMenu::Event(int id, const QString &event, const QDBusVariant &, uint)
{
    if (event != u"clicked")
        return;
    if (id == Show)
        m_parts.raise();
    else if (id == Toggle)
        m_parts.playback.toggle();
    else if (id == Next)
        m_parts.playback.next();
    else if (id == Quit)
        m_parts.quit();
}

bool TrayMenu::AboutToShow(int)
{
    return false; // nothing is made only when it is looked at
}

} // namespace melody::app
