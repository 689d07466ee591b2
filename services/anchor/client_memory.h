// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "services/anchor/anchor.h"

namespace inferno::client {
class Client;
}

namespace inferno::anchor {

/// Compares the vault of a service with what was seen of it in `folder` (AnchorStore), and remembers it: what every
/// client does when it connects and when it verifies. Blocks for three or four requests. Errors: those of the client
/// and of checkAndRemember; a service without a signed checkpoint is proof.uncheckpointed.
Result<Finding> rememberService(client::Client& service, const std::filesystem::path& folder, WallTime now);

} // namespace inferno::anchor
