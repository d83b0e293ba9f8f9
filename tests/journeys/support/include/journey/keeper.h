// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A device with the encrypted store, out of the client's own parts: what it plays is read through the store, as in the app.
#pragma once

#include <journey/stack.h>

#include <chunks/chunk_store.h>
#include <downloads/offline.h>
#include <outbox/outbox.h>
#include <remote/remote.h>

namespace melody::test {

// The encrypted store of a device, in a folder that survives it. Aborts the test when it does not open.
[[nodiscard]] std::unique_ptr<store::Store> openDeviceStore(const QString &folder, remote::SecretStore &secrets);

// Thread: any one at a time.
class Keeper {
public:
    // Over a folder that survives it. `link` is another way to the server, such as a slow one; the other options are taken as they are.
    Keeper(const Stack &stack, const QString &folder, const std::optional<QUrl> &link = {}, remote::RemoteOptions options = {},
           qint64 cacheBytes = 64 * 1024 * 1024);

    // Signs in; aborts the test when that fails.
    UserId signIn(const Person &person);

    [[nodiscard]] remote::Remote &remote() { return *m_remote; }
    [[nodiscard]] downloads::Offline &offline() { return *m_offline; }
    [[nodiscard]] outbox::Outbox &outbox() { return *m_outbox; }
    [[nodiscard]] chunks::ChunkStore &chunks() { return *m_chunks; }
    [[nodiscard]] store::Store &store() { return *m_store; }

private:
    SystemClock m_clock;
    std::unique_ptr<remote::SecretStore> m_secrets;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<remote::SecretStore> m_stored;
    std::unique_ptr<remote::Remote> m_remote;
    std::unique_ptr<chunks::ChunkStore> m_chunks;
    std::unique_ptr<downloads::Offline> m_offline;
    std::unique_ptr<outbox::Outbox> m_outbox; // asks m_offline while it lives
};

} // namespace melody::test
