// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/class_scores.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "core/inference/json_file.h"

namespace inferno::inference {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kAnswers = 5;

template <typename T>
std::vector<std::vector<double>> rowsOf(const Tensor& tensor) {
    std::vector<T> values(tensor.data.size() / sizeof(T));
    std::memcpy(values.data(), tensor.data.data(), tensor.data.size());
    std::vector<std::vector<double>> rows;
    const auto width = static_cast<std::ptrdiff_t>(tensor.shape[1]);
    for (auto from = values.begin(); from != values.end(); from += width)
        rows.emplace_back(from, from + width);
    return rows;
}

void softmax(std::vector<double>& row) {
    const double largest = *std::ranges::max_element(row);
    for (double& value : row)
        value = std::exp(value - largest);
    const double sum = std::accumulate(row.begin(), row.end(), 0.0);
    for (double& value : row)
        value /= sum;
}

} // namespace

Result<ClassLabels> ClassLabels::read(const std::filesystem::path& file) {
    INFERNO_TRY(const json document, readJsonFile(file));
    ClassLabels labels;
    for (const auto& [index, value] : document.items()) {
        const json& label = value.is_array() && !value.empty() ? value.back() : value;
        if (!label.is_string())
            return fail(ErrorCode::ModelInvalid,
                        file.string() + ": the class " + index + " is neither a label nor [id, label]");
        labels.names_.emplace(index, label.get<std::string>());
    }
    return labels;
}

Result<std::string> ClassLabels::answer(std::vector<double> scores) const {
    if (!std::ranges::all_of(scores, [](double score) { return std::isfinite(score); }))
        return fail(ErrorCode::ModelInput, "the model answers with scores that are no finite numbers");
    softmax(scores);
    std::vector<std::size_t> classes(scores.size());
    std::iota(classes.begin(), classes.end(), std::size_t{0});
    std::ranges::stable_sort(classes, [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    classes.resize(std::min(classes.size(), kAnswers));
    ordered_json document = ordered_json::object();
    for (const std::size_t index : classes)
        document.emplace(labelOf(index), shortestDouble(static_cast<float>(scores[index])));
    return document.dump();
}

std::string ClassLabels::labelOf(std::size_t index) const {
    const auto at = names_.find(std::to_string(index));
    return at == names_.end() ? std::to_string(index) : at->second;
}

std::vector<std::vector<double>> scoresOf(const Tensor& tensor, std::size_t rows) {
    const bool isReal = tensor.dtype == DType::Float32 || tensor.dtype == DType::Float64;
    if (!isReal || tensor.shape.size() != 2 || tensor.shape[0] != static_cast<std::int64_t>(rows) ||
        tensor.shape[1] == 0)
        return {};
    return tensor.dtype == DType::Float32 ? rowsOf<float>(tensor) : rowsOf<double>(tensor);
}

} // namespace inferno::inference
