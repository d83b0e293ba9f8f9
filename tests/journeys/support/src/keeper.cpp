// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <journey/keeper.h>

#include <journey/listener.h>

#include <chunks/migrations.h>
#include <downloads/migrations.h>
#include <outbox/migrations.h>
#include <shelf/migrations.h>
#include <store/migrations.h>
#include <store/secrets.h>

namespace melody::test {

using namespace Qt::StringLiterals;

std::unique_ptr<store::Store> openDeviceStore(const QString &folder, remote::SecretStore &secrets)
{
    auto steps = store::migrations();
    for (const auto &more : {chunks::migrations(), downloads::migrations(), outbox::migrations(), shelf::migrations()})
        steps.insert(steps.end(), more.begin(), more.end());
    auto opened = store::openStore({folder + u"/offline.db"_s, *store::storeKey(secrets), steps});
    if (!opened)
        qFatal("the store doesn't open: %s", qPrintable(opened.error().code));
    return std::move(*opened);
}

Keeper::Keeper(const Stack &stack, const QString &folder, const std::optional<QUrl> &link, remote::RemoteOptions options, qint64 cacheBytes)
    : m_secrets(remote::createFileSecretStore(folder + u"/secrets"_s))
{
    m_store = openDeviceStore(folder, *m_secrets);
    m_stored = store::createStoredSecrets(*m_store, *m_secrets);
    options.baseUrl = link.value_or(stack.baseUrl());
    options.caFile = stack.caFile();
    m_remote = std::move(*remote::createRemote(options, *m_stored, m_clock));
    m_chunks = std::make_unique<chunks::ChunkStore>(*m_store, m_clock, cacheBytes);
    // One person uses it, whose name is not known before they sign in.
    m_outbox = std::move(*outbox::createOutbox({.store = *m_store, .user = {}, .maxBackoff = std::chrono::milliseconds(500)},
                                               [this](const PlaybackId &session, wire::TickBatch batch, outbox::TickDone done) {
                                                   batch.offline = m_offline->playOf(session);
                                                   m_remote->api().sendTicks(session, batch, nullptr, std::move(done));
                                               }));
    downloads::Options kept;
    kept.folder = folder;
    kept.spareBytes = 0;
    m_offline = downloads::createOffline({*m_store, *m_chunks, m_remote->streams(), m_remote->licences(), *m_outbox, m_clock}, kept);
}

UserId Keeper::signIn(const Person &person)
{
    const auto user =
        await<UserId>([&](auto done) { m_remote->api().signIn(person.email, person.password, u"journey"_s, nullptr, std::move(done)); });
    if (!user)
        qFatal("sign-in: %s", qPrintable(user.error().detail));
    m_offline->setUser(*user);
    return *user;
}

} // namespace melody::test
