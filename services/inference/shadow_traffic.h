// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "services/inference/traffic_figures.h"

namespace inferno::serving {

/// A request that was answered, for another version.
struct ShadowCopy {
    TrafficFigures::Version version; ///< that gets it
    std::string input;
    std::string answer; ///< what the client got
};

/// Asks versions what others were asked, one copy at a time, and counts whether they answer the same. Nobody waits for
/// it: at most 64 copies and 16 MiB wait, and what comes beyond is dropped and counted. Owns one thread; its destructor
/// waits for the copy that is being answered. Borrows the figures and the clock. Safe from any thread.
class ShadowTraffic {
public:
    static constexpr std::size_t kMostWaiting = 64;
    static constexpr std::size_t kMostBytes = 16U << 20;
    using Ask = std::function<Result<std::string>(const ShadowCopy&)>; ///< may block

    ShadowTraffic(Ask ask, TrafficFigures& figures, const Clock& clock);

    /// False: dropped.
    bool offer(const TrafficFigures::Version& version, std::string_view input, std::string_view answer);

private:
    void work(const std::stop_token& stop);
    void compare(const ShadowCopy& copy);

    const Ask ask_;
    TrafficFigures& figures_;
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<ShadowCopy> waiting_;
    std::size_t places_ = 0; ///< that are taken: what waits, and what is being copied
    std::size_t bytes_ = 0;  ///< of these
    std::jthread worker_;    ///< last: it ends before what it uses
};

} // namespace inferno::serving
