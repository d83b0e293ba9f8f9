// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture to share: what somebody listened to. Nothing on it says who.
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QImage>

namespace melody::app {

struct ShareCard {
    QString heading;    // the period
    QString headline;   // the sum, in words
    QString detail;     // the time, in words
    QList<double> bars; // of the chart, 0 to 1
    QString tracksTitle;
    QStringList tracks; // at most shareCardRows are drawn
    QString artistsTitle;
    QStringList artists;
    QString footer;
};

inline constexpr int shareCardRows = 5;
inline constexpr QSize shareCardSize{1080, 1350}; // pixels: 4 to 5, as phones show it

// Needs a QGuiApplication, for its fonts; no screen.
[[nodiscard]] QImage drawShareCard(const ShareCard &card);

} // namespace melody::app
