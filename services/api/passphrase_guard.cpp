// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/passphrase_guard.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace inferno::api {
namespace {

constexpr int kDoublings = 6;
constexpr std::chrono::seconds kLongest{60};
constexpr std::size_t kKept = 100;

std::unexpected<Error> wait(double seconds) {
    return fail(ErrorCode::RateLimited, "a wrong passphrase was given before",
                "try again in " + std::to_string(static_cast<int>(std::ceil(seconds))) + " s");
}

} // namespace

double PassphraseGuard::retryAfter() const {
    const std::lock_guard lock(mutex_);
    return std::max(0.0, std::chrono::duration<double>(opensAt_ - clock_.monotonic()).count());
}

Result<void> PassphraseGuard::attempt(const std::string& peer, const std::function<Result<void>()>& check) {
    const std::unique_lock one(one_, std::try_to_lock);
    if (!one)
        return fail(ErrorCode::RateLimited, "another passphrase is being looked at", "try again in 2 s");
    if (const double seconds = retryAfter(); seconds > 0)
        return wait(seconds);
    auto result = check();
    const std::lock_guard lock(mutex_);
    if (result) {
        wrong_ = 0;
    } else if (result.error().code == ErrorCode::KeyInvalid) {
        const std::chrono::seconds pause(1LL << std::min(wrong_++, kDoublings));
        opensAt_ = clock_.monotonic() + std::min<std::chrono::seconds>(pause, kLongest);
        if (failures_.size() == kKept)
            failures_.erase(failures_.begin());
        failures_.push_back({peer, clock_.now()});
    }
    return result;
}

std::vector<PassphraseGuard::Failure> PassphraseGuard::takeFailures() {
    const std::lock_guard lock(mutex_);
    return std::exchange(failures_, {});
}

} // namespace inferno::api
