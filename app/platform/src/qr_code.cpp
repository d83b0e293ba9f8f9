// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/qr_code.h>

#include <QtGui/QPainter>

#include <memory>
#include <qrencode.h>

namespace melody::app {

QImage qrModules(const QString &text)
{
    constexpr int quietZone = 4;
    if (text.isEmpty())
        return {};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(text.toUtf8().constData(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!code)
        return {};
    const int side = code->width + 2 * quietZone;
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if ((code->data[y * code->width + x] & 1) != 0)
                image.setPixel(x + quietZone, y + quietZone, qRgb(0, 0, 0));
        }
    }
    return image;
}

void QrCode::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_modules = qrModules(text);
    Q_EMIT textChanged();
    update();
}

void QrCode::paint(QPainter *painter)
{
    if (m_modules.isNull())
        return;
    const int pixels = std::max(1, int(std::min(width(), height())) / m_modules.width());
    const int side = pixels * m_modules.width();
    painter->fillRect(QRectF(0, 0, width(), height()), Qt::white);
    painter->drawImage(QRectF((width() - side) / 2, (height() - side) / 2, side, side), m_modules);
}

} // namespace melody::app
