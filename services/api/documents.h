// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/jobs/job_store.h"
#include "core/vault/record.h"
#include "services/client/types.h"

/// The engines' values as the API's documents. Pure; safe from any thread.
namespace inferno::api {

client::Run toDocument(const jobs::Run& run, WallTime now);
/// `recent`: the job's newest runs, newest first. `bars`: they go along as bars.
client::Job toDocument(const jobs::Job& job, std::span<const jobs::Run> recent, bool bars, WallTime now);
client::AuditEvent toDocument(const vault::Record& record, const Uuid& vaultId);

/// "Weekdays at 09:15 and Sundays at 03:00"; "After NAME"; "Once at …"; "On request".
std::string scheduleWords(const jobs::JobDefinition& definition);
/// The state of the queue, with success rates and sums.
client::QueueStats toDocument(const jobs::QueueState& state, int maxConcurrent);
/// The p-th percentile (0..1, nearest rank) of how long the completed runs took, in seconds; nothing where there is
/// none.
std::optional<double> durationPercentile(std::span<const jobs::Run> runs, double p);

/// Says how far a running run is, where it does not say so itself, from how long it usually takes: at most 99 %.
void estimateProgress(client::Run& run, std::optional<double> usualSeconds);
/// The same for runs of any jobs; asks the store where there is something to estimate.
void estimateProgress(const jobs::JobStore& store, std::span<client::Run> runs);

std::string timeText(const std::optional<WallTime>& time); ///< "" for none
double secondsOf(std::chrono::nanoseconds duration);

} // namespace inferno::api
