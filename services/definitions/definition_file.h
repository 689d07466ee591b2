// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

/// Definitions of jobs as files: what the command line reads, and hands to the API. Pure; safe from any thread.
namespace inferno::definitions {

/// A job as it stands in a file.
struct FileJob {
    nlohmann::json document;          ///< as the API takes it
    int line = 0;                     ///< where it begins, from 1; 0 where not known
    std::map<std::string, int> lines; ///< where each of its keys stands
};

/// Reads YAML or JSON: a list of jobs; or a map with the list `jobs`, beside which only keys that begin with `x-` may
/// stand (for anchors); or one job. YAML aliases and merge keys (`<<`) are resolved. What the API takes as a text may
/// be written without quotes; so may the values of `env`. Reads at most 4 MiB, 64 levels and 1,000,000 values. Error:
/// input.invalid naming the line; `file` is how the text is called there.
Result<std::vector<FileJob>> readDefinitions(std::string_view text, const std::string& file);

/// The line that an error about this job speaks of: that of the first key which `detail` names, else the job's.
int lineOf(const FileJob& job, std::string_view detail);

} // namespace inferno::definitions
