// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/waveform_shape.h>

#include <QtGui/QPainter>

namespace melody::app {

std::vector<double> waveformBars(const QByteArray &peaks, int bars)
{
    std::vector<double> heights(size_t(std::max(bars, 0)), 0.0);
    if (peaks.isEmpty())
        return heights;
    const auto loud = [](char peak) { return double(uchar(peak)); };
    const double loudest =
        std::max(1.0, loud(*std::max_element(peaks.begin(), peaks.end(), [&](char a, char b) { return loud(a) < loud(b); })));
    for (qsizetype bar = 0; bar < bars; ++bar) {
        const qsizetype from = bar * peaks.size() / bars;
        const qsizetype to = std::max(from + 1, (bar + 1) * peaks.size() / bars);
        double height = 0;
        for (qsizetype i = from; i < std::min(to, peaks.size()); ++i)
            height = std::max(height, loud(peaks[i]));
        heights[size_t(bar)] = height / loudest;
    }
    return heights;
}

WaveformShape::WaveformShape(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &WaveformShape::shapeChanged, this, [this] { update(); });
}

void WaveformShape::setPeaks(const QByteArray &peaks)
{
    if (m_peaks == peaks)
        return;
    m_peaks = peaks;
    Q_EMIT shapeChanged();
}

void WaveformShape::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    Q_EMIT shapeChanged();
}

void WaveformShape::paint(QPainter *painter)
{
    const int step = std::max(1, m_barWidth + m_gap);
    const int bars = (int(width()) + m_gap) / step;
    const std::vector<double> heights = waveformBars(m_peaks, bars);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_color);
    for (int bar = 0; bar < bars; ++bar) {
        const double tall = std::max(double(m_barWidth), heights[size_t(bar)] * height());
        painter->drawRoundedRect(QRectF(bar * step, (height() - tall) / 2, m_barWidth, tall), m_barWidth / 2.0, m_barWidth / 2.0);
    }
}

} // namespace melody::app
