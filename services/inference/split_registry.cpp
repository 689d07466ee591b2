// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/split_registry.h"

#include <nlohmann/json.hpp>

namespace inferno::serving {
namespace {

using nlohmann::json;

json rowOf(const SplitState& state) {
    return {{"weights", state.weights}, {"sticky", state.sticky}, {"shadow", state.shadow}};
}

/// Throws json::exception.
SplitState stateOf(const json& row) {
    SplitState state;
    row.at("weights").get_to(state.weights);
    row.at("sticky").get_to(state.sticky);
    row.at("shadow").get_to(state.shadow);
    state.defaultVersion = row.value("default", "");
    return state;
}

} // namespace

json splitRows(const SplitMap& splits) {
    json rows = json::array();
    for (const auto& [model, split] : splits) {
        json row = rowOf(split.now);
        row["model"] = model;
        row["changed"] = split.changed ? json(formatUtc(*split.changed)) : json(nullptr);
        row["previous"] = nullptr;
        if (split.previous) {
            row["previous"] = rowOf(*split.previous);
            row["previous"]["default"] = split.previous->defaultVersion;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<SplitMap> readSplits(Vfs& vfs, const std::filesystem::path& file) {
    const auto bytes = readFile(vfs, file);
    if (!bytes && bytes.error().code == ErrorCode::IoNotFound)
        return SplitMap{};
    if (!bytes)
        return std::unexpected(bytes.error());
    try {
        const json document = json::parse(asText(*bytes));
        SplitMap splits;
        for (const json& row : document.value("splits", json::array())) {
            ModelSplit split;
            split.now = stateOf(row);
            if (const json& changed = row.at("changed"); !changed.is_null()) {
                INFERNO_TRY(split.changed, parseRfc3339(changed.get<std::string>()));
            }
            if (const json& previous = row.at("previous"); !previous.is_null())
                split.previous = stateOf(previous);
            splits.emplace(row.at("model").get<std::string>(), std::move(split));
        }
        return splits;
    } catch (const json::exception& error) {
        return fail(ErrorCode::ConfigInvalid, file.string() + " cannot be read: " + error.what(),
                    "restore the file, or move it away and register the models again");
    }
}

} // namespace inferno::serving
