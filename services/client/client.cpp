// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/client.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <initializer_list>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/ids.h"
#include "services/client/sse_parser.h"
#include "services/client/transport.h"

namespace inferno::client {
namespace {

using nlohmann::json;

constexpr long kLongCallSeconds = 3600; ///< verification and reports take as long as they take
const std::string kApi = "/api/v1";

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

/// "?a=1&b=2" of what is not empty.
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

/// The service's own error, from application/problem+json or TorchServe's {"code","type","message"}.
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
    const std::string message = text("message").empty() ? answer.body.substr(0, 200) : text("message");
    ErrorCode code = ErrorCode::Internal;
    if (answer.status == 404)
        code = ErrorCode::RouteUnknown;
    else if (answer.status == 503)
        code = ErrorCode::EngineUnavailable;
    else if (answer.status == 400)
        code = ErrorCode::InputInvalid;
    return {code, "HTTP " + std::to_string(answer.status) + (message.empty() ? "" : ": " + message), "", nullptr};
}

template <typename T>
Result<T> valueOf(const json& document) {
    try {
        return document.get<T>();
    } catch (const json::exception& problem) {
        return fail(ErrorCode::Internal, std::string("the service's answer cannot be read: ") + problem.what());
    }
}

template <typename T>
Result<Page<T>> pageOf(const json& document) {
    try {
        return Page<T>{document.at("items").get<std::vector<T>>(), document.value("next_cursor", "")};
    } catch (const json::exception& problem) {
        return fail(ErrorCode::Internal, std::string("the service's list cannot be read: ") + problem.what());
    }
}

} // namespace

struct Client::Impl {
    Endpoint endpoint;
    Transport transport;
    std::mutex mutex;
    bool known = false; ///< the expected instance has answered

    explicit Impl(Endpoint e) : endpoint(std::move(e)), transport(endpoint.url) {}

    Result<ServiceInfo> health() {
        Call call;
        call.path = "/healthz";
        call.timeoutSeconds = 10;
        INFERNO_TRY(const Answer answer, transport.exchange(call));
        if (answer.status != 200)
            return std::unexpected(errorOf(answer));
        return valueOf<ServiceInfo>(json::parse(answer.body, nullptr, false));
    }

    /// No token leaves before the service has shown that it is the one that is meant.
    Result<void> introduce() {
        const std::lock_guard lock(mutex);
        if (known)
            return {};
        INFERNO_TRY(const ServiceInfo info, health());
        if (!endpoint.instance.empty() && info.instance != endpoint.instance)
            return fail(ErrorCode::ServiceUnreachable,
                        "another service answers at " + endpoint.url + " (instance " + info.instance + ")",
                        "inferno service status says what runs");
        known = true;
        return {};
    }
    void forget() {
        const std::lock_guard lock(mutex);
        known = false;
    }

    void authorize(Call& call) const {
        if (!endpoint.token.empty())
            call.headers.emplace_back("Authorization", "Bearer " + endpoint.token);
    }

    /// With the token, and once more where the connection broke and the call may be repeated.
    Result<Answer> send(Call call) {
        const bool repeatable = call.method == "GET" || call.method == "POST";
        if (call.method == "POST")
            call.headers.emplace_back("Idempotency-Key", newKey());
        authorize(call);
        for (int attempt = 0;; ++attempt) {
            INFERNO_CHECK(introduce());
            bool broken = false;
            auto answer = transport.exchange(call, &broken);
            if (answer && answer->status < 400)
                return answer;
            if (answer) {
                if (answer->status == 401) // another service may have taken the port
                    forget();
                return std::unexpected(errorOf(*answer));
            }
            forget();
            if (!broken || !repeatable || attempt > 0)
                return answer;
        }
    }

    Result<json> callJson(std::string_view method, const std::string& path, const json& body = nullptr,
                          long timeoutSeconds = 60) {
        Call call;
        call.method = method;
        call.path = path;
        call.timeoutSeconds = timeoutSeconds;
        if (!body.is_null()) {
            call.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
            call.contentType = "application/json";
        }
        INFERNO_TRY(const Answer answer, send(std::move(call)));
        if (answer.body.empty())
            return json(nullptr);
        json document = json::parse(answer.body, nullptr, false);
        if (document.is_discarded())
            return fail(ErrorCode::Internal, "the service's answer to " + path + " is not JSON");
        return document;
    }
    Result<void> callVoid(std::string_view method, const std::string& path, const json& body = nullptr) {
        INFERNO_TRY([[maybe_unused]] const json ignored, callJson(method, path, body));
        return {};
    }
    template <typename T>
    Result<T> callFor(std::string_view method, const std::string& path, const json& body = nullptr,
                      long timeoutSeconds = 60) {
        INFERNO_TRY(const json document, callJson(method, path, body, timeoutSeconds));
        return valueOf<T>(document);
    }
    Result<Answer> stream(const Call& call, const std::function<void(std::string_view)>& onData,
                          const std::function<void()>& onOpen, const std::atomic<bool>& stop, bool* complete) {
        INFERNO_CHECK(introduce());
        return transport.stream(call, onData, onOpen, stop, complete);
    }
    Result<Answer> get(const std::string& path) {
        Call call;
        call.path = path;
        return send(std::move(call));
    }
};

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

Result<Page<Run>> Client::runs(const std::string& job, const std::string& status, int limit,
                               const std::string& cursor) {
    INFERNO_TRY(
        const json document,
        impl_->callJson(
            "GET",
            kApi + "/runs" +
                queryOf({{"job", job}, {"status", status}, {"limit", std::to_string(limit)}, {"cursor", cursor}})));
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

Result<std::string> Client::runLog(const std::string& id, std::uint64_t offset, std::uint64_t* next) {
    INFERNO_TRY(Answer answer, impl_->get(kApi + "/runs/" + escaped(id) + "/log?offset=" + std::to_string(offset)));
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
    std::uint64_t offset = 0;
    std::chrono::milliseconds pause = kFirstPause;
    for (int failures = 0; !stop.load();) {
        Call call;
        call.path = kApi + "/runs/" + escaped(id) + "/log?follow=1&offset=" + std::to_string(offset);
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

// Audit

Result<AuditPage> Client::auditEvents(const AuditQuery& query) {
    return impl_->callFor<AuditPage>("GET", kApi + "/audit/events" +
                                                queryOf({{"user", query.user},
                                                         {"action", query.action},
                                                         {"event_type", query.event_type},
                                                         {"severity", query.severity},
                                                         {"result", query.result},
                                                         {"query", query.query},
                                                         {"since", query.since},
                                                         {"until", query.until},
                                                         {"limit", std::to_string(query.limit)},
                                                         {"cursor", query.cursor},
                                                         {"view", query.view}}));
}

Result<std::vector<Appended>> Client::appendEvents(const std::vector<std::string>& lines) {
    Call call;
    call.method = "POST";
    call.path = kApi + "/audit/events";
    call.contentType = "application/x-ndjson";
    for (const std::string& line : lines)
        call.body += line + '\n';
    INFERNO_TRY(const Answer answer, impl_->send(std::move(call)));
    std::vector<Appended> appended;
    for (std::size_t start = 0; start < answer.body.size();) {
        const auto end = std::min(answer.body.find('\n', start), answer.body.size());
        if (end > start) {
            INFERNO_TRY(Appended one, valueOf<Appended>(json::parse(
                                          answer.body.begin() + static_cast<std::ptrdiff_t>(start),
                                          answer.body.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false)));
            appended.push_back(std::move(one));
        }
        start = end + 1;
    }
    return appended;
}

Result<AuditStatus> Client::auditStatus() {
    return impl_->callFor<AuditStatus>("GET", kApi + "/audit/status");
}

Result<VerifyResult> Client::verifyAudit(const std::string& level) {
    return impl_->callFor<VerifyResult>("POST", kApi + "/audit/verify", json{{"level", level}}, kLongCallSeconds);
}

Result<std::string> Client::checkpoint() {
    INFERNO_TRY(Answer answer, impl_->get(kApi + "/audit/checkpoint"));
    return std::move(answer.body);
}

Result<std::string> Client::verifierKey() {
    INFERNO_TRY(Answer answer, impl_->get(kApi + "/audit/checkpoint?key=1"));
    while (answer.body.ends_with('\n'))
        answer.body.pop_back();
    return std::move(answer.body);
}

Result<InclusionProof> Client::prove(std::uint64_t seq) {
    return impl_->callFor<InclusionProof>("GET", kApi + "/audit/proof/" + std::to_string(seq));
}

Result<ConsistencyProof> Client::consistency(std::uint64_t oldSize, std::uint64_t newSize) {
    return impl_->callFor<ConsistencyProof>(
        "GET",
        kApi + "/audit/consistency" + queryOf({{"old", std::to_string(oldSize)}, {"new", std::to_string(newSize)}}));
}

Result<void> Client::rotateAudit() {
    return impl_->callVoid("POST", kApi + "/audit/rotate");
}

// Reports

Result<Report> Client::createReport(const std::string& period, const std::string& from, const std::string& to) {
    json body = json::object();
    for (const auto& [name, value] : {std::pair{"period", &period}, std::pair{"from", &from}, std::pair{"to", &to}})
        if (!value->empty())
            body[name] = *value;
    return impl_->callFor<Report>("POST", kApi + "/reports", body);
}

Result<Report> Client::report(const std::string& id) {
    return impl_->callFor<Report>("GET", kApi + "/reports/" + escaped(id));
}

Result<std::string> Client::reportPdf(const std::string& id) {
    INFERNO_TRY(Answer answer, impl_->get(kApi + "/reports/" + escaped(id) + "/pdf"));
    return std::move(answer.body);
}

// Models

Result<std::vector<Model>> Client::models() {
    INFERNO_TRY(const json document, impl_->callJson("GET", kApi + "/models"));
    INFERNO_TRY(auto page, pageOf<Model>(document));
    return std::move(page.items);
}

Result<Model> Client::registerModel(const nlohmann::json& request) {
    return impl_->callFor<Model>("POST", kApi + "/models", request, kLongCallSeconds);
}

Result<void> Client::unregisterModel(const std::string& name, const std::string& version) {
    return impl_->callVoid("DELETE",
                           kApi + "/models/" + escaped(name) + (version.empty() ? "" : "/" + escaped(version)));
}

Result<std::string> Client::predict(const std::string& name, const std::string& version, const std::string& body,
                                    const std::string& contentType) {
    Call call;
    call.method = "POST";
    call.path = "/predictions/" + escaped(name) + (version.empty() ? "" : "/" + escaped(version));
    call.body = body;
    call.contentType = contentType;
    call.timeoutSeconds = kLongCallSeconds;
    INFERNO_TRY(Answer answer, impl_->send(std::move(call)));
    return std::move(answer.body);
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
                    const std::function<void(bool)>& onState, const std::atomic<bool>& stop) {
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
            onState(true);
        };
        impl_->forget();
        (void)impl_->stream(call, onData, onOpen, stop, &complete);
        if (stop.load())
            return;
        if (connected)
            onState(false);
        pauseFor(pause, stop);
        pause = std::min<std::chrono::milliseconds>(pause * 2, kLongestPause);
    }
}

} // namespace inferno::client
