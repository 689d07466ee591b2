// SPDX-License-Identifier: GPL-3.0-or-later
// Who answers the requests that name no version.
#include "services/inference/engine_keeper.h"

namespace inferno::serving {
namespace {

constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15; ///< the step of splitmix64

} // namespace

// ── Inside, with `mutex` held ────────────────────────────────────────────────────────────────────────────────────────

const EngineSupervisor::Private::Model* EngineSupervisor::Private::find(std::string_view name,
                                                                        std::string_view version) const {
    const auto at = models.find(ModelKey(name, version));
    return at == models.end() || at->second.isNew ? nullptr : &at->second;
}

Result<ModelSplit> EngineSupervisor::Private::splitOf(std::string_view name) const {
    INFERNO_TRY(const ModelKey key, keyOf(name, {}));
    const auto found = splits.find(name);
    ModelSplit split = found == splits.end() ? ModelSplit{} : found->second;
    split.now.defaultVersion = key.second;
    return split;
}

/// A version is registered. Error: model.unknown, with those that are.
Result<void> EngineSupervisor::Private::checkThere(std::string_view name, std::string_view version) const {
    if (find(name, version))
        return {};
    std::string known;
    for (const auto& [key, model] : models)
        if (key.first == name && !model.isNew)
            known += (known.empty() ? "" : ", ") + key.second;
    return fail(ErrorCode::ModelUnknown,
                std::string(name) + " has no version '" + std::string(version) + "'; there are: " + known);
}

/// The same, and it could be loaded.
Result<void> EngineSupervisor::Private::checkServed(std::string_view name, std::string_view version) const {
    INFERNO_CHECK(checkThere(name, version));
    const ModelInfo& info = find(name, version)->info;
    if (info.state == ModelState::Failed)
        return fail(ErrorCode::ModelState, textOf(ModelKey(name, version)) + " is not served: " + info.problem,
                    "register it anew, or leave it out");
    return {};
}

/// The key of a version that may go: the last one, or one that is not needed.
Result<ModelKey> EngineSupervisor::Private::unusedKeyOf(std::string_view name, std::string_view version) const {
    const auto isOne = [&](const auto& each) { return each.first.first == name && !each.second.isNew; };
    INFERNO_TRY(const ModelKey key, keyOf(name, version));
    if (std::ranges::count_if(models, isOne) == 1)
        return key;
    if (models.at(key).info.isDefault)
        return fail(ErrorCode::ModelDefault, textOf(key) + " is the default version",
                    "make another version the default first, or name the version to remove");
    const auto found = splits.find(name);
    if (found == splits.end())
        return key;
    const SplitState& state = found->second.now;
    const auto weight = state.weights.find(key.second);
    if (weight == state.weights.end() && state.shadow != key.second)
        return key;
    const std::string why = weight == state.weights.end()
                                ? " gets copies of requests, as the shadow"
                                : " gets requests: its weight is " + std::to_string(weight->second);
    return fail(ErrorCode::ModelState, textOf(key) + why, "split the requests among the others first");
}

// ── Changes ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What `edit` makes of a split is recorded, then saved, then in effect.
Result<ModelSplit> EngineSupervisor::Private::changeSplit(std::string_view name, const EditSplit& edit,
                                                          const RecordSplit& record) {
    const std::scoped_lock change(changing);
    ModelSplit before;
    ModelSplit after;
    {
        const std::scoped_lock lock(mutex);
        INFERNO_TRY(before, splitOf(name));
        INFERNO_TRY(after, edit(before));
    }
    if (after.now == before.now)
        return before;
    after.changed = clock.now();
    if (record)
        INFERNO_CHECK(record(before.now, after.now));
    INFERNO_CHECK(changeHeld([&](auto& all) -> Result<void> {
        for (auto& [key, model] : all)
            if (key.first == name && !model.isNew)
                model.info.isDefault = key.second == after.now.defaultVersion;
        splits.insert_or_assign(std::string(name), after);
        return {};
    }));
    return after;
}

Result<void> EngineSupervisor::mayUnregister(std::string_view name, std::string_view version) const {
    const std::scoped_lock lock(d_->mutex);
    INFERNO_CHECK(d_->unusedKeyOf(name, version));
    return {};
}

Result<ModelSplit> EngineSupervisor::split(std::string_view name) const {
    const std::scoped_lock lock(d_->mutex);
    return d_->splitOf(name);
}

Result<ModelSplit> EngineSupervisor::setSplit(std::string_view name, const SplitWish& wish, const RecordSplit& record) {
    const auto edit = [&](const ModelSplit& before) -> Result<ModelSplit> {
        ModelSplit after{before.now, before.now, {}};
        if (wish.weights) {
            INFERNO_CHECK(checkWeights(*wish.weights));
            for (const auto& [version, weight] : *wish.weights)
                INFERNO_CHECK(weight > 0 ? d_->checkServed(name, version) : d_->checkThere(name, version));
            after.now.weights = *wish.weights;
            std::erase_if(after.now.weights, [](const auto& each) { return each.second == 0; });
        }
        if (wish.sticky) {
            INFERNO_CHECK(checkSticky(*wish.sticky));
            after.now.sticky = *wish.sticky;
        }
        if (wish.shadow) {
            if (!wish.shadow->empty())
                INFERNO_CHECK(d_->checkServed(name, *wish.shadow));
            after.now.shadow = *wish.shadow;
        }
        return after;
    };
    return d_->changeSplit(name, edit, record);
}

Result<ModelSplit> EngineSupervisor::setDefault(std::string_view name, std::string_view version,
                                                const RecordSplit& record) {
    const auto edit = [&](const ModelSplit& before) -> Result<ModelSplit> {
        INFERNO_CHECK(d_->checkThere(name, version));
        ModelSplit after{before.now, before.now, {}};
        after.now.weights.clear();
        after.now.defaultVersion = version;
        if (after.now.shadow == version)
            after.now.shadow.clear();
        return after;
    };
    return d_->changeSplit(name, edit, record);
}

Result<ModelSplit> EngineSupervisor::rollBack(std::string_view name, const RecordSplit& record) {
    const auto edit = [&](const ModelSplit& before) -> Result<ModelSplit> {
        if (!before.previous)
            return fail(ErrorCode::ModelState, "there is no state of " + std::string(name) + " to go back to",
                        before.changed ? "the last change was a rollback; split the requests, or set the default"
                                       : "nothing was changed yet");
        ModelSplit after{*before.previous, std::nullopt, {}};
        std::vector<std::string> versions{after.now.defaultVersion};
        for (const auto& [version, weight] : after.now.weights)
            versions.push_back(version);
        if (!after.now.shadow.empty())
            versions.push_back(after.now.shadow);
        for (const std::string& version : versions)
            if (const auto there = d_->checkThere(name, version); !there)
                return failBecause(there.error(), ErrorCode::ModelState,
                                   "the state before needs version " + version + ", which is registered no more",
                                   "register it again, or set the split");
        return after;
    };
    return d_->changeSplit(name, edit, record);
}

// ── A request ────────────────────────────────────────────────────────────────────────────────────────────────────────

Chosen EngineSupervisor::choose(std::string_view name, const StickyValue& valueOf) const {
    std::string sticky;
    {
        const std::scoped_lock lock(d_->mutex);
        if (const auto found = d_->splits.find(name); found != d_->splits.end() && found->second.now.weights.size() > 1)
            sticky = found->second.now.sticky;
    }
    const std::optional<std::string> value = sticky.empty() ? std::nullopt : valueOf(sticky);
    const std::uint64_t ticket = value ? ticketOf(name, *value) : d_->tickets.fetch_add(kGolden);

    const std::scoped_lock lock(d_->mutex);
    const auto canAnswer = [&](std::string_view version) {
        const auto* const model = d_->find(name, version);
        return model && model->info.state == ModelState::Ready && model->info.minWorkers > 0;
    };
    Chosen chosen;
    const auto split = d_->splits.find(name);
    if (split != d_->splits.end()) {
        std::vector<Candidate> all;
        std::vector<Candidate> able;
        for (const auto& [version, weight] : split->second.now.weights) {
            if (d_->find(name, version))
                all.push_back({version, weight});
            if (canAnswer(version))
                able.push_back({version, weight});
        }
        chosen.version = pick(able.empty() ? all : able, ticket);
    }
    if (chosen.version.empty())
        if (const auto key = d_->keyOf(name, {}))
            chosen.version = key->second;
    if (split != d_->splits.end() && split->second.now.shadow != chosen.version && canAnswer(split->second.now.shadow))
        chosen.shadow = split->second.now.shadow;
    return chosen;
}

} // namespace inferno::serving
