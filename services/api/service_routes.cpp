// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "services/api/calendar_routes.h"
#include "services/api/documents.h"
#include "services/api/hub.h"
#include "services/api/openapi.h"
#include "services/api/support.h"
#include "services/config/settings.h"
#include "services/host/host_probe.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::size_t kStreamLimit = 1U << 20; ///< waiting for one listener
constexpr std::string_view kTopics[] = {"jobs", "runs", "audit", "models", "host"};

Result<http::Response> health(const Call& call) {
    return answer(call.context.info());
}

Result<http::Response> readiness(const Call& call) {
    const client::ServiceInfo info = call.context.info();
    return answer(info, info.status == "ok" ? 200 : 503);
}

Result<Topics> topicsOf(const std::string& text) {
    Topics topics;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find(',', start), text.size());
        const std::string topic = text.substr(start, end - start);
        if (std::ranges::find(kTopics, topic) == std::end(kTopics))
            return fail(ErrorCode::InputInvalid, "there is no topic '" + topic + "'",
                        "topics are jobs, runs, audit, models, host");
        topics.insert(topic);
        start = end + 1;
    }
    if (topics.empty())
        topics.insert(std::begin(kTopics), std::end(kTopics));
    return topics;
}

Result<http::Response> stream(const Call& call) {
    INFERNO_TRY(Topics topics, topicsOf(call.query("topics")));
    http::Response response = http::Response::text(200, "", "text/event-stream");
    response.stream = std::make_shared<http::Streaming>();
    response.stream->stream = std::make_shared<http::Stream>(kStreamLimit);
    response.stream->heartbeat = ": \n\n";
    call.context.hub.listen(response.stream->stream, std::move(topics), call.request.headers.get("Last-Event-ID"));
    return response;
}

Result<http::Response> storage(const Call& call) {
    const host::DataSizes sizes = call.context.host.storage();
    json parts = json::array();
    for (const auto& part : sizes.parts)
        parts.push_back({{"name", part.name}, {"bytes", part.bytes}});
    return answer({{"folder", call.context.dataDir.string()}, {"complete", sizes.complete}, {"parts", parts}});
}

Result<http::Response> stopped(const Call& call) {
    call.context.requestStop(call.caller.principal.user);
    return http::Response::empty(202);
}

} // namespace

void addServiceRoutes(std::vector<Route>& routes) {
    routes.push_back({"GET", "/healthz", "", "What answers here", {}, "", "ServiceInfo", 200, false, health});
    routes.push_back({"GET",
                      "/readyz",
                      "",
                      "The same; 503 while something is not well",
                      {},
                      "",
                      "ServiceInfo",
                      200,
                      false,
                      readiness});
    routes.push_back({"GET",
                      "/openapi.json",
                      "",
                      "This description",
                      {},
                      "",
                      "application/json",
                      200,
                      false,
                      [](const Call& call) -> Result<http::Response> {
                          return answer(openApi(allRoutes(), call.context.info().ports));
                      }});
    routes.push_back({"GET",
                      "/api/v1/host",
                      "service:read",
                      "The machine and how busy it is",
                      {},
                      "",
                      "HostInfo",
                      200,
                      false,
                      [](const Call& call) -> Result<http::Response> { return answer(call.context.host.read()); }});
    routes.push_back({"GET",
                      "/api/v1/storage",
                      "service:read",
                      "What the data folder holds, by its folders; measured at most once a minute",
                      {},
                      "",
                      "Storage",
                      200,
                      false,
                      storage});
    routes.push_back(
        {"GET",
         "/api/v1/config",
         "service:read",
         "Every key, its value, where it comes from, and what it takes",
         {},
         "",
         "[ConfigEntry]",
         200,
         false,
         [](const Call& call) -> Result<http::Response> { return answer(call.context.settings.shown()); }});
    routes.push_back({"POST",
                      "/api/v1/service/stop",
                      "service:write",
                      "Stop the service; running jobs go on",
                      {},
                      "",
                      "",
                      202,
                      false,
                      stopped});
    routes.push_back({"GET",
                      "/api/v1/stream",
                      "service:read",
                      "Server-sent events; resumable with Last-Event-ID. An event `reset` says that some were missed",
                      {{"topics", "jobs, runs, audit, models, host; comma-separated; all where absent"}},
                      "",
                      "text/event-stream",
                      200,
                      false,
                      stream});
}

std::vector<Route> allRoutes() {
    std::vector<Route> routes;
    addServiceRoutes(routes);
    addKeyRoutes(routes);
    addJobRoutes(routes);
    addTemplateRoutes(routes);
    addResourceRoutes(routes);
    addDefinitionRoutes(routes);
    addRunRoutes(routes);
    addQueueRoutes(routes);
    addCalendarRoutes(routes);
    addAlertRoutes(routes);
    addSearchRoutes(routes);
    addAuditRoutes(routes);
    addAuditAppendRoutes(routes);
    addExportRoutes(routes);
    addProofRoutes(routes);
    addErasureRoutes(routes);
    addWitnessRoutes(routes);
    addRetentionRoutes(routes);
    addReportRoutes(routes);
    addModelRoutes(routes);
    addSplitRoutes(routes);
    addMaintenanceRoutes(routes);
    return routes;
}

} // namespace inferno::api
