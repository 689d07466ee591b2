// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/quick_json.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <simdjson.h>

namespace inferno::inference {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kMaxDimensions = 16;
constexpr std::size_t kUncounted = 0xFFFFFF; ///< simdjson counts elements up to here
/// A parser keeps the memory of the largest text that it has read.
constexpr std::size_t kKeptBytes = 1U << 20;

/// Parses, and gives the root to `take`, which answers an optional. All of the text is checked, also what is not asked
/// for.
auto parsed(std::string_view body, const auto& take) -> decltype(take(dom::object())) {
    static thread_local dom::parser kept;
    dom::parser large;
    dom::parser& parser = body.size() <= kKeptBytes ? kept : large;
    dom::object root;
    if (parser.parse(body.data(), body.size()).get(root) != simdjson::SUCCESS)
        return std::nullopt;
    return take(root);
}

/// A field of the object; false where it is there twice, of which readers make different things.
bool find(dom::object object, std::string_view name, std::optional<dom::element>& found) {
    for (const dom::key_value_pair field : object) {
        if (field.key != name)
            continue;
        if (found)
            return false;
        found = field.value;
    }
    return true;
}

template <typename Int>
bool takeInteger(dom::element value, Int& out) {
    std::int64_t whole = 0; // what is beyond is beyond all types here
    if (!value.is_int64() || value.get(whole) != simdjson::SUCCESS)
        return false;
    out = static_cast<Int>(whole);
    return whole >= static_cast<std::int64_t>(std::numeric_limits<Int>::min()) &&
           whole <= static_cast<std::int64_t>(std::numeric_limits<Int>::max());
}

template <typename Real>
bool takeReal(dom::element value, Real& out) {
    switch (value.type()) {
    case dom::element_type::DOUBLE: out = static_cast<Real>(double(value)); return true;
    case dom::element_type::INT64: out = static_cast<Real>(std::int64_t(value)); return true;
    case dom::element_type::UINT64: out = static_cast<Real>(std::uint64_t(value)); return true;
    default: return false;
    }
}

bool takeBool(dom::element value, std::uint8_t& out) {
    if (!value.is_bool())
        return false;
    out = bool(value) ? 1 : 0;
    return true;
}

/// The numbers of nested lists, one behind the other.
template <typename T, bool (*kTake)(dom::element, T&)>
class Lists {
public:
    Lists(const std::vector<std::int64_t>& shape, T* out) : shape_(shape), out_(out) {}

    bool take(dom::element value, std::size_t depth) {
        if (depth == shape_.size())
            return kTake(value, *out_++);
        dom::array list;
        if (value.get(list) != simdjson::SUCCESS || list.size() != static_cast<std::size_t>(shape_[depth]))
            return false;
        return std::ranges::all_of(list, [&](dom::element element) { return take(element, depth + 1); });
    }

private:
    const std::vector<std::int64_t>& shape_;
    T* out_;
};

/// The shape that the first element of each list tells.
std::optional<std::vector<std::int64_t>> shapeOf(dom::element value) {
    std::vector<std::int64_t> shape;
    dom::array list;
    while (value.get(list) == simdjson::SUCCESS) {
        const std::size_t size = list.size();
        if (shape.size() == kMaxDimensions || size >= kUncounted)
            return std::nullopt;
        shape.push_back(static_cast<std::int64_t>(size));
        if (size == 0)
            break;
        value = *list.begin();
    }
    return shape;
}

template <typename T, bool (*kTake)(dom::element, T&)>
bool fill(dom::element inputs, Tensor& tensor, std::size_t count) {
    tensor.data.resize(count * sizeof(T));
    return Lists<T, kTake>(tensor.shape, reinterpret_cast<T*>(tensor.data.data())).take(inputs, 0);
}

bool fill(dom::element inputs, Tensor& tensor, std::size_t count) {
    switch (tensor.dtype) {
    case DType::Float32: return fill<float, takeReal<float>>(inputs, tensor, count);
    case DType::Float64: return fill<double, takeReal<double>>(inputs, tensor, count);
    case DType::Int64: return fill<std::int64_t, takeInteger<std::int64_t>>(inputs, tensor, count);
    case DType::Int32: return fill<std::int32_t, takeInteger<std::int32_t>>(inputs, tensor, count);
    case DType::UInt8: return fill<std::uint8_t, takeInteger<std::uint8_t>>(inputs, tensor, count);
    case DType::Bool: break;
    }
    return fill<std::uint8_t, takeBool>(inputs, tensor, count);
}

/// How many numbers a tensor of this shape has; nothing where the text of so many bytes cannot hold them.
std::optional<std::size_t> countOf(const std::vector<std::int64_t>& shape, std::size_t bytes) {
    std::size_t count = 1;
    for (const std::int64_t size : shape) {
        count *= static_cast<std::size_t>(size);
        if (count > bytes)
            return std::nullopt;
    }
    return count;
}

std::optional<Tensor> tensorIn(dom::object root, std::size_t bytes) {
    std::optional<dom::element> inputs;
    std::optional<dom::element> dtype;
    if (!find(root, "inputs", inputs) || !find(root, "dtype", dtype) || !inputs)
        return std::nullopt;
    Tensor tensor;
    if (dtype) {
        std::string_view name;
        if (dtype->get(name) != simdjson::SUCCESS)
            return std::nullopt;
        const auto type = dtypeOf(name);
        if (!type)
            return std::nullopt;
        tensor.dtype = *type;
    }
    auto shape = shapeOf(*inputs);
    const auto count = shape ? countOf(*shape, bytes) : std::nullopt;
    if (!count)
        return std::nullopt;
    tensor.shape = *std::move(shape);
    if (!fill(*inputs, tensor, *count))
        return std::nullopt;
    return tensor;
}

// ── Graphs ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Node numbers, appended.
bool takeEnds(dom::element value, std::size_t nodes, std::vector<std::int64_t>& ends) {
    dom::array list;
    if (value.get(list) != simdjson::SUCCESS || list.size() > GraphLimits::kEdges)
        return false;
    return std::ranges::all_of(list, [&](dom::element element) {
        std::int64_t node = 0;
        if (!takeInteger(element, node) || node < 0 || static_cast<std::size_t>(node) >= nodes)
            return false;
        ends.push_back(node);
        return true;
    });
}

bool takeFeatures(dom::element value, std::vector<float>& features, std::size_t& nodes, std::size_t& width) {
    dom::array rows;
    if (value.get(rows) != simdjson::SUCCESS)
        return false;
    for (const dom::element each : rows) {
        dom::array row;
        if (++nodes > GraphLimits::kNodes || each.get(row) != simdjson::SUCCESS)
            return false;
        if (nodes == 1)
            width = row.size();
        if (width == 0 || width > GraphLimits::kFeatures || row.size() != width)
            return false;
        for (const dom::element number : row) {
            float feature = 0;
            if (!takeReal(number, feature) || !std::isfinite(feature))
                return false;
            features.push_back(feature);
        }
    }
    return nodes > 0;
}

std::optional<Graph> graphIn(dom::element nodeFeatures, dom::element edgeIndex, std::optional<dom::element> asked) {
    std::vector<float> features;
    std::size_t nodes = 0;
    std::size_t width = 0;
    dom::array edges;
    if (!takeFeatures(nodeFeatures, features, nodes, width) || edgeIndex.get(edges) != simdjson::SUCCESS ||
        edges.size() != 2)
        return std::nullopt;
    std::vector<std::int64_t> sources;
    std::vector<std::int64_t> targets;
    if (!takeEnds(edges.at(0).value_unsafe(), nodes, sources) ||
        !takeEnds(edges.at(1).value_unsafe(), nodes, targets) || sources.size() != targets.size())
        return std::nullopt;
    std::int64_t target = 0;
    if (asked && (!takeInteger(*asked, target) || target < 0 || static_cast<std::size_t>(target) >= nodes))
        return std::nullopt;
    return graphOf(features, static_cast<std::int64_t>(width), sources, targets, target);
}

bool takeUser(dom::element value, QuickQuestion& question) {
    std::int64_t number = 0;
    if (takeInteger(value, number)) {
        question.user = question.userId = std::to_string(number);
        return true;
    }
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return false;
    question.user = text;
    question.userId = nlohmann::json(text).dump();
    return true;
}

std::optional<QuickQuestion> questionIn(dom::object root) {
    std::optional<dom::element> features;
    std::optional<dom::element> edges;
    std::optional<dom::element> target;
    std::optional<dom::element> user;
    if (!find(root, "node_features", features) || !find(root, "edge_index", edges) || !find(root, "target", target) ||
        !find(root, "user_id", user))
        return std::nullopt;
    QuickQuestion question;
    if (user && !takeUser(*user, question))
        return std::nullopt;
    if (!features)
        return user ? std::optional(std::move(question)) : std::nullopt;
    if (!edges)
        return std::nullopt;
    question.graph = graphIn(*features, *edges, target);
    return question.graph ? std::optional(std::move(question)) : std::nullopt;
}

} // namespace

std::optional<Tensor> quickTensor(std::string_view body) {
    return parsed(body, [&](dom::object root) { return tensorIn(root, body.size()); });
}

std::optional<QuickQuestion> quickQuestion(std::string_view body) {
    return parsed(body, [](dom::object root) { return questionIn(root); });
}

} // namespace inferno::inference
