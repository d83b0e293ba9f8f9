// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <retry_plan.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::remote;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

const Error down{ErrorKind::Unavailable, u"server_down"_s, {}};

} // namespace

class RetryPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theWaitDoublesUpToItsLimit()
    {
        const RetryLimits limits{milliseconds(100), milliseconds(1'000), 100};
        QCOMPARE(retryDelay(down, 1, limits, 1.0), milliseconds(100));
        QCOMPARE(retryDelay(down, 3, limits, 1.0), milliseconds(400));
        QCOMPARE(retryDelay(down, 90, limits, 1.0), milliseconds(1'000));
    }
    void onlyPassingTroubleIsTriedAgain()
    {
        const RetryLimits limits;
        QVERIFY(retryDelay(down, 1, limits, 0));
        QVERIFY(!retryDelay(down, limits.maxTries, limits, 0));
        for (const ErrorKind kind : {ErrorKind::Malformed, ErrorKind::Unauthenticated, ErrorKind::Forbidden, ErrorKind::NotFound,
                                     ErrorKind::Invalid, ErrorKind::Conflict, ErrorKind::Internal})
            QVERIFY(!retryDelay({kind, u"x"_s, {}}, 1, limits, 0));
    }
    void theServersWishIsObeyedUnlessItIsTooLong()
    {
        const RetryLimits limits{milliseconds(100), milliseconds(5'000), 5};
        Error busy = down;
        busy.retryAfterMs = 3'000;
        QCOMPARE(retryDelay(busy, 1, limits, 0.5), milliseconds(3'000));
        busy.retryAfterMs = 60'000;
        QVERIFY(!retryDelay(busy, 1, limits, 0.5));
    }
    void jitterStaysInTheUpperHalf()
    {
        QRandomGenerator random(9);
        const RetryLimits limits{milliseconds(200), milliseconds(5'000), 50};
        for (int i = 0; i < 5'000; ++i) {
            const int tries = 1 + int(random.bounded(40));
            const auto delay = retryDelay(down, tries, limits, random.generateDouble());
            const auto full = retryDelay(down, tries, limits, 1.0);
            QVERIFY(delay && *delay <= *full && *delay >= *full / 2);
        }
    }
};

MELODY_TEST(RetryPlanTest)
#include "retry_plan_test.moc"
