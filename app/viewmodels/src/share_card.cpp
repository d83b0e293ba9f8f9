// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/share_card.h>

#include <QtGui/QPainter>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr int edge = 84;
// The dark palette of qml/design/Theme.qml.
constexpr QRgb ground = 0xff151312;
constexpr QRgb raised = 0xff2a211c;
constexpr QRgb ink = 0xfff6f2ed;
constexpr QRgb inkSecondary = 0xffb9b1a9;
constexpr QRgb accent = 0xffff9b70;

class CardPainter {
public:
    explicit CardPainter(QImage &image) : m_painter(&image)
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        QLinearGradient wash(0, 0, 0, shareCardSize.height());
        wash.setColorAt(0, QColor(raised));
        wash.setColorAt(1, QColor(ground));
        m_painter.fillRect(image.rect(), wash);
    }

    // Goes on below it.
    void words(const QString &text, int size, QRgb color, bool display = false)
    {
        line(text, QRect(edge, m_y, shareCardSize.width() - 2 * edge, size * 13 / 10), size, color, display);
        m_y += size * 13 / 10;
    }
    void space(int height) { m_y += height; }

    void chart(const QList<double> &bars, int height)
    {
        if (bars.isEmpty())
            return;
        const double step = double(shareCardSize.width() - 2 * edge) / double(bars.size());
        m_painter.setPen(Qt::NoPen);
        for (qsizetype i = 0; i < bars.size(); ++i) {
            const double tall = std::max(6.0, std::clamp(bars[i], 0.0, 1.0) * height);
            m_painter.setBrush(bars[i] > 0 ? QColor(accent) : QColor(inkSecondary).darker());
            m_painter.drawRoundedRect(QRectF(edge + double(i) * step, m_y + height - tall, step * 0.7, tall), 5, 5);
        }
        m_y += height;
    }

    // Two lists beside one another.
    void lists(const ShareCard &card)
    {
        const int width = (shareCardSize.width() - 3 * edge) / 2;
        list(card.tracksTitle, card.tracks, edge, width);
        list(card.artistsTitle, card.artists, 2 * edge + width, width);
    }

    void footer(const QString &text)
    {
        const int size = 34;
        line(text, QRect(edge, shareCardSize.height() - edge - size, shareCardSize.width() - 2 * edge, size * 13 / 10), size, accent, true);
    }

private:
    void list(const QString &title, const QStringList &rows, int x, int width)
    {
        constexpr int rowHeight = 62;
        line(title, QRect(x, m_y, width, 44), 30, accent, false);
        int y = m_y + 60;
        for (qsizetype i = 0; i < std::min<qsizetype>(rows.size(), shareCardRows); ++i, y += rowHeight)
            line(u"%1  %2"_s.arg(i + 1).arg(rows[i]), QRect(x, y, width, rowHeight), 36, ink, false);
    }
    void line(const QString &text, const QRect &where, int size, QRgb color, bool display)
    {
        QFont font(display ? u"Melody Display"_s : u"Melody Sans"_s);
        font.setPixelSize(size);
        font.setWeight(display ? QFont::Bold : QFont::Medium);
        m_painter.setFont(font);
        m_painter.setPen(QColor(color));
        m_painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                           QFontMetrics(font).elidedText(text, Qt::ElideRight, where.width()));
    }

    QPainter m_painter;
    int m_y = edge;
};

} // namespace

QImage drawShareCard(const ShareCard &card)
{
    QImage image(shareCardSize, QImage::Format_RGB32);
    CardPainter painter(image);
    painter.words(card.heading, 40, accent);
    painter.space(8);
    painter.words(card.headline, 96, ink, true);
    painter.words(card.detail, 40, inkSecondary);
    painter.space(56);
    painter.chart(card.bars, 300);
    painter.space(72);
    painter.lists(card);
    painter.footer(card.footer);
    return image;
}

} // namespace melody::app
