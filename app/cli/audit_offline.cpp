// SPDX-License-Identifier: GPL-3.0-or-later
// The vault's files without their service: nothing is made, recovered, deleted or recorded by looking.
#include "app/cli/audit_source.h"
#include "core/base/vfs.h"
#include "core/vault/vault_reader.h"
#include "core/vault/verify.h"
#include "services/config/config.h"

namespace inferno::cli {
namespace {

std::vector<std::string> hexOf(const std::vector<Hash>& hashes) {
    std::vector<std::string> texts;
    for (const Hash& hash : hashes)
        texts.push_back(toHex(hash));
    return texts;
}

class OfflineSource final : public AuditSource {
public:
    explicit OfflineSource(vault::KeyPaths paths) : paths_(std::move(paths)) {}

    Result<client::VerifyResult> verify(const std::string& level) override {
        vault::VerifyOptions options;
        INFERNO_TRY(options.level, vault::parseVerifyLevel(level));
        INFERNO_TRY(const vault::Verification found, vault::verifyVault(vfs_, paths_, options));
        client::VerifyResult result;
        result.verdict = nameOf(found.verdict);
        result.level = nameOf(found.level);
        result.mode = "offline";
        result.events = found.events;
        result.durable = found.durable;
        result.checkpointed = found.checkpointed;
        result.sealed = found.sealed;
        result.root = toHex(found.root);
        result.unanchored = found.unanchored;
        for (const vault::Problem& problem : found.problems)
            result.problems.push_back({std::string(nameOf(problem.verdict)), problem.seq.value_or(0), problem.file,
                                       problem.offset.value_or(0), problem.detail, problem.seq.has_value(),
                                       problem.offset.has_value()});
        return result;
    }

    Result<std::string> checkpoint() override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        return reader->checkpoint();
    }
    Result<std::string> verifierKey() override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        return reader->verifierKey();
    }
    Result<client::InclusionProof> prove(std::uint64_t seq) override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        INFERNO_TRY(const vault::EventProof proof, reader->prove(seq));
        return client::InclusionProof{proof.seq,
                                      proof.seq,
                                      toHex(proof.leafHash),
                                      toHex(proof.salt),
                                      toBase64(proof.record),
                                      toBase64(proof.blob),
                                      proof.treeSize,
                                      toHex(proof.root),
                                      hexOf(proof.path),
                                      proof.checkpoint};
    }
    Result<client::ConsistencyProof> consistency(std::uint64_t oldSize, std::uint64_t newSize) override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        INFERNO_TRY(const vault::TreeConsistency proof, reader->consistency(oldSize, newSize));
        return client::ConsistencyProof{proof.oldSize, proof.newSize, toHex(proof.oldRoot), toHex(proof.newRoot),
                                        hexOf(proof.path)};
    }

private:
    Result<const vault::VaultReader*> opened() {
        if (!reader_) {
            INFERNO_TRY(reader_, vault::VaultReader::open(vfs_, paths_));
        }
        return reader_.get();
    }

    SystemVfs vfs_;
    vault::KeyPaths paths_;
    std::unique_ptr<vault::VaultReader> reader_;
};

/// Where the service of this data root keeps its vault and keys.
Result<vault::KeyPaths> keyPathsOf(Context& context, const std::filesystem::path& dataDir) {
    SystemVfs vfs;
    const std::string named = context.environment()("INFERNO_CONFIG").value_or("");
    INFERNO_TRY(const config::Config config, config::Config::load(vfs, config::layersOf(dataDir, named)));
    vault::KeyPaths paths = vault::KeyPaths::under(dataDir);
    if (const std::string& folder = config.text("audit.storage_path"); !folder.empty())
        paths.vaultFolder = folder;
    if (const std::string& file = config.text("audit.encryption.key_file"); !file.empty()) {
        paths.keyFile = file;
        paths.keyFileIsDefault = false;
    }
    return paths;
}

} // namespace

Result<std::unique_ptr<AuditSource>> offlineSource(Context& context, const std::filesystem::path& dataDir) {
    INFERNO_TRY(vault::KeyPaths paths, keyPathsOf(context, dataDir));
    return std::make_unique<OfflineSource>(std::move(paths));
}

} // namespace inferno::cli
