// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <remote/remote.h>

#include "api_client.h"
#include "federated_client.h"
#include "library_client.h"
#include "player_client.h"
#include "reading_client.h"
#include "stream_client.h"

#include <live/live_client.h>

#include <QtCore/QThread>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

constexpr int keyBytes = 32;

// The device's key pair, made on its first run and kept.
Result<crypto::DeviceKeyPair> deviceKeys(SecretStore &secrets)
{
    const QString name = u"device_key"_s;
    const auto kept = secrets.read(name);
    if (kept) {
        if (kept->size() == 2 * keyBytes)
            return crypto::DeviceKeyPair{kept->first(keyBytes), kept->last(keyBytes)};
        return fail(ErrorKind::Invalid, u"bad_device_key"_s, u"The device's key is damaged."_s);
    }
    if (kept.error().kind != ErrorKind::NotFound)
        return tl::unexpected(kept.error());
    auto keys = crypto::DeviceKeyPair::generate();
    if (const auto written = secrets.write(name, keys.publicKey + keys.secretKey); !written)
        return tl::unexpected(written.error());
    return keys;
}

// All that lives on the network thread. Playing has connections of its own, so that it never waits behind pictures.
struct NetworkSide {
    NetworkSide(const RemoteOptions &options, const QSslConfiguration &tls, const QByteArray &devicePublicKey, SecretStore &secrets,
                const Clock &clock)
        : apiHttp(tls, options.timeout), streamHttp(tls, options.timeout), signIn(secrets, options.baseUrl, clock),
          apiCaller(apiHttp, &signIn, {options.firstBackoff, options.maxBackoff, options.maxTries}, clock),
          streamCaller(streamHttp, &signIn, {options.firstBackoff, options.maxBackoff, options.maxTries}, clock),
          images(options.cacheFolder, options.imageCacheBytes), federated({apiCaller, signIn, options.baseUrl, devicePublicKey})
    {
        signIn.use(apiCaller);
    }
    ~NetworkSide()
    {
        federated.cancel();
        streamCaller.cancelAll();
        apiCaller.cancelAll();
    }

    HttpClient apiHttp;
    HttpClient streamHttp;
    SignIn signIn;
    Caller apiCaller;
    Caller streamCaller;
    ImageCache images;
    FederatedFlow federated;
    std::unique_ptr<live::LiveClient> live; // first to go: it asks for tokens
};

class RemoteImpl final : public Remote {
public:
    RemoteImpl(const RemoteOptions &options, const QSslConfiguration &tls, crypto::DeviceKeyPair keys, SecretStore &secrets,
               const Clock &clock)
        : m_server(options.baseUrl), m_tls(tls)
    {
        m_thread.setObjectName(u"network"_s);
        m_onThread.moveToThread(&m_thread);
        m_thread.start();
        m_onThread.run([&] { m_network = std::make_unique<NetworkSide>(options, tls, keys.publicKey, secrets, clock); });
        const auto warmUp = [this, server = options.baseUrl] {
            m_network->apiHttp.preconnect(server);
            m_network->streamHttp.preconnect(server);
            m_network->signIn.token([](const Result<QByteArray> &) {});
        };
        m_api = std::make_unique<ApiClient>(ApiClient::Parts{m_onThread, m_network->apiCaller, m_network->signIn, m_network->images,
                                                             options.baseUrl, keys.publicKey, warmUp});
        m_federatedSignIn = std::make_unique<FederatedClient>(
            FederatedClient::Parts{m_onThread, m_network->apiCaller, m_network->federated, options.baseUrl});
        m_library = std::make_unique<LibraryClient>(Exchange(m_onThread, m_network->apiCaller, options.baseUrl));
        m_reading = std::make_unique<ReadingClient>(Exchange(m_onThread, m_network->apiCaller, options.baseUrl));
        m_player = std::make_unique<PlayerClient>(Exchange(m_onThread, m_network->apiCaller, options.baseUrl));
        m_streams = std::make_unique<StreamClient>(
            StreamClient::Parts{m_onThread, m_network->streamCaller, options.baseUrl, std::move(keys), options.firstRung, clock});
    }

    ~RemoteImpl() override
    {
        m_onThread.run([this] { m_network.reset(); });
        m_thread.quit();
        m_thread.wait();
    }

    Api &api() override { return *m_api; }
    FederatedSignIn &federatedSignIn() override { return *m_federatedSignIn; }
    LibraryApi &library() override { return *m_library; }
    ReadingApi &reading() override { return *m_reading; }
    PlayerApi &player() override { return *m_player; }
    void listen(LiveObserver observer) override
    {
        m_onThread.post([this, observer = std::move(observer)] { beginListening(observer); });
    }
    void stopListening() override
    {
        m_onThread.run([this] { m_network->live.reset(); });
    }
    void hurry() override
    {
        m_onThread.post([this] {
            if (m_network->live)
                m_network->live->hurry();
        });
    }
    ports::StreamSource &streams() override { return *m_streams; }
    ports::LicenceSource &licences() override { return *m_streams; }

private:
    void beginListening(const LiveObserver &observer)
    {
        live::LiveParts parts;
        parts.server = m_server;
        parts.tls = m_tls;
        parts.token = [&signIn = m_network->signIn](const TokenSource::TokenDone &done) { signIn.token(done); };
        parts.refused = [&signIn = m_network->signIn](const QByteArray &token) { signIn.refused(token); };
        parts.heard = [&signIn = m_network->signIn, heard = observer.heard](const wire::LiveEvent &event) {
            if (std::holds_alternative<wire::LiveSignedOut>(event))
                signIn.forget();
            heard(event);
        };
        parts.connected = observer.connected;
        m_network->live.reset();
        m_network->live = live::createLiveClient(std::move(parts));
        m_network->live->start();
    }

    const QUrl m_server;
    const QSslConfiguration m_tls;
    QThread m_thread;
    Mailbox m_onThread;
    std::unique_ptr<NetworkSide> m_network; // made, used and destroyed on m_thread
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<FederatedClient> m_federatedSignIn;
    std::unique_ptr<LibraryClient> m_library;
    std::unique_ptr<ReadingClient> m_reading;
    std::unique_ptr<PlayerClient> m_player;
    std::unique_ptr<StreamClient> m_streams;
};

} // namespace

Result<std::unique_ptr<Remote>> createRemote(const RemoteOptions &options, SecretStore &secrets, const Clock &clock)
{
    if (!options.baseUrl.isValid() || options.baseUrl.host().isEmpty())
        return fail(ErrorKind::Invalid, u"bad_base_url"_s, u"The server's address is not an address."_s);
    const auto tls = tlsConfiguration(options.caFile);
    if (!tls)
        return tl::unexpected(tls.error());
    auto keys = deviceKeys(secrets);
    if (!keys)
        return tl::unexpected(keys.error());
    return std::make_unique<RemoteImpl>(options, *tls, std::move(*keys), secrets, clock);
}

} // namespace melody::remote
