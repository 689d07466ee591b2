// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/client_backend.h"

namespace inferno::desktop {

/// How the window takes a crontab over: as `inferno batch-queue import crontab` does, by the public API.
models::ClientBackend::Crontab crontabPlanner();

} // namespace inferno::desktop
