// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// The document of `GET /api/v1/runs/{run}/resources`; conventions as in types.h.
namespace inferno::client {

/// A run's processes, all together, from the sample before to this one.
struct ResourceSample {
    std::string time;
    double cpu = 0;                   ///< cores in use
    std::uint64_t memory = 0;         ///< resident bytes: the most that was seen
    std::optional<double> read_rate;  ///< bytes a second from disks; null where it is not shown
    std::optional<double> write_rate; ///< "
    int processes = 0;
};

/// How a run used the machine in its newest launch.
struct RunResources {
    std::string run_id;
    std::string job;
    std::string status;
    int launch = 0;                 ///< 0 where nothing was noted
    std::string limits;             ///< cgroup polled none; "" = it has no limits
    double cpu_limit = 0;           ///< cores; 0 = no limit
    std::uint64_t memory_limit = 0; ///< bytes; 0 = no limit
    double duration = 0;            ///< seconds up to the newest sample
    double cpu_seconds = 0;
    double cpu_mean = 0; ///< cores
    double cpu_peak = 0;
    std::uint64_t memory_mean = 0; ///< bytes
    std::uint64_t memory_peak = 0;
    std::optional<std::uint64_t> read_bytes; ///< null where it is not shown
    std::optional<std::uint64_t> written_bytes;
    std::vector<ResourceSample> samples; ///< oldest first
};

void to_json(nlohmann::json& json, const ResourceSample& value);
void from_json(const nlohmann::json& json, ResourceSample& value);
void to_json(nlohmann::json& json, const RunResources& value);
void from_json(const nlohmann::json& json, RunResources& value);

} // namespace inferno::client
