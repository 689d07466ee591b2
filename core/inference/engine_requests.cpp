// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/engine_requests.h"

#include <nlohmann/json.hpp>

namespace inferno::inference {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr std::int64_t kMostItems = 1'000'000;
constexpr std::int64_t kLongestMs = 7LL * 24 * 3600 * 1000;

std::string textIn(const json& head, const char* key) {
    const auto at = head.find(key);
    return at != head.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

ModelKey keyIn(const json& head) {
    return {textIn(head, "name"), textIn(head, "version")};
}

/// Nothing where the head has no such number.
Result<std::optional<std::int64_t>> numberIn(const json& head, const char* key, std::int64_t least, std::int64_t most) {
    const auto at = head.find(key);
    if (at == head.end())
        return std::optional<std::int64_t>{};
    // A number beyond the signed ones would come out negative.
    if (at->is_number_integer() && !(at->is_number_unsigned() && at->get<std::uint64_t>() > INT64_MAX))
        if (const auto value = at->get<std::int64_t>(); value >= least && value <= most)
            return std::optional(value);
    return fail(ErrorCode::InputInvalid, std::string(key) + " is not a whole number from " + std::to_string(least) +
                                             " to " + std::to_string(most));
}

Result<void> readCount(const json& head, const char* key, int& count) {
    INFERNO_TRY(const auto given, numberIn(head, key, 1, kMostItems));
    if (given)
        count = static_cast<int>(*given);
    return {};
}

Result<void> readTime(const json& head, const char* key, std::int64_t leastMs, milliseconds& time) {
    INFERNO_TRY(const auto given, numberIn(head, key, leastMs, kLongestMs));
    if (given)
        time = milliseconds(*given);
    return {};
}

Result<EngineRequest> readLoad(const json& head, int workers) {
    LoadRequest request{keyIn(head), {}};
    request.options.path = textIn(head, "path");
    request.options.handler = textIn(head, "handler");
    BatchLimits& limits = request.options.limits;
    limits.workers = workers;
    INFERNO_CHECK(readCount(head, "workers", limits.workers));
    INFERNO_CHECK(readCount(head, "batch_size", limits.batchSize));
    INFERNO_CHECK(readCount(head, "queue_size", limits.queueSize));
    INFERNO_CHECK(readTime(head, "max_batch_delay_ms", 0, limits.maxDelay));
    INFERNO_CHECK(readTime(head, "response_timeout_ms", 1, request.options.responseTimeout));
    return request;
}

Result<EngineRequest> readScale(const json& head) {
    INFERNO_TRY(const auto workers, numberIn(head, "workers", 1, kMostItems));
    INFERNO_TRY(const auto batchSize, numberIn(head, "batch_size", 1, kMostItems));
    INFERNO_TRY(const auto delayMs, numberIn(head, "max_batch_delay_ms", 0, kLongestMs));
    if (!workers)
        return fail(ErrorCode::InputInvalid, "scale needs workers");
    ScaleRequest request{keyIn(head), {static_cast<int>(*workers), {}, {}}};
    if (batchSize)
        request.options.batchSize = static_cast<int>(*batchSize);
    if (delayMs)
        request.options.maxDelay = milliseconds(*delayMs);
    return request;
}

Result<EngineRequest> readPredict(const json& head) {
    INFERNO_TRY(const auto timeoutMs, numberIn(head, "timeout_ms", 0, kLongestMs));
    INFERNO_TRY(const auto priority, numberIn(head, "priority", -kMostItems, kMostItems));
    PredictRequest request{keyIn(head), {static_cast<int>(priority.value_or(0)), {}}};
    if (timeoutMs)
        request.options.timeout = milliseconds(*timeoutMs);
    return request;
}

/// Of a reply with an error, but for its last brace.
std::string headOf(const Error& error) {
    const json head{{"ok", false}, {"code", idOf(error.code)}, {"detail", error.detail}, {"hint", error.hint}};
    std::string text = head.dump(-1, ' ', false, json::error_handler_t::replace);
    text.pop_back();
    return text;
}

Result<EngineRequest> readCancel(const json& head) {
    const auto at = head.find("id");
    if (at == head.end() || !at->is_number_unsigned())
        return fail(ErrorCode::InputInvalid, "cancel needs the id of a request");
    return CancelRequest{at->get<Engine::RequestId>()};
}

} // namespace

Result<EngineRequest> readRequest(const std::string& head, int workers) {
    const json document = json::parse(head, nullptr, false);
    if (!document.is_object())
        return fail(ErrorCode::InputInvalid, "the head of a frame is not a JSON object");
    const std::string op = textIn(document, "op");
    if (op == "predict")
        return readPredict(document);
    if (op == "load")
        return readLoad(document, workers);
    if (op == "unload")
        return UnloadRequest{keyIn(document)};
    if (op == "scale")
        return readScale(document);
    if (op == "warmup")
        return WarmUpRequest{keyIn(document)};
    if (op == "cancel")
        return readCancel(document);
    if (op == "stats")
        return StatsRequest{};
    return fail(ErrorCode::InputInvalid, "the engine knows no operation '" + op + "'");
}

Frame replyTo(std::uint64_t id, Result<std::string> outcome, const Timing& timing) {
    std::string head = outcome ? R"({"ok":true)" : headOf(outcome.error());
    if (timing.batch > 0)
        head.append(R"(,"queue_us":)")
            .append(std::to_string(timing.queued.count()))
            .append(R"(,"compute_us":)")
            .append(std::to_string(timing.computed.count()))
            .append(R"(,"batch":)")
            .append(std::to_string(timing.batch));
    return {id, head + "}", outcome ? std::move(*outcome) : std::string()};
}

} // namespace inferno::inference
