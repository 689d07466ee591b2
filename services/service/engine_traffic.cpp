// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/engine_traffic.h"

#include <map>

namespace inferno::service {
namespace {

client::SplitState stateOf(const serving::SplitState& state) {
    return {state.weights, state.sticky, state.shadow, state.defaultVersion};
}

int weightOf(const serving::SplitState& state, const std::string& version) {
    constexpr int kAll = 100;
    if (state.weights.empty())
        return version == state.defaultVersion ? kAll : 0;
    const auto weight = state.weights.find(version);
    return weight == state.weights.end() ? 0 : weight->second;
}

client::VersionFigures figuresOf(const std::string& version, int weight, const serving::VersionTraffic& traffic) {
    client::VersionFigures out;
    out.version = version;
    out.weight = weight;
    out.requests = traffic.requests;
    out.errors = traffic.errors;
    out.p50 = traffic.p50;
    out.p95 = traffic.p95;
    out.p99 = traffic.p99;
    out.mean = traffic.mean;
    out.shadowed = traffic.agreed + traffic.disagreed;
    out.agreed = traffic.agreed;
    out.disagreed = traffic.disagreed;
    out.dropped = traffic.dropped;
    return out;
}

} // namespace

EngineTraffic::EngineTraffic(serving::EngineSupervisor& supervisor, const Clock& clock)
    : supervisor_(supervisor), clock_(clock),
      shadow_(
          [this](const serving::ShadowCopy& copy) -> Result<std::string> {
              INFERNO_TRY(serving::ModelAnswer answer,
                          supervisor_.predict(copy.version.first, copy.version.second, copy.input));
              return std::move(answer.body);
          },
          figures_, clock) {
    versionsChanged();
}

void EngineTraffic::versionsChanged() {
    std::set<serving::TrafficFigures::Version> known;
    for (const serving::ModelInfo& info : supervisor_.list())
        known.emplace(info.name, info.version);
    figures_.keep(known);
}

Result<serving::ModelAnswer> EngineTraffic::predict(const std::string& model, const std::string& version,
                                                    std::string_view input, const std::stop_token& gone) {
    const MonoTime began = clock_.monotonic();
    auto answer = supervisor_.predict(model, version, input, gone);
    if (answer || !gone.stop_requested())
        figures_.answered({model, version}, clock_.monotonic() - began, answer.has_value(), clock_.now());
    return answer;
}

bool EngineTraffic::predictAtOnce(const std::string& model, const std::string& version, std::string_view input,
                                  const std::stop_token& gone, serving::EngineSupervisor::OnAnswer done) {
    const MonoTime began = clock_.monotonic();
    return supervisor_.predictAtOnce(model, version, input, gone,
                                     [this, began, asked = serving::TrafficFigures::Version{model, version}, gone,
                                      done = std::move(done)](auto answer) {
                                         if (answer || !gone.stop_requested())
                                             figures_.answered(asked, clock_.monotonic() - began, answer.has_value(),
                                                               clock_.now());
                                         done(std::move(answer));
                                     });
}

api::ChosenVersion EngineTraffic::choose(const std::string& model, const api::StickyValue& valueOf) const {
    serving::Chosen chosen = supervisor_.choose(model, valueOf);
    return {std::move(chosen.version), std::move(chosen.shadow)};
}

bool EngineTraffic::copy(const std::string& model, const std::string& shadow, std::string_view input,
                         std::string_view answer) {
    return shadow_.offer({model, shadow}, input, answer);
}

client::ModelSplit EngineTraffic::documentOf(const std::string& model, const serving::ModelSplit& split) const {
    client::ModelSplit out;
    static_cast<client::SplitState&>(out) = stateOf(split.now);
    out.model = model;
    out.changed = split.changed ? formatUtc(*split.changed) : "";
    if (split.previous)
        out.previous = stateOf(*split.previous);
    const WallTime now = clock_.now();
    for (const serving::ModelInfo& info : supervisor_.list()) {
        if (info.name != model)
            continue;
        const serving::VersionTraffic traffic = figures_.of({model, info.version}, now);
        out.versions.push_back(figuresOf(info.version, weightOf(split.now, info.version), traffic));
        client::VersionSeries& series = out.series.emplace_back();
        series.version = info.version;
        for (const serving::TrafficSlot& slot : traffic.slots)
            series.points.push_back({formatUtc(slot.begin), slot.requests, slot.errors, slot.p50, slot.p95});
    }
    return out;
}

Result<client::ModelSplit> EngineTraffic::split(const std::string& model) const {
    INFERNO_TRY(const serving::ModelSplit split, supervisor_.split(model));
    return documentOf(model, split);
}

Result<client::ModelSplit> EngineTraffic::change(const std::string& model, const api::SplitChange& change,
                                                 const api::RecordSplit& record) {
    const auto keep = [&](const serving::SplitState& before, const serving::SplitState& after) {
        return record(stateOf(before), stateOf(after));
    };
    const auto changed = [&]() -> Result<serving::ModelSplit> {
        switch (change.kind) {
        case api::SplitChange::Kind::Split:
            return supervisor_.setSplit(model, {change.split.weights, change.split.sticky, change.split.shadow}, keep);
        case api::SplitChange::Kind::Default: return supervisor_.setDefault(model, change.version, keep);
        case api::SplitChange::Kind::Rollback: break;
        }
        return supervisor_.rollBack(model, keep);
    }();
    if (!changed)
        return std::unexpected(changed.error());
    return documentOf(model, *changed);
}

std::vector<api::VersionCounts> EngineTraffic::counts() const {
    std::vector<api::VersionCounts> out;
    std::map<std::string, serving::SplitState> states;
    for (const serving::ModelInfo& info : supervisor_.list()) {
        if (!states.contains(info.name)) {
            const auto split = supervisor_.split(info.name);
            states[info.name] = split ? split->now : serving::SplitState{};
        }
        out.push_back({info.name, figuresOf(info.version, weightOf(states[info.name], info.version),
                                            figures_.of({info.name, info.version}, clock_.now()))});
    }
    return out;
}

} // namespace inferno::service
