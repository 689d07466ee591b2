// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "services/inference/model_info.h"

namespace inferno::serving {

/// What an archive's model-config.yaml says.
struct ModelConfig {
    ModelOptions options;
    std::optional<TensorInfo> input;
    std::optional<TensorInfo> output;
    std::vector<std::string> warnings; ///< a sentence for each key that is not heeded
};

/// Reads TorchServe's YAML: minWorkers, maxWorkers, batchSize, maxBatchDelay (ms), responseTimeout and startupTimeout
/// (s), jobQueueSize; and, for `/v2`, inputs and outputs, each a list of one tensor: name, datatype (of the Open
/// Inference Protocol) and shape (-1: any size). Other keys are warnings, since handlers in Python find theirs there.
/// `file` is named in errors. Error: model.invalid, with the line.
Result<ModelConfig> parseModelConfig(std::string_view text, std::string_view file);

/// Takes over what the options say of batches, workers, times and queue. Where only one bound of the workers is given,
/// the other one gives way. Error: model.invalid for numbers out of bounds; the model is then as it was.
Result<void> apply(const ModelOptions& options, ModelInfo& model);

} // namespace inferno::serving
