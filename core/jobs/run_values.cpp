// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_values.h"

#include <nlohmann/json.hpp>

namespace inferno::jobs {

using nlohmann::json;

Result<void> checkValues(const RunValues& values, const JobDefinition& job) {
    JobDefinition as = job;
    for (const auto& [name, value] : values.params) {
        const auto known = as.fromTemplate.values.find(name);
        if (known == as.fromTemplate.values.end())
            return fail(ErrorCode::JobInvalid, job.name + " has no parameter '" + name + "'",
                        as.fromTemplate.name.empty() ? "only jobs that are made of a template have parameters"
                                                     : "batch-queue templates show " + as.fromTemplate.name);
        known->second = value;
    }
    for (const auto& [name, value] : values.env)
        as.env[name] = value;
    INFERNO_CHECK(validated(std::move(as), job));
    return {};
}

std::string inWords(const RunValues& values) {
    std::string words;
    for (const auto& [name, value] : values.params)
        words.append(words.empty() ? "" : ", ").append(name).append("=").append(value);
    for (const auto& [name, value] : values.env)
        words.append(words.empty() ? "" : ", ").append("another ").append(name);
    return words.empty() ? "" : ", with " + words;
}

Result<void> storeValues(sqlite::Database& db, const std::string& runId, const RunValues& values) {
    if (values.empty())
        return {};
    const json form = {{"params", values.params}, {"env", values.env}};
    return db.run("UPDATE runs SET given = ? WHERE id = ?", form.dump(-1, ' ', false, json::error_handler_t::replace),
                  runId);
}

Result<RunValues> loadValues(sqlite::Database& db, const std::string& runId) {
    RunValues values;
    INFERNO_TRY(auto query, db.prepare("SELECT given FROM runs WHERE id = ? AND given <> ''"));
    INFERNO_TRY(const bool found, query.bind(runId).step());
    if (!found)
        return values;
    try {
        const json form = json::parse(query.text(0));
        values.params = form.at("params").get<std::map<std::string, std::string>>();
        values.env = form.at("env").get<std::map<std::string, std::string>>();
    } catch (const json::exception& problem) {
        return fail(ErrorCode::DbFailed, "the values of " + runId + " cannot be read: " + problem.what());
    }
    return values;
}

} // namespace inferno::jobs
