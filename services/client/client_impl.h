// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "services/client/client.h"
#include "services/client/transport.h"

/// Inside services/client: what the calls of the client share.
namespace inferno::client {

inline constexpr long kLongCallSeconds = 3600; ///< verification and reports take as long as they take
inline const std::string kApi = "/api/v1";

/// Percent-encodes all but RFC 3986's unreserved characters.
std::string escaped(std::string_view text);
/// "?a=1&b=2" of what is not empty.
std::string queryOf(std::initializer_list<std::pair<const char*, std::string>> parameters);
/// The filters of an audit query, and what else is asked.
std::string filterQuery(const AuditQuery& query, std::initializer_list<std::pair<const char*, std::string>> more);
/// The service's own error, from application/problem+json or TorchServe's {"code","type","message"}.
Error errorOf(const Answer& answer);

/// A new Idempotency-Key.
std::string newKey();

template <typename T>
Result<T> valueOf(const nlohmann::json& document) {
    try {
        return document.get<T>();
    } catch (const nlohmann::json::exception& problem) {
        return fail(ErrorCode::Internal, std::string("the service's answer cannot be read: ") + problem.what());
    }
}

template <typename T>
Result<Page<T>> pageOf(const nlohmann::json& document) {
    try {
        return Page<T>{document.at("items").get<std::vector<T>>(), document.value("next_cursor", "")};
    } catch (const nlohmann::json::exception& problem) {
        return fail(ErrorCode::Internal, std::string("the service's list cannot be read: ") + problem.what());
    }
}

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
        return valueOf<ServiceInfo>(nlohmann::json::parse(answer.body, nullptr, false));
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

    Result<nlohmann::json> callJson(std::string_view method, const std::string& path,
                                    const nlohmann::json& body = nullptr, long timeoutSeconds = 60) {
        Call call;
        call.method = method;
        call.path = path;
        call.timeoutSeconds = timeoutSeconds;
        if (!body.is_null()) {
            call.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
            call.contentType = "application/json";
        }
        INFERNO_TRY(const Answer answer, send(std::move(call)));
        if (answer.body.empty())
            return nlohmann::json(nullptr);
        nlohmann::json document = nlohmann::json::parse(answer.body, nullptr, false);
        if (document.is_discarded())
            return fail(ErrorCode::Internal, "the service's answer to " + path + " is not JSON");
        return document;
    }
    Result<void> callVoid(std::string_view method, const std::string& path, const nlohmann::json& body = nullptr) {
        INFERNO_TRY([[maybe_unused]] const nlohmann::json ignored, callJson(method, path, body));
        return {};
    }
    template <typename T>
    Result<T> callFor(std::string_view method, const std::string& path, const nlohmann::json& body = nullptr,
                      long timeoutSeconds = 60) {
        INFERNO_TRY(const nlohmann::json document, callJson(method, path, body, timeoutSeconds));
        return valueOf<T>(document);
    }
    Result<Answer> stream(const Call& call, const std::function<void(std::string_view)>& onData,
                          const std::function<void()>& onOpen, const std::atomic<bool>& stop, bool* complete) {
        INFERNO_CHECK(introduce());
        return transport.stream(call, onData, onOpen, stop, complete);
    }
    Result<Answer> streamWhile(const Call& call, const std::function<bool(std::string_view)>& take,
                               const std::atomic<bool>& stop, bool* complete) {
        INFERNO_CHECK(introduce());
        return transport.streamWhile(call, take, {}, stop, complete);
    }
    Result<Answer> get(const std::string& path) {
        Call call;
        call.path = path;
        return send(std::move(call));
    }
};

} // namespace inferno::client
