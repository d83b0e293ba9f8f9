// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/browser.h>

#include <QtGui/QDesktopServices>

namespace melody::app {

bool openOnDesktop(const QUrl &url)
{
    return QDesktopServices::openUrl(url);
}

} // namespace melody::app
