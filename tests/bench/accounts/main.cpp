// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench accounts
//   token_warm   a token that was seen before, with as many revoked sign-ins beside it as a server remembers (bar: p95 20 us; no database)
//   token_cold   the first sight of a token: signature, claims. Reference: the Ed25519 verification alone
//   argon2       a password checked as it is stored. Reference: libsodium's check of the same hash alone
//   reads        GET /v1/me by 8 people who ask 20 times a second each at most, nobody else there
//   reads_storm  the same while 500 sign-ins a second come in (bar: p95 twice that of reads, p99 50 ms). Value: sign-ins done a second;
//                the others are told to come back (503), because only so many passwords are hashed at once. Reference: as many checks as
//                libsodium alone does in a second, on as many threads as may hash
// `--seconds N` lengthens the last two from 10.

#include "storm.h"
#include "token_gate.h"

#include <bench/report.h>
#include <passwords/hasher.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>

#include <cstdio>
#include <sodium.h>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int tokenCount = 10'000; // below what the gate remembers
constexpr int warmRounds = 20;
constexpr int revokedCount = 100'000;
constexpr int passwordChecks = 20;
constexpr int readers = 8;
constexpr int stormPerSecond = 500;

class OneKey final : public tokens::KeyRing {
public:
    std::shared_ptr<const tokens::KeySet> keys() const override { return m_keys; }
    void wantKeys() override {}
    Result<tokens::SigningKey> signingKey() override { return m_keys->front(); }
    Result<void> load() override { return {}; }
    void start() override {}
    void stop() override {}

private:
    std::shared_ptr<const tokens::KeySet> m_keys =
        std::make_shared<const tokens::KeySet>(tokens::KeySet{tokens::SigningKey::fromSeed(QByteArray(32, 's'), {}).value()});
};

// Of each call, in milliseconds.
template<typename Call>
std::vector<double> timed(qint64 count, Call call)
{
    std::vector<double> took;
    took.reserve(size_t(count));
    QElapsedTimer timer;
    timer.start();
    for (qint64 i = 0, before = timer.nsecsElapsed(); i < count; ++i) {
        call(i);
        const qint64 after = timer.nsecsElapsed();
        took.push_back(double(after - before) / 1e6);
        before = after;
    }
    return took;
}

bench::Case caseOf(const QString &name, const std::vector<double> &took)
{
    return {.name = name,
            .n = qint64(took.size()),
            .p50Ms = bench::percentile(took, 50),
            .p95Ms = bench::percentile(took, 95),
            .p99Ms = bench::percentile(took, 99)};
}

// With the middle of both in microseconds.
bench::Case compared(const QString &name, const std::vector<double> &took, const std::vector<double> &reference,
                     const QString &referenceName)
{
    bench::Case measured = caseOf(name, took);
    measured.value = 1e3 * bench::median(took);
    measured.unit = u"us"_s;
    measured.reference = 1e3 * bench::median(reference);
    measured.referenceName = referenceName;
    return measured;
}

std::vector<double> verifyAlone(const QByteArrayList &tokens, const tokens::SigningKey &key)
{
    QList<QByteArray> signatures;
    for (const QByteArray &token : tokens)
        signatures.append(QByteArray::fromBase64(token.sliced(token.lastIndexOf('.') + 1), QByteArray::Base64UrlEncoding));
    return timed(tokens.size(), [&](qint64 i) {
        if (crypto_sign_verify_detached(reinterpret_cast<const unsigned char *>(signatures[i].constData()),
                                        reinterpret_cast<const unsigned char *>(tokens[i].constData()), quint64(tokens[i].lastIndexOf('.')),
                                        reinterpret_cast<const unsigned char *>(key.publicKey.constData())) != 0)
            qFatal("a good signature was refused");
    });
}

void measureTokens(bench::Report &report)
{
    const SystemClock clock;
    OneKey keys;
    accounts::TokenGate gate(keys, clock, std::chrono::minutes(10));
    const tokens::SigningKey key = keys.signingKey().value();
    QByteArrayList tokens;
    for (int i = 0; i < tokenCount; ++i) {
        const TimePoint now = clock.now();
        tokens.append(accounts::signAccessToken(
            {{UserId::create(now), SignInId::create(now), http::Role::Listener, now}, now, now + std::chrono::minutes(10)}, key));
    }
    for (int i = 0; i < revokedCount; ++i)
        gate.revoke(SignInId::create(clock.now()), clock.now());
    const auto check = [&](qint64 i) {
        if (!gate.check(tokens[i % tokenCount]))
            qFatal("a good token was refused");
    };
    const auto cold = timed(tokenCount, check);
    const auto warm = timed(qint64(tokenCount) * warmRounds, check);
    const auto alone = verifyAlone(tokens, key);
    report.add(compared(u"token_warm"_s, warm, alone, u"Ed25519 verification alone (libsodium)"_s));
    report.add(compared(u"token_cold"_s, cold, alone, u"Ed25519 verification alone (libsodium)"_s));
}

// As many a second as libsodium alone does, on `threads` threads.
double measurePasswords(bench::Report &report, int threads)
{
    passwords::Hasher hasher({});
    const QString password = u"tangerine moon"_s;
    const auto hash = hasher.hash(password);
    if (!hash)
        qFatal("not hashed");
    const QByteArray stored = hash->toLatin1();
    const QByteArray typed = password.toUtf8();
    const auto alone = [&](qint64) {
        if (crypto_pwhash_str_verify(stored.constData(), typed.constData(), quint64(typed.size())) != 0)
            qFatal("the right password was refused");
    };
    const auto ours = timed(passwordChecks, [&](qint64) {
        if (const auto verdict = hasher.verify(password, *hash); !verdict || !verdict->matches)
            qFatal("the right password was refused");
    });
    report.add(compared(u"argon2"_s, ours, timed(passwordChecks, alone), u"crypto_pwhash_str_verify (libsodium)"_s));
    QElapsedTimer timer;
    timer.start();
    std::vector<std::jthread> hashers;
    for (int i = 0; i < threads; ++i)
        hashers.emplace_back([&] { (void)timed(passwordChecks, alone); });
    hashers.clear();
    return 1e9 * passwordChecks * threads / double(timer.nsecsElapsed());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    bench::Report report(u"accounts"_s);
    measureTokens(report);
    const double bareHashes = measurePasswords(report, passwords::Options().concurrent);
    const int wanted = bench::argument(app.arguments(), u"--seconds"_s).toInt();
    const std::chrono::seconds duration{wanted > 0 ? wanted : 10};
    bench::StormyServer server;
    (void)server.run(std::chrono::seconds(1), readers, 0);
    const bench::Case quiet = caseOf(u"reads"_s, server.run(duration, readers, 0).readMs);
    report.add(quiet);
    const auto outcome = server.run(duration, readers, stormPerSecond);
    bench::Case storm = caseOf(u"reads_storm"_s, outcome.readMs);
    storm.value = double(outcome.signedIn) / outcome.seconds;
    storm.unit = u"sign-ins/s"_s;
    storm.reference = bareHashes;
    storm.referenceName = u"crypto_pwhash_str_verify alone"_s;
    report.add(storm);
    fprintf(stderr,
            "storm: %lld asked, %lld signed in, %lld told to come back, %lld other answers; p95 of reads %.2f times that without it\n",
            outcome.asked, outcome.signedIn, outcome.busy, outcome.other, *storm.p95Ms / *quiet.p95Ms);
    return report.finish(app.arguments());
}
