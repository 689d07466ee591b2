// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/context.h"
#include "services/anchor/places.h"
#include "services/client/types.h"
#include "services/evidence/evidence_export.h"

namespace inferno::cli {

/// Who answers verify, checkpoint, prove, consistency, searches and export: the service, or the vault's files, opened
/// read-only.
class AuditSource : public evidence::Source {
public:
    /// Tells how far it is, from time to time, and stops when Ctrl+C was pressed. Error: verify.cancelled.
    using VerifyProgress = std::function<void(const client::VerifyRun&)>;
    virtual Result<client::VerifyResult> verify(const client::VerifyRequest& request,
                                                const VerifyProgress& progress) = 0;
    virtual Result<std::string> verifierKey() = 0;
    virtual Result<client::InclusionProof> prove(std::uint64_t seq) = 0;
    virtual Result<client::ConsistencyProof> consistency(std::uint64_t oldSize, std::uint64_t newSize) = 0;
    /// One page. Offline a cursor is the number of the event to go on with.
    virtual Result<client::AuditPage> events(const client::AuditQuery& query) = 0;
    /// The places of [audit.anchors] that nobody else has asked: none where the service answers. Live no longer than
    /// this source.
    virtual Result<std::vector<std::unique_ptr<anchor::Place>>> places() = 0;
};

/// The service if it runs, else the files; starts nothing, changes nothing.
Result<std::unique_ptr<AuditSource>> auditSource(Context& context);

/// The vault's files of a data root, by its configuration.
Result<std::unique_ptr<AuditSource>> offlineSource(Context& context, const std::filesystem::path& dataDir);

} // namespace inferno::cli
