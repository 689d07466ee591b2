// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// batch-queue alert-rule create, list, enable, disable, delete.
void addQueueAlertRules(CLI::App& group, Context& context);
/// audit alert-rule create, enable, disable, delete, and audit alert-rules list.
void addAuditAlertRules(CLI::App& group, Context& context);

} // namespace inferno::cli
