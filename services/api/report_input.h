// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/report/report.h"
#include "services/api/report_period.h"

namespace inferno::jobs {
class JobStore;
}
namespace inferno::vault {
class Vault;
}

namespace inferno::api {

class Verifications;

/// Gathers the rows of a report: all runs of the period, its events counted by kind, and the vault verified in full.
/// Cost: reads the period's records and verifies everything. Errors: those of store and vault.
Result<report::ReportInput> reportInput(const ReportPeriod& period, const std::string& by, jobs::JobStore& jobs,
                                        vault::Vault& vault, Verifications& verifications, const Clock& clock,
                                        const schedule::Zone& zone);

} // namespace inferno::api
