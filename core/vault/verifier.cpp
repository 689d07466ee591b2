// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/verifier.h"

#include <algorithm>
#include <charconv>

#include "core/vault/folder_lock.h"
#include "core/vault/subject_table.h"

namespace inferno::vault {
namespace {

/// How often a running vault may seal under the eyes of verification before it gives up.
constexpr int kMaxPasses = 20;
/// More are counted and not listed.
constexpr std::size_t kMaxProblems = 1000;

/// The folder of the vault in which a file of this name lies.
std::string placed(std::string_view name) {
    if (name.ends_with(".seg"))
        return "segments/" + std::string(name);
    if (name.ends_with(".wal"))
        return "wal/" + std::string(name);
    return std::string(name);
}

} // namespace

Problem problemOf(const Error& error, std::optional<std::uint64_t> seq) {
    Problem problem;
    problem.verdict = error.code == ErrorCode::KeyUnavailable ? Verdict::KeyUnavailable : Verdict::Altered;
    problem.seq = seq;
    problem.detail = error.detail;
    constexpr std::string_view kMark = ", offset ";
    const std::size_t mark = error.detail.find(kMark);
    if (mark == std::string::npos || error.detail.find(' ') < mark)
        return problem; // it does not begin with a file's name
    const char* const begin = error.detail.data() + mark + kMark.size();
    const char* const end = error.detail.data() + error.detail.size();
    std::uint64_t offset = 0;
    const auto [behind, failure] = std::from_chars(begin, end, offset);
    if (failure != std::errc{} || !std::string_view(behind, end).starts_with(": "))
        return problem;
    problem.file = placed(std::string_view(error.detail).substr(0, mark));
    problem.offset = offset;
    problem.detail.assign(behind + 2, end);
    return problem;
}

Verifier::Verifier(Vfs& vfs, const KeyPaths& paths, const VerifyOptions& options)
    : vfs_(vfs), paths_(paths), options_(options), folder_(paths.vaultFolder), level_(options.level) {}

Result<Verification> Verifier::run() {
    INFERNO_TRY(const bool readable, readPublicKeys());
    if (readable) {
        INFERNO_CHECK(readAnchor());
        INFERNO_CHECK(readSecretKeys());
        INFERNO_TRY(holdsBefore_, readHolds());
        INFERNO_CHECK(pin());
        checkPromised();
        TreeCheck tree(pinned_.targets, [this](const TreeCheck::Finding& finding) { treeFinding(finding); });
        pinProblems_ = result_.problems.size();
        INFERNO_CHECK(resumeInto(tree));
        if (auto checked = checkSegments(tree); !checked) {
            if (checked.error().code == ErrorCode::VerifyCancelled)
                writeState();
            return std::unexpected(std::move(checked).error());
        }
        for (int pass = 1;; ++pass) {
            TreeCheck withLog = tree;
            std::vector<Problem> found;
            INFERNO_TRY(const LogPass log, checkLog(withLog, found));
            // A vault that is being written to may have sealed, and deleted, what was looked for in the log.
            INFERNO_TRY(const bool grown, log == LogPass::Gap ? checkSegments(tree) : Result<bool>(false));
            if (grown && pass < kMaxPasses)
                continue;
            for (Problem& item : found)
                problem(std::move(item));
            INFERNO_CHECK(conclude(withLog));
            break;
        }
    }
    result_.level = level_;
    for (const ClockWatch::Note& note : clock_.notes())
        result_.notes.push_back({note.seq, note.what});
    if (!options_.stateFile.empty() && exists(vfs_, options_.stateFile))
        INFERNO_CHECK(vfs_.remove(options_.stateFile));
    if (unlisted_ > 0)
        result_.problems.push_back(
            {result_.verdict, std::nullopt, {}, std::nullopt, std::to_string(unlisted_) + " more were found"});
    return std::move(result_);
}

Result<bool> Verifier::readPublicKeys() {
    auto keys = PublicKeys::read(vfs_, folder_);
    if (!keys && keys.error().code == ErrorCode::VaultAltered) {
        Problem item = problemOf(keys.error(), std::nullopt);
        item.file = keys.error().detail.starts_with("verifiers.note") ? "verifiers.note" : "keys.tbl";
        if (!exists(vfs_, folder_ / item.file))
            item.verdict = Verdict::Missing;
        problem(std::move(item));
        return false;
    }
    if (!keys)
        return std::unexpected(std::move(keys).error());
    public_ = std::move(*keys);
    if (options_.key && std::ranges::find(public_.verifiers, *options_.key) == public_.verifiers.end())
        problem({Verdict::Altered, std::nullopt, "verifiers.note", std::nullopt,
                 "the vault was never signed by the key that was given, " + options_.key->idText() +
                     "; it is signed by " + public_.verifiers.back().idText()});
    return true;
}

Result<void> Verifier::readAnchor() {
    if (!options_.checkpoint)
        return {};
    INFERNO_TRY(const VerifiedNote note, openNote(*options_.checkpoint, public_.verifiers));
    INFERNO_TRY(anchor_, Checkpoint::parse(note.text));
    if (anchor_->origin != originOf(public_.vault))
        return fail(ErrorCode::NoteInvalid,
                    "the given checkpoint is of " + anchor_->origin + ", and this vault is " + originOf(public_.vault));
    return {};
}

Result<void> Verifier::readSecretKeys() {
    if (!full() && !options_.checkEncryption && !anchor_)
        return {};
    auto keys = paths_.keyFile.empty()
                    ? Result<std::unique_ptr<KeyStore>>(fail(ErrorCode::KeyMissing, "no key file was given"))
                    : KeyStore::open(vfs_, paths_, false);
    if (keys) {
        keys_ = std::move(*keys);
        if (full() && !keys_->keyIds(RetentionClass::Subjects).empty()) {
            INFERNO_TRY(subjectsBefore_, readSubjects());
            if (subjectsBefore_)
                subjects_.emplace();
            INFERNO_CHECK(checkSubjectsEnd());
        }
        return checkSigner();
    }
    if (kindOf(keys.error().code) == ErrorKind::Internal)
        return std::unexpected(std::move(keys).error());
    if (!full() && !options_.checkEncryption)
        return {}; // they would only have been of use
    problem({Verdict::KeyUnavailable,
             std::nullopt,
             {},
             std::nullopt,
             "the records cannot be opened: " + keys.error().message()});
    if (full())
        level_ = VerifyLevel::Ciphertext;
    return {};
}

Result<void> Verifier::checkSigner() {
    if (options_.live) // the service has compared them when it opened the vault, and gives its own key
        return {};
    std::optional<std::string> found;
    for (const auto& path : {paths_.signingKey(), paths_.nextSigningKey()}) {
        const auto signer = readSigningKey(vfs_, path);
        if (!signer && kindOf(signer.error().code) == ErrorKind::Internal)
            return std::unexpected(signer.error());
        if (!signer)
            continue; // not here, or closed to who verifies
        if (signer->verifier() == public_.verifiers.back())
            return {};
        if (!found)
            found = signer->verifier().idText();
    }
    if (found)
        problem({Verdict::Altered, std::nullopt, "verifiers.note", std::nullopt,
                 "it ends with key " + public_.verifiers.back().idText() + ", and the vault's signing key is " +
                     *found + ": somebody else has signed, or the folder of keys is of another time"});
    return {};
}

void Verifier::checkPromised() {
    if (!options_.promised)
        return;
    const Checkpoint& promised = *options_.promised;
    const std::uint64_t size = pinned_.newest ? pinned_.newest->size : 0;
    if (size < promised.size || (size == promised.size && pinned_.newest && pinned_.newest->root != promised.root))
        problem({Verdict::RolledBack, std::min(size, promised.size), "checkpoints", std::nullopt,
                 "the running service has signed a checkpoint of size " + std::to_string(promised.size) +
                     (size < promised.size ? ", and the newest here is of size " + std::to_string(size)
                                           : ", and another one of that size is here")});
    else if (size > promised.size)
        pinned_.targets.push_back({promised.size, promised.root, 0, false});
}

std::optional<Problem> Verifier::tooNewKey(DataKeyId id, std::uint64_t seq) const {
    const auto number = static_cast<std::uint32_t>(id);
    if (number < public_.table.nextId)
        return std::nullopt;
    return Problem{Verdict::RolledBack, seq, "keys.tbl", std::nullopt,
                   "an older copy of the key table was put back: " + file_ + " is under data key " +
                       std::to_string(number) + ", and the table has given out " +
                       std::to_string(public_.table.nextId - 1)};
}

Result<void> Verifier::refreshKeys() {
    if (!options_.live)
        return {};
    INFERNO_TRY(public_, PublicKeys::read(vfs_, folder_));
    if (keys_) {
        INFERNO_TRY(keys_, KeyStore::open(vfs_, paths_, false));
    }
    return {};
}

Result<void> Verifier::pin() {
    const Verification before = result_;
    while (true) {
        const std::size_t known = public_.verifiers.size();
        INFERNO_CHECK(pinOnce());
        if (!options_.live || result_.problems.size() == before.problems.size())
            return {};
        // Another key may have begun to sign between the look at the keys and the look at what they sign.
        INFERNO_CHECK(refreshKeys());
        if (public_.verifiers.size() == known)
            return {};
        result_ = before;
        pinned_ = {};
        heartbeatSize_.reset();
    }
}

Result<void> Verifier::pinOnce() {
    std::unique_ptr<FileLock> lock;
    if (!options_.live) {
        INFERNO_TRY(lock, lockToRead(vfs_, folder_));
    }
    INFERNO_CHECK(readHeartbeat()); // before the checkpoints: it names one of them
    if (!exists(vfs_, checkpointsPath(folder_))) {
        INFERNO_TRY(const auto segments, listSegments(vfs_, folder_));
        if (!segments.empty() || !public_.table.rows.empty())
            problem({Verdict::Missing, 0, "checkpoints", std::nullopt, "the file of checkpoints is not there"});
        return {};
    }
    if (const auto last = newestCheckpoint(vfs_, folder_, originOf(public_.vault), public_.verifiers); last && *last)
        newestAtStart_ = (*last)->checkpoint.size;
    auto end = readCheckpoints(vfs_, folder_, originOf(public_.vault), public_.verifiers,
                               [&](const StoredCheckpoint& entry) -> Result<void> {
                                   takeCheckpoint(entry);
                                   return {};
                               });
    if (end) {
        INFERNO_CHECK(checkCheckpointsEnd(*end));
    } else if (end.error().code == ErrorCode::VaultAltered) {
        problem(end.error(), pinned_.newest ? pinned_.newest->size : 0);
    } else {
        return std::unexpected(std::move(end).error());
    }
    if (heartbeatSize_ && *heartbeatSize_ > (pinned_.newest ? pinned_.newest->size : 0))
        problem({Verdict::Missing, pinned_.newest ? pinned_.newest->size : 0, "checkpoints", std::nullopt,
                 "a signed heartbeat names a checkpoint of size " + std::to_string(*heartbeatSize_) +
                     ", which is not there"});
    if (anchor_)
        pinned_.targets.push_back({anchor_->size, anchor_->root, 0, true});
    return {};
}

void Verifier::takeCheckpoint(const StoredCheckpoint& entry) {
    const Checkpoint& checkpoint = entry.checkpoint;
    if (pinned_.newest && checkpoint.size < pinned_.newest->size)
        problem({Verdict::Altered, checkpoint.size, "checkpoints", entry.offset,
                 "a checkpoint of size " + std::to_string(checkpoint.size) + " follows one of size " +
                     std::to_string(pinned_.newest->size)});
    if (pinned_.newest && checkpoint.size == pinned_.newest->size && checkpoint.root != pinned_.newest->root)
        problem({Verdict::Altered, checkpoint.size, "checkpoints", entry.offset,
                 "two checkpoints of size " + std::to_string(checkpoint.size) + " have different roots: a fork"});
    pinned_.targets.push_back({checkpoint.size, checkpoint.root, entry.offset, false});
    if (!pinned_.newest || checkpoint.size >= pinned_.newest->size)
        pinned_.newest = checkpoint;
}

/// A crash can leave a part of the last checkpoint. As many bytes as a whole one has are no part of one.
Result<void> Verifier::checkCheckpointsEnd(std::uint64_t end) {
    INFERNO_TRY(const FileInfo info, vfs_.stat(checkpointsPath(folder_)));
    if (info.size <= end || options_.live)
        return {};
    Bytes rest(std::min<std::uint64_t>(info.size - end, 1 << 20));
    INFERNO_TRY(const auto file, vfs_.open(checkpointsPath(folder_), OpenMode::Read));
    INFERNO_CHECK(file->read(end, rest));

    // Checkpoints of one vault differ in length only by the digits of their sizes.
    bool whole = false;
    if (!pinned_.targets.empty()) {
        const std::string_view text = asText(rest);
        const std::size_t line = text.find('\n') + 1;
        const std::size_t lineEnd = line == 0 ? std::string_view::npos : text.find('\n', line);
        const std::size_t digits = std::to_string(pinned_.targets.back().size).size();
        const std::size_t newDigits = lineEnd == std::string_view::npos ? digits : lineEnd - line;
        whole = rest.size() + digits >= end - pinned_.targets.back().offset + newDigits;
    }
    problem({whole ? Verdict::Altered : Verdict::TornTail, pinned_.newest ? pinned_.newest->size : 0, "checkpoints",
             end,
             whole ? "there are " + std::to_string(rest.size()) + " bytes that are no checkpoint"
                   : "the last checkpoint is incomplete, " + std::to_string(rest.size()) + " bytes"});
    return {};
}

Result<void> Verifier::readHeartbeat() {
    auto size = vault::heartbeatSize(vfs_, folder_, originOf(public_.vault), public_.verifiers);
    if (size)
        heartbeatSize_ = *size;
    else if (size.error().code == ErrorCode::VaultAltered)
        problem(size.error(), std::nullopt);
    else
        return std::unexpected(std::move(size).error());
    return {};
}

Result<void> Verifier::conclude(const TreeCheck& tree) {
    const std::uint64_t events = tree.size();
    result_.events = events;
    result_.durable = events;
    result_.sealed = sealed_;
    if (pinned_.newest) {
        result_.checkpointed = pinned_.newest->size;
        result_.root = pinned_.newest->root;
    } else {
        result_.root = emptyRoot();
    }
    if (result_.checkpointed > events) {
        if (!namedAt(events))
            problem({Verdict::Missing,
                     events,
                     {},
                     std::nullopt,
                     "events " + std::to_string(events) + " to " + std::to_string(result_.checkpointed - 1) +
                         " are not there; the newest checkpoint covers them, and the nearest good one is of size " +
                         std::to_string(tree.lastGood())});
    }
    if (!options_.live && pinned_.newest) {
        // Who writes while nobody should have: then what was found says nothing.
        const auto now = newestCheckpoint(vfs_, folder_, originOf(public_.vault), public_.verifiers);
        if (now && *now && (*now)->checkpoint.size > std::max(newestAtStart_, pinned_.newest->size) &&
            !result_.problems.empty())
            return fail(ErrorCode::VaultChanged, "the vault was written to while it was verified",
                        "ask the service, or verify a copy");
    }
    concludePruned(tree);
    INFERNO_CHECK(concludeSubjects());
    INFERNO_CHECK(concludeHolds());
    concludeAnchor(tree);
    result_.unanchored = anchor_ && anchor_->size <= events ? events - anchor_->size : events;
    return {};
}

/// Null where the table is not what it should be: that is a finding.
Result<std::unique_ptr<Subjects>> Verifier::readSubjects() {
    auto table = Subjects::open(vfs_, folder_, *keys_);
    // An erasure that happens just now changes the keys first.
    for (int tries = 0; options_.live && !table && table.error().code == ErrorCode::KeyUnavailable && tries < 3;
         ++tries) {
        INFERNO_CHECK(refreshKeys());
        table = Subjects::open(vfs_, folder_, *keys_);
    }
    if (table)
        return table;
    // Nothing vouches for the version that the file says.
    if (table.error().code != ErrorCode::VaultAltered && table.error().code != ErrorCode::KeyUnavailable &&
        table.error().code != ErrorCode::VaultVersion)
        return std::unexpected(std::move(table).error());
    Problem item = problemOf(table.error(), std::nullopt);
    item.file = "subjects.tbl";
    problem(std::move(item));
    return std::unique_ptr<Subjects>();
}

/// A crash can leave a part of the last row. Where records were pruned, nothing else tells a row that was damaged.
Result<void> Verifier::checkSubjectsEnd() {
    if (options_.live || !subjects_)
        return {};
    INFERNO_TRY(const auto table, SubjectTable::load(vfs_, folder_, *keys_));
    if (table.tornBytes() > 0)
        problem({Verdict::TornTail, std::nullopt, "subjects.tbl", std::nullopt,
                 "the last row is incomplete, " + std::to_string(table.tornBytes()) + " bytes"});
    return {};
}

Result<void> Verifier::concludeSubjects() {
    if (!subjects_)
        return {};
    INFERNO_CHECK(refreshKeys());
    INFERNO_TRY(const auto after, readSubjects());
    if (after)
        for (Problem& item : subjects_->conclude(*subjectsBefore_, *after, result_.events))
            problem(std::move(item));
    return {};
}

Result<std::optional<HoldsFile>> Verifier::readHolds() {
    auto file = HoldsFile::read(vfs_, folder_, public_.verifiers, originOf(public_.vault));
    // Another key may have begun to sign since the keys were read.
    if (!file && options_.live && file.error().code == ErrorCode::VaultAltered) {
        INFERNO_CHECK(refreshKeys());
        file = HoldsFile::read(vfs_, folder_, public_.verifiers, originOf(public_.vault));
    }
    if (!file && file.error().code == ErrorCode::VaultAltered) {
        problem(file.error(), std::nullopt);
        return std::nullopt;
    }
    return file;
}

Result<void> Verifier::concludeHolds() {
    if (!holdsBefore_) {
        // A new vault makes the file before its first event.
        if (result_.events > 0 && !names("holds.note"))
            problem({Verdict::Missing, std::nullopt, "holds.note", std::nullopt,
                     "the file of legal holds is not there: until it is, nothing is pruned or erased"});
        return {};
    }
    INFERNO_TRY(const auto after, readHolds());
    if (!after)
        return {};
    const std::uint64_t begun = options_.live ? result_.checkpointed : result_.events;
    std::uint64_t allFrom = readAll() && !options_.since ? 0 : begun;
    for (const Pruned& pruned : pruned_)
        if (!pruned.thinned) // events of Inferno's own type stay when a segment is thinned
            allFrom = std::max(allFrom, pruned.nextSeq);
    if (auto found = holds_.conclude(*holdsBefore_, *after, allFrom, begun))
        problem(std::move(*found));
    return {};
}

bool Verifier::readAll() const {
    return std::ranges::none_of(result_.problems, [](const Problem& item) {
        return item.verdict == Verdict::KeyUnavailable || item.verdict == Verdict::Altered ||
               item.verdict == Verdict::Missing;
    });
}

bool Verifier::names(std::string_view file) const {
    return std::ranges::find(result_.problems, file, &Problem::file) != result_.problems.end();
}

bool Verifier::namedAt(std::uint64_t seq) const {
    return std::ranges::any_of(result_.problems, [&](const Problem& item) {
        return item.verdict >= Verdict::Altered && item.seq == seq &&
               (item.file.starts_with("segments/") || item.file.starts_with("wal/"));
    });
}

void Verifier::concludeAnchor(const TreeCheck& tree) {
    if (!anchor_)
        return;
    const auto rolledBack = [&](std::uint64_t seq, const std::string& why) {
        problem({Verdict::RolledBack,
                 seq,
                 {},
                 std::nullopt,
                 "the checkpoint that was kept is of size " + std::to_string(anchor_->size) + ", " + why});
    };
    if (anchor_->size > tree.size())
        return rolledBack(tree.size(), "and the vault holds " + std::to_string(tree.size()) + " events");
    if (tree.anchorCompared())
        return; // the tree has spoken
    // Without the records: the vault keeps what it signed, but for older ones that it let go.
    bool known = false;
    bool other = false;
    for (const TreeCheck::Target& target : pinned_.targets) {
        if (target.anchor || target.size != anchor_->size)
            continue;
        (target.root == anchor_->root ? known : other) = true;
    }
    if (other && !known)
        return rolledBack(tree.lastGood(), "and the vault signed another tree of that size");
    if (!known)
        problem({Verdict::KeyUnavailable, anchor_->size, "checkpoints", std::nullopt,
                 "the checkpoint that was kept is of size " + std::to_string(anchor_->size) +
                     ", and the vault does not keep that one any more; with the vault's keys its records show whether "
                     "they fit, and inferno audit consistency " +
                     std::to_string(anchor_->size) + " " + std::to_string(result_.checkpointed) + " proves it"});
}

void Verifier::problem(Problem problem) {
    result_.verdict = std::max(result_.verdict, problem.verdict);
    if (result_.problems.size() < kMaxProblems)
        result_.problems.push_back(std::move(problem));
    else
        ++unlisted_;
}

void Verifier::problem(const Error& error, std::optional<std::uint64_t> seq) {
    problem(problemOf(error, seq));
}

void Verifier::treeFinding(const TreeCheck::Finding& finding) {
    Problem item{Verdict::Altered, finding.seq, file_, std::nullopt, finding.detail};
    if (finding.target && finding.target->anchor) {
        item.verdict = Verdict::RolledBack;
        item.file.clear();
        item.detail += ": the checkpoint that was kept is not of this vault's past";
    } else if (finding.target) {
        item.file = "checkpoints";
        item.offset = finding.target->offset;
        item.detail += "; the nearest good checkpoint is of size " + std::to_string(finding.seq.value_or(0));
    }
    problem(std::move(item));
}

Result<void> Verifier::stopped() const {
    if (options_.cancelled && *options_.cancelled)
        return fail(ErrorCode::VerifyCancelled, "the verification was stopped");
    return {};
}

void Verifier::step(std::uint64_t bytes, std::uint64_t events) {
    progress_.eventsDone += events;
    progress_.bytesDone += bytes;
    progress_.bytesTotal = std::max(progress_.bytesTotal, progress_.bytesDone);
    if (options_.progress)
        options_.progress(progress_);
}

} // namespace inferno::vault
