// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/vault/key_store.h"

/// Verification: does what lies in a vault's folder hold what was signed? Reads and never writes: nothing is made,
/// recovered, deleted or recorded. Works on a vault that nobody has open, on a copy, and on one that is being written
/// to (`live`); then it checks against the checkpoint that was newest when it began, and what is written meanwhile is
/// no finding. Safe from any thread, at any time. Cost: full about 0.5 GB of records a second on one core, ciphertext
/// the disk's speed, structure milliseconds for a gigabyte; blocks are checked on two. Memory: some blocks, the open
/// part of one segment's footer, and the write-ahead log.

namespace inferno::vault {

enum class VerifyLevel {
    Structure,  ///< signatures, key history, order and sizes, roots where they are stored; no block is read
    Ciphertext, ///< and every stored byte against its signed hash; needs no key
    Full,       ///< and every record decrypted, hashed again and counted, every checkpoint's root recomputed
};
std::string_view nameOf(VerifyLevel level); ///< "structure", "ciphertext", "full"
/// Error: input.invalid.
Result<VerifyLevel> parseVerifyLevel(std::string_view name);

/// In rising gravity; a verification's verdict is that of its gravest problem.
enum class Verdict { Ok, TornTail, Erased, Pruned, KeyUnavailable, Altered, Missing, RolledBack };
std::string_view nameOf(Verdict verdict); ///< "ok", "torn_tail", …
/// 0 for ok, torn_tail, erased, pruned; 1 for key_unavailable; 6 for altered, missing, rolled_back.
int exitCodeOf(Verdict verdict);

struct Problem {
    Verdict verdict = Verdict::Altered;
    std::optional<std::uint64_t> seq;    ///< first event concerned, where it is known
    std::string file;                    ///< below the vault folder, such as "segments/0000000007.seg"
    std::optional<std::uint64_t> offset; ///< in the file, in bytes
    std::string detail;                  ///< a sentence, with the nearest good checkpoints where there are any
};

struct VerifyProgress {
    std::uint64_t bytesDone = 0;
    std::uint64_t bytesTotal = 0;
    std::uint64_t eventsDone = 0;
};

struct VerifyOptions {
    VerifyLevel level = VerifyLevel::Full;
    /// The vault is open in another part of this process, or held by a service: no lock is taken, and an unfinished
    /// last frame is one that is being written.
    bool live = false;
    /// Opens every version of every key, at any level. Full does so anyway.
    bool checkEncryption = false;
    /// Pins the verifier key: the vault must be signed by it, whatever its own history says.
    std::optional<VerifierKey> key;
    /// A checkpoint (signed note) that was kept elsewhere: the vault must still contain it.
    std::optional<std::string> checkpoint;
    /// The newest one of a service that has the vault open, out of its memory: the files must go at least so far.
    std::optional<Checkpoint> promised;
    std::function<void(const VerifyProgress&)> progress; ///< called from the verifying thread, about once a block
    const std::atomic<bool>* cancelled = nullptr;        ///< once true: verify.cancelled, soon
    /// Blocks whose events are all older than this are not read: what was signed about them is taken.
    std::optional<WallTime> since;
    unsigned threads = 2; ///< for the blocks of a segment
    /// Where a verification that is cut short leaves how far it came; empty: nowhere. Removed when it ends. It never
    /// lies in the vault.
    std::filesystem::path stateFile;
    /// Go on from there, if it fits this vault and these options; else everything is done from the start.
    bool resume = false;
};

/// What is worth knowing and is no finding.
struct VerifyNote {
    std::uint64_t seq = 0;
    std::string detail;
};

/// The part that an earlier, interrupted verification had done.
struct VerifyResumed {
    std::uint64_t events = 0;
    std::string time; ///< when it was left, RFC 3339
};

struct Verification {
    Verdict verdict = Verdict::Ok;
    VerifyLevel level = VerifyLevel::Full; ///< what was done: ciphertext if full was asked for and keys were missing
    std::uint64_t events = 0;              ///< found, sealed or in the log
    std::uint64_t durable = 0;             ///< the same: what is in the log is durable
    std::uint64_t checkpointed = 0;        ///< size of the newest checkpoint
    std::uint64_t sealed = 0;
    Hash root{};                  ///< of the newest checkpoint
    std::uint64_t unanchored = 0; ///< events above the given checkpoint; without one, all
    std::vector<Problem> problems;
    std::vector<VerifyNote> notes; ///< full: where a clock went back; at most 20
    std::uint64_t skipped = 0;     ///< events in blocks that `since` left out
    std::uint64_t rawBytes = 0;    ///< of the records that were read
    std::optional<VerifyResumed> resumed;
};

/// Verifies the vault of `paths`. To check a copy without any secret, set `vaultFolder` alone: full is then
/// key_unavailable. Errors are what kept it from looking: vault.missing (no vault, and no trace of one), vault.version,
/// vault.changed (files vanished while nobody should have written), data.locked (a service holds the vault: ask it),
/// note.invalid (the given checkpoint is not signed by this vault), verify.cancelled, io.*
Result<Verification> verifyVault(Vfs& vfs, const KeyPaths& paths, const VerifyOptions& options);

} // namespace inferno::vault
