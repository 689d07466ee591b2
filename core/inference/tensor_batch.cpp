// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "core/inference/tensor.h"

namespace inferno::inference {

Tensor joined(std::span<const Tensor* const> parts) {
    Tensor whole{parts.front()->dtype, parts.front()->shape, {}};
    std::size_t bytes = 0;
    whole.shape.front() = 0;
    for (const Tensor* part : parts) {
        whole.shape.front() += part->shape.front();
        bytes += part->data.size();
    }
    whole.data.reserve(bytes);
    for (const Tensor* part : parts)
        whole.data.insert(whole.data.end(), part->data.begin(), part->data.end());
    return whole;
}

std::vector<Tensor> split(const Tensor& whole, std::span<const std::int64_t> rows) {
    std::vector<Tensor> parts;
    const std::int64_t all = std::accumulate(rows.begin(), rows.end(), std::int64_t{0});
    if (whole.shape.empty() || whole.shape.front() != all)
        return parts;
    const std::size_t rowBytes = all > 0 ? whole.data.size() / static_cast<std::size_t>(all) : 0;
    parts.reserve(rows.size());
    auto from = whole.data.begin();
    for (const std::int64_t count : rows) {
        const auto to = from + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(count) * rowBytes);
        Tensor& part = parts.emplace_back(Tensor{whole.dtype, whole.shape, {from, to}});
        part.shape.front() = count;
        from = to;
    }
    return parts;
}

} // namespace inferno::inference
