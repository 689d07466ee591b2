// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "core/vault/evidence.h"
#include "core/vault/merkle.h"
#include "core/vault/record.h"

namespace inferno::vault {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxManifest = 16ULL << 20;
constexpr std::uint64_t kMaxNote = 1ULL << 20;
constexpr std::size_t kMaxLine = 128ULL << 20;
constexpr std::size_t kChunk = 256 * 1024;
constexpr std::size_t kMaxProblems = 100;

/// A file's lines, one after the other, without reading it whole.
class Lines {
public:
    Lines(Vfs& vfs, const std::filesystem::path& path) : opened_(vfs.open(path, OpenMode::Read)) {}

    /// Nothing at the end. Errors: io.*, evidence.invalid (a line of absurd length, or bytes behind the last newline).
    Result<std::optional<std::string>> next() {
        if (!opened_)
            return std::unexpected(opened_.error());
        while (true) {
            const std::size_t end = buffer_.find('\n', searched_);
            if (end != std::string::npos) {
                std::string line = buffer_.substr(0, end);
                buffer_.erase(0, end + 1);
                searched_ = 0;
                lineAt_ = nextAt_;
                nextAt_ += end + 1;
                return line;
            }
            searched_ = buffer_.size();
            Bytes chunk(kChunk);
            INFERNO_TRY(const std::size_t got, (*opened_)->read(readTo_, chunk));
            if (got == 0 && buffer_.empty())
                return std::optional<std::string>();
            if (got == 0 || buffer_.size() > kMaxLine)
                return fail(ErrorCode::EvidenceInvalid, "a line does not end");
            readTo_ += got;
            buffer_ += asText(ByteView(chunk).first(got));
        }
    }
    /// Where the line that was read last begins.
    std::uint64_t offset() const { return lineAt_; }

private:
    Result<std::unique_ptr<File>> opened_;
    std::string buffer_;
    std::size_t searched_ = 0;
    std::uint64_t readTo_ = 0;
    std::uint64_t lineAt_ = 0;
    std::uint64_t nextAt_ = 0;
};

Result<Hash> hashOf(const Json& text) {
    INFERNO_TRY(const Bytes bytes, fromHex(text.get<std::string>()));
    Hash hash{};
    if (bytes.size() != hash.size())
        return fail(ErrorCode::EvidenceInvalid, "a hash has " + std::to_string(bytes.size()) + " bytes");
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

/// A member of a manifest, which anybody may have written; empty or 0 where there is none of that type.
std::string textOf(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::uint64_t numberOf(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

/// One look at a bundle.
class Checker {
public:
    Checker(Vfs& vfs, const std::filesystem::path& folder, const EvidenceOptions& options)
        : vfs_(vfs), folder_(folder), options_(options) {}

    Result<EvidenceResult> run() {
        INFERNO_CHECK(readManifest());
        INFERNO_CHECK(checkFiles());
        INFERNO_TRY(const bool known, readSignatures());
        if (known)
            INFERNO_CHECK(checkEvents());
        for (const Problem& item : result_.problems)
            result_.verdict = std::max(result_.verdict, item.verdict);
        return std::move(result_);
    }

private:
    Result<void> readManifest();
    Result<void> checkFiles();
    Result<bool> readSignatures();
    Result<void> checkEvents();
    Result<void> checkEvent(const Json& proof, const std::string& event);
    Result<void> comparePinned(std::span<const VerifierKey> keys);

    void problem(Verdict verdict, const std::string& file, const std::string& detail,
                 std::optional<std::uint64_t> seq = {}, std::optional<std::uint64_t> offset = {}) {
        if (result_.problems.size() < kMaxProblems)
            result_.problems.push_back({verdict, seq, file, offset, detail});
    }

    Vfs& vfs_;
    const std::filesystem::path& folder_;
    const EvidenceOptions& options_;
    Json manifest_;
    Uuid vault_{};
    TreeHasher hasher_;
    std::optional<std::uint64_t> last_;
    EvidenceResult result_;
};

Result<void> Checker::readManifest() {
    INFERNO_TRY(const Bytes bytes, readFile(vfs_, folder_ / evidence::kManifest, kMaxManifest));
    manifest_ = Json::parse(asText(bytes), nullptr, false);
    if (!manifest_.is_object() || textOf(manifest_, "format") != evidence::kFormat || !manifest_.contains("files") ||
        !manifest_["files"].is_array())
        return fail(ErrorCode::InputInvalid, (folder_ / evidence::kManifest).string() + " is no manifest of evidence");
    if (numberOf(manifest_, "version") != evidence::kVersion)
        return fail(ErrorCode::VaultVersion, "the evidence is of version " + manifest_.value("version", Json()).dump(),
                    "check it with a newer inferno-verify");
    return {};
}

Result<void> Checker::checkFiles() {
    std::set<std::string> named{evidence::kManifest};
    for (const Json& row : manifest_["files"]) {
        const std::string name = row.is_object() ? textOf(row, "path") : "";
        if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos ||
            !named.insert(name).second) {
            problem(Verdict::Altered, evidence::kManifest, "it names a file in a way that no bundle does");
            continue;
        }
        if (!exists(vfs_, folder_ / name)) {
            problem(Verdict::Missing, name, "the manifest names it, and it is not there");
            continue;
        }
        INFERNO_TRY(const auto file, vfs_.open(folder_ / name, OpenMode::Read));
        Sha256 sha;
        sha.begin();
        Bytes chunk(kChunk);
        std::uint64_t bytes = 0;
        while (true) {
            INFERNO_TRY(const std::size_t got, file->read(bytes, chunk));
            if (got == 0)
                break;
            sha.update(ByteView(chunk).first(got));
            bytes += got;
        }
        if (toHex(sha.finish()) != textOf(row, "sha256") || bytes != numberOf(row, "bytes"))
            problem(Verdict::Altered, name, "it is not the file that the manifest names");
    }
    INFERNO_TRY(const auto entries, vfs_.list(folder_));
    for (const FileInfo& entry : entries)
        if (!named.contains(entry.name))
            problem(Verdict::Altered, entry.name, "the manifest does not name it");
    for (const char* needed : {evidence::kCheckpoint, evidence::kVerifiers, evidence::kEvents, evidence::kProofs})
        if (!named.contains(needed))
            problem(Verdict::Missing, needed, "every bundle has it, and this one does not");
    return {};
}

/// False if nothing can be checked against them.
Result<bool> Checker::readSignatures() {
    for (const char* needed : {evidence::kCheckpoint, evidence::kVerifiers, evidence::kEvents, evidence::kProofs})
        if (!exists(vfs_, folder_ / needed))
            return false;
    INFERNO_TRY(const Bytes keys, readFile(vfs_, folder_ / evidence::kVerifiers, kMaxNote));
    const auto history = VerifierHistory::parse(asText(keys));
    if (!history) {
        problem(Verdict::Altered, evidence::kVerifiers, "the key history does not hold: " + history.error().detail);
        return false;
    }
    INFERNO_TRY(const Bytes bytes, readFile(vfs_, folder_ / evidence::kCheckpoint, kMaxNote));
    const auto note = openNote(asText(bytes), history->keys);
    if (!note) {
        problem(Verdict::Altered, evidence::kCheckpoint, "its signature does not hold: " + note.error().detail);
        return false;
    }
    const auto checkpoint = Checkpoint::parse(note->text);
    const auto vault =
        checkpoint ? vaultOfOrigin(checkpoint->origin) : Result<Uuid>(std::unexpected(checkpoint.error()));
    if (!vault || checkpoint->origin != history->origin) {
        problem(Verdict::Altered, evidence::kCheckpoint, "it is no checkpoint of the vault whose keys are here");
        return false;
    }
    vault_ = *vault;
    result_.origin = checkpoint->origin;
    result_.treeSize = checkpoint->size;
    result_.root = checkpoint->root;
    for (const VerifierKey& key : history->keys)
        if (key.id == note->verified.front().id)
            result_.signedBy = key.idText();
    if (textOf(manifest_, "origin") != checkpoint->origin || numberOf(manifest_, "tree_size") != checkpoint->size ||
        textOf(manifest_, "root") != toHex(checkpoint->root))
        problem(Verdict::Altered, evidence::kManifest, "it speaks of another checkpoint than the one that is here");
    if (options_.key && !openNote(asText(bytes), std::span(&*options_.key, 1)))
        problem(Verdict::Altered, evidence::kCheckpoint,
                "it is not signed by the key that was given, " + options_.key->idText() + ", but by " +
                    result_.signedBy);
    INFERNO_CHECK(comparePinned(history->keys));
    return true;
}

Result<void> Checker::comparePinned(std::span<const VerifierKey> keys) {
    if (!options_.checkpoint)
        return {};
    INFERNO_TRY(const VerifiedNote note, openNote(*options_.checkpoint, keys));
    INFERNO_TRY(const Checkpoint pinned, Checkpoint::parse(note.text));
    if (pinned.origin != result_.origin)
        return fail(ErrorCode::InputInvalid, "the checkpoint that was given is of " + pinned.origin);
    if (pinned.size != result_.treeSize)
        return fail(ErrorCode::InputInvalid,
                    "the checkpoint that was given is of size " + std::to_string(pinned.size) +
                        ", that of the bundle of " + std::to_string(result_.treeSize) +
                        ": a bundle cannot show that one holds the other",
                    "inferno audit consistency shows it, from the vault");
    if (pinned.root != result_.root)
        problem(Verdict::RolledBack, evidence::kCheckpoint,
                "another tree of the same size was signed as well: a fork of the vault");
    return {};
}

Result<void> Checker::checkEvents() {
    Lines proofs(vfs_, folder_ / evidence::kProofs);
    Lines events(vfs_, folder_ / evidence::kEvents);
    while (true) {
        INFERNO_TRY(const auto proof, proofs.next());
        INFERNO_TRY(const auto event, events.next());
        if (!proof && !event)
            break;
        if (!proof || !event) {
            problem(Verdict::Missing, proof ? evidence::kEvents : evidence::kProofs,
                    "it has fewer lines than the other: events without a proof, or the reverse");
            break;
        }
        const Json document = Json::parse(*proof, nullptr, false);
        Result<void> held = fail(ErrorCode::EvidenceInvalid, "it is no JSON object");
        try {
            if (document.is_object())
                held = checkEvent(document, *event);
        } catch (const Json::exception& error) {
            held = fail(ErrorCode::EvidenceInvalid, error.what());
        }
        ++result_.events;
        if (!held)
            problem(Verdict::Altered, evidence::kProofs, held.error().detail, last_, proofs.offset());
    }
    if (numberOf(manifest_, "events") != result_.events)
        problem(Verdict::Missing, evidence::kProofs,
                "the manifest counts " + manifest_.value("events", Json()).dump() + " events, and there are " +
                    std::to_string(result_.events));
    return {};
}

Result<void> Checker::checkEvent(const Json& proof, const std::string& event) {
    const auto seq = proof.at("seq").get<std::uint64_t>();
    if (last_ && seq <= *last_)
        return fail(ErrorCode::EvidenceInvalid,
                    "event " + std::to_string(seq) + " comes after " + std::to_string(*last_));
    last_ = seq;
    INFERNO_TRY(const Bytes record, fromBase64(proof.at("record").get<std::string>()));
    INFERNO_TRY(const Bytes blob, fromBase64(proof.value("blob", "")));
    INFERNO_TRY(const Bytes salt, fromHex(proof.at("salt").get<std::string>()));
    std::vector<Hash> path;
    for (const Json& item : proof.at("path")) {
        INFERNO_TRY(path.emplace_back(), hashOf(item));
    }
    INFERNO_TRY(const Hash stated, hashOf(proof.at("leaf_hash")));
    const Hash leaf = hasher_.leaf(salt, record);
    if (salt.size() != sizeof(Salt) || leaf != stated)
        return fail(ErrorCode::EvidenceInvalid, "the record does not have the leaf hash that is stated");
    INFERNO_CHECK(verifyInclusion(hasher_, seq, result_.treeSize, leaf, path, result_.root));
    INFERNO_TRY(const Record decoded, decodeRecord(record, blob));
    if (decoded.seq != seq)
        return fail(ErrorCode::EvidenceInvalid, "the record is of event " + std::to_string(decoded.seq));
    if (toJson(decoded, vault_) != event)
        return fail(ErrorCode::EvidenceInvalid,
                    "the line in " + std::string(evidence::kEvents) + " does not say what the record says");
    return {};
}

} // namespace

bool isEvidence(Vfs& vfs, const std::filesystem::path& folder) {
    return exists(vfs, folder / evidence::kManifest);
}

Result<EvidenceResult> checkEvidence(Vfs& vfs, const std::filesystem::path& folder, const EvidenceOptions& options) {
    return Checker(vfs, folder, options).run();
}

} // namespace inferno::vault
