// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The main() of tests that show windows: offscreen, drawn by the software renderer, so that they run anywhere.

#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>

namespace melody::test {
int runAll(QStringList arguments);
}

int main(int argc, char **argv)
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QGuiApplication app(argc, argv);
    return melody::test::runAll(app.arguments());
}
