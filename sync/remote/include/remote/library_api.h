// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A listener's library at the server (docs/sync.md). Rules of threads and tries as for Api.
#pragma once

#include <remote/done.h>
#include <wire/library_sync.h>

#include <QtCore/QObject>

namespace melody::remote {

class LibraryApi {
public:
    virtual ~LibraryApi() = default;
    // A page of what changed after `since`; "": of everything.
    virtual void changes(const QString &since, QObject *context, Done<wire::SyncPage> done) = 0;
    // Mutations carry keys of their own: sent twice they are done once.
    virtual void send(const wire::MutationBatch &batch, QObject *context, Done<wire::MutationAnswer> done) = 0;
};

} // namespace melody::remote
