// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/hold_check.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/vault/record.h"
#include "core/vault/verify.h"

namespace inferno::vault {

void HoldCheck::take(std::uint64_t seq, ByteView record) {
    const auto head = decodeHead(record);
    if (!head || head->origin != Origin::Service)
        return;
    // Nearly every record is neither: only the two that matter are decoded.
    const std::string_view text = asText(record.subspan(std::min(record.size(), kRecordHeadBytes)));
    if (text.find("hold_") == std::string_view::npos)
        return;
    const auto fields = namesOf(record);
    if (!fields || (fields->action != actions::kHoldAdded && fields->action != actions::kHoldReleased))
        return; // a record that cannot be read: the leaf check has its own say
    const auto details = nlohmann::json::parse(fields->details, nullptr, false);
    if (!details.is_object() || !details.contains("hold") || !details["hold"].is_number_unsigned())
        return;
    auto& kind = fields->action == actions::kHoldAdded ? placed_ : released_;
    kind.try_emplace(details["hold"].get<std::uint64_t>(), seq);
}

void HoldCheck::add(const HoldCheck& other) {
    placed_.insert(other.placed_.begin(), other.placed_.end());
    released_.insert(other.released_.begin(), other.released_.end());
}

std::optional<Problem> HoldCheck::conclude(const HoldsFile& before, const HoldsFile& after, std::uint64_t allFrom,
                                           std::uint64_t begun) const {
    const auto holds = [](const HoldsFile& file, std::uint64_t id) {
        return std::ranges::find(file.holds, id, &Hold::id) != file.holds.end();
    };
    std::string named;
    std::uint64_t first = 0;
    for (const auto& [id, seq] : placed_) {
        // Numbers rise and are never used again: one that the file has yet to give out is of a newer file.
        const bool older = id >= before.nextId && id >= after.nextId;
        const bool lost =
            seq >= allFrom && seq < begun && !released_.contains(id) && !holds(before, id) && !holds(after, id);
        if (!older && !lost)
            continue;
        first = named.empty() ? seq : std::min(first, seq);
        named += (named.empty() ? "hold " : ", hold ") + std::to_string(id) + " (event " + std::to_string(seq) + ")";
    }
    if (named.empty())
        return std::nullopt;
    return Problem{Verdict::RolledBack, first, "holds.note", 0,
                   "an older copy of the file was put back: it does not know " + named};
}

std::string HoldCheck::state() const {
    return nlohmann::json({{"placed", placed_}, {"released", released_}}).dump();
}

bool HoldCheck::goOnFrom(std::string_view state) {
    try {
        const auto document = nlohmann::json::parse(state);
        document.at("placed").get_to(placed_);
        document.at("released").get_to(released_);
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

} // namespace inferno::vault
