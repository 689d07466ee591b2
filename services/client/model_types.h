// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What the API says of how requests are split among the versions of a model (docs/ab-testing.md); conventions as in
/// types.h.
namespace inferno::client {

/// Who answers the requests that name no version.
struct SplitState {
    std::map<std::string, int> weights; ///< of versions; none: all go to the default
    std::string sticky;                 ///< "header:NAME", "field:NAME", "": nothing
    std::string shadow;                 ///< the version that gets copies; "": none
    std::string default_version;        ///< `default`

    bool operator==(const SplitState&) const = default;
};

/// A change of it: what is not said stays as it is.
struct SplitRequest {
    std::optional<std::map<std::string, int>> weights{};
    std::optional<std::string> sticky{};
    std::optional<std::string> shadow{};
    std::string reason{};
};

/// What a version did since the service started, or since it was registered.
struct VersionFigures {
    std::string version;
    int weight = 0;             ///< where there are no weights, the default has 100
    std::uint64_t requests = 0; ///< that it was asked, copies not counted
    std::uint64_t errors = 0;   ///< of these
    std::optional<double> p50;  ///< seconds of what it answered, copies too; null where there is nothing
    std::optional<double> p95;
    std::optional<double> p99;
    std::optional<double> mean;
    std::uint64_t shadowed = 0; ///< copies that it was asked: agreed and disagreed
    std::uint64_t agreed = 0;
    std::uint64_t disagreed = 0;
    std::uint64_t dropped = 0; ///< copies that were not sent, because too many waited, or not answered
};

struct TrafficPoint {
    std::string at; ///< its beginning
    std::uint64_t requests = 0;
    std::uint64_t errors = 0;
    std::optional<double> p50; ///< seconds
    std::optional<double> p95;
};
/// The last half hour of a version in parts of 30 seconds, oldest first; the newest is not over.
struct VersionSeries {
    std::string version;
    std::vector<TrafficPoint> points;
};

struct ModelSplit : SplitState {
    std::string model;
    std::string changed;                ///< "": never
    std::optional<SplitState> previous; ///< to which a rollback goes
    std::vector<VersionFigures> versions;
    std::vector<VersionSeries> series;
};

void to_json(nlohmann::json& json, const SplitState& value);
void from_json(const nlohmann::json& json, SplitState& value);
void to_json(nlohmann::json& json, const SplitRequest& value);
void to_json(nlohmann::json& json, const VersionFigures& value);
void from_json(const nlohmann::json& json, VersionFigures& value);
void to_json(nlohmann::json& json, const TrafficPoint& value);
void from_json(const nlohmann::json& json, TrafficPoint& value);
void to_json(nlohmann::json& json, const VersionSeries& value);
void from_json(const nlohmann::json& json, VersionSeries& value);
void to_json(nlohmann::json& json, const ModelSplit& value);
void from_json(const nlohmann::json& json, ModelSplit& value);

} // namespace inferno::client
