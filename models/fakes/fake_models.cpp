// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakes/fake_models.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <nlohmann/json.hpp>

#include "core/base/clock.h"
#include "models/fakes/sample.h"

namespace inferno::models::fakes {

using namespace std::chrono_literals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

struct Row {
    const char *name, *version;
    bool isDefault;
    const char *status, *handler;
    std::uint64_t size, memory;
    std::uint64_t requests;
    std::chrono::seconds used;
    double p95;  ///< seconds
    double rate; ///< requests in a second
    const char *signature, *problem;
};

constexpr Row kRows[] = {
    {"anomaly_series", "0.9", true, "unhealthy", "tensor", 6'501'171, 14 << 20, 0, 0s, 0, 0, "none",
     "anomaly_series.pt was changed since it was registered: its SHA-256 is another one"},
    {"doc_embedder", "2.0", true, "ready", "tensor", 459'276'288, 611 << 20, 48'213, 1s, 0.0412, 12.4, "valid", ""},
    {"fraud_detection", "1.1", false, "ready", "graph_fraud", 18'874'368, 92 << 20, 96'020, 6s, 0.0168, 0, "valid", ""},
    {"fraud_detection", "1.2", true, "ready", "graph_fraud", 19'293'798, 96 << 20, 1'118'204, 2s, 0.0151, 311, "valid",
     ""},
    {"fraud_detection", "1.3", false, "ready", "graph_fraud", 20'027'801, 104 << 20, 124'391, 4s, 0.0246, 35, "valid",
     ""},
    {"invoice_layout", "1.1", true, "ready", "image_classifier", 222'298'112, 318 << 20, 2'870, 86'400s, 0.0934, 0.4,
     "valid", ""},
    {"invoice_layout", "1.2", false, "loading", "image_classifier", 223'346'688, 320 << 20, 0, 0s, 0, 0, "none", ""},
};

const Row* rowOf(const std::string& name, const std::string& version) {
    const auto row =
        std::ranges::find_if(kRows, [&](const Row& one) { return name == one.name && version == one.version; });
    return row == std::end(kRows) ? nullptr : row;
}

std::string hashOf(const std::string& words) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::uint64_t seed = 1469598103934665603ULL;
    for (const char letter : words)
        seed = (seed ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    std::string out;
    for (int i = 0; i < 64; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        out += kDigits[seed >> 60];
    }
    return out;
}

client::Model modelOf(const Row& row) {
    client::Model model;
    model.name = row.name;
    model.version = row.version;
    model.is_default = row.isDefault;
    model.path = "/var/lib/inferno/models/" + model.name + "-" + model.version + ".mar";
    model.format = "torchscript";
    model.sha256 = hashOf(model.name + model.version);
    model.size = row.size;
    model.status = row.status;
    model.device = "cpu";
    model.registered = "2026-03-21T08:00:00Z";
    model.requests = row.requests;
    if (row.used > 0s)
        model.last_used = formatUtc(sampleNow() - row.used);
    model.handler = row.handler;
    model.batch_size = 8;
    model.max_batch_delay = 0.01;
    model.workers = 2;
    model.problem = row.problem;
    model.signature = row.signature;
    model.memory = row.memory;
    return model;
}

/// From −1 to 1, the same for each point.
double wobble(const Row& row, int point) {
    const double seed = static_cast<double>(std::hash<std::string_view>{}(row.version) % 97);
    return 0.6 * std::sin(0.37 * point + seed) + 0.4 * std::sin(1.13 * point + 2 * seed);
}

client::VersionSeries seriesOf(const Row& row) {
    constexpr int kPoints = 60;
    const auto now = std::chrono::floor<std::chrono::seconds>(sampleNow());
    const auto newest = now - now.time_since_epoch() % 30s;
    client::VersionSeries series;
    series.version = row.version;
    for (int point = 0; point < kPoints; ++point) {
        client::TrafficPoint at;
        at.at = formatUtc(newest - 30s * (kPoints - 1 - point));
        at.requests = static_cast<std::uint64_t>(std::lround(30 * row.rate * (1 + 0.08 * wobble(row, point + 7))));
        if (at.requests > 0) {
            at.p95 = row.p95 * (1 + 0.09 * wobble(row, point));
            at.p50 = *at.p95 * 0.6;
        }
        series.points.push_back(at);
    }
    return series;
}

client::VersionFigures figuresOf(const client::Model& model) {
    client::VersionFigures out;
    out.version = model.version;
    out.requests = model.requests;
    const Row* row = rowOf(model.name, model.version);
    if (!row || model.requests == 0)
        return out;
    out.errors = model.requests * (model.version == "1.3" ? 3 : 2) / 10'000;
    out.p95 = row->p95;
    out.p50 = row->p95 * 0.58;
    out.p99 = row->p95 * 1.9;
    out.mean = row->p95 * 0.64;
    return out;
}

std::unexpected<Error> unknown(const std::string& model) {
    return fail(ErrorCode::ModelUnknown, "no model is called '" + model + "'");
}

/// Keeps how it was, as what a rollback goes to.
client::ModelSplit* begin(SampleModels& sample, const std::string& model) {
    const auto split = sample.splits.find(model);
    if (split == sample.splits.end())
        return nullptr;
    split->second.previous = static_cast<const client::SplitState&>(split->second);
    split->second.changed = formatUtc(sampleNow());
    return &split->second;
}

void markDefault(SampleModels& sample, const std::string& model, const std::string& version) {
    for (client::Model& one : sample.models) {
        if (one.name == model)
            one.is_default = one.version == version;
    }
}

std::string fraudAnswer(const std::string& version, const json& request) {
    ordered_json answer;
    const json user = request.value("user_id", json(0));
    answer["user_id"] = user;
    const bool known = user == 77;
    answer["fraud_probability"] = known ? (version == "1.3" ? 0.934 : version == "1.2" ? 0.881 : 0.907) : 0.037;
    const double probability = answer["fraud_probability"].get<double>();
    answer["risk_level"] = probability >= 0.9 ? "critical" : probability >= 0.7 ? "high" : "minimal";
    answer["thresholds"] = {{"critical", 0.9}, {"high", 0.7}, {"medium", 0.4}, {"low", 0.1}};
    return answer.dump();
}

} // namespace

SampleModels makeModels() {
    SampleModels sample;
    for (const Row& row : kRows) {
        sample.models.push_back(modelOf(row));
        client::ModelSplit& split = sample.splits[row.name];
        split.model = row.name;
        if (row.isDefault)
            split.default_version = row.version;
    }
    client::ModelSplit& fraud = sample.splits["fraud_detection"];
    fraud.previous = client::SplitState{{}, "", "", "1.2"};
    fraud.weights = {{"1.2", 90}, {"1.3", 10}};
    fraud.sticky = "field:user_id";
    fraud.changed = "2026-03-21T08:00:00Z";
    return sample;
}

Result<client::ModelSplit> splitOf(const SampleModels& sample, const std::string& model) {
    const auto named = std::ranges::find(sample.models, model, &client::Model::name);
    if (named == sample.models.end())
        return unknown(model);
    const auto known = sample.splits.find(model);
    client::ModelSplit split = known == sample.splits.end() ? client::ModelSplit{} : known->second;
    split.model = model;
    if (split.default_version.empty())
        split.default_version = named->version;
    for (const client::Model& one : sample.models) {
        if (one.name != model)
            continue;
        client::VersionFigures figures = figuresOf(one);
        const auto weight = split.weights.find(one.version);
        figures.weight = weight != split.weights.end()                                   ? weight->second
                         : split.weights.empty() && one.version == split.default_version ? 100
                                                                                         : 0;
        split.versions.push_back(figures);
        if (const Row* row = rowOf(one.name, one.version))
            split.series.push_back(seriesOf(*row));
    }
    return split;
}

Result<client::ModelSplit> changeSplit(SampleModels& sample, const std::string& model,
                                       const client::SplitRequest& request) {
    client::ModelSplit* split = begin(sample, model);
    if (!split)
        return unknown(model);
    split->weights = request.weights.value_or(split->weights);
    split->sticky = request.sticky.value_or(split->sticky);
    split->shadow = request.shadow.value_or(split->shadow);
    return splitOf(sample, model);
}

Result<client::ModelSplit> changeDefault(SampleModels& sample, const std::string& model, const std::string& version) {
    client::ModelSplit* split = begin(sample, model);
    if (!split)
        return unknown(model);
    split->weights.clear();
    split->default_version = version;
    markDefault(sample, model, version);
    return splitOf(sample, model);
}

Result<client::ModelSplit> rollBack(SampleModels& sample, const std::string& model) {
    const auto split = sample.splits.find(model);
    if (split == sample.splits.end() || !split->second.previous)
        return fail(ErrorCode::ModelState, "the split of '" + model + "' was never changed");
    const client::SplitState wanted = *split->second.previous;
    client::ModelSplit& now = *begin(sample, model);
    static_cast<client::SplitState&>(now) = wanted;
    now.previous.reset();
    markDefault(sample, model, wanted.default_version);
    return splitOf(sample, model);
}

Result<client::Model> registerModel(SampleModels& sample, const json& request) {
    const std::string path = request.value("path", "");
    if (!path.ends_with(".pt") && !path.ends_with(".mar"))
        return fail(ErrorCode::ModelInvalid, "there is no file " + path, "name a TorchScript file or a .mar");
    const auto stem = path.substr(path.rfind('/') + 1);
    client::Model model;
    model.name = request.value("name", stem.substr(0, stem.rfind('.')));
    model.version = request.value("version", "1.0");
    const auto same = [&](const client::Model& one) { return one.name == model.name && one.version == model.version; };
    if (std::ranges::any_of(sample.models, same))
        return fail(ErrorCode::ModelExists, model.name + " " + model.version + " is registered already");
    if (const Row* row = rowOf(model.name, model.version))
        model = modelOf(*row);
    model.path = path;
    model.handler = request.value("handler", model.handler.empty() ? "tensor" : model.handler);
    model.batch_size = request.value("batch_size", 8);
    model.workers = request.value("workers", 2);
    model.max_batch_delay = request.value("max_batch_delay", 0.01);
    model.status = "ready";
    model.device = "cpu";
    model.format = "torchscript";
    model.sha256 = hashOf(model.name + model.version);
    model.registered = formatUtc(sampleNow());
    client::ModelSplit& split = sample.splits[model.name];
    split.model = model.name;
    if (split.default_version.empty())
        split.default_version = model.version;
    model.is_default = split.default_version == model.version;
    sample.models.push_back(model);
    return model;
}

Result<void> unregisterModel(SampleModels& sample, const std::string& name, const std::string& version) {
    const auto ofName = std::ranges::count(sample.models, name, &client::Model::name);
    const auto model = std::ranges::find_if(
        sample.models, [&](const client::Model& one) { return one.name == name && one.version == version; });
    if (model == sample.models.end())
        return unknown(name);
    if (model->is_default && ofName > 1)
        return fail(ErrorCode::ModelDefault, name + " " + version + " is the default version",
                    "make another version the default first");
    sample.models.erase(model);
    if (ofName == 1)
        sample.splits.erase(name);
    return {};
}

Result<std::string> answerOf(const SampleModels& sample, const std::string& name, const std::string& version,
                             const std::string& body) {
    const auto model = std::ranges::find_if(
        sample.models, [&](const client::Model& one) { return one.name == name && one.version == version; });
    if (model == sample.models.end())
        return unknown(name);
    if (model->handler == "image_classifier")
        return ordered_json{{"invoice", 0.912}, {"delivery_note", 0.061}, {"letter", 0.019}, {"form", 0.008}}.dump();
    const json request = json::parse(body, nullptr, false);
    if (request.is_discarded())
        return fail(ErrorCode::ModelInput, "the request is no JSON", "send a JSON document");
    if (model->handler == "graph_fraud")
        return request.contains("user_id")
                   ? Result<std::string>(fraudAnswer(version, request))
                   : fail(ErrorCode::ModelInput, "'user_id' is missing", R"(send {"user_id": 77})");
    return json{{-0.118, 0.942, 0.307}, {0.051, -0.274, 1.116}}.dump();
}

double latencyOf(const std::string& version) {
    return version == "1.3" ? 0.0192 : 0.0138;
}

} // namespace inferno::models::fakes
