// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "core/report/report.h"

/// A month of a small machine, made up and always the same: what the report's tests look at.
namespace inferno::report {

inline RunRow sampleRun(int n, WallTime queued) {
    using namespace std::chrono_literals;
    constexpr std::array<const char*, 5> kJobs = {"nightly_manifest", "compress_manifest", "fraud_batch_inference",
                                                  "rotate_logs", "refresh_exchange_rates_from_the_central_bank"};
    RunRow run;
    run.id = "run_01JQ7Z" + std::string(20 - std::to_string(n).size(), '0') + std::to_string(n);
    run.job = kJobs[static_cast<std::size_t>(n) % kJobs.size()];
    run.state = "completed";
    run.trigger = n % 5 == 1 ? "dependency" : "schedule";
    run.queued = queued;
    run.scheduledFor = queued;
    run.started = queued + 1s;
    run.finished = queued + 1s + std::chrono::milliseconds(4'000 + (n * 7919) % 61'000);
    run.attempts = 1;
    run.exitCode = 0;
    if (n % 23 == 7) {
        run.state = "failed";
        run.attempts = 3;
        run.exitCode = 2;
        run.reason = "exit code 2 after 3 attempts: connection to the price source was refused";
    } else if (n % 41 == 11) {
        run.state = "timed_out";
        run.exitCode.reset();
        run.signal = 15;
        run.finished = queued + 1h;
        run.reason = "still running after its timeout of 1 h";
    } else if (n % 37 == 5) {
        run.state = "skipped";
        run.started.reset();
        run.finished.reset();
        run.exitCode.reset();
        run.attempts = 0;
        run.reason = "the run before had not ended";
    }
    if (n % 29 == 3) {
        run.trigger = "manual";
        run.requestedBy = "mara.keller";
    }
    return run;
}

inline ReportInput sampleInput(int runs = 260) {
    using namespace std::chrono_literals;
    ReportInput input;
    Scope& scope = input.scope;
    scope.id = "AUDIT-2026-02";
    scope.title = "Audit report";
    scope.periodName = "February 2026";
    scope.from = *parseRfc3339("2026-02-01T00:00:00+01:00");
    scope.to = *parseRfc3339("2026-03-01T00:00:00+01:00");
    scope.zone = "Europe/Berlin";
    scope.entity = "Norden Payments GmbH";
    scope.classification = "Confidential";
    scope.host = "forge-01";
    scope.vaultId = "0193a5c2-7f1e-7a3b-9c4d-5e6f70819203";
    scope.infernoVersion = "0.1.0";
    scope.preparedBy = "mara.keller";
    scope.generated = *parseRfc3339("2026-03-02T09:31:07Z");
    for (int n = 0; n < runs; ++n)
        input.runs.push_back(sampleRun(n, scope.from + std::chrono::minutes(20 + n * 150)));
    input.events = {
        {"job", "job_started", 251, 0, 0},
        {"job", "job_completed", 231, 0, 0},
        {"job", "job_failed", 12, 12, 0},
        {"job", "job_timed_out", 6, 6, 0},
        {"job", "job_retrying", 24, 24, 0},
        {"job", "job_created", 5, 0, 0},
        {"authentication", "login_success", 96, 0, 0},
        {"authentication", "login_failed", 9, 9, 0},
        {"security", "access_denied", 3, 0, 3},
        {"system", "service_started", 4, 0, 0},
        {"system", "config_change", 7, 0, 0},
        {"model_operation", "inference_request", 1'192'312, 41, 0},
        {"vault", "audit_search", 28, 0, 0},
        {"vault", "audit_verify", 4, 0, 0},
    };
    Attestation& a = input.attestation;
    a.origin = "inferno.local/" + scope.vaultId;
    a.verifierKey = a.origin + "+7c1f09e2+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    a.keyId = "7c1f09e2";
    a.checkpointSize = 3'604'480;
    a.checkpointRoot = "5e91b07a4fd0c2a9e7d1553c88b16f04aa2e9d7730f1c5b6128e4d90f7a3d2b0";
    a.checkpoint = a.origin + "\n3604480\nXpGwek/QwqnncVU8iLFvBKounXcw8cW2Eo5NkPej0rA=\n\n— " + a.origin +
                   " fB8J4gAAZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    a.events = 3'604'692;
    a.sealed = 3'604'480;
    a.verdict = "ok";
    a.level = "full";
    a.mode = "service";
    a.verifiedAt = *parseRfc3339("2026-03-02T09:30:58Z");
    a.firstSeq = 2'411'520;
    a.nextSeq = 3'604'480;
    a.earlierSize = 2'411'520;
    a.consistent = true;
    a.unanchored = 212;
    a.uncheckpointed = 212;
    return input;
}

} // namespace inferno::report
