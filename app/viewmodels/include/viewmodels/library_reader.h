// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the library for whoever shows something of it, on a thread of its own: no frame waits for the store.
#pragma once

#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <library/library.h>
#include <values/mailbox.h>

namespace melody::app {

// Thread: the GUI's. When it goes it waits for what is being read; nobody is told any more.
class LibraryReader {
public:
    // `library` may be null as long as nobody reads; it must outlive this.
    explicit LibraryReader(library::Library *library);
    ~LibraryReader();
    LibraryReader(const LibraryReader &) = delete;
    LibraryReader &operator=(const LibraryReader &) = delete;

    // `work(library)` on the reader's thread, one after another; then `then(its answer)` on this one, if `asker` is still there.
    template<typename Work, typename Then>
    void read(QObject *asker, Work work, Then then)
    {
        m_mailbox.post([this, asker = QPointer<QObject>(asker), work = std::move(work), then = std::move(then)] {
            QMetaObject::invokeMethod(
                &m_home,
                [asker, then, answer = work(*m_library)] {
                    if (asker)
                        then(answer);
                },
                Qt::QueuedConnection);
        });
    }

private:
    library::Library *const m_library;
    QObject m_home; // on the GUI's thread
    QThread m_thread;
    Mailbox m_mailbox;
};

} // namespace melody::app
