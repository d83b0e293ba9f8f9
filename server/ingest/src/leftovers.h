// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies on disk and may turn out to be nobody's is written down before it is made, with the time when it must be gone; the
// job ingest_sweep removes it then. So a crash leaves nothing behind for good.
#pragma once

#include "upload_files.h"

#include <db/database.h>
#include <objects/object_store.h>

namespace melody::ingest {

inline constexpr auto sweepJob = "ingest_sweep";

enum class LeftoverKind { Upload, Object };

struct Leftover {
    LeftoverKind kind = LeftoverKind::Upload;
    QString name; // upload's id or object's name
};

// Writes it down and makes sure that a sweep comes after `due`.
void leave(db::Transaction &transaction, const UserId &user, const std::vector<Leftover> &leftovers, TimePoint due, TimePoint now);
// They are in use now. False when one was swept already.
[[nodiscard]] bool adoptObjects(db::Transaction &transaction, const QStringList &names);

// Removes what is due: objects, and the files of uploads unless a release uses them (those are looked at again `lifetime` later).
[[nodiscard]] Result<void> sweep(db::Database &database, objects::ObjectStore &objects, const UploadFiles &files, TimePoint now,
                                 std::chrono::hours lifetime);

[[nodiscard]] inline db::Actor as(const UserId &user)
{
    return {"melody_ingest", user};
}

} // namespace melody::ingest
