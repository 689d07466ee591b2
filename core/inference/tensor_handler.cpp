// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <numeric>

#include "core/inference/handler.h"
#include "core/inference/module.h"
#include "core/inference/npy.h"

namespace inferno::inference {
namespace {

/// Bytes that are read in some ten microseconds.
constexpr std::size_t kNpyAtOnce = 64U << 10;
constexpr std::size_t kJsonAtOnce = 8U << 10;

/// Shape without its first dimension, and type. A scalar has no dimension to be joined along.
std::string bucketOf(const Tensor& tensor) {
    if (tensor.shape.empty())
        return {};
    return std::string(textOf(tensor.dtype)) + shapeText({tensor.shape.begin() + 1, tensor.shape.end()});
}

std::string outputOf(const Input& input, const Tensor& answer) {
    return input.isNpy ? tensorToNpy(answer) : tensorToJson(answer);
}

/// The way back from `joined`: tensors of so many rows each, one after the other in the same memory. False: the first
/// dimension is not the sum of `rows`.
bool forEachPart(const Tensor& whole, const std::vector<std::int64_t>& rows, const auto& take) {
    const std::int64_t all = std::accumulate(rows.begin(), rows.end(), std::int64_t{0});
    if (whole.shape.empty() || whole.shape.front() != all)
        return false;
    const std::size_t rowBytes = all > 0 ? whole.data.size() / static_cast<std::size_t>(all) : 0;
    Tensor part{whole.dtype, whole.shape, {}};
    auto from = whole.data.begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto to = from + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(rows[i]) * rowBytes);
        part.shape.front() = rows[i];
        part.data.assign(from, to);
        take(i, part);
        from = to;
    }
    return true;
}

class TensorHandler final : public Handler {
public:
    explicit TensorHandler(std::unique_ptr<Module> module) : module_(std::move(module)) {}

    Result<Input> read(std::string body) const override {
        Input input;
        input.isNpy = isNpy(body);
        INFERNO_TRY(input.tensor, input.isNpy ? tensorFromNpy(body) : tensorFromJson(body));
        input.bucket = bucketOf(input.tensor);
        return input;
    }

    bool readsAtOnce(const std::string& body) const override {
        return body.size() <= (isNpy(body) ? kNpyAtOnce : kJsonAtOnce);
    }

    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        std::vector<std::string> outputs;
        if (batch.size() == 1) {
            INFERNO_TRY(const Tensor answer, module_->forward(batch.front().tensor));
            outputs.push_back(outputOf(batch.front(), answer));
            return outputs;
        }
        std::vector<const Tensor*> parts;
        std::vector<std::int64_t> rows;
        parts.reserve(batch.size());
        rows.reserve(batch.size());
        outputs.reserve(batch.size());
        for (const Input& input : batch) {
            parts.push_back(&input.tensor);
            rows.push_back(input.tensor.shape.front());
        }
        INFERNO_TRY(const Tensor answer, module_->forward(joined(parts)));
        const bool isSplit = forEachPart(
            answer, rows, [&](std::size_t i, const Tensor& part) { outputs.push_back(outputOf(batch[i], part)); });
        if (!isSplit) {
            batches_ = false;
            return fail(ErrorCode::ModelInput, "the model answers a batch with a tensor of shape " +
                                                   shapeText(answer.shape) + ", which cannot be split");
        }
        return outputs;
    }

    bool batches() const override { return batches_; }

private:
    std::unique_ptr<Module> module_;
    std::atomic<bool> batches_{true};
};

} // namespace

Result<std::unique_ptr<Handler>> makeTensorHandler(const std::filesystem::path& path, const std::string& device) {
    INFERNO_TRY(std::unique_ptr<Module> module, Module::load(path, device));
    return std::make_unique<TensorHandler>(std::move(module));
}

} // namespace inferno::inference
