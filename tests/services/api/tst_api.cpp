// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <algorithm>
#include <mutex>
#include <set>
#include <thread>

#include "services/api/openapi.h"
#include "services/api/report_period.h"
#include "services/api/route.h"
#include "services/api/torchserve/description.h"
#include "services/client/audit_follow.h"
#include "tests/services/api/live_service.h"

using namespace inferno;
using inferno::tests::bodyOf;
using inferno::tests::LiveService;
using inferno::tests::statusOf;
using nlohmann::json;

#define OK(result)                                                                                                     \
    do {                                                                                                               \
        const auto& fine = (result);                                                                                   \
        QVERIFY2(fine, fine ? "" : fine.error().message().c_str());                                                    \
    } while (false)
#define FAILS(result, expected)                                                                                        \
    do {                                                                                                               \
        const auto failing = (result);                                                                                 \
        QVERIFY(!failing);                                                                                             \
        QCOMPARE(std::string(idOf(failing.error().code)), std::string(idOf(expected)));                                \
    } while (false)

namespace {

client::JobDefinition jobOf(const std::string& name, const std::string& command) {
    client::JobDefinition job;
    job.name = name;
    job.command = command;
    return job;
}

bool isOver(const Result<client::Run>& run) {
    return run && !run->finished.empty();
}

} // namespace

class TestApi : public QObject {
    Q_OBJECT

    std::unique_ptr<LiveService> live_;

    client::Client& api() { return live_->client(); }
    /// Creates a job that runs at once and waits for its end.
    client::Run runToEnd(const client::JobDefinition& job) {
        const auto created = api().createJob(job);
        if (!created)
            qFatal("%s", created.error().message().c_str());
        const std::string id = created->run_id;
        for (int i = 0; i < 600 && !isOver(api().run(id)); ++i)
            QTest::qSleep(20);
        return api().run(id).value();
    }
    std::size_t countEvents(const std::string& action) {
        client::AuditQuery query;
        query.action = action;
        query.view = "count-" + action; // counting is one look
        return api().auditEvents(query).value().items.size();
    }

private Q_SLOTS:
    void init() { live_ = std::make_unique<LiveService>(); }
    void cleanup() { live_.reset(); }

    void saysWhatItIs() {
        const auto info = api().health();
        OK(info);
        QCOMPARE(info->status, "ok");
        QCOMPARE(info->instance, api().endpoint().instance);
        QCOMPARE(statusOf(live_->ask("GET", "/readyz", "")), 200);
        namespace fs = std::filesystem;
        QCOMPARE(fs::status(live_->dataDir()).permissions(), fs::perms(0711));
        QCOMPARE(fs::status(live_->dataDir() / "work").permissions(), fs::perms(0711));
        QCOMPARE(fs::status(live_->dataDir() / "run").permissions(), fs::perms(0700));
        QCOMPARE(fs::status(live_->dataDir() / "run/token").permissions(), fs::perms(0600));
        const auto host = api().host();
        OK(host);
        QVERIFY(host->cores > 0 && host->memory_total > 0 && host->disk_total > 0);
    }

    void asksForAToken() {
        const auto refused = live_->ask("GET", "/api/v1/jobs", "");
        QCOMPARE(statusOf(refused), 401);
        QCOMPARE(bodyOf(refused).value("code", ""), "auth.required");
        QVERIFY(refused.find("WWW-Authenticate: Bearer") != refused.npos);
        QCOMPARE(statusOf(live_->ask("GET", "/api/v1/jobs", "Authorization: Bearer wrong\r\n")), 401);
        QCOMPARE(statusOf(live_->ask("GET", "/api/v1/nowhere", "")), 401);
        QCOMPARE(statusOf(live_->ask("GET", "/api/v1/nowhere", live_->bearer())), 404);
        const auto method = live_->ask("PUT", "/api/v1/jobs", live_->bearer());
        QCOMPARE(statusOf(method), 405);
        QVERIFY(method.find("Allow: ") != method.npos);
        QCOMPARE(statusOf(live_->ask("GET", "/api/v1/jobs", live_->bearer())), 200);
        QTRY_COMPARE(countEvents("access_denied"), std::size_t{1}); // the others are counted
        live_->restart();
        client::AuditQuery query;
        query.action = "access_denied";
        const auto events = api().auditEvents(query);
        OK(events);
        QCOMPARE(events->items.size(), std::size_t{2});
        QCOMPARE(json::parse(events->items[0].details).value("repeated", 0), 2);
        QCOMPARE(events->items[0].origin, "service");
    }

    void aBodyThatNobodyTakesIsNotRead() {
        const auto ask = [&](const std::string& head) {
            tests::RawClient raw(live_->port());
            raw.send(head + "Host: localhost\r\nContent-Length: 4000000\r\n\r\n");
            return raw.readAll(10'000);
        };
        QCOMPARE(statusOf(ask("POST /nowhere HTTP/1.1\r\n")), 404);
        QCOMPARE(statusOf(ask("POST /api/v1/audit/events HTTP/1.1\r\n")), 401);
        QCOMPARE(statusOf(ask("GET /healthz HTTP/1.1\r\n")), 413);
    }

    void otherSitesAreRefused() {
        const auto refused = live_->ask("GET", "/api/v1/jobs", live_->bearer() + "Origin: https://evil.example\r\n");
        QCOMPARE(statusOf(refused), 403);
        QCOMPARE(bodyOf(refused).value("code", ""), "origin.refused");
    }

    void aJobFromCreationToDeletion() {
        client::JobDefinition job = jobOf("nightly", "echo hello; exit 3");
        job.schedules = {"15 9 * * 1-5"};
        job.tags = {"a"};
        const auto created = api().createJob(job);
        OK(created);
        QVERIFY(created->id.starts_with("job_"));
        QVERIFY(created->run_id.empty());
        QVERIFY(!created->next_run.empty());
        QCOMPARE(created->status, "scheduled");

        const auto shown = api().job("nightly");
        OK(shown);
        QCOMPARE(shown->id, created->id);
        QCOMPARE(shown->schedule_words, "Weekdays at 09:15");
        client::Client::JobFilter scheduled;
        scheduled.status = "scheduled";
        QCOMPARE(api().jobs(scheduled)->items.size(), std::size_t{1});
        client::Client::JobFilter tagged;
        tagged.tag = "b";
        QCOMPARE(api().jobs(tagged)->items.size(), std::size_t{0});

        const auto changed = api().updateJob("nightly", {{"command", "true"}, {"timeout", 5}});
        OK(changed);
        QCOMPARE(changed->definition.command, "true");
        QCOMPARE(changed->definition.timeout, std::optional(5.0));
        const auto limited = api().updateJob(
            "nightly", {{"resources", {{"cpu_limit", 1.5}}}, {"retry_on", json::array({75, "100-110"})}});
        QVERIFY2(limited, limited ? "" : limited.error().message().c_str());
        QCOMPARE(limited->definition.resources.cpu_limit, 1.5);
        QCOMPARE(limited->definition.retry_on, "75,100-110");

        const auto run = api().runJob("nightly");
        OK(run);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(api().run(run->id)), 10'000);
        QCOMPARE(api().run(run->id)->status, "completed");
        const auto status = api().call("GET", "/api/v1/jobs/nightly/status");
        OK(status);
        QCOMPARE(status->value("status", ""), "completed");
        QCOMPARE(status->value("progress", 0.0), 100.0);
        FAILS(api().cancelJob("nightly"), ErrorCode::RunState);
        FAILS(api().retryRun(run->id), ErrorCode::RunState);

        OK(api().enableJob("nightly", false));
        QCOMPARE(api().job("nightly")->status, "disabled");
        OK(api().enableJob("nightly", true));
        OK(api().deleteJob("nightly"));
        FAILS(api().job("nightly"), ErrorCode::JobUnknown);
        QTRY_COMPARE(countEvents("job_updated"), std::size_t{2});
        for (const char* action : {"job_created", "job_queued", "job_started", "job_completed", "job_disabled",
                                   "job_enabled", "job_deleted"}) {
            QTRY_COMPARE(countEvents(action), std::size_t{1});
        }
    }

    void badInputNamesWhatIsWrong() {
        client::JobDefinition job = jobOf("a", "true");
        job.schedules = {"61 * * * *"};
        const auto refused = api().createJob(job);
        FAILS(refused, ErrorCode::CronRange);
        QVERIFY(refused.error().detail.find("minute") != std::string::npos);
        FAILS(api().call("POST", "/api/v1/jobs", {{"name", "a"}, {"comand", "true"}}), ErrorCode::JobInvalid);
        FAILS(api().call("POST", "/api/v1/jobs", {{"name", "a"}, {"command", "true"}, {"enabled", "yes"}}),
              ErrorCode::JobInvalid);
        FAILS(api().job("nobody"), ErrorCode::JobUnknown);
        FAILS(api().run("run_nobody"), ErrorCode::RunUnknown);
        OK(api().createJob(jobOf("parent", "true")));
        client::JobDefinition child = jobOf("child", "true");
        child.depends_on = {"parent"};
        OK(api().createJob(child));
        FAILS(api().updateJob("parent", {{"depends_on", {"child"}}}), ErrorCode::JobCycle);
        FAILS(api().call("GET", "/api/v1/jobs?stauts=ready"), ErrorCode::InputInvalid);
        FAILS(api().call("GET", "/api/v1/jobs?limit=0"), ErrorCode::InputInvalid);
        FAILS(api().call("GET", "/api/v1/stream?topics=everything"), ErrorCode::InputInvalid);
        FAILS(api().call("POST", "/api/v1/queue/pause", {{"for", "soon"}}), ErrorCode::DurationInvalid);
        const auto broken = live_->ask("POST", "/api/v1/jobs", live_->bearer(), "{\"name\": ");
        QCOMPARE(statusOf(broken), 400);
        QCOMPARE(bodyOf(broken).value("code", ""), "input.invalid");
        const auto large = live_->ask("POST", "/api/v1/audit/events", live_->bearer(), std::string(9U << 20, 'x'));
        QCOMPARE(statusOf(large), 413);
    }

    void theSameKeyIsTheSameRequest() {
        const std::string headers = live_->bearer() + "Idempotency-Key: k1\r\n";
        const std::string body = R"({"name":"once","command":"true"})";
        const auto first = live_->ask("POST", "/api/v1/jobs", headers, body);
        QCOMPARE(statusOf(first), 201);
        live_->restart();
        const std::string again = live_->bearer() + "Idempotency-Key: k1\r\n";
        const auto second = live_->ask("POST", "/api/v1/jobs", again, body);
        QCOMPARE(statusOf(second), 201);
        QCOMPARE(bodyOf(second).value("run_id", "-"), bodyOf(first).value("run_id", ""));
        QCOMPARE(api().runs({.job = "once"})->items.size(), std::size_t{1});
        const auto other = live_->ask("POST", "/api/v1/jobs", again, R"({"name":"twice","command":"true"})");
        QCOMPARE(statusOf(other), 409);
        QCOMPARE(bodyOf(other).value("code", ""), "idempotency.conflict");
        const std::string longKey = live_->bearer() + "Idempotency-Key: " + std::string(256, 'k') + "\r\n";
        QCOMPARE(statusOf(live_->ask("POST", "/api/v1/jobs", longKey, body)), 400);
    }

    void theOutputOfARun() {
        const auto run = runToEnd(jobOf("talk", "printf 'one\\ntwo\\n'; printf 'no newline' >&2"));
        QCOMPARE(run.status, "completed");
        std::uint64_t next = 0;
        const auto all = api().runLog(run.id, 0, &next);
        OK(all);
        QCOMPARE(*all, "one\ntwo\nno newline");
        QCOMPARE(next, std::uint64_t{18});
        QCOMPARE(*api().runLog(run.id, 4, &next), "two\nno newline");
        QCOMPARE(*api().runLog(run.id, 18, &next), "");
        QCOMPARE(next, std::uint64_t{18});
    }

    void outputThatIsNotKeptIsSaid() {
        // A line of a log holds its time too: so much of short lines is more than a log holds.
        client::JobDefinition job = jobOf("flood", "yes abcdefghij | head -c 30000000");
        const auto run = runToEnd(job);
        QCOMPARE(run.status, "completed");
        QVERIFY(run.dropped_bytes > 1'000'000 && run.dropped_bytes < 30'000'000);
        const auto answer = live_->ask("GET", "/api/v1/runs/" + run.id + "/log?offset=40000000", live_->bearer());
        QVERIFY(answer.find("X-Dropped-Bytes: " + std::to_string(run.dropped_bytes) + "\r\n") != std::string::npos);
        QCOMPARE(api().runs({.job = "flood"})->items.front().dropped_bytes, run.dropped_bytes);
    }

    void theRunnersWordsAndTimes() {
        client::JobDefinition job = jobOf("limited", "printf 'one\\ntwo'; sleep 0.7; echo ' and a half'");
        job.resources.memory_limit_gb = 1;
        const auto run = runToEnd(job);
        QCOMPARE(run.dropped_bytes, std::uint64_t{0});
        QCOMPARE(*api().runLog(run.id, 0, nullptr), "one\ntwo and a half\n");
        const std::string noted = *api().runLog(run.id, 0, nullptr, {.notes = true});
        QVERIFY2(noted.starts_with("[inferno] limits: ") && noted.ends_with("\none\ntwo and a half\n"), noted.c_str());
        const std::string timed = *api().runLog(run.id, 0, nullptr, {.timestamps = true});
        QCOMPARE(std::ranges::count(timed, '\n'), 2); // one time a line, however it came
        for (std::size_t at = 0; at < timed.size(); at = timed.find('\n', at) + 1)
            QVERIFY2(parseRfc3339(timed.substr(at, timed.find(' ', at) - at)), timed.c_str());
        QVERIFY(timed.find("Z two and a half\n") != std::string::npos);
        // Read on from the middle: the same text.
        std::uint64_t next = 0;
        QCOMPARE(*api().runLog(run.id, 10, &next, {.notes = true}), noted.substr(10));
        QCOMPARE(next, noted.size());
    }

    void whatAJobWaitsForAndSinceWhen() {
        OK(api().createJob(jobOf("e1", "true")));
        QTRY_VERIFY_WITH_TIMEOUT(api().job("e1")->last_status == "completed", 10'000);
        OK(api().createJob(jobOf("e2", "false")));
        QTRY_VERIFY_WITH_TIMEOUT(api().job("e2")->last_status == "failed", 10'000);
        client::JobDefinition child = jobOf("e3", "true");
        child.depends_on = {"e1", "e2"};
        OK(api().createJob(child));
        const auto awaits = api().job("e3")->awaits;
        QCOMPARE(awaits.size(), std::size_t{2});
        QVERIFY(awaits[0].job == "e1" && awaits[0].armed && awaits[0].status == "completed");
        QVERIFY(awaits[1].job == "e2" && !awaits[1].armed && awaits[1].on == "success");
        QVERIFY(awaits[1].status == "failed" && !awaits[1].since.empty() && awaits[1].run_id.starts_with("run_"));
        OK(api().pauseQueue("night work", 3600));
        const auto stats = api().queueStats();
        QVERIFY(!stats->paused_since.empty() && stats->resume_at > stats->paused_since);
        const auto waiting = api().runJob("e1");
        QCOMPARE(api().run(waiting->id)->waiting, "the queue is paused: night work");
        QVERIFY(api().run(waiting->id)->waiting_since >= stats->paused_since);
        OK(api().resumeQueue());
        QVERIFY(api().queueStats()->resume_at.empty());
    }

    void followingARunToItsEnd() {
        const auto created = api().createJob(jobOf("slow", "echo a; sleep 0.5; echo b"));
        OK(created);
        std::string text;
        const std::atomic<bool> stop = false;
        const auto followed = api().followRunLog(created->run_id, [&](std::string_view piece) { text += piece; }, stop);
        OK(followed);
        QCOMPARE(text, "a\nb\n");
    }

    void cancelAndRetry() {
        const auto created = api().createJob(jobOf("long", "sleep 60"));
        OK(created);
        QTRY_COMPARE_WITH_TIMEOUT(api().run(created->run_id)->status, std::string("running"), 10'000);
        OK(api().cancelRun(created->run_id));
        QTRY_COMPARE_WITH_TIMEOUT(api().run(created->run_id)->status, std::string("cancelled"), 15'000);
        const auto again = api().retryJob("long");
        OK(again);
        QCOMPARE(again->retry_of, created->run_id);
        OK(api().cancelJob("long"));
        QTRY_COMPARE_WITH_TIMEOUT(api().run(again->id)->status, std::string("cancelled"), 15'000);
    }

    void theQueueAsAWhole() {
        OK(api().pauseQueue("moving house", 600));
        auto stats = api().queueStats();
        OK(stats);
        QVERIFY(stats->paused);
        QCOMPARE(stats->pause_reason, "moving house");
        const auto waiting = api().createJob(jobOf("waits", "true"));
        OK(waiting);
        client::JobDefinition child = jobOf("after", "true");
        child.depends_on = {"waits:completion"};
        OK(api().createJob(child));
        client::JobDefinition hourly = jobOf("hourly", "true");
        hourly.schedules = {"0 * * * *"};
        OK(api().createJob(hourly));
        QCOMPARE(api().queueStats()->queued, 1);
        OK(api().resumeQueue());
        QTRY_VERIFY_WITH_TIMEOUT(!api().runs({.job = "after"})->items.empty() &&
                                     isOver(api().run(api().runs({.job = "after"})->items[0].id)),
                                 10'000);
        QCOMPARE(api().queueStats()->last_24h["completed"], 2);
        QCOMPARE(api().queueStats()->success_rate_24h, 1.0);

        const auto graph = api().graph();
        OK(graph);
        QCOMPARE(graph->nodes.size(), std::size_t{3});
        QCOMPARE(graph->edges.size(), std::size_t{1});
        QCOMPARE(graph->edges[0].from + ">" + graph->edges[0].to + ":" + graph->edges[0].on, "waits>after:completion");
        const auto calendar = api().calendar("", "");
        OK(calendar);
        std::set<std::string> kinds;
        for (const auto& entry : *calendar)
            kinds.insert(entry.job + ":" + entry.status);
        QCOMPARE(kinds, (std::set<std::string>{"after:completed", "hourly:planned", "waits:completed"}));
        FAILS(api().calendar("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"), ErrorCode::InputInvalid);
    }

    void eventsOfOthers() {
        const auto one = api().call("POST", "/api/v1/audit/events",
                                    {{"event_type", "authentication"}, {"action", "login"}, {"user", "ada"}});
        OK(one);
        QVERIFY((*one)["items"][0]["seq"].is_number());
        const auto two = api().appendEvents({R"({"event_type":"security","action":"scan","user":"bob","own":1.50})",
                                             R"({"event_type":"security","action":"scan","user":"ada"})"});
        OK(two);
        QCOMPARE(two->size(), std::size_t{2});
        QCOMPARE(two->at(1).seq, two->at(0).seq + 1);

        const auto bad = api().appendEvents({R"({"event_type":"a","action":"never"})", R"({"action":7})"});
        FAILS(bad, ErrorCode::EventInvalid);
        QVERIFY2(bad.error().detail.find("line 2") != std::string::npos, bad.error().detail.c_str());

        const std::string list = R"([{"event_type":"x","action":"many","n":1e2},{"event_type":"x","action":"many"}])";
        const std::string headers = live_->bearer() + "Idempotency-Key: list\r\nContent-Type: application/json\r\n";
        const auto first = live_->ask("POST", "/api/v1/audit/events", headers, list);
        QCOMPARE(statusOf(first), 201);
        const auto repeated = live_->ask("POST", "/api/v1/audit/events", headers, list);
        QCOMPARE(bodyOf(repeated).dump(), bodyOf(first).dump());
        QCOMPARE(countEvents("many"), std::size_t{2});
        QCOMPARE(countEvents("never"), std::size_t{0});

        client::AuditQuery query;
        query.user = "ada";
        const auto found = api().auditEvents(query);
        OK(found);
        QCOMPARE(found->items.size(), std::size_t{2});
        QCOMPARE(found->items[0].action, "scan"); // newest first
        QCOMPARE(found->items[0].origin, "client");
        QVERIFY(found->items[0].recorded_by.starts_with("local"));
        QCOMPARE(found->items[1].id, (*one)["items"][0]["id"].get<std::string>());
        client::AuditQuery words;
        words.query = "bob SCAN";
        QCOMPARE(json::parse(api().auditEvents(words)->items.at(0).extra).dump(), R"({"own":1.5})");
    }

    void oneLookIsOneEvent() {
        for (int i = 0; i < 5; ++i)
            OK(api().call("POST", "/api/v1/audit/events", {{"event_type", "t"}, {"action", "tick"}}));
        client::AuditQuery query;
        query.action = "tick";
        query.limit = 2;
        std::set<std::uint64_t> seen;
        do {
            const auto page = api().auditEvents(query);
            OK(page);
            for (const auto& event : page->items)
                seen.insert(event.seq);
            query.cursor = page->next_cursor;
        } while (!query.cursor.empty());
        QCOMPARE(seen.size(), std::size_t{5});
        QTRY_COMPARE(countEvents("audit_search"), std::size_t{2}); // this one, and the counting itself
        query.view = "v1";
        query.cursor.clear();
        for (int i = 0; i < 3; ++i)
            OK(api().auditEvents(query));
        QTRY_COMPARE(countEvents("audit_search"), std::size_t{3});
        query.user = "ada"; // another query in the same view
        OK(api().auditEvents(query));
        QTRY_COMPARE(countEvents("audit_search"), std::size_t{4});
        query.cursor = "4.00"; // a cursor that nobody gave out
        query.view.clear();
        OK(api().auditEvents(query));
        QTRY_COMPARE(countEvents("audit_search"), std::size_t{5});
        query.cursor = "nonsense";
        FAILS(api().auditEvents(query), ErrorCode::QueryInvalid);
    }

    void theVaultProvesWhatItHolds() {
        const auto appended = api().appendEvents({R"({"event_type":"t","action":"proven"})"});
        OK(appended);
        const auto note = api().checkpoint();
        OK(note);
        QVERIFY(note->starts_with("inferno.local/"));
        const auto key = api().verifierKey();
        OK(key);
        QVERIFY(key->starts_with("inferno.local/"));
        const auto proof = api().prove(appended->at(0).seq);
        OK(proof);
        QCOMPARE(proof->leaf_hash.size(), std::size_t{64});
        QVERIFY(fromBase64(proof->record));
        QVERIFY(!proof->checkpoint.empty());
        FAILS(api().prove(1'000'000), ErrorCode::ProofRange);
        const auto status = api().auditStatus();
        OK(status);
        QCOMPARE(status->state, "open");
        QCOMPARE(status->verifier_key, *key);
        QVERIFY(status->last_verified.empty());
        const auto consistency = api().consistency(1, status->durable);
        OK(consistency);
        QVERIFY(!consistency->path.empty());
        OK(api().rotateAudit());
        QVERIFY(api().auditStatus()->sealed > 0);

        for (const char* level : {"structure", "ciphertext", "full"}) {
            const auto verified = api().verifyAudit(level);
            OK(verified);
            QCOMPARE(verified->verdict, "ok");
            QCOMPARE(verified->level, level);
            QCOMPARE(verified->mode, "service");
        }
        FAILS(api().verifyAudit("deeply"), ErrorCode::InputInvalid);

        const auto history = api().verifierHistory();
        OK(history);
        QVERIFY(history->find(*key) != std::string::npos);
        const auto batch = api().proveAll({appended->at(0).seq, 0}, status->durable);
        OK(batch);
        QCOMPARE(batch->items.size(), std::size_t{2});
        QCOMPARE(batch->tree_size, status->durable);
        QCOMPARE(batch->items[0].record, proof->record);
        FAILS(api().proveAll({}, 1), ErrorCode::InputInvalid);
        FAILS(api().proveAll({5}, 5), ErrorCode::ProofRange);

        FAILS(api().startVerify({"deeply", ""}), ErrorCode::InputInvalid);
        FAILS(api().startVerify({"full", "yesterday"}), ErrorCode::TimeInvalid);
        auto run = api().startVerify({"full", "24h", true});
        OK(run);
        QTRY_VERIFY((run = api().verifyRun(run->id)) && run->state != "running");
        QCOMPARE(run->state, "done");
        QCOMPARE(run->verification->verdict, "ok");
        QVERIFY(!run->verification->since.empty());
        QCOMPARE(run->verification->skipped, std::uint64_t{0});
        QCOMPARE(run->bytes_done, run->bytes_total);
        QVERIFY(run->bytes_total > 0 && run->events_done > 0);
        OK(api().cancelVerify(run->id)); // it has ended already, and stays as it was
        QCOMPARE(api().verifyRun(run->id)->state, "done");
        FAILS(api().verifyRun("ver_none"), ErrorCode::VerifyUnknown);
        FAILS(api().cancelVerify("ver_none"), ErrorCode::VerifyUnknown);
        QTRY_COMPARE(countEvents("audit_verify"), std::size_t{6});
        QCOMPARE(api().auditStatus()->last_verdict, "ok");
        live_->restart();
        QCOMPARE(api().auditStatus()->last_verdict, "ok");
        QCOMPARE(countEvents("audit_rotated"), std::size_t{1});
        QCOMPARE(countEvents("service_started"), std::size_t{2});
        QCOMPARE(countEvents("service_stopped"), std::size_t{1});
    }

    void theLiveStream() {
        std::mutex mutex;
        std::vector<client::StreamEvent> events;
        std::atomic<bool> connected = false;
        std::atomic<bool> stop = false;
        std::thread follower([&] {
            api().follow(
                "jobs,runs,audit",
                [&](const client::StreamEvent& event) {
                    const std::lock_guard lock(mutex);
                    events.push_back(event);
                },
                [&](bool now) { return connected = now, true; }, stop);
        });
        QTRY_VERIFY_WITH_TIMEOUT(connected.load(), 5'000);
        const auto created = api().createJob(jobOf("seen", "true"));
        const auto sees = [&](const std::string& topic, const char* field, const std::string& value) {
            const std::lock_guard lock(mutex);
            return std::ranges::any_of(events, [&](const client::StreamEvent& event) {
                return event.topic == topic && event.data.value(field, json()) == json(value);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(sees("runs", "status", "completed"), 10'000);
        QTRY_VERIFY(sees("jobs", "name", "seen"));
        OK(api().deleteJob("seen"));
        QTRY_VERIFY(sees("jobs", "id", created->id));
        const auto counts = [&] {
            const std::lock_guard lock(mutex);
            return std::ranges::any_of(events, [](const client::StreamEvent& event) {
                return event.topic == "audit" && event.data.value("events", 0) > 0 && event.data.size() == 3;
            });
        };
        QTRY_VERIFY(counts());
        std::string last;
        {
            const std::lock_guard lock(mutex);
            last = events.front().id;
        }
        stop = true;
        follower.join();

        // Coming back with the first id: everything after it, in order, and no reset.
        inferno::tests::RawClient raw(live_->port());
        raw.send("GET /api/v1/stream?topics=jobs,runs HTTP/1.1\r\nHost: localhost\r\n" + live_->bearer() +
                 "Last-Event-ID: " + last + "\r\n\r\n");
        const std::string replayed = raw.readUntil("\"deleted\":true");
        QVERIFY2(replayed.find("\"completed\"") != replayed.npos, replayed.c_str());
        QVERIFY(replayed.find("event: reset") == replayed.npos);
        inferno::tests::RawClient stale(live_->port());
        stale.send("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n" + live_->bearer() +
                   "Last-Event-ID: another-service-7\r\n\r\n");
        QVERIFY(stale.readUntil("event: reset").ends_with("event: reset"));
    }

    void theAuditTrailIsFollowed() {
        const auto append = [this](const std::string& action) {
            return api().appendEvents({json{{"event_type", "security"}, {"user", "eve"}, {"action", action}}.dump()});
        };
        OK(append("first"));
        OK(append("second"));
        std::mutex mutex;
        std::vector<std::string> seen;
        std::atomic<bool> stop = false;
        Result<void> ended;
        client::AuditQuery query;
        query.user = "eve";
        query.limit = 1;
        std::thread follower([&] {
            ended = client::followAudit(
                api(), query,
                [&](const client::AuditEvent& event) {
                    const std::lock_guard lock(mutex);
                    seen.push_back(event.action);
                },
                stop);
        });
        const auto has = [&](std::vector<std::string> expected) {
            const std::lock_guard lock(mutex);
            return seen == expected;
        };
        QTRY_VERIFY_WITH_TIMEOUT(has({"second"}), 10'000);
        const auto third = append("third");
        OK(third);
        QTRY_VERIFY_WITH_TIMEOUT(has({"second", "third"}), 10'000);
        stop = true;
        follower.join();
        OK(ended);

        // From a number on, all that fits, in the vault's order; then what comes.
        inferno::tests::RawClient raw(live_->port());
        raw.send("GET /api/v1/audit/events?follow=1&from=0&user=eve HTTP/1.1\r\nHost: localhost\r\n" + live_->bearer() +
                 "\r\n");
        const std::string old = raw.readUntil("third");
        QVERIFY2(old.find("application/x-ndjson") != old.npos, old.c_str());
        QVERIFY(old.find("first") < old.find("second"));
        OK(append("fourth"));
        QVERIFY(raw.readUntil("fourth").ends_with("fourth"));
        QCOMPARE(statusOf(live_->ask("GET", "/api/v1/audit/events?follow=1&cursor=1", live_->bearer())), 400);
        QCOMPARE(statusOf(live_->ask("GET", "/api/v1/audit/events?follow=1&from=x", live_->bearer())), 400);
    }

    void theAuditTrailIsExported() {
        std::vector<std::string> lines;
        for (int i = 0; i < 3000; ++i)
            lines.push_back("{\"event_type\":\"security\",\"action\":\"door_opened\",\"user\":\"u" +
                            std::to_string(i % 3) + "\",\"details\":{\"n\":" + std::to_string(i) + ".10}}");
        OK(api().appendEvents(lines));
        const std::atomic<bool> go{false};
        std::string out;
        const auto take = [&](std::string_view piece) -> Result<void> {
            out += piece;
            return {};
        };
        client::AuditQuery query;
        query.user = "u1";
        OK(api().exportAudit(query, "ndjson", take, go));
        QCOMPARE(std::ranges::count(out, '\n'), 1000);
        QVERIFY(out.find("\"details\":{\"n\":1.10}") < out.find("\"details\":{\"n\":4.10}"));
        out.clear();
        query.user = "nobody";
        OK(api().exportAudit(query, "json", take, go));
        QCOMPARE(out, "[\n]\n");
        FAILS(api().exportAudit({}, "xml", take, go), ErrorCode::InputInvalid);
        query.query = "--";
        FAILS(api().exportAudit(query, "csv", take, go), ErrorCode::QueryInvalid);

        // Who stops taking ends it; the event says how many had been read.
        const auto refuse = [](std::string_view) -> Result<void> { return fail(ErrorCode::DiskFull, "no room"); };
        FAILS(api().exportAudit({}, "csv", refuse, go), ErrorCode::DiskFull);
        QTRY_COMPARE(countEvents("audit_export"), std::size_t{3});
        client::AuditQuery exports;
        exports.action = "audit_export";
        const auto events = api().auditEvents(exports);
        OK(events);
        const json expected{{"format", "ndjson"}, {"filters", {{"user", "u1"}}}, {"events", 1000}};
        QVERIFY(json::parse(events->items.back().details) == expected);
        QCOMPARE(events->items.back().result, "success");
    }

    /// Exports that nobody reads wait without filling memory, and four of them are enough.
    void exportsGoAsFastAsTheyAreTaken() {
        const std::string padding(2000, 'x');
        std::vector<std::string> lines;
        for (int i = 0; i < 2000; ++i)
            lines.push_back("{\"event_type\":\"security\",\"action\":\"door_opened\",\"resource\":\"" + padding +
                            "\"}");
        for (int i = 0; i < 4; ++i)
            OK(api().appendEvents(lines)); // 16 MB: more than the sockets hold
        const std::string request =
            "GET /api/v1/audit/export?format=csv HTTP/1.1\r\nHost: localhost\r\n" + live_->bearer() + "\r\n";
        std::vector<std::unique_ptr<tests::RawClient>> idle;
        for (int i = 0; i < 4; ++i) {
            idle.push_back(std::make_unique<tests::RawClient>(live_->port(), 64 << 10));
            idle.back()->send(request);
            QVERIFY(idle.back()->readUntil("\r\n\r\n", 30'000).ends_with("\r\n\r\n")); // it has begun
        }
        const auto ask = [&] {
            return statusOf(live_->ask("GET", "/api/v1/audit/export?format=csv", live_->bearer()));
        };
        QTRY_COMPARE_WITH_TIMEOUT(ask(), 429, 60'000);
        idle.clear();
        QTRY_COMPARE_WITH_TIMEOUT(ask(), 200, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(countEvents("audit_export") >= 5, 30'000);
        for (int i = 0; i < 4; ++i) { // a service that stops does not wait for them
            idle.push_back(std::make_unique<tests::RawClient>(live_->port(), 64 << 10));
            idle.back()->send(request);
            QVERIFY(idle.back()->readUntil("\r\n\r\n", 30'000).ends_with("\r\n\r\n")); // it has begun
        }
        live_->stop();
    }

    void aRunsOwnToken() {
        const std::string url = live_->service().info().url;
        client::JobDefinition job = jobOf("self", "echo \"$INFERNO_URL $INFERNO_TOKEN\"; sleep 2");
        job.env["SECRET"] = "xyzzy";
        const auto created = api().createJob(job);
        OK(created);
        std::string line;
        QTRY_VERIFY_WITH_TIMEOUT(!(line = api().runLog(created->run_id, 0, nullptr).value_or("")).empty(), 10'000);
        QVERIFY(line.starts_with(url + " run_"));
        const std::string token = line.substr(url.size() + 1, line.size() - url.size() - 2);
        client::Client own({url, token, ""});
        const auto jobs = own.jobs({});
        OK(jobs);
        QCOMPARE(jobs->items.at(0).definition.env.at("SECRET"), ""); // who may only read gets the names
        QCOMPARE(api().job("self")->definition.env.at("SECRET"), "xyzzy");
        FAILS(own.createJob(jobOf("more", "true")), ErrorCode::AuthDenied);
        FAILS(own.auditStatus(), ErrorCode::AuthDenied);
        client::AuditQuery denials;
        denials.action = "access_denied";
        Result<client::AuditPage> denied = api().auditEvents(denials);
        QTRY_VERIFY(!(denied = api().auditEvents(denials))->items.empty());
        QCOMPARE(denied->items.back().user, "run:self");
        client::Client forged({url, token.substr(0, token.size() - 2) + "AA", ""});
        FAILS(forged.jobs({}), ErrorCode::AuthRequired);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(api().run(created->run_id)), 10'000);
        FAILS(own.jobs({}), ErrorCode::AuthRequired);
    }

    void torchServesShapes() {
        const auto missing = live_->ask("POST", "/predictions/none", "", "{}");
        if (statusOf(missing) != 422) { // a build without inference says so
            QCOMPARE(statusOf(missing), 404);
            QCOMPARE(bodyOf(missing).value("type", ""), "ModelNotFoundException");
            QCOMPARE(bodyOf(missing).value("message", ""), "Model not found: none");
        }
        QCOMPARE(bodyOf(missing).value("code", 0), statusOf(missing));
        const auto nowhere = live_->ask("GET", "/nowhere", "");
        QCOMPARE(statusOf(nowhere), 404);
        QCOMPARE(bodyOf(nowhere).value("message", ""),
                 "Requested resource is not found, please refer to API document.");
        const auto method = live_->ask("DELETE", "/predictions/none", "");
        QCOMPARE(statusOf(method), 405);
        QCOMPARE(bodyOf(method).value("type", ""), "MethodNotAllowedException");
        QVERIFY(api().models());
    }

    void theDescriptionAndTheRoutesAreOne() {
        const auto document = api().call("GET", "/openapi.json");
        OK(document);
        QCOMPARE(document->value("openapi", ""), "3.1.0");
        std::size_t described = 0;
        for (const auto& [path, operations] : (*document)["paths"].items())
            described += operations.size();
        const auto routes = api::allRoutes();
        json torchServes = json::object();
        api::torchserve::addOperations(torchServes, live_->service().info().ports);
        std::size_t beside = 0;
        for (const auto& [path, operations] : torchServes.items()) {
            beside += operations.size();
            QVERIFY2((*document)["paths"][path] == operations, path.c_str());
        }
        QCOMPARE(described, routes.size() + beside);
        if (const auto ports = live_->service().info().ports; ports.contains("management")) {
            const json& scale = (*document)["paths"]["/models/{model}"]["put"];
            QCOMPARE(scale.value("x-permission", ""), "models:write");
            QCOMPARE(scale["servers"][0].value("url", ""),
                     "http://localhost:" + std::to_string(ports.at("management")));
            QCOMPARE((*document)["paths"]["/api-description"]["get"]["servers"].size(), 3U);
        }
        const json& schemas = (*document)["components"]["schemas"];
        for (const api::Route& route : routes) {
            std::string method = route.method;
            std::ranges::transform(method, method.begin(), ::tolower);
            const json& operation = (*document)["paths"][route.path][method];
            QVERIFY2(operation.contains("summary"), route.path.c_str());
            // It is really there: whatever it answers, it is not that nothing is.
            std::string target = route.path;
            for (auto open = target.find('{'); open != target.npos; open = target.find('{'))
                target.replace(open, target.find('}') - open + 1, "7");
            if (target != "/api/v1/stream" && target != "/api/v1/service/stop") {
                const auto answer = bodyOf(live_->ask(route.method, target, live_->bearer()));
                const std::string code = answer.is_object() && answer.contains("code") ? answer["code"].dump() : "";
                QVERIFY2(code != "\"route.unknown\"" && code != "\"method.refused\"", target.c_str());
            }
            if (!route.permission.empty() && route.path.starts_with("/api/"))
                QCOMPARE(statusOf(live_->ask(route.method, target, "")), 401);
        }
        // Every document that is referred to is described.
        const std::string text = document->dump();
        const std::string prefix = "#/components/schemas/";
        for (auto at = text.find(prefix); at != text.npos; at = text.find(prefix, at + 1)) {
            const auto start = at + prefix.size();
            const std::string name = text.substr(start, text.find('"', start) - start);
            QVERIFY2(schemas.contains(name), name.c_str());
        }
        QVERIFY(schemas["Job"]["properties"].contains("schedule_words"));
    }

    void theConfigurationAndItsOrigins() {
        const auto config = api().config();
        OK(config);
        bool found = false;
        for (const json& item : (*config)["items"]) {
            QVERIFY(item.contains("key") && item.contains("origin"));
            if (item["key"] == "api.port") {
                found = true;
                QCOMPARE(item.value("origin", ""), "built-in");
                QCOMPARE(item.value("type", ""), "integer");
                QCOMPARE(item.value("effect", ""), "restart");
                QVERIFY(item["pending"] == false);
            }
        }
        QVERIFY(found);
    }

    void whatTheDataFolderHolds() {
        const auto storage = api().call("GET", "/api/v1/storage");
        OK(storage);
        QCOMPARE(storage->value("folder", ""), live_->dataDir().string());
        bool found = false;
        for (const json& part : (*storage)["parts"])
            found = found || (part["name"] == "vault" && part["bytes"] > 0);
        QVERIFY(found);
    }

    void stoppingOverTheApi() {
        QVERIFY(!live_->stopRequested);
        OK(api().stopService());
        QTRY_VERIFY(live_->stopRequested.load());
        live_->stop();
        QVERIFY(!std::filesystem::exists(live_->dataDir() / "run/service.json"));
        live_->start();
        client::AuditQuery query;
        query.action = "service_stopped";
        const auto events = api().auditEvents(query);
        OK(events);
        QCOMPARE(json::parse(events->items.at(0).details).value("by", ""), "local");
    }

    void aReport() {
        runToEnd(jobOf("reported", "true"));
        const auto created = api().createReport("daily");
        if (!std::filesystem::exists(std::filesystem::path(std::getenv("INFERNO_BIN")) / "inferno-report")) {
            FAILS(created, ErrorCode::ReportRendererMissing);
            return;
        }
        OK(created);
        const std::string id = created->id;
        QTRY_VERIFY_WITH_TIMEOUT(api().report(id)->status != "running", 60'000);
        QCOMPARE(api().report(id)->error, "");
        QCOMPARE(api().report(id)->status, "ready");
        const auto pdf = api().reportPdf(id);
        OK(pdf);
        QVERIFY(pdf->starts_with("%PDF-"));
        QCOMPARE(pdf->size(), api().report(id)->size);
        FAILS(api().report("rep_none"), ErrorCode::ReportUnknown);
        FAILS(api().createReport("hourly"), ErrorCode::InputInvalid);
        live_->restart();
        QCOMPARE(api().report(id)->status, "ready");
    }

    void reportPeriods_data() {
        QTest::addColumn<QByteArray>("period");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("expected");
        const char* old = "2025-01-01T00:00:00Z";
        QTest::newRow("monthly") << QByteArray("monthly") << QByteArray(old)
                                 << QByteArray("February 2026|2026-01-31T23:00:00Z|2026-02-28T23:00:00Z|0");
        QTest::newRow("weekly") << QByteArray("weekly") << QByteArray(old)
                                << QByteArray("Week of 16 March 2026|2026-03-15T23:00:00Z|2026-03-22T23:00:00Z|0");
        QTest::newRow("daily") << QByteArray("daily") << QByteArray(old)
                               << QByteArray("Tuesday 24 March 2026|2026-03-23T23:00:00Z|2026-03-24T23:00:00Z|0");
        QTest::newRow("young vault") << QByteArray("monthly") << QByteArray("2026-03-20T00:00:00Z")
                                     << QByteArray("March 2026|2026-02-28T23:00:00Z|2026-03-31T22:00:00Z|1");
        QTest::newRow("range") << QByteArray("2026-03-01..2026-03-03") << QByteArray(old)
                               << QByteArray("2026-03-01 00:00 to 2026-03-03 00:00|2026-02-28T23:00:00Z|"
                                             "2026-03-02T23:00:00Z|0");
    }
    void reportPeriods() {
        QFETCH(QByteArray, period);
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, expected);
        const auto zone = schedule::Zone::find("Europe/Rome");
        const auto now = parseRfc3339("2026-03-25T08:00:00Z");
        const auto chosen = api::reportPeriod(period.toStdString(), *now, *parseRfc3339(first.toStdString()), *zone);
        OK(chosen);
        QCOMPARE(chosen->name + "|" + formatUtc(chosen->from) + "|" + formatUtc(chosen->to) + "|" +
                     (chosen->partial ? "1" : "0"),
                 expected.toStdString());
    }
};

QTEST_GUILESS_MAIN(TestApi)
#include "tst_api.moc"
