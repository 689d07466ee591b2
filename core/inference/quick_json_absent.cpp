// SPDX-License-Identifier: GPL-3.0-or-later
// In place of quick_json.cpp where the engine is built without simdjson.
#include "core/inference/quick_json.h"

namespace inferno::inference {

std::optional<Tensor> quickTensor(std::string_view) {
    return std::nullopt;
}

std::optional<QuickQuestion> quickQuestion(std::string_view) {
    return std::nullopt;
}

} // namespace inferno::inference
