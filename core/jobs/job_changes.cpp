// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/jobs/job_edits.h"
#include "core/jobs/job_store.h"
#include "core/jobs/store_core.h"
#include "core/jobs/transitions.h"

/// JobStore: what users do to definitions.
namespace inferno::jobs {
namespace {

/// What an audit event tells of a definition: no values of the environment, which may be secrets.
nlohmann::json auditForm(const JobDefinition& definition) {
    nlohmann::json details = toJson(definition);
    details.erase("name");
    std::vector<std::string> names;
    for (const auto& [name, value] : definition.env)
        names.push_back(name);
    details["env"] = names;
    return details;
}

bool startsByItself(const JobDefinition& definition) {
    return !definition.schedules.empty() || definition.runAt || !definition.dependsOn.empty();
}

// ---- schedules ----

Result<std::set<Timing>> timingsOf(const JobDefinition& definition) {
    std::set<Timing> timings;
    for (const std::string& text : definition.schedules) {
        INFERNO_TRY(const auto recurrence, schedule::Recurrence::parse(text, syntaxOf(definition)));
        timings.insert({recurrence.text(),
                        recurrence.zone() ? recurrence.zone()->name() : definition.timezone,
                        {},
                        definition.startsAt,
                        definition.endsAt});
    }
    if (definition.runAt)
        timings.insert({"", definition.timezone, definition.runAt, {}, {}});
    return timings;
}

Result<void> insertSchedule(Change& change, const std::string& jobId, const Timing& timing, bool on) {
    // A run-at in the past is due at once: the misfire policy has the word.
    const WallTime cursor =
        timing.runAt ? std::min(change.now, *timing.runAt - std::chrono::milliseconds(1)) : change.now;
    INFERNO_TRY(auto next, change.nextFire(timing, cursor));
    if (!on)
        next.reset();
    return change.db.run("INSERT INTO schedules (job_id, expression, timezone, run_at_ms, starts_ms, ends_ms, "
                         "cursor_ms, next_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         jobId, timing.expression, timing.timezone, timing.runAt, timing.starts, timing.ends, cursor,
                         next);
}

struct ScheduleRow {
    std::int64_t id = 0;
    WallTime cursor{};
    bool stands = false; ///< it has no next fire
    Timing timing;
};

Result<std::vector<ScheduleRow>> scheduleRows(Change& change, const std::string& jobId) {
    INFERNO_TRY(auto query, change.db.prepare("SELECT id, cursor_ms, next_ms, " + std::string(kTimingColumns) +
                                              " FROM schedules WHERE job_id = ?"));
    query.bind(jobId);
    std::vector<ScheduleRow> rows;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return rows;
        rows.push_back({query.integer(0), query.time(1), query.isNull(2), readTiming(query, 3)});
    }
}

/// Fires from now on; those that passed while it stood were not due.
Result<void> setGoing(Change& change, const ScheduleRow& row) {
    const WallTime cursor = std::max(row.cursor, change.now);
    INFERNO_TRY(const auto next, change.nextFire(row.timing, cursor));
    return change.db.run("UPDATE schedules SET cursor_ms = ?, next_ms = ? WHERE id = ?", cursor, next, row.id);
}

Result<bool> hasFiresLeft(Change& change, const std::string& jobId, const JobDefinition& definition) {
    if (definition.maxRuns == 0)
        return true;
    INFERNO_TRY(const auto fires, change.db.integer("SELECT fires FROM jobs WHERE id = ?", jobId));
    return fires.value_or(0) < definition.maxRuns;
}

Result<void> switchSchedules(Change& change, const std::string& jobId, bool on) {
    if (!on)
        return change.db.run("UPDATE schedules SET next_ms = NULL WHERE job_id = ?", jobId);
    INFERNO_TRY(const auto rows, scheduleRows(change, jobId));
    for (const ScheduleRow& row : rows)
        INFERNO_CHECK(setGoing(change, row));
    return {};
}

/// Schedules that stay keep their row, and so their cursor and identity.
Result<void> writeSchedules(Change& change, const std::string& jobId, const JobDefinition& definition, bool enabled) {
    INFERNO_TRY(auto wanted, timingsOf(definition));
    INFERNO_TRY(const auto rows, scheduleRows(change, jobId));
    INFERNO_TRY(const bool left, hasFiresLeft(change, jobId, definition));
    for (const ScheduleRow& row : rows)
        if (wanted.erase(row.timing) == 0)
            INFERNO_CHECK(change.db.run("DELETE FROM schedules WHERE id = ?", row.id));
        else if (enabled && left && row.stands)
            INFERNO_CHECK(setGoing(change, row));
    if (!left)
        INFERNO_CHECK(switchSchedules(change, jobId, false));
    for (const Timing& timing : wanted)
        INFERNO_CHECK(insertSchedule(change, jobId, timing, enabled && left));
    return {};
}

// ---- dependencies ----

struct Parent {
    std::string id;
    std::string name;
};

Result<std::vector<Parent>> parentsOf(sqlite::Database& db, const std::string& jobId) {
    INFERNO_TRY(auto query, db.prepare("SELECT p.id, p.name FROM dependencies d JOIN jobs p ON p.id = d.parent_id "
                                       "WHERE d.child_id = ? ORDER BY p.name"));
    query.bind(jobId);
    std::vector<Parent> parents;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return parents;
        parents.push_back({query.text(0), query.text(1)});
    }
}

/// Walks from a job to what it depends on; refuses a way that comes back to it, naming the way.
Result<void> refuseCycle(sqlite::Database& db, const std::string& jobId, const std::string& name) {
    struct Step {
        std::string name;
        std::vector<Parent> parents;
        std::size_t next = 0;
    };
    std::set<std::string> seen;
    std::vector<Step> way;
    INFERNO_TRY(auto first, parentsOf(db, jobId));
    way.push_back({name, std::move(first)});
    while (!way.empty()) {
        Step& step = way.back();
        if (step.next == step.parents.size()) {
            way.pop_back();
            continue;
        }
        const Parent parent = step.parents[step.next++];
        if (parent.id == jobId) {
            std::string path;
            for (const Step& passed : way)
                path += passed.name + " -> ";
            return fail(ErrorCode::JobCycle, path + name, "leave out one of these dependencies");
        }
        if (!seen.insert(parent.id).second)
            continue;
        INFERNO_TRY(auto parents, parentsOf(db, parent.id));
        way.push_back({parent.name, std::move(parents)});
    }
    return {};
}

/// Edges that stay keep what armed them.
Result<void> writeDependencies(Change& change, const std::string& jobId, const JobDefinition& definition) {
    std::map<std::string, std::string_view> wanted;
    for (const Dependency& edge : definition.dependsOn) {
        INFERNO_TRY(const auto parent, jobIdOf(change.db, edge.job));
        wanted[parent] = nameOf(edge.mode);
    }
    std::vector<std::string> gone;
    {
        INFERNO_TRY(auto query, change.db.prepare("SELECT parent_id, mode FROM dependencies WHERE child_id = ?"));
        query.bind(jobId);
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                break;
            const auto same = wanted.find(query.text(0));
            if (same != wanted.end() && same->second == query.text(1))
                wanted.erase(same);
            else
                gone.push_back(query.text(0));
        }
    }
    for (const std::string& parent : gone)
        INFERNO_CHECK(change.db.run("DELETE FROM dependencies WHERE child_id = ? AND parent_id = ?", jobId, parent));
    for (const auto& [parent, mode] : wanted)
        INFERNO_CHECK(change.db.run("INSERT INTO dependencies (child_id, parent_id, mode) VALUES (?, ?, ?)", jobId,
                                    parent, mode));
    return refuseCycle(change.db, jobId, definition.name);
}

// ---- jobs ----

Result<void> writeTags(Change& change, const std::string& jobId, const JobDefinition& definition) {
    INFERNO_CHECK(change.db.run("DELETE FROM tags WHERE job_id = ?", jobId));
    for (const std::string& tag : definition.tags)
        INFERNO_CHECK(change.db.run("INSERT INTO tags (job_id, tag) VALUES (?, ?)", jobId, tag));
    return {};
}

/// What the rest of the queue must allow.
Result<void> checkPlace(Change& change, const JobDefinition& definition) {
    const auto& pools = change.options().pools;
    if (definition.pool.empty() || pools.contains(definition.pool))
        return {};
    std::string names;
    for (const auto& [name, slots] : pools)
        names += (names.empty() ? "" : ", ") + name;
    return fail(ErrorCode::JobInvalid, "there is no pool '" + definition.pool + "'",
                names.empty() ? "name it under [batch_queue.pools] in inferno.toml, such as " + definition.pool + " = 2"
                              : "the pools are " + names);
}

/// Before one more job with a schedule is enabled.
Result<void> checkScheduledJobs(Change& change, const std::string& jobId, const JobDefinition& definition) {
    const int most = change.options().maxScheduledJobs;
    if (most == 0 || definition.schedules.empty())
        return {};
    INFERNO_TRY(const auto others, change.db.integer("SELECT count(DISTINCT s.job_id) FROM schedules s "
                                                     "JOIN jobs j ON j.id = s.job_id "
                                                     "WHERE j.enabled = 1 AND s.expression <> '' AND j.id <> ?",
                                                     jobId));
    if (others.value_or(0) < most)
        return {};
    return fail(ErrorCode::JobInvalid, std::to_string(*others) + " jobs with a schedule are enabled already",
                "disable one, or raise batch_queue.scheduling.max_scheduled_jobs");
}

Result<void> writePlace(Change& change, const std::string& jobId, const JobDefinition& definition) {
    return change.db.run("UPDATE jobs SET pool = ?, max_parallel = ?, queued_timeout_ms = ?, gpu = ? WHERE id = ?",
                         definition.pool, definition.maxParallel, definition.queuedTimeout.count(),
                         definition.resources.gpuRequired, jobId);
}

} // namespace

// ---- transitions.h ----

Result<void> uncountFire(Change& change, const JobRow& job, const Run& run) {
    if (job.definition.maxRuns == 0 || (run.trigger != Trigger::Schedule && run.trigger != Trigger::RunAt))
        return {};
    INFERNO_CHECK(change.db.run("UPDATE jobs SET fires = max(fires - 1, 0) WHERE id = ?", job.id));
    INFERNO_TRY(const bool left, hasFiresLeft(change, job.id, job.definition));
    if (!job.enabled || !left)
        return {};
    INFERNO_TRY(const auto rows, scheduleRows(change, job.id));
    for (const ScheduleRow& row : rows)
        if (row.stands)
            INFERNO_CHECK(setGoing(change, row));
    return {};
}

// ---- job_edits.h ----

Result<JobRow> insertJob(Change& change, const JobDefinition& definition, bool enabled) {
    INFERNO_CHECK(checkPlace(change, definition));
    if (enabled)
        INFERNO_CHECK(checkScheduledJobs(change, "", definition));
    JobRow job{newId("job_", change.now), definition, commandKindOf(definition.command), enabled};
    INFERNO_CHECK(change.db.run("INSERT INTO jobs (id, name, definition, kind, overlap, enabled, created_ms, "
                                "updated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                job.id, definition.name, storedForm(definition), nameOf(job.kind),
                                nameOf(definition.overlap), enabled, change.now, change.now));
    INFERNO_CHECK(noteDefaults(change, job.id));
    INFERNO_CHECK(writePlace(change, job.id, definition));
    INFERNO_CHECK(writeTags(change, job.id, definition));
    INFERNO_CHECK(writeSchedules(change, job.id, definition, enabled));
    INFERNO_CHECK(writeDependencies(change, job.id, definition));
    nlohmann::json details = auditForm(definition);
    details["enabled"] = enabled;
    INFERNO_CHECK(change.event("job_created", {job.id, "", definition.name, true, std::move(details)}));
    return job;
}

Result<void> switchJob(Change& change, const JobRow& job, bool enabled) {
    if (enabled)
        INFERNO_CHECK(checkScheduledJobs(change, job.id, job.definition));
    INFERNO_CHECK(
        change.db.run("UPDATE jobs SET enabled = ?, updated_ms = ? WHERE id = ?", enabled, change.now, job.id));
    INFERNO_TRY(const bool left, hasFiresLeft(change, job.id, job.definition));
    INFERNO_CHECK(switchSchedules(change, job.id, enabled && left));
    INFERNO_CHECK(change.db.run("UPDATE dependencies SET armed_run = NULL, seen_seq = 0 WHERE child_id = ?", job.id));
    return change.event(enabled ? "job_enabled" : "job_disabled", {job.id, "", job.definition.name, true, {}});
}

nlohmann::json changedFields(const JobDefinition& before, const JobDefinition& after) {
    const nlohmann::json old = auditForm(before);
    const nlohmann::json now = auditForm(after);
    nlohmann::json changes = nlohmann::json::object();
    for (const auto& [field, value] : now.items())
        if (old.at(field) != value)
            changes[field] = {{"old", old.at(field)}, {"new", value}};
    if (before.name != after.name)
        changes["name"] = {{"old", before.name}, {"new", after.name}};
    if (before.env != after.env && !changes.contains("env"))
        changes["env"] = "values changed";
    return changes;
}

Result<void> updateJob(Change& change, const JobRow& job, const JobDefinition& after) {
    if (after == job.definition)
        return {};
    INFERNO_CHECK(checkPlace(change, after));
    if (job.enabled)
        INFERNO_CHECK(checkScheduledJobs(change, job.id, after));
    const bool sameCommand = after.command == job.definition.command;
    const CommandKind kind = sameCommand ? job.kind : commandKindOf(after.command);
    INFERNO_CHECK(change.db.run("UPDATE jobs SET name = ?, definition = ?, kind = ?, overlap = ?, updated_ms = ? "
                                "WHERE id = ?",
                                after.name, storedForm(after), nameOf(kind), nameOf(after.overlap), change.now,
                                job.id));
    INFERNO_CHECK(change.db.run("UPDATE runs SET priority = ? WHERE job_id = ? AND finished_ms IS NULL",
                                static_cast<int>(after.priority), job.id));
    INFERNO_CHECK(writePlace(change, job.id, after));
    INFERNO_CHECK(writeTags(change, job.id, after));
    INFERNO_CHECK(writeSchedules(change, job.id, after, job.enabled));
    INFERNO_CHECK(writeDependencies(change, job.id, after));
    if (after.resources.gpuRequired != job.definition.resources.gpuRequired)
        INFERNO_CHECK(settleGpu(change));
    INFERNO_CHECK(change.event("job_updated",
                               {job.id, "", after.name, true, {{"changes", changedFields(job.definition, after)}}}));
    if (job.enabled && after.dependsOn != job.definition.dependsOn) {
        INFERNO_CHECK(armNewEdges(change, job.id));
        INFERNO_CHECK(settleChild(change, job.id));
    }
    return {};
}

Result<void> noteDefaults(Change& change, const std::string& jobId) {
    const nlohmann::json plain = toJson(JobDefinition{});
    nlohmann::json noted = nlohmann::json::object();
    const nlohmann::json now = toJson(change.options().defaults);
    for (const auto& [field, value] : now.items())
        if (value != plain.at(field))
            noted[field] = value;
    return change.db.run("UPDATE jobs SET defaults = ? WHERE id = ?", noted.dump(), jobId);
}

Result<void> removeJob(Change& change, const JobRow& job) {
    {
        INFERNO_TRY(auto children, change.db.prepare("SELECT group_concat(c.name, ', ') FROM dependencies d "
                                                     "JOIN jobs c ON c.id = d.child_id WHERE d.parent_id = ?"));
        INFERNO_CHECK(children.bind(job.id).step());
        if (!children.isNull(0))
            return fail(ErrorCode::JobHasDependents, children.text(0) + " depend on '" + job.definition.name + "'",
                        "delete those first, or take this job out of their dependencies");
    }
    INFERNO_TRY(const auto active, activeRuns(change.db, job.id));
    for (const Run& run : active)
        if (run.state == RunState::Running)
            return fail(ErrorCode::RunState, run.id + " of '" + job.definition.name + "' is running",
                        "cancel it, or wait until it has ended");
    for (const char* table : {"DELETE FROM schedules WHERE job_id = ?", "DELETE FROM tags WHERE job_id = ?",
                              "DELETE FROM dependencies WHERE child_id = ?"})
        INFERNO_CHECK(change.db.run(table, job.id));
    // After its edges are gone: the end of a run must not start the job once more.
    for (const Run& run : active)
        INFERNO_CHECK(cancelRun(change, run, "deleted"));
    INFERNO_CHECK(change.db.run("UPDATE jobs SET definition = '{}', deleted_ms = ?, enabled = 0 WHERE id = ?",
                                change.now, job.id));
    return change.event("job_deleted", {job.id, "", job.definition.name, true, {}});
}

// ---- JobStore ----

namespace {

/// What the queue's defaults were when the job was defined; before version 5 of the schema nobody noted them.
Result<std::optional<JobDefinition>> defaultsThen(sqlite::Database& db, const std::string& jobId) {
    INFERNO_TRY(auto query, db.prepare("SELECT defaults FROM jobs WHERE id = ?"));
    INFERNO_CHECK(query.bind(jobId).step());
    if (query.text(0).empty())
        return std::nullopt;
    const JobDefinition empty;
    INFERNO_TRY(auto then, readFields(nlohmann::json::parse(query.text(0), nullptr, false), empty, empty));
    return std::optional(std::move(then));
}

bool askedAlike(const nlohmann::json& one, const nlohmann::json& oneDefault, const nlohmann::json& other,
                const nlohmann::json& otherDefault) {
    if (one == other || (one == oneDefault && other == otherDefault))
        return true;
    if (!one.is_object() || !other.is_object() || one.size() != other.size())
        return false;
    for (const auto& [name, value] : one.items())
        if (!other.contains(name) || !oneDefault.contains(name) || !otherDefault.contains(name) ||
            !askedAlike(value, oneDefault[name], other[name], otherDefault[name]))
            return false;
    return true;
}

/// Whether the same was asked for, though the defaults may have been others then: what is as they say was not asked.
Result<bool> sameAsked(Change& change, const JobRow& job, const JobDefinition& wanted) {
    if (job.definition == wanted)
        return true;
    INFERNO_TRY(const auto then, defaultsThen(change.db, job.id));
    return then && askedAlike(toJson(job.definition), toJson(*then), toJson(wanted), toJson(change.options().defaults));
}

Result<void> refuseTakenName(sqlite::Database& db, const std::string& jobId, const std::string& name) {
    INFERNO_TRY(const auto taken, db.integer("SELECT count(*) FROM jobs WHERE name = ? AND id <> ? "
                                             "AND deleted_ms IS NULL",
                                             name, jobId));
    if (taken.value_or(0) > 0)
        return fail(ErrorCode::JobExists, "another job is called '" + name + "'", "choose another name");
    return {};
}

/// Queues a job that nothing else starts; its run's id, or "".
Result<std::string> queueCreated(Change& change, const JobRow& job, const JobStore::CreateOptions& options) {
    if (startsByItself(job.definition) || options.noRun || !job.enabled)
        return std::string();
    INFERNO_CHECK(refuseWhereFull(change));
    NewRun run;
    run.trigger = Trigger::Created;
    return insertRun(change, job, RunState::Queued, run);
}

} // namespace

Result<Changed> JobStore::create(const JobDefinition& definition, const CreateOptions& options,
                                 const Request& request) {
    INFERNO_TRY(const JobDefinition wanted, validated(definition, defaults()));
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        auto found = loadJob(change.db, wanted.name);
        if (!found && found.error().code != ErrorCode::JobUnknown)
            return std::unexpected(found.error());
        if (!found) {
            INFERNO_TRY(const JobRow job, insertJob(change, wanted, options.enabled));
            INFERNO_TRY(std::string runId, queueCreated(change, job, options));
            if (options.enabled && !options.noRun && !wanted.dependsOn.empty()) {
                INFERNO_CHECK(armNewEdges(change, job.id));
                INFERNO_CHECK(settleChild(change, job.id));
            }
            return Changed{job.id, std::move(runId), false};
        }
        INFERNO_TRY(const bool same, sameAsked(change, *found, wanted));
        if (!same || (options.replace && found->definition != wanted)) {
            if (!options.replace)
                return fail(ErrorCode::JobExists, "'" + wanted.name + "' exists with another definition",
                            "use 'batch-queue update', or create with --replace");
            INFERNO_CHECK(updateJob(change, *found, wanted));
            INFERNO_CHECK(noteDefaults(change, found->id));
            found->definition = wanted;
        }
        if (options.replace && options.enabled != found->enabled) {
            INFERNO_CHECK(switchJob(change, *found, options.enabled));
            found->enabled = options.enabled;
        }
        INFERNO_TRY(std::string runId, queueCreated(change, *found, options));
        return Changed{found->id, std::move(runId), false};
    });
}

Result<Changed> JobStore::update(const std::string& idOrName, const nlohmann::json& changes, const Request& request) {
    if (!changes.is_object())
        return fail(ErrorCode::JobInvalid, "the changes are not a JSON object");
    const auto enabled = changes.find("enabled");
    if (enabled != changes.end() && !enabled->is_boolean())
        return fail(ErrorCode::JobInvalid, "enabled must be true or false");
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(JobRow job, loadJob(change.db, idOrName));
        INFERNO_TRY(const auto after, parseDefinition(changes, job.definition, defaults()));
        INFERNO_CHECK(refuseTakenName(change.db, job.id, after.name));
        INFERNO_CHECK(updateJob(change, job, after));
        if (enabled != changes.end() && enabled->get<bool>() != job.enabled) {
            job.definition = after;
            INFERNO_CHECK(switchJob(change, job, enabled->get<bool>()));
        }
        return Changed{job.id, "", false};
    });
}

Result<Changed> JobStore::remove(const std::string& idOrName, const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const JobRow job, loadJob(change.db, idOrName));
        INFERNO_CHECK(removeJob(change, job));
        return Changed{job.id, "", false};
    });
}

Result<Changed> JobStore::enable(const std::string& idOrName, bool enabled, const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const JobRow job, loadJob(change.db, idOrName));
        if (job.enabled != enabled)
            INFERNO_CHECK(switchJob(change, job, enabled));
        return Changed{job.id, "", false};
    });
}

} // namespace inferno::jobs
