// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A text as a QR code (ISO/IEC 18004), drawn on this device: the text may be a secret.
#pragma once

#include <QtGui/QImage>
#include <QtQuick/QQuickPaintedItem>

namespace melody::app {

// Thread: the GUI's; paint() on the renderer's. Always dark on white with the quiet zone of four modules, whatever the theme: cameras
// want it so. Empty where the text is empty or longer than a code can hold.
class QrCode : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)

public:
    explicit QrCode(QQuickItem *parent = nullptr) : QQuickPaintedItem(parent) {}
    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void textChanged();

private:
    QString m_text;
    QImage m_modules;
};

// One pixel a module, with the quiet zone; error correction level M. Null when there is nothing to draw.
[[nodiscard]] QImage qrModules(const QString &text);

} // namespace melody::app
