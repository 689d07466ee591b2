// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/gaps.h"

#include <nlohmann/json.hpp>

namespace inferno::vault {

std::uint64_t Gaps::Gap::count() const {
    std::uint64_t total = 0;
    for (const auto& [action, count] : byAction)
        total += count;
    return total;
}

Event Gaps::Gap::event() const {
    Event event;
    event.eventType = "vault";
    event.action = actions::kEventsDropped;
    event.resource = "audit";
    event.result = "failure";
    event.severity = Severity::High;
    const nlohmann::json details{
        {"count", count()}, {"from", formatUtc(first)}, {"to", formatUtc(last)}, {"by_action", byAction}};
    event.details = details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return event;
}

void Gaps::dropped(std::span<const std::string> actions, WallTime at) {
    const std::lock_guard lock(mutex_);
    if (gap_.byAction.empty())
        gap_.first = at;
    gap_.last = at;
    for (const std::string& action : actions) {
        const bool known = gap_.byAction.size() < kMaxKinds || gap_.byAction.contains(action);
        ++gap_.byAction[known ? action : "other"];
    }
}

bool Gaps::empty() const {
    const std::lock_guard lock(mutex_);
    return gap_.byAction.empty();
}

Gaps::Gap Gaps::current() const {
    const std::lock_guard lock(mutex_);
    return gap_;
}

void Gaps::told(const Gap& gap) {
    const std::lock_guard lock(mutex_);
    for (const auto& [action, count] : gap.byAction) {
        const auto entry = gap_.byAction.find(action);
        if (entry != gap_.byAction.end() && (entry->second -= count) == 0)
            gap_.byAction.erase(entry);
    }
    gap_.first = gap.last;
}

} // namespace inferno::vault
