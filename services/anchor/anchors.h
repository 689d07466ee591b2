// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "services/anchor/places.h"

namespace inferno::anchor {

/// Gives a vault's newest checkpoint to every configured place: at the start, which finds out a vault that was rolled
/// back while nobody looked, and then once an interval if there is something new. A thread of its own; a slow place
/// delays the others by some seconds at most. Safe from any thread.
class Anchors {
public:
    struct Vault {
        std::function<Result<std::string>()> checkpoint; ///< the newest, after signing one that covers everything
        std::function<std::string()> verifierKey;
        std::function<std::string()> history; ///< verifiers.note; "" where it cannot be read
        ConsistencySource proofs;
        std::function<std::uint64_t()> events; ///< that are durable
    };
    /// What changed for a place; each is told once.
    enum class Change { Failed, Restored, RolledBack };
    struct Status {
        std::string kind;
        std::string place;
        std::uint64_t size = 0; ///< events under the newest checkpoint that is there, of this run or before
        std::optional<WallTime> time;
        std::string error;
        std::string rolledBack;
    };
    using Told = std::function<void(Change change, const Status& status)>;

    Anchors(Vault vault, std::vector<std::unique_ptr<Place>> places, std::chrono::milliseconds interval,
            const Clock& clock, Told told);
    ~Anchors() { stop(); }
    Anchors(const Anchors&) = delete;
    Anchors& operator=(const Anchors&) = delete;

    void start();
    void stop();
    /// Gives the newest checkpoint to all places now; returns when all have answered.
    std::vector<Status> anchorNow();
    std::vector<Status> status() const;

    struct Tail {
        std::uint64_t events = 0; ///< above the newest checkpoint that any place holds
        double seconds = 0;       ///< since it was given; 0 where none ever was
    };
    static Tail tailOf(const std::vector<Status>& places, std::uint64_t events, WallTime now);

    /// The newest checkpoint with the witnesses' cosignatures beneath; "" before the first. Called after each round.
    void onCosigned(std::function<void(const std::string& note)> cosigned) { cosigned_ = std::move(cosigned); }

private:
    void loop(const std::stop_token& stopping);
    void round();
    void settle(Status& status, Result<Outcome> outcome, const Newest& newest, std::string& cosignatures);

    const Vault vault_;
    const std::vector<std::unique_ptr<Place>> places_;
    const std::chrono::milliseconds interval_;
    const Clock& clock_;
    const Told told_;
    std::function<void(const std::string&)> cosigned_;
    std::mutex round_; ///< one at a time
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::vector<Status> status_; ///< guarded by mutex_; in the order of places_
    std::jthread thread_;
};

} // namespace inferno::anchor
