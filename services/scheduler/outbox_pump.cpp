// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/scheduler/outbox_pump.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/jobs/job_store.h"

namespace inferno::scheduler {
namespace {

constexpr int kBatch = 512;
constexpr std::chrono::milliseconds kFirstPause{1000};
constexpr std::chrono::milliseconds kLongestPause{30'000};

} // namespace

struct OutboxPump::Impl {
    Impl(jobs::JobStore& s, AppendToVault a) : store(s), append(std::move(a)) {}

    jobs::JobStore& store;
    AppendToVault append;
    std::thread thread;
    std::mutex mutex; ///< guards the rest
    std::condition_variable changed;
    bool pending = true;
    bool stopping = false;
    std::uint64_t delivered = 0;
    std::string lastError;

    /// Moves one batch; how many events it held.
    Result<std::size_t> move() {
        INFERNO_TRY(const auto events, store.outbox().oldest(kBatch));
        if (events.empty())
            return std::size_t{0};
        INFERNO_CHECK(append(store.databaseId(), events));
        INFERNO_CHECK(store.outbox().delivered(events.back().number));
        return events.size();
    }

    Result<void> moveAll() {
        for (;;) {
            const auto moved = move();
            const std::lock_guard lock(mutex);
            lastError = moved ? "" : moved.error().message();
            if (!moved)
                return std::unexpected(moved.error());
            if (*moved == 0)
                return {};
            delivered += *moved;
        }
    }

    void loop() {
        auto pause = kFirstPause;
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [&] { return pending || stopping; });
            const bool last = stopping;
            pending = false;
            lock.unlock();
            const auto moved = moveAll();
            lock.lock();
            if (last)
                return;
            if (moved) {
                pause = kFirstPause;
                continue;
            }
            pending = true;
            changed.wait_for(lock, pause, [&] { return stopping; });
            pause = std::min(pause * 2, kLongestPause);
        }
    }
};

OutboxPump::OutboxPump(jobs::JobStore& store, AppendToVault append)
    : impl_(std::make_shared<Impl>(store, std::move(append))) {
    // The store keeps its listeners for ever; a pump that is gone is not told.
    store.addListener([weak = std::weak_ptr(impl_)](std::span<const jobs::Notice>) {
        const auto impl = weak.lock();
        if (!impl)
            return;
        {
            const std::lock_guard lock(impl->mutex);
            impl->pending = true;
        }
        impl->changed.notify_one();
    });
}

OutboxPump::~OutboxPump() {
    stop();
}

void OutboxPump::start() {
    if (!impl_->thread.joinable())
        impl_->thread = std::thread([impl = impl_.get()] { impl->loop(); });
}

void OutboxPump::stop() {
    if (!impl_->thread.joinable())
        return;
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->changed.notify_one();
    impl_->thread.join();
    impl_->thread = std::thread();
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = false;
}

Result<void> OutboxPump::drain() {
    return impl_->moveAll();
}

PumpStatus OutboxPump::status() const {
    const std::lock_guard lock(impl_->mutex);
    return {impl_->store.outbox().size(), impl_->delivered, impl_->lastError};
}

} // namespace inferno::scheduler
