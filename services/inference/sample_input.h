// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/vfs.h"
#include "services/inference/model_info.h"

namespace inferno::serving {

/// A request that a model can be tried with.
struct SampleInput {
    std::string body;
    std::string contentType;
    std::string what; ///< "the user 77 of graph.json"
};

/// A request for a model whose files lie in `folder`: sample_input.json, .jpg, .jpeg or .png of an archive or folder;
/// else what its handler takes: a user of graph.json, a generated picture. Nothing: what it takes is not known.
/// Errors: io.*; model.invalid for a graph.json that cannot be read.
Result<std::optional<SampleInput>> sampleInput(Vfs& vfs, const ModelInfo& model, const std::filesystem::path& folder);

/// Asks the model; its answer is of no further interest.
using Try = std::function<Result<void>(const SampleInput& input)>;
/// A request that the model was tried with, and takes: sampleInput's; else a row, or a graph of one node, of as many
/// columns as the model says that it wants. Nothing: none is known. Errors: what the model says of sampleInput's;
/// whatever of the engine is not about the input; those of sampleInput.
Result<std::optional<SampleInput>> inputThatFits(Vfs& vfs, const ModelInfo& model, const std::filesystem::path& folder,
                                                 const Try& tried);

/// How many columns a model takes, of its refusal of a row of one: "mat1 and mat2 shapes cannot be multiplied (1x1 and
/// 4x8)" says 4. Nothing where it says no such thing.
std::optional<std::size_t> columnsIn(std::string_view refusal);

/// A PNG of colours that go over into each other.
std::string generatedPicture();

} // namespace inferno::serving
