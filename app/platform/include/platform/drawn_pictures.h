// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures drawn on demand: image://icon/<name>/<rrggbb>[/fill], image://shadow/<radius>/<blur> and
// image://wash/<rrggbb>/<rrggbb>/<radius>/<down|sideways>/<width in QML>.
#pragma once

#include <QtQuick/QQuickImageProvider>

namespace melody::app {

// Thread: the GUI's or the pixmap reader's.
class IconProvider : public QQuickImageProvider {
public:
    IconProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

// A soft black rounded rectangle to be stretched as nine patches; `blur` pixels of it lie outside the shape.
class ShadowProvider : public QQuickImageProvider {
public:
    ShadowProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

// A gradient with a little noise, which hides the bands of eight bits.
class WashProvider : public QQuickImageProvider {
public:
    WashProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

// The icon as SVG with its colours put in; empty if there is no such icon.
[[nodiscard]] QByteArray iconSvg(const QString &name, const QString &rgb, bool fill);

} // namespace melody::app
