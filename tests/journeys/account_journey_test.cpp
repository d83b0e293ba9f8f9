// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A listener from signing up to a plan and out of it again, by clicks and keys in the real window, against the real server, its worker
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
#include <QtCore/QProcess>
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

// What a stranger's reader finds in a PDF, its rows as lines; empty when it is none.
QString textOf(const QString &pdf)
{
    QProcess reader;
    reader.start(u"pdftotext"_s, {u"-layout"_s, pdf, u"-"_s});
    const bool read = reader.waitForFinished(patienceMs) && reader.exitStatus() == QProcess::NormalExit && reader.exitCode() == 0;
    return read ? QString::fromUtf8(reader.readAllStandardOutput()).simplified() : QString();
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
    void aCardIsAddedAndAPlanIsTakenWithIt()
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
        QVERIFY(press(u"countryButton"_s));
        QVERIFY(press(u"choice_DE"_s));
        QVERIFY(says(u"Prices for Germany"_s));
        QVERIFY(press(u"plan_individual"_s));
        QVERIFY(waitFor(u"previewNow"_s));
        look(u"preview"_s);
        QVERIFY(press(u"confirmPlanButton"_s));
        QVERIFY(waitOrProve(u"stateSentence"_s));
        QVERIFY(QTest::qWaitFor([&] { return says(u"You're trying it for free."_s); }, patienceMs));
        look(u"subscribed"_s);
        QCOMPARE(m_stack.ask(u"SELECT state FROM billing.subscription"_s), u"trialing"_s);
        QCOMPARE(m_stack.ask(u"SELECT count(*) FROM billing.invoice"_s), u"0"_s); // the first month is free
    }
    void afterTheTrialItIsChargedAndTheInvoiceIsSeenAndMailed()
    {
        m_stack.passBillingDays(31);
        QVERIFY(QTest::qWaitFor([&] { return m_stack.ask(u"SELECT state FROM billing.subscription"_s) == u"active"; }, patienceMs));
        QVERIFY(toSettings());
        QVERIFY(openSetting(u"subscription"_s));
        QVERIFY(QTest::qWaitFor([&] { return says(u"Your plan is active."_s); }, patienceMs));
        QVERIFY(seePaper(0));
        look(u"invoices"_s);
        const QString number = m_stack.ask(u"SELECT number FROM billing.invoice"_s);
        QVERIFY(number.startsWith(u"DE-"_s));
        QVERIFY(says(u"Invoice "_s + number));
        const QString text = textOf(m_paper);
        for (const QString &part : {u"Melody Invoice"_s, u"Number "_s + number, u"For Grace"_s, u"hopper@melody.test"_s,
                                    u"Total 10.99 EUR"_s, u"Tax included (19 %, DE) 1.75 EUR"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u" is not in: "_s + text));
        QVERIFY(mailBrings(number));
    }
    void aRefundBringsACreditNoteThatNamesItsInvoice()
    {
        const QString invoice = m_stack.ask(u"SELECT number FROM billing.invoice"_s);
        QString said;
        const int code =
            m_stack.melodyctl({u"refund"_s, u"--db-connection"_s,
                               QString::fromStdString(m_stack.postgres().connection(m_stack.databaseName().toStdString(), "melody_app")),
                               u"--secrets-folder"_s, m_stack.path(u"secrets"_s), u"--email"_s, u"hopper@melody.test"_s, u"--invoice"_s,
                               invoice, u"--amount-minor"_s, u"500"_s, u"--reason"_s, u"half a month without sound"_s},
                              &said);
        QVERIFY2(code == 0, qPrintable(said));
        const QString issued = u"SELECT number FROM billing.invoice WHERE kind = 'credit_note'"_s;
        QVERIFY(QTest::qWaitFor([&] { return !m_stack.ask(issued).isEmpty(); }, patienceMs));
        const QString number = m_stack.ask(issued);
        QVERIFY(seePaper(0)); // the newest
        look(u"credit_note"_s);
        QVERIFY(says(u"Credit note %1 for %2"_s.arg(number, invoice)));
        const QString text = textOf(m_paper);
        for (const QString &part : {u"Melody Credit note"_s, u"Number "_s + number, u"Corrects "_s + invoice, u"Total 5.00 EUR"_s,
                                    u"Tax included (19 %, DE) 0.80 EUR"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u" is not in: "_s + text));
        QVERIFY(mailBrings(number));
        QVERIFY(seePaper(1));
        QVERIFY(textOf(m_paper).contains(u"Total 10.99 EUR"_s)); // the invoice stays as it was
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
        QCOMPARE(m_stack.ask(u"SELECT count(*) FROM billing.invoice"_s), u"2"_s); // nothing is charged for leaving
    }
    // 3-D Secure: the app leads to the page of the bank, and the plan changes once its question is answered there.
    void theBankAsksInTheBrowserBeforeThePlanChanges()
    {
        QVERIFY(press(u"reactivateButton"_s));
        QVERIFY(waitFor(u"commandConfirm"_s));
        QVERIFY(press(u"commandConfirm"_s));
        QVERIFY(QTest::qWaitFor([&] { return says(u"Your plan is active."_s); }, patienceMs));
        m_cardNumber = u"4000 0027 6000 3184"_s;
        QVERIFY(toSettings());
        QVERIFY(openSetting(u"payment_methods"_s));
        QVERIFY(waitFor(u"addCardButton"_s));
        QVERIFY(press(u"addCardButton"_s));
        QVERIFY(waitOrProve(u"removeMethod_1"_s));

        QVERIFY(toSettings());
        QVERIFY(openSetting(u"plans"_s));
        QVERIFY(waitFor(u"plan_duo"_s));
        QVERIFY(press(u"plan_duo"_s));
        QVERIFY(waitFor(u"previewNow"_s));
        QVERIFY(press(u"confirmPlanButton"_s));
        QVERIFY(waitOrProve(u"openBankButton"_s));
        look(u"bank"_s);
        QCOMPARE(m_stack.ask(u"SELECT plan FROM billing.subscription"_s), u"individual"_s);
        QVERIFY(press(u"openBankButton"_s));
        QVERIFY(QTest::qWaitFor([&] { return m_stack.ask(u"SELECT plan FROM billing.subscription"_s) == u"duo"; }, patienceMs));
        QVERIFY(m_bankAsked);
        QVERIFY(toSettings());
        QVERIFY(openSetting(u"subscription"_s));
        QVERIFY(QTest::qWaitFor([&] { return says(u"Duo, monthly"_s); }, patienceMs));
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
    // Opens an invoice or credit note from the app's list; what the desktop got lies in m_paper.
    bool seePaper(int row)
    {
        m_paper.clear();
        return toSettings() && openSetting(u"invoices"_s) && press(u"invoice_%1"_s.arg(row)) &&
               QTest::qWaitFor([&] { return !m_paper.isEmpty(); }, patienceMs);
    }
    // The paper that was seen last, byte for byte, attached under its number to a mail to the payer.
    bool mailBrings(const QString &number)
    {
        QFile seen(m_paper);
        if (!seen.open(QIODevice::ReadOnly))
            return false;
        const QByteArray pdf = seen.readAll();
        const QByteArray head = "filename*=UTF-8''melody-" + number.toLatin1() + ".pdf\r\n\r\n";
        return QTest::qWaitFor(
            [&] {
                const auto mails = mailsTo(u"hopper@melody.test"_s);
                return std::any_of(mails.begin(), mails.end(), [&](const QByteArray &mail) {
                    const qsizetype from = mail.indexOf(head);
                    const qsizetype end = mail.indexOf("\r\n--", from);
                    return from > 0 && end > 0 && QByteArray::fromBase64(mail.mid(from + head.size(), end - from - head.size())) == pdf;
                });
            },
            patienceMs);
    }
    // What the desktop opens: a document, the card form, in which the payer types, or the question of the bank.
    bool open(const QUrl &url)
    {
        if (url.isLocalFile()) {
            const QString paper = m_stack.path(u"seen.pdf"_s);
            QFile::remove(paper);
            m_paper = QFile::copy(url.toLocalFile(), paper) ? paper : QString();
            return !m_paper.isEmpty();
        }
        if (url.path().startsWith(u"/challenge/"_s)) {
            QTimer::singleShot(0, this, [this, url] {
                const auto answered = answerChallenge(*m_sandbox->client(), url.toString(QUrl::FullyEncoded), true);
                QVERIFY(answered);
                QCOMPARE(answered->status, 200);
                m_bankAsked = true;
            });
            return true;
        }
        QTimer::singleShot(0, this, [this, url] {
            const auto typed = fillCardForm(*m_sandbox->client(), url.toString(QUrl::FullyEncoded), {.number = m_cardNumber});
            QVERIFY(typed);
            QCOMPARE(typed->status, 303);
            m_cardTyped = true;
            followTo(QUrl(QString::fromLatin1(typed->headers.value("location"))));
        });
        return true;
    }
    // Those that were sent so far, oldest first.
    [[nodiscard]] QByteArrayList mailsTo(const QString &address) const
    {
        QByteArrayList mails;
        const QDir folder(m_stack.path(u"mail"_s));
        for (const QString &name : folder.entryList({u"*.eml"_s}, QDir::Files, QDir::Time | QDir::Reversed)) {
            QFile file(folder.filePath(name));
            const QByteArray mail = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            if (mail.contains("To: <" + address.toLatin1() + '>'))
                mails.append(mail);
        }
        return mails;
    }
    // The last one; the worker takes a moment to send it.
    QString tokenOfMailTo(const QString &address)
    {
        QString token;
        (void)QTest::qWaitFor(
            [&] {
                for (const QByteArray &mail : mailsTo(address)) {
                    static const QRegularExpression line(u"^([A-Za-z0-9_-]{30,})\\s*$"_s, QRegularExpression::MultilineOption);
                    if (const auto found = line.match(QString::fromUtf8(mail)); found.hasMatch())
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
    QString m_paper; // the PDF that was opened last
    QString m_cardNumber = u"4242 4242 4242 4242"_s;
    bool m_cardTyped = false;
    bool m_bankAsked = false;
};

MELODY_TEST(AccountJourney)
#include "account_journey_test.moc"
