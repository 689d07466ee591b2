// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include "core/inference/module.h"

namespace inferno::inference {
namespace {

/// Weights from -scale to scale by a linear congruential generator (Numerical Recipes), so that the file is the same on
/// every machine and needs no training.
Tensor fixedWeights(std::vector<std::int64_t> shape, float scale, std::uint32_t seed) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    Tensor tensor{DType::Float32, std::move(shape), Bytes(static_cast<std::size_t>(count) * sizeof(float))};
    for (std::int64_t i = 0; i < count; ++i) {
        seed = seed * 1664525U + 1013904223U;
        const float value = scale * (static_cast<float>(seed >> 8) / static_cast<float>(1U << 23) - 1.0F);
        std::memcpy(tensor.data.data() + static_cast<std::size_t>(i) * sizeof value, &value, sizeof value);
    }
    return tensor;
}

} // namespace

Result<void> saveSampleModule(const std::filesystem::path& path) {
    return saveModule(path, R"(
def forward(self, x: Tensor) -> Tensor:
    hidden = torch.relu(torch.matmul(x, self.weight1) + self.bias1)
    return torch.sigmoid(torch.matmul(hidden, self.weight2) + self.bias2)
)",
                      {{"weight1", fixedWeights({4, 8}, 1.0F, 1)},
                       {"bias1", fixedWeights({8}, 0.1F, 2)},
                       {"weight2", fixedWeights({8, 1}, 1.0F, 3)},
                       {"bias2", fixedWeights({1}, 0.1F, 4)}});
}

} // namespace inferno::inference
