// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/answer_compare.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

namespace inferno::serving {
namespace {

using nlohmann::json;

constexpr double kTolerance = 1e-4;
constexpr double kSmallest = 1e-3; ///< below it, the tolerance shrinks no more

bool areNear(double left, double right) {
    return std::abs(left - right) <= kTolerance * std::max({std::abs(left), std::abs(right), kSmallest});
}

bool sayTheSame(const json& left, const json& right) {
    if (left.is_number() && right.is_number())
        return left.is_number_integer() && right.is_number_integer() ? left == right
                                                                     : areNear(left.get<double>(), right.get<double>());
    if (left.type() != right.type() || left.size() != right.size())
        return false;
    if (left.is_array())
        return std::ranges::equal(left, right, sayTheSame);
    if (!left.is_object())
        return left == right;
    return std::ranges::all_of(left.items(), [&](const auto& each) {
        const auto other = right.find(each.key());
        return other != right.end() && sayTheSame(each.value(), *other);
    });
}

} // namespace

bool agree(std::string_view left, std::string_view right) {
    if (left == right)
        return true;
    const json one = json::parse(left, nullptr, false);
    const json other = json::parse(right, nullptr, false);
    return !one.is_discarded() && !other.is_discarded() && sayTheSame(one, other);
}

} // namespace inferno::serving
