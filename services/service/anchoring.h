// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "services/anchor/anchors.h"
#include "services/anchor/witness.h"
#include "services/config/config.h"

namespace inferno::vault {
class Vault;
}

namespace inferno::service {

/// The places of [audit.anchors], ready to be started; what happens to them becomes events of the vault, which must
/// outlive the answer. `cosigned`: the file that keeps the newest checkpoint with its cosignatures. Error:
/// config.invalid.
Result<std::unique_ptr<anchor::Anchors>> openAnchors(const config::Config& config, vault::Vault& vault, Vfs& vfs,
                                                     const Clock& clock, const std::filesystem::path& cosigned);

/// The witness of [witness] origins; null where none is configured.
Result<std::unique_ptr<anchor::Witness>> openWitness(const config::Config& config, const std::string& vaultOrigin,
                                                     const std::filesystem::path& dataDir, Vfs& vfs,
                                                     const Clock& clock);

} // namespace inferno::service
