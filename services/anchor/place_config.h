// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "services/anchor/places.h"
#include "services/config/config.h"

namespace inferno::anchor {

/// The places of [audit.anchors]; those in S3 with endpoint, region and keys of [audit.archive]. Error:
/// config.invalid, naming the key.
Result<std::vector<std::unique_ptr<Place>>> placesOf(const config::Config& config, Vfs& vfs, const Clock& clock);

} // namespace inferno::anchor
