// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/inference/quick_json.h"
#include "core/inference/tensor.h"

namespace inferno::inference {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxDimensions = 16;

struct TypeRow {
    DType type;
    std::string_view name;
    std::size_t size;
};
constexpr std::array<TypeRow, 6> kTypes{{
    {DType::Float32, "float32", 4},
    {DType::Float64, "float64", 8},
    {DType::Int64, "int64", 8},
    {DType::Int32, "int32", 4},
    {DType::UInt8, "uint8", 1},
    {DType::Bool, "bool", 1},
}};

const TypeRow& rowOf(DType type) {
    return kTypes.at(static_cast<std::size_t>(type));
}

template <typename T>
void append(Bytes& data, T value) {
    const std::size_t from = data.size();
    data.resize(from + sizeof value);
    std::memcpy(data.data() + from, &value, sizeof value);
}

/// Flattens nested lists. `path_` names the element at hand in errors.
class Reader {
public:
    explicit Reader(DType type) { tensor_.dtype = type; }

    Result<Tensor> read(const json& inputs) {
        for (const json* level = &inputs; level->is_array(); level = &level->front()) {
            tensor_.shape.push_back(static_cast<std::int64_t>(level->size()));
            if (tensor_.shape.size() > kMaxDimensions)
                return fail(ErrorCode::ModelInput, "inputs has more than 16 dimensions");
            if (level->empty())
                break;
        }
        INFERNO_CHECK(take(inputs, 0));
        return std::move(tensor_);
    }

private:
    Result<void> take(const json& value, std::size_t depth) {
        if (depth == tensor_.shape.size())
            return takeNumber(value);
        if (!value.is_array())
            return fail(ErrorCode::ModelInput,
                        here() + " is " + value.type_name() + " where " + first(depth) + " is a list");
        const auto expected = static_cast<std::size_t>(tensor_.shape[depth]);
        if (value.size() != expected)
            return fail(ErrorCode::ModelInput, here() + " has " + std::to_string(value.size()) + " elements where " +
                                                   first(depth) + " has " + std::to_string(expected));
        path_.push_back(0);
        for (const json& element : value) {
            INFERNO_CHECK(take(element, depth + 1));
            ++path_.back();
        }
        path_.pop_back();
        return {};
    }

    Result<void> takeNumber(const json& value) {
        if (tensor_.dtype == DType::Bool && value.is_boolean()) {
            append(tensor_.data, static_cast<std::uint8_t>(value.get<bool>()));
            return {};
        }
        if (!value.is_number())
            return fail(ErrorCode::ModelInput, here() + " is " + value.type_name() + ", not a number of type " +
                                                   std::string(textOf(tensor_.dtype)));
        switch (tensor_.dtype) {
        case DType::Float32: append(tensor_.data, value.get<float>()); return {};
        case DType::Float64: append(tensor_.data, value.get<double>()); return {};
        case DType::Int64: return takeInteger<std::int64_t>(value);
        case DType::Int32: return takeInteger<std::int32_t>(value);
        case DType::UInt8: return takeInteger<std::uint8_t>(value);
        case DType::Bool: break;
        }
        return fail(ErrorCode::ModelInput, here() + " is a number, not true or false");
    }

    template <typename Int>
    Result<void> takeInteger(const json& value) {
        using Limits = std::numeric_limits<Int>;
        const bool fits = value.is_number_unsigned()
                              ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(Limits::max())
                              : value.is_number_integer() && value.get<std::int64_t>() >= Limits::min() &&
                                    value.get<std::int64_t>() <= Limits::max();
        if (!fits)
            return fail(ErrorCode::ModelInput,
                        here() + " is " + value.dump() + ", which is no " + std::string(textOf(tensor_.dtype)));
        append(tensor_.data, value.get<Int>());
        return {};
    }

    std::string here() const {
        std::string text = "inputs";
        for (const std::size_t index : path_)
            text += "[" + std::to_string(index) + "]";
        return text;
    }
    static std::string first(std::size_t depth) {
        std::string text = "inputs";
        for (std::size_t i = 0; i < depth; ++i)
            text += "[0]";
        return text;
    }

    Tensor tensor_;
    std::vector<std::size_t> path_;
};

/// Writes the numbers of a tensor as nested lists.
class Writer {
public:
    Writer(const Tensor& tensor, std::string& out) : tensor_(tensor), out_(out) {}

    void write(std::size_t depth = 0) {
        if (depth == tensor_.shape.size())
            return number();
        out_ += '[';
        for (std::int64_t i = 0; i < tensor_.shape[depth]; ++i) {
            if (i > 0)
                out_ += ',';
            write(depth + 1);
        }
        out_ += ']';
    }
    std::uint64_t nonFinite() const { return nonFinite_; }

private:
    template <typename T>
    T next() {
        T value{};
        std::memcpy(&value, tensor_.data.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    void number() {
        switch (tensor_.dtype) {
        case DType::Float32: return real(next<float>());
        case DType::Float64: return real(next<double>());
        case DType::Int64: return whole(next<std::int64_t>());
        case DType::Int32: return whole(next<std::int32_t>());
        case DType::UInt8: return whole(next<std::uint8_t>());
        case DType::Bool: break;
        }
        out_ += next<std::uint8_t>() != 0 ? "true" : "false";
    }
    void real(auto value) {
        if (std::isfinite(value))
            return appendNumber(out_, value);
        ++nonFinite_;
        out_ += "null";
    }
    void whole(std::int64_t value) {
        std::array<char, 32> text{};
        out_.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr);
    }

    const Tensor& tensor_;
    std::string& out_;
    std::size_t at_ = 0;
    std::uint64_t nonFinite_ = 0;
};

/// Digits and a point where it is not far from 1, as people write numbers; else with an exponent.
template <typename Real>
void appendReal(std::string& out, Real value) {
    const Real size = std::fabs(value);
    const bool isNear = value == 0 || (size >= Real(1e-4) && size < Real(1e15));
    std::array<char, 64> text{};
    const auto format = isNear ? std::chars_format::fixed : std::chars_format::scientific;
    const char* const end = std::to_chars(text.data(), text.data() + text.size(), value, format).ptr;
    const std::string_view digits(text.data(), static_cast<std::size_t>(end - text.data()));
    out += digits;
    if (isNear && digits.find('.') == std::string_view::npos)
        out += ".0";
}

} // namespace

std::string_view textOf(DType type) {
    return rowOf(type).name;
}

std::size_t sizeOf(DType type) {
    return rowOf(type).size;
}

Result<DType> dtypeOf(std::string_view name) {
    std::string names;
    for (const TypeRow& row : kTypes) {
        if (row.name == name)
            return row.type;
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    }
    return fail(ErrorCode::ModelInput, "dtype '" + std::string(name) + "' is not known", "use one of " + names);
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const std::int64_t size : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(size);
    return "[" + text + "]";
}

void appendNumber(std::string& out, double value) {
    appendReal(out, value);
}

void appendNumber(std::string& out, float value) {
    constexpr float kExact = 1U << 24; // beyond it the digits of the value itself are more than those that tell it
    if (std::fabs(value) < kExact)
        appendReal(out, value);
    else
        appendReal(out, shortestDouble(value));
}

double shortestDouble(float value) {
    std::array<char, 32> text{};
    const char* const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    double shortest = 0;
    std::from_chars(text.data(), end, shortest);
    return shortest;
}

Result<Tensor> tensorFromJson(std::string_view text) {
    if (auto quick = quickTensor(text))
        return *std::move(quick);
    const json document = json::parse(text, nullptr, false);
    if (document.is_discarded())
        return fail(ErrorCode::ModelInput, "the body is not JSON", R"(send {"inputs": [[1, 2, 3]]})");
    if (!document.is_object() || !document.contains("inputs"))
        return fail(ErrorCode::ModelInput, "the body has no \"inputs\"", R"(send {"inputs": [[1, 2, 3]]})");
    DType type = DType::Float32;
    if (const auto dtype = document.find("dtype"); dtype != document.end()) {
        if (!dtype->is_string())
            return fail(ErrorCode::ModelInput, "dtype is not a string");
        INFERNO_TRY(type, dtypeOf(dtype->get_ref<const std::string&>()));
    }
    return Reader(type).read(document["inputs"]);
}

std::string tensorToJson(const Tensor& tensor) {
    constexpr std::size_t kAround = 96;
    std::string text;
    text.reserve(tensor.data.size() * 3 + kAround);
    text.append(R"({"dtype":")").append(textOf(tensor.dtype)).append("\"");
    const std::size_t behindType = text.size();
    text += R"(,"outputs":)";
    Writer writer(tensor, text);
    writer.write();
    if (writer.nonFinite() > 0)
        text.insert(behindType, R"(,"non_finite":)" + std::to_string(writer.nonFinite()));
    text += R"(,"shape":[)";
    for (std::size_t i = 0; i < tensor.shape.size(); ++i)
        text += (i > 0 ? "," : "") + std::to_string(tensor.shape[i]);
    text += "]}";
    return text;
}

} // namespace inferno::inference
