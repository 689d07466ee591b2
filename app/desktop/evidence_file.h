// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "models/client_backend.h"

namespace inferno::desktop {

/// How the window packs evidence: by the public API, as the command line does, and by `inferno-unpack`. `packer` is
/// that program; "" = the one that lies beside this program.
models::ClientBackend::Evidence evidenceWriter(std::filesystem::path packer = {});

} // namespace inferno::desktop
