// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/evidence_file.h"

#include "app/unpack/run_unpack.h"
#include "services/evidence/evidence_export.h"

namespace inferno::desktop {

models::ClientBackend::Evidence evidenceWriter(std::filesystem::path packer) {
    return [packer = std::move(packer)](client::Client& service, const client::AuditQuery& query,
                                        const std::filesystem::path& file,
                                        models::Backend::Transfer& transfer) -> Result<void> {
        evidence::Order order;
        order.filters = query;
        order.output = file;
        order.replace = true; // the dialog says so before
        order.progress = [&transfer](std::uint64_t proven, std::uint64_t found) {
            transfer.found = found;
            transfer.proven = proven;
        };
        order.pack = [&](const std::filesystem::path& folder, const std::filesystem::path& archive) {
            return unpack::runUnpack({"pack", folder.string(), archive.string()}, {packer, &transfer.stop});
        };
        evidence::ServiceSource source(service);
        INFERNO_TRY(const auto packed, evidence::exportEvidence(source, order, transfer.stop));
        if (packed) {
            std::error_code unknown;
            transfer.found = transfer.proven = packed->events;
            transfer.bytes = std::filesystem::file_size(file, unknown);
        }
        return {};
    };
}

} // namespace inferno::desktop
