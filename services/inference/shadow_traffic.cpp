// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/shadow_traffic.h"

#include "services/inference/answer_compare.h"

namespace inferno::serving {
namespace {

/// Says nothing about the version: it was not there to answer.
bool isAbsence(const Error& error) {
    return kindOf(error.code) == ErrorKind::Unavailable || error.code == ErrorCode::ModelUnknown;
}

} // namespace

ShadowTraffic::ShadowTraffic(Ask ask, TrafficFigures& figures, const Clock& clock)
    : ask_(std::move(ask)), figures_(figures), clock_(clock),
      worker_([this](const std::stop_token& stop) { work(stop); }) {}

bool ShadowTraffic::offer(const TrafficFigures::Version& version, std::string_view input, std::string_view answer) {
    const std::size_t size = input.size() + answer.size();
    bool fits = false;
    {
        const std::scoped_lock lock(mutex_);
        fits = places_ < kMostWaiting && bytes_ + size <= kMostBytes;
        if (fits) {
            ++places_;
            bytes_ += size;
        }
    }
    if (!fits) {
        figures_.dropped(version);
        return false;
    }
    ShadowCopy copy{version, std::string(input), std::string(answer)};
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(std::move(copy));
    changed_.notify_one();
    return true;
}

void ShadowTraffic::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        ShadowCopy copy;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); }))
                return;
            copy = std::move(waiting_.front());
            waiting_.pop_front();
            --places_;
            bytes_ -= copy.input.size() + copy.answer.size();
        }
        compare(copy);
    }
}

void ShadowTraffic::compare(const ShadowCopy& copy) {
    const MonoTime began = clock_.monotonic();
    const auto answer = ask_(copy);
    const auto took = clock_.monotonic() - began;
    if (answer)
        figures_.compared(copy.version, agree(copy.answer, *answer), took, clock_.now());
    else if (isAbsence(answer.error()))
        figures_.dropped(copy.version);
    else
        figures_.compared(copy.version, false, std::nullopt, clock_.now());
}

} // namespace inferno::serving
