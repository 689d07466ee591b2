// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "core/base/bytes.h"
#include "core/base/ids.h"
#include "services/client/client_impl.h"
#include "services/client/sse_parser.h"

namespace inferno::client {

using nlohmann::json;

std::string escaped(std::string_view text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const unsigned char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
            c == '_' || c == '~') {
            out += static_cast<char>(c);
        } else {
            out += '%';
            out += kHex[c >> 4];
            out += kHex[c & 15];
        }
    }
    return out;
}

std::string queryOf(std::initializer_list<std::pair<const char*, std::string>> parameters) {
    std::string out;
    for (const auto& [name, value] : parameters)
        if (!value.empty())
            out += (out.empty() ? '?' : '&') + std::string(name) + '=' + escaped(value);
    return out;
}

std::string newKey() {
    std::uint8_t bytes[16];
    randomBytes(bytes, sizeof bytes);
    return toHex(bytes);
}

namespace {

/// The inference routes answer in TorchServe's shape. Where the service has words of its own, the message begins with
/// the title of their code.
Error torchServeErrorOf(const Answer& answer, std::string_view type, const std::string& message) {
    if (type == "ModelNotFoundException" || type == "ModelVersionNotFoundException")
        return {ErrorCode::ModelUnknown, message, "", nullptr};
    if (type == "InvalidKeyException")
        return {ErrorCode::AuthRequired, message, "", nullptr};
    for (const ErrorCode code : {ErrorCode::ModelInput, ErrorCode::ModelInvalid, ErrorCode::ModelMemory,
                                 ErrorCode::ModelSignature, ErrorCode::InputTooLarge, ErrorCode::EngineUnavailable,
                                 ErrorCode::EngineMissing, ErrorCode::RequestTimeout, ErrorCode::RateLimited}) {
        const std::string title(titleOf(code));
        if (message == title || message.starts_with(title + " · "))
            return {code, message == title ? "" : message.substr(title.size() + 4), "", nullptr}; // 4 B: " · "
    }
    ErrorCode code = ErrorCode::Internal;
    if (answer.status == 404)
        code = ErrorCode::RouteUnknown;
    else if (answer.status == 503)
        code = ErrorCode::EngineUnavailable;
    else if (answer.status == 429)
        code = ErrorCode::RateLimited;
    else if (answer.status == 400)
        code = ErrorCode::InputInvalid;
    const std::string said = message.empty() ? answer.body.substr(0, 200) : message;
    return {code, "HTTP " + std::to_string(answer.status) + (said.empty() ? "" : ": " + said), "", nullptr};
}

} // namespace

Error errorOf(const Answer& answer) {
    const json problem = json::parse(answer.body, nullptr, false);
    const auto text = [&](const char* name) {
        const auto field = problem.is_object() ? problem.find(name) : problem.end();
        return field != problem.end() && field->is_string() ? field->get<std::string>() : std::string();
    };
    if (problem.is_object() && problem.contains("code") && problem["code"].is_string()) {
        const std::string id = text("code");
        Error error{codeOf(id), text("detail"), text("hint"), nullptr};
        if (error.code == ErrorCode::Internal && id != "internal.error") // a code of a newer service
            error.detail = text("title") + (error.detail.empty() ? "" : ": " + error.detail) + " (" + id + ")";
        return error;
    }
    return torchServeErrorOf(answer, text("type"), text("message"));
}

Client::Client(Endpoint endpoint) : impl_(std::make_unique<Impl>(std::move(endpoint))) {}
Client::~Client() = default;

const Endpoint& Client::endpoint() const {
    return impl_->endpoint;
}

Result<ServiceInfo> Client::health() {
    return impl_->health();
}

Result<nlohmann::json> Client::call(std::string_view method, const std::string& path, const nlohmann::json& body) {
    return impl_->callJson(method, path, body);
}

// Jobs

Result<Created> Client::createJob(const JobDefinition& definition) {
    return impl_->callFor<Created>("POST", kApi + "/jobs", json(definition));
}

Result<Page<Job>> Client::jobs(const JobFilter& filter) {
    INFERNO_TRY(const json document, impl_->callJson("GET", kApi + "/jobs" +
                                                                queryOf({{"status", filter.status},
                                                                         {"tag", filter.tag},
                                                                         {"search", filter.search},
                                                                         {"recent", filter.recent ? "1" : ""},
                                                                         {"limit", std::to_string(filter.limit)},
                                                                         {"cursor", filter.cursor}})));
    return pageOf<Job>(document);
}

Result<Job> Client::job(const std::string& idOrName) {
    return impl_->callFor<Job>("GET", kApi + "/jobs/" + escaped(idOrName));
}

Result<Job> Client::updateJob(const std::string& idOrName, const nlohmann::json& changes) {
    return impl_->callFor<Job>("PATCH", kApi + "/jobs/" + escaped(idOrName), changes);
}

Result<void> Client::deleteJob(const std::string& idOrName) {
    return impl_->callVoid("DELETE", kApi + "/jobs/" + escaped(idOrName));
}

Result<Run> Client::runJob(const std::string& idOrName) {
    return impl_->callFor<Run>("POST", kApi + "/jobs/" + escaped(idOrName) + "/run");
}

Result<void> Client::enableJob(const std::string& idOrName, bool enabled) {
    return impl_->callVoid("POST", kApi + "/jobs/" + escaped(idOrName) + (enabled ? "/enable" : "/disable"));
}

Result<void> Client::cancelJob(const std::string& idOrName) {
    return impl_->callVoid("POST", kApi + "/jobs/" + escaped(idOrName) + "/cancel");
}

Result<Run> Client::retryJob(const std::string& idOrName) {
    return impl_->callFor<Run>("POST", kApi + "/jobs/" + escaped(idOrName) + "/retry");
}

// Runs

Result<Page<Run>> Client::runs(const RunQuery& query) {
    INFERNO_TRY(const json document, impl_->callJson("GET", kApi + "/runs" +
                                                                queryOf({{"job", query.job},
                                                                         {"status", query.status},
                                                                         {"tag", query.tag},
                                                                         {"search", query.search},
                                                                         {"limit", std::to_string(query.limit)},
                                                                         {"cursor", query.cursor}})));
    return pageOf<Run>(document);
}

Result<Run> Client::run(const std::string& id) {
    return impl_->callFor<Run>("GET", kApi + "/runs/" + escaped(id));
}

Result<void> Client::cancelRun(const std::string& id) {
    return impl_->callVoid("POST", kApi + "/runs/" + escaped(id) + "/cancel");
}

Result<Run> Client::retryRun(const std::string& id) {
    return impl_->callFor<Run>("POST", kApi + "/runs/" + escaped(id) + "/retry");
}

namespace {

std::string viewed(Client::LogView view) {
    return std::string(view.notes ? "&notes=1" : "") + (view.timestamps ? "&timestamps=1" : "");
}

} // namespace

Result<std::string> Client::runLog(const std::string& id, std::uint64_t offset, std::uint64_t* next) {
    return runLog(id, offset, next, {});
}

Result<std::string> Client::runLog(const std::string& id, std::uint64_t offset, std::uint64_t* next, LogView view) {
    INFERNO_TRY(Answer answer,
                impl_->get(kApi + "/runs/" + escaped(id) + "/log?offset=" + std::to_string(offset) + viewed(view)));
    if (next) {
        *next = offset + answer.body.size();
        std::from_chars(answer.nextOffset.data(), answer.nextOffset.data() + answer.nextOffset.size(), *next);
    }
    return std::move(answer.body);
}

namespace {

/// Sleeps in short pieces, so that `stop` is seen.
void pauseFor(std::chrono::milliseconds duration, const std::atomic<bool>& stop) {
    const auto end = std::chrono::steady_clock::now() + duration;
    while (!stop.load() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

constexpr std::chrono::seconds kFirstPause{1};
constexpr std::chrono::seconds kLongestPause{30};

} // namespace

Result<void> Client::followRunLog(const std::string& id, const std::function<void(std::string_view)>& onText,
                                  const std::atomic<bool>& stop) {
    return followRunLog(id, onText, stop, {});
}

Result<void> Client::followRunLog(const std::string& id, const std::function<void(std::string_view)>& onText,
                                  const std::atomic<bool>& stop, LogView view) {
    std::uint64_t offset = 0;
    std::chrono::milliseconds pause = kFirstPause;
    for (int failures = 0; !stop.load();) {
        Call call;
        call.path = kApi + "/runs/" + escaped(id) + "/log?follow=1&offset=" + std::to_string(offset) + viewed(view);
        impl_->authorize(call);
        bool complete = false;
        auto answer = impl_->stream(
            call,
            [&](std::string_view text) {
                offset += text.size();
                failures = 0;
                pause = kFirstPause;
                onText(text);
            },
            {}, stop, &complete);
        if (answer && answer->status >= 400)
            return std::unexpected(errorOf(*answer));
        if (answer && complete)
            return {};
        if (stop.load())
            break;
        impl_->forget();
        if (++failures > 3)
            return answer ? fail(ErrorCode::ServiceUnreachable, "the output broke off")
                          : std::unexpected(answer.error());
        pauseFor(pause, stop);
        pause = std::min<std::chrono::milliseconds>(pause * 2, kLongestPause);
    }
    return {};
}

// The queue

Result<QueueStats> Client::queueStats() {
    return impl_->callFor<QueueStats>("GET", kApi + "/queue/stats");
}

Result<void> Client::pauseQueue(const std::string& reason, std::optional<double> forSeconds) {
    json body{{"reason", reason}};
    if (forSeconds)
        body["for"] = *forSeconds;
    return impl_->callVoid("POST", kApi + "/queue/pause", body);
}

Result<void> Client::resumeQueue() {
    return impl_->callVoid("POST", kApi + "/queue/resume");
}

Result<Graph> Client::graph() {
    return impl_->callFor<Graph>("GET", kApi + "/graph");
}

Result<std::vector<CalendarEntry>> Client::calendar(const std::string& from, const std::string& to) {
    INFERNO_TRY(const json document,
                impl_->callJson("GET", kApi + "/calendar" + queryOf({{"from", from}, {"to", to}})));
    INFERNO_TRY(auto page, pageOf<CalendarEntry>(document));
    return std::move(page.items);
}

Result<std::vector<Blackout>> Client::blackouts() {
    INFERNO_TRY(const json document, impl_->callJson("GET", kApi + "/blackouts"));
    INFERNO_TRY(auto page, pageOf<Blackout>(document));
    return std::move(page.items);
}

Result<Blackout> Client::addBlackout(const json& blackout) {
    return impl_->callFor<Blackout>("POST", kApi + "/blackouts", blackout);
}

Result<void> Client::deleteBlackout(const std::string& name) {
    return impl_->callVoid("DELETE", kApi + "/blackouts/" + escaped(name));
}

// The service

Result<HostInfo> Client::host() {
    return impl_->callFor<HostInfo>("GET", kApi + "/host");
}

Result<nlohmann::json> Client::config() {
    return impl_->callJson("GET", kApi + "/config");
}

Result<void> Client::stopService() {
    return impl_->callVoid("POST", kApi + "/service/stop");
}

void Client::follow(const std::string& topics, const std::function<void(const StreamEvent&)>& onEvent,
                    const std::function<bool(bool)>& onState, const std::atomic<bool>& stop) {
    SseParser parser;
    std::chrono::milliseconds pause = kFirstPause;
    while (!stop.load()) {
        Call call;
        call.path = kApi + "/stream" + queryOf({{"topics", topics}});
        call.headers.emplace_back("Accept", "text/event-stream");
        if (!parser.lastId().empty())
            call.headers.emplace_back("Last-Event-ID", parser.lastId());
        impl_->authorize(call);
        parser.restart();
        bool complete = false;
        bool connected = false;
        bool goOn = true;
        const auto onData = [&](std::string_view piece) {
            parser.feed(piece, [&](const SseParser::Event& event) {
                auto data = json::parse(event.data, nullptr, false);
                if (!data.is_discarded() && !stop.load())
                    onEvent({event.id, event.type, std::move(data)});
            });
        };
        const auto onOpen = [&] {
            connected = true;
            pause = kFirstPause;
            goOn = onState(true);
        };
        impl_->forget();
        (void)impl_->stream(call, onData, onOpen, stop, &complete);
        if (stop.load())
            return;
        if (connected && (!goOn || !onState(false)))
            return;
        pauseFor(pause, stop);
        pause = std::min<std::chrono::milliseconds>(pause * 2, kLongestPause);
    }
}

} // namespace inferno::client
