// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/log_follower.h"

#include <chrono>

namespace inferno::api {
namespace {

constexpr std::chrono::milliseconds kInterval{200};
constexpr std::size_t kPiece = 256U << 10;

} // namespace

void LogFollower::start() {
    thread_ = std::jthread([this](const std::stop_token& stopping) { loop(stopping); });
}

void LogFollower::stop() {
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void LogFollower::follow(std::string runId, std::uint64_t offset, RunOutput::Show show,
                         std::shared_ptr<http::Stream> stream) {
    {
        const std::lock_guard lock(mutex_);
        added_.push_back({std::move(runId), offset, show, std::move(stream)});
    }
    changed_.notify_one();
}

void LogFollower::loop(const std::stop_token& stopping) {
    std::vector<Following> all;
    while (!stopping.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            const auto more = [this] { return !added_.empty(); };
            if (all.empty())
                changed_.wait(lock, stopping, more);
            else
                changed_.wait_for(lock, stopping, kInterval, more);
            for (Following& one : added_)
                all.push_back(std::move(one));
            added_.clear();
        }
        std::erase_if(all, [this](Following& one) { return !advance(one); });
    }
    for (const Following& one : all)
        one.stream->abort();
}

bool LogFollower::advance(Following& following) {
    if (following.stream->closed())
        return false;
    if (following.stream->pending() > 0) // the client has not taken the last piece yet
        return true;
    // The state is read before the output, so that what a run wrote last is never missed.
    const auto run = jobs_.runById(following.runId);
    const auto piece = run ? output_.read(*run, following.offset, kPiece, following.show) : Result<RunOutput::Piece>{};
    if (!run || !piece) {
        following.stream->abort();
        return false;
    }
    if (!piece->text.empty() && !following.stream->write(piece->text))
        return false;
    following.offset = piece->nextOffset;
    if (piece->atEnd && !jobs::isActive(run->state)) {
        following.stream->finish();
        return false;
    }
    return true;
}

} // namespace inferno::api
