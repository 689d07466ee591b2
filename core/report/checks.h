// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/report/report.h"

namespace inferno::report {

/// What the attestation amounts to, line by line. Nothing that was not looked at is called evidence.
std::vector<Check> checksOf(const Attestation& attestation);
/// What the report does not say.
std::vector<std::string> limitsOf(const Scope& scope, const Attestation& attestation);

} // namespace inferno::report
