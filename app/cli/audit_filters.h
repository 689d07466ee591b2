// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/context.h"
#include "services/client/types.h"

namespace inferno::cli {

/// The options that say which events are meant, as every command over events takes them.
void addFilters(CLI::App& command, client::AuditQuery& query);
/// `--since 24h` is the service's to read; only what cannot be a time is refused here, before anything starts.
/// Error: time.invalid.
Result<void> checkTimes(const client::AuditQuery& query);

} // namespace inferno::cli
