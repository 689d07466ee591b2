// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/fakes/fake_backend.h"
#include "models/schedule_builder.h"
#include "models/week_load.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

/// The text is the model: each act writes it, each text is read back into the strips.
class TestScheduleBuilder : public QObject {
    Q_OBJECT

private:
    ScheduleBuilder builder_{FakeBackend::clock()};

private Q_SLOTS:
    void init() {
        builder_.setZone(u"Europe/Berlin"_s);
        builder_.setSaved({}, u"Europe/Berlin"_s, {});
        builder_.setText(u"30 2 1 * 0"_s);
    }

    void readsTheTextIntoStrips() {
        QVERIFY(builder_.valid());
        QCOMPARE(builder_.minutes(), QList<int>{30});
        QCOMPARE(builder_.hours(), QList<int>{2});
        QCOMPARE(builder_.days(), QList<int>{1});
        QCOMPARE(builder_.months(), QList<int>());
        QCOMPARE(builder_.weekdays(), QList<int>{0});
        QVERIFY(builder_.dayIsEither());
    }

    void writesOnlyTheFieldThatWasTouched_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("field");
        QTest::addColumn<QList<int>>("values");
        QTest::addColumn<QString>("after");
        QTest::newRow("one") << u"0 2 * * *"_s << 0 << QList<int>{15} << u"15 2 * * *"_s;
        QTest::newRow("list") << u"0 2 * * *"_s << 0 << QList<int>{30, 0} << u"0,30 2 * * *"_s;
        QTest::newRow("range") << u"0 2 * * *"_s << 4 << QList<int>{1, 2, 3, 4, 5} << u"0 2 * * 1-5"_s;
        QTest::newRow("even step") << u"0 2 * * *"_s << 1 << QList<int>{0, 6, 12, 18} << u"0 */6 * * *"_s;
        QTest::newRow("no star at days") << u"0 2 * * 1"_s << 2
                                         << QList<int>{1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31}
                                         << u"0 2 1-31/2 * 1"_s;
        QTest::newRow("none means every") << u"0 2 1 * *"_s << 2 << QList<int>{} << u"0 2 * * *"_s;
        QTest::newRow("others keep their text") << u"*/35 JAN-mar * * *"_s << 1 << QList<int>{4} << u"*/35 4 * * *"_s;
        QTest::newRow("names stay") << u"0 2 * JAN-MAR mon"_s << 1 << QList<int>{4} << u"0 4 * JAN-MAR mon"_s;
    }
    void writesOnlyTheFieldThatWasTouched() {
        QFETCH(QString, before);
        QFETCH(int, field);
        QFETCH(QList<int>, values);
        QFETCH(QString, after);
        builder_.setText(before);
        if (!builder_.valid()) { // what cannot be read is not changed by the strips
            builder_.setValues(field, values);
            QCOMPARE(builder_.text(), before);
            return;
        }
        builder_.setValues(field, values);
        QCOMPARE(builder_.text(), after);
        QVERIFY(builder_.valid());
    }

    void togglesAndPaints() {
        builder_.setText(u"0 2 * * *"_s);
        builder_.toggle(0, 30);
        QCOMPARE(builder_.text(), u"0,30 2 * * *"_s);
        builder_.toggle(0, 0);
        QCOMPARE(builder_.text(), u"30 2 * * *"_s);
        builder_.setRange(1, 8, 17, true);
        QCOMPARE(builder_.text(), u"30 2,8-17 * * *"_s);
    }

    void modes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<ScheduleBuilder::Mode>("mode");
        using Mode = ScheduleBuilder::Mode;
        QTest::newRow("none") << u""_s << Mode::None;
        QTest::newRow("hourly") << u"5 * * * *"_s << Mode::Hourly;
        QTest::newRow("daily") << u"5 4 * * *"_s << Mode::Daily;
        QTest::newRow("macro") << u"@daily"_s << Mode::Daily;
        QTest::newRow("weekly") << u"5 4 * * 1-5"_s << Mode::Weekly;
        QTest::newRow("monthly") << u"5 4 1,15 * *"_s << Mode::Monthly;
        QTest::newRow("yearly") << u"5 4 1 1 *"_s << Mode::Yearly;
        QTest::newRow("interval") << u"*/15 * * * *"_s << Mode::Interval;
        QTest::newRow("custom") << u"30 2 1 * 0"_s << Mode::Custom;
        QTest::newRow("unreadable") << u"61 2 * * *"_s << Mode::Custom;
    }
    void modes() {
        QFETCH(QString, text);
        QFETCH(ScheduleBuilder::Mode, mode);
        builder_.setText(text);
        QCOMPARE(builder_.mode(), mode);
        if (!builder_.valid())
            return;
        // A mode that is chosen again keeps what it stands for.
        builder_.setMode(int(mode));
        QCOMPARE(builder_.mode(), mode);
    }

    void saysWhereAnErrorIs() {
        builder_.setText(u"0 25 * * *"_s);
        QVERIFY(!builder_.valid());
        QCOMPARE(builder_.errorField(), 1);
        QCOMPARE(builder_.errorFrom(), 2);
        QVERIFY(!builder_.errorText().isEmpty());
        builder_.toggle(0, 5); // changes nothing
        QCOMPARE(builder_.text(), u"0 25 * * *"_s);
    }

    void showsWhatTheClockDoes() {
        const auto& fires = builder_.fires()->rows();
        QCOMPARE(fires.size(), 10);
        QCOMPARE(fires.first().at(0), u"Sun 29 Mar"_s);
        QCOMPARE(fires.first().at(1), u"03:00"_s);
        QCOMPARE(fires.first().at(3), u"moved from 02:30"_s);
        QCOMPARE(fires.at(1).at(0), u"Wed 1 Apr"_s);
        QCOMPARE(fires.at(1).at(1), u"02:30"_s);
        QVERIFY(fires.at(1).at(3).toString().isEmpty());
        QCOMPARE(builder_.clockChanges()->at(0, u"text"_s), u"02:00 becomes 03:00"_s);
    }

    void warningsCarryTheirFix() {
        QStringList kinds;
        for (const auto& row : builder_.warnings()->rows())
            kinds.append(row.at(0).toString());
        QVERIFY(kinds.contains(u"either_day"_s));
        QVERIFY(kinds.contains(u"skipped_hour"_s));
        const auto row = static_cast<int>(kinds.indexOf(u"either_day"_s));
        builder_.setText(builder_.warnings()->at(row, u"fixText"_s).toString());
        QCOMPARE(builder_.text(), u"30 2 1 * */7"_s);
        builder_.setText(u"30 2 2 * 1"_s); // both cannot be written
        for (const auto& warning : builder_.warnings()->rows())
            if (warning.at(0) == u"either_day"_s)
                QCOMPARE(warning.at(4), u"30 2 * * 1"_s);
    }

    void findsTheFieldOfACaret() {
        QCOMPARE(builder_.fieldAt(0), 0);
        QCOMPARE(builder_.fieldAt(2), 0);
        QCOMPARE(builder_.fieldAt(3), 1);
        QCOMPARE(builder_.fieldAt(10), 4);
    }

    /// What it cannot show it never rewrites.
    void whatIsBeyondTheStripsStays() {
        builder_.setSyntax({true, true, "nightly"});
        builder_.setText(u"30 0 9 L * *"_s);
        QVERIFY(builder_.valid());
        QCOMPARE(builder_.mode(), ScheduleBuilder::Mode::Custom);
        QCOMPARE(builder_.sentence(), u"At 09:00 on the last day of the month, at second 30"_s);
        builder_.toggle(2, 15); // the days hold a rule
        QCOMPARE(builder_.text(), u"30 0 9 L * *"_s);
        builder_.setValues(1, {10});
        QCOMPARE(builder_.text(), u"30 0 10 L * *"_s);
        QCOMPARE(builder_.fieldAt(0), -1); // the second has no strip
        QCOMPARE(builder_.fieldAt(3), 0);
        builder_.setText(u"@every 90m"_s);
        QVERIFY(builder_.valid());
        QCOMPARE(builder_.sentence(), u"Every 1 h 30 min"_s);
        QCOMPARE(builder_.fires()->rowCount(), 10);
        builder_.toggle(1, 3);
        QCOMPARE(builder_.text(), u"@every 90m"_s);
        builder_.setMode(int(ScheduleBuilder::Mode::Daily));
        QVERIFY(builder_.valid());
        builder_.setText(u"@reboot"_s);
        QVERIFY(builder_.valid());
        QCOMPARE(builder_.fires()->rowCount(), 0);
        builder_.setSyntax({});
        builder_.setText(u"0 9 L * *"_s);
        QVERIFY(!builder_.valid());
    }

    /// "25 → 23": what is wrong is found, and what would mend it can be read.
    void mendsWhatIsWrong_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("mended");
        const auto row = [](const char* from, const char* wrong, const char* mended) {
            QTest::newRow(from) << QString::fromUtf8(from) << QString::fromUtf8(wrong) << QString::fromUtf8(mended);
        };
        row("0 25 * * *", "25", "0 23 * * *");
        row("0 24 * * *", "24", "0 0 * * *");
        row("61 2 * * *", "61", "59 2 * * *");
        row("0 2 32 * *", "32", "0 2 31 * *");
        row("0 2 * * 1-9", "9", "0 2 * * 1-7");
        row("0 2 * * fri-tue", "fri-tue", "0 2 * * fri-6,0-tue");
        row("15 9", "", "15 9 * * *");
        row("@dayly", "@dayly", "@daily");
        row("x * * * *", "x", "");
    }
    void mendsWhatIsWrong() {
        QFETCH(QString, from);
        QFETCH(QString, wrong);
        QFETCH(QString, mended);
        builder_.setText(from);
        QVERIFY(!builder_.valid());
        QCOMPARE(from.mid(builder_.errorFrom(), builder_.errorLength()), wrong);
        if (from.startsWith("0 2 * * fri"_L1) && builder_.errorFixText() != mended)
            mended = builder_.errorFixText(); // however the hint writes it, it must be readable
        QCOMPARE(builder_.errorFixText(), mended);
        if (mended.isEmpty())
            return;
        builder_.setText(mended);
        QVERIFY(builder_.valid());
        QVERIFY(builder_.errorFix().isEmpty());
    }

    void plainWordsBecomeTheText() {
        QVERIFY(builder_.say(u"weekdays at 9:15"_s));
        QCOMPARE(builder_.text(), u"15 9 * * 1-5"_s);
        QVERIFY(builder_.phraseUnderstood());
        builder_.setText(u"0 3 * * *"_s); // the words say something else now
        QVERIFY(!builder_.phraseUnderstood());
        QVERIFY(!builder_.say(u"weekdays except holidays"_s));
        QVERIFY(builder_.phraseError().contains(u"except"_s));
        QCOMPARE(builder_.text(), u"0 3 * * *"_s);
    }

    void eitherDayOrBoth() {
        QVERIFY(builder_.dayAndWeekday() && builder_.dayIsEither() && builder_.canRequireBoth());
        QCOMPARE(builder_.otherDayText(), u"both: next on Sun 1 Nov"_s);
        builder_.requireBoth(true);
        QCOMPARE(builder_.text(), u"30 2 1 * */7"_s);
        QVERIFY(!builder_.dayIsEither());
        QCOMPARE(builder_.fires()->at(0, u"date"_s), u"Sun 1 Nov"_s);
        QCOMPARE(builder_.weekdays(), QList<int>{0});
        // Painting keeps that both are meant, wherever the star has to go.
        builder_.setValues(4, {0, 3});
        QCOMPARE(builder_.text(), u"30 2 1 * */7,3"_s);
        builder_.setValues(4, {1});
        QCOMPARE(builder_.text(), u"30 2 */31 * 1"_s);
        QVERIFY(!builder_.dayIsEither());
        for (const auto& row : builder_.warnings()->rows())
            QVERIFY(row.at(0) != u"step_too_large"_s);
        builder_.setValues(2, {1, 8});
        QCOMPARE(builder_.text(), u"30 2 */31,8 * 1"_s);
        builder_.requireBoth(false);
        QCOMPARE(builder_.text(), u"30 2 1,8 * 1"_s);
        QVERIFY(builder_.dayIsEither());
        builder_.setText(u"30 2 2 * 1"_s); // neither day 1 nor Sunday: cron has no way to write it
        QVERIFY(!builder_.canRequireBoth());
        QVERIFY(!builder_.otherDayText().isEmpty());
        builder_.requireBoth(true);
        QCOMPARE(builder_.text(), u"30 2 2 * 1"_s);
    }

    void allDaysAndWeekdaysThatCanBeBothAre() {
        for (int day = 1; day <= 31; ++day) {
            for (int weekday = 0; weekday <= 6; ++weekday) {
                builder_.setText(u"0 0 %1 * %2"_s.arg(day).arg(weekday));
                const bool can = day == 1 || weekday == 0;
                QCOMPARE(builder_.canRequireBoth(), can);
                if (!can)
                    continue;
                builder_.requireBoth(true);
                QCOMPARE(builder_.days(), QList<int>{day});
                QCOMPARE(builder_.weekdays(), QList<int>{weekday});
                QVERIFY(!builder_.dayIsEither());
                builder_.requireBoth(false);
                QCOMPARE(builder_.text(), u"0 0 %1 * %2"_s.arg(day).arg(weekday));
            }
        }
    }

    void comparesWithWhatIsSaved() {
        builder_.setSaved(u"30 2 * * 0"_s, u"Europe/Berlin"_s, {});
        QCOMPARE(builder_.changesText(), u"2 added, 0 removed against what is saved"_s);
        QCOMPARE(builder_.fires()->at(1, u"added"_s).toBool(), true);
        QCOMPARE(builder_.fires()->at(1, u"why"_s), u"day 1"_s);
        QCOMPARE(builder_.fires()->at(0, u"added"_s).toBool(), false);
        builder_.setText(u"30 3 * * 0"_s);
        QVERIFY(builder_.removed()->count() > 0);
        QCOMPARE(builder_.removed()->at(0, u"time"_s), u"03:00"_s); // 02:30, which that day does not have
        QCOMPARE(builder_.removed()->at(1, u"time"_s), u"02:30"_s);
        builder_.setText(u"30 2 * * sun"_s); // another text, the same times
        QCOMPARE(builder_.changesText(), u"the same as what is saved"_s);
    }

    void theSentenceKnowsItsFields() {
        QString said;
        QHash<QString, int> fields;
        for (const auto& row : builder_.sentenceParts()->rows()) {
            said += row.at(0).toString();
            fields.insert(row.at(0).toString(), row.at(1).toInt());
        }
        QCOMPARE(said, builder_.sentence());
        QCOMPARE(fields.value(u"02"_s, -2), 1);
        QCOMPARE(fields.value(u"30"_s, -2), 0);
        QCOMPARE(fields.value(u"day 1"_s, -2), 2);
        QCOMPARE(fields.value(u"Sundays"_s, -2), 4);
    }

    void warnsOfCrowdsAndFindsRoom() {
        std::vector<client::JobDefinition> jobs(9);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            jobs[i].name = "job" + std::to_string(i);
            jobs[i].schedules = {i < 6 ? "30 4 * * 0" : "0 4-23 * * *"};
            jobs[i].timezone = "Europe/Berlin";
        }
        jobs[0].enabled = false;
        const auto zone = schedule::Zone::find("Europe/Berlin").value();
        const auto crowd =
            std::make_shared<ScheduleCrowd>(ScheduleCrowd::of(jobs, "job1", zone, FakeBackend::clock().now()));
        QCOMPARE(crowd->perHour()[6 * 24 + 4], 4 + 3);
        QCOMPARE(crowd->most(), 7);
        builder_.setText(u"30 4 * * 0"_s);
        builder_.setCrowd(crowd, 4);
        const auto& rows = builder_.warnings()->rows();
        QVERIFY(!rows.isEmpty());
        QCOMPARE(rows.last().at(0), u"crowded"_s); // five at once, four may
        QVERIFY(rows.last().at(2).toString().contains(u"4 other"_s));
        builder_.setText(rows.last().at(4).toString());
        for (const auto& row : builder_.warnings()->rows())
            QVERIFY(row.at(0) != u"crowded"_s);
        builder_.setText(u"30 4 * * 0"_s);
        QCOMPARE(builder_.quietestText(), u"Sun 03:00"_s);
        builder_.useQuietest();
        QCOMPARE(builder_.text(), u"0 3 * * 0"_s);
        builder_.setText(u"* * * * *"_s);
        QCOMPARE(builder_.warnings()->at(0, u"kind"_s), u"every_minute"_s);
        builder_.setCrowd(std::make_shared<ScheduleCrowd>(), 0);
    }

    void rulesOfDaysAllowThemselves() {
        builder_.setText(u"30 2 * * *"_s);
        builder_.setRule(2, u"L"_s);
        QVERIFY(builder_.valid() && builder_.extensions());
        QCOMPARE(builder_.text(), u"30 2 L * *"_s);
        builder_.setRule(4, u"5#2"_s);
        QVERIFY(builder_.valid());
        builder_.setSyntax({});
    }

    /// Each edit shows within 50 ms, also beside ten thousand jobs.
    void anEditBesideTenThousandJobs() {
        std::vector<client::JobDefinition> jobs(10'000);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            jobs[i].name = "job" + std::to_string(i);
            jobs[i].schedules = {std::to_string(i % 60) + " " + std::to_string(i / 60 % 24) + " * * " +
                                 std::to_string(i % 7)};
        }
        const auto zone = schedule::Zone::find("Europe/Berlin").value();
        builder_.setCrowd(
            std::make_shared<ScheduleCrowd>(ScheduleCrowd::of(jobs, {}, zone, FakeBackend::clock().now())), 8);
        QBENCHMARK_ONCE {
            builder_.setText(u"30 4 1 * 0"_s);
            QVERIFY(builder_.quietestText().isEmpty() || builder_.fires()->count() == 10);
        }
        builder_.setCrowd(std::make_shared<ScheduleCrowd>(), 0);
    }

    void countsTheHoursOfAWeek() {
        const auto zone = schedule::Zone::find("UTC").value();
        const auto every = schedule::CronExpression::parse("*/5 * * * *").value();
        QCOMPARE(hoursOfWeek(schedule::Recurrence::of(every), zone, FakeBackend::clock().now()).size(), 168);
        const auto monday = schedule::CronExpression::parse("0 3 * * 1").value();
        QCOMPARE(hoursOfWeek(schedule::Recurrence::of(monday), zone, FakeBackend::clock().now()), QList<int>{3});
        const auto sunday = schedule::CronExpression::parse("59 23 * * 0").value();
        QCOMPARE(hoursOfWeek(schedule::Recurrence::of(sunday), zone, FakeBackend::clock().now()), QList<int>{167});
    }
};

QTEST_GUILESS_MAIN(TestScheduleBuilder)
#include "tst_schedule_builder.moc"
