// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/vault/holds.h"
#include "core/vault/vault.h"
#include "services/archive/archive.h"

/// What happens to old segments: they are copied into the archive, pruned when they are old or the vault is large,
/// thinned where only the events of some types are old, held where somebody must keep them, and brought back. Nothing
/// is pruned before its copy was read back, if copies are wanted; nothing that a hold covers is. Safe from any thread;
/// one run at a time, each blocks until it is done.

namespace inferno::archive {

struct RetentionPolicy {
    std::chrono::days maxAge{}; ///< by when the newest record of a segment was received; 0: no limit
    std::uint64_t maxBytes = 0; ///< of the vault on disk; 0: no limit
    std::chrono::hours interval{24};
    bool archiveFirst = false;  ///< prune only what the archive has
    bool closeWhenFull = false; ///< `on_full`: at the limit, with nothing to prune, clients' events are refused
    std::map<std::string, std::chrono::days> classes = {}; ///< by event type, instead of maxAge; not of type vault
    bool limits() const { return maxAge.count() > 0 || maxBytes > 0 || !classes.empty(); }
    /// How long events of this type stay; 0: no limit.
    std::chrono::days ageOf(const std::string& eventType) const;
};

/// What one run did.
struct RetentionRun {
    std::string time;
    std::uint64_t pruned = 0;   ///< segments
    std::uint64_t thinned = 0;  ///< segments that were rewritten without events of some types
    std::uint64_t removed = 0;  ///< these events
    std::uint64_t archived = 0; ///< copied now
    std::uint64_t held = 0;     ///< due, and kept by a hold
    std::uint64_t bytes = 0;    ///< of the vault, after
    std::string problem;        ///< why not all was pruned that is due; "" if all was
};

class Retention {
public:
    /// `archive`: none where no target is configured. `tell` gets a line when a run of the keeper's own fails.
    Retention(Vfs& vfs, const Clock& clock, vault::Vault& vault, std::filesystem::path vaultFolder,
              std::unique_ptr<Archive> archive, RetentionPolicy policy, std::function<void(const Error&)> tell);
    ~Retention() { stop(); }

    /// Runs now and every `interval` from now on.
    void start();
    void stop();
    /// A part that fails is in `problem`; an error is what kept it from looking at all.
    Result<RetentionRun> run(const vault::Provenance& by);

    /// Copies what the archive does not have. Returns how many. Errors: archive.unset, archive.failed.
    Result<std::uint64_t> archiveNow(const vault::Provenance& by);
    /// Error: archive.unset.
    Result<std::vector<Manifest>> archived() const;
    /// Brings back the pruned and thinned segments that hold any of `range`, and puts a hold on each, so that they stay
    /// until it is released. Returns their numbers. Errors: archive.unset, archive.failed, vault.altered, input.invalid
    /// (nothing in that range was pruned).
    Result<std::vector<std::uint64_t>> restore(const vault::HoldRange& range, const std::string& reason,
                                               const vault::Provenance& by);

    /// Each is an event. Errors: those of vault::Holds.
    Result<vault::Hold> addHold(const vault::HoldRange& range, const std::string& reason, const vault::Provenance& by);
    Result<std::vector<vault::Hold>> releaseHolds(const std::string& which, const std::string& reason,
                                                  const vault::Provenance& by);

    /// What somebody should look at, in sentences.
    std::vector<std::string> warnings() const;
    /// Why clients' events are refused; nothing as long as they are not.
    std::optional<Error> refusal() const;
    RetentionRun last() const;

private:
    /// A segment of which events of some types are due, and others are not.
    struct Thinning {
        vault::SealedSegment segment;
        std::vector<std::string> types;
    };
    struct Due {
        std::vector<vault::SealedSegment> age;
        std::vector<Thinning> thin;
    };
    Result<Due> dueByAge(const std::vector<vault::SealedSegment>& segments) const;
    std::vector<vault::SealedSegment> dueBySize(const std::vector<vault::SealedSegment>& segments,
                                                std::uint64_t bytes) const;
    Result<void> pruneByAge(const vault::Provenance& by, RetentionRun& run);
    Result<void> pruneBySize(const vault::Provenance& by, RetentionRun& run);
    /// Whether it may go now: no hold keeps it, and the archive has it where copies are wanted.
    Result<bool> release(const vault::SealedSegment& segment, RetentionRun& run);
    Result<void> thinDue(const std::vector<Thinning>& due, const vault::Provenance& by, RetentionRun& run);
    Result<void> pruneDue(const std::vector<vault::SealedSegment>& due, const std::string& why,
                          const vault::Provenance& by, RetentionRun& run);
    Result<void> destroyKeys(const vault::Provenance& by);
    void watchSize(RetentionRun& run);
    Result<void> restoreOne(const vault::SealedSegment& segment, const std::string& reason,
                            const vault::Provenance& by);
    Result<void> record(std::string_view action, const std::string& details, const vault::Provenance& by,
                        vault::Severity severity = vault::Severity::Low);
    Result<const Archive*> target() const;
    void loop();

    Vfs& vfs_;
    const Clock& clock_;
    vault::Vault& vault_;
    const std::filesystem::path vaultFolder_;
    const std::unique_ptr<Archive> archive_;
    const RetentionPolicy policy_;
    const std::function<void(const Error&)> tell_;
    std::mutex running_;       ///< one run at a time
    mutable std::mutex mutex_; ///< guards what follows
    std::condition_variable wake_;
    RetentionRun last_;
    int alarm_ = 0; ///< the percentage that was told of
    bool full_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace inferno::archive
