// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "services/client/types.h"

/// Bundles of evidence (docs/formats/evidence.md) as a client makes them: the command line and the window alike, by the
/// public API, or by the vault's files where no service runs.
namespace inferno::client {
class Client;
}

namespace inferno::evidence {

/// What a bundle is made of. Belongs to one thread.
class Source {
public:
    virtual ~Source() = default;
    /// The newest signed checkpoint; of a running service one that covers all that was acknowledged.
    virtual Result<std::string> checkpoint() = 0;
    /// All verifier keys there ever were, as a signed note.
    virtual Result<std::string> verifierHistory() = 0;
    virtual Result<client::ProofBatch> proveAll(const std::vector<std::uint64_t>& seqs, std::uint64_t treeSize) = 0;
    /// As Client::exportAudit.
    virtual Result<void> exportEvents(const client::AuditQuery& filters, const std::string& format,
                                      const std::function<Result<void>(std::string_view)>& take,
                                      const std::atomic<bool>& stop) = 0;
};

/// A running service. Borrows the client.
class ServiceSource final : public Source {
public:
    explicit ServiceSource(client::Client& service) : service_(service) {}
    Result<std::string> checkpoint() override;
    Result<std::string> verifierHistory() override;
    Result<client::ProofBatch> proveAll(const std::vector<std::uint64_t>& seqs, std::uint64_t treeSize) override;
    Result<void> exportEvents(const client::AuditQuery& filters, const std::string& format,
                              const std::function<Result<void>(std::string_view)>& take,
                              const std::atomic<bool>& stop) override;

private:
    client::Client& service_;
};

struct Order {
    client::AuditQuery filters;
    std::filesystem::path output;
    bool replace = false; ///< a file that is there already is replaced, once the bundle is whole
    /// Makes a tar.zst of a folder's files: inferno-unpack, in a process of its own.
    std::function<Result<void>(const std::filesystem::path& folder, const std::filesystem::path& archive)> pack;
    /// How many of the events that were found have their proof; before all were found, 0 of those found so far.
    std::function<void(std::uint64_t proven, std::uint64_t found)> progress;
};

struct Packed {
    std::uint64_t events = 0;
    std::uint64_t treeSize = 0;
};

/// Packs the events that fit, with proofs against one checkpoint and all that is needed to check them, into a tar.zst.
/// The archive is there only once it is whole; nothing where `stop` was set before that. What came after the
/// checkpoint is left out. Memory: eight bytes an event. Errors: io.exists, proof.*, those of the source and of `pack`.
Result<std::optional<Packed>> exportEvidence(Source& source, const Order& order, const std::atomic<bool>& stop);

} // namespace inferno::evidence
