// SPDX-License-Identifier: GPL-3.0-or-later
// The real service with 100,000 schedules: its memory, how late 20 fires a second start, how soon 1,000 that are due at
// one instant have run beside `xargs` and task-spooler on the same commands, and how soon a killed service starts what
// is due. What is late is told by the runs themselves: started less scheduled. Files are made in TMPDIR (/tmp).
#include <algorithm>
#include <chrono>
#include <fstream>

#include "core/base/clock.h"
#include "core/sqlite/database.h"
#include "tests/bench/service.h"

using namespace inferno;
using namespace inferno::bench;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr int kIdle = 100'000;
constexpr int kFires = 400;
constexpr auto kApart = 50ms;
constexpr int kBurst = 1'000;

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

class Api {
public:
    explicit Api(const Service& service) : service_(service), connection_(service.port()) {}

    json get(const std::string& path) { return json::parse(connection_.ask(head("GET", path) + "\r\n", "200")); }
    json post(const std::string& path, const json& body) {
        const std::string text = body.dump();
        return json::parse(connection_.ask(head("POST", path) + "Content-Type: application/json\r\nContent-Length: " +
                                               std::to_string(text.size()) + "\r\n\r\n" + text,
                                           "201"));
    }

private:
    std::string head(const char* method, const std::string& path) const {
        return std::string(method) + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(service_.port()) +
               "\r\nAuthorization: Bearer " + service_.token() + "\r\n";
    }
    const Service& service_;
    Connection connection_;
};

WallTime nowMs() {
    return std::chrono::floor<std::chrono::milliseconds>(SystemClock().now());
}

/// In a folder that is there, as the command line gives it.
void createAt(Api& api, const std::string& name, WallTime at, const char* tag) {
    api.post("/api/v1/jobs",
             {{"name", name}, {"command", "true"}, {"workdir", "/tmp"}, {"run_at", formatUtc(at)}, {"tags", {tag}}});
}

/// The runs of a tag, once all of them have ended.
std::vector<json> endedRuns(Api& api, const char* tag, std::size_t count) {
    for (;;) {
        std::vector<json> runs;
        std::string cursor;
        do {
            const json page = api.get("/api/v1/runs?limit=1000&status=completed&tag=" + std::string(tag) +
                                      (cursor.empty() ? "" : "&cursor=" + cursor));
            for (const json& run : page.at("items"))
                runs.push_back(run);
            cursor = page.value("next_cursor", "");
        } while (!cursor.empty());
        if (runs.size() >= count)
            return runs;
        std::this_thread::sleep_for(250ms);
    }
}

/// Milliseconds from when each was due to its start, sorted.
std::vector<double> latenessOf(const std::vector<json>& runs) {
    std::vector<double> late;
    for (const json& run : runs)
        late.push_back(
            std::chrono::duration<double, std::milli>(must(parseRfc3339(run.at("started").get<std::string>())) -
                                                      must(parseRfc3339(run.at("scheduled_for").get<std::string>())))
                .count());
    std::ranges::sort(late);
    return late;
}

/// Copies of a job that is due once a year, with its schedule, while no service has the database.
void multiply(const std::filesystem::path& root, const std::string& model) {
    auto db = must(sqlite::Database::open(root / "queue/inferno.db", sqlite::Access::ReadWrite));
    const auto columnsBut = [&](const std::string& table, const std::string& left) {
        std::string names;
        auto query = must(db.prepare("SELECT name FROM pragma_table_info('" + table + "')"));
        while (must(query.step()))
            if (left.find("," + query.text(0) + ",") == std::string::npos)
                names += ", " + query.text(0);
        return names;
    };
    const std::string jobs = columnsBut("jobs", ",id,name,definition,");
    const std::string schedules = columnsBut("schedules", ",id,job_id,");
    must(db.script("PRAGMA synchronous = OFF"));
    auto transaction = must(sqlite::Transaction::begin(db));
    const std::string numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) ";
    const std::string id = "printf('job_%026d', i)";
    must(db.run("INSERT INTO jobs (id, name, definition" + jobs + ") " + numbers + "SELECT " + id +
                    ", 'idle-' || i, json_set(definition, '$.name', 'idle-' || i)" + jobs +
                    " FROM n, jobs WHERE jobs.name = ?2",
                kIdle, model));
    must(db.run("INSERT INTO schedules (job_id" + schedules + ") " + numbers + "SELECT " + id + schedules +
                    " FROM n, schedules WHERE job_id = (SELECT id FROM jobs WHERE name = ?2)",
                kIdle, model));
    must(transaction.commit());
}

/// Seconds that a shell line takes; negative where its first word is not there.
double shellSeconds(const std::string& word, const std::string& line) {
    if (std::system(("command -v " + word + " >/dev/null").c_str()) != 0)
        return -1;
    const auto begin = std::chrono::steady_clock::now();
    await(start({"/bin/sh", "-c", line}), begin);
    return secondsSince(begin);
}

void fires(Api& api) {
    const WallTime first = nowMs() + 4s;
    for (int i = 0; i < kFires; ++i)
        createAt(api, "fire-" + std::to_string(i), first + i * kApart, "fires");
    const std::vector<double> late = latenessOf(endedRuns(api, "fires", kFires));
    print("dispatch.late.p50 (100,000 schedules, 20 a second)", late[late.size() / 2], "ms");
    print("dispatch.late.p99", late[late.size() * 99 / 100], "ms", "limit", 50);
}

struct Peers {
    double xargs = 0;
    double spooler = 0;
};

Peers measurePeers() {
    const std::string count = std::to_string(kBurst);
    const double xargs = shellSeconds("xargs", "seq " + count + " | xargs -P2 -n1 true");
    const double spooler = shellSeconds("tsp", "export TS_SOCKET=$(mktemp -u) TMPDIR=$(mktemp -d); tsp -S 2; for i in "
                                               "$(seq " +
                                                   count + "); do tsp -n true; done >/dev/null; tsp -w; tsp -K");
    return {xargs, spooler};
}

/// `name`: as many at once as there are cores, or as the service was told.
void burst(Api& api, const std::string& name, const Peers& peers) {
    const WallTime due = nowMs() + 20s; // making them takes a while
    for (int i = 0; i < kBurst; ++i)
        createAt(api, name + "-" + std::to_string(i), due, name.c_str());
    if (nowMs() > due)
        giveUp("making the jobs took longer than was left for it");
    const std::vector<json> runs = endedRuns(api, name.c_str(), kBurst);
    const std::vector<double> late = latenessOf(runs);
    WallTime last{};
    for (const json& run : runs)
        last = std::max(last, must(parseRfc3339(run.at("finished").get<std::string>())));
    const double seconds = std::chrono::duration<double>(last - due).count();
    print("dispatch." + name + ".first (1,000 due at one instant)", late.front(), "ms", "limit", 50);
    print("dispatch." + name, kBurst / seconds, "runs/s", "half of xargs -P2 -n1 true", kBurst / peers.xargs / 2);
    if (peers.spooler > 0)
        print("dispatch." + name + " beside task-spooler", kBurst / seconds, "runs/s", "tsp -S 2",
              kBurst / peers.spooler);
}

} // namespace

int main() {
    const Folder folder("bench-dispatch");
    const auto root = folder.path / "data";
    {
        const Service service(root);
        Api(service).post("/api/v1/jobs", {{"name", "idle"}, {"command", "true"}, {"schedules", {"0 0 1 1 *"}}});
    }
    multiply(root, "idle");
    const Peers peers = measurePeers();
    {
        const auto begin = std::chrono::steady_clock::now();
        const Service service(root);
        print("dispatch.ready (100,000 schedules)", 1e3 * secondsSince(begin), "ms");
        Api api(service);
        fires(api);
        burst(api, "burst", peers);
        print("dispatch.memory", memoryMb(service.pid(), "VmRSS"), "MB", "limit", 150);
        createAt(api, "after", nowMs() + 1s, "after");
        ::kill(service.pid(), SIGKILL);
    }
    std::this_thread::sleep_for(1500ms);
    const WallTime restarted = nowMs();
    {
        const Service service(root);
        Api api(service);
        const std::vector<json> after = endedRuns(api, "after", 1);
        print("dispatch.restart (killed, to the start of what is due)",
              std::chrono::duration<double, std::milli>(
                  must(parseRfc3339(after.front().at("started").get<std::string>())) - restarted)
                  .count(),
              "ms", "limit", 1000);
    }
    std::ofstream(root / "inferno.toml") << "[batch_queue]\nmax_concurrent_jobs = 8\n";
    const Service service(root);
    Api api(service);
    burst(api, "burst_8_at_once", peers);
    return 0;
}
