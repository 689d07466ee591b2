// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QTest>

#include "models/app_state.h"
#include "models/calendar_layout.h"
#include "models/calendar_page.h"
#include "models/fakes/fake_backend.h"
#include "models/job_store.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;
using View = CalendarPage::View;

/// The calendar against the sample: how days are laid out, what it shows, and what is done to single fires.
class TestCalendarPage : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;

    CalendarPage& page() { return *qobject_cast<CalendarPage*>(app_->pageObject(u"calendar"_s)); }
    void open(Mood mood = Mood::Normal) {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>(mood);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
    }
    /// The row of `model` in which these fields have these values; -1 for none.
    static int rowOf(const FieldsModel& model, std::initializer_list<std::pair<const char*, QVariant>> wanted) {
        for (int row = 0; row < model.count(); ++row) {
            bool fits = true;
            for (const auto& [field, value] : wanted)
                fits = fits && model.at(row, QLatin1String(field)) == value;
            if (fits)
                return row;
        }
        return -1;
    }
    int eventOf(const QString& name, int day) {
        const int row = rowOf(*page().boxes(), {{"name", name}, {"day", day}});
        return row < 0 ? -1 : page().boxes()->at(row, u"event"_s).toInt();
    }
    bool ready() {
        return QTest::qWaitFor([this] { return page().state() == PageState::Ready && page().boxes()->count() > 30; });
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    // ---- the layout of a day ----

    void oneAfterTheOther() {
        const auto boxes = placeDay({{60, 70, 0}, {90, 100, 1}, {300, 400, 2}}, {2, 35, 30});
        QCOMPARE(boxes.size(), 3);
        for (const DayBox& box : boxes)
            QCOMPARE(box.lanes, 1);
        QCOMPARE(boxes.at(1).from, 95.0); // below the first, which is 35 minutes high at least
        QCOMPARE(boxes.at(2).to, 400.0);
    }
    void besideEachOther() {
        const auto boxes = placeDay({{180, 400, 0}, {200, 230, 1}, {500, 510, 2}}, {2, 35, 30});
        QCOMPARE(boxes.at(0).lanes, 2);
        QCOMPARE(boxes.at(1).lane, 1);
        QCOMPARE(boxes.at(2).lanes, 1);
    }
    void aCrowdedHourIsOneBox() {
        QList<DayEvent> events;
        for (int i = 0; i < 1204; ++i)
            events.append({600 + i % 60 * 1.0, 601 + i % 60 * 1.0, i});
        events.append({900, 910, 1204});
        const auto boxes = placeDay(events, {2, 35, 30});
        QCOMPARE(boxes.size(), 2);
        QCOMPARE(boxes.first().events.size(), 1204);
        QCOMPARE(boxes.first().from, 600.0);
    }
    void noEventIsLostOrShiftedFar() {
        for (int seed = 1; seed < 200; ++seed) {
            QList<DayEvent> events;
            unsigned random = static_cast<unsigned>(seed);
            for (int i = 0; i < seed; ++i) {
                random = random * 1664525U + 1013904223U;
                const double from = random / 65536 % 1440;
                events.append({from, std::min(1440.0, from + random % 97), i});
            }
            const DayRoom room{2 + seed % 3, 10.0 + seed % 30, 30};
            QSet<int> told;
            for (const DayBox& box : placeDay(events, room)) {
                QVERIFY(box.from >= 0 && box.to > box.from && box.to <= 1440.01 + room.shortest + room.mostShift);
                QVERIFY(box.lane < box.lanes && box.lanes <= room.lanes);
                for (const int event : box.events) {
                    QVERIFY(!told.contains(event));
                    told.insert(event);
                    if (box.events.size() == 1)
                        QVERIFY(box.from - events.at(event).from <= room.mostShift + 0.01);
                }
            }
            QCOMPARE(told.size(), events.size());
        }
    }

    // ---- plan and conflict ----

    void thePlanCountsWhatIsFrequent() {
        client::Job often, rare;
        often.definition.name = "often";
        often.definition.schedules = {"*/5 * * * *"};
        often.definition.timezone = rare.definition.timezone = "Europe/Berlin";
        rare.definition.name = "rare";
        rare.definition.schedules = {"30 2 * * *"};
        const std::vector<client::Job> jobs{often, rare};
        const WallTime from = *parseRfc3339("2026-03-27T23:00:00Z");
        const auto view = planOf(jobs, from, from + std::chrono::hours(48), from, std::chrono::hours(1));
        QCOMPARE(view.often, std::vector<std::string>{"often"});
        QCOMPARE(view.items.size(), std::size_t{2});
        QCOMPARE(view.items.at(1).start, "2026-03-29T01:00:00Z"); // 02:30 does not exist on that day
        QCOMPARE(view.parts.at(0).planned, 12);
        QCOMPARE(view.parts.at(0).often_planned, 12);
    }
    void aBlackoutsTimes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spans");
        QTest::newRow("once") << R"({"from":"2026-03-28T10:00:00Z","to":"2026-03-28T12:00:00Z"})" << "28 10:00-12:00";
        QTest::newRow("again") << R"({"schedule":"0 22 * * *","duration":28800,"timezone":"UTC"})"
                               << "27 22:00-06:00 28 22:00-06:00 29 22:00-06:00";
        QTest::newRow("a short day") << R"({"dates":["2026-03-29"],"timezone":"Europe/Berlin"})" << "28 23:00-22:00";
        QTest::newRow("elsewhere") << R"({"from":"2026-04-28T10:00:00Z","to":"2026-04-28T12:00:00Z"})" << "";
    }
    void aBlackoutsTimes() {
        QFETCH(QString, text);
        QFETCH(QString, spans);
        const auto blackout = nlohmann::json::parse(text.toStdString()).get<client::Blackout>();
        QString found;
        for (const auto& span :
             spansOf(blackout, *parseRfc3339("2026-03-28T00:00:00Z"), *parseRfc3339("2026-03-30T00:00:00Z"))) {
            const auto begin = QString::fromStdString(formatUtc(span.from));
            const auto end = QString::fromStdString(formatUtc(span.to));
            found +=
                (found.isEmpty() ? u""_s : u" "_s) + begin.mid(8, 2) + u' ' + begin.mid(11, 5) + u'-' + end.mid(11, 5);
        }
        QCOMPARE(found, spans);
    }
    void aConflictAndWhatHelps() {
        client::CalendarView view;
        view.from = "2026-03-24T00:00:00Z";
        view.to = "2026-03-25T00:00:00Z";
        view.workers = 2;
        view.parts.resize(24);
        for (int i = 0; i < 3; ++i) {
            client::CalendarItem item;
            item.job = "j" + std::to_string(i);
            item.status = "planned";
            item.start = item.fire = "2026-03-24T12:00:00Z";
            item.estimate = 600;
            view.items.push_back(item);
        }
        const auto conflict = conflictOf(view, *parseRfc3339("2026-03-24T10:00:00Z"));
        QVERIFY(conflict);
        QCOMPARE(conflict->wanted, 3.0);
        QCOMPARE(conflict->items.size(), std::size_t{3});
        QCOMPARE(conflict->moved, std::size_t{1});
        QVERIFY(conflict->by && conflict->by->count() >= 10 && conflict->by->count() <= 15);
        view.items.at(0).change = "skipped"; // one that does not start takes no worker
        QVERIFY(!conflictOf(view, *parseRfc3339("2026-03-24T10:00:00Z")));
        view.items.at(0).change.clear();
        QVERIFY(!conflictOf(view, *parseRfc3339("2026-03-24T13:00:00Z"))); // over
    }

    // ---- the page ----

    void theWeekOfTheSample() {
        app_->navigate(u"calendar"_s);
        QAbstractItemModelTester tester(page().boxes(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(ready());
        QCOMPARE(page().title(), u"23 – 29 March 2026"_s);
        QCOMPARE(page().subtitle(), u"week 13"_s);
        QCOMPARE(app_->path(), (QStringList{u"Calendar"_s, u"Week 13"_s}));
        QCOMPARE(page().nowDay(), 1);
        QCOMPARE(page().days()->at(1, u"name"_s).toString(), u"Tue 24"_s);
        QCOMPARE(page().days()->at(1, u"noteTone"_s).toString(), u"failed"_s);
        QVERIFY(page().days()->at(0, u"note"_s).toString().endsWith(u" runs"_s));
        QVERIFY(page().days()->at(3, u"note"_s).toString().endsWith(u" planned"_s));
        QCOMPARE(page().days()->at(6, u"note"_s).toString(), u"23 h day"_s);
        QVERIFY(page().oftenText().contains(u"log_rotation"_s));
        // What ran, what is planned, what the clock pushes, what waits, what is skipped (and hidden).
        QVERIFY(rowOf(*page().boxes(), {{"name", u"vault_backup"_s}, {"day", 0}, {"kind", u"ran"_s}}) >= 0);
        QVERIFY(rowOf(*page().boxes(), {{"name", u"vault_backup"_s}, {"day", 3}, {"kind", u"planned"_s}}) >= 0);
        QVERIFY(rowOf(*page().boxes(), {{"name", u"model_validation"_s}, {"day", 6}, {"kind", u"shifted"_s}}) >= 0);
        QVERIFY(rowOf(*page().boxes(), {{"name", u"batch_inference"_s}, {"kind", u"waiting"_s}}) >= 0);
        QVERIFY(rowOf(*page().boxes(), {{"name", u"token_cleanup"_s}, {"day", 3}}) < 0);
        page().toggleLayer(u"skipped"_s);
        QVERIFY(rowOf(*page().boxes(), {{"name", u"token_cleanup"_s}, {"day", 3}, {"kind", u"skipped"_s}}) >= 0);
        // The blackout, and the hour that does not exist.
        const int black = rowOf(*page().bands(), {{"kind", u"blackout"_s}});
        QCOMPARE(page().bands()->at(black, u"day"_s).toInt(), 4);
        QCOMPARE(page().bands()->at(black, u"from"_s).toDouble(), 13.5 * 60);
        const int gap = rowOf(*page().bands(), {{"kind", u"gap"_s}});
        QCOMPARE(page().bands()->at(gap, u"text"_s).toString(), u"02–03 does not exist"_s);
        QVERIFY(page().hasConflict());
        QVERIFY(page().conflictTitle().startsWith(u"Sun 29 Mar, 03:"_s));
        page().toggleLayer(u"blackouts"_s);
        QVERIFY(rowOf(*page().bands(), {{"kind", u"blackout"_s}}) < 0);
        page().toggleLayer(u"planned"_s);
        QVERIFY(rowOf(*page().boxes(), {{"kind", u"planned"_s}}) < 0);
    }

    void aWeekInWhichAnHourComesTwice() {
        app_->navigate(u"calendar"_s, u"2026-10-25"_s);
        QVERIFY(ready());
        QCOMPARE(page().days()->at(6, u"note"_s).toString(), u"25 h day"_s);
        const int twice = rowOf(*page().bands(), {{"kind", u"twice"_s}});
        QCOMPARE(page().bands()->at(twice, u"text"_s).toString(), u"02–03 comes twice"_s);
    }

    void views() {
        app_->navigate(u"calendar"_s);
        QVERIFY(ready());
        page().setView(View::Month);
        QTRY_VERIFY(page().days()->at(22, u"runs"_s).toInt() > 0);
        QCOMPARE(page().days()->count(), 42);
        QCOMPARE(page().title(), u"March 2026"_s);
        page().step(1);
        QCOMPARE(page().title(), u"April 2026"_s);
        page().goToday();
        page().setView(View::HeatMap);
        QTRY_VERIFY(page().heat().at(23 * 24 + 5) > 0);
        QCOMPARE(page().heat().size(), 31 * 24);
        page().setMetric(CalendarPage::Metric::Failures);
        QCOMPARE(std::ranges::count_if(page().heat(), [](double v) { return v > 0; }) > 0, true);
        QVERIFY(page().heatText(23 * 24 + 8).startsWith(u"Tue 24 Mar, 08:00–09:00: "_s));
        page().openDay(23);
        QCOMPARE(page().view(), View::Day);
        QCOMPARE(page().title(), u"Tuesday 24 March 2026"_s);
        QTRY_VERIFY(page().boxes()->count() > 8);
        page().setView(View::Timeline);
        QTRY_VERIFY(page().lanes()->count() > 8);
        QCOMPARE(page().laneHours()->count(), 12);
    }

    void oneFireIsSkippedAndComesBack() {
        app_->navigate(u"calendar"_s);
        QVERIFY(ready());
        const int event = eventOf(u"sla_digest"_s, 3);
        QVERIFY(event >= 0);
        page().skip(event);
        QTRY_VERIFY(!app_->undoText().isEmpty());
        QTRY_VERIFY(eventOf(u"sla_digest"_s, 3) < 0);
        QVERIFY(eventOf(u"sla_digest"_s, 4) >= 0);
        QCOMPARE(backend_->sample().exceptions.back().fire, "2026-03-26T17:00:00Z");
        app_->undo();
        QTRY_VERIFY(eventOf(u"sla_digest"_s, 3) >= 0);
        QCOMPARE(backend_->sample().exceptions.size(), std::size_t{2});
        QVERIFY(app_->undoText().isEmpty());
    }

    void oneFireIsMovedMovedAgainAndBack() {
        app_->navigate(u"calendar"_s);
        QVERIFY(ready());
        page().choose(eventOf(u"sla_digest"_s, 3));
        page().moveTo(page().chosen(), 4, 9 * 60 + 30);
        QTRY_VERIFY(rowOf(*page().boxes(), {{"name", u"sla_digest"_s}, {"day", 4}, {"kind", u"moved"_s}}) >= 0);
        QCOMPARE(backend_->sample().exceptions.back().to, "2026-03-27T08:30:00Z");
        QCOMPARE(app_->undoText(), u"sla_digest is moved once, to Fri 27 Mar, 09:30"_s);
        QTRY_COMPARE(page().chosenJob(), u"sla_digest"_s); // the same one stays chosen
        QVERIFY(page().canRestore());
        page().moveBy(page().chosen(), 15);
        QTRY_COMPARE(backend_->sample().exceptions.back().to, "2026-03-27T08:45:00Z");
        QTRY_VERIFY(app_->undoText().contains(u"09:45"_s));
        app_->undo();
        QTRY_COMPARE(backend_->sample().exceptions.back().to, "2026-03-27T08:30:00Z");
        QTRY_COMPARE(page().chosenJob(), u"sla_digest"_s);
        page().restore(page().chosen());
        QTRY_COMPARE(backend_->sample().exceptions.size(), std::size_t{2});
        // Into the past it does not go.
        const auto before = backend_->sample().exceptions.size();
        page().moveTo(eventOf(u"sla_digest"_s, 3), 0, 60);
        QTest::qWait(20);
        QCOMPARE(backend_->sample().exceptions.size(), before);
    }

    void aConflictIsSpread() {
        app_->navigate(u"calendar"_s);
        QVERIFY(ready());
        QVERIFY(!page().spreadText().isEmpty());
        const auto before = backend_->sample().exceptions.size();
        page().spread();
        QTRY_VERIFY(backend_->sample().exceptions.size() > before);
        QTRY_VERIFY(!page().hasConflict());
        app_->undo();
        QTRY_COMPARE(backend_->sample().exceptions.size(), before);
        QTRY_VERIFY(page().hasConflict());
    }

    void blackoutsArePaintedAndTakenAway() {
        app_->navigate(u"calendar"_s);
        QVERIFY(ready());
        QVERIFY(!page().blackoutProblem(u"two words"_s, u"2026-03-26 10:00"_s, u"2026-03-26 12:00"_s).isEmpty());
        QVERIFY(!page().blackoutProblem(u"DB"_s, u"2026-03-26 10:00"_s, u"2026-03-26 12:00"_s).isEmpty());
        QVERIFY(!page().blackoutProblem(u"net"_s, u"2026-03-26 12:00"_s, u"2026-03-26 10:00"_s).isEmpty());
        page().addBlackout(u"net"_s, page().fieldTime(2, 600), page().fieldTime(2, 720));
        QTRY_VERIFY(rowOf(*page().bands(), {{"name", u"net"_s}, {"day", 2}}) >= 0);
        QCOMPARE(backend_->sample().blackouts.back().from, "2026-03-25T09:00:00Z");
        QTRY_VERIFY(rowOf(*page().boxes(), {{"name", u"feature_export"_s}, {"day", 2}, {"kind", u"held"_s}}) >= 0);
        app_->undo();
        QTRY_VERIFY(rowOf(*page().bands(), {{"name", u"net"_s}}) < 0);
        page().removeBlackout(u"DB"_s);
        QTRY_VERIFY(rowOf(*page().bands(), {{"name", u"DB"_s}}) < 0);
        app_->undo();
        QTRY_VERIFY(rowOf(*page().bands(), {{"name", u"DB"_s}}) >= 0);
    }

    void fromFailureToFailure() {
        app_->navigate(u"calendar"_s, u"2026-03-03"_s);
        QTRY_COMPARE(page().state(), PageState::Ready);
        QTRY_VERIFY(rowOf(*page().month(), {{"failed", true}}) >= 0);
        page().nextFailure(1);
        QTRY_VERIFY(page().chosen() >= 0);
        QCOMPARE(page().chosenStatus(), u"failed"_s);
        const QString first = page().chosenWhen();
        page().nextFailure(1);
        QTRY_VERIFY(page().chosenWhen() != first && page().chosen() >= 0);
        page().nextFailure(-1);
        QTRY_COMPARE(page().chosenWhen(), first);
    }

    void filtersThatLeaveNothing() {
        app_->navigate(u"calendar"_s);
        QVERIFY(ready());
        QVERIFY(!page().filteredOut());
        QCOMPARE(page().waysOut()->count(), 0);
        QStringList groups;
        for (int row = 0; row < page().groups()->count(); ++row)
            groups.append(page().groups()->at(row, u"name"_s).toString());
        page().toggleLayer(u"often"_s);
        for (const QString& group : groups)
            page().toggleGroup(group);
        QVERIFY(page().filteredOut());
        QCOMPARE(page().boxes()->count(), 0);
        // Each tag that has events would bring them back; a layer alone brings none.
        QVERIFY(page().waysOut()->count() > 1);
        const int promised = page().waysOut()->at(0, u"count"_s).toInt();
        QVERIFY(promised > 0);
        page().takeWayOut(0);
        QVERIFY(!page().filteredOut());
        QCOMPARE(page().outline()->count(), promised);
        QCOMPARE(page().waysOut()->count(), 0);
        for (const QString& group : groups)
            if (page().groups()->at(int(groups.indexOf(group)), u"on"_s).toBool())
                page().toggleGroup(group);
        QVERIFY(page().filteredOut());
        page().takeWayOut(99); // there is no such
        QVERIFY(page().filteredOut());
        page().clearFilters();
        QVERIFY(!page().filteredOut());
        QVERIFY(page().boxes()->count() > 30);
    }

    void onlyJobsWithTheTagsThatAreTicked() {
        app_->navigate(u"calendar"_s);
        QVERIFY(ready());
        QVERIFY(eventOf(u"vault_backup"_s, 3) >= 0);
        page().toggleGroup(u"vault"_s);
        QVERIFY(eventOf(u"vault_backup"_s, 3) < 0);
        QVERIFY(eventOf(u"source_sync"_s, 3) >= 0);
        page().toggleGroup(u"vault"_s);
        QVERIFY(eventOf(u"vault_backup"_s, 3) >= 0);
    }

    void withoutAServiceThePlanStays() {
        app_->navigate(u"calendar"_s);
        QVERIFY(ready());
        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_COMPARE(page().state(), PageState::Offline);
        QVERIFY(page().boxes()->count() > 30); // what was read stays
        page().step(1);
        QTRY_VERIFY(rowOf(*page().boxes(), {{"name", u"source_sync"_s}, {"day", 2}, {"kind", u"planned"_s}}) >= 0);
        QVERIFY(!page().partialPlanText().isEmpty());
        page().chooseNext(1);
        QVERIFY(page().chosen() >= 0);
        QVERIFY(!page().canMove());
        page().skip(page().chosen());
        QVERIFY(app_->undoText().isEmpty());
    }

    void states_data() {
        QTest::addColumn<Mood>("mood");
        QTest::addColumn<PageState>("state");
        QTest::newRow("ready") << Mood::Normal << PageState::Ready;
        QTest::newRow("empty") << Mood::Empty << PageState::EmptyFirst;
        QTest::newRow("error") << Mood::Broken << PageState::Error;
        QTest::newRow("offline") << Mood::Offline << PageState::Offline;
    }
    void states() {
        QFETCH(Mood, mood);
        QFETCH(PageState, state);
        open(mood);
        app_->navigate(u"calendar"_s);
        QTRY_COMPARE(page().state(), state);
    }

    void tenThousandJobs() {
        auto& jobs = backend_->sample().jobs;
        const client::Job model =
            *std::ranges::find(jobs, "source_sync", [](const auto& job) { return job.definition.name; });
        for (int i = 0; i < 10'000; ++i) {
            client::Job job = model;
            job.id = "job_many_" + std::to_string(i);
            job.definition.name = "many_" + std::to_string(i);
            job.definition.schedules = {std::to_string(i % 60) + " " + std::to_string(i / 60 % 24) + " * * *"};
            jobs.push_back(job);
        }
        backend_->reconnectNow();
        app_->navigate(u"calendar"_s);
        QTRY_VERIFY_WITH_TIMEOUT(page().days()->at(4, u"planned"_s).toInt() > 9000, 60'000);
        // Hours with more than fits are counted: there are never more boxes than a person could tell apart.
        QVERIFY(page().boxes()->count() < 7 * 24 * 2);
        QVERIFY(rowOf(*page().boxes(), {{"kind", u"many"_s}}) >= 0);
        page().chooseNext(1);
        QVERIFY(page().chosen() >= 0);
    }
};

QTEST_GUILESS_MAIN(TestCalendarPage)
#include "tst_calendar_page.moc"
