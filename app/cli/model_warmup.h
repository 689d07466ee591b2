// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// `models warmup`, to be added to the group `models`.
void addModelWarmUp(CLI::App* group, Context& context);

} // namespace inferno::cli
