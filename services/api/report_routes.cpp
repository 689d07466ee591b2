// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/reports.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

using nlohmann::json;

Result<http::Response> created(const Call& call) {
    INFERNO_TRY(const std::string key, idempotencyKeyOf(call));
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(std::string period, textField(body, "period"));
    INFERNO_TRY(const std::string from, textField(body, "from"));
    INFERNO_TRY(const std::string to, textField(body, "to"));
    if (period.empty() && !from.empty() && !to.empty())
        period = from + ".." + to;
    const std::string& user = call.caller.principal.user;
    INFERNO_TRY(const client::Report report,
                call.context.reports.create(period, user, key.empty() ? "" : user + "\n" + key));
    vault::Event event;
    event.eventType = "data_access";
    event.action = vault::actions::kAuditExport;
    event.resource = report.id;
    event.result = "success";
    event.details = textOf({{"format", "report"}, {"from", report.from}, {"to", report.to}});
    call.context.auditor.record(std::move(event), call.caller);
    return answer(report, 202);
}

Result<http::Response> shown(const Call& call) {
    INFERNO_TRY(const client::Report report, call.context.reports.report(call.capture("report")));
    return answer(report);
}

Result<http::Response> pdf(const Call& call) {
    INFERNO_TRY(const Bytes bytes, call.context.reports.pdf(call.capture("report")));
    return http::Response::text(200, std::string(asText(bytes)), "application/pdf");
}

} // namespace

void addReportRoutes(std::vector<Route>& routes) {
    routes.push_back({"POST",
                      "/api/v1/reports",
                      "audit:read",
                      "Make a report; {\"period\": daily, weekly, monthly or FROM..TO} or {\"from\", \"to\"}",
                      {},
                      "ReportRequest",
                      "Report",
                      202,
                      true,
                      created});
    routes.push_back(
        {"GET", "/api/v1/reports/{report}", "audit:read", "How a report stands", {}, "", "Report", 200, false, shown});
    routes.push_back(
        {"GET", "/api/v1/reports/{report}/pdf", "audit:read", "The PDF", {}, "", "application/pdf", 200, false, pdf});
}

} // namespace inferno::api
