// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/drawn_pictures.h>

#include <QtCore/QFile>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr int defaultEdge = 24;
constexpr int largestEdge = 512;
constexpr int maxWash = 4096;

bool isIconName(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) { return c.isLower() || c.isDigit() || c == u'-'; });
}

bool isRgb(const QString &text)
{
    return text.size() == 6 && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit() || (c >= u'a' && c <= u'f'); });
}

// One pass of a box blur along rows, written transposed, so that two passes blur both ways.
QImage blurRows(const QImage &source, int reach)
{
    QImage target(source.height(), source.width(), QImage::Format_Alpha8);
    for (int y = 0; y < source.height(); ++y) {
        const uchar *row = source.constScanLine(y);
        int sum = 0;
        for (int x = -reach; x < source.width(); ++x) {
            sum += x + reach < source.width() ? row[x + reach] : 0;
            sum -= x - reach - 1 >= 0 ? row[x - reach - 1] : 0;
            if (x >= 0)
                target.scanLine(x)[y] = uchar(sum / (2 * reach + 1));
        }
    }
    return target;
}

// Between two colours, at 0..1, with noise of less than one step.
QRgb mixed(QRgb from, QRgb to, double at, quint32 noise)
{
    const double dither = double(noise & 0xffff) / 0x10000;
    const auto channel = [&](int a, int b) { return std::clamp(int(a + (b - a) * at + dither), 0, 255); };
    return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)), channel(qBlue(from), qBlue(to)));
}

QImage drawWash(QRgb from, QRgb to, const QSize &size, bool sideways)
{
    QImage image(size, QImage::Format_RGB32);
    quint32 noise = 0x9e3779b9U;
    for (int y = 0; y < size.height(); ++y) {
        auto *row = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            // xorshift32 (Marsaglia, 2003)
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            row[x] = mixed(from, to, sideways ? double(x) / size.width() : double(y) / size.height(), noise);
        }
    }
    return image;
}

} // namespace

QByteArray iconSvg(const QString &name, const QString &rgb, bool fill)
{
    if (!isIconName(name) || !isRgb(rgb))
        return {};
    QFile file(u":/melody/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray color = '#' + rgb.toLatin1();
    QByteArray svg = file.readAll().replace("currentColor", color);
    if (fill)
        svg.replace("fill=\"none\"", "fill=\"" + color + '"');
    return svg;
}

IconProvider::IconProvider() : QQuickImageProvider(QQuickImageProvider::Image)
{
}

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const int edge = requestedSize.width() > 0 ? std::min(requestedSize.width(), largestEdge) : defaultEdge;
    const QStringList parts = id.split(u'/');
    QImage image(edge, edge, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(iconSvg(parts.value(0), parts.value(1), parts.value(2) == u"fill"));
    QPainter painter(&image);
    renderer.render(&painter);
    if (size != nullptr)
        *size = image.size();
    return image;
}

ShadowProvider::ShadowProvider() : QQuickImageProvider(QQuickImageProvider::Image)
{
}

QImage ShadowProvider::requestImage(const QString &id, QSize *size, const QSize &)
{
    const int radius = std::clamp(id.section(u'/', 0, 0).toInt(), 0, 64);
    const int blur = std::clamp(id.section(u'/', 1, 1).toInt(), 1, 96);
    const int edge = 2 * (radius + blur) + 2;
    QImage mask(edge, edge, QImage::Format_Alpha8);
    mask.fill(0);
    {
        QPainter painter(&mask);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::black);
        painter.drawRoundedRect(QRectF(blur, blur, edge - 2 * blur, edge - 2 * blur), radius, radius);
    }
    // Three box blurs come close to a Gaussian.
    for (int pass = 0; pass < 6; ++pass)
        mask = blurRows(mask, std::max(1, blur / 3));
    QImage image(edge, edge, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::black);
    image.setAlphaChannel(mask);
    if (size != nullptr)
        *size = image.size();
    return image;
}

WashProvider::WashProvider() : QQuickImageProvider(QQuickImageProvider::Image)
{
}

QImage WashProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const QStringList parts = id.split(u'/');
    const QSize wanted = requestedSize.expandedTo({1, 1}).boundedTo({maxWash, maxWash});
    const QImage flat =
        drawWash(QColor(u'#' + parts.value(0)).rgb(), QColor(u'#' + parts.value(1)).rgb(), wanted, parts.value(3) == u"sideways");
    if (size != nullptr)
        *size = wanted;
    const double radius = parts.value(2).toDouble() * wanted.width() / std::max(1.0, parts.value(4).toDouble());
    if (radius <= 0)
        return flat;
    QImage image(wanted, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(flat);
    painter.drawRoundedRect(image.rect(), radius, radius);
    return image;
}

} // namespace melody::app
