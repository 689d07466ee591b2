// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/bytes.h"

/// The outside test vectors: a JSON file of INFERNO_TESTDATA, or nothing where that folder is absent; a test then says
/// so and skips.
inline std::optional<nlohmann::json> loadVectors(const std::string& name) {
    const char* folder = std::getenv("INFERNO_TESTDATA");
    std::ifstream file(std::string(folder ? folder : "../shared/testdata") + "/" + name);
    if (!file)
        return std::nullopt;
    return nlohmann::json::parse(file);
}

inline inferno::Bytes hexField(const nlohmann::json& test, const char* name) {
    return *inferno::fromHex(test.at(name).get<std::string>());
}

#define LOAD_VECTORS(variable, name)                                                                                   \
    const auto variable##File = loadVectors(name);                                                                     \
    if (!variable##File)                                                                                               \
        QSKIP("the outside vectors (" name ") are not here: set INFERNO_TESTDATA");                                    \
    const nlohmann::json& variable = *variable##File
