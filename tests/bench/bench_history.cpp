// SPDX-License-Identifier: GPL-3.0-or-later
// What lists, counts and runs cost beside a long history: 10,000 jobs with 10,000, 1 million and 5 million runs (or
// what INFERNO_BENCH_RUNS names instead, such as "10000 1000000"). The rows are written straight into the database, as
// a scheduler would have left them. Times are medians, of calls that read as the API does.
#include <algorithm>
#include <chrono>
#include <sstream>
#include <vector>

#include "core/base/vfs.h"
#include "core/jobs/job_store.h"
#include "core/jobs/outbox.h"
#include "core/jobs/run_queue.h"
#include "core/sqlite/database.h"
#include "tests/bench/service.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::bench;
using namespace std::chrono_literals;

namespace {

constexpr int kJobs = 10'000;
constexpr int kChained = 2'000; ///< of them start after another one
constexpr int kCalls = 15;      ///< of which the median is told
constexpr int kNewRuns = 300;

template <typename T>
T must(Result<T> result) {
    if (!result)
        giveUp(result.error().message());
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

double secondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

template <typename Call>
double medianMs(Call call) {
    std::vector<double> times;
    for (int i = 0; i < kCalls; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        must(call());
        times.push_back(1e3 * secondsSince(begin));
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

std::unique_ptr<JobStore> openStore(const std::filesystem::path& folder, Vfs& vfs, const Clock& clock) {
    JobStoreOptions options;
    options.folder = folder;
    options.defaults.timezone = "UTC";
    const auto plain = [](std::uint64_t, ByteView body) -> Result<Bytes> { return Bytes(body.begin(), body.end()); };
    options.cipher = {plain, plain};
    return must(JobStore::open(std::move(options), vfs, clock));
}

void forgetEvents(JobStore& store) {
    must(store.outbox().delivered(UINT64_MAX >> 1));
}

void makeJobs(JobStore& store) {
    for (int i = 0; i < kJobs; ++i) {
        JobDefinition job;
        job.name = "job-" + std::to_string(i);
        job.command = "true";
        job.overlap = Overlap::Allow;
        job.tags = {"team-" + std::to_string(i % 40)};
        if (i % 1000 == 7)
            job.tags.push_back("nightly");
        if (i % (kJobs / kChained) == 1)
            job.dependsOn = {{"job-" + std::to_string(i - 1), DependsOn::Success}};
        else
            job.schedules = {std::to_string(i % 60) + " " + std::to_string(i % 24) + " 1 1 *"};
        must(store.create(job, {.noRun = true}, Request{}));
        if (i % 500 == 0)
            forgetEvents(store);
    }
    forgetEvents(store);
}

/// Ended runs up to `count`, one each second up to now, spread over the jobs, one in 500 failed.
void fill(const std::filesystem::path& folder, const Clock& clock, std::int64_t count) {
    auto db = must(sqlite::Database::open(folder / "inferno.db", sqlite::Access::ReadWrite));
    const std::int64_t have = must(db.integer("SELECT count(*) FROM runs")).value_or(0);
    std::vector<std::pair<std::string, std::string>> indexes;
    {
        auto query = must(db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'runs' "
                                     "AND sql IS NOT NULL"));
        while (must(query.step()))
            indexes.emplace_back(query.text(0), query.text(1));
    }
    must(db.script("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;"));
    for (const auto& [name, sql] : indexes)
        must(db.script("DROP INDEX " + name));
    must(db.script("CREATE TEMP TABLE numbered (n INTEGER PRIMARY KEY, id TEXT);"
                   "INSERT INTO numbered (id) SELECT id FROM jobs;"));
    must(db.run("INSERT INTO runs (id, job_id, state, trigger, priority, attempt, launch, queued_ms, started_ms, "
                "finished_ms, exit_code, cause) WITH RECURSIVE c(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM c "
                "WHERE i + 1 < ?2) SELECT printf('run_%026d', i), numbered.id, "
                "CASE i % 500 WHEN 3 THEN 'failed' ELSE 'completed' END, 'schedule', 1, 1, 1, ?3 + 1000 * i, "
                "?3 + 1000 * i + 5, ?3 + 1000 * i + 700, CASE i % 500 WHEN 3 THEN 1 ELSE 0 END, "
                "'schedule 0 * * * * (UTC)' FROM c JOIN numbered ON numbered.n = 1 + (i * 7919) % ?4",
                have, count, clock.now() - std::chrono::seconds(count + 60), kJobs));
    for (const auto& [name, sql] : indexes)
        must(db.script(sql));
}

void measureLists(JobStore& store, const std::string& size) {
    const auto runs = [&](const char* name, const RunFilter& filter) {
        print(size + "runs." + name, medianMs([&] { return store.runs(filter); }), "ms", "limit", 100);
    };
    const WallTime old = must(store.runs({})).items.front().queued - 3h;
    runs("newest", {});
    runs("of_a_job", {.job = "job-77"});
    runs("failed", {.status = "failed"});
    runs("failed_of_a_job", {.job = "job-77", .status = "failed"});
    runs("of_a_tag_of_10_jobs", {.tag = "nightly"});
    runs("of_a_tag_of_250_jobs", {.tag = "team-3"});
    runs("failed_of_a_tag_of_10_jobs", {.status = "failed", .tag = "nightly"});
    runs("of_names_with_99", {.search = "99"});
    runs("before_a_time", {.until = old});
    const auto jobs = [&](const char* name, const JobFilter& filter) {
        print(size + "jobs." + name, medianMs([&] { return store.jobs(filter); }), "ms", "limit", 50);
    };
    jobs("first_200", {});
    jobs("failed", {.status = "failed"});
    jobs("of_a_tag", {.tag = "team-3"});
    jobs("with_99_in_their_name", {.search = "99"});
    print(size + "stats", medianMs([&] { return store.queueState(); }), "ms", "limit", 50);
    print(size + "graph.edges", medianMs([&] { return store.edges(); }), "ms", "limit", 50);
}

/// Milliseconds from queued to recorded result, of the bookkeeping alone.
double runCost(JobStore& store) {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kNewRuns; ++i)
        must(store.run("job-77", Request{}));
    for (int done = 0; done < kNewRuns;) {
        std::vector<AttemptResult> results;
        for (const LaunchOrder& order : must(store.queue().claim(16))) {
            AttemptResult result;
            result.runId = order.runId;
            result.launch = order.launch;
            result.exitCode = 0;
            results.push_back(std::move(result));
        }
        done += must(store.queue().recordResults(results));
        forgetEvents(store);
    }
    return 1e3 * secondsSince(begin) / kNewRuns;
}

} // namespace

int main() {
    const char* const asked = std::getenv("INFERNO_BENCH_RUNS");
    std::istringstream sizes(asked ? asked : "10000 1000000 5000000");
    const Folder folder("bench-history");
    SystemVfs vfs;
    const SystemClock clock;
    const auto queue = folder.path / "queue";
    makeJobs(*openStore(queue, vfs, clock));
    double first = 0;
    for (std::int64_t count = 0; sizes >> count;) {
        fill(queue, clock, count);
        const std::string size = "history." + std::to_string(count) + ".";
        const auto begin = std::chrono::steady_clock::now();
        const auto store = openStore(queue, vfs, clock);
        print(size + "open", 1e3 * secondsSince(begin), "ms", "limit", 1000);
        measureLists(*store, size);
        const double cost = runCost(*store);
        if (first == 0)
            first = cost;
        print(size + "run", cost, "ms", "with the first history", first);
    }
    return 0;
}
