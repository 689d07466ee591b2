// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/rules/condition.h"

/// Internal to core/rules: the tree of a condition.

namespace inferno::rules {

enum class Operation { And, Or, Not, Greater, GreaterEqual, Less, LessEqual, Equal, NotEqual, Truth };

/// One side of a comparison: a figure, or a value that was written.
struct Operand {
    const Metric* metric = nullptr;
    std::string path;
    std::string written; ///< as it stands in the text
    double value = 0;
    Kind kind = Kind::Number;
};

struct Condition::Node {
    Operation operation = Operation::Truth;
    std::shared_ptr<const Node> left; ///< And, Or, Not
    std::shared_ptr<const Node> right;
    Operand a; ///< comparisons, Truth
    Operand b;
};

} // namespace inferno::rules
