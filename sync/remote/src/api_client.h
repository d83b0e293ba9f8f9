// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Api over HTTP. Every method goes over to the network thread and comes back by a relay.
#pragma once

#include "account_client.h"
#include "answers.h"
#include "billing_client.h"
#include "caller.h"
#include "image_cache.h"
#include "relay.h"
#include "sign_in.h"
#include "staff_client.h"

#include <values/mailbox.h>

namespace melody::remote {

class ApiClient final : public Api {
public:
    struct Parts {
        Mailbox &thread; // the network thread's
        Caller &caller;
        SignIn &signIn;
        ImageCache &images;
        QUrl server;
        QByteArray devicePublicKey;
        std::function<void()> warmUp;
    };
    explicit ApiClient(const Parts &parts)
        : m_parts(parts), m_account({parts.thread, parts.caller, parts.signIn, parts.server, parts.devicePublicKey}),
          m_billing(Exchange(parts.thread, parts.caller, parts.server)), m_staff(Exchange(parts.thread, parts.caller, parts.server))
    {
    }

    AccountApi &account() override { return m_account; }
    void preconnect() override;
    [[nodiscard]] SignInState signInState() const override { return m_parts.signIn.state(); }
    void observeSignIn(QObject *context, std::function<void(SignInState)> changed) override;
    void signUp(const wire::SignUpRequest &request, QObject *context, Done<void> done) override;
    void signIn(const QString &email, const QString &password, const QString &deviceName, QObject *context, Done<UserId> done) override;
    void signOut(QObject *context, Done<void> done) override;
    void me(QObject *context, Done<wire::Profile> done) override;
    void home(QObject *context, Done<wire::Home> done) override;
    void album(const ContentId &id, QObject *context, Done<wire::AlbumInfo> done) override;
    void artist(const ContentId &id, QObject *context, Done<wire::ArtistInfo> done) override;
    void track(const ContentId &id, QObject *context, Done<wire::TrackInfo> done) override;
    void show(const ContentId &id, QObject *context, Done<wire::ShowInfo> done) override;
    void episodes(const ContentId &show, const QString &cursor, int limit, QObject *context, Done<wire::EpisodePage> done) override;
    void episode(const ContentId &id, QObject *context, Done<wire::EpisodeInfo> done) override;
    void contents(const QString &path, const QString &cursor, int limit, QObject *context, Done<wire::ContentPage> done) override;
    void image(const ImageId &id, int size, QObject *context, Done<QByteArray> done) override;
    void avatar(const ImageId &id, int size, QObject *context, Done<QByteArray> done) override;
    void sendTicks(const PlaybackId &session, const wire::TickBatch &batch, QObject *context, Done<wire::TickAnswer> done) override;
    BillingApi &billing() override { return m_billing; }
    StaffApi &staff() override { return m_staff; }

private:
    void post(std::function<void()> work);
    void call(Call call, std::function<void(Result<HttpAnswer>)> done);
    template<typename T>
    void read(const QString &path, Result<T> (*parse)(const QJsonObject &), QObject *context, Done<T> done);
    void picture(const QString &kind, const ImageId &id, int size, QObject *context, Done<QByteArray> done);
    void fetchImage(const QString &name, const QString &path);

    const Parts m_parts;
    AccountClient m_account;
    BillingClient m_billing;
    StaffClient m_staff;
    QHash<QString, QList<Done<QByteArray>>> m_imageWaiters; // network thread
};

} // namespace melody::remote
