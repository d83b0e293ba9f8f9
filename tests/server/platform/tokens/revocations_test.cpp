// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <tokens/revocations.h>

using namespace melody;
using std::chrono::minutes;
using std::chrono::seconds;

class RevocationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFullListOfRevocationsCostsARenewalAndLetsNobodyIn()
    {
        FakeClock clock;
        tokens::Revocations revocations(minutes(10), 2);
        const TimePoint issued = clock.now();
        const auto first = SignInId::create(issued);
        const auto bystander = SignInId::create(issued);
        clock.advance(seconds(10));
        revocations.add(first, clock.now());
        QVERIFY(!revocations.refuses(bystander, issued));
        for (int i = 0; i < 2; ++i) {
            clock.advance(seconds(10));
            revocations.add(SignInId::create(clock.now()), clock.now());
        }
        QVERIFY(revocations.refuses(first, issued));
        QVERIFY(revocations.refuses(bystander, issued)); // must renew: that answer is newer
        QVERIFY(!revocations.refuses(bystander, clock.now()));
    }
    void revocationsAreForgottenWithTheLastThingSignedThatTheyCouldMeet()
    {
        FakeClock clock;
        tokens::Revocations revocations(minutes(10), 1);
        revocations.add(SignInId::create(clock.now()), clock.now());
        clock.advance(minutes(11));
        const TimePoint issued = clock.now() - minutes(1);
        revocations.add(SignInId::create(clock.now()), clock.now());
        QVERIFY(!revocations.refuses(SignInId::create(issued), issued));
    }
};

MELODY_TEST(RevocationsTest)
#include "revocations_test.moc"
