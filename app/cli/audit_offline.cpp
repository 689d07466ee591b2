// SPDX-License-Identifier: GPL-3.0-or-later
// The vault's files without their service: nothing is made, recovered, deleted or recorded by looking.
#include <charconv>

#include <nlohmann/json.hpp>

#include "app/cli/audit_source.h"
#include "app/cli/passphrase.h"
#include "core/base/units.h"
#include "core/base/vfs.h"
#include "core/vault/crypto.h"
#include "core/vault/export/exporter.h"
#include "core/vault/json_text.h"
#include "core/vault/query_texts.h"
#include "core/vault/vault_reader.h"
#include "core/vault/verify.h"
#include "services/anchor/place_config.h"
#include "services/config/config.h"

namespace inferno::cli {
namespace {

std::vector<std::string> hexOf(const std::vector<Hash>& hashes) {
    std::vector<std::string> texts;
    for (const Hash& hash : hashes)
        texts.push_back(toHex(hash));
    return texts;
}

client::InclusionProof documentOf(const vault::EventProof& proof) {
    client::InclusionProof out;
    out.seq = out.leaf_index = proof.seq;
    out.leaf_hash = toHex(proof.leafHash);
    out.salt = toHex(proof.salt);
    out.record = toBase64(proof.record);
    out.blob = toBase64(proof.blob);
    out.tree_size = proof.treeSize;
    out.root = toHex(proof.root);
    out.path = hexOf(proof.path);
    out.checkpoint = proof.checkpoint;
    out.subject_number = proof.subject;
    out.user = proof.user;
    return out;
}

/// Where an interrupted verification of this folder is remembered: with the user, never in the vault.
Result<std::filesystem::path> stateFileOf(Context& context, const std::filesystem::path& vaultFolder) {
    INFERNO_TRY(const auto state, client::userStateFolder(context.environment()));
    const auto folder = state / "verify";
    const std::string name = std::filesystem::absolute(vaultFolder).lexically_normal().string();
    return folder / (toHex(vault::sha256(asBytes(name))).substr(0, 32) + ".state");
}

Result<vault::Query> queryOf(const client::AuditQuery& asked) {
    INFERNO_TRY(vault::Query query, vault::queryOf({asked.user, asked.action, asked.event_type, asked.severity,
                                                    asked.result, asked.resource, asked.source_ip, asked.session_id,
                                                    asked.trace_id, asked.query, asked.since, asked.until},
                                                   SystemClock().now()));
    query.limit = static_cast<std::size_t>(asked.limit);
    if (asked.cursor.empty())
        return query;
    std::uint64_t from = 0;
    const char* const end = asked.cursor.data() + asked.cursor.size();
    if (const auto read = std::from_chars(asked.cursor.data(), end, from); read.ec != std::errc{} || read.ptr != end)
        return fail(ErrorCode::QueryInvalid, "the cursor is not one of a search without a service",
                    "begin without a cursor");
    query.from = from;
    return query;
}

client::AuditEvent documentOf(const vault::Record& record, const Uuid& vaultId) {
    auto document = nlohmann::json::parse(vault::toJson(record, vaultId), nullptr, false);
    document["recorded_by"] = vault::recorderText(record.recordedBy);
    return document.get<client::AuditEvent>();
}

class OfflineSource final : public AuditSource {
public:
    OfflineSource(config::Config config, vault::KeyPaths paths, std::filesystem::path stateFile)
        : config_(std::move(config)), paths_(std::move(paths)), stateFile_(std::move(stateFile)) {}

    Result<client::VerifyResult> verify(const client::VerifyRequest& request, const VerifyProgress& progress) override {
        vault::VerifyOptions options;
        INFERNO_TRY(options.level, vault::parseVerifyLevel(request.level));
        if (!request.since.empty()) {
            const auto time = parseRfc3339(request.since);
            const auto back = parseDuration(request.since);
            if (!time && !back)
                return fail(ErrorCode::TimeInvalid, "--since: '" + request.since + "' is no time",
                            "write it as 24h, 7d or 2026-03-24T10:42:00+01:00");
            options.since = time ? *time : SystemClock().now() - *back;
        }
        options.cancelled = &Context::interrupted();
        options.resume = request.resume;
        std::error_code noPlace;
        std::filesystem::create_directories(stateFile_.parent_path(), noPlace);
        if (!noPlace) // without a place it is only not gone on from
            options.stateFile = stateFile_;
        options.progress = [&](const vault::VerifyProgress& now) {
            client::VerifyRun run;
            run.state = "running";
            run.bytes_done = now.bytesDone;
            run.bytes_total = now.bytesTotal;
            run.events_done = now.eventsDone;
            progress(run);
        };
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
        result.skipped = found.skipped;
        if (options.since)
            result.since = formatUtc(*options.since);
        for (const vault::Problem& problem : found.problems)
            result.problems.push_back({std::string(nameOf(problem.verdict)), problem.seq.value_or(0), problem.file,
                                       problem.offset.value_or(0), problem.detail, problem.seq.has_value(),
                                       problem.offset.has_value()});
        for (const vault::VerifyNote& note : found.notes)
            result.notes.push_back({note.seq, note.detail});
        if (found.resumed) {
            result.resumed = found.resumed->time;
            result.resumed_events = found.resumed->events;
        }
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
    Result<std::string> verifierHistory() override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        return reader->verifierHistory();
    }
    Result<client::InclusionProof> prove(std::uint64_t seq) override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        INFERNO_TRY(const vault::EventProof proof, reader->prove(seq));
        return documentOf(proof);
    }
    Result<client::ProofBatch> proveAll(const std::vector<std::uint64_t>& seqs, std::uint64_t treeSize) override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        client::ProofBatch out;
        out.tree_size = treeSize;
        for (const std::uint64_t seq : seqs) {
            INFERNO_TRY(const vault::EventProof proof, reader->proveAt(seq, treeSize));
            out.root = toHex(proof.root);
            out.items.push_back(documentOf(proof));
        }
        return out;
    }
    Result<client::ConsistencyProof> consistency(std::uint64_t oldSize, std::uint64_t newSize) override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        INFERNO_TRY(const vault::TreeConsistency proof, reader->consistency(oldSize, newSize));
        return client::ConsistencyProof{proof.oldSize, proof.newSize, toHex(proof.oldRoot), toHex(proof.newRoot),
                                        hexOf(proof.path)};
    }
    Result<client::AuditPage> events(const client::AuditQuery& asked) override {
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        INFERNO_TRY(const vault::Query query, queryOf(asked));
        INFERNO_TRY(const vault::QueryPage found, reader->query(query));
        client::AuditPage page;
        for (const vault::Record& record : found.records)
            page.items.push_back(documentOf(record, reader->vaultId()));
        page.next_cursor = found.next ? std::to_string(*found.next) : "";
        page.scanned_blocks = found.seen.scannedBlocks;
        page.skipped_blocks = found.seen.skippedBlocks;
        page.undecryptable_blocks = found.seen.undecryptableBlocks;
        page.scanned_events = found.seen.scannedEvents;
        page.pruned_events = found.seen.prunedEvents;
        return page;
    }
    Result<void> exportEvents(const client::AuditQuery& filters, const std::string& format,
                              const std::function<Result<void>(std::string_view)>& take,
                              const std::atomic<bool>& stop) override {
        INFERNO_TRY(const vault::ExportFormat parsed, vault::parseExportFormat(format));
        INFERNO_TRY(const vault::VaultReader* reader, opened());
        INFERNO_TRY(vault::Query query, queryOf(filters));
        vault::Exporter exporter([reader](const vault::Query& page) { return reader->query(page); }, std::move(query),
                                 reader->events(), parsed, {reader->vaultId(), INFERNO_VERSION});
        std::string piece;
        for (bool more = true; more && !stop.load(); piece.clear()) {
            INFERNO_TRY(more, exporter.next(piece));
            INFERNO_CHECK(take(piece));
        }
        return {};
    }

    Result<std::vector<std::unique_ptr<anchor::Place>>> places() override {
        return anchor::placesOf(config_, vfs_, clock_);
    }

private:
    Result<const vault::VaultReader*> opened() {
        if (!reader_) {
            INFERNO_TRY(reader_, vault::VaultReader::open(vfs_, paths_));
        }
        return reader_.get();
    }

    SystemVfs vfs_;
    SystemClock clock_;
    const config::Config config_;
    vault::KeyPaths paths_;
    std::filesystem::path stateFile_;
    std::unique_ptr<vault::VaultReader> reader_;
};

Result<config::Config> configOf(Context& context, const std::filesystem::path& dataDir) {
    SystemVfs vfs;
    const std::string named = context.environment()("INFERNO_CONFIG").value_or("");
    return config::Config::load(vfs, config::layersOf(dataDir, named));
}

/// Where the service of this data root keeps its vault and keys.
vault::KeyPaths keyPathsOf(const config::Config& config, const std::filesystem::path& dataDir) {
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
    INFERNO_TRY(config::Config config, configOf(context, dataDir));
    vault::KeyPaths paths = keyPathsOf(config, dataDir);
    if (!context.passphraseFile.empty()) {
        SystemVfs vfs;
        INFERNO_TRY(const vault::Passphrase passphrase, readPassphrase(context.passphraseFile, "Passphrase"));
        INFERNO_TRY(paths.root, vault::unlockRoot(vfs, paths, passphrase));
    }
    INFERNO_TRY(auto stateFile, stateFileOf(context, paths.vaultFolder));
    return std::make_unique<OfflineSource>(std::move(config), std::move(paths), std::move(stateFile));
}

} // namespace inferno::cli
