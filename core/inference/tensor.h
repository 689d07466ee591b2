// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"

namespace inferno::inference {

enum class DType { Float32, Float64, Int64, Int32, UInt8, Bool };

/// "float32", "float64", "int64", "int32", "uint8", "bool".
std::string_view textOf(DType type);
/// Error model.input, which lists the names.
Result<DType> dtypeOf(std::string_view name);
std::size_t sizeOf(DType type);

/// A dense tensor in this process's memory, row by row (the last dimension is contiguous), in the machine's byte order.
/// Invariant: data.size() == product of shape × sizeOf(dtype). A plain value.
struct Tensor {
    DType dtype = DType::Float32;
    std::vector<std::int64_t> shape; ///< empty: a scalar
    Bytes data;
};

/// "[2, 3]"; "[]" for a scalar.
std::string shapeText(const std::vector<std::int64_t>& shape);

/// Tensors one below the other: joined along the first dimension. REQUIRES at least one, and that all have one type,
/// at least one dimension, and the same further ones.
Tensor joined(std::span<const Tensor* const> parts);

/// The double with the digits that a float has: 0.1 of 0.1F, not 0.10000000149. REQUIRES a finite value.
double shortestDouble(float value);
/// Appends it as JSON, with a point or an exponent, in as few digits as tell it from its neighbours. REQUIRES a finite
/// value.
void appendNumber(std::string& out, double value);
void appendNumber(std::string& out, float value);

/// Reads {"inputs": nested lists of numbers, "dtype": "float32"}; dtype is optional (float32). All lists of one depth
/// have one length. Errors: model.input, naming the element: "inputs[1] has 3 elements where inputs[0] has 2".
Result<Tensor> tensorFromJson(std::string_view text);
/// {"outputs": nested lists, "shape": [..], "dtype": ".."}. JSON has no NaN and no infinities: they become null, and
/// "non_finite" counts them.
std::string tensorToJson(const Tensor& tensor);

} // namespace inferno::inference
