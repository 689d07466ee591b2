// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>

#include "core/vault/block_check.h"
#include "core/vault/checkpoint_log.h"
#include "core/vault/hold_check.h"
#include "core/vault/segment_stub.h"
#include "core/vault/subject_check.h"
#include "core/vault/subjects.h"
#include "core/vault/tree_check.h"
#include "core/vault/verify.h"
#include "core/vault/wal.h"

namespace inferno::vault {

/// One verification, from its first look to its verdict. Made by verifyVault; used once, by one thread.
class Verifier {
public:
    Verifier(Vfs& vfs, const KeyPaths& paths, const VerifyOptions& options);
    Result<Verification> run();

private:
    /// What a stub says, and whether the record that it names says so too.
    struct Pruned {
        std::uint64_t segment = 0;
        std::uint64_t firstSeq = 0;
        std::uint64_t nextSeq = 0;
        std::uint64_t by = 0; ///< seq
        bool witnessed = false;
        std::optional<std::uint64_t> thinned; ///< so many of them, by their types; none: all, and only a stub is left
    };
    /// What the checkpoints' file says, and whether its end is whole.
    struct Pinned {
        std::vector<TreeCheck::Target> targets;
        std::optional<Checkpoint> newest;
    };

    Result<bool> readPublicKeys();
    Result<void> readAnchor();
    Result<void> readSecretKeys();
    /// Whether the key that signs now is the one that lies beside the keys, where they can be read.
    Result<void> checkSigner();
    /// What the service that has the vault open has signed must be among what is here.
    void checkPromised();
    /// A data key that the table has yet to give out is of a newer table.
    std::optional<Problem> tooNewKey(DataKeyId id, std::uint64_t seq) const;
    /// In a live vault: the keys that were made since.
    Result<void> refreshKeys();
    Result<void> pin();
    Result<void> pinOnce();
    Result<void> readHeartbeat();
    void takeCheckpoint(const StoredCheckpoint& entry);
    Result<void> checkCheckpointsEnd(std::uint64_t end);

    /// Verifies the segments that are there and were not seen yet; true if there were any.
    Result<bool> checkSegments(TreeCheck& tree);
    Result<void> checkSegment(TreeCheck& tree, std::uint64_t number);
    /// Only its stub is there.
    Result<void> checkStub(TreeCheck& tree, std::uint64_t number);
    /// A stub beside its segment: one of the two is too much, and both must be the same.
    Result<void> checkStubBeside(const SegmentReader& segment);
    /// Whether it goes on where the segment before ended.
    void checkChain(TreeCheck& tree, const SegmentHeader& header, const Hash& trailerHash);
    /// Records that stubs name as those that decided their pruning, among these.
    void witness(std::uint64_t firstSeq, const RecordSet& records);
    void witnessBlock(SegmentReader& segment, std::size_t block);
    /// Stubs whose record does not say what they say.
    void concludePruned(const TreeCheck& tree);
    Result<void> checkSegmentKeys(SegmentReader& segment);
    void makeCheckers();
    Result<void> checkBlocks(TreeCheck& tree, SegmentReader& segment);
    void takeBlock(TreeCheck& tree, const SegmentReader& segment, const BlockEntry& entry, const BlockFacts& facts);
    void noteThinned(const SegmentReader& segment);
    void takeHoles(TreeCheck& tree, const SegmentReader& segment, const BlockFacts& facts);
    void checkRemovals(const SegmentReader& segment, const std::map<std::uint64_t, ThinnedFrom::Removal>& found);
    Result<void> checkParts(SegmentReader& segment, const std::array<std::uint64_t, 5>* byLevel);

    /// Goes on where an earlier verification stopped, if its state fits.
    Result<void> resumeInto(TreeCheck& tree);
    /// Keeps how far it came, and writes it down now and then.
    void leave(const TreeCheck& tree);
    void writeState();
    std::string asked() const;

    /// What a pass over the log gave.
    enum class LogPass { Done, Gap };
    Result<LogPass> checkLog(TreeCheck& tree, std::vector<Problem>& found);
    using Reach = std::function<Result<void>(std::uint64_t firstSeq, std::uint64_t offset)>;
    Result<WalScan> readLog(TreeCheck& tree, const std::filesystem::path& path, std::uint64_t limit,
                            const Reach& reach);
    Result<LogPass> checkLogFile(TreeCheck& tree, std::vector<Problem>& found, std::uint64_t number,
                                 std::uint64_t limit, bool last);
    void checkLogEnd(const TreeCheck& tree, std::vector<Problem>& found, const WalScan& scan, bool last);
    /// Whether nothing kept it from reading the records that are here.
    bool readAll() const;
    /// Whether a finding is of this file.
    bool names(std::string_view file) const;
    /// Whether a finding names the place where the events from `seq` on should be.
    bool namedAt(std::uint64_t seq) const;

    Result<void> conclude(const TreeCheck& tree);
    Result<std::unique_ptr<Subjects>> readSubjects();
    Result<void> concludeSubjects();
    /// Nothing where the file is not what it should be: that is a finding.
    Result<std::optional<HoldsFile>> readHolds();
    Result<void> concludeHolds();
    Result<void> checkSubjectsEnd();
    void concludeAnchor(const TreeCheck& tree);
    /// The anchor may lie within a group of which only the records can tell.
    bool holdsAnchor(const BlockEntry& entry) const;

    void problem(Problem problem);
    void problem(const Error& error, std::optional<std::uint64_t> seq);
    void treeFinding(const TreeCheck::Finding& finding);
    void step(std::uint64_t bytes, std::uint64_t events = 0);
    /// Error: verify.cancelled, once somebody asked for it.
    Result<void> stopped() const;
    bool full() const { return level_ == VerifyLevel::Full; }

    Vfs& vfs_;
    const KeyPaths& paths_;
    const VerifyOptions& options_;
    const std::filesystem::path& folder_;
    VerifyLevel level_;
    PublicKeys public_;
    std::unique_ptr<KeyStore> keys_;
    std::optional<SubjectCheck> subjects_; ///< at level full, of a vault that has had subjects
    std::unique_ptr<Subjects> subjectsBefore_;
    HoldCheck holds_; ///< at level full
    std::optional<HoldsFile> holdsBefore_;
    std::optional<Checkpoint> anchor_;
    Pinned pinned_;
    std::optional<std::uint64_t> heartbeatSize_;
    std::uint64_t newestAtStart_ = 0; ///< size of the checkpoint at the file's end, whatever lies before it

    std::uint64_t nextSegment_ = 1;
    Hash previousTrailer_{};
    bool chainKnown_ = true; ///< previousTrailer_ is that of the segment before
    std::string file_;       ///< what is being looked at, for findings of the tree
    std::uint64_t sealed_ = 0;
    std::uint64_t unlisted_ = 0;         ///< problems beyond those that are listed
    std::size_t pinProblems_ = 0;        ///< of result_.problems: found before any segment, and found anew each time
    std::string state_;                  ///< behind the last segment that was checked
    std::uint64_t leftAt_ = 0;           ///< bytes done when the state was written last
    std::vector<BlockChecker> checkers_; ///< one for each thread
    ClockWatch clock_;
    std::vector<Pruned> pruned_;
    VerifyProgress progress_;
    Verification result_;
};

/// A Problem from an error of the vault's readers, whose detail reads "FILE, offset N: what". `verdict` follows the
/// code: key.unavailable is key_unavailable, all else altered.
Problem problemOf(const Error& error, std::optional<std::uint64_t> seq);

} // namespace inferno::vault
