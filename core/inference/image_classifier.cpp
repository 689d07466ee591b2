// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <numeric>

#include "core/inference/handler.h"
#include "core/inference/image.h"
#include "core/inference/json_file.h"
#include "core/inference/module.h"

namespace inferno::inference {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kAnswers = 5;

/// Names of classes by their number.
using Labels = std::map<std::string, std::string>;

/// Reads {"0": "tench"} or {"0": ["n01440764", "tench"]}, of which the last is the name.
Result<Labels> readLabels(const std::filesystem::path& file) {
    INFERNO_TRY(const json document, readJsonFile(file));
    Labels labels;
    for (const auto& [index, value] : document.items()) {
        const json& label = value.is_array() && !value.empty() ? value.back() : value;
        if (!label.is_string())
            return fail(ErrorCode::ModelInvalid,
                        file.string() + ": the class " + index + " is neither a label nor [id, label]");
        labels.emplace(index, label.get<std::string>());
    }
    return labels;
}

/// The rows of a tensor of two dimensions. REQUIRES float32 or float64.
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

class ImageClassifier final : public Handler {
public:
    ImageClassifier(std::unique_ptr<Module> module, Labels labels)
        : module_(std::move(module)), labels_(std::move(labels)) {}

    Result<Input> read(std::string body) const override {
        INFERNO_TRY(const Image image, decodeImage(asBytes(body)));
        return Input{"picture", {}, imageNetTensor(image)};
    }

    std::optional<Input> sample() const override {
        constexpr std::int64_t kSide = 224;
        return Input{"picture", {}, {DType::Float32, {1, 3, kSide, kSide}, Bytes(3 * kSide * kSide * sizeof(float))}};
    }

    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        std::vector<const Tensor*> pictures;
        for (const Input& input : batch)
            pictures.push_back(&input.tensor);
        INFERNO_TRY(const Tensor scores, module_->forward(joined(pictures)));
        const bool isReal = scores.dtype == DType::Float32 || scores.dtype == DType::Float64;
        if (!isReal || scores.shape.size() != 2 || scores.shape[0] != static_cast<std::int64_t>(batch.size()) ||
            scores.shape[1] == 0)
            return fail(ErrorCode::ModelInvalid,
                        "the model answers " + std::to_string(batch.size()) + " pictures with a tensor of shape " +
                            shapeText(scores.shape) + " and type " + std::string(textOf(scores.dtype)),
                        "its forward([n, 3, 224, 224]) must return [n, classes]");
        std::vector<std::string> outputs;
        for (std::vector<double>& row :
             scores.dtype == DType::Float32 ? rowsOf<float>(scores) : rowsOf<double>(scores)) {
            INFERNO_TRY(std::string output, answer(row));
            outputs.push_back(std::move(output));
        }
        return outputs;
    }

private:
    /// The likeliest classes first, as an object: TorchServe's clients read it in this order.
    Result<std::string> answer(std::vector<double>& scores) const {
        if (!std::ranges::all_of(scores, [](double score) { return std::isfinite(score); }))
            return fail(ErrorCode::ModelInput, "the model answers with scores that are no finite numbers");
        softmax(scores);
        std::vector<std::size_t> classes(scores.size());
        std::iota(classes.begin(), classes.end(), std::size_t{0});
        std::ranges::stable_sort(classes, [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
        classes.resize(std::min(classes.size(), kAnswers));
        ordered_json document = ordered_json::object();
        for (const std::size_t index : classes) // of two classes of one name, the likelier is kept
            document.emplace(labelOf(index), shortestDouble(static_cast<float>(scores[index])));
        return document.dump();
    }

    std::string labelOf(std::size_t index) const {
        const auto at = labels_.find(std::to_string(index));
        return at == labels_.end() ? std::to_string(index) : at->second;
    }

    std::unique_ptr<Module> module_;
    Labels labels_;
};

} // namespace

Result<std::unique_ptr<Handler>> makeImageClassifier(const std::filesystem::path& path, const std::string& device) {
    INFERNO_TRY(Labels labels, readLabels(path.parent_path() / "index_to_name.json"));
    INFERNO_TRY(std::unique_ptr<Module> module, Module::load(path, device));
    return std::make_unique<ImageClassifier>(std::move(module), std::move(labels));
}

} // namespace inferno::inference
