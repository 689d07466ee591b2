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
        QCOMPARE(builder_.text(), u"30 2 * * 0"_s);
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
