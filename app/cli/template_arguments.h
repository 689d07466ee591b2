// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"

namespace CLI {
class App;
}

namespace inferno::cli {

/// With --template, each `--x V` or `--x=V` of `batch-queue create` that is none of its options is a parameter of the
/// template: it becomes `--param=x=V` here, before the option parser sees it, whatever V begins with. Without
/// --template nothing changes. Error: input.invalid for a parameter without a value.
Result<void> takeTemplateParameters(std::vector<std::string>& arguments, const CLI::App& program);

} // namespace inferno::cli
