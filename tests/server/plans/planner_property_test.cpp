// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any row of commands, payments and declines over two years: the money is that of the time, to the minor unit.

#include "sample_prices.h"

#include <plans/dunning.h>

#include <support/test_main.h>

#include <random>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 3'000;

// Books kept beside the planner, by the stretches that were paid.
class Life {
public:
    explicit Life(quint32 seed) : m_random(seed) {}

    void live()
    {
        const TimePoint end = m_now + std::chrono::days(730);
        while (m_now < end && m_problem.isEmpty()) {
            const TimePoint until = m_now + std::chrono::seconds(m_random() % (45u * 86'400u));
            passTime(until);
            m_now = until;
            command();
            if (m_random() % 3 == 0)
                command(); // two in the same second
            check();
        }
    }
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    Terms randomTerms()
    {
        using rules::Plan;
        constexpr Plan plans[] = {Plan::Individual, Plan::Duo, Plan::Family, Plan::Student};
        return {plans[m_random() % 4], m_random() % 2 == 0, m_random() % 4 == 0 ? Period::Yearly : Period::Monthly};
    }

    StudentProof randomProof()
    {
        StudentProof proof;
        if (m_random() % 2 == 0)
            proof.until = m_now + std::chrono::days(m_random() % 400);
        if (m_random() % 2 == 0)
            proof.announcedMinor = m_random() % 15'000;
        return proof;
    }

    Result<billing::Plan> randomCommand()
    {
        StartWish wanted = wish(rules::Plan::Individual);
        wanted.studentUntil = m_now + std::chrono::days(1 + m_random() % 365);
        wanted.terms = randomTerms();
        switch (m_random() % 8) {
        case 0:
        case 1:
            return planStart(m_subscription, wanted, m_book, m_now);
        case 2:
            return planUpgrade(m_subscription, wanted.terms, wanted, m_book, m_now);
        case 3:
            return planDowngrade(m_subscription, wanted.terms, wanted, m_book, m_now);
        case 4:
            return planCancel(m_subscription, m_now);
        case 5:
            return planPause(m_subscription, m_now);
        case 6:
            return planResume(m_subscription, wanted, m_book, m_now);
        default:
            return planReactivate(m_subscription, wanted, randomProof(), m_book, m_now);
        }
    }

    void command()
    {
        const auto plan = randomCommand();
        if (plan && (plan->dueMinor == 0 || m_random() % 4 != 0))
            take(*plan);
    }

    void passTime(TimePoint until)
    {
        for (auto due = nextDue(m_subscription); due && due->at <= until; due = nextDue(m_subscription)) {
            m_now = due->at;
            if (due->trigger != Trigger::Renewed) {
                take(planEnd(m_subscription, due->trigger, due->at).value());
                continue;
            }
            const StudentProof proof = randomProof();
            const auto renewal = planRenewal(m_subscription, proof, m_book);
            if (!renewal) {
                m_problem = renewal.error().code;
                return;
            }
            const bool dearer = m_subscription.nextTerms.value_or(m_subscription.terms).plan == rules::Plan::Student &&
                                renewal->after.terms.plan != rules::Plan::Student;
            if (dearer && renewal->totalMinor() > proof.announcedMinor.value_or(0))
                m_problem = u"a student pays more than was announced"_s;
            const bool paid = renewal->dueMinor == 0 || m_random() % 3 != 0;
            take(paid ? *renewal : planRenewalFailed(m_subscription, due->at));
        }
    }

    void take(const billing::Plan &plan)
    {
        const Subscription &after = plan.after;
        m_charged += plan.dueMinor;
        const bool paidAnew = after.paidFrom != m_subscription.paidFrom || after.paidMinor != m_subscription.paidMinor;
        if (paidAnew || plan.totalMinor() != 0) { // the stretch before is over: its used part is consumed for good
            const bool credited = plan.trigger == Trigger::Upgrade || plan.trigger == Trigger::Pause;
            const TimePoint over = credited ? plan.effective : m_subscription.periodEnd;
            consume(m_subscription, over);
            if (after.paidMinor > 0) {
                if (after.paidFrom < m_paidUntil)
                    m_problem = u"a stretch is paid twice"_s;
                m_paidUntil = after.periodEnd;
            }
        }
        if (after.balanceMinor < 0 || plan.dueMinor < 0)
            m_problem = u"negative money"_s;
        m_subscription = after;
        ++m_subscription.version;
    }

    void consume(const Subscription &stretch, TimePoint until)
    {
        const qint64 used = split(stretch.paidMinor, stretch.paidFrom, until, stretch.periodEnd).used;
        m_used += used;
        if (stretch.paidMinor > 0) {
            // What the time is worth by the price of its whole period, without any rounding.
            const auto whole = (stretch.periodEnd - stretch.periodStart).count();
            const auto heard = (std::min(until, stretch.periodEnd) - stretch.paidFrom).count();
            m_exact += static_cast<long double>(stretch.periodPriceMinor) * heard / whole;
            ++m_stretches;
            m_paidUntil = std::min(m_paidUntil, until);
        }
    }

    void check()
    {
        const qint64 kept = m_subscription.paidMinor + m_subscription.balanceMinor;
        if (m_charged != m_used + kept)
            m_problem = u"charged %1, used %2, kept %3"_s.arg(m_charged).arg(m_used).arg(kept);
        // Two lines, each rounded when it is paid and when it is split.
        if (std::abs(m_exact - static_cast<long double>(m_used)) > 1.5L * m_stretches + 0.01L)
            m_problem = u"used %1, worth %2"_s.arg(m_used).arg(double(m_exact));
        const bool served = entitlementsAt(m_subscription, m_now).plan != rules::Plan::Free;
        const bool trial = m_subscription.periodIndex < 0 && m_now < m_subscription.periodEnd + graceTime;
        if (served && !trial && m_now >= std::max(m_paidUntil, m_subscription.periodStart) + graceTime)
            m_problem = u"served without pay"_s;
    }

    std::mt19937 m_random;
    const PriceBook m_book = sampleBook();
    TimePoint m_now = moment("2026-01-31T12:00:00Z");
    Subscription m_subscription;
    qint64 m_charged = 0;
    qint64 m_used = 0;
    long double m_exact = 0;
    int m_stretches = 0;
    TimePoint m_paidUntil{};
    QString m_problem;
};

} // namespace

class PlannerPropertyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chargesLessCreditsAreTheValueOfTheTimeUsed()
    {
        const quint32 first = 20261123;
        qInfo("seeds %u to %u", first, first + runs - 1);
        for (quint32 seed = first; seed < first + runs; ++seed) {
            Life life(seed);
            life.live();
            QVERIFY2(life.problem().isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(life.problem())));
        }
    }
};

MELODY_TEST(PlannerPropertyTest)
#include "planner_property_test.moc"
