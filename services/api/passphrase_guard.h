// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"

namespace inferno::api {

/// Slows down who guesses the vault's passphrase: one at a time, and after each wrong one a wait that doubles, from 1
/// to 60 s, whoever asks. Remembers the wrong ones until their event can be written. Safe from any thread; `attempt`
/// takes as long as its check. The wait does not outlive the process: what a guess costs, Argon2id sees to.
class PassphraseGuard {
public:
    explicit PassphraseGuard(const Clock& clock) : clock_(clock) {}

    /// Runs `check`; its key.invalid is a wrong passphrase. Errors: those of `check`; rate.limited while the wait
    /// lasts.
    Result<void> attempt(const std::string& peer, const std::function<Result<void>()>& check);
    /// Seconds until the next one is looked at; 0: now.
    double retryAfter() const;

    struct Failure {
        std::string peer;
        WallTime at{};
    };
    /// The wrong ones since the last call, oldest first; of more than 100, the newest.
    std::vector<Failure> takeFailures();

private:
    const Clock& clock_;
    std::mutex one_;
    mutable std::mutex mutex_; ///< guards what follows
    int wrong_ = 0;            ///< in a row
    MonoTime opensAt_{};
    std::vector<Failure> failures_;
};

} // namespace inferno::api
