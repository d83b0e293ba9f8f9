// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A listener from signing up to the first invoice and out again, by clicks and keys in the real window, against the real server, its worker
// and a payment provider. Only music is made up: nothing plays here. JOURNEY_SCREENSHOTS=FOLDER keeps a picture of every step.

#include <crypto/totp.h>
#include <fixtures/fixture_player.h>
#include <hand.h>
#include <journey/stack.h>
#include <main/gui.h>
#include <remote/remote.h>
#include <support/payer.h>
#include <support/sandbox_process.h>
#include <support/test_main.h>
#include <viewmodels/listening_view_model.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>

#include <QtCore/QDir>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpSocket>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

const QString password = u"tangerine moon over water"_s;
constexpr int patienceMs = 60'000; // the machine of a test may be slow

QByteArray fromBase32(const QString &text)
{
    QByteArray bytes;
    quint32 bits = 0;
    int held = 0;
    for (const QChar letter : text) {
        if (letter == u' ')
            continue;
        bits = bits << 5 | quint32(letter >= u'A' ? letter.unicode() - u'A' : letter.unicode() - u'2' + 26);
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes.append(char(bits >> held & 0xff));
        }
    }
    return bytes;
}

// The browser, sent back by the provider's form.
void followTo(const QUrl &address)
{
    QTcpSocket browser;
    browser.connectToHost(address.host(), quint16(address.port()));
    QVERIFY(QTest::qWaitFor([&] { return browser.state() == QAbstractSocket::ConnectedState; }, patienceMs));
    browser.write("GET " + address.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) +
                  " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(address.port()) + "\r\n\r\n");
    QVERIFY(QTest::qWaitFor([&] { return browser.state() == QAbstractSocket::UnconnectedState; }, patienceMs));
    QVERIFY(browser.readAll().startsWith("HTTP/1.1 200"));
}

} // namespace

class AccountJourney : public QObject, private Hand {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxProcess>(m_stack.baseUrl().toString() + u"/v1/payments/webhooks/sandbox"_s, m_stack.caFile());
        m_stack.killServer();
        m_stack.killWorker();
        m_stack.addSettings({u"--payments-provider"_s, u"sandbox"_s, u"--payments-url"_s, m_sandbox->url(), u"--payments-ca-file"_s,
                             m_sandbox->caFile(), u"--payments-api-key-file"_s, m_sandbox->apiKeyFile(),
                             u"--payments-webhook-secret-file"_s, m_sandbox->webhookSecretFile(), u"--mail-folder"_s,
                             m_stack.path(u"mail"_s)});
        m_stack.startServer();
        m_stack.startWorker();
        m_secrets = remote::createFileSecretStore(m_stack.path(u"device"_s));
        remote::RemoteOptions options;
        options.baseUrl = m_stack.baseUrl();
        options.caFile = m_stack.caFile();
        auto made = remote::createRemote(options, *m_secrets, m_clock);
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        m_remote = std::move(*made);
        m_player = fixtures::createFixturePlayer([this](const player::PlayerState &state) { m_watch.publish(state); });
        m_gui =
            std::make_unique<app::Gui>(app::GuiParts{m_remote->api(), m_remote->federatedSignIn(), *m_player, m_watch, m_ticks, m_clock,
                                                     QString(), options.baseUrl.toString(), [this](const QUrl &url) { return open(url); }});
        m_gui->settings().setReducedMotion(true);
        m_gui->settings().setLanguage(u"en"_s);
        show(desktop);
    }
    void cleanupTestCase()
    {
        m_gui.reset();
        m_player.reset();
        m_remote.reset();
    }

    void anAccountIsMade()
    {
        QVERIFY(press(u"toSignUp"_s));
        QVERIFY(fill(u"nameField"_s, u"Grace"_s));
        QVERIFY(fill(u"emailField"_s, u"grace@melody.test"_s));
        QVERIFY(fill(u"passwordField"_s, password));
        QVERIFY(press(u"signUpButton"_s));
        QVERIFY(QTest::qWaitFor([&] { return m_gui->session().displayName() == u"Grace"_s; }, patienceMs));
        QVERIFY(toSettings());
        QVERIFY(openSetting(u"profile"_s));
        QVERIFY(fill(u"confirmationField"_s, tokenOfMailTo(u"grace@melody.test"_s)));
        QVERIFY(press(u"confirmEmail"_s));
        QVERIFY(QTest::qWaitFor([&] { return m_gui->session().emailConfirmed(); }, patienceMs));
        look(u"confirmed"_s);
    }
    void theSecondFactorIsSetUpAndAskedFor()
    {
        QVERIFY(toSettings());
        QVERIFY(openSetting(u"security"_s));
        QVERIFY(press(u"mfaButton"_s));
        QVERIFY(waitOrProve(u"mfaSecret"_s));
        look(u"enrolment"_s);
        m_secret = fromBase32(find(u"mfaSecret"_s)->property("text").toString());
        QCOMPARE(m_secret.size(), crypto::totpSecretBytes);
        const qint64 step = crypto::totpStepAt(m_clock.now());
        QVERIFY(fill(u"mfaCodeField"_s, crypto::totpCode(m_secret, step)));
        QVERIFY(press(u"mfaConfirm"_s));
        QVERIFY(waitFor(u"codesKept"_s));
        look(u"recovery_codes"_s);
        QVERIFY(press(u"codesKept"_s));
        QVERIFY(QTest::qWaitFor([&] { return m_gui->session().secondFactor(); }, patienceMs));

        QVERIFY(toSettings());
        QVERIFY(press(u"signOutButton"_s));
        QVERIFY(press(u"dialogConfirm"_s));
        QVERIFY(waitFor(u"signInButton"_s));
        QVERIFY(fill(u"emailField"_s, u"grace@melody.test"_s));
        QVERIFY(fill(u"passwordField"_s, password));
        QVERIFY(press(u"signInButton"_s));
        QVERIFY(waitFor(u"codeField"_s));
        look(u"code_wanted"_s);
        QVERIFY(fill(u"codeField"_s, crypto::totpCode(m_secret, step + 1))); // no code works twice; the next one holds already
        QVERIFY(press(u"codeButton"_s));
        QVERIFY(QTest::qWaitFor([&] { return m_gui->session().signedIn(); }, patienceMs));
    }
    void theAddressIsChangedByTheMailOfTheNewOne()
    {
        QVERIFY(toSettings());
        QVERIFY(openSetting(u"profile"_s));
        QVERIFY(press(u"changeEmail"_s));
        QVERIFY(fill(u"newEmailField"_s, u"hopper@melody.test"_s));
        QVERIFY(press(u"sendNewEmail"_s));
        QVERIFY(waitOrProve(u"confirmationField"_s));
        QVERIFY(fill(u"confirmationField"_s, tokenOfMailTo(u"hopper@melody.test"_s)));
        QVERIFY(press(u"confirmEmail"_s));
        QVERIFY(QTest::qWaitFor([&] { return m_gui->session().email() == u"hopper@melody.test"_s; }, patienceMs));
    }
    void aCardIsAddedAndAPlanIsPaidWithIt()
    {
        QVERIFY(toSettings());
        QVERIFY(openSetting(u"payment_methods"_s));
        QVERIFY(waitFor(u"addCardButton"_s));
        QVERIFY(press(u"addCardButton"_s));
        QVERIFY(waitOrProve(u"removeMethod_0"_s));
        QVERIFY(m_cardTyped);
        look(u"card"_s);

        QVERIFY(toSettings());
        QVERIFY(openSetting(u"plans"_s));
        QVERIFY(waitFor(u"plan_individual"_s));
        QVERIFY(press(u"plan_individual"_s));
        QVERIFY(waitFor(u"previewNow"_s));
        look(u"preview"_s);
        QVERIFY(press(u"confirmPlanButton"_s));
        QVERIFY(waitOrProve(u"stateSentence"_s));
        QVERIFY(QTest::qWaitFor([&] { return says(u"Your plan is active."_s); }, patienceMs));
        look(u"subscribed"_s);

        QVERIFY(toSettings());
        QVERIFY(openSetting(u"invoices"_s));
        QVERIFY(waitFor(u"invoice_0"_s));
        look(u"invoice"_s);
        QVERIFY(press(u"invoice_0"_s));
        QVERIFY(QTest::qWaitFor([&] { return m_paper.isLocalFile(); }, patienceMs));
        QFile paper(m_paper.toLocalFile());
        QVERIFY(paper.open(QIODevice::ReadOnly));
        QVERIFY(paper.readAll().startsWith("%PDF-"));
        QCOMPARE(m_stack.ask(u"SELECT count(*) FROM billing.invoice"_s), u"1"_s);
    }
    void canceledItRunsToTheEndOfWhatWasPaid()
    {
        QVERIFY(toSettings());
        QVERIFY(openSetting(u"subscription"_s));
        QVERIFY(waitFor(u"cancelButton"_s));
        QVERIFY(press(u"cancelButton"_s));
        QVERIFY(waitFor(u"commandConfirm"_s));
        look(u"cancel"_s);
        QVERIFY(press(u"commandConfirm"_s));
        QVERIFY(waitOrProve(u"reactivateButton"_s));
        QVERIFY(QTest::qWaitFor([&] { return says(u"Your plan is canceled."_s); }, patienceMs));
        look(u"canceled"_s);
        QCOMPARE(m_stack.ask(u"SELECT state FROM billing.subscription"_s), u"canceled"_s);
        QCOMPARE(m_stack.ask(u"SELECT count(*) FROM billing.invoice"_s), u"1"_s); // nothing is charged for leaving
    }

private:
    void look(const QString &step)
    {
        const QString folder = qEnvironmentVariable("JOURNEY_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        QTest::qWait(300); // what moves has come to rest
        QVERIFY(window().grabWindow().save(folder + u'/' + step + u".png"_s));
    }
    [[nodiscard]] QQuickWindow &window() const override { return *m_gui->window(); }
    bool toSettings() { return press(u"nav_home"_s) && press(u"nav_settings"_s) && waitFor(u"signOutButton"_s); }
    bool waitFor(const QString &name)
    {
        return QTest::qWaitFor([&] { return isThere(name); }, patienceMs);
    }
    [[nodiscard]] bool isThere(const QString &name) const
    {
        const auto items = everything();
        return std::any_of(items.begin(), items.end(), [&](const QQuickItem *item) { return item->objectName() == name; });
    }
    // Should the server want a proof on the way, it gets one.
    bool waitOrProve(const QString &name)
    {
        const auto either = [&] { return isThere(name) || isThere(u"proofField"_s); };
        if (!QTest::qWaitFor(either, patienceMs))
            return false;
        if (!isThere(u"proofField"_s))
            return true;
        const bool byCode = m_gui->session().secondFactor();
        return fill(u"proofField"_s, byCode ? crypto::totpCode(m_secret, crypto::totpStepAt(m_clock.now())) : password) &&
               press(u"proofConfirm"_s) && waitFor(name);
    }
    // What the desktop opens: the card form, in which the payer types, or a document.
    bool open(const QUrl &url)
    {
        if (url.isLocalFile()) {
            m_paper = url;
            return true;
        }
        QTimer::singleShot(0, this, [this, url] {
            const auto typed = fillCardForm(*m_sandbox->client(), url.toString(QUrl::FullyEncoded), {.number = u"4242 4242 4242 4242"_s});
            QVERIFY(typed);
            QCOMPARE(typed->status, 303);
            m_cardTyped = true;
            followTo(QUrl(QString::fromLatin1(typed->headers.value("location"))));
        });
        return true;
    }
    // The last one; the worker takes a moment to send it.
    QString tokenOfMailTo(const QString &address)
    {
        QString token;
        (void)QTest::qWaitFor(
            [&] {
                QDir folder(m_stack.path(u"mail"_s));
                for (const QString &name : folder.entryList({u"*.eml"_s}, QDir::Files, QDir::Time | QDir::Reversed)) {
                    QFile file(folder.filePath(name));
                    if (!file.open(QIODevice::ReadOnly))
                        continue;
                    const QString mail = QString::fromUtf8(file.readAll());
                    static const QRegularExpression line(u"^([A-Za-z0-9_-]{30,})\\s*$"_s, QRegularExpression::MultilineOption);
                    const auto found = line.match(mail);
                    if (mail.contains(u"To: "_s) && mail.contains(address) && found.hasMatch())
                        token = found.captured(1);
                }
                return !token.isEmpty();
            },
            patienceMs);
        return token;
    }

    Stack m_stack;
    std::unique_ptr<SandboxProcess> m_sandbox;
    SystemClock m_clock;
    app::PlayerWatch m_watch;
    app::TickWatch m_ticks;
    std::unique_ptr<remote::SecretStore> m_secrets;
    std::unique_ptr<remote::Remote> m_remote;
    std::unique_ptr<fixtures::FixturePlayer> m_player;
    std::unique_ptr<app::Gui> m_gui;
    QByteArray m_secret;
    QUrl m_paper;
    bool m_cardTyped = false;
};

MELODY_TEST(AccountJourney)
#include "account_journey_test.moc"
