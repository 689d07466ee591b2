// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/subject_check.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/vault/subjects.h"
#include "core/vault/verify.h"

namespace inferno::vault {
namespace {

/// Beyond so many findings of a kind, the rest is one finding.
constexpr std::size_t kNamed = 100;
/// A state beyond so many numbers costs more than it saves.
constexpr std::size_t kKept = 10'000;

} // namespace

void SubjectCheck::take(std::uint64_t seq, ByteView record) {
    ++taken_;
    // Nearly every record is neither: only the two that matter are decoded.
    const std::string_view text = asText(record.subspan(std::min(record.size(), kRecordHeadBytes)));
    const bool names = text.find(kStandIn) != std::string_view::npos;
    const bool erases = text.find(actions::kSubjectErased) != std::string_view::npos;
    if (!names && !erases)
        return;
    const auto fields = namesOf(record);
    const auto head = decodeHead(record);
    if (!fields || !head)
        return; // the leaf check has its own say
    const auto note = [&](std::string_view name) {
        const auto number = subjectOf(name);
        if (!number)
            return;
        std::uint64_t& first = seen_.try_emplace(*number, seq).first->second;
        first = std::min(first, seq);
    };
    note(fields->user);
    note(fields->principal);
    if (head->origin == Origin::Service && fields->action == actions::kSubjectErased) {
        const auto details = nlohmann::json::parse(fields->details, nullptr, false);
        if (details.is_object() && details.contains("number") && details["number"].is_number_unsigned())
            erased_.try_emplace(details["number"].get<std::uint64_t>(), seq);
    }
}

void SubjectCheck::add(const SubjectCheck& other) {
    taken_ += other.taken_;
    for (const auto& [number, seq] : other.seen_) {
        std::uint64_t& first = seen_.try_emplace(number, seq).first->second;
        first = std::min(first, seq);
    }
    for (const auto& [number, seq] : other.erased_)
        erased_.try_emplace(number, seq);
}

std::vector<Problem> SubjectCheck::conclude(const Subjects& before, const Subjects& after, std::uint64_t events) const {
    std::vector<Problem> problems;
    std::size_t erasedMore = 0;
    std::size_t missing = 0;
    for (const auto& [number, first] : seen_) {
        const bool known = before.contains(number) || after.contains(number);
        const auto erased = erased_.find(number);
        if (known)
            continue;
        if (erased != erased_.end()) {
            if (problems.size() < kNamed)
                problems.push_back({Verdict::Erased,
                                    first,
                                    {},
                                    std::nullopt,
                                    "the name and the sealed fields of subject " + std::to_string(number) +
                                        " were erased by record " + std::to_string(erased->second)});
            else
                ++erasedMore;
        } else if (taken_ >= events && ++missing <= kNamed) {
            problems.push_back(
                {Verdict::Altered, first, "subjects.tbl", std::nullopt,
                 "there is no row of subject " + std::to_string(number) + ", and no record says that it was erased"});
        }
    }
    if (erasedMore > 0)
        problems.push_back({Verdict::Erased,
                            std::nullopt,
                            {},
                            std::nullopt,
                            std::to_string(erasedMore) + " more subjects were erased, each by a record"});
    if (missing > kNamed)
        problems.push_back({Verdict::Altered, std::nullopt, "subjects.tbl", std::nullopt,
                            "the rows of " + std::to_string(missing - kNamed) + " more subjects are not there"});
    return problems;
}

std::optional<std::string> SubjectCheck::state() const {
    if (seen_.size() + erased_.size() > kKept)
        return std::nullopt;
    return nlohmann::json({{"taken", taken_}, {"seen", seen_}, {"erased", erased_}}).dump();
}

bool SubjectCheck::goOnFrom(std::string_view state) {
    try {
        const auto document = nlohmann::json::parse(state);
        document.at("seen").get_to(seen_);
        document.at("erased").get_to(erased_);
        taken_ = document.at("taken").get<std::uint64_t>();
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

} // namespace inferno::vault
