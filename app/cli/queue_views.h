// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/context.h"
#include "services/client/types.h"

namespace inferno::cli {

/// batch-queue list, show, runs, stats, graph.
void addQueueViews(CLI::App& group, Context& context);
/// batch-queue logs, monitor: what can go on for a while.
void addQueueMonitor(CLI::App& group, Context& context);
/// batch-queue resources: how a run uses the machine.
void addQueueResources(CLI::App& group, Context& context);
/// batch-queue export.
void addQueueExport(CLI::App& group, Context& context);
/// batch-queue dashboard.
void addQueueDashboard(CLI::App& group, Context& context);
/// batch-queue configure.
void addQueueSettings(CLI::App& group, Context& context);
/// batch-queue enable or disable without a job: the queue as a whole.
Result<int> switchQueue(Context& context, bool enabled);
/// batch-queue blackout add, list, delete.
void addQueueBlackouts(CLI::App& group, Context& context);
/// batch-queue skip, move, restore.
void addQueueFires(CLI::App& group, Context& context);
/// batch-queue templates, templates add, show, check.
void addQueueTemplates(CLI::App& group, Context& context);

/// A run by its id, or the newest run of a job. Error: run.unknown where the job never ran.
Result<client::Run> resolveRun(client::Client& service, const std::string& jobOrRun);
/// Why nothing new starts (QueueStats::held), and what to do.
std::string heldWords(const std::string& held);
/// How much of the run's output no log holds, and why.
std::string droppedWords(const client::Run& run);
/// The text with the instants of the API in it as people read times: "due 2026-03-24 10:42 CET".
std::string withLocalTimes(Context& context, const std::string& text);
/// " until 2026-03-24 10:42 CET", or how to end it.
std::string pauseEndWords(Context& context, const client::QueueStats& stats);
/// "12 s", "3 min 4 s"; "" for nothing.
std::string spent(double seconds);

} // namespace inferno::cli
