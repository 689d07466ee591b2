// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/clock.h"
#include "core/base/error.h"

/// The audit report as content: what ran in a period, what failed, and whether the evidence holds. Whoever gathers it
/// hands in plain rows (`ReportInput`); `gather` sorts, counts and judges them into a `Report`; `toJson` writes that as
/// the document that `inferno-report` lays out and that is the report's machine-readable twin. The same input always
/// gives the same bytes. Never says "compliant": it says evidence, exception, not tested, not applicable.
/// Plain values and pure functions; safe from any thread. Instants are UTC; days are those of the report's zone.

namespace inferno::report {

/// What the report is of and who asked for it.
struct Scope {
    std::string id;             ///< such as "AUDIT-2026-02"; in the header of every page
    int version = 1;            ///< rises when the same report is made again
    std::string title;          ///< "Audit report"
    std::string periodName;     ///< "February 2026", "Tuesday 24 March 2026"
    WallTime from{};            ///< first instant of the period
    WallTime to{};              ///< first instant after it
    bool partial = false;       ///< the vault is younger than the period, or the period has not ended
    std::string zone;           ///< IANA; local times are shown in it
    std::string entity;         ///< whose system it is; may be empty
    std::string classification; ///< "Confidential"
    std::string host;
    std::string vaultId;
    std::string infernoVersion;
    std::string preparedBy; ///< principal who asked for it
    WallTime generated{};
};

/// One run, as the queue's tables hold it.
struct RunRow {
    std::string id;
    std::string job;
    std::string state;   ///< "completed", "failed", "timed_out", "cancelled", "skipped", or of an active run
    std::string trigger; ///< "schedule", "manual", "dependency", …
    std::optional<WallTime> scheduledFor;
    WallTime queued{};
    std::optional<WallTime> started;
    std::optional<WallTime> finished;
    int attempts = 0;
    std::optional<int> exitCode;
    std::optional<int> signal;
    std::string reason;
    std::string requestedBy; ///< empty: the scheduler
};

/// How many events of one kind the period has.
struct EventRow {
    std::string type;   ///< "job", "authentication", "vault", …
    std::string action; ///< "job_completed", …
    std::uint64_t count = 0;
    std::uint64_t failures = 0; ///< of these, with result "failure"
    std::uint64_t denials = 0;  ///< of these, with result "denied"
};

/// Something that verification found.
struct Problem {
    std::string verdict; ///< "altered", "missing", …
    std::optional<std::uint64_t> seq;
    std::string file;
    std::optional<std::uint64_t> offset;
    std::string detail;
};

/// The vault's state when the report was made, and what checking it gave.
struct Attestation {
    std::string origin;      ///< "inferno.local/<vault-id>"
    std::string verifierKey; ///< C2SP vkey
    std::string keyId;       ///< eight hex digits
    std::uint64_t checkpointSize = 0;
    std::string checkpointRoot; ///< hex
    std::string checkpoint;     ///< the signed note
    std::uint64_t events = 0;   ///< durable events in the vault
    std::uint64_t sealed = 0;
    std::string verdict;                         ///< as `audit verify`; empty: verification was not run
    std::string level;                           ///< "structure", "ciphertext", "full"
    std::string mode;                            ///< "service" or "offline"
    std::optional<WallTime> verifiedAt;          ///< when it ended
    std::optional<std::uint64_t> firstSeq;       ///< of the period; none if it has no event
    std::optional<std::uint64_t> nextSeq;        ///< behind the last of the period
    std::optional<std::uint64_t> earlierSize;    ///< a checkpoint from before the period, if one was compared with
    std::optional<bool> consistent;              ///< whether its consistency proof held
    std::uint64_t unanchored = 0;                ///< events above the newest checkpoint that an outside place holds
    std::optional<std::uint64_t> uncheckpointed; ///< events above the newest checkpoint at verification
    std::vector<Problem> problems;
};

struct ReportInput {
    Scope scope;
    std::vector<RunRow> runs;     ///< of the period, in any order
    std::vector<EventRow> events; ///< of the period, in any order
    Attestation attestation;
};

enum class Standing { Evidence, Exception, NotTested, NotApplicable };
std::string_view nameOf(Standing standing); ///< "evidence", "exception", "not_tested", "not_applicable"

/// One line of the attestation: what was looked at, how it stands, and the figure.
struct Check {
    Standing standing = Standing::NotTested;
    std::string subject; ///< "Sequence without gaps"
    std::string finding; ///< "1,192,960 events, 0 gaps"
};

struct RunTotals {
    std::uint64_t runs = 0;
    std::uint64_t completed = 0;
    std::uint64_t failed = 0; ///< timed out ones included
    std::uint64_t timedOut = 0;
    std::uint64_t cancelled = 0;
    std::uint64_t skipped = 0;
    std::uint64_t active = 0;  ///< not ended when the report was made
    std::uint64_t retries = 0; ///< attempts after the first
    std::chrono::milliseconds busy{0};
};

struct JobSummary {
    std::string job;
    RunTotals totals;
    std::optional<std::chrono::milliseconds> median; ///< of the runs that started and ended
    std::optional<std::chrono::milliseconds> longest;
};

struct DayCount {
    std::string day; ///< "2026-02-01" in the report's zone
    std::uint64_t completed = 0;
    std::uint64_t failed = 0;
    std::uint64_t other = 0;
};

struct Report {
    Scope scope;
    RunTotals totals;
    std::vector<DayCount> days;    ///< every day of the period, by a run's start (else its queueing)
    std::vector<JobSummary> jobs;  ///< by name
    std::vector<RunRow> failures;  ///< failed and timed-out runs, oldest first
    std::vector<RunRow> runs;      ///< all, oldest first
    std::vector<EventRow> events;  ///< by type, then action
    std::uint64_t eventsTotal = 0; ///< of the rows above
    std::vector<Check> checks;
    Attestation attestation;
    std::vector<std::string> limits; ///< what the report does not say, a sentence or two each
};

/// Errors: cron.zone (the zone is not known), input.invalid (the period ends before it begins).
Result<Report> gather(ReportInput input);

/// The document. Sorted keys, RFC 3339 UTC, durations in milliseconds; `"format": "inferno-report/1"`.
nlohmann::json toJson(const Report& report);
/// Error: input.invalid, naming the field.
Result<Report> reportFromJson(const nlohmann::json& document);

/// Seven digits and more with thousands separators: "1,192,960".
std::string formatCount(std::uint64_t count);

} // namespace inferno::report
