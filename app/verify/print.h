// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/vault/evidence.h"
#include "core/vault/verify.h"

namespace inferno::verify {

/// The document of `audit verify --json`, on one line.
std::string asJson(const vault::Verification& result);
/// For people: the verdict with its figures, then a line for each problem.
std::string asText(const vault::Verification& result);
/// The same for a bundle of evidence; `keyWasGiven`: somebody pinned the verifier key.
std::string asJson(const vault::EvidenceResult& result);
std::string asText(const vault::EvidenceResult& result, bool keyWasGiven);

} // namespace inferno::verify
