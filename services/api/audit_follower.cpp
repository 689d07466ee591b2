// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/audit_follower.h"

#include <algorithm>
#include <chrono>

#include <nlohmann/json.hpp>

#include "core/vault/vault.h"
#include "services/api/documents.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::chrono::milliseconds kInterval{50};
constexpr std::size_t kPage = 64;        ///< at 64 KiB each at most, far below what a stream may hold
constexpr std::size_t kAhead = 1U << 20; ///< bytes that may wait for a client before it gets more

} // namespace

void AuditFollower::start() {
    thread_ = std::jthread([this](const std::stop_token& stopping) { loop(stopping); });
}

void AuditFollower::stop() {
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void AuditFollower::follow(AuditFollow follow) {
    follow.query.order = vault::Order::OldestFirst;
    follow.query.limit = kPage;
    {
        const std::lock_guard lock(mutex_);
        added_.push_back(std::move(follow));
    }
    changed_.notify_one();
}

void AuditFollower::loop(const std::stop_token& stopping) {
    std::vector<AuditFollow> all;
    bool more = false;
    while (!stopping.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            const auto isAdded = [this] { return !added_.empty(); };
            if (all.empty())
                changed_.wait(lock, stopping, isAdded);
            else if (!more)
                changed_.wait_for(lock, stopping, kInterval, isAdded);
            std::ranges::move(added_, std::back_inserter(all));
            added_.clear();
        }
        more = false;
        std::erase_if(all, [&](AuditFollow& one) {
            if (advance(one, more))
                return false;
            recordEnd(one);
            return true;
        });
    }
    for (const AuditFollow& one : all) {
        one.stream->abort();
        recordEnd(one);
    }
}

bool AuditFollower::advance(AuditFollow& follow, bool& more) {
    if (follow.stream->closed())
        return false;
    // Read before the events: what becomes durable in between is looked at again.
    const std::uint64_t durable = vault_.progress().durable;
    if (follow.stream->pending() > kAhead || *follow.query.from >= durable)
        return true;
    const auto page = vault_.query(follow.query);
    if (!page) {
        follow.stream->abort();
        return false;
    }
    std::string lines;
    for (const vault::Record& record : page->records)
        lines += textOf(json(toDocument(record, vault_.vaultId()))) + '\n';
    if (!lines.empty() && !follow.stream->write(lines))
        return false;
    follow.told += page->records.size();
    const std::uint64_t seen = page->records.empty() ? durable : std::max(durable, page->records.back().seq + 1);
    follow.query.from = page->next.value_or(seen);
    more = more || page->next.has_value();
    return true;
}

void AuditFollower::recordEnd(const AuditFollow& follow) {
    vault::Event event;
    event.eventType = "data_access";
    event.action = vault::actions::kAuditSearch;
    event.resource = "audit";
    event.result = "success";
    event.details = textOf(
        {{"filters", json::parse(follow.filters, nullptr, false)}, {"follow", "ended"}, {"events", follow.told}});
    auditor_.record(std::move(event), follow.caller);
}

} // namespace inferno::api
