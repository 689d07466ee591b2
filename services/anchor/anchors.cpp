// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/anchor/anchors.h"

#include <algorithm>
#include <utility>

namespace inferno::anchor {

Anchors::Anchors(Vault vault, std::vector<std::unique_ptr<Place>> places, std::chrono::milliseconds interval,
                 const Clock& clock, Told told)
    : vault_(std::move(vault)), places_(std::move(places)), interval_(interval), clock_(clock), told_(std::move(told)) {
    for (const auto& place : places_)
        status_.push_back({place->kind(), place->name(), 0, std::nullopt, "", ""});
}

void Anchors::start() {
    if (!places_.empty())
        thread_ = std::jthread([this](const std::stop_token& stopping) { loop(stopping); });
}

void Anchors::stop() {
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void Anchors::loop(const std::stop_token& stopping) {
    while (!stopping.stop_requested()) {
        round();
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stopping, interval_, [] { return false; });
    }
}

std::vector<Anchors::Status> Anchors::anchorNow() {
    if (!places_.empty())
        round();
    return status();
}

std::vector<Anchors::Status> Anchors::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

void Anchors::round() {
    const std::lock_guard oneAtATime(round_);
    auto note = vault_.checkpoint();
    const std::string key = vault_.verifierKey();
    auto newest =
        note ? newestOf(key, *note, vault_.history()) : Result<Newest>(std::unexpected(std::move(note).error()));
    std::string cosignatures;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        Status status = [&] {
            const std::lock_guard lock(mutex_);
            return status_[i];
        }();
        if (!newest)
            settle(status, std::unexpected(newest.error()), Newest{}, cosignatures);
        else
            settle(status, places_[i]->give(*newest, vault_.proofs), *newest, cosignatures);
        const std::lock_guard lock(mutex_);
        status_[i] = std::move(status);
    }
    if (newest && !cosignatures.empty() && cosigned_)
        cosigned_(newest->note + cosignatures);
}

void Anchors::settle(Status& status, Result<Outcome> outcome, const Newest& newest, std::string& cosignatures) {
    const Status before = status;
    if (!outcome) {
        status.error = outcome.error().message();
        if (before.error.empty())
            told_(Change::Failed, status);
        return;
    }
    status.error.clear();
    status.rolledBack = outcome->rolledBack.value_or("");
    if (outcome->rolledBack) {
        status.size = outcome->heldSize;
        if (before.rolledBack.empty())
            told_(Change::RolledBack, status);
        return;
    }
    status.size = newest.size;
    status.time = clock_.now();
    cosignatures += outcome->cosignatures.value_or("");
    if (!before.error.empty())
        told_(Change::Restored, status);
}

Anchors::Tail Anchors::tailOf(const std::vector<Status>& places, std::uint64_t events, WallTime now) {
    const Status* best = nullptr;
    for (const Status& status : places)
        if (status.time && (!best || status.size > best->size))
            best = &status;
    if (!best)
        return {events, 0};
    const auto age = std::chrono::duration<double>(now - *best->time).count();
    return {events - std::min(events, best->size), std::max(0.0, age)};
}

} // namespace inferno::anchor
