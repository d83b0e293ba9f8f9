// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Puts the app's words in another language while it runs.
#pragma once

#include <QtCore/QTranslator>

namespace melody::app {

// Thread: the GUI's. English plurals need a translation too.
class Language {
public:
    ~Language();
    // "en" or "es". Formats of numbers and dates follow. Call QQmlEngine::retranslate() afterwards.
    void use(const QString &code);

private:
    std::unique_ptr<QTranslator> m_translator;
};

} // namespace melody::app
