// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/client_backend.h"

namespace inferno::desktop {

/// How the window reads a file of definitions: as `inferno batch-queue apply` does.
models::ClientBackend::Definitions definitionsReader();

} // namespace inferno::desktop
