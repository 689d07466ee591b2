// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/anchor/witness.h"

#include <algorithm>
#include <charconv>

#include "core/vault/key_files.h"
#include "core/vault/merkle.h"
#include "core/vault/verifier_history.h"

namespace inferno::anchor {
namespace {

using vault::Checkpoint;
using vault::NoteSignature;
using vault::NoteSigner;
using vault::SignedNote;
using vault::VerifierHistory;
using vault::VerifierKey;

constexpr std::size_t kMaxProof = 63;
constexpr std::uint64_t kNoteLimit = 1U << 20;

std::unexpected<Error> malformed(std::string why) {
    return fail(ErrorCode::InputInvalid, "the request is not as c2sp.org/tlog-witness has it: " + std::move(why));
}

Witness::Answer answerOf(int status, std::string body, std::string origin = {}) {
    Witness::Answer answer;
    answer.status = status;
    answer.body = std::move(body);
    answer.origin = std::move(origin);
    return answer;
}

/// 409: what the witness has, so that the log can prove from there.
Witness::Answer conflict(std::uint64_t size, std::string origin) {
    Witness::Answer answer = answerOf(409, std::to_string(size) + "\n", std::move(origin));
    answer.contentType = "text/x.tlog.size";
    return answer;
}

bool holdsAll(const vault::VerifierHistory& history, const std::vector<VerifierKey>& keys) {
    return std::ranges::all_of(keys, [&](const VerifierKey& key) { return history.knows(key); });
}

std::string lineOf(const NoteSignature& signature) {
    const std::string note = SignedNote{"\n", {signature}}.serialized();
    return note.substr(note.find("\n\n") + 2);
}

} // namespace

Result<AddCheckpoint> AddCheckpoint::parse(std::string_view body) {
    AddCheckpoint request;
    const auto takeLine = [&]() -> std::optional<std::string_view> {
        const std::size_t end = body.find('\n');
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::string_view line = body.substr(0, end);
        body.remove_prefix(end + 1);
        return line;
    };
    constexpr std::string_view kOld = "old ";
    const auto first = takeLine();
    if (!first || !first->starts_with(kOld))
        return malformed("its first line is not the old size");
    const std::string_view digits = first->substr(kOld.size());
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), request.oldSize);
    if (error != std::errc{} || end != digits.data() + digits.size() || (digits.size() > 1 && digits[0] == '0'))
        return malformed("'" + std::string(digits.substr(0, 30)) + "' is no size");
    while (true) {
        const auto line = takeLine();
        if (!line)
            return malformed("there is no empty line above the checkpoint");
        if (line->empty())
            break;
        const auto hash = fromBase64(*line);
        if (!hash || hash->size() != sizeof(Hash) || request.proof.size() == kMaxProof)
            return malformed("its proof is not at most 63 hashes in base64");
        std::ranges::copy(*hash, request.proof.emplace_back().begin());
    }
    request.note = body;
    return request;
}

std::string AddCheckpoint::text() const {
    std::string out = "old " + std::to_string(oldSize) + "\n";
    for (const Hash& hash : proof)
        out += toBase64(hash) + "\n";
    return out + "\n" + note;
}

NoteSignature cosign(const NoteSigner& witness, std::string_view text, std::uint64_t unixSeconds) {
    const std::string message = "cosignature/v1\ntime " + std::to_string(unixSeconds) + "\n" + std::string(text);
    const vault::Signature signature = witness.key.sign(asBytes(message));
    Bytes bytes;
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(unixSeconds >> shift));
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return {witness.name, cosignatureKey(witness).id, std::move(bytes)};
}

VerifierKey cosignatureKey(const NoteSigner& witness) {
    return VerifierKey::of(witness.name, witness.key.publicKey(), vault::KeyAlgorithm::CosignatureV1);
}

Result<std::unique_ptr<Witness>> Witness::open(Vfs& vfs, const Clock& clock, const Options& options) {
    if (!exists(vfs, options.keyFile)) {
        const NoteSigner fresh{options.name, vault::SigningKey::generate()};
        INFERNO_CHECK(vault::writeSigningKey(vfs, options.keyFile, fresh));
    }
    INFERNO_TRY(NoteSigner signer, vault::readSigningKey(vfs, options.keyFile));
    if (auto made = vfs.makeFolder(options.folder, 0700); !made && made.error().code != ErrorCode::IoExists)
        return std::unexpected(std::move(made).error());
    std::unique_ptr<Witness> witness(new Witness(vfs, clock, options.folder, std::move(signer)));
    for (const std::string& text : options.origins) {
        INFERNO_TRY(const VerifierKey key, VerifierKey::parse(text));
        witness->logs_[key.name].configured.push_back(key);
    }
    for (auto& [origin, log] : witness->logs_) {
        INFERNO_CHECK(witness->load(origin, log));
        INFERNO_CHECK(witness->loadHistory(origin, log));
    }
    return witness;
}

std::vector<VerifierKey> Witness::Log::keys() const {
    std::vector<VerifierKey> all = configured;
    for (const VerifierKey& key : history)
        if (std::ranges::find(all, key) == all.end())
            all.push_back(key);
    return all;
}

bool Witness::Log::handedOver(const VerifierKey& key) const {
    const auto known = std::ranges::find(history, key);
    return known != history.end() && known + 1 != history.end();
}

std::filesystem::path Witness::fileOf(const std::string& origin, const char* extension) const {
    return folder_ / (toHex(vault::sha256(asBytes(origin))).substr(0, 32) + extension);
}

/// What was followed counts as long as it has grown from the keys that are configured.
Result<void> Witness::loadHistory(const std::string& origin, Log& log) {
    const auto file = fileOf(origin, ".verifiers");
    const auto content = readFile(vfs_, file, kNoteLimit);
    if (!content && content.error().code == ErrorCode::IoNotFound)
        return {};
    if (!content)
        return std::unexpected(content.error());
    auto history = VerifierHistory::parse(asText(*content));
    if (!history || history->origin != origin)
        return fail(ErrorCode::NoteInvalid,
                    file.string() + ", the keys of " + origin + " that were followed here, does not hold",
                    "restore it from a backup; without it, [witness] origins must name the log's newest key");
    if (holdsAll(*history, log.configured))
        log.history = std::move(history->keys);
    return {};
}

Result<void> Witness::load(const std::string& origin, Log& log) {
    const auto content = readFile(vfs_, fileOf(origin), kNoteLimit);
    if (!content && content.error().code == ErrorCode::IoNotFound)
        return {};
    if (!content)
        return std::unexpected(content.error());
    log.note = asText(*content);
    const VerifierKey own = cosignatureKey(signer_);
    const auto opened = vault::openNote(log.note, std::span(&own, 1));
    if (!opened)
        return fail(ErrorCode::NoteInvalid,
                    fileOf(origin).string() + ", the newest checkpoint of " + origin +
                        " that was cosigned here, does not hold: " + opened.error().detail,
                    "restore it from a backup; a witness that forgets is none");
    INFERNO_TRY(log.newest, Checkpoint::parse(opened->text));
    if (log.newest->origin != origin)
        return fail(ErrorCode::NoteInvalid, fileOf(origin).string() + " is a checkpoint of " + log.newest->origin);
    return {};
}

Witness::Answer Witness::addCheckpoint(std::string_view body) {
    const auto request = AddCheckpoint::parse(body);
    if (!request)
        return answerOf(400, request.error().detail + "\n");
    const auto note = SignedNote::parse(request->note);
    const auto checkpoint = note ? Checkpoint::parse(note->text) : Result<Checkpoint>(std::unexpected(note.error()));
    if (!checkpoint)
        return answerOf(400, "the checkpoint cannot be read: " + checkpoint.error().detail + "\n");
    const std::lock_guard oneAtATime(mutex_);
    const auto log = logs_.find(checkpoint->origin);
    if (log == logs_.end())
        return answerOf(404, "this witness does not know the log " + checkpoint->origin + "\n", checkpoint->origin);
    const auto opened = vault::openNote(request->note, log->second.keys());
    if (!opened)
        return answerOf(403, "no known key of the log signed this: " + opened.error().detail + "\n",
                        checkpoint->origin);
    return decide(*request, *checkpoint, *opened, log->second);
}

Witness::Answer Witness::addVerifiers(std::string_view note) {
    auto history = VerifierHistory::parse(note);
    if (!history)
        return answerOf(400, "the history of keys cannot be read: " + history.error().detail + "\n");
    const std::string origin = history->origin;
    const std::lock_guard oneAtATime(mutex_);
    const auto found = logs_.find(origin);
    if (found == logs_.end())
        return answerOf(404, "this witness does not know the log " + origin + "\n", origin);
    Log& log = found->second;
    const std::size_t same =
        static_cast<std::size_t>(std::ranges::mismatch(history->keys, log.history).in2 - log.history.begin());
    if (same < log.history.size())
        return answerOf(409, "this witness knows other keys of the log\n", origin);
    if (std::ranges::none_of(log.configured, [&](const VerifierKey& key) { return history->knows(key); }))
        return answerOf(403, "no key that this witness knows is in the history\n", origin);
    if (!holdsAll(*history, log.configured))
        return answerOf(409, "this witness knows other keys of the log\n", origin);
    if (history->keys.size() == log.history.size())
        return answerOf(200, "", origin);
    // As with a cosignature: nothing is answered that a power cut could make this witness forget.
    if (const auto written = writeFileAtomically(vfs_, fileOf(origin, ".verifiers"), asBytes(note), 0600); !written)
        return answerOf(500, "the keys could not be remembered: " + written.error().message() + "\n", origin);
    log.history = std::move(history->keys);
    return answerOf(200, "", origin);
}

Witness::Answer Witness::decide(const AddCheckpoint& request, const Checkpoint& checkpoint,
                                const vault::VerifiedNote& note, Log& log) {
    const std::string& origin = checkpoint.origin;
    const std::uint64_t size = log.newest ? log.newest->size : 0;
    if (request.oldSize > checkpoint.size)
        return answerOf(400, "the old size is above that of the checkpoint\n", origin);
    if (request.oldSize != size)
        return conflict(size, origin);
    const Hash root = log.newest ? log.newest->root : vault::emptyRoot();
    if (checkpoint.size == size) {
        if (checkpoint.root != root)
            return conflict(size, origin);
        if (!request.proof.empty())
            return answerOf(422, "between two equal sizes there is nothing to prove\n", origin);
    } else if (size == 0) {
        if (!request.proof.empty())
            return answerOf(422, "a first checkpoint has no proof\n", origin);
    } else {
        vault::TreeHasher hasher;
        if (const auto holds =
                vault::verifyConsistency(hasher, size, checkpoint.size, root, checkpoint.root, request.proof);
            !holds)
            return answerOf(422, holds.error().detail + "\n", origin);
    }
    if (std::ranges::all_of(note.verified, [&](const NoteSignature& signature) {
            return std::ranges::any_of(
                log.history, [&](const VerifierKey& key) { return key.id == signature.id && log.handedOver(key); });
        }))
        return answerOf(403, "the key that signed this has handed over to another\n", origin);
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
    const NoteSignature signature = cosign(signer_, note.text, static_cast<std::uint64_t>(now));
    const std::string kept = SignedNote{note.text, {signature}}.serialized();
    // Nobody hears of a cosignature that a power cut could make this witness forget.
    if (const auto written = writeFileAtomically(vfs_, fileOf(origin), asBytes(kept), 0600); !written)
        return answerOf(500, "the checkpoint could not be remembered: " + written.error().message() + "\n", origin);
    log.newest = checkpoint;
    log.note = kept;
    return answerOf(200, lineOf(signature), origin);
}

std::vector<Witness::Known> Witness::known() const {
    const std::lock_guard lock(mutex_);
    std::vector<Known> out;
    for (const auto& [origin, log] : logs_)
        out.push_back({origin, log.newest ? log.newest->size : 0, log.note});
    return out;
}

} // namespace inferno::anchor
