// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/audit_follow.h"

#include <chrono>
#include <optional>
#include <thread>

#include "services/client/client_impl.h"

namespace inferno::client {
namespace {

using nlohmann::json;

constexpr int kBreaks = 4;
constexpr std::chrono::seconds kPause{1};

std::string pathOf(const AuditQuery& query, const std::optional<std::uint64_t>& from) {
    return kApi + "/audit/events" +
           filterQuery(query, {{"follow", "1"},
                               {"limit", from ? "" : std::to_string(query.limit)},
                               {"from", from ? std::to_string(*from) : ""}});
}

/// Cuts what comes into lines; the last, unfinished one waits for its rest.
class Lines {
public:
    template <typename Take>
    void feed(std::string_view piece, Take take) {
        rest_ += piece;
        std::size_t start = 0;
        for (std::size_t end; (end = rest_.find('\n', start)) != rest_.npos; start = end + 1)
            if (end > start) // an empty one only says that the service is there
                take(std::string_view(rest_).substr(start, end - start));
        rest_.erase(0, start);
    }

private:
    std::string rest_;
};

void pauseFor(std::chrono::milliseconds duration, const std::atomic<bool>& stop) {
    const auto end = std::chrono::steady_clock::now() + duration;
    while (!stop.load() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

/// No token leaves before the service has shown that it is the one that is meant.
Result<void> introduce(Client& client) {
    INFERNO_TRY(const ServiceInfo info, client.health());
    const Endpoint& endpoint = client.endpoint();
    if (endpoint.instance.empty() || info.instance == endpoint.instance)
        return {};
    return fail(ErrorCode::ServiceUnreachable,
                "another service answers at " + endpoint.url + " (instance " + info.instance + ")",
                "it was started anew: follow again");
}

} // namespace

Result<void> followAudit(Client& client, const AuditQuery& query, const std::function<void(const AuditEvent&)>& onEvent,
                         const std::atomic<bool>& stop) {
    Transport transport(client.endpoint().url);
    std::optional<std::uint64_t> from;
    for (int breaks = 0; !stop.load();) {
        INFERNO_CHECK(introduce(client));
        Call call;
        call.path = pathOf(query, from);
        if (!client.endpoint().token.empty())
            call.headers.emplace_back("Authorization", "Bearer " + client.endpoint().token);
        Lines lines;
        Result<void> readable;
        bool complete = false;
        const auto answer = transport.stream(
            call,
            [&](std::string_view piece) {
                lines.feed(piece, [&](std::string_view line) {
                    const auto event = valueOf<AuditEvent>(json::parse(line, nullptr, false));
                    if (!event) {
                        readable = std::unexpected(event.error());
                        return;
                    }
                    from = event->seq + 1;
                    breaks = 0;
                    if (!stop.load())
                        onEvent(*event);
                });
            },
            {}, stop, &complete);
        INFERNO_CHECK(readable);
        if (answer && answer->status >= 400)
            return std::unexpected(errorOf(*answer));
        if (stop.load())
            break;
        if (++breaks >= kBreaks)
            return answer ? fail(ErrorCode::ServiceUnreachable, "the events broke off")
                          : std::unexpected(answer.error());
        pauseFor(kPause, stop);
    }
    return {};
}

} // namespace inferno::client
