// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/schema.h"

#include <array>

namespace inferno::jobs {
namespace {

constexpr const char* kVersion1 = R"sql(
-- Single values: database_id, paused_reason (present while paused), paused_ms, resume_at, boot_id (of the machine, when the service
-- was started last).
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;

-- `definition` is the JSON of all options but depends_on. A deleted job keeps its row, emptied, for its runs' sake.
-- last_state and last_started_ms repeat what is in runs, so that a list of jobs does not search the history.
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('shell', 'inferno')),
    overlap TEXT NOT NULL CHECK (overlap IN ('skip', 'queue', 'allow', 'replace')),
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    last_state TEXT,
    last_started_ms INTEGER,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX jobs_name ON jobs (name) WHERE deleted_ms IS NULL;

CREATE TABLE tags (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (job_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_tag ON tags (tag);

-- One recurrence (a cron expression, @every or @reboot, as Recurrence::text gives it), or one run-at (then the
-- expression is ''). Every fire up to and including cursor_ms has its row
-- in runs; next_ms is the first fire after it, NULL if there is none or the job is disabled.
CREATE TABLE schedules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    expression TEXT NOT NULL,
    timezone TEXT NOT NULL,
    run_at_ms INTEGER,
    cursor_ms INTEGER NOT NULL,
    next_ms INTEGER,
    CHECK ((expression = '') = (run_at_ms IS NOT NULL))
) STRICT;
CREATE INDEX schedules_next ON schedules (next_ms) WHERE next_ms IS NOT NULL;
CREATE INDEX schedules_job ON schedules (job_id);

-- armed_run: the parent's run that arms this edge. seen_seq: the newest run of the parent that was looked at since the
-- child last started.
CREATE TABLE dependencies (
    child_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    parent_id TEXT NOT NULL REFERENCES jobs,
    mode TEXT NOT NULL CHECK (mode IN ('success', 'failure', 'completion')),
    armed_run TEXT,
    seen_seq INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (child_id, parent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dependencies_parent ON dependencies (parent_id);

CREATE TABLE runs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    job_id TEXT NOT NULL REFERENCES jobs,
    state TEXT NOT NULL CHECK (state IN ('queued', 'blocked', 'running', 'retrying',
                                         'completed', 'failed', 'cancelled', 'timed_out', 'skipped')),
    trigger TEXT NOT NULL CHECK (trigger IN ('schedule', 'run_at', 'manual', 'created', 'dependency', 'retry')),
    priority INTEGER NOT NULL,
    schedule_id INTEGER,
    scheduled_for_ms INTEGER,
    armed_by TEXT,             -- the parents' run ids that started it, sorted
    attempt INTEGER NOT NULL DEFAULT 0,
    launch INTEGER NOT NULL DEFAULT 0,
    queued_ms INTEGER NOT NULL,
    not_before_ms INTEGER,
    started_ms INTEGER,
    finished_ms INTEGER,
    exit_code INTEGER,
    signal INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    retry_of TEXT,
    requested_by TEXT NOT NULL DEFAULT '',
    cancel_ms INTEGER,         -- a running run was asked to end
    cancel_reason TEXT,
    cancel_by TEXT,
    progress REAL,
    missed INTEGER NOT NULL DEFAULT 0,
    missed_since_ms INTEGER,
    CHECK ((finished_ms IS NULL) = (state IN ('queued', 'blocked', 'running', 'retrying')))
) STRICT;
-- A due fire is one row, whatever happens to it; parents' runs start a child once.
CREATE UNIQUE INDEX runs_fire ON runs (schedule_id, scheduled_for_ms) WHERE schedule_id IS NOT NULL;
CREATE UNIQUE INDEX runs_armed ON runs (job_id, armed_by) WHERE armed_by IS NOT NULL;
CREATE INDEX runs_job ON runs (job_id, seq);
CREATE INDEX runs_active ON runs (job_id, seq) WHERE finished_ms IS NULL;
CREATE INDEX runs_waiting ON runs (priority DESC, seq) WHERE state IN ('queued', 'retrying');
CREATE INDEX runs_running ON runs (seq) WHERE state = 'running';
CREATE INDEX runs_queued ON runs (queued_ms);
CREATE INDEX runs_finished ON runs (finished_ms) WHERE finished_ms IS NOT NULL;
CREATE INDEX runs_ended ON runs (state, seq) WHERE finished_ms IS NOT NULL;

-- Written before anything starts. `open` until a result, or the word that it never ran, is recorded.
CREATE TABLE launches (
    run_id TEXT NOT NULL REFERENCES runs (id),
    launch INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'void', 'ended')),
    created_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    exit_code INTEGER,
    signal INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, launch)
) STRICT, WITHOUT ROWID;
CREATE INDEX launches_open ON launches (run_id, launch) WHERE state = 'open';

-- Audit events on their way to the vault, sealed.
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE idempotency (
    key TEXT PRIMARY KEY,
    request BLOB NOT NULL,
    job_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_created ON idempotency (created_ms);
)sql";

constexpr const char* kVersion2 = R"sql(
-- Fires that started a run: max_runs ends the schedules.
ALTER TABLE jobs ADD COLUMN fires INTEGER NOT NULL DEFAULT 0;
-- No fire before and none after.
ALTER TABLE schedules ADD COLUMN starts_ms INTEGER;
ALTER TABLE schedules ADD COLUMN ends_ms INTEGER;

-- What the dispatch asks of each run that waits; they repeat what is in the definition.
ALTER TABLE jobs ADD COLUMN pool TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN max_parallel INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN queued_timeout_ms INTEGER NOT NULL DEFAULT 0;
-- What made the run, in words.
ALTER TABLE runs ADD COLUMN cause TEXT NOT NULL DEFAULT '';

-- Times in which schedules do not fire; `definition` is the JSON of one, its name included.
CREATE TABLE blackouts (
    name TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kVersion3 = R"sql(
-- The failures of one job, however many others it has had.
CREATE INDEX runs_of_job_ended ON runs (job_id, state, seq) WHERE finished_ms IS NOT NULL;
-- What ended otherwise than well is counted by state; of the rest the number is enough.
CREATE INDEX runs_not_completed ON runs (finished_ms, state) WHERE finished_ms IS NOT NULL AND state <> 'completed';
-- What waits for a time: a delayed start, the next attempt.
CREATE INDEX runs_delayed ON runs (not_before_ms) WHERE not_before_ms IS NOT NULL;
-- Few jobs bound the time that their runs wait.
CREATE INDEX jobs_queued_timeout ON jobs (queued_timeout_ms) WHERE queued_timeout_ms > 0;
-- Repeats what is in the definition, for the dispatch.
ALTER TABLE jobs ADD COLUMN gpu INTEGER NOT NULL DEFAULT 0;
-- How the newest launch's limits are kept: cgroup, polled, none; '' where it has none.
ALTER TABLE runs ADD COLUMN limits TEXT NOT NULL DEFAULT '';

-- What a run left for the runs after it: a JSON object.
CREATE TABLE outputs (
    run_id TEXT PRIMARY KEY REFERENCES runs (id),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- When somebody is to be told. `definition` is the JSON of a rule; `enabled` of it counts only here.
CREATE TABLE alert_rules (
    name TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    created_ms INTEGER NOT NULL,
    created_by TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kVersion4 = R"sql(
-- A fire of a schedule that is not made as the schedule says: skipped, or moved to moved_ms. The row goes when both
-- times are over. done: it was made at its new time, and the schedule has still to pass over its own.
CREATE TABLE exceptions (
    schedule_id INTEGER NOT NULL REFERENCES schedules ON DELETE CASCADE,
    fire_ms INTEGER NOT NULL,
    moved_ms INTEGER,
    done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    created_ms INTEGER NOT NULL,
    created_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (schedule_id, fire_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX exceptions_moved ON exceptions (moved_ms) WHERE moved_ms IS NOT NULL AND done = 0;
)sql";

constexpr const char* kVersion5 = R"sql(
-- What one run gets in the place of what its job says, as JSON: {"params":{},"env":{}}; '' for nothing.
ALTER TABLE runs ADD COLUMN given TEXT NOT NULL DEFAULT '';
-- Of the output of all launches, what their logs do not hold.
ALTER TABLE runs ADD COLUMN dropped_bytes INTEGER NOT NULL DEFAULT 0;
-- The queue's defaults when the definition was given, as JSON: what it took from them was not asked for. '' of old.
ALTER TABLE jobs ADD COLUMN defaults TEXT NOT NULL DEFAULT '';
)sql";

constexpr std::array kSteps = {sqlite::Migration{1, kVersion1}, sqlite::Migration{2, kVersion2},
                               sqlite::Migration{3, kVersion3}, sqlite::Migration{4, kVersion4},
                               sqlite::Migration{5, kVersion5}};

} // namespace

std::span<const sqlite::Migration> schema() {
    return kSteps;
}

} // namespace inferno::jobs
