// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// audit logs and audit search: events of the service, or with --offline of the vault's files.
void addAuditSearch(CLI::App& group, Context& context);

} // namespace inferno::cli
