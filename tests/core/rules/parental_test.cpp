// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Parental rules over random controls, instants and time zones. A failure prints its seed.

#include <rules/parental.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>
#include <QtCore/QTimeZone>

using namespace melody;
using namespace melody::rules;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

const QString madrid = u"Europe/Madrid"_s;
const QStringList zones{
    madrid, u"UTC"_s, u"America/New_York"_s, u"Asia/Kolkata"_s, u"Australia/Lord_Howe"_s, u"America/Sao_Paulo"_s, u"Pacific/Apia"_s};
const ContentFacts clean{u"track"_s, false};

TimePoint at(const QString &text)
{
    return parseTime(text).value();
}

struct Dice {
    quint32 seed;
    QRandomGenerator random{seed};
    bool coin() { return random.bounded(2) == 1; }
    // Often near a change of the clock.
    TimePoint time(const QString &zone)
    {
        const TimePoint any(milliseconds(1'500'000'000'000 + qint64(random.generate64() % 400'000'000'000)));
        const auto change =
            QTimeZone(zone.toUtf8()).nextTransition(QDateTime::fromMSecsSinceEpoch(any.time_since_epoch().count(), Qt::UTC));
        if (coin() || !change.atUtc.isValid())
            return any;
        return TimePoint(milliseconds(change.atUtc.toMSecsSinceEpoch())) + milliseconds(random.bounded(-36'000'000, 36'000'000));
    }
    ParentalControls controls()
    {
        ParentalControls controls{coin(), {}, {}, {}};
        if (coin())
            controls.dailyMinutes = random.bounded(minutesOfADay + 1);
        if (coin())
            controls.quietHours = QuietHours{random.bounded(minutesOfADay), random.bounded(minutesOfADay)};
        if (coin())
            controls.allowedKinds = coin() ? QStringList{u"track"_s} : QStringList{u"track"_s, u"episode"_s};
        return controls;
    }
    // Never allows more than `controls`.
    ParentalControls stricter(const ParentalControls &controls)
    {
        ParentalControls less = controls;
        less.explicitAllowed = controls.explicitAllowed && coin();
        if (coin())
            less.dailyMinutes = random.bounded(controls.dailyMinutes.value_or(minutesOfADay) + 1);
        if (!controls.quietHours && coin())
            less.quietHours = QuietHours{random.bounded(minutesOfADay), random.bounded(minutesOfADay)};
        else if (controls.quietHours && controls.quietHours->fromMinute < controls.quietHours->untilMinute && coin())
            less.quietHours = QuietHours{random.bounded(controls.quietHours->fromMinute + 1), controls.quietHours->untilMinute};
        if (coin())
            less.allowedKinds = controls.allowedKinds ? controls.allowedKinds->mid(0, 1) : QStringList{u"episode"_s};
        return less;
    }
    ContentFacts content() { return {oneOf({u"track"_s, u"episode"_s, QString()}), coin()}; }
    QString oneOf(const QStringList &list) { return list[random.bounded(int(list.size()))]; }
    milliseconds heard() { return minutes(random.bounded(minutesOfADay + 1)) + milliseconds(random.bounded(-1, 2)); }
};

} // namespace

class ParentalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutControlsEverythingIsAllowed()
    {
        const auto verdict = mayPlay({}, madrid, 24h, at(u"2026-11-23T03:00:00.000Z"_s), {u"episode"_s, true});
        QCOMPARE(verdict, ParentalVerdict());
    }
    void explicitContentAndOtherKindsAreNotEvenSeen()
    {
        ParentalControls controls;
        controls.explicitAllowed = false;
        controls.allowedKinds = QStringList{u"track"_s};
        QVERIFY(mayBeSeen(controls, clean));
        QVERIFY(!mayBeSeen(controls, {u"track"_s, true}));
        QVERIFY(!mayBeSeen(controls, {u"episode"_s, false}));
        QVERIFY(mayBeSeen(controls, {QString(), false})); // an artist is no kind that is played
        const TimePoint now = at(u"2026-11-23T12:00:00.000Z"_s);
        QCOMPARE(mayPlay(controls, madrid, 0ms, now, {u"track"_s, true}), (ParentalVerdict{ParentalReason::ExplicitContent, {}, {}}));
        QCOMPARE(mayPlay(controls, madrid, 0ms, now, {u"episode"_s, false}), (ParentalVerdict{ParentalReason::Kind, {}, {}}));
        controls.allowedKinds = QStringList();
        QVERIFY(!mayBeSeen(controls, clean));
    }
    void quietHoursBeginAndEndOnTheMinute()
    {
        ParentalControls controls;
        controls.quietHours = QuietHours{20 * 60 + 30, 7 * 60};
        const auto reason = [&](const QString &time) { return mayPlay(controls, madrid, 0ms, at(time), clean).reason; };
        QCOMPARE(reason(u"2026-11-23T19:29:59.999Z"_s), ParentalReason::None); // Madrid is an hour ahead
        QCOMPARE(reason(u"2026-11-23T19:30:00.000Z"_s), ParentalReason::QuietHours);
        QCOMPARE(reason(u"2026-11-23T23:30:00.000Z"_s), ParentalReason::QuietHours);
        QCOMPARE(reason(u"2026-11-24T05:59:59.999Z"_s), ParentalReason::QuietHours);
        QCOMPARE(reason(u"2026-11-24T06:00:00.000Z"_s), ParentalReason::None);
        const auto night = mayPlay(controls, madrid, 0ms, at(u"2026-11-23T21:00:00.000Z"_s), clean);
        QCOMPARE(night.until, at(u"2026-11-24T06:00:00.000Z"_s));
        const auto noon = mayPlay(controls, madrid, 0ms, at(u"2026-11-23T12:00:00.000Z"_s), clean);
        QCOMPARE(noon.until, at(u"2026-11-23T19:30:00.000Z"_s));
        controls.quietHours = QuietHours{13 * 60, 14 * 60};
        QCOMPARE(reason(u"2026-11-23T11:59:00.000Z"_s), ParentalReason::None);
        QCOMPARE(reason(u"2026-11-23T12:59:59.999Z"_s), ParentalReason::QuietHours);
        QCOMPARE(reason(u"2026-11-23T13:00:00.000Z"_s), ParentalReason::None);
        controls.quietHours = QuietHours{60, 60};
        QCOMPARE(mayPlay(controls, madrid, 0ms, at(u"2026-11-23T12:00:00.000Z"_s), clean),
                 (ParentalVerdict{ParentalReason::QuietHours, {}, {}}));
    }
    void quietHoursFollowTheWallWhenTheClocksChange()
    {
        ParentalControls controls;
        controls.quietHours = QuietHours{22 * 60, 2 * 60 + 30};
        // Spring: at 01:00 UTC the clock jumps from 02:00 to 03:00, over half past two.
        const auto spring = mayPlay(controls, madrid, 0ms, at(u"2026-03-29T00:30:00.000Z"_s), clean);
        QCOMPARE(spring.reason, ParentalReason::QuietHours);
        QCOMPARE(spring.until, at(u"2026-03-29T01:00:00.000Z"_s));
        // Autumn: at 01:00 UTC it falls from 03:00 to 02:00, and half past two comes twice.
        const auto autumn = mayPlay(controls, madrid, 0ms, at(u"2026-10-25T00:00:00.000Z"_s), clean);
        QCOMPARE(autumn.until, at(u"2026-10-25T00:30:00.000Z"_s));
        QCOMPARE(mayPlay(controls, madrid, 0ms, at(u"2026-10-25T00:45:00.000Z"_s), clean).until, at(u"2026-10-25T01:00:00.000Z"_s));
        QCOMPARE(mayPlay(controls, madrid, 0ms, at(u"2026-10-25T01:15:00.000Z"_s), clean).until, at(u"2026-10-25T01:30:00.000Z"_s));
    }
    void theDaysMinutesEndAtTheFamilysMidnight()
    {
        ParentalControls controls;
        controls.dailyMinutes = 60;
        const TimePoint now = at(u"2026-11-23T12:00:00.000Z"_s);
        QCOMPARE(mayPlay(controls, madrid, 1h - 1ms, now, clean).left, 1ms);
        const auto over = mayPlay(controls, madrid, 1h, now, clean);
        QCOMPARE(over.reason, ParentalReason::DailyLimit);
        QCOMPARE(over.until, at(u"2026-11-23T23:00:00.000Z"_s));
        controls.dailyMinutes = 0;
        QCOMPARE(mayPlay(controls, madrid, 0ms, now, clean), (ParentalVerdict{ParentalReason::DailyLimit, {}, {}}));
    }
    void whatWasHeardIsSplitAtMidnight()
    {
        const TimePoint midnight = at(u"2026-11-23T23:00:00.000Z"_s);
        const QDate monday(2026, 11, 23);
        QCOMPARE(heardByDay(midnight - 2min, midnight + 3min, madrid),
                 (std::vector<HeardInDay>{{monday, 2min}, {monday.addDays(1), 3min}}));
        QCOMPARE(heardByDay(midnight, midnight, madrid), std::vector<HeardInDay>());
        QCOMPARE(heardByDay(midnight - 1ms, midnight, madrid), (std::vector<HeardInDay>{{monday, 1ms}}));
        // The day on which the clock falls back has 25 hours.
        const TimePoint autumn = at(u"2026-10-24T22:00:00.000Z"_s);
        QCOMPARE(heardByDay(autumn, autumn + 26h, madrid),
                 (std::vector<HeardInDay>{{QDate(2026, 10, 25), 25h}, {QDate(2026, 10, 26), 1h}}));
    }
    void stricterControlsNeverAllowMore()
    {
        for (quint32 seed = 0; seed < 3000; ++seed) {
            Dice dice{seed};
            const QString zone = dice.oneOf(zones);
            const auto controls = dice.controls();
            const auto less = dice.stricter(controls);
            const auto content = dice.content();
            const TimePoint now = dice.time(zone);
            const milliseconds heard = dice.heard();
            const auto wide = mayPlay(controls, zone, heard, now, content);
            const auto narrow = mayPlay(less, zone, heard, now, content);
            QVERIFY2(wide.allowed() || !narrow.allowed(), QByteArray::number(seed).constData());
            QVERIFY2(mayBeSeen(controls, content) || !mayBeSeen(less, content), QByteArray::number(seed).constData());
            QVERIFY2(!narrow.allowed() || mayBeSeen(less, content), QByteArray::number(seed).constData());
        }
    }
    void anEndIsTheFirstMomentAfterIt()
    {
        int ends = 0;
        for (quint32 seed = 0; seed < 3000; ++seed) {
            Dice dice{seed};
            const QString zone = dice.oneOf(zones);
            const auto controls = dice.controls();
            const TimePoint now = dice.time(zone);
            const milliseconds heard = dice.heard();
            const auto verdict = mayPlay(controls, zone, heard, now, clean);
            if (!verdict.until)
                continue;
            ++ends;
            const auto name = QByteArray::number(seed);
            QVERIFY2(*verdict.until > now, name.constData());
            // Of the reason alone: what else forbids is another matter.
            ParentalControls only;
            only.quietHours = verdict.reason == ParentalReason::DailyLimit ? std::nullopt : controls.quietHours;
            const auto same = [&](TimePoint time) {
                if (verdict.reason == ParentalReason::DailyLimit)
                    return dayOf(time, zone) == dayOf(now, zone);
                return mayPlay(only, zone, 0ms, time, clean).reason == verdict.reason;
            };
            for (TimePoint time = now; time < *verdict.until; time += 7min)
                QVERIFY2(same(time), name.constData());
            QVERIFY2(same(*verdict.until - 1ms), name.constData());
            QVERIFY2(!same(*verdict.until), name.constData());
        }
        QVERIFY(ends > 500);
    }
    void nothingThatWasHeardIsLostOrCountedTwice()
    {
        for (quint32 seed = 0; seed < 2000; ++seed) {
            Dice dice{seed};
            const QString zone = dice.oneOf(zones);
            const TimePoint from = dice.time(zone);
            const TimePoint to = from + milliseconds(dice.random.bounded(100 * 86'400) * 1000LL);
            milliseconds sum{0};
            QDate last;
            for (const auto &[day, heard] : heardByDay(from, to, zone)) {
                QVERIFY2(heard > 0ms && (!last.isValid() || day > last), QByteArray::number(seed).constData());
                last = day;
                sum += heard;
            }
            QCOMPARE(sum, to - from);
        }
    }
    void everyReasonHasItsWordAndAdvice()
    {
        QSet<QString> words;
        for (const auto reason :
             {ParentalReason::ExplicitContent, ParentalReason::Kind, ParentalReason::QuietHours, ParentalReason::DailyLimit}) {
            words.insert(reasonCode(reason));
            QVERIFY(reasonAdvice(reason).endsWith(u'.'));
        }
        QCOMPARE(words.size(), 4);
        QVERIFY(reasonCode(ParentalReason::None).isEmpty());
    }
    void anUnknownZoneIsUtc()
    {
        QVERIFY(isTimeZone(madrid) && isTimeZone(u"UTC"_s));
        QVERIFY(!isTimeZone(u"Europe/Atlantis"_s) && !isTimeZone(QString()) && !isTimeZone(u"UTC+01:00"_s));
        QCOMPARE(dayOf(at(u"2026-11-23T23:59:59.999Z"_s), u"Europe/Atlantis"_s), QDate(2026, 11, 23));
    }
};

MELODY_TEST(ParentalTest)
#include "parental_test.moc"
