// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "app/cli/audit_source.h"

namespace inferno::cli {

/// Packs the events that fit, with proofs against one checkpoint and all that is needed to check them, into a new
/// tar.zst (docs/formats/evidence.md). The archive is there only once it is whole. Memory: eight bytes an event.
/// Errors: io.exists, unpack.missing, proof.*, those of the source.
Result<int> exportEvidence(Context& context, const client::AuditQuery& filters, const std::filesystem::path& output);

} // namespace inferno::cli
