// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "services/client/types.h"

/// The document of `GET /api/v1/runs/{run}/timeline`; conventions as in types.h.
namespace inferno::client {

struct RunAttempt {
    int attempt = 0; ///< from 1
    std::string status;
    std::string started;
    std::string finished; ///< "" while it goes on
    std::optional<int> exit_code;
    std::optional<int> signal;
    std::string reason;
};

/// A run that came of another one.
struct RunAfter {
    std::string of; ///< id of that other run
    Run run;
};

/// A run, what it came of and what came of it.
struct RunTimeline {
    Run run;
    std::map<std::string, std::string> params; ///< values for this run alone, of parameters of its job's template
    std::vector<std::string> env;              ///< names of variables that were set for this run alone
    std::vector<RunAttempt> attempts;
    std::vector<Run> before;     ///< the runs whose ends started it; of a retry the run that it tries again
    std::vector<RunAfter> after; ///< started by its end or a new try of it, also through others; nearest first
};

void to_json(nlohmann::json& json, const RunAttempt& value);
void from_json(const nlohmann::json& json, RunAttempt& value);
void to_json(nlohmann::json& json, const RunAfter& value);
void from_json(const nlohmann::json& json, RunAfter& value);
void to_json(nlohmann::json& json, const RunTimeline& value);
void from_json(const nlohmann::json& json, RunTimeline& value);

} // namespace inferno::client
