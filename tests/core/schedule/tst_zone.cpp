// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QTimeZone>

#include "core/schedule/cron_expression.h"
#include "core/schedule/zone.h"

using namespace inferno;
using namespace inferno::schedule;
using namespace std::chrono_literals;

class TestZone : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreLookedUp() {
        QCOMPARE(Zone::find("Europe/Rome")->name(), "Europe/Rome");
        QCOMPARE(Zone::find("UTC")->name(), "UTC");
        const auto unknown = Zone::find("Europe/Roma");
        QCOMPARE(unknown.error().code, ErrorCode::CronZone);
        QCOMPARE(unknown.error().hint, "did you mean Europe/Rome?");
        QVERIFY(!Zone::find(""));
        QVERIFY(!Zone::find("../../etc/passwd"));
    }

    void theHostsZoneFollowsTz() {
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", "Asia/Kolkata");
        QCOMPARE(Zone::local()->name(), "Asia/Kolkata");
        qputenv("TZ", ":/usr/share/zoneinfo/Europe/Riga");
        QCOMPARE(Zone::local()->name(), "Europe/Riga");
        qputenv("TZ", "");
        QCOMPARE(Zone::local()->name(), "UTC");
        qputenv("TZ", "CET-1CEST");
        QCOMPARE(Zone::local().error().code, ErrorCode::CronZone);
        qunsetenv("TZ");
        QVERIFY(Zone::local());
        if (!before.isNull())
            qputenv("TZ", before);
    }

    /// Two years in every zone that there is: a fixed time is one fire of each local day, whatever the clock does on
    /// it.
    void everyZoneHasOneFireOfEachDay() {
        const auto daily = *CronExpression::parse("30 2 * * *");
        const WallTime begin = *parseRfc3339("2026-01-15T00:00:00Z");
        const WallTime end = *parseRfc3339("2028-01-15T00:00:00Z");
        int zones = 0;
        for (const QByteArray& name : QTimeZone::availableTimeZoneIds()) {
            const auto zone = Zone::find(name.toStdString());
            if (!zone)
                continue; // Qt makes up "UTC+05:30" and the like
            ++zones;
            std::optional<std::chrono::days> before;
            for (WallTime at = begin;;) {
                const auto next = daily.next(at, *zone);
                QVERIFY2(next && *next, name.constData());
                at = **next;
                if (at > end)
                    break;
                const auto local = at.time_since_epoch() + zone->offsetAt(at);
                const auto day = std::chrono::floor<std::chrono::days>(local);
                QVERIFY2(!before || day == *before + std::chrono::days(1), name.constData());
                before = day;
                const auto minute = std::chrono::floor<std::chrono::minutes>(local - day);
                QVERIFY2(minute == 150min || minute == 180min || minute == 210min,
                         name.constData()); // 2:30, or after a gap
            }
        }
        QVERIFY(zones > 400);
    }

    void offsetsAndNames() {
        const WallTime summer = *parseRfc3339("2026-07-01T12:00:00Z");
        const Zone rome = *Zone::find("Europe/Rome");
        QCOMPARE(rome.offsetAt(summer).count(), 7200);
        QCOMPARE(rome.abbreviationAt(summer), "CEST");
        QCOMPARE(formatInZone(summer, rome), "2026-07-01T14:00:00+02:00");
        QCOMPARE(formatInZone(summer, *Zone::find("America/St_Johns")), "2026-07-01T09:30:00-02:30");
        QCOMPARE(formatInZone(summer, Zone::utc()), "2026-07-01T12:00:00+00:00");
        QCOMPARE(formatLocal(summer, rome), "2026-07-01 14:00");
        QCOMPARE(formatLocal(summer + 7s, rome), "2026-07-01 14:00:07");
        QVERIFY(rome.periodAt(std::chrono::floor<std::chrono::seconds>(summer)).daylight);
    }

    /// Fails where tzdata was built without explicit changes up to 2037 ("slim"), which `date` cannot read.
    void theDataReachTo2037() {
        QCOMPARE(formatInZone(*parseRfc3339("2037-07-01T12:00:00Z"), *Zone::find("America/New_York")),
                 "2037-07-01T08:00:00-04:00");
        QCOMPARE(formatUtc(Zone::find("America/New_York")->horizon()), "2038-01-01T00:00:00Z");
        QCOMPARE(formatUtc(Zone::find("Asia/Kolkata")->horizon()), "2200-01-01T00:00:00Z");
    }

    void localTimes_data() {
        QTest::addColumn<QString>("expected");
        QTest::newRow("2026-03-24 10:42") << "2026-03-24T09:42:00Z";
        QTest::newRow("2026-07-24T10:42") << "2026-07-24T08:42:00Z";
        QTest::newRow("2026-03-24T10:42:07") << "2026-03-24T09:42:07Z";
        QTest::newRow("2026-03-24") << "2026-03-23T23:00:00Z";
        QTest::newRow("2026-03-24T10:42:00-05:00") << "2026-03-24T15:42:00Z";
        QTest::newRow("2026-03-24T10:42:00Z") << "2026-03-24T10:42:00Z";
        QTest::newRow("2026-10-25 02:30") << "2026-10-25T00:30:00Z"; // comes twice: the first
        QTest::newRow("2026-03-29 03:00") << "2026-03-29T01:00:00Z";
        QTest::newRow("2026-03-29 02:30") << "time.invalid"; // does not exist
        QTest::newRow("2050-03-29 12:30") << "cron.horizon";
        for (const char* bad : {"", "tomorrow", "2026-13-01", "2026-02-30 10:00", "2026-03-24 25:00",
                                "2026-03-24 10:42 ", "24.03.2026 10:42"})
            QTest::newRow(bad) << "time.invalid";
    }
    void localTimes() {
        const auto time = parseTimeInZone(QTest::currentDataTag(), *Zone::find("Europe/Rome"));
        const std::string text = time ? formatUtc(*time) : std::string(idOf(time.error().code));
        QTEST(QString::fromStdString(text), "expected");
    }
};

QTEST_GUILESS_MAIN(TestZone)
#include "tst_zone.moc"
