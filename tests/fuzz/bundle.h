// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <string>

#include "core/vault/evidence.h"
#include "tests/fuzz/sample.h"

namespace inferno::fuzz {

/// The files of a bundle in the order in which an input holds them.
constexpr std::array<const char*, 5> kBundleFiles = {vault::evidence::kManifest, vault::evidence::kCheckpoint,
                                                     vault::evidence::kVerifiers, vault::evidence::kEvents,
                                                     vault::evidence::kProofs};
using BundleFiles = std::map<std::string, Bytes>;

/// Evidence of records 1 and 2 of a tree over plainRecords(). Without its README.
BundleFiles sampleBundle();

} // namespace inferno::fuzz
