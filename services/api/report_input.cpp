// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/report_input.h"

#include <unistd.h>

#include <charconv>
#include <map>

#include "core/jobs/job_store.h"
#include "core/vault/vault.h"
#include "services/api/verifications.h"

namespace inferno::api {
namespace {

constexpr int kRunsAtOnce = 1000;
constexpr std::size_t kRecordsAtOnce = 10'000;

Result<std::vector<report::RunRow>> runsOf(const ReportPeriod& period, jobs::JobStore& store) {
    std::vector<report::RunRow> rows;
    jobs::RunFilter filter;
    filter.since = period.from;
    filter.until = period.to;
    filter.limit = kRunsAtOnce;
    do {
        INFERNO_TRY(const auto page, store.runs(filter));
        for (const jobs::Run& run : page.items)
            rows.push_back({run.id, run.job, std::string(nameOf(run.state)), std::string(nameOf(run.trigger)),
                            run.scheduledFor, run.queued, run.started, run.finished, run.attempt, run.exitCode,
                            run.signal, run.reason, run.requestedBy});
        filter.cursor = page.nextCursor;
    } while (!filter.cursor.empty());
    return rows;
}

/// Counts the events by kind, and finds the first and last one.
Result<std::vector<report::EventRow>> eventsOf(const ReportPeriod& period, vault::Vault& vault,
                                               report::Attestation& attestation) {
    std::map<std::pair<std::string, std::string>, report::EventRow> rows;
    vault::Query query;
    query.since = period.from;
    query.until = period.to;
    query.order = vault::Order::OldestFirst;
    query.limit = kRecordsAtOnce;
    do {
        INFERNO_TRY(const vault::QueryPage page, vault.query(query));
        for (const vault::Record& record : page.records) {
            const vault::Event& event = record.event;
            report::EventRow& row = rows[{event.eventType, event.action}];
            row.type = event.eventType;
            row.action = event.action;
            ++row.count;
            row.failures += event.result == "failure" ? 1 : 0;
            row.denials += event.result == "denied" ? 1 : 0;
            if (!attestation.firstSeq)
                attestation.firstSeq = record.seq;
            attestation.nextSeq = record.seq + 1;
        }
        query.from = page.next;
    } while (query.from);
    std::vector<report::EventRow> out;
    for (auto& [kind, row] : rows)
        out.push_back(std::move(row));
    return out;
}

/// Size and root of a checkpoint: the second and third line of its note (C2SP tlog-checkpoint).
void readCheckpoint(const std::string& note, report::Attestation& attestation) {
    const auto first = note.find('\n');
    const auto second = note.find('\n', first + 1);
    const auto third = note.find('\n', second + 1);
    if (third == note.npos)
        return;
    std::from_chars(note.data() + first + 1, note.data() + second, attestation.checkpointSize);
    if (const auto root = fromBase64(note.substr(second + 1, third - second - 1)))
        attestation.checkpointRoot = toHex(*root);
    attestation.checkpoint = note;
}

std::string hostName() {
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

} // namespace

Result<report::ReportInput> reportInput(const ReportPeriod& period, const std::string& by, jobs::JobStore& jobs,
                                        vault::Vault& vault, Verifications& verifications, const Clock& clock,
                                        const schedule::Zone& zone) {
    report::ReportInput input;
    report::Attestation& attestation = input.attestation;
    INFERNO_TRY(input.runs, runsOf(period, jobs));
    INFERNO_TRY(input.events, eventsOf(period, vault, attestation));
    INFERNO_TRY(const std::string note, vault.checkpointNow());
    readCheckpoint(note, attestation);
    INFERNO_TRY(const client::VerifyResult verified, verifications.verify({"full", ""}));
    const vault::VaultStatus status = vault.status();
    attestation.origin = status.origin;
    attestation.verifierKey = status.verifierKey;
    attestation.keyId = status.keyId;
    attestation.events = status.progress.durable;
    attestation.sealed = status.progress.sealed;
    attestation.verdict = verified.verdict;
    attestation.level = verified.level;
    attestation.mode = verified.mode;
    if (const auto time = parseRfc3339(verified.finished))
        attestation.verifiedAt = *time;
    attestation.unanchored = verified.unanchored;
    attestation.uncheckpointed = verified.durable - std::min(verified.durable, verified.checkpointed);
    for (const client::VerifyProblem& problem : verified.problems)
        attestation.problems.push_back({problem.verdict, problem.has_seq ? std::optional(problem.seq) : std::nullopt,
                                        problem.file, problem.has_offset ? std::optional(problem.offset) : std::nullopt,
                                        problem.detail});

    report::Scope& scope = input.scope;
    scope.id = period.id;
    scope.title = "Audit report";
    scope.periodName = period.name;
    scope.from = period.from;
    scope.to = period.to;
    scope.partial = period.partial;
    scope.zone = zone.name();
    scope.host = hostName();
    scope.vaultId = toText(status.vaultId);
    scope.infernoVersion = INFERNO_VERSION;
    scope.preparedBy = by;
    scope.generated = clock.now();
    return input;
}

} // namespace inferno::api
