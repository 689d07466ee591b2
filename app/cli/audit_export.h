// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// `inferno audit export`.
void addAuditExport(CLI::App& group, Context& context);

} // namespace inferno::cli
