// SPDX-License-Identifier: GPL-3.0-or-later
// The calendar over the API of a whole service: one view of past and future, and single fires that are changed.
#include <QTest>

#include <algorithm>

#include "services/client/types_calendar.h"
#include "tests/services/api/live_service.h"

using namespace inferno;
using namespace std::chrono_literals;
using inferno::tests::LiveService;

#define OK(result) QVERIFY2(result, (result) ? "" : (result).error().message().c_str())

class TestCalendarApi : public QObject {
    Q_OBJECT

    std::unique_ptr<LiveService> live_;

    client::Client& api() { return live_->client(); }
    static std::string hourFromNow(int hours) {
        return formatUtc(std::chrono::ceil<std::chrono::hours>(SystemClock().now()) + std::chrono::hours(hours));
    }
    client::CalendarView view(int fromHours, int toHours) {
        const auto read = api().calendarView(hourFromNow(fromHours), hourFromNow(toHours), 3600);
        if (!read)
            qFatal("%s", read.error().message().c_str());
        return *read;
    }
    void create(const std::string& name, const std::string& schedule) {
        client::JobDefinition job;
        job.name = name;
        job.command = "true";
        if (!schedule.empty())
            job.schedules = {schedule};
        job.timezone = "UTC";
        const auto made = api().createJob(job);
        if (!made)
            qFatal("%s", made.error().message().c_str());
    }
    static int plannedOf(const client::CalendarView& view, const std::string& job) {
        return static_cast<int>(std::ranges::count_if(view.items, [&](const auto& item) {
            return item.job == job && item.status == "planned" && item.change != "skipped";
        }));
    }

private Q_SLOTS:
    void init() { live_ = std::make_unique<LiveService>(); }
    void cleanup() { live_.reset(); }

    void whatIsRareIsShownTheRestIsCounted() {
        create("rare", "0 */8 * * *");
        create("often", "*/5 * * * *");
        create("ran", "");
        QTRY_VERIFY_WITH_TIMEOUT(!api().runs({.job = "ran"})->items.empty() &&
                                     api().runs({.job = "ran"})->items[0].status == "completed",
                                 10'000);
        const auto shown = view(-2, 46);
        QCOMPARE(shown.often, std::vector<std::string>{"often"});
        QCOMPARE(shown.parts.size(), std::size_t{48});
        QCOMPARE(plannedOf(shown, "often"), 0);
        QVERIFY(plannedOf(shown, "rare") >= 5);
        QVERIFY(shown.workers > 0);
        const auto done = std::ranges::find(shown.items, "ran", &client::CalendarItem::job);
        QVERIFY(done != shown.items.end());
        QCOMPARE(done->status, "completed");
        int runs = 0, planned = 0, often = 0;
        for (const auto& part : shown.parts) {
            runs += part.runs;
            planned += part.planned;
            often += part.often_planned;
        }
        QVERIFY(runs >= 1);
        QCOMPARE(planned - often, plannedOf(shown, "rare"));
        QCOMPARE(api().calendarView(hourFromNow(1), hourFromNow(0), 3600).error().code, ErrorCode::InputInvalid);
        QCOMPARE(api().calendarView(hourFromNow(0), hourFromNow(24), 1).error().code, ErrorCode::InputInvalid);
    }

    void aFireIsSkippedMovedAndRestored() {
        create("hourly", "0 * * * *");
        const std::string fire = hourFromNow(3), other = hourFromNow(5);
        const std::string to = formatUtc(*parseRfc3339(other) + 20min);
        OK(api().exceptFire("hourly", fire));
        const auto moved = api().exceptFire("hourly", other, to);
        OK(moved);
        QCOMPARE(moved->to, to);
        QCOMPARE(api().fireExceptions("hourly")->size(), std::size_t{2});
        auto shown = view(2, 8);
        const auto skipped = std::ranges::find(shown.items, fire, &client::CalendarItem::start);
        QVERIFY(skipped != shown.items.end());
        QCOMPARE(skipped->change, "skipped");
        const auto there = std::ranges::find(shown.items, to, &client::CalendarItem::start);
        QVERIFY(there != shown.items.end());
        QCOMPARE(there->change, "moved");
        QCOMPARE(there->fire, other);
        live_->restart();
        OK(api().restoreFire("hourly", fire));
        OK(api().restoreFire("hourly", other));
        QVERIFY(api().fireExceptions("hourly")->empty());
        QCOMPARE(plannedOf(view(2, 8), "hourly"), 6);
        QCOMPARE(api().restoreFire("hourly", fire).error().code, ErrorCode::InputInvalid);
        QCOMPARE(api().exceptFire("nobody", fire).error().code, ErrorCode::JobUnknown);
        QCOMPARE(api().exceptFire("hourly", "tomorrow").error().code, ErrorCode::TimeInvalid);
        // Each change is in the trail.
        client::AuditQuery query;
        query.action = "fire_moved";
        QTRY_COMPARE_WITH_TIMEOUT(api().auditEvents(query)->items.size(), std::size_t{1}, 5'000);
        QCOMPARE(api().auditEvents(query)->items[0].resource, "hourly");
    }
};

QTEST_GUILESS_MAIN(TestCalendarApi)
#include "tst_calendar_api.moc"
