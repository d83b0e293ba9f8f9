// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing in with an account elsewhere, whole: the app's client, the server and its database, a certified provider, and a browser that
// really comes back to the app.

#include <remote/remote.h>
#include <support/real_provider.h>
#include <support/running_server.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::remote;
using namespace melody::test;
using namespace Qt::StringLiterals;

class FederationJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QJsonObject ana{{u"email"_s, u"ana@acme.example"_s}, {u"email_verified"_s, true}, {u"name"_s, u"Ana"_s}};
        const QJsonObject ben{{u"email"_s, u"ben@acme.example"_s}, {u"email_verified"_s, true}, {u"name"_s, u"Ben"_s}};
        m_provider = std::make_unique<RealProvider>(QJsonObject{{u"ana"_s, ana}, {u"ben"_s, ben}});
        m_server = std::make_unique<RunningServer>([this](server::ServerSettings &settings) {
            federation::ProviderConfig config;
            config.id = u"acme"_s;
            config.name = u"Acme"_s;
            config.protocol.issuer = m_provider->issuer();
            config.protocol.clientId = u"melody"_s;
            config.protocol.clientSecret = QString::fromLatin1(RealProvider::clientSecret);
            config.protocol.privateNetwork = true;
            config.protocol.timeout = std::chrono::seconds(30);
            config.domains = QStringList{u"acme.example"_s};
            settings.identityProviders.append(config);
        });
    }
    void cleanupTestCase()
    {
        m_server.reset();
        m_provider.reset();
    }

    void somebodyNewSignsInThroughTheBrowser()
    {
        const auto device = newDevice();
        const auto found = ask<wire::IdentityProviderPage>(
            [&](auto done) { device->federatedSignIn().providers(u"ana@acme.example"_s, this, std::move(done)); });
        QCOMPARE(found->items.size(), 1);
        const auto outcome = signIn(*device, found->items[0].id, u"ana"_s);
        QVERIFY2(outcome && std::holds_alternative<UserId>(*outcome), outcome ? "link" : qPrintable(outcome.error().code));
        QVERIFY(m_page.contains("Ya puedes cerrar esta ventana"));
        const auto me = ask<wire::Profile>([&](auto done) { device->api().me(this, std::move(done)); });
        QCOMPARE(me->email, u"ana@acme.example"_s);
        QCOMPARE(me->id, std::get<UserId>(*outcome));
        // On another device it is the same account.
        const auto other = newDevice();
        const auto again = signIn(*other, u"acme"_s, u"ana"_s);
        QCOMPARE(std::get<UserId>(*again), me->id);
    }
    void whoHasAnAccountProvesItAndLinks()
    {
        const auto device = newDevice();
        const wire::SignUpRequest account{u"ben@acme.example"_s, u"tangerine moon"_s, u"Ben"_s, u"en"_s};
        m_server->advance(std::chrono::seconds(30));
        QVERIFY(ask<void>([&](auto done) { device->api().signUp(account, this, std::move(done)); }));
        const auto refused = signIn(*device, u"acme"_s, u"ben"_s);
        QVERIFY2(refused, refused ? "" : qPrintable(refused.error().code));
        const auto *link = std::get_if<wire::LinkRequired>(&*refused);
        QVERIFY(link);
        QCOMPARE(link->email, account.email);
        QCOMPARE(device->api().signInState(), SignInState::SignedOut);

        m_server->advance(std::chrono::seconds(30));
        const auto user =
            ask<UserId>([&](auto done) { device->api().signIn(account.email, account.password, u"Desk"_s, this, std::move(done)); });
        QVERIFY(user);
        const auto linked =
            ask<wire::LinkedIdentity>([&](auto done) { device->federatedSignIn().link(link->linkToken, this, std::move(done)); });
        QVERIFY2(linked, linked ? "" : qPrintable(linked.error().detail));
        const auto again = signIn(*newDevice(), u"acme"_s, u"ben"_s);
        QCOMPARE(std::get<UserId>(*again), *user);

        QVERIFY(ask<void>([&](auto done) { device->federatedSignIn().unlink(linked->id, this, std::move(done)); }));
        const auto left = ask<wire::LinkedIdentityPage>([&](auto done) { device->federatedSignIn().identities(this, std::move(done)); });
        QVERIFY(left && left->items.isEmpty());
    }

private:
    // The client keeps what it needs in a folder of its own.
    std::unique_ptr<Remote> newDevice()
    {
        m_secrets.push_back(createFileSecretStore(m_folder.filePath(QString::number(m_secrets.size()))));
        RemoteOptions options;
        options.baseUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(m_server->port()));
        auto made = createRemote(options, *m_secrets.back(), m_clock);
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        return std::move(*made);
    }
    template<typename T, typename Call>
    Result<T> ask(Call call)
    {
        std::vector<Result<T>> answers;
        call(Done<T>([&](const Result<T> &result) { answers.push_back(result); }));
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!answers.empty(), 120'000); }();
        if (answers.empty())
            answers.push_back(fail(ErrorKind::Internal, u"never_answered"_s, {}));
        return answers.front();
    }
    Result<FederatedOutcome> signIn(Remote &device, const QString &provider, const QString &login)
    {
        m_server->advance(std::chrono::seconds(30)); // the bucket of sign-ins fills slowly
        return ask<FederatedOutcome>([&](Done<FederatedOutcome> done) {
            const FederatedRequest request{provider, u"Desk"_s, u"es"_s};
            device.federatedSignIn().signIn(
                request,
                [this, login](const QUrl &url) {
                    Browser browser;
                    m_page = browser.visit(browser.signIn(url.toString(QUrl::FullyEncoded), login));
                },
                this, std::move(done));
        });
    }

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<RealProvider> m_provider;
    std::unique_ptr<RunningServer> m_server;
    std::vector<std::unique_ptr<SecretStore>> m_secrets;
    QByteArray m_page;
};

MELODY_TEST(FederationJourneyTest)
#include "federation_journey_test.moc"
