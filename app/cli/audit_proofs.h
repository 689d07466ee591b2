// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// audit verify, checkpoint, prove, consistency: answered by the service if it runs, else from the vault's files.
void addAuditProofs(CLI::App& group, Context& context);

} // namespace inferno::cli
