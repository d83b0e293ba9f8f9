// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/library_reader.h>

namespace melody::app {

LibraryReader::LibraryReader(library::Library *library) : m_library(library)
{
    m_thread.setObjectName(QStringLiteral("library reader"));
    m_mailbox.moveToThread(&m_thread);
    m_thread.start();
}

LibraryReader::~LibraryReader()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace melody::app
