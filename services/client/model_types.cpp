// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/model_types.h"

#include "services/client/client_impl.h"

/// Client: how requests are split among the versions of a model.
namespace inferno::client {
namespace {

using nlohmann::json;

template <typename T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

template <typename T>
void read(const json& object, const char* name, T& value) {
    if (const auto field = object.find(name); field != object.end() && !field->is_null())
        field->get_to(value);
}

template <typename T>
void read(const json& object, const char* name, std::optional<T>& value) {
    const auto field = object.find(name);
    value.reset();
    if (field != object.end() && !field->is_null())
        field->get_to(value.emplace());
}

} // namespace

// One line a field and direction: W writes, R reads.
#define W(field) json[#field] = value.field
#define R(field) read(json, #field, value.field)

void to_json(json& json, const SplitState& value) {
    W(weights), W(sticky), W(shadow);
    json["default"] = value.default_version;
}
void from_json(const json& json, SplitState& value) {
    R(weights), R(sticky), R(shadow);
    read(json, "default", value.default_version);
}

void to_json(json& json, const SplitRequest& value) {
    json = json::object();
    if (value.weights)
        json["weights"] = *value.weights;
    if (value.sticky)
        json["sticky"] = *value.sticky;
    if (value.shadow)
        json["shadow"] = *value.shadow;
    if (!value.reason.empty())
        W(reason);
}

void to_json(json& json, const VersionFigures& value) {
    W(version), W(weight), W(requests), W(errors), W(shadowed), W(agreed), W(disagreed), W(dropped);
    json["p50"] = orNull(value.p50);
    json["p95"] = orNull(value.p95);
    json["p99"] = orNull(value.p99);
    json["mean"] = orNull(value.mean);
}
void from_json(const json& json, VersionFigures& value) {
    R(version), R(weight), R(requests), R(errors), R(p50), R(p95), R(p99), R(mean);
    R(shadowed), R(agreed), R(disagreed), R(dropped);
}

void to_json(json& json, const TrafficPoint& value) {
    W(at), W(requests), W(errors);
    json["p50"] = orNull(value.p50);
    json["p95"] = orNull(value.p95);
}
void from_json(const json& json, TrafficPoint& value) {
    R(at), R(requests), R(errors), R(p50), R(p95);
}

void to_json(json& json, const VersionSeries& value) {
    W(version), W(points);
}
void from_json(const json& json, VersionSeries& value) {
    R(version), R(points);
}

void to_json(json& json, const ModelSplit& value) {
    to_json(json, static_cast<const SplitState&>(value));
    W(model), W(versions), W(series);
    json["changed"] = value.changed.empty() ? nlohmann::json(nullptr) : nlohmann::json(value.changed);
    json["previous"] = orNull(value.previous);
}
void from_json(const json& json, ModelSplit& value) {
    from_json(json, static_cast<SplitState&>(value));
    R(model), R(changed), R(previous), R(versions), R(series);
}

#undef W
#undef R

namespace {

std::string pathOf(const std::string& model, const char* what) {
    return kApi + "/models/" + escaped(model) + "/" + what;
}

} // namespace

Result<ModelSplit> Client::modelSplit(const std::string& model) {
    return impl_->callFor<ModelSplit>("GET", pathOf(model, "split"));
}

Result<ModelSplit> Client::setModelSplit(const std::string& model, const SplitRequest& request) {
    return impl_->callFor<ModelSplit>("PUT", pathOf(model, "split"), json(request));
}

Result<ModelSplit> Client::setDefaultModel(const std::string& model, const std::string& version,
                                           const std::string& reason) {
    json body{{"version", version}};
    if (!reason.empty())
        body["reason"] = reason;
    return impl_->callFor<ModelSplit>("PUT", pathOf(model, "default"), body);
}

Result<ModelSplit> Client::rollBackModel(const std::string& model, const std::string& reason) {
    return impl_->callFor<ModelSplit>("POST", pathOf(model, "rollback"),
                                      reason.empty() ? json::object() : json{{"reason", reason}});
}

} // namespace inferno::client
