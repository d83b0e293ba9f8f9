// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <journey/keeper.h>
#include <journey/listener.h>

namespace melody::test {

using namespace Qt::StringLiterals;

Listener::Listener(const Stack &stack, const Person &person, const std::optional<QUrl> &link, remote::RemoteOptions options)
    : m_secrets(remote::createFileSecretStore(m_folder.filePath(u"secrets"_s)))
{
    options.baseUrl = link.value_or(stack.baseUrl());
    options.caFile = stack.caFile();
    auto made = remote::createRemote(options, *m_secrets, m_clock);
    if (!made)
        qFatal("remote: %s", qPrintable(made.error().detail));
    m_remote = std::move(*made);
    const auto signedIn =
        await<UserId>([&](auto done) { api().signIn(person.email, person.password, u"test"_s, nullptr, std::move(done)); });
    if (!signedIn)
        qFatal("sign-in: %s", qPrintable(signedIn.error().detail));
    m_user = *signedIn;
    m_store = openDeviceStore(m_folder.path(), *m_secrets);
    auto box = outbox::createOutbox(
        {.store = *m_store, .user = m_user, .firstBackoff = std::chrono::milliseconds(100), .maxBackoff = std::chrono::milliseconds(1'000)},
        [this](const PlaybackId &session, const wire::TickBatch &batch, outbox::TickDone done) {
            api().sendTicks(session, batch, nullptr, std::move(done));
        });
    if (!box)
        qFatal("outbox: %s", qPrintable(box.error().detail));
    m_outbox = std::move(*box);
}

Result<ports::Stream> Listener::open(const ContentId &content)
{
    std::unique_ptr<ports::StreamSource::Pending> pending;
    return await<ports::Stream>([&](auto done) { pending = streams().open(content, {}, TraceContext::create(), std::move(done)); });
}

Result<QByteArray> Listener::fetch(const PlaybackId &session, media::Rung rung, int index)
{
    std::unique_ptr<ports::StreamSource::Pending> pending;
    return await<QByteArray>([&](auto done) { pending = streams().fetchChunk(session, rung, index, false, std::move(done)); });
}

Result<wire::AlbumInfo> Listener::album(const ContentId &id)
{
    return await<wire::AlbumInfo>([&](auto done) { api().album(id, nullptr, std::move(done)); });
}

Result<QList<wire::ContentSummary>> Listener::all(const QString &kind)
{
    QList<wire::ContentSummary> found;
    QString cursor;
    do {
        const auto page = await<wire::ContentPage>(
            [&](auto done) { api().contents(u"/v1/contents?kind="_s + kind, cursor, 100, nullptr, std::move(done)); });
        if (!page)
            return tl::unexpected(page.error());
        found += page->items;
        cursor = page->nextCursor;
    } while (!cursor.isEmpty());
    return found;
}

} // namespace melody::test
