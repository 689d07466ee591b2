// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;
using nlohmann::json;

namespace {

/// A definition that is valid, with some of its options set, and with edges to those before it.
JobDefinition anyDefinition(int number) {
    using rc::gen::element;
    using rc::gen::inRange;
    JobDefinition job = definition("job-" + std::to_string(number),
                                   *element<std::string>("true", "echo 'a b'", "=1+1", "x\ny", "cleanup"));
    if (*inRange(0, 2) == 1)
        job.schedules = {*element<std::string>("0 2 * * *", "*/5 * * * 1-5", "@every 90m", "@reboot")};
    job.timezone = *element<std::string>("UTC", "Europe/Rome", "Australia/Lord_Howe");
    job.timeout = std::chrono::milliseconds(*inRange(0, 100'000'000));
    job.retry = {*inRange(0, 10), std::chrono::milliseconds(*inRange(0, 5000)), 1.0 + *inRange(0, 40) / 8.0,
                 std::chrono::milliseconds(*inRange(5000, 90'000))};
    job.priority = *element(Priority::Low, Priority::Normal, Priority::Critical);
    job.misfire = *element(Misfire::Skip, Misfire::Latest, Misfire::All);
    job.overlap = *element(Overlap::Skip, Overlap::Queue, Overlap::Replace);
    job.dependsJoin = *element(Join::All, Join::Any);
    job.jitter = std::chrono::milliseconds(*inRange(0, 1000));
    job.env = {{"NAME", *element<std::string>("", "a=b", "ö \"x\"")}};
    job.tags = {*element<std::string>("a", "b"), "c"};
    if (*inRange(0, 2) == 1)
        job.condition = "disk_usage_percent > 80";
    if (*inRange(0, 3) == 1)
        job.runAt = *parseRfc3339("2027-01-01T00:00:00Z") + std::chrono::seconds(*inRange(0, 1000));
    for (int parent = 0; parent < number; ++parent)
        if (*inRange(0, 3) == 1)
            job.dependsOn.push_back({"job-" + std::to_string(parent),
                                     *element(DependsOn::Success, DependsOn::Failure, DependsOn::Completion)});
    return job;
}

json exported(JobStore& store) {
    json all = json::array();
    const auto page = store.jobs({});
    for (const Job& job : page->items) {
        all.push_back(toJson(job.definition));
        all.back()["enabled"] = job.enabled;
    }
    return all;
}

std::string actionsOf(const Plan& plan) {
    std::string text;
    for (const PlannedChange& change : plan.changes)
        text += (text.empty() ? "" : " ") + change.name + ":" + std::string(nameOf(change.action));
    return text;
}

} // namespace

/// Many definitions at once: the plan, and that it is all or nothing.
class TestApply : public QObject {
    Q_OBJECT

    static Plan apply(StoreFixture& store, const json& documents, ApplyOptions options = {}) {
        const auto plan = store.store().apply(documents, options, Request{});
        if (!plan)
            qFatal("%s", plan.error().message().c_str());
        return *plan;
    }
    static json job(const char* name, std::vector<std::string> parents = {}, const char* command = "true") {
        return {{"name", name}, {"command", command}, {"depends_on", std::move(parents)}};
    }

private Q_SLOTS:
    void whatIsExportedIsTakenBackUnchanged() {
        const bool holds = rc::check("export, apply elsewhere, export: the same", [] {
            StoreFixture first;
            const int count = *rc::gen::inRange(1, 6);
            for (int i = 0; i < count; ++i)
                first.create(anyDefinition(i), {.enabled = *rc::gen::inRange(0, 2) == 1, .noRun = true});
            json documents = exported(first.store());
            const Plan same = apply(first, documents);
            for (const PlannedChange& change : same.changes)
                RC_ASSERT(change.action == PlanAction::Unchanged);
            std::ranges::reverse(documents); // children before their parents
            StoreFixture second;
            RC_ASSERT(apply(second, documents).problems.empty());
            std::ranges::reverse(documents);
            RC_ASSERT(exported(second.store()) == documents);
            second.actions();
            const Plan again = apply(second, documents);
            for (const PlannedChange& change : again.changes)
                RC_ASSERT(change.action == PlanAction::Unchanged);
            RC_ASSERT(second.actions() == "");
        });
        QVERIFY(holds);
    }

    void aPlanSaysWhatItWouldDoAndDoesNot() {
        StoreFixture store;
        apply(store, {job("a"), job("b", {"a"}), job("c")});
        QVERIFY(store.actions() == "job_created job_created job_created");
        QVERIFY(store.statesOf("a") == ""); // what apply makes does not run
        json changed = job("b", {"c"}, "false");
        changed["timeout"] = "15m";
        changed["enabled"] = false;
        const json wanted{changed, job("d"), job("c")};

        const Plan plan = apply(store, wanted, {.dryRun = true, .prune = true});
        QVERIFY(actionsOf(plan) == "b:change d:create c:unchanged a:delete");
        QVERIFY(plan.changes[0].fields.at("timeout") == (json{{"old", 0.0}, {"new", 900.0}}));
        QVERIFY(plan.changes[0].fields.at("enabled") == (json{{"old", true}, {"new", false}}));
        QVERIFY(plan.changes[0].fields.at("depends_on") == (json{{"old", {"a:success"}}, {"new", {"c:success"}}}));
        QVERIFY(store.actions() == "");
        QVERIFY(store.store().job("b")->definition.command == "true");
        QVERIFY(store.store().job("a"));

        QCOMPARE(apply(store, wanted).others, 1);
        QVERIFY(store.store().job("a")); // only with prune
        QVERIFY(actionsOf(apply(store, wanted, {.prune = true})) == "b:unchanged d:unchanged c:unchanged a:delete");
        QCOMPARE(store.store().job("a").error().code, ErrorCode::JobUnknown);
        QCOMPARE(store.store().job("b")->enabled, false);
        // Who says nothing of it leaves a job switched off.
        QVERIFY(actionsOf(apply(store, json::array({job("b", {"c"})}))) == "b:change");
        QCOMPARE(store.store().job("b")->enabled, false);
    }

    void allIsCheckedBeforeAnythingIsChanged() {
        StoreFixture store;
        store.pools = {{"db", 1}};
        store.open();
        apply(store, json::array({job("old")}));
        store.actions();
        json typo = job("typo");
        typo["shedules"] = {"0 2 * * *"};
        json pool = job("pool");
        pool["pool"] = "bd";
        const Plan plan = apply(store, {job("good"), typo, job("good"), job("orphan", {"odl"}), 7});
        QCOMPARE(plan.problems.size(), 3U);
        QVERIFY(plan.problems[0].document == 1U);
        QVERIFY(plan.problems[0].error.detail.find("shedules") != std::string::npos);
        QVERIFY(plan.problems[0].error.hint.find("schedules") != std::string::npos);
        QVERIFY(plan.problems[1].document == 2U);
        QVERIFY(plan.problems[2].document == 4U);
        QVERIFY(apply(store, {job("good"), job("orphan", {"odl"})}).problems.at(0).error.hint == "did you mean 'old'?");
        QVERIFY(apply(store, {job("good"), pool}).problems.at(0).document == 1U);
        const Plan lost = apply(store, json::array({job("child", {"old"})}), {.prune = true});
        QVERIFY(lost.problems.at(0).error.detail.find("would be deleted") != std::string::npos);
        QVERIFY(store.actions() == "");
        QCOMPARE(store.store().jobs({})->items.size(), 1U);
    }

    void aCircleIsToldWithItsWay() {
        StoreFixture store;
        apply(store, {job("a"), job("b", {"a"}), job("c", {"b"})});
        store.actions();
        const Plan plan = apply(store, {job("new"), job("a", {"c"})});
        QCOMPARE(plan.problems.size(), 1U);
        QVERIFY(plan.problems[0].document == 1U);
        QCOMPARE(plan.problems[0].error.code, ErrorCode::JobCycle);
        QVERIFY(plan.problems[0].error.detail == "depends_on: a -> c -> b -> a");
        QCOMPARE(apply(store, json::array({job("self", {"self"})})).problems.size(), 1U);
        QVERIFY(store.actions() == "");
        // Turned round as a whole it is no circle, though on the way it would be one.
        QVERIFY(apply(store, {job("a", {"b"}), job("b", {"c"}), job("c")}).problems.empty());
        QVERIFY(store.store().job("a")->definition.dependsOn.at(0).job == "b");
    }

    void whatRunsIsNotPruned() {
        StoreFixture store;
        apply(store, {job("busy"), job("idle")});
        store.runNow("busy");
        QCOMPARE(store.claim().size(), 1U);
        store.actions();
        const Plan plan = apply(store, json::array({job("other")}), {.prune = true});
        QCOMPARE(plan.problems.size(), 1U);
        QVERIFY(plan.problems[0].name == "busy");
        QVERIFY(!plan.problems[0].document);
        QVERIFY(store.actions() == "");
        QVERIFY(store.store().job("idle"));
    }

    void aLongChainIsBroughtInOrder() {
        StoreFixture store;
        json chain = json::array();
        for (int i = 0; i < 2000; ++i)
            chain.push_back(job(("n" + std::to_string(i)).c_str(), {"n" + std::to_string(i + 1)}));
        chain.push_back(job("n2000"));
        QVERIFY(apply(store, chain, {.dryRun = true}).problems.empty());
        QVERIFY(store.store().jobs({})->items.empty());
    }
};

QTEST_GUILESS_MAIN(TestApply)
#include "tst_apply.moc"
