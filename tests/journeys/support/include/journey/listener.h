// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A signed-in device without a player: the real remote and the real outbox, driven call by call.
#pragma once

#include <journey/stack.h>

#include <outbox/outbox.h>
#include <remote/remote.h>

#include <future>

namespace melody::test {

// Waits for an asynchronous answer. `start` gets the callback.
template<typename T>
Result<T> await(const std::function<void(std::function<void(Result<T>)>)> &start, std::chrono::seconds limit = std::chrono::seconds(60))
{
    auto answer = std::make_shared<std::promise<Result<T>>>();
    auto future = answer->get_future();
    start([answer](Result<T> result) { answer->set_value(std::move(result)); });
    if (future.wait_for(limit) != std::future_status::ready)
        return fail(ErrorKind::Timeout, QStringLiteral("no_answer"), QStringLiteral("Nothing was answered."));
    return future.get();
}

// Thread: any one at a time.
class Listener {
public:
    // Signs in; aborts the test when that fails. `link` is another way to the server, such as a slow one.
    Listener(const Stack &stack, const Person &person, const std::optional<QUrl> &link = {}, remote::RemoteOptions options = {});

    [[nodiscard]] remote::Api &api() { return m_remote->api(); }
    [[nodiscard]] UserId user() const { return m_user; }
    [[nodiscard]] ports::LicenceSource &licences() { return m_remote->licences(); }
    [[nodiscard]] ports::StreamSource &streams() { return m_remote->streams(); }
    [[nodiscard]] outbox::Outbox &outbox() { return *m_outbox; }

    [[nodiscard]] Result<ports::Stream> open(const ContentId &content);
    [[nodiscard]] Result<QByteArray> fetch(const PlaybackId &session, media::Rung rung, int index);
    [[nodiscard]] Result<wire::AlbumInfo> album(const ContentId &id);
    // Every content of a kind, page by page.
    [[nodiscard]] Result<QList<wire::ContentSummary>> all(const QString &kind);

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    UserId m_user;
    std::unique_ptr<remote::SecretStore> m_secrets;
    std::unique_ptr<remote::Remote> m_remote;
    std::unique_ptr<store::Store> m_store; // of the outbox
    std::unique_ptr<outbox::Outbox> m_outbox;
};

} // namespace melody::test
