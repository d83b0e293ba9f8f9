// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The outline of a recording as rounded bars.
#pragma once

#include <QtQuick/QQuickPaintedItem>

namespace melody::app {

// Thread: the GUI's; paint() on the renderer's. Painted once per size and colour; progress is shown by clipping one over another.
class WaveformShape : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QByteArray peaks READ peaks WRITE setPeaks NOTIFY shapeChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY shapeChanged)
    Q_PROPERTY(int barWidth MEMBER m_barWidth NOTIFY shapeChanged)
    Q_PROPERTY(int gap MEMBER m_gap NOTIFY shapeChanged)

public:
    explicit WaveformShape(QQuickItem *parent = nullptr);
    [[nodiscard]] QByteArray peaks() const { return m_peaks; }
    void setPeaks(const QByteArray &peaks);
    [[nodiscard]] QColor color() const { return m_color; }
    void setColor(const QColor &color);
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void shapeChanged();

private:
    QByteArray m_peaks;
    QColor m_color = Qt::white;
    int m_barWidth = 3;
    int m_gap = 2;
};

// Heights (0..1) of `bars` bars: the loudest peak under each, the loudest of all at 1. All zero without peaks.
[[nodiscard]] std::vector<double> waveformBars(const QByteArray &peaks, int bars);

} // namespace melody::app
