// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/inference/tensor.h"

namespace inferno::inference {

/// What classifiers answer: the likeliest classes with their probabilities, the likeliest first, as TorchServe's
/// clients read it. Immutable; safe from any thread.
class ClassLabels {
public:
    /// Reads {"0": "tench"} or {"0": ["n01440764", "tench"]}, of which the last is the name. No file: numbers are the
    /// labels. Error: model.invalid.
    static Result<ClassLabels> read(const std::filesystem::path& file);

    /// The softmax of one row of scores, as an object of at most five. Of two classes of one name, the likelier is
    /// kept. Error: model.input for scores that are no finite numbers.
    Result<std::string> answer(std::vector<double> scores) const;

private:
    std::string labelOf(std::size_t index) const;

    std::map<std::string, std::string> names_; ///< by the class's number
};

/// The rows of [rows, classes], of float32 or float64. Nothing: the tensor is none such.
std::vector<std::vector<double>> scoresOf(const Tensor& tensor, std::size_t rows);

} // namespace inferno::inference
