// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <nlohmann/json.hpp>

#include "tests/core/report/sample_report.h"

using namespace inferno;
using namespace inferno::report;
using namespace std::chrono_literals;

namespace {

const Check& checkOf(const Report& report, std::string_view subject) {
    const auto check = std::ranges::find(report.checks, subject, &Check::subject);
    Q_ASSERT(check != report.checks.end());
    return *check;
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAgreeWithTheRows() {
        const Report report = *gather(sampleInput());
        const RunTotals& t = report.totals;
        QCOMPARE(t.runs, std::uint64_t{260});
        QCOMPARE(t.completed + t.failed + t.cancelled + t.skipped + t.active, t.runs);
        QCOMPARE(report.failures.size(), static_cast<std::size_t>(t.failed));
        std::uint64_t byJob = 0;
        for (const JobSummary& job : report.jobs)
            byJob += job.totals.runs;
        QCOMPARE(byJob, t.runs);
        std::uint64_t byDay = 0;
        for (const DayCount& day : report.days)
            byDay += day.completed + day.failed + day.other;
        QCOMPARE(byDay, t.runs);
        QVERIFY(std::ranges::is_sorted(report.runs, {}, &RunRow::queued));
        QCOMPARE(report.eventsTotal, std::uint64_t{1'192'992});
    }

    void durationsHaveAMedian() {
        ReportInput input = sampleInput(0);
        for (const int seconds : {5, 1, 9, 3}) {
            RunRow run = sampleRun(0, input.scope.from + 1h);
            run.id += std::to_string(seconds);
            run.finished = *run.started + std::chrono::seconds(seconds);
            input.runs.push_back(run);
        }
        const Report report = *gather(std::move(input));
        QCOMPARE(report.jobs.at(0).median->count(), 3000);
        QCOMPARE(report.jobs.at(0).longest->count(), 9000);
        QCOMPARE(report.totals.busy.count(), 18000);
    }

    void daysAreThoseOfTheZone() {
        const Report report = *gather(sampleInput(0));
        QCOMPARE(report.days.size(), std::size_t{28});
        QCOMPARE(report.days.front().day, "2026-02-01");
        QCOMPARE(report.days.back().day, "2026-02-28");
        // A month with a change of the clock has its days all the same.
        ReportInput march = sampleInput(0);
        march.scope.from = *parseRfc3339("2026-03-01T00:00:00+01:00");
        march.scope.to = *parseRfc3339("2026-04-01T00:00:00+02:00");
        march.runs.push_back(sampleRun(1, *parseRfc3339("2026-03-31T21:30:00Z"))); // 23:30 in Berlin
        const Report inMarch = *gather(std::move(march));
        QCOMPARE(inMarch.days.size(), std::size_t{31});
        QCOMPARE(inMarch.days.back().completed, std::uint64_t{1});
    }

    void badPeriodsAndZonesAreRefused() {
        ReportInput backwards = sampleInput(0);
        std::swap(backwards.scope.from, backwards.scope.to);
        QCOMPARE(gather(std::move(backwards)).error().code, ErrorCode::InputInvalid);
        ReportInput elsewhere = sampleInput(0);
        elsewhere.scope.zone = "Europe/Atlantis";
        QCOMPARE(gather(std::move(elsewhere)).error().code, ErrorCode::CronZone);
    }

    void whatWasVerifiedIsEvidence() {
        const Report report = *gather(sampleInput());
        QCOMPARE(checkOf(report, "Every record recomputed").standing, Standing::Evidence);
        QCOMPARE(checkOf(report, "Sequence without gaps").finding,
                 "1,192,960 events, numbers 2,411,520 to 3,604,479, 0 gaps");
        QCOMPARE(checkOf(report, "Anchored outside").standing, Standing::NotTested);
        QCOMPARE(checkOf(report, "Erased or pruned ranges").standing, Standing::NotApplicable);
    }

    void whatWasNotVerifiedIsNoEvidence() {
        ReportInput input = sampleInput();
        input.attestation.verdict.clear();
        input.attestation.earlierSize.reset();
        const Report report = *gather(std::move(input));
        for (const char* subject :
             {"Checkpoints consistent", "Sequence without gaps", "Every record recomputed", "Checkpoint signed"})
            QCOMPARE(checkOf(report, subject).standing, Standing::NotTested);

        ReportInput shallow = sampleInput();
        shallow.attestation.level = "ciphertext";
        QCOMPARE(checkOf(*gather(std::move(shallow)), "Every record recomputed").standing, Standing::NotTested);
        ReportInput locked = sampleInput();
        locked.attestation.verdict = "key_unavailable";
        QCOMPARE(checkOf(*gather(std::move(locked)), "Every record recomputed").standing, Standing::NotTested);
    }

    void damageIsAnException_data() {
        QTest::addColumn<QString>("verdict");
        QTest::newRow("altered") << QStringLiteral("altered");
        QTest::newRow("missing") << QStringLiteral("missing");
        QTest::newRow("rolled back") << QStringLiteral("rolled_back");
    }
    void damageIsAnException() {
        QFETCH(const QString, verdict);
        ReportInput input = sampleInput();
        input.attestation.verdict = verdict.toStdString();
        input.attestation.problems = {{input.attestation.verdict, 2'411'777, "0000000007.seg", 4096, "a tag"}};
        const Report report = *gather(std::move(input));
        QCOMPARE(checkOf(report, "Every record recomputed").standing, Standing::Exception);
        QCOMPARE(checkOf(report, "Sequence without gaps").standing, Standing::Exception);
    }

    void eventsAboveTheCheckpointAreAnException() {
        ReportInput input = sampleInput();
        input.attestation.nextSeq = input.attestation.checkpointSize + 3;
        const Check check = checkOf(*gather(std::move(input)), "Period under the checkpoint");
        QCOMPARE(check.standing, Standing::Exception);
        QVERIFY(check.finding.starts_with("3 events"));
    }

    void theDocumentIsReadAsItWasWritten() {
        const Report report = *gather(sampleInput());
        const nlohmann::json document = toJson(report);
        const Report again = *reportFromJson(document);
        QCOMPARE(toJson(again).dump(), document.dump());
        QCOMPARE(toJson(*gather(sampleInput())).dump(), document.dump()); // the same input, the same bytes
        ReportInput shuffled = sampleInput();
        std::ranges::reverse(shuffled.runs);
        std::ranges::reverse(shuffled.events);
        QCOMPARE(toJson(*gather(std::move(shuffled))).dump(), document.dump());
    }

    void aBadDocumentNamesTheField() {
        nlohmann::json document = toJson(*gather(sampleInput(3)));
        document["runs"][1]["queued"] = "yesterday";
        const auto bad = reportFromJson(document);
        QCOMPARE(bad.error().code, ErrorCode::InputInvalid);
        QVERIFY2(bad.error().detail.find("runs[1].queued") != std::string::npos, bad.error().detail.c_str());
        document["format"] = "inferno-report/2";
        QVERIFY(!reportFromJson(document));
        QVERIFY(!reportFromJson(nlohmann::json::array()));
        // Every field that is not optional is missed.
        const nlohmann::json good = toJson(*gather(sampleInput(1)));
        for (const auto& [name, value] : good.items()) {
            nlohmann::json without = good;
            without.erase(name);
            QVERIFY2(!reportFromJson(without), name.c_str());
        }
    }

    void wordsThatAReportNeverSays() {
        const std::string text = toJson(*gather(sampleInput())).dump();
        QVERIFY(text.find("ompliant") == std::string::npos);
    }

    void counts() {
        QCOMPARE(formatCount(0), "0");
        QCOMPARE(formatCount(999), "999");
        QCOMPARE(formatCount(1000), "1,000");
        QCOMPARE(formatCount(1192960), "1,192,960");
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
