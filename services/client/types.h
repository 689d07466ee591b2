// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"

/// The JSON documents of the public API as C++ values: what services/api writes and services/client reads. Field names
/// here are the JSON names with `_`; a test holds both ends together. Instants are RFC 3339 text in UTC ("" = none),
/// durations are seconds, sizes bytes. Unknown fields are ignored when read, so that older clients keep working.
namespace inferno::client {

/// One bar of a job's recent history.
struct RunBar {
    std::string id;
    std::string status;
    std::string started;
    double duration = 0; ///< seconds; of a running one so far
};

struct Run {
    std::string id;
    std::string job_id;
    std::string job;     ///< the job's name
    std::string status;  ///< queued blocked running retrying completed failed cancelled timed_out skipped
    std::string trigger; ///< schedule manual dependency retry created run_at
    int attempt = 0;     ///< from 1; 0 before the first
    int attempts_max = 1;
    std::string scheduled_for; ///< the fire time where a schedule started it
    std::string queued;
    std::string started;
    std::string finished;
    std::optional<int> exit_code;
    std::optional<int> signal;
    std::string reason;             ///< why it is in this state, in words or a code; "" where the state says it all
    std::string cause;              ///< what made it, in words
    std::string waiting;            ///< why it does not start yet, in words; of a job's newest runs and of a single one
    std::string retry_of;           ///< run id
    std::string next_attempt;       ///< when retrying
    std::optional<double> progress; ///< 0..100, where known
    bool estimated = false;         ///< `progress` is reckoned from how long completed runs took
    std::string limits; ///< how CPU and memory are limited: cgroup, polled, none (asked for in vain); "" = not at all
    /// What it left for the runs after it, a JSON object as text; "" = nothing. Only of a single run.
    std::string outputs;
    double duration = 0;
    std::string waiting_since;       ///< since when it has waited; with `waiting`
    int missed = 0;                  ///< skipped: for so many fires it stands
    std::string missed_since;        ///< the first of them
    std::uint64_t dropped_bytes = 0; ///< of its output, what its log does not hold: beyond the log's limit
};

/// What a run may use of the machine.
struct Resources {
    double cpu_limit = 0;       ///< cores; 0 = no limit
    double memory_limit_gb = 0; ///< of 1024 MiB; 0 = no limit
    bool gpu_required = false;
};

/// What a job shall do, as it is sent (`POST /jobs`) and shown. Lists and names as the command line's long options.
struct JobDefinition {
    std::string name;
    std::string command;
    std::vector<std::string> schedules; ///< cron expressions, "@every 90m", "@reboot"
    int cron_fields = 5;                ///< 6: with seconds in front
    bool cron_extensions = false;       ///< L, W, # and H
    std::string run_at;
    std::string starts;            ///< no fire of a schedule before
    std::string ends;              ///< nor after
    int max_runs = 0;              ///< so many fires start a run; 0 = no bound
    bool ignore_blackouts = false; ///< fires also in blackouts
    int max_parallel = 0;          ///< runs at once where overlap is allow; 0 = no bound
    std::string pool;              ///< whose slots its runs share with other jobs
    double queued_timeout = 0;     ///< a run that has waited so many seconds is cancelled; 0 = none
    std::string timezone;          ///< IANA; "" = the service's
    bool enabled = true;
    bool no_run = false;                 ///< only when sent: do not queue a job without schedule once
    bool replace = false;                ///< only when sent
    std::vector<std::string> depends_on; ///< "NAME" or "NAME:success|failure|completion"
    std::string depends_mode = "success";
    std::string depends_join = "all";
    std::optional<double> timeout;
    double grace = 10;
    int retry_attempts = 0; ///< after the first attempt
    double retry_delay = 30;
    double retry_backoff = 2;
    double retry_max_delay = 3600;
    std::string retry_on; ///< only after these exit codes: "75,100-110"; "" = whatever went wrong
    Resources resources;
    std::string priority = "normal"; ///< low normal high critical
    std::string misfire = "latest";  ///< skip latest all
    std::string overlap = "skip";    ///< skip queue allow replace
    std::string condition;           ///< asked before a run starts, such as "disk_usage_percent > 80"
    double jitter = 0;
    std::map<std::string, std::string> env;
    std::string workdir;
    std::vector<std::string> tags;
    std::string template_name;                 ///< "template" in JSON: what it was made of; "" = a command of its own
    std::map<std::string, std::string> params; ///< the template's parameters, all of them when shown
    std::vector<std::string> permissions;      ///< only when shown: what the template lets its runs do beyond others
};

/// A job that another one waits for, and whether it has done what that wants.
struct Awaited {
    std::string job;
    std::string on;     ///< success failure completion
    bool armed = false; ///< done: it keeps the other one from nothing
    std::string run_id; ///< its newest run that ended since the other one last started; "" = none
    std::string status; ///< of that run
    std::string since;  ///< when that ended
};

struct Job {
    std::string id;
    JobDefinition definition; ///< in JSON its fields stand beside `id`
    std::string status;       ///< disabled ready scheduled, or the state of the active run
    std::string last_status;
    std::string last_run; ///< when the newest run started
    std::string next_run;
    std::string schedule_words; ///< "Weekdays at 09:15 and Sundays at 03:00"; "After NAME"; "On request"
    std::string kind = "shell"; ///< shell, or inferno where the command's first word is one of Inferno's
    std::string created;
    std::string updated;
    std::optional<double> p50; ///< seconds over the recent successful runs
    std::optional<double> p95;
    std::optional<double> progress;
    bool estimated = false;      ///< `progress` is reckoned from how long completed runs took
    std::vector<RunBar> recent;  ///< newest last, at most 20; in lists with `recent=1`
    std::vector<Run> runs;       ///< newest first; in `show` only
    std::vector<Awaited> awaits; ///< the jobs that it depends on; in `show` only
};

struct Created {
    std::string id;
    std::string name;
    std::string status;
    std::string next_run;
    std::string run_id;                  ///< "" where nothing was queued
    std::vector<std::string> warnings{}; ///< what will keep it from starting, in words
};

template <typename T>
struct Page {
    std::vector<T> items;
    std::string next_cursor; ///< "" at the end
};

struct QueueStats {
    bool paused = false;
    std::string pause_reason;
    /// Why nothing new starts: queue_paused, queue_disabled, vault_unavailable, vault_locked; "" = it may.
    std::string held;
    int jobs = 0;
    int queued = 0;
    int blocked = 0;
    int running = 0;
    int retrying = 0;
    int max_concurrent = 0;
    std::map<std::string, int> last_24h; ///< status → runs that ended in the last 24 hours
    double success_rate_24h = 0;         ///< 0..1; of completed + failed + timed_out
    double success_rate_before = 0;      ///< the same for the 24 hours before
    int runs_24h = 0;
    int runs_before = 0;
    std::vector<int> per_hour; ///< runs ended in each of the last 24 hours, oldest first
    std::string paused_since;  ///< "" while it is not paused
    std::string resume_at;     ///< when it resumes by itself; "" = it does not
};

struct GraphEdge {
    std::string from; ///< job name
    std::string to;
    std::string on; ///< success failure completion
};
struct Graph {
    std::vector<Job> nodes;
    std::vector<GraphEdge> edges;
};

/// One entry of `GET /calendar`: a past run, or a planned fire.
struct CalendarEntry {
    std::string job;
    std::string run_id; ///< "" where planned
    std::string status; ///< "planned" or the run's
    std::string start;
    std::string end;      ///< "" where not known
    double estimate = 0;  ///< seconds, p50 of the job; 0 where unknown
    std::string blackout; ///< planned, and will not start: why
};

/// A time in which schedules do not fire: from and to, or schedule and duration, or dates.
struct Blackout {
    std::string name;
    std::string from;
    std::string to;
    std::string schedule; ///< when it begins, again and again
    double duration = 0;  ///< seconds from then on
    std::vector<std::string> dates;
    std::string timezone;
    std::vector<std::string> tags; ///< of the jobs that it concerns; empty: all
    std::string reason;
};

/// An event of the vault. `details` and `extra` are JSON texts.
struct AuditEvent {
    std::uint64_t seq = 0;
    std::string id;
    std::string received;
    std::string timestamp;
    std::string event_type;
    std::string action;
    std::string user;
    std::string source_ip;
    std::string user_agent;
    std::string session_id;
    std::string trace_id;
    std::string resource;
    std::string result;
    std::string severity;
    std::string level;
    std::string origin;
    std::string recorded_by;
    std::string details;
    std::string extra; ///< unknown fields, as one JSON object
    std::uint64_t subject_number =
        0; ///< privacy: the number that the record holds instead of `user`; 0: it holds the name
};

struct AuditQuery {
    std::string user;
    std::string action; ///< comma-separated
    std::string event_type;
    std::string severity;
    std::string result;
    std::string session_id;
    std::string trace_id;
    std::string resource;
    std::string source_ip;
    std::string query; ///< as docs/api.md, "Queries"
    std::string since; ///< a duration back from now, or RFC 3339
    std::string until;
    int limit = 100;
    std::string cursor;
    std::optional<std::uint64_t> before; ///< only events of this number and below, for a jump into the middle
    std::string view;                    ///< the id of an open view: its refreshes are not events of their own
};

struct AuditPage {
    std::vector<AuditEvent> items; ///< newest first; may be fewer than asked for, or none, with a cursor to go on with
    std::string next_cursor;       ///< "" at the end
    std::uint64_t scanned_blocks = 0; ///< blocks of up to 1,024 events that were read
    std::uint64_t skipped_blocks = 0; ///< passed over, because nothing in them can fit
    std::uint64_t undecryptable_blocks = 0;
    std::uint64_t scanned_events = 0;
    std::uint64_t pruned_events = 0; ///< in the time asked for, but no longer here
};

struct HistogramBucket {
    std::string from;
    std::string to; ///< not included
    std::uint64_t count = 0;
    std::map<std::string, std::uint64_t> by; ///< by value of what was asked for
};
/// `GET /audit/histogram`.
struct AuditHistogram {
    std::string from; ///< "" in an empty vault
    std::string to;
    std::vector<HistogramBucket> buckets; ///< of equal length, oldest first
    bool partial = false;                 ///< the search ended at its bound: older events are not counted
    std::uint64_t scanned_blocks = 0;
    std::uint64_t skipped_blocks = 0;
    std::uint64_t undecryptable_blocks = 0;
    std::uint64_t scanned_events = 0;
    std::uint64_t pruned_events = 0; ///< in the time asked for, but no longer here
};

struct FieldValue {
    std::string value;
    std::uint64_t count = 0;
};
/// `GET /audit/values`.
struct AuditValues {
    std::string field;
    std::vector<FieldValue> items; ///< most frequent first
    std::uint64_t other = 0;       ///< events with a value that is not among them
    std::uint64_t total = 0;       ///< events that fit and have the field
    bool partial = false;
    std::uint64_t scanned_blocks = 0;
    std::uint64_t skipped_blocks = 0;
    std::uint64_t undecryptable_blocks = 0;
    std::uint64_t scanned_events = 0;
    std::uint64_t pruned_events = 0; ///< in the time asked for, but no longer here
};

/// Events of one shape: the same type, action and result.
struct AuditPattern {
    std::string event_type;
    std::string action;
    std::string result; ///< "" = none
    std::uint64_t count = 0;
    std::string first; ///< the earliest of them
    std::string last;
    std::vector<std::uint64_t> buckets; ///< how many in each part of the time of AuditPatterns, oldest first
};
/// `GET /audit/patterns`.
struct AuditPatterns {
    std::string from; ///< `since` and `until` of the question, else the earliest and latest event that was counted; ""
                      ///< = there was none
    std::string to;
    std::vector<AuditPattern> items; ///< most frequent first
    std::uint64_t other = 0;         ///< events of a shape that is not among them
    std::uint64_t shapes = 0;        ///< how many there are, with those that are not among the items
    std::uint64_t total = 0;         ///< events that were counted
    bool partial = false;            ///< the search ended at its bound: older events are not counted
    std::uint64_t undecryptable_blocks = 0;
    std::uint64_t pruned_events = 0; ///< in the time asked for, but no longer here
};

struct Appended {
    std::uint64_t seq = 0;
    std::string id;
};

/// A place that holds a checkpoint of this vault outside of it.
struct AnchorStatus {
    std::string kind;         ///< file webhook s3 witness
    std::string place;        ///< path or URL, without secrets
    std::uint64_t size = 0;   ///< events under the newest checkpoint there; 0 where none was ever given
    std::string time;         ///< when it was given; "" = never
    std::string error;        ///< why the last try failed; "" = it did not
    bool rolled_back = false; ///< what is there is not of this vault's past
};

struct AuditStatus {
    std::string state; ///< open or locked
    std::string vault_id;
    std::string folder;
    std::uint64_t events = 0;
    std::uint64_t durable = 0;
    std::uint64_t checkpointed = 0;
    std::uint64_t sealed = 0;
    std::uint64_t thinned_segments = 0; ///< sealed segments without the events of some types
    std::uint64_t removed_events = 0;   ///< that were in these
    std::string root;                   ///< hex
    std::string checkpoint_time;
    std::string last_event;
    std::string verifier_key; ///< C2SP vkey
    std::uint64_t bytes = 0;
    std::string last_verified; ///< "" = never
    std::string last_verdict;
    std::vector<std::string> warnings;
    std::string opened_by; ///< key_file or passphrase: what wraps the key-encryption key
    std::string key_file;  ///< "" where a passphrase opens it
    std::uint32_t kek_version = 0;
    std::uint32_t data_keys = 0;
    std::string keys_rotated; ///< when the key-encryption key was made
    std::string keys_rotate;  ///< when the service rotates it by itself
    std::string jobs_run_as;  ///< user; "" = the service's own, so that jobs can read the keys
    double retry_after = 0;   ///< when locked: seconds until a passphrase is looked at again
    std::vector<AnchorStatus> anchors;
    std::uint64_t unanchored = 0;  ///< events that no anchor covers
    double unanchored_seconds = 0; ///< since the newest of the anchors was given
    std::string witness_key;       ///< C2SP vkey under which this service witnesses others; "" = it does not
};

/// `POST /audit/erase`: what is no longer to be had.
struct SubjectErased {
    std::uint64_t number = 0; ///< of the subject in its records
    std::uint64_t seq = 0;    ///< of the event that says so
};

/// What a rotation of keys made: the versions before and after.
struct KeysRotated {
    std::uint32_t kek_old = 0;
    std::uint32_t kek_new = 0;
    std::uint32_t data_key_old = 0; ///< 0: there was none
    std::uint32_t data_key_new = 0; ///< 0: it stayed
    std::string verifier_key;       ///< that signs from now on
    bool signing_key = false;       ///< it is a new one
};

/// One key of the configuration that was changed. Values are JSON texts; of a secret only "set" or "changed".
struct ConfigChanged {
    std::string key;
    std::string old_value;
    std::string new_value;
    std::string effect; ///< now, or restart: after the service was started again
};
struct ConfigAnswer {
    std::vector<ConfigChanged> changed; ///< without what was so already
    std::vector<std::string> warnings;
};

struct VerifyProblem {
    std::string verdict;
    std::uint64_t seq = 0; ///< first event concerned; 0, and absent in JSON, where it is not known
    std::string file;
    std::uint64_t offset = 0; ///< in the file, in bytes; 0, and absent in JSON, where it is not known
    std::string detail;
    bool has_seq = false;
    bool has_offset = false;
};
/// What is worth knowing and is no finding.
struct VerifyNote {
    std::uint64_t seq = 0;
    std::string detail;
};
struct VerifyResult {
    std::string verdict; ///< ok torn_tail erased pruned altered missing rolled_back key_unavailable
    std::string level;   ///< structure ciphertext full
    std::string mode;    ///< service offline
    std::uint64_t events = 0;
    std::uint64_t durable = 0;
    std::uint64_t checkpointed = 0;
    std::uint64_t sealed = 0;
    std::string root;
    std::uint64_t unanchored = 0;  ///< events above the newest checkpoint that is known outside of the vault
    double unanchored_seconds = 0; ///< since that one was given; 0 where there is none
    std::vector<VerifyProblem> problems;
    std::string finished; ///< when
    double seconds = 0;
    std::vector<VerifyNote> notes;    ///< where a clock went back
    std::string since;                ///< blocks of older events were not read; absent in JSON if all were
    std::uint64_t skipped = 0;        ///< events in those blocks
    std::string resumed;              ///< when an earlier, interrupted verification was left; absent if there was none
    std::uint64_t resumed_events = 0; ///< that it had checked
};

/// What is asked of a verification.
struct VerifyRequest {
    std::string level;   ///< structure, ciphertext, full; "" is full
    std::string since{}; ///< read no block that is older: a duration back from now, or RFC 3339; "" reads all
    bool resume = false; ///< go on where one that was interrupted stopped
};
/// A verification that runs beside its question.
struct VerifyRun {
    std::string id;
    std::string state; ///< running done failed cancelled
    std::uint64_t bytes_done = 0;
    std::uint64_t bytes_total = 0;
    std::uint64_t events_done = 0;
    std::optional<VerifyResult> verification; ///< once it is done
    std::string error;                        ///< why it failed; absent in JSON otherwise
};

struct InclusionProof {
    std::uint64_t seq = 0;
    std::uint64_t leaf_index = 0;
    std::string leaf_hash;
    std::string salt;
    std::string record; ///< base64
    std::string blob;   ///< base64, of an event over 64 KiB: the record names its SHA-256; absent if empty
    std::uint64_t tree_size = 0;
    std::string root;
    std::vector<std::string> path;    ///< hex, from leaf to root
    std::string checkpoint;           ///< the signed note
    std::uint64_t subject_number = 0; ///< privacy: the number in the record, and
    std::string user;                 ///< the name beside it: not in the hashed bytes; "erased" once it is
};
/// Proofs of several events against one tree.
struct ProofBatch {
    std::uint64_t tree_size = 0;
    std::string root;
    std::vector<InclusionProof> items; ///< without checkpoint
};
struct ConsistencyProof {
    std::uint64_t old_size = 0;
    std::uint64_t new_size = 0;
    std::string old_root;
    std::string new_root;
    std::vector<std::string> path;
};

struct Model {
    std::string name;
    std::string version;
    bool is_default = false;
    std::string path;
    std::string format; ///< torchscript
    std::string sha256;
    std::uint64_t size = 0;
    std::string status; ///< loading ready unhealthy
    std::string device;
    std::string registered;
    std::uint64_t requests = 0;
    std::string last_used;
    std::string handler;
    int batch_size = 0;         ///< requests computed together, at most
    double max_batch_delay = 0; ///< seconds that the first of them waits for others
    int workers = 0;            ///< batches computed at once
    std::string problem;        ///< with unhealthy: why
    std::string signature;      ///< valid, none
    std::uint64_t memory = 0;   ///< bytes that loading it needs, estimated; 0 where that is not known
};

struct Report {
    std::string id;
    std::string period;
    std::string from;
    std::string to;
    std::string status; ///< running ready failed
    std::string created;
    std::uint64_t size = 0;
    std::string sha256;
    std::string error;
};

struct HostInfo {
    std::string name;
    int cores = 0;
    double cpu_percent = 0;
    std::uint64_t memory_total = 0;
    std::uint64_t memory_used = 0;
    std::uint64_t disk_total = 0;
    std::uint64_t disk_used = 0;
    std::vector<std::string> gpus;
    std::string timezone;
};

/// `GET /healthz`, and what `run/service.json` says.
struct ServiceInfo {
    std::string status; ///< ok degraded locked
    std::string instance;
    std::string version;
    std::string url;
    std::int64_t pid = 0;
    std::string data_dir;
    std::map<std::string, int> ports;
    std::string started;
    std::vector<std::string> degraded; ///< what is not well, in sentences
};

void to_json(nlohmann::json& json, const RunBar& value);
void from_json(const nlohmann::json& json, RunBar& value);
void to_json(nlohmann::json& json, const Run& value);
void from_json(const nlohmann::json& json, Run& value);
void to_json(nlohmann::json& json, const Resources& value);
void from_json(const nlohmann::json& json, Resources& value);
void to_json(nlohmann::json& json, const JobDefinition& value);
void from_json(const nlohmann::json& json, JobDefinition& value);
void to_json(nlohmann::json& json, const Job& value);
void from_json(const nlohmann::json& json, Job& value);
void to_json(nlohmann::json& json, const Created& value);
void from_json(const nlohmann::json& json, Created& value);
void to_json(nlohmann::json& json, const QueueStats& value);
void from_json(const nlohmann::json& json, QueueStats& value);
void to_json(nlohmann::json& json, const GraphEdge& value);
void from_json(const nlohmann::json& json, GraphEdge& value);
void to_json(nlohmann::json& json, const Graph& value);
void from_json(const nlohmann::json& json, Graph& value);
void to_json(nlohmann::json& json, const CalendarEntry& value);
void from_json(const nlohmann::json& json, CalendarEntry& value);
void to_json(nlohmann::json& json, const Blackout& value);
void from_json(const nlohmann::json& json, Blackout& value);
void to_json(nlohmann::json& json, const AuditEvent& value);
void from_json(const nlohmann::json& json, AuditEvent& value);
void to_json(nlohmann::json& json, const AuditPage& value);
void from_json(const nlohmann::json& json, AuditPage& value);
void to_json(nlohmann::json& json, const HistogramBucket& value);
void from_json(const nlohmann::json& json, HistogramBucket& value);
void to_json(nlohmann::json& json, const AuditHistogram& value);
void from_json(const nlohmann::json& json, AuditHistogram& value);
void to_json(nlohmann::json& json, const FieldValue& value);
void from_json(const nlohmann::json& json, FieldValue& value);
void to_json(nlohmann::json& json, const AuditValues& value);
void from_json(const nlohmann::json& json, AuditValues& value);
void to_json(nlohmann::json& json, const AuditPattern& value);
void from_json(const nlohmann::json& json, AuditPattern& value);
void to_json(nlohmann::json& json, const AuditPatterns& value);
void from_json(const nlohmann::json& json, AuditPatterns& value);
void to_json(nlohmann::json& json, const Appended& value);
void from_json(const nlohmann::json& json, Appended& value);
void to_json(nlohmann::json& json, const SubjectErased& value);
void from_json(const nlohmann::json& json, SubjectErased& value);
void to_json(nlohmann::json& json, const AnchorStatus& value);
void from_json(const nlohmann::json& json, AnchorStatus& value);
void to_json(nlohmann::json& json, const AuditStatus& value);
void from_json(const nlohmann::json& json, AuditStatus& value);
void to_json(nlohmann::json& json, const KeysRotated& value);
void from_json(const nlohmann::json& json, KeysRotated& value);
void to_json(nlohmann::json& json, const ConfigChanged& value);
void from_json(const nlohmann::json& json, ConfigChanged& value);
void to_json(nlohmann::json& json, const ConfigAnswer& value);
void from_json(const nlohmann::json& json, ConfigAnswer& value);
void to_json(nlohmann::json& json, const VerifyProblem& value);
void from_json(const nlohmann::json& json, VerifyProblem& value);
void to_json(nlohmann::json& json, const VerifyResult& value);
void from_json(const nlohmann::json& json, VerifyResult& value);
void to_json(nlohmann::json& json, const VerifyNote& value);
void from_json(const nlohmann::json& json, VerifyNote& value);
void to_json(nlohmann::json& json, const ProofBatch& value);
void from_json(const nlohmann::json& json, ProofBatch& value);
void to_json(nlohmann::json& json, const VerifyRequest& value);
void from_json(const nlohmann::json& json, VerifyRequest& value);
void to_json(nlohmann::json& json, const VerifyRun& value);
void from_json(const nlohmann::json& json, VerifyRun& value);
void to_json(nlohmann::json& json, const InclusionProof& value);
void from_json(const nlohmann::json& json, InclusionProof& value);
void to_json(nlohmann::json& json, const ConsistencyProof& value);
void from_json(const nlohmann::json& json, ConsistencyProof& value);
void to_json(nlohmann::json& json, const Model& value);
void from_json(const nlohmann::json& json, Model& value);
void to_json(nlohmann::json& json, const Report& value);
void from_json(const nlohmann::json& json, Report& value);
void to_json(nlohmann::json& json, const HostInfo& value);
void from_json(const nlohmann::json& json, HostInfo& value);
void to_json(nlohmann::json& json, const ServiceInfo& value);
void from_json(const nlohmann::json& json, ServiceInfo& value);

} // namespace inferno::client
