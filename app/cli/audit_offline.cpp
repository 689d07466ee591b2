// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_source.h"

namespace inferno::cli {

Result<std::unique_ptr<AuditSource>> offlineSource(Context&, const std::filesystem::path& dataDir) {
    return fail(ErrorCode::NotBuilt, "reading the vault of " + dataDir.string() + " without its service",
                "run: inferno service start");
}

} // namespace inferno::cli
