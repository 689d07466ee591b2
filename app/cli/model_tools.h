// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// Each adds one command that works with models as files.
void addModelBenchmark(CLI::App& program, Context& context);
void addModelExport(CLI::App& program, Context& context);
void addModelValidate(CLI::App& program, Context& context);

} // namespace inferno::cli
