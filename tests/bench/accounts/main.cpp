// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench accounts
//   token_warm   a token that was seen before, in microseconds (bar 20)
//   token_cold   the first sight of a token: signature, claims. Reference: the Ed25519 verification alone
//   reads        GET /v1/me by 8 people who ask 20 times a second each at most, nobody else there
//   reads_storm  the same while 500 sign-ins a second come in (bar: p99 50 ms). Value: sign-ins done a second; the others are told to
//                come back (503), because only so many passwords are hashed at once
// `--seconds N` lengthens the last two from 10.

#include "storm.h"
#include "token_gate.h"

#include <bench/report.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>

#include <cstdio>
#include <sodium.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int tokenCount = 10'000; // below what the gate remembers
constexpr int warmRounds = 20;
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

double microsecondsEach(const QElapsedTimer &timer, qint64 count)
{
    return double(timer.nsecsElapsed()) / 1e3 / double(count);
}

double verifyAlone(const QByteArrayList &tokens, const tokens::SigningKey &key)
{
    QList<QByteArray> signatures;
    for (const QByteArray &token : tokens)
        signatures.append(QByteArray::fromBase64(token.sliced(token.lastIndexOf('.') + 1), QByteArray::Base64UrlEncoding));
    QElapsedTimer timer;
    timer.start();
    qint64 good = 0;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        good +=
            crypto_sign_verify_detached(reinterpret_cast<const unsigned char *>(signatures[i].constData()),
                                        reinterpret_cast<const unsigned char *>(tokens[i].constData()), quint64(tokens[i].lastIndexOf('.')),
                                        reinterpret_cast<const unsigned char *>(key.publicKey.constData())) == 0;
    }
    return good == tokens.size() ? microsecondsEach(timer, tokens.size()) : 0;
}

void measureTokens(bench::Report &report)
{
    const SystemClock clock;
    OneKey keys;
    const accounts::TokenGate gate(keys, clock, std::chrono::minutes(10));
    const tokens::SigningKey key = keys.signingKey().value();
    QByteArrayList tokens;
    for (int i = 0; i < tokenCount; ++i) {
        const TimePoint now = clock.now();
        tokens.append(accounts::signAccessToken(
            {{UserId::create(now), SignInId::create(now), http::Role::Listener, now}, now, now + std::chrono::minutes(10)}, key));
    }
    QElapsedTimer timer;
    qint64 good = 0;
    timer.start();
    for (const QByteArray &token : tokens)
        good += gate.check(token).has_value();
    const double cold = microsecondsEach(timer, tokenCount);
    timer.start();
    for (int round = 0; round < warmRounds; ++round) {
        for (const QByteArray &token : tokens)
            good += gate.check(token).has_value();
    }
    const double warm = microsecondsEach(timer, qint64(tokenCount) * warmRounds);
    if (good != qint64(tokenCount) * (warmRounds + 1))
        qFatal("a good token was refused");
    report.add({.name = u"token_warm"_s,
                .n = qint64(tokenCount) * warmRounds,
                .value = warm,
                .unit = u"us"_s,
                .reference = 20,
                .referenceName = u"bar"_s});
    report.add({.name = u"token_cold"_s,
                .n = tokenCount,
                .value = cold,
                .unit = u"us"_s,
                .reference = verifyAlone(tokens, key),
                .referenceName = u"Ed25519 verification alone (libsodium)"_s});
}

bench::Case reads(const QString &name, const bench::StormyServer::Outcome &outcome)
{
    return {.name = name,
            .n = qint64(outcome.readMs.size()),
            .p50Ms = bench::percentile(outcome.readMs, 50),
            .p95Ms = bench::percentile(outcome.readMs, 95),
            .p99Ms = bench::percentile(outcome.readMs, 99)};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    bench::Report report(u"accounts"_s);
    measureTokens(report);
    const int wanted = bench::argument(app.arguments(), u"--seconds"_s).toInt();
    const std::chrono::seconds duration{wanted > 0 ? wanted : 10};
    bench::StormyServer server;
    (void)server.run(std::chrono::seconds(1), readers, 0);
    report.add(reads(u"reads"_s, server.run(duration, readers, 0)));
    const auto outcome = server.run(duration, readers, stormPerSecond);
    bench::Case storm = reads(u"reads_storm"_s, outcome);
    storm.value = double(outcome.signedIn) / outcome.seconds;
    storm.unit = u"sign-ins/s"_s;
    storm.reference = double(outcome.asked) / outcome.seconds;
    storm.referenceName = u"asked for"_s;
    report.add(storm);
    fprintf(stderr, "storm: %lld asked, %lld signed in, %lld told to come back, %lld other answers\n", outcome.asked, outcome.signedIn,
            outcome.busy, outcome.other);
    return report.finish(app.arguments());
}
