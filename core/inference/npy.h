// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/inference/tensor.h"

namespace inferno::inference {

// Tensors as numpy.save writes them, `.npy` (NEP 1): for those who would rather not send numbers as text.

/// Whether bytes begin as a `.npy` does.
bool isNpy(std::string_view bytes);
/// Reads version 1 to 3; elements of the types of DType, little-endian, in C order. Errors: model.input, which says
/// what is else.
Result<Tensor> tensorFromNpy(std::string_view bytes);
/// Version 1.
std::string tensorToNpy(const Tensor& tensor);

} // namespace inferno::inference
