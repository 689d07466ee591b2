// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/vault/evidence.h"
#include "core/vault/merkle.h"
#include "core/vault/record.h"

namespace inferno::vault {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kInstructions =
    R"(Evidence from an Inferno audit vault
====================================

events.ndjson    the events, one JSON object a line, oldest first, for reading
proofs.ndjson    for each of them, on the same line: the exact bytes that were hashed
                 (`record`, base64), its salt and leaf hash (hex), and the path to the root
checkpoint       what the vault signed: its name, the number of events, the root of the tree
verifiers.note   every key that the vault has signed with, each vouched for by the one before
manifest.json    the question that was asked, and SHA-256 of every file here

To check all of it:

    inferno-verify THIS_FOLDER --key KEY

KEY is the vault's verifier key, which was shown when the vault was made (inferno audit
checkpoint --key prints it). Without --key the bundle is checked against the keys that it
brings along itself: compare the key id that is printed with one that you got elsewhere.

To check it with a program of your own (SHA-256, base64 and Ed25519 are all it takes):

 1. leaf = SHA-256(0x00 || salt || record)
 2. The leaf's place in the tree is `seq`. For each hash of the path, from the first on, with
    i = seq and n = (number of events in the checkpoint) - 1:
        if i is odd, or i = n:   leaf = SHA-256(0x01 || hash || leaf)
            and if i is even, shift i and n right by one until i is odd or 0
        else:                    leaf = SHA-256(0x01 || leaf || hash)
        then shift i and n right by one
    In the end n is 0, and `leaf` is the root that the checkpoint names (RFC 9162, 2.1.3.2).
 3. The checkpoint is a C2SP signed note: the Ed25519 signature on its last line covers its
    first three lines, newlines included.

What this proves: each of these events, as it stands here, is in the vault, at this place, and
was there when the checkpoint was signed. It does not prove that no other event fits the
question; that can be seen in the vault alone.
)";

Json hexOf(const std::vector<Hash>& hashes) {
    Json list = Json::array();
    for (const Hash& hash : hashes)
        list.push_back(toHex(hash));
    return list;
}

/// A file that is hashed as it is written.
struct GrowingFile {
    std::string name;
    std::unique_ptr<File> file;
    std::uint64_t bytes = 0;
    Sha256 sha;

    static Result<GrowingFile> create(Vfs& vfs, const std::filesystem::path& folder, std::string name) {
        GrowingFile out;
        INFERNO_TRY(out.file, vfs.open(folder / name, OpenMode::CreateExclusive));
        out.name = std::move(name);
        out.sha.begin();
        return out;
    }
    Result<void> add(std::string_view text) {
        INFERNO_CHECK(file->write(bytes, asBytes(text)));
        sha.update(asBytes(text));
        bytes += text.size();
        return {};
    }
    Result<Json> close() {
        INFERNO_CHECK(file->sync());
        file.reset();
        return Json{{"path", name}, {"bytes", bytes}, {"sha256", toHex(sha.finish())}};
    }
};

} // namespace

Result<Uuid> vaultOfOrigin(std::string_view origin) {
    constexpr std::string_view kHead = "inferno.local/";
    Uuid vault{};
    if (origin.starts_with(kHead)) {
        std::string digits(origin.substr(kHead.size()));
        std::erase(digits, '-');
        const auto bytes = fromHex(digits);
        if (bytes && bytes->size() == vault.size()) {
            std::ranges::copy(*bytes, vault.begin());
            if (originOf(vault) == origin)
                return vault;
        }
    }
    return fail(ErrorCode::NoteInvalid, "'" + std::string(origin) + "' is the name of no vault");
}

struct EvidenceWriter::Parts {
    Vfs& vfs;
    std::filesystem::path folder;
    Checkpoint checkpoint;
    Uuid vault{};
    Json question;
    std::vector<GrowingFile> whole; ///< written at the beginning
    GrowingFile eventLines;
    GrowingFile proofLines;
    TreeHasher hasher;
    std::uint64_t events = 0;
    std::optional<std::uint64_t> last;
};

EvidenceWriter::EvidenceWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
EvidenceWriter::~EvidenceWriter() = default;

const Checkpoint& EvidenceWriter::checkpoint() const {
    return parts_->checkpoint;
}

std::uint64_t EvidenceWriter::events() const {
    return parts_->events;
}

Result<std::unique_ptr<EvidenceWriter>> EvidenceWriter::begin(Vfs& vfs, const std::filesystem::path& folder,
                                                              std::string checkpoint, std::string verifiers,
                                                              std::string question) {
    auto parts = std::unique_ptr<Parts>(new Parts{vfs, folder, {}, {}, {}, {}, {}, {}, {}, 0, {}});
    INFERNO_TRY(const VerifierHistory history, VerifierHistory::parse(verifiers));
    INFERNO_TRY(const VerifiedNote note, openNote(checkpoint, history.keys));
    INFERNO_TRY(parts->checkpoint, Checkpoint::parse(note.text));
    INFERNO_TRY(parts->vault, vaultOfOrigin(parts->checkpoint.origin));
    parts->question = Json::parse(question, nullptr, false);
    if (!parts->question.is_object())
        return fail(ErrorCode::InputInvalid, "the question is no JSON object");
    for (const auto& [name, text] : {std::pair<const char*, std::string_view>{evidence::kReadme, kInstructions},
                                     {evidence::kCheckpoint, checkpoint},
                                     {evidence::kVerifiers, verifiers}}) {
        INFERNO_TRY(GrowingFile file, GrowingFile::create(vfs, folder, name));
        INFERNO_CHECK(file.add(text));
        parts->whole.push_back(std::move(file));
    }
    INFERNO_TRY(parts->eventLines, GrowingFile::create(vfs, folder, evidence::kEvents));
    INFERNO_TRY(parts->proofLines, GrowingFile::create(vfs, folder, evidence::kProofs));
    return std::unique_ptr<EvidenceWriter>(new EvidenceWriter(std::move(parts)));
}

Result<void> EvidenceWriter::add(const EventProof& proof) {
    Parts& parts = *parts_;
    if (parts.last && proof.seq <= *parts.last)
        return fail(ErrorCode::Internal, "events of a bundle must rise");
    // What does not hold is found here, and not by who receives it.
    INFERNO_CHECK(verifyInclusion(parts.hasher, proof.seq, parts.checkpoint.size,
                                  parts.hasher.leaf(proof.salt, proof.record), proof.path, parts.checkpoint.root));
    INFERNO_TRY(const Record record, decodeRecord(proof.record, proof.blob));
    Json line{{"seq", proof.seq},
              {"leaf_hash", toHex(proof.leafHash)},
              {"salt", toHex(proof.salt)},
              {"record", toBase64(proof.record)}};
    if (!proof.blob.empty())
        line["blob"] = toBase64(proof.blob);
    line["path"] = hexOf(proof.path);
    INFERNO_CHECK(parts.proofLines.add(line.dump() + "\n"));
    INFERNO_CHECK(parts.eventLines.add(toJson(record, parts.vault) + "\n"));
    parts.last = proof.seq;
    ++parts.events;
    return {};
}

Result<void> EvidenceWriter::finish() {
    Parts& parts = *parts_;
    Json files = Json::array();
    for (GrowingFile* file :
         {&parts.whole[0], &parts.whole[1], &parts.eventLines, &parts.proofLines, &parts.whole[2]}) {
        INFERNO_TRY(Json row, file->close());
        files.push_back(std::move(row));
    }
    const Json manifest{{"format", evidence::kFormat},          {"version", evidence::kVersion},
                        {"origin", parts.checkpoint.origin},    {"tree_size", parts.checkpoint.size},
                        {"root", toHex(parts.checkpoint.root)}, {"events", parts.events},
                        {"question", parts.question},           {"files", std::move(files)}};
    return writeFileAtomically(parts.vfs, parts.folder / evidence::kManifest, asBytes(manifest.dump(2) + "\n"));
}

} // namespace inferno::vault
