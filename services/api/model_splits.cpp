// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/model_splits.h"

#include "services/api/fields.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestReason = 1000;

Result<std::map<std::string, int>> weightsOf(const json& field) {
    const auto refused = [](const std::string& why) {
        return fail(ErrorCode::InputInvalid, "'weights' " + why, R"(such as {"1.2": 90, "1.3": 10})");
    };
    if (!field.is_object())
        return refused("is an object of versions and their weights");
    std::map<std::string, int> weights;
    for (const auto& [version, weight] : field.items()) {
        constexpr std::int64_t kMost = 1'000'000;
        if (!weight.is_number_integer() || weight.get<std::int64_t>() < 0 || weight.get<std::int64_t>() > kMost)
            return refused("gives version " + version + " something that is no whole number from 0 to 1000000");
        weights.emplace(version, weight.get<int>());
    }
    return weights;
}

Result<std::optional<std::string>> wishedText(const json& body, const char* name) {
    if (!body.contains(name))
        return std::optional<std::string>();
    INFERNO_TRY(std::string text, textField(body, name));
    return std::optional(std::move(text));
}

std::string_view nameOf(SplitChange::Kind kind) {
    switch (kind) {
    case SplitChange::Kind::Split: return "split";
    case SplitChange::Kind::Default: return "default";
    case SplitChange::Kind::Rollback: break;
    }
    return "rollback";
}

} // namespace

Result<SplitChange> splitChangeOf(SplitChange::Kind kind, const json& body) {
    SplitChange change{kind};
    switch (kind) {
    case SplitChange::Kind::Split: INFERNO_CHECK(checkFields(body, {"weights", "sticky", "shadow", "reason"})); break;
    case SplitChange::Kind::Default: INFERNO_CHECK(checkFields(body, {"version", "reason"})); break;
    case SplitChange::Kind::Rollback: INFERNO_CHECK(checkFields(body, {"reason"})); break;
    }
    INFERNO_TRY(change.split.reason, textField(body, "reason"));
    if (change.split.reason.size() > kLongestReason)
        return fail(ErrorCode::InputInvalid, "'reason' has at most 1000 bytes");
    if (kind == SplitChange::Kind::Default) {
        INFERNO_TRY(change.version, textField(body, "version"));
        if (change.version.empty())
            return fail(ErrorCode::InputInvalid, "'version' is the one to make the default");
    }
    if (kind != SplitChange::Kind::Split)
        return change;
    if (const auto weights = body.find("weights"); weights != body.end()) {
        INFERNO_TRY(change.split.weights, weightsOf(*weights));
    }
    INFERNO_TRY(change.split.sticky, wishedText(body, "sticky"));
    INFERNO_TRY(change.split.shadow, wishedText(body, "shadow"));
    if (!change.split.weights && !change.split.sticky && !change.split.shadow)
        return fail(ErrorCode::InputInvalid, "the body says nothing to change", "name 'weights', 'sticky' or 'shadow'");
    return change;
}

Result<client::ModelSplit> changeSplit(ModelTraffic& traffic, const std::string& model, const SplitChange& change,
                                       const RecordDetails& record) {
    json details;
    bool recorded = false;
    const auto keep = [&](const client::SplitState& before, const client::SplitState& after) -> Result<void> {
        details = {{"change", nameOf(change.kind)}, {"old", before}, {"new", after}};
        if (!change.split.reason.empty())
            details["reason"] = change.split.reason;
        INFERNO_CHECK(record(details, true));
        recorded = true;
        return {};
    };
    auto changed = traffic.change(model, change, keep);
    if (changed || !recorded)
        return changed;
    details["error"] = idOf(changed.error().code);
    INFERNO_CHECK(record(details, false));
    return changed;
}

} // namespace inferno::api
