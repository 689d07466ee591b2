// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "app/cli/context.h"
#include "services/client/types_plan.h"

namespace CLI {
class App;
}

namespace inferno::cli {

/// batch-queue apply.
void addQueueApply(CLI::App& group, Context& context);
/// batch-queue import crontab.
void addQueueImport(CLI::App& group, Context& context);

/// A file of definitions, or "-": the standard input. At most 4 MiB. Errors: io.*, input.too_large.
Result<std::string> readInput(const std::string& path);
/// Asks the service to bring jobs into the state that these documents describe, all or none. A dry run answers with all
/// problems; else the first is the error.
Result<client::ApplyAnswer> applyJobs(client::Client& service, const nlohmann::json& definitions, bool dryRun,
                                      bool prune);
/// "+ name", "~ name" with its fields old → new, "- name", "= name", a line each; then how many of each.
void printPlan(Context& context, const client::ApplyAnswer& plan);
/// "2 created, 1 changed, 5 unchanged"; for what is only planned "2 to create, …".
std::string countsOf(const client::ApplyAnswer& plan);

} // namespace inferno::cli
