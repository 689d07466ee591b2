// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// audit erase: asks the service to destroy a subject's row and key.
void addAuditErase(CLI::App& group, Context& context);

} // namespace inferno::cli
