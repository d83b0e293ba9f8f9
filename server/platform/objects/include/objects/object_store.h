// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Content-addressed, immutable blobs: the name of an object is the SHA-256 of its bytes. Files under a root, written to a
// temporary name, fsynced, renamed, directory fsynced: after put() returns, a crash can't lose it or leave half of it.
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>

#include <memory>

namespace melody::objects {

using ObjectName = QByteArray; // 64 lower-case hex digits

// A read-only view of (part of) an object; the bytes live as long as a copy of `owner` does.
struct View {
    QByteArrayView bytes;
    std::shared_ptr<const void> owner;
};

// Thread: any.
class ObjectStore {
public:
    virtual ~ObjectStore() = default;
    // Unavailable ("storage_full", "storage_failed"). Bytes that are there already are not written again.
    virtual Result<ObjectName> put(QByteArrayView bytes) = 0;
    // Stores a copy of a plain file. The file stays: its owner removes it once the name is on record, so that work which is killed in
    // between can be done again. NotFound ("file_not_found") or Invalid ("not_a_file", also for links) otherwise.
    virtual Result<ObjectName> putFile(const QString &path) = 0;
    // NotFound when absent; Malformed ("object_name") for a bad name; `size` < 0 means to the end; a range outside is Invalid.
    // Objects used lately make no system call.
    virtual Result<View> view(const ObjectName &name, qint64 offset = 0, qint64 size = -1) = 0;
    virtual Result<qint64> size(const ObjectName &name) = 0;
    virtual Result<void> remove(const ObjectName &name) = 0; // absent is fine
};

// `root` is made when absent. Several processes may use one root; what a killed one left half-written is removed here.
[[nodiscard]] Result<std::unique_ptr<ObjectStore>> openFileStore(const QString &root);

} // namespace melody::objects
