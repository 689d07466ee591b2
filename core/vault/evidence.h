// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/base/vfs.h"
#include "core/vault/proofs.h"
#include "core/vault/verifier_history.h"
#include "core/vault/verify.h"

/// Evidence: some events of a vault with all that anybody needs to see that they are in its signed tree, as a folder of
/// plain files (docs/formats/evidence.md): each event, its exact bytes with salt and proof, one checkpoint, the vault's
/// verifier keys, a manifest and instructions. The same events under the same checkpoint give the same bytes. A bundle
/// proves that each of its events is in the vault, and not that no other event fits the question. Memory: one event.

namespace inferno::vault {

/// Writes a bundle into an empty folder that is there already. Belongs to one thread.
class EvidenceWriter {
public:
    /// `checkpoint`: the note against which every proof holds; `verifiers`: the vault's verifiers.note; `question`: the
    /// filters, a JSON object. Errors: note.invalid, io.*
    static Result<std::unique_ptr<EvidenceWriter>> begin(Vfs& vfs, const std::filesystem::path& folder,
                                                         std::string checkpoint, std::string verifiers,
                                                         std::string question);
    ~EvidenceWriter();

    const Checkpoint& checkpoint() const;
    /// Seqs rise. Errors: proof.invalid if it does not hold against the checkpoint; vault.altered; io.*
    Result<void> add(const EventProof& proof);
    /// Manifest and instructions. Nothing is a bundle before.
    Result<void> finish();
    std::uint64_t events() const;

private:
    struct Parts;
    explicit EvidenceWriter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

struct EvidenceOptions {
    std::optional<VerifierKey> key;        ///< pins the verifier key: the checkpoint must be signed by it
    std::optional<std::string> checkpoint; ///< of the same size, kept elsewhere: must be the same tree
};

struct EvidenceResult {
    Verdict verdict = Verdict::Ok; ///< ok, altered, missing, rolled_back
    std::string origin;
    std::string signedBy; ///< key id in hex digits
    std::uint64_t events = 0;
    std::uint64_t treeSize = 0;
    Hash root{};
    std::vector<Problem> problems; ///< `file` is that of the bundle; `offset` of the line in it
};

/// Whether the folder holds a bundle: it has a manifest.
bool isEvidence(Vfs& vfs, const std::filesystem::path& folder);
/// Checks all of it; needs no key and no service. Errors are what kept it from looking: input.invalid (no bundle, or
/// the given checkpoint is of another size), vault.version (a later format), io.*
Result<EvidenceResult> checkEvidence(Vfs& vfs, const std::filesystem::path& folder, const EvidenceOptions& options);

/// The vault that signs under this origin. Error: note.invalid.
Result<Uuid> vaultOfOrigin(std::string_view origin);

/// The names of a bundle's files.
namespace evidence {
constexpr const char* kManifest = "manifest.json";
constexpr const char* kReadme = "README.txt";
constexpr const char* kCheckpoint = "checkpoint";
constexpr const char* kVerifiers = "verifiers.note";
constexpr const char* kEvents = "events.ndjson";
constexpr const char* kProofs = "proofs.ndjson";
constexpr const char* kFormat = "inferno-evidence";
constexpr int kVersion = 1;
} // namespace evidence

} // namespace inferno::vault
