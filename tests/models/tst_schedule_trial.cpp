// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "models/fakes/fake_backend.h"
#include "models/schedule_trial.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const WallTime kFrom = *parseRfc3339("2026-03-24T09:42:07Z");

/// A letter a fire: S starts, B beside, W waits, R replaces, o the run before goes on, x blackout, m missed, c made up
/// for.
QString lettersOf(const Simulation& simulation) {
    static constexpr char kLetters[] = "SBWRoxmc";
    QString out;
    for (const SimulatedFire& fire : simulation.fires)
        out += QLatin1Char(kLetters[static_cast<int>(fire.fate)]);
    return out;
}

Simulation tried(const char* cron, const SimulationRules& rules) {
    return simulate(*schedule::Recurrence::parse(cron), schedule::Zone::utc(), rules);
}

SimulationRules rulesFor(std::chrono::minutes takes, const char* overlap = "skip") {
    SimulationRules rules;
    rules.from = kFrom;
    rules.to = kFrom + 6h; // until 15:42
    rules.takes = takes;
    rules.overlap = overlap;
    return rules;
}

} // namespace

/// What a schedule would do in the coming days.
class TestScheduleTrial : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void overlaps_data() {
        QTest::addColumn<int>("takes");
        QTest::addColumn<QString>("overlap");
        QTest::addColumn<int>("parallel");
        QTest::addColumn<QString>("letters");
        const auto row = [](const char* name, int takes, const char* overlap, int parallel, const char* letters) {
            QTest::newRow(name) << takes << QString::fromLatin1(overlap) << parallel << QString::fromLatin1(letters);
        };
        // Each hour from 10 to 15.
        row("short runs", 10, "skip", 0, "SSSSSS");
        row("as long as the hour", 60, "skip", 0, "SSSSSS");
        row("longer: every second is skipped", 90, "skip", 0, "SoSoSo");
        row("longer, one waits", 90, "queue", 0, "SWWWoW"); // the one that waits begins at 11:30, 13:00 and 14:30
        row("beside each other", 90, "allow", 0, "SBBBBB");
        row("at most one at once", 90, "allow", 1, "SWWWWW");
        row("the new one takes the place", 90, "replace", 0, "SRRRRR");
    }
    void overlaps() {
        QFETCH(int, takes);
        QFETCH(QString, overlap);
        QFETCH(int, parallel);
        QFETCH(QString, letters);
        SimulationRules rules = rulesFor(std::chrono::minutes(takes), "");
        rules.overlap = overlap.toStdString();
        rules.maxParallel = parallel;
        QCOMPARE(lettersOf(tried("0 * * * *", rules)), letters);
    }

    void whenTheyBeginAndEnd() {
        const Simulation queue = tried("0 * * * *", rulesFor(90min, "queue"));
        QCOMPARE(formatUtc(queue.fires.at(1).begins), "2026-03-24T11:30:00Z");
        QCOMPARE(formatUtc(queue.fires.at(1).ends), "2026-03-24T13:00:00Z");
        const Simulation replace = tried("0 * * * *", rulesFor(90min, "replace"));
        QCOMPARE(formatUtc(replace.fires.at(0).ends), "2026-03-24T11:00:00Z");
        const Simulation one = tried("0 * * * *", [] {
            SimulationRules rules = rulesFor(90min, "allow");
            rules.maxParallel = 1;
            return rules;
        }());
        for (std::size_t at = 1; at < one.fires.size(); ++at)
            QCOMPARE(one.fires[at].begins, one.fires[at - 1].ends);
    }

    void bounds() {
        SimulationRules rules = rulesFor(1min);
        rules.maxRuns = 2;
        QCOMPARE(lettersOf(tried("0 * * * *", rules)), u"SS"_s);
        rules.maxRuns = 0;
        rules.starts = *parseRfc3339("2026-03-24T12:00:00Z");
        rules.ends = *parseRfc3339("2026-03-24T14:00:00Z");
        QCOMPARE(lettersOf(tried("0 * * * *", rules)), u"SSS"_s);
        rules = rulesFor(1min);
        rules.to = kFrom + 24h * 31;
        const Simulation many = tried("* * * * *", rules);
        QVERIFY(many.cut);
        QCOMPARE(many.fires.size(), std::size_t(Simulation::kMost));
    }

    void blackouts() {
        SimulationRules rules = rulesFor(1min);
        rules.blackouts = {{*parseRfc3339("2026-03-24T11:00:00Z"), *parseRfc3339("2026-03-24T13:00:00Z")}};
        QCOMPARE(lettersOf(tried("0 * * * *", rules)), u"SxxSSS"_s); // its end is not in it
    }

    void theServiceIsAway_data() {
        QTest::addColumn<QString>("misfire");
        QTest::addColumn<QString>("letters");
        QTest::newRow("skip") << u"skip"_s << u"mmmSSS"_s;
        QTest::newRow("latest") << u"latest"_s << u"mmcSSS"_s;
        QTest::newRow("all") << u"all"_s << u"cccSSS"_s;
    }
    void theServiceIsAway() {
        QFETCH(QString, misfire);
        QFETCH(QString, letters);
        SimulationRules rules = rulesFor(5min);
        rules.misfire = misfire.toStdString();
        rules.awayUntil = *parseRfc3339("2026-03-24T12:30:00Z");
        const Simulation simulation = tried("0 * * * *", rules);
        QCOMPARE(lettersOf(simulation), letters);
        WallTime last = *rules.awayUntil; // what is made up for begins then, one after the other
        for (const SimulatedFire& fire : simulation.fires) {
            if (fire.fate != Fate::CaughtUp)
                continue;
            QCOMPARE(fire.begins, last);
            last = fire.ends;
        }
        // Where the next is on time, the newest of those that were missed is not made up for.
        rules.awayUntil = *parseRfc3339("2026-03-24T13:00:00Z");
        if (misfire == "latest"_L1)
            QCOMPARE(lettersOf(tried("0 * * * *", rules)), u"mmmSSS"_s);
    }

    void nothingComesAfterTheServiceIsBack() {
        SimulationRules rules = rulesFor(5min);
        rules.awayUntil = kFrom + 5h;
        QCOMPARE(lettersOf(tried("0 11 * * *", rules)), u"c"_s);
        rules.to = kFrom + 60h;
        rules.awayUntil = kFrom + 50h; // older than the window of 24 h
        QCOMPARE(lettersOf(tried("0 11 25 * *", rules)), u"m"_s);
    }

    void lanesOfTheDays() {
        ScheduleTrial trial(FakeBackend::clock());
        client::JobDefinition job;
        const auto hourly = *schedule::Recurrence::parse("0 * * * *");
        const auto zone = *schedule::Zone::find("Europe/Berlin");
        trial.begin(5400.0);
        QCOMPARE(trial.takes(), u"1h30m"_s);
        trial.show(&hourly, zone, job, {});
        QCOMPARE(trial.lanes()->count(), 8); // from now on, seven days end within the eighth
        QVERIFY(trial.lanes()->at(0, u"name"_s).toString().startsWith(u"Tue 24"_s));
        QVERIFY(!trial.lanes()->at(0, u"note"_s).toString().isEmpty());
        QCOMPARE(trial.fates()->count(), 2);
        QCOMPARE(trial.fates()->at(1, u"tone"_s).toString(), u"failed"_s);
        // A run over midnight goes on in the next lane.
        const auto late = *schedule::Recurrence::parse("30 23 * * *");
        trial.show(&late, zone, job, {});
        const QVariantList bars = trial.lanes()->at(1, u"bars"_s).toList();
        QCOMPARE(bars.size(), 2);
        QCOMPARE(bars.at(0).toList().at(0).toDouble(), 0);
        QCOMPARE(bars.at(0).toList().at(1).toDouble(), 1.0 / 24);
        // What is asked of it asks for a new trial.
        QSignalSpy asked(&trial, &ScheduleTrial::asked);
        trial.setDays(1);
        trial.setAway(6);
        trial.setTakes(u"soon"_s);
        QCOMPARE(asked.size(), 3);
        QVERIFY(!trial.takesError().isEmpty());
        trial.show(nullptr, zone, job, {});
        QCOMPARE(trial.lanes()->count(), 0);
    }

    void blackoutsThatConcernIt() {
        ScheduleTrial trial(FakeBackend::clock());
        client::Blackout blackout;
        blackout.from = "2026-03-24T00:00:00Z";
        blackout.to = "2026-04-24T00:00:00Z";
        blackout.tags = {"db"};
        client::JobDefinition job;
        const auto daily = *schedule::Recurrence::parse("0 12 * * *");
        const auto tone = [&] {
            trial.show(&daily, schedule::Zone::utc(), job, {blackout});
            return trial.fates()->at(0, u"tone"_s).toString();
        };
        QCOMPARE(tone(), u"success"_s);
        job.tags = {"db"};
        QCOMPARE(tone(), u"neutral"_s);
        job.ignore_blackouts = true;
        QCOMPARE(tone(), u"success"_s);
    }
};

QTEST_GUILESS_MAIN(TestScheduleTrial)
#include "tst_schedule_trial.moc"
