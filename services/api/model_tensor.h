// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace inferno::api {

/// A tensor that goes into a model or comes out of it, by the names of the Open Inference Protocol.
struct ModelTensor {
    std::string name;
    std::string datatype;            ///< "FP32", "BYTES" …
    std::vector<std::int64_t> shape; ///< -1: any size
};

} // namespace inferno::api
