// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http/stream.h"

#include <utility>

namespace inferno::http {

// `wake_` is called with the mutex held, so that `detach` returns only when no call runs: it must only post.

bool Stream::write(std::string_view data) {
    const std::lock_guard lock(mutex_);
    if (finished_ || aborted_)
        return false;
    if (queue_.size() + data.size() > limitBytes_) {
        abortLocked();
        return false;
    }
    const bool wasEmpty = queue_.empty();
    queue_ += data;
    if (wasEmpty && wake_)
        wake_();
    return true;
}

void Stream::finish() {
    const std::lock_guard lock(mutex_);
    if (finished_ || aborted_)
        return;
    finished_ = true;
    taken_.notify_all();
    if (wake_)
        wake_();
}

void Stream::abort() {
    const std::lock_guard lock(mutex_);
    abortLocked();
}

void Stream::abortLocked() {
    if (aborted_)
        return;
    aborted_ = true;
    queue_ = {};
    taken_.notify_all();
    if (wake_)
        wake_();
}

bool Stream::closed() const {
    const std::lock_guard lock(mutex_);
    return finished_ || aborted_;
}

bool Stream::aborted() const {
    const std::lock_guard lock(mutex_);
    return aborted_;
}

std::size_t Stream::pending() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

bool Stream::waitForRoom(std::size_t bytes, const std::stop_token& stopping) const {
    std::unique_lock lock(mutex_);
    taken_.wait(lock, stopping, [&] { return finished_ || aborted_ || queue_.size() < bytes; });
    return !finished_ && !aborted_ && !stopping.stop_requested();
}

Stream::Taken Stream::take() {
    const std::lock_guard lock(mutex_);
    taken_.notify_all();
    return {std::exchange(queue_, {}), finished_, aborted_};
}

void Stream::attach(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void Stream::detach() {
    const std::lock_guard lock(mutex_);
    wake_ = nullptr;
    if (!finished_)
        aborted_ = true;
    queue_ = {};
    taken_.notify_all();
}

std::string sseEvent(std::string_view id, std::string_view event, std::string_view data) {
    std::string out;
    if (!id.empty())
        out.append("id: ").append(id).append("\n");
    if (!event.empty())
        out.append("event: ").append(event).append("\n");
    for (std::size_t start = 0; start <= data.size();) {
        const auto end = std::min(data.find('\n', start), data.size());
        out.append("data: ").append(data.substr(start, end - start)).append("\n");
        start = end + 1;
    }
    out += '\n';
    return out;
}

} // namespace inferno::http
