// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/language.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace melody::app {

using namespace Qt::StringLiterals;

Language::~Language()
{
    if (m_translator)
        QCoreApplication::removeTranslator(m_translator.get());
}

void Language::use(const QString &code)
{
    if (m_translator)
        QCoreApplication::removeTranslator(m_translator.get());
    m_translator = std::make_unique<QTranslator>();
    if (!m_translator->load(u":/melody/i18n/melody_"_s + code + u".qm"_s))
        qWarning("The words for '%s' are missing.", qPrintable(code));
    QCoreApplication::installTranslator(m_translator.get());
    QLocale::setDefault(QLocale(code));
}

} // namespace melody::app
