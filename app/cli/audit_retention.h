// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// audit hold, archive and retention: asked of the service.
void addAuditRetention(CLI::App& group, Context& context);

} // namespace inferno::cli
