// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_config.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <yaml-cpp/yaml.h>

#include "core/templates/yaml_end.h"
#include "services/inference/model_registry.h"

namespace inferno::serving {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kMaxBytes = 256U << 10;
constexpr int kMaxBatch = 100'000;
constexpr int kMaxWorkers = 1024;
constexpr int kMaxQueue = 1'000'000;
constexpr std::size_t kMaxName = 256;
constexpr std::size_t kMaxDimensions = 16;
/// Those that the handler "tensor" takes.
constexpr std::array<std::string_view, 6> kDatatypes{"FP32", "FP64", "INT64", "INT32", "UINT8", "BOOL"};
constexpr milliseconds kMaxDelay = std::chrono::hours(1);
constexpr milliseconds kMaxTimeout = std::chrono::hours(24);

struct Key {
    std::string_view name;
    void (*set)(ModelOptions& options, int value);
};
constexpr std::array kKeys = {
    Key{"minWorkers", [](ModelOptions& options, int value) { options.minWorkers = value; }},
    Key{"maxWorkers", [](ModelOptions& options, int value) { options.maxWorkers = value; }},
    Key{"batchSize", [](ModelOptions& options, int value) { options.batchSize = value; }},
    Key{"maxBatchDelay", [](ModelOptions& options, int value) { options.maxBatchDelay = milliseconds(value); }},
    Key{"responseTimeout", [](ModelOptions& options, int value) { options.responseTimeout = seconds(value); }},
    Key{"startupTimeout", [](ModelOptions& options, int value) { options.startupTimeout = seconds(value); }},
    Key{"jobQueueSize", [](ModelOptions& options, int value) { options.queueSize = value; }},
};

class Reader {
public:
    explicit Reader(std::string_view file) : file_(file) {}

    std::unexpected<Error> wrong(int line, const std::string& why) const {
        return fail(ErrorCode::ModelInvalid, file_ + ":" + std::to_string(line) + ": " + why,
                    "correct the file in the archive");
    }

    Result<ModelConfig> read(const YAML::Node& root) const {
        ModelConfig config;
        if (root.IsNull())
            return config;
        if (!root.IsMap())
            return wrong(root.Mark().line + 1, "the file must have keys, such as 'batchSize: 8'");
        std::set<std::string> seen;
        for (const auto& entry : root) {
            const int line = entry.first.Mark().line + 1;
            if (!entry.first.IsScalar())
                return wrong(line, "a key is no text");
            const std::string& name = entry.first.Scalar();
            if (!seen.insert(name).second)
                return wrong(line, "'" + name + "' is there twice");
            if (name == "inputs" || name == "outputs") {
                if (auto tensor = tensorOf(entry.second, name))
                    (name == "inputs" ? config.input : config.output) = *std::move(tensor);
                else // handlers in Python may mean something else by it
                    config.warnings.push_back(tensor.error().detail + ", and is not heeded");
                continue;
            }
            const auto key = std::ranges::find(kKeys, name, &Key::name);
            if (key == kKeys.end()) {
                config.warnings.push_back(file_ + ":" + std::to_string(line) + ": '" + name + "' is not heeded");
                continue;
            }
            INFERNO_TRY(const int value, numberOf(entry.second, name));
            key->set(config.options, value);
        }
        return config;
    }

private:
    Result<TensorInfo> tensorOf(const YAML::Node& node, const std::string& what) const {
        const auto is = [&](const std::string& why) { return wrong(node.Mark().line + 1, what + " " + why); };
        if (!node.IsSequence() || node.size() != 1 || !node[0].IsMap())
            return is("must be a list of one tensor, such as '- {name: x, datatype: FP32, shape: [-1, 4]}'");
        TensorInfo tensor;
        for (const auto& entry : node[0]) {
            const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
            const YAML::Node& value = entry.second;
            const std::string text = value.IsScalar() ? value.Scalar() : "";
            if (key == "name" && !text.empty() && text.size() <= kMaxName) {
                tensor.name = text;
            } else if (key == "datatype" && std::ranges::find(kDatatypes, text) != kDatatypes.end()) {
                tensor.datatype = text;
            } else if (key == "shape" && value.IsSequence() && value.size() > 0 && value.size() <= kMaxDimensions) {
                INFERNO_TRY(tensor.shape, shapeOf(value, what));
            } else {
                return is("must have a name, a shape and a datatype, which is FP32, FP64, INT64, INT32, UINT8 or BOOL");
            }
        }
        if (tensor.name.empty() || tensor.datatype.empty() || tensor.shape.empty())
            return is("must have a name, a datatype and a shape");
        return tensor;
    }

    Result<std::vector<std::int64_t>> shapeOf(const YAML::Node& node, const std::string& what) const {
        std::vector<std::int64_t> shape;
        for (const YAML::Node& each : node) {
            INFERNO_TRY(const int size, numberOf(each, "a size in the shape of " + what));
            if (size == 0 || size < -1)
                return wrong(node.Mark().line + 1, "a size in the shape of " + what +
                                                       " is from 1 on, or -1 for any, and is " + std::to_string(size));
            shape.push_back(size);
        }
        return shape;
    }

    Result<int> numberOf(const YAML::Node& node, const std::string& name) const {
        const std::string text = node.IsScalar() ? node.Scalar() : "";
        int value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (text.empty() || problem != std::errc{} || end != text.data() + text.size())
            return wrong(node.Mark().line + 1,
                         name + " must be a whole number" + (text.empty() ? "" : ", and is '" + text + "'"));
        return value;
    }

    std::string file_;
};

Result<void> within(std::string_view what, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most)
        return {};
    return fail(ErrorCode::ModelInvalid, std::string(what) + " must be from " + std::to_string(least) + " to " +
                                             std::to_string(most) + ", and is " + std::to_string(value));
}

Result<void> check(const ModelInfo& model) {
    INFERNO_CHECK(within("the batch size", model.batchSize, 1, kMaxBatch));
    INFERNO_CHECK(within("the batch delay in ms", model.maxBatchDelay.count(), 0, kMaxDelay.count()));
    INFERNO_CHECK(within("the number of workers", model.minWorkers, 0, kMaxWorkers));
    INFERNO_CHECK(within("the greatest number of workers", model.maxWorkers, 0, kMaxWorkers));
    INFERNO_CHECK(within("the response timeout in ms", model.responseTimeout.count(), 1, kMaxTimeout.count()));
    INFERNO_CHECK(within("the startup timeout in ms", model.startupTimeout.count(), 1, kMaxTimeout.count()));
    INFERNO_CHECK(within("the size of the queue", model.queueSize, 1, kMaxQueue));
    if (model.maxWorkers < model.minWorkers) // TorchServe's words
        return fail(ErrorCode::ModelInvalid, "max_worker cannot be less than min_worker.");
    return {};
}

} // namespace

Result<ModelConfig> parseModelConfig(std::string_view text, std::string_view file) {
    const Reader reader(file);
    if (text.size() > kMaxBytes)
        return reader.wrong(1, "the file has " + std::to_string(text.size()) + " bytes, and may have " +
                                   std::to_string(kMaxBytes));
    if (!isUtf8(text))
        return reader.wrong(1, "the file is not UTF-8");
    try {
        if (!templates::hasEnd(std::string(text)))
            return reader.wrong(1, "this is no YAML: something stands behind its end");
        const std::vector<YAML::Node> documents = YAML::LoadAll(std::string(text));
        if (documents.empty())
            return ModelConfig{};
        if (documents.size() > 1)
            return reader.wrong(documents[1].Mark().line + 1, "a second document begins here");
        return reader.read(documents.front());
    } catch (const YAML::Exception& problem) {
        return reader.wrong(std::max(problem.mark.line + 1, 1), "this is no YAML: " + problem.msg);
    }
}

Result<void> apply(const ModelOptions& options, ModelInfo& model) {
    ModelInfo changed = model;
    const auto take = [](auto& to, const auto& from) {
        if (from)
            to = *from;
    };
    take(changed.batchSize, options.batchSize);
    take(changed.maxBatchDelay, options.maxBatchDelay);
    take(changed.minWorkers, options.minWorkers);
    take(changed.maxWorkers, options.maxWorkers);
    if (options.minWorkers && !options.maxWorkers)
        changed.maxWorkers = std::max(changed.maxWorkers, changed.minWorkers);
    if (options.maxWorkers && !options.minWorkers)
        changed.minWorkers = std::min(changed.minWorkers, changed.maxWorkers);
    take(changed.responseTimeout, options.responseTimeout);
    take(changed.startupTimeout, options.startupTimeout);
    take(changed.queueSize, options.queueSize);
    INFERNO_CHECK(check(changed));
    model = std::move(changed);
    return {};
}

} // namespace inferno::serving
