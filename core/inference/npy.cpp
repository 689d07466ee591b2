// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/npy.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>

namespace inferno::inference {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kMaxDimensions = 16;
constexpr std::size_t kMaxHeader = 64U << 10;

struct TypeRow {
    DType type;
    std::string_view descr;
};
constexpr std::array<TypeRow, 6> kTypes{{
    {DType::Float32, "<f4"},
    {DType::Float64, "<f8"},
    {DType::Int64, "<i8"},
    {DType::Int32, "<i4"},
    {DType::UInt8, "|u1"},
    {DType::Bool, "|b1"},
}};

std::unexpected<Error> refused(const std::string& why) {
    return fail(ErrorCode::ModelInput, "the .npy " + why, "send what numpy.save writes of a C-contiguous array");
}

/// What follows `'name':` in the header, a literal of a Python dict; empty where it is not there.
std::string_view valueOf(std::string_view header, std::string_view name) {
    const std::size_t at = header.find("'" + std::string(name) + "'");
    const std::size_t colon = at == std::string_view::npos ? at : header.find(':', at);
    const std::size_t begin = colon == std::string_view::npos ? colon : header.find_first_not_of(' ', colon + 1);
    return begin == std::string_view::npos ? std::string_view{} : header.substr(begin);
}

Result<DType> typeIn(std::string_view header) {
    const std::string_view value = valueOf(header, "descr");
    const std::size_t end = value.find('\'', 1);
    const std::string_view descr =
        value.starts_with('\'') && end != std::string_view::npos ? value.substr(1, end - 1) : std::string_view{};
    const auto known = std::ranges::find(kTypes, descr, &TypeRow::descr);
    if (known != kTypes.end())
        return known->type;
    return refused("has elements of type '" + std::string(descr.substr(0, 20)) +
                   "'; there are float32, float64, int64, int32, uint8, bool, little-endian");
}

Result<std::vector<std::int64_t>> shapeIn(std::string_view header) {
    std::string_view rest = valueOf(header, "shape");
    if (!rest.starts_with('('))
        return refused("says no shape");
    std::vector<std::int64_t> shape;
    for (;;) {
        rest.remove_prefix(std::min(rest.find_first_not_of("(, "), rest.size()));
        if (rest.starts_with(')'))
            return shape;
        std::int64_t size = 0;
        const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
        if (problem != std::errc{} || size < 0 || shape.size() == kMaxDimensions)
            return refused("has a shape that is none, or more than 16 dimensions");
        shape.push_back(size);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    }
}

/// The bytes of a tensor of this shape; nothing where that is beyond all memory.
std::size_t bytesOf(const Tensor& tensor) {
    std::size_t bytes = sizeOf(tensor.dtype);
    for (const std::int64_t size : tensor.shape) {
        const auto count = static_cast<std::size_t>(size);
        if (count > 0 && bytes > std::numeric_limits<std::size_t>::max() / count)
            return std::numeric_limits<std::size_t>::max();
        bytes *= count;
    }
    return bytes;
}

} // namespace

bool isNpy(std::string_view bytes) {
    return bytes.starts_with(kMagic);
}

Result<Tensor> tensorFromNpy(std::string_view bytes) {
    static_assert(std::endian::native == std::endian::little);
    const std::size_t version = bytes.size() > 10 ? static_cast<std::uint8_t>(bytes[6]) : 0;
    if (!isNpy(bytes) || version < 1 || version > 3)
        return refused("is cut off, or of a version that is not known");
    const std::size_t lengthBytes = version == 1 ? 2 : 4;
    const std::size_t headerAt = kMagic.size() + 2 + lengthBytes;
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthBytes && headerAt <= bytes.size(); ++i)
        length |= static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[kMagic.size() + 2 + i])) << (8 * i);
    if (length > kMaxHeader || headerAt + length > bytes.size())
        return refused("is cut off within its header");
    const std::string_view header = bytes.substr(headerAt, length);
    const std::string_view data = bytes.substr(headerAt + length);
    Tensor tensor;
    INFERNO_TRY(tensor.dtype, typeIn(header));
    if (!valueOf(header, "fortran_order").starts_with("False"))
        return refused("is in Fortran order");
    INFERNO_TRY(tensor.shape, shapeIn(header));
    if (bytesOf(tensor) != data.size())
        return refused("says the shape " + shapeText(tensor.shape) + ", and has " + std::to_string(data.size()) +
                       " bytes of elements");
    tensor.data.resize(data.size());
    if (!data.empty())
        std::memcpy(tensor.data.data(), data.data(), data.size());
    if (tensor.dtype == DType::Bool)
        for (std::uint8_t& value : tensor.data)
            value = value != 0 ? 1 : 0;
    return tensor;
}

std::string tensorToNpy(const Tensor& tensor) {
    constexpr std::size_t kAround = 192;
    std::string header;
    header.reserve(kAround);
    header += "{'descr': '";
    header += std::ranges::find(kTypes, tensor.dtype, &TypeRow::type)->descr;
    header += "', 'fortran_order': False, 'shape': (";
    for (const std::int64_t size : tensor.shape)
        header += std::to_string(size) + ",";
    header += "), }";
    // The elements begin at a multiple of 64, behind a newline.
    const std::size_t before = kMagic.size() + 4;
    header.append((64 - (before + header.size() + 1) % 64) % 64, ' ');
    header += '\n';
    std::string out;
    out.reserve(before + header.size() + tensor.data.size());
    out += kMagic;
    out += std::string_view("\x01\x00", 2);
    out += static_cast<char>(header.size() & 0xFF);
    out += static_cast<char>(header.size() >> 8);
    out += header;
    out += asText(tensor.data);
    return out;
}

} // namespace inferno::inference
