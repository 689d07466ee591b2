// SPDX-License-Identifier: GPL-3.0-or-later
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

} // namespace inferno::inference
