// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/error.h"

namespace inferno::vault {

/// Works on items 0 to count - 1 in several threads, and hands the results on in order in the caller's thread:
/// `work(item, thread)` gives a result, `take(item, result)` uses it or ends everything with an error. At most eight
/// results a thread are held at a time, whatever the count. With one thread, or few items, all is done by the caller.
template <typename Out, typename Work, typename Take>
Result<void> inOrder(std::size_t count, unsigned threads, Work work, Take take) {
    constexpr std::size_t kWorthThreads = 4; // starting one costs about as much as a small block
    if (threads < 2 || count < kWorthThreads) {
        for (std::size_t i = 0; i < count; ++i)
            INFERNO_CHECK(take(i, work(i, 0U)));
        return {};
    }
    std::vector<std::optional<Out>> slots(static_cast<std::size_t>(threads) * 8);
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t next = 0;  // item to begin
    std::size_t taken = 0; // items handed on
    bool stop = false;
    const auto run = [&](unsigned thread) {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return stop || next == count || next < taken + slots.size(); });
            if (stop || next == count)
                return;
            const std::size_t item = next++;
            lock.unlock();
            Out out = work(item, thread);
            lock.lock();
            slots[item % slots.size()] = std::move(out);
            changed.notify_all();
        }
    };
    Result<void> result;
    {
        std::vector<std::jthread> workers;
        for (unsigned thread = 0; thread < threads; ++thread)
            workers.emplace_back(run, thread);
        while (taken < count && result) {
            std::optional<Out> out;
            {
                std::unique_lock lock(mutex);
                auto& slot = slots[taken % slots.size()];
                changed.wait(lock, [&] { return slot.has_value(); });
                out.swap(slot);
            }
            result = take(taken, std::move(*out));
            const std::lock_guard lock(mutex);
            ++taken;
            stop = !result;
            changed.notify_all();
        }
    }
    return result;
}

} // namespace inferno::vault
