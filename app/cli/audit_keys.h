// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"

namespace inferno::cli {

/// audit enable, configure, unlock, passphrase and rotate: settings, keys, and what opens the vault.
void addAuditKeys(CLI::App& group, Context& context);

} // namespace inferno::cli
