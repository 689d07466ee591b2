// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakes/sample.h"

#include <algorithm>
#include <map>

#include "core/schedule/cron_expression.h"
#include "core/schedule/words.h"
#include "models/fakes/fake_runs.h"
#include "models/fakes/fake_vault.h"

namespace inferno::models::fakes {

using namespace std::chrono_literals;
using schedule::CronExpression;

namespace {

struct Row {
    const char* name;
    const char* tags;    ///< comma-separated
    const char* cron;    ///< "" = none
    const char* depends; ///< comma-separated; "" = none
    const char* status;  ///< of its newest run, or running blocked disabled
    double p50;          ///< seconds
    double growth;       ///< of the duration over the recent runs
    const char* failed;  ///< which of the last 20 runs failed, 0 = newest
    const char* command;
};

constexpr Row kRows[] = {
    {"post_processing", "etl", "", "nightly_conversion", "failed", 1440, 0.38, "0 8", "post.py --in out/ --workers 8"},
    {"compliance_report", "sla,finance", "0 12 * * 1-5", "batch_inference,model_validation:completion", "completed",
     300, 0.02, "", "report.py --period day"},
    {"embedding_refresh", "ml,gpu", "15 */2 * * *", "feature_export", "running", 2460, 0.03, "",
     "embed.py --model doc_embedder:2.0"},
    {"feature_export", "etl", "15 10 * * 1-5", "invoice_import", "running", 1740, 0.07, "", "export.py --to features/"},
    {"invoice_import", "finance", "11-56/15 * * * *", "", "running", 95, 0.01, "", "import.py invoices.csv"},
    {"batch_inference", "ml,gpu", "", "post_processing", "blocked", 2280, 0.02, "",
     "batch --model fraud_detection --input-dir in"},
    {"fraud_scoring", "ml,finance", "", "batch_inference", "blocked", 480, 0.02, "", "score.py --level 0.7"},
    {"nightly_conversion", "etl,docs", "0 2 * * *", "source_sync", "completed", 2400, 0.10, "13",
     "convert --input-dir in --output-dir out"},
    {"model_validation", "ml", "30 2 * * 0", "", "completed", 4200, 0.02, "", "validate --model fraud_detection"},
    {"vault_backup", "vault", "0 5-23/6 * * *", "", "completed", 250, 0.02, "", "backup.sh /srv/backup"},
    {"cache_cleanup", "housekeeping", "10,40 * * * *", "", "completed", 12, 0.0, "", "cleanup --max-age 7d cache/"},
    {"log_rotation", "housekeeping", "5 * * * *", "", "completed", 19, 0.0, "", "logrotate.sh"},
    {"source_sync", "etl", "30 1 * * *", "", "completed", 1020, 0.03, "17", "rsync -a src:/data in/"},
    {"schema_check", "etl,db", "", "source_sync", "completed", 80, 0.02, "", "check_schema.py"},
    {"geoip_update", "logs", "40 4 * * 3", "", "completed", 170, 0.02, "", "geoip.sh"},
    {"drift_report", "ml", "0 7 * * 1", "embedding_refresh", "completed", 640, 0.04, "", "drift.py"},
    {"sla_digest", "sla", "0 18 * * 1-5", "archive_push:completion", "completed", 44, 0.0, "", "digest.py"},
    {"archive_push", "vault,s3", "30 23 * * *", "vault_backup:completion", "completed", 1080, 0.22, "15",
     "push.sh s3://archive"},
    {"token_cleanup", "security", "10 4 * * *", "", "completed", 8, 0.0, "", "tokens.sh --expired"},
    {"doc_embedding_full", "ml,gpu", "0 22 * * 6", "", "completed", 11400, 0.16, "", "embed.py --all"},
    {"fraud_retrain", "ml,gpu", "0 3 1 * *", "post_processing:failure", "disabled", 7400, 0.02, "2", "retrain.py"},
    {"tenant_export", "gdpr", "", "", "completed", 400, 0.05, "", "export_tenant.py"},
    {"gpu_benchmark", "gpu", "0 5 * * 0", "", "disabled", 1500, 0.02, "", "benchmark --model doc_embedder"},
    {"smtp_probe", "housekeeping", "50 * * * *", "", "completed", 3, 0.0, "", "probe.sh smtp"},
};

std::vector<std::string> split(std::string_view list, char separator) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto end = list.find(separator);
        parts.emplace_back(list.substr(0, end));
        list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    }
    return parts;
}

std::string hex(std::uint64_t seed, int digits) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    for (int i = 0; i < digits; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        out += kDigits[seed >> 60];
    }
    return out;
}

schedule::Zone zone() {
    return schedule::Zone::find(kSampleZone).value();
}

/// The fire times of a job in (from, to]: its own, or those of the job that it waits for, 20 minutes later.
std::vector<WallTime> firesOf(const Row& row, WallTime from, WallTime to) {
    std::string_view cron = row.cron;
    auto shift = 0min;
    if (cron.empty()) {
        cron = "0 2 * * *"; // what depends on the nightly work runs after it
        shift = std::string_view(row.name) == "post_processing" ? 6h + 44min : 50min;
    }
    std::vector<WallTime> fires;
    const auto expression = CronExpression::parse(cron).value();
    WallTime at = from - shift;
    while (true) {
        const auto next = expression.next(at, zone());
        if (!next || !*next || **next + shift > to)
            return fires;
        at = **next;
        fires.push_back(at + shift);
    }
}

std::chrono::nanoseconds seconds(double value) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(value));
}

client::Run makeRun(const Row& row, std::size_t job, std::size_t age, WallTime started) {
    client::Run run;
    run.id = "run_" + hex(job * 1009 + age + 1, 12);
    run.job_id = "job_" + hex(job + 77, 12);
    run.job = row.name;
    run.trigger = *row.cron ? "schedule" : "dependency";
    run.attempt = 1;
    run.attempts_max = 3;
    run.scheduled_for = run.queued = run.started = formatUtc(started);
    const double wobble = 0.72 + 0.46 * static_cast<double>((job * 7 + age * 13) % 10) / 10;
    const double growth = 1 + row.growth * (1 - std::min(static_cast<double>(age), 20.0) / 20);
    run.duration = row.p50 * wobble * growth;
    run.status = "completed";
    run.exit_code = 0;
    const auto failed = split(row.failed, ' ');
    if (std::ranges::find(failed, std::to_string(age)) != failed.end()) {
        run.status = "failed";
        run.attempt = 3;
        run.duration *= 0.4;
        run.exit_code = job == 0 ? 137 : 1;
    }
    run.finished = formatUtc(started + seconds(run.duration));
    if (age == 0 && std::string_view(row.status) == "running") {
        run.status = "running";
        run.exit_code.reset();
        run.finished.clear();
        run.duration = std::chrono::duration<double>(sampleNow() - started).count();
        run.progress = std::min(95.0, 100 * run.duration / row.p50);
    }
    return run;
}

/// The runs of a job, newest first: at least 20 where its schedule has so many in two years.
std::vector<client::Run> runsOf(const Row& row, std::size_t job) {
    const auto span = *row.cron && std::string_view(row.cron).ends_with("1 * *") ? 700 * 24h : 150 * 24h;
    auto fires = firesOf(row, sampleNow() - span, sampleNow());
    std::ranges::reverse(fires);
    const bool often = fires.size() > 1000;
    fires.resize(std::min<std::size_t>(fires.size(), often ? 110 : 26));
    std::vector<client::Run> runs;
    for (std::size_t age = 0; age < fires.size(); ++age)
        runs.push_back(makeRun(row, job, age, fires[age]));
    return runs;
}

client::Job makeJob(const Row& row, std::size_t index, const std::vector<client::Run>& runs) {
    client::Job job;
    job.id = "job_" + hex(index + 77, 12);
    auto& what = job.definition;
    what.name = row.name;
    what.command = row.command;
    what.tags = split(row.tags, ',');
    what.depends_on = split(row.depends, ',');
    what.timezone = kSampleZone;
    what.retry_attempts = 2;
    if (what.name == "post_processing")
        what.resources.memory_limit_gb = 8;
    const std::string status = row.status;
    what.enabled = status != "disabled";
    if (*row.cron) {
        what.schedules = {row.cron};
        const auto expression = CronExpression::parse(row.cron).value();
        job.schedule_words = schedule::describe(expression);
        if (const auto next = expression.next(sampleNow(), zone()); what.enabled && next && *next)
            job.next_run = formatUtc(**next);
    } else {
        job.schedule_words = what.depends_on.empty() ? "On request" : "After " + what.depends_on.front();
    }
    const bool active = status == "running" || status == "blocked" || status == "disabled";
    job.status = active ? status : job.next_run.empty() ? "ready" : "scheduled";
    job.last_status = status == "running" || status == "disabled" || status == "blocked" ? "completed" : status;
    job.last_run = runs.empty() ? "" : runs.front().started;
    job.p50 = row.p50;
    job.p95 = row.p50 * (1.1 + row.growth);
    if (status == "running")
        job.progress = runs.front().progress;
    for (std::size_t age = std::min<std::size_t>(runs.size(), 20); age-- > 0;)
        job.recent.push_back({runs[age].id, runs[age].status, runs[age].started, runs[age].duration});
    job.created = "2025-11-03T08:00:00Z";
    job.updated = "2026-03-20T14:12:00Z";
    return job;
}

client::AuditEvent makeEvent(std::uint64_t seq, WallTime time, const char* type, const char* action, const char* user,
                             const std::string& resource, const char* result) {
    client::AuditEvent event;
    event.seq = seq;
    event.id = "evt_" + hex(seq, 16);
    event.timestamp = event.received = formatUtc(time);
    event.event_type = type;
    event.action = action;
    event.user = user;
    event.resource = resource;
    event.result = result;
    event.severity = std::string_view(result) == "success" ? "low" : "high";
    event.level = std::string_view(result) == "success" ? "info" : "error";
    event.origin = "service";
    event.recorded_by = "infernod";
    event.source_ip = "127.0.0.1";
    event.details = R"({"trigger":"schedule","attempt":1})";
    return event;
}

/// Events of people between those of the jobs.
void addPeople(std::vector<client::AuditEvent>& events) {
    struct Act {
        std::chrono::seconds ago;
        const char *type, *action, *user, *resource, *result, *address;
    };
    static constexpr Act kActs[] = {
        {9s, "authentication", "login_success", "mara.keller", "session", "success", "10.20.4.17"},
        {55s, "system", "config_change", "j.okafor", "job/model_validation", "success", "10.20.4.31"},
        {124s, "model_operation", "model_load", "svc-ml", "fraud_detection:1.3", "success", "127.0.0.1"},
        {201s, "security", "access_denied", "tmp-intern2", "vault/export", "denied", "10.20.7.88"},
        {203s, "security", "access_denied", "tmp-intern2", "vault/search", "denied", "10.20.7.88"},
        {527s, "authentication", "login_failed", "root", "session", "failure", "185.220.101.4"},
        {529s, "authentication", "login_failed", "root", "session", "failure", "185.220.101.4"},
        {531s, "authentication", "login_failed", "admin", "session", "failure", "185.220.101.4"},
        {3661s, "system", "config_change", "mara.keller", "alert/login_burst", "success", "10.20.4.17"},
    };
    for (const Act& act : kActs) {
        client::AuditEvent event =
            makeEvent(0, sampleNow() - act.ago, act.type, act.action, act.user, act.resource, act.result);
        event.source_ip = act.address;
        event.session_id = std::string("s-") + act.user;
        if (event.action == "config_change")
            event.details = R"({"changes":{"retry_attempts":{"old":2,"new":4},"timeout":{"old":"30m","new":"45m"}}})";
        events.push_back(std::move(event));
    }
}

void addJobEvents(const std::vector<client::Run>& runs, std::vector<client::AuditEvent>& events) {
    for (const auto& run : runs) {
        const WallTime started = parseRfc3339(run.started).value();
        if (started < sampleNow() - 24h)
            continue;
        const std::string resource = run.job + "/" + run.id.substr(4, 6);
        events.push_back(makeEvent(0, started, "job", "job_started", "scheduler", resource, "success"));
        if (run.finished.empty())
            continue;
        const WallTime finished = parseRfc3339(run.finished).value();
        const bool ok = run.status == "completed";
        events.push_back(makeEvent(0, finished, "job", ok ? "job_completed" : "job_failed", "runner", resource,
                                   ok ? "success" : "failure"));
    }
}

std::vector<client::AuditEvent> makeEvents(const std::vector<client::Run>& runs) {
    std::vector<client::AuditEvent> events;
    addPeople(events);
    addJobEvents(runs, events);
    std::ranges::sort(events, std::greater{}, &client::AuditEvent::received);
    std::uint64_t seq = 4'210'992;
    for (auto& event : events) {
        event.seq = seq--;
        event.id = "evt_" + hex(event.seq, 16);
    }
    return events;
}

client::QueueStats makeQueue(const std::vector<client::Run>& runs) {
    client::QueueStats queue;
    queue.jobs = std::size(kRows);
    queue.queued = 2;
    queue.blocked = 2;
    queue.running = 3;
    queue.max_concurrent = 8;
    queue.per_hour.assign(24, 0);
    std::map<std::string, int> before;
    for (const auto& run : runs) {
        if (run.finished.empty())
            continue;
        const auto ago = sampleNow() - parseRfc3339(run.finished).value();
        if (ago < 24h) {
            ++queue.last_24h[run.status];
            ++queue.runs_24h;
            ++queue.per_hour[static_cast<std::size_t>(23 - ago / 1h)];
        } else if (ago < 48h) {
            ++before[run.status];
            ++queue.runs_before;
        }
    }
    queue.runs_before = queue.runs_24h - 12;
    queue.success_rate_24h = 1.0 - static_cast<double>(queue.last_24h["failed"]) / std::max(1, queue.runs_24h);
    queue.success_rate_before = 1.0;
    return queue;
}

client::AuditStatus makeVault() {
    client::AuditStatus vault;
    vault.state = "open";
    vault.vault_id = "5d0c81aa";
    vault.folder = "/var/lib/inferno/vault";
    vault.events = vault.durable = 4'210'993;
    vault.checkpointed = 4'210'993;
    vault.sealed = 4'198'400;
    vault.root = hex(4'210'993, 64);
    vault.checkpoint_time = formatUtc(sampleNow() - 1s);
    vault.last_event = formatUtc(sampleNow() - 9s);
    vault.verifier_key = verifierKey();
    vault.bytes = 118ULL << 30;
    vault.last_verified = "2026-03-24T05:00:00Z";
    vault.last_verdict = "ok";
    vault.opened_by = "key_file";
    vault.key_file = "/var/lib/inferno/keys/vault.key";
    vault.kek_version = 3;
    vault.data_keys = 4;
    vault.keys_rotated = "2026-01-14T03:00:00Z";
    vault.keys_rotate = "2026-04-14T03:00:00Z";
    vault.unanchored = 212;
    vault.unanchored_seconds = 41;
    vault.anchors = {{"witness", "http://forge-02:8080/api/v1/witness", 4'210'781, "2026-03-24T09:41:26Z", "", false},
                     {"witness", "http://ledger-w1:8080/api/v1/witness", 4'210'781, "2026-03-24T09:41:26Z", "", false}};
    return vault;
}

} // namespace

WallTime sampleNow() {
    return parseRfc3339("2026-03-24T09:42:07Z").value();
}

Sample makeSample() {
    Sample sample;
    for (std::size_t index = 0; index < std::size(kRows); ++index) {
        const auto runs = runsOf(kRows[index], index);
        sample.jobs.push_back(makeJob(kRows[index], index, runs));
        sample.runs.insert(sample.runs.end(), runs.begin(), runs.end());
        for (const auto& edge : split(kRows[index].depends, ',')) {
            const auto colon = edge.find(':');
            sample.edges.push_back({edge.substr(0, colon), kRows[index].name,
                                    colon == std::string::npos ? "success" : edge.substr(colon + 1)});
        }
    }
    std::ranges::sort(sample.runs, std::greater{}, &client::Run::started);
    tellCauses(sample);
    client::JobDefinition& exporting = std::ranges::find(sample.jobs, "tenant_export", [](const auto& job) {
                                           return job.definition.name;
                                       })->definition;
    exporting.template_name = exporting.name;
    exporting.params = {{"tenant", "acme"}, {"format", "csv"}, {"days", "30"}, {"anonymous", "true"}};
    sample.exceptions = {{"geoip_update", "2026-03-25T03:40:00Z", "", "mara.keller"},
                         {"token_cleanup", "2026-03-26T03:10:00Z", "", "mara.keller"}};
    sample.blackouts.push_back(
        {"DB", "2026-03-27T12:30:00Z", "2026-03-27T14:30:00Z", "", 0, {}, kSampleZone, {}, "update of the database"});
    sample.events = makeEvents(sample.runs);
    sample.queue = makeQueue(sample.runs);
    sample.vault = makeVault();
    sample.host = {"forge-01", 16, 23, 128ULL << 30, 41ULL << 30, 476ULL << 30, 239ULL << 30, {}, kSampleZone};
    sample.service.status = "ok";
    sample.service.instance = "sample";
    sample.service.version = "0.1.0";
    sample.service.url = "http://127.0.0.1:8080";
    sample.service.pid = 1204;
    sample.service.data_dir = "/var/lib/inferno";
    sample.service.ports = {{"api", 8080}, {"management", 8081}, {"metrics", 8082}};
    sample.service.started = "2026-03-12T05:30:00Z";
    return sample;
}

std::vector<client::CalendarEntry> calendarOf(const Sample& sample, WallTime from, WallTime to) {
    std::vector<client::CalendarEntry> entries;
    for (const auto& run : sample.runs) {
        const WallTime started = parseRfc3339(run.started).value();
        const WallTime ended = run.finished.empty() ? sampleNow() : parseRfc3339(run.finished).value();
        if (ended >= from && started <= to)
            entries.push_back({run.job, run.id, run.status, run.started, run.finished, 0, {}});
    }
    for (const auto& row : kRows) {
        if (!*row.cron || std::string_view(row.status) == "disabled")
            continue;
        for (const WallTime fire : firesOf(row, std::max(from, sampleNow()), to))
            entries.push_back({row.name, {}, "planned", formatUtc(fire), {}, row.p50, {}});
    }
    for (auto& entry : entries) {
        const auto row = std::ranges::find(kRows, entry.job, &Row::name);
        entry.estimate = row == std::end(kRows) ? 0 : row->p50;
    }
    return entries;
}

std::string logOf(const client::Run& run) {
    if (run.started.empty())
        return {};
    std::string log;
    const WallTime started = parseRfc3339(run.started).value();
    for (int batch = 1; batch <= 60; ++batch) {
        const auto at = formatUtc(started + seconds(run.duration * batch / 60)).substr(11, 8);
        log += at + " I batch " + std::to_string(1433 + batch) + "/2400  768 docs  1.0" + std::to_string(batch % 10) +
               " s\n";
        if (batch == 48)
            log += at + " W doc 77120: 9,412 tokens, cut to 8,192\n";
    }
    if (run.status == "failed")
        log += "Killed\n";
    return log;
}

} // namespace inferno::models::fakes
