// SPDX-License-Identifier: GPL-3.0-or-later
// The inference door: TorchServe's predictions, KServe's version 1, the Open Inference Protocol.
#include <algorithm>

#include "services/api/sticky_value.h"
#include "services/api/torchserve/frontend.h"
#include "services/api/torchserve/open_inference.h"

namespace inferno::api::torchserve {
namespace {

constexpr const char* kVersionField = "x-inferno-model-version";

bool takesTensors(const ModelVersion& model) {
    return model.handler == "tensor";
}

Tensors tensorsOf(const ModelVersion& model) {
    return {takesTensors(model), model.input, model.output};
}

const std::string& versionOf(const Destination& to, const ChosenVersion& who) {
    return to.version.empty() ? who.version : to.version;
}

http::Response answeredBy(const std::string& version, http::Response response) {
    if (!version.empty())
        response.headers.set(kVersionField, version);
    return response;
}

/// Bodies beyond are read in the pool.
constexpr std::size_t kSmall = 48 << 10;

Query queryOf(const http::Request& request, const Destination& to, const Input& input, const ChosenVersion& who) {
    return {to.model, to.version, input.body, input.contentType, to.urlPath, to.explain, who.version, request.gone};
}

/// The version was unregistered since it was chosen: the default is there.
bool isGone(const Query& query, const Result<Prediction>& prediction) {
    return !prediction && prediction.error().code == ErrorCode::ModelUnknown && !query.chosen.empty();
}

Reply replyOf(std::expected<Prediction, Refusal> prediction) {
    if (!prediction)
        return std::unexpected(std::move(prediction).error());
    http::Response response =
        answeredBy(prediction->version, http::Response::text(prediction->status, std::move(prediction->body),
                                                             std::move(prediction->contentType)));
    for (auto& [name, value] : prediction->headers)
        response.headers.set(name, std::move(value));
    return response;
}

} // namespace

std::string noWorkerText(std::string_view model, std::string_view version) {
    return "Model \"" + std::string(model) + "\" " + (version.empty() ? "" : "Version " + std::string(version) + " ") +
           "has no worker to serve inference request. Please use scale workers API to add workers. If this is a "
           "sequence inference, please check if it is closed, or expired; or exceeds maxSequenceJobQueueSize";
}

Refusal Frontend::unanswered(const Error& error, const Query& query) const {
    const std::string name(query.name);
    const std::string version(query.version);
    if (error.code == ErrorCode::ModelUnknown)
        return absent(name, version);
    if (kindOf(error.code) == ErrorKind::Unavailable)
        if (const auto model = find(name, version); model && model->minWorkers == 0)
            return {503, "ServiceUnavailableException", noWorkerText(name, version)};
    if (error.code == ErrorCode::RateLimited)
        return refusalOf(error, parts_.overloadStatus);
    switch (error.code) {
    case ErrorCode::ModelMemory: return {507, "InternalServerException", error.message()}; // "Out of resources"
    case ErrorCode::ModelSignature: return {503, "ServiceUnavailableException", error.message()};
    case ErrorCode::ModelInvalid: { // it is withheld, or raised an error: not the client's fault
        const auto model = find(name, version.empty() ? std::string(query.chosen) : version);
        const bool isServed = model && !model->workers.empty();
        return {503, isServed ? "InternalServerException" : "ServiceUnavailableException", error.message()};
    }
    default: return refusalOf(error);
    }
}

ChosenVersion Frontend::chosen(const Ask& ask, std::string_view body) const {
    if (!ask.to.version.empty() || !parts_.traffic)
        return {};
    return parts_.traffic->choose(
        ask.to.model, [&](std::string_view sticky) { return stickyValueOf(sticky, ask.request.headers, body); });
}

std::expected<Prediction, Refusal> Frontend::asked(Query query, const std::string& shadow, const Caller& caller) {
    const MonoTime began = parts_.clock.monotonic();
    auto prediction = parts_.models.predict(query);
    if (isGone(query, prediction)) {
        query.chosen = {};
        prediction = parts_.models.predict(query);
    }
    return counted(query, shadow, caller, began, std::move(prediction));
}

std::expected<Prediction, Refusal> Frontend::counted(const Query& query, const std::string& shadow,
                                                     const Caller& caller, MonoTime began,
                                                     Result<Prediction> prediction) {
    const auto took = parts_.clock.monotonic() - began;
    const std::string_view answers = query.version.empty() ? query.chosen : query.version;
    InferenceRequest event{query.name, answers, took, query.body.size(), 0, nullptr};
    Sample sample{query.name, query.version, answers, took, std::nullopt, prediction.has_value()};
    if (prediction) {
        event.bytesOut = prediction->body.size();
        sample.answered = event.version = prediction->version;
        sample.waited = prediction->waited;
        if (!shadow.empty() && prediction->status < 400 && shadow != prediction->version &&
            parts_.traffic->copy(std::string(query.name), shadow, query.body, prediction->body))
            event.shadow = shadow;
    } else {
        event.error = &prediction.error();
    }
    parts_.recordInference(event, caller);
    // Names that no model has would be series without end, and a client that left is no failure.
    if (prediction || (prediction.error().code != ErrorCode::ModelUnknown && !query.gone.stop_requested()))
        metrics_.predicted(sample);
    if (!prediction)
        return std::unexpected(unanswered(prediction.error(), query));
    return *std::move(prediction);
}

Reply Frontend::predict(const Ask& ask) {
    const Input input = inputOf(ask.request);
    const ChosenVersion who = chosen(ask, input.body);
    auto prediction = asked(queryOf(ask.request, ask.to, input, who), who.shadow, ask.caller);
    return replyOf(std::move(prediction));
}

/// A prediction that nobody waits for, and all that its query views.
struct Frontend::Later {
    const http::Request& request;
    Caller caller;
    Destination to;
    Input input;
    ChosenVersion who;
    MonoTime began;
    http::Answer answer;
};

http::Start Frontend::begin(const http::Request& request, Caller caller) {
    Destination to = destinationOf(request.listener, request.method, request.path);
    const std::size_t size = request.body.size();
    if (to.place != Place::Predict || size > kSmall || (parts_.maxRequestBytes > 0 && size > parts_.maxRequestBytes))
        return {};
    return [this, &request, caller = std::move(caller), to = std::move(to)](http::Answer answer) {
        Input input = inputOf(request);
        ChosenVersion who = chosen({request, caller, to}, input.body);
        predictLater(std::make_shared<Later>(
            Later{request, caller, to, std::move(input), std::move(who), parts_.clock.monotonic(), std::move(answer)}));
    };
}

void Frontend::predictLater(const std::shared_ptr<Later>& later) {
    const auto done = [this, later](Result<Prediction> prediction) {
        const Query query = queryOf(later->request, later->to, later->input, later->who);
        if (isGone(query, prediction))
            return later->answer(std::nullopt);
        Reply reply = replyOf(counted(query, later->who.shadow, later->caller, later->began, std::move(prediction)));
        later->answer(sent(reply ? *std::move(reply) : errorReply(reply.error(), later->request.path)));
    };
    if (!parts_.models.predictAtOnce(queryOf(later->request, later->to, later->input, later->who), done))
        later->answer(std::nullopt);
}

/// The model is a parameter, of the address or of a form; else the only one there is.
Reply Frontend::invoke(const Ask& ask) {
    Ask named{ask.request, ask.caller, ask.to};
    named.to.model = ask.request.parameter("model_name");
    if (named.to.model.empty()) {
        const auto fields = inputOf(ask.request).fields;
        if (const auto field = fields.find("model_name"); field != fields.end())
            named.to.model = field->second;
    }
    if (named.to.model.empty()) {
        auto all = parts_.models.list();
        std::erase_if(all, [](const ModelVersion& model) { return !model.isDefault || !model.loadedAtStartup; });
        if (all.size() == 1)
            named.to.model = all.front().name;
    }
    if (named.to.model.empty())
        return badRequest("Parameter model_name is required.");
    return predict(named);
}

/// `version` becomes the one that answered.
std::expected<std::vector<std::string>, Refusal> Frontend::askedEach(const std::vector<std::string>& bodies,
                                                                     const Ask& ask, const ChosenVersion& who,
                                                                     std::string& version) {
    std::vector<std::string> answers;
    for (const std::string& body : bodies) {
        INFERNO_TRY(Prediction prediction, asked({ask.to.model, ask.to.version, body, "application/json", "",
                                                  ask.to.explain, who.version, ask.request.gone},
                                                 who.shadow, ask.caller));
        if (prediction.status >= 400)
            return refuse(prediction.status, "PredictionException", std::move(prediction.body));
        if (!prediction.version.empty())
            version = prediction.version;
        answers.push_back(std::move(prediction.body));
    }
    return answers;
}

Reply Frontend::kservePredict(const Ask& ask) {
    const ChosenVersion who = chosen(ask, ask.request.body);
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, versionOf(ask.to, who)));
    INFERNO_TRY(const auto bodies, instancesOf(ask.request.body, takesTensors(model)));
    std::string version;
    INFERNO_TRY(const auto answers, askedEach(bodies, ask, who, version));
    INFERNO_TRY(const Json document, predictionsOf(answers, takesTensors(model)));
    return answeredBy(version, jsonReply(document));
}

Reply Frontend::serverMetadata() const {
    return jsonReply({{"name", "inferno"}, {"version", parts_.version}, {"extensions", Json::array()}});
}

Reply Frontend::serverReady() const {
    const bool ready = std::ranges::all_of(parts_.models.list(), [](const ModelVersion& model) {
        return static_cast<int>(model.workers.size()) >= model.minWorkers;
    });
    return jsonReply({{"ready", ready}}, ready ? 200 : 400); // the protocol: a 4xx says no
}

Reply Frontend::modelMetadata(const Ask& ask) const {
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, ask.to.version));
    Json versions = Json::array();
    for (const ModelVersion& one : parts_.models.list())
        if (one.name == model.name && (ask.to.version.empty() || one.version == model.version))
            versions.push_back(one.version);
    return jsonReply({{"name", model.name},
                      {"versions", std::move(versions)},
                      {"platform", "pytorch_torchscript"},
                      {"inputs", inputsOf(tensorsOf(model))},
                      {"outputs", outputsOf(tensorsOf(model))}});
}

Reply Frontend::modelReady(const Ask& ask) const {
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, ask.to.version));
    const bool ready = !model.workers.empty();
    return jsonReply({{"name", model.name}, {"ready", ready}}, ready ? 200 : 400);
}

Reply Frontend::infer(const Ask& ask) {
    const ChosenVersion who = chosen(ask, ask.request.body);
    INFERNO_TRY(const ModelVersion model, find(ask.to.model, versionOf(ask.to, who)));
    if (ask.request.headers.find("Inference-Header-Content-Length"))
        return binaryData();
    const Tensors tensors = tensorsOf(model);
    INFERNO_TRY(const InferRequest request, inferRequestOf(ask.request.body, tensors));
    std::string version = model.version;
    INFERNO_TRY(const auto answers, askedEach(request.bodies, ask, who, version));
    INFERNO_TRY(Json outputs, inferReplyOf(answers, tensors));
    Json document;
    if (!request.id.is_null())
        document["id"] = request.id;
    document["model_name"] = model.name;
    document["model_version"] = version;
    document["outputs"] = std::move(outputs);
    return answeredBy(version, jsonReply(document));
}

} // namespace inferno::api::torchserve
