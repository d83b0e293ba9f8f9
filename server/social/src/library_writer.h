// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes of one listener's library, one after another: holds the lock of its row, gives out revisions, and at the end tells the
// listener's devices. Lives inside one transaction. Thread: that of the transaction.
#pragma once

#include <db/database.h>
#include <events/events.h>
#include <wire/library_sync.h>

namespace melody::social {

// What became of a mutation. An Error instead refuses it; nothing was written then.
struct Done {
    wire::MutationOutcome outcome = wire::MutationOutcome::Applied;
    qint64 version = 0;
    int withoutEffect = 0;
};

class LibraryWriter {
public:
    LibraryWriter(db::Transaction &transaction, const UserId &user, const SignInId &device, TimePoint now);

    [[nodiscard]] Result<Done> like(const wire::SetLike &wish, TimePoint at);
    [[nodiscard]] Result<Done> follow(const wire::SetFollow &wish, TimePoint at);
    [[nodiscard]] Result<Done> resume(const wire::SetPosition &wish, TimePoint at);
    // Devices that have seen less than now ask for everything.
    void forgetDevices();
    // Stores where the library stands and tells the devices, if anything changed. Last.
    void finish();

    [[nodiscard]] qint64 nextRevision() { return ++m_revision; }
    void raiseFloor(qint64 revision) { m_floor = std::max(m_floor, revision); }
    void publish(const QString &type, const QString &subject, QJsonObject payload = {});

    [[nodiscard]] db::Transaction &transaction() { return m_transaction; }
    [[nodiscard]] const UserId &user() const { return m_user; }
    [[nodiscard]] const SignInId &device() const { return m_device; }
    [[nodiscard]] TimePoint now() const { return m_now; }
    [[nodiscard]] qint64 revision() const { return m_revision; }

private:
    [[nodiscard]] Result<void> keepOneMore(bool isNew);

    db::Transaction &m_transaction;
    const UserId m_user;
    const SignInId m_device; // null: not by a device
    const TimePoint m_now;
    qint64 m_revision = 0;
    qint64 m_before = 0;
    qint64 m_floor = 0;
    int m_rowsKept = 0;
};

} // namespace melody::social
