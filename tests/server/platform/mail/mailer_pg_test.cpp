// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <jobs/migrations.h>
#include <mail/migrations.h>
#include <mail/sending.h>
#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

const mail::Mail invoice{u"invoice:1"_s,
                         u"ana@example.org"_s,
                         u"Your invoice"_s,
                         u"Nine euros and ninety cents."_s,
                         {{u"invoice.pdf"_s, "application/pdf", "%PDF-1.7 secret numbers"}}};

// Fails as it is told, remembers what it took.
class ScriptedTransport final : public mail::Transport {
public:
    Result<void> deliver(const mail::Envelope &envelope) override
    {
        if (!failures.empty()) {
            const ErrorKind kind = failures.back();
            failures.pop_back();
            return fail(kind, u"scripted"_s, u"as the test wants"_s);
        }
        taken.push_back(envelope);
        return {};
    }
    std::vector<ErrorKind> failures;
    std::vector<mail::Envelope> taken;
};

} // namespace

class MailerPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_pg = std::make_unique<test::PgFixture>(test::Migrations{platform::migrations(), jobs::migrations(), mail::migrations()});
        m_pg->execute("SELECT platform.create_service('trial')");
        m_transport = ScriptedTransport();
        m_runner = jobs::createRunner(
            m_pg->database(), {mail::sendingHandler(m_pg->database(), m_transport, m_master, u"no-reply@melody.example"_s, m_clock)}, {},
            m_clock);
    }

    void aMailIsSentOnceAfterTheTransactionThatWantedIt()
    {
        QVERIFY(enqueue(invoice));
        QVERIFY(enqueue(invoice));
        QCOMPARE(m_runner->runDue(), Result<int>(1));
        QVERIFY(enqueue(invoice));
        QCOMPARE(m_runner->runDue(), Result<int>(0));
        QCOMPARE(m_transport.taken.size(), size_t(1));
        QCOMPARE(m_transport.taken[0].to, invoice.to);
        QVERIFY(m_transport.taken[0].message.contains("Subject: Your invoice\r\n"));
        QVERIFY(m_transport.taken[0].message.contains(QByteArray("%PDF-1.7 secret numbers").toBase64()));
    }
    void aTransactionThatFailsSendsNothing()
    {
        const auto undone = m_pg->database().run({"melody_trial"}, [&](db::Transaction &transaction) -> Result<void> {
            if (const auto enqueued = m_mailer->enqueue(transaction, invoice, m_clock.now()); !enqueued)
                return enqueued;
            return fail(ErrorKind::Conflict, u"changed_my_mind"_s, u"no"_s);
        });
        QVERIFY(!undone);
        QCOMPARE(m_runner->runDue(), Result<int>(0));
    }
    void nothingOfItCanBeReadInTheDatabase()
    {
        QVERIFY(enqueue(invoice));
        const std::string rows =
            m_pg->execute("SELECT string_agg(m::text, ' ') || (SELECT string_agg(j::text, ' ') FROM platform.job j) FROM platform.mail m");
        const std::string bytes = m_pg->execute("SELECT string_agg(encode(sealed, 'escape'), ' ') FROM platform.mail");
        for (const char *word : {"ana@", "example.org", "Nine euros", "Your invoice", "PDF"})
            QVERIFY2(rows.find(word) == std::string::npos && bytes.find(word) == std::string::npos, word);
        QCOMPARE(m_runner->runDue(), Result<int>(1));
        QCOMPARE(m_pg->execute("SELECT count(*) FROM platform.mail WHERE sealed IS NOT NULL"), std::string("0"));
    }
    void troubleIsTriedAgainAndTheIdStaysTheSame()
    {
        QVERIFY(enqueue(invoice));
        m_transport.failures = {ErrorKind::Unavailable, ErrorKind::Unavailable};
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(m_runner->runDue(), Result<int>(1));
            m_clock.advance(std::chrono::minutes(11));
        }
        QCOMPARE(m_transport.taken.size(), size_t(1));
    }
    void aRefusalIsFinalAndForgotten()
    {
        QVERIFY(enqueue(invoice));
        m_transport.failures = {ErrorKind::Invalid};
        QCOMPARE(m_runner->runDue(), Result<int>(1));
        QCOMPARE(m_pg->execute("SELECT count(*) FROM platform.job_dead"), std::string("1"));
        QCOMPARE(m_pg->execute("SELECT count(*) FROM platform.mail WHERE sealed IS NULL"), std::string("1"));
        QVERIFY(m_transport.taken.empty());
    }
    void aMailThatIsNoneIsRefusedAtOnce()
    {
        mail::Mail bad = invoice;
        bad.to = u"ana@example.org\r\nBcc: eve@example.org"_s;
        const auto refused = enqueue(bad);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"invalid_mail"_s);
    }
    void keysAreForgottenAfterThreeMonths()
    {
        QVERIFY(enqueue(invoice));
        QCOMPARE(m_runner->runDue(), Result<int>(1));
        m_clock.advance(std::chrono::hours(24 * 91));
        mail::Mail next = invoice;
        next.key = u"invoice:2"_s;
        QVERIFY(enqueue(next));
        QCOMPARE(m_runner->runDue(), Result<int>(1));
        QCOMPARE(m_pg->execute("SELECT string_agg(key, ',') FROM platform.mail"), std::string("invoice:2"));
    }
    void aServiceMayNotReadTheMailOfOthers()
    {
        QVERIFY(enqueue(invoice));
        static constexpr db::Query peek{"test.peek", "SELECT count(*) AS n FROM platform.mail"};
        const auto seen = m_pg->database().run(
            {"melody_trial"}, [&](db::Transaction &transaction) -> Result<qint64> { return transaction.exec(peek)[0].get<qint64>("n"); });
        QVERIFY(!seen);
    }

private:
    Result<void> enqueue(const mail::Mail &mail)
    {
        return m_pg->database().run({"melody_trial"},
                                    [&](db::Transaction &transaction) { return m_mailer->enqueue(transaction, mail, m_clock.now()); });
    }

    FakeClock m_clock;
    const crypto::ContentKey m_master = crypto::ContentKey::generate();
    std::unique_ptr<mail::Mailer> m_mailer = mail::createMailer(m_master);
    std::unique_ptr<test::PgFixture> m_pg;
    ScriptedTransport m_transport;
    std::unique_ptr<jobs::Runner> m_runner;
};

MELODY_TEST(MailerPgTest)
#include "mailer_pg_test.moc"
