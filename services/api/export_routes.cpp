// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/matcher.h"
#include "core/vault/vault.h"
#include "services/api/audit_exports.h"
#include "services/api/audit_query.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

constexpr std::size_t kMostWaiting = 64U << 20; ///< a piece is far smaller; see AuditExports

Result<http::Response> exported(const Call& call) {
    AuditExport wanted;
    INFERNO_TRY(wanted.format, vault::parseExportFormat(call.query("format")));
    INFERNO_TRY(wanted.query, queryOf(call));
    INFERNO_CHECK(vault::Matcher::of(wanted.query));
    wanted.end = call.context.vault.progress().durable;
    wanted.filters = textOf(filtersOf(call));
    wanted.caller = call.caller;
    wanted.stream = std::make_shared<http::Stream>(kMostWaiting);
    http::Response response = http::Response::text(200, "", std::string(vault::mediaTypeOf(wanted.format)));
    response.stream = std::make_shared<http::Streaming>();
    response.stream->stream = wanted.stream;
    INFERNO_CHECK(call.context.auditExports.start(std::move(wanted)));
    return response;
}

} // namespace

void addExportRoutes(std::vector<Route>& routes) {
    routes.push_back({"GET", "/api/v1/audit/export", "audit:read",
                      "All events that fit, oldest first, in one stream without a limit",
                      filterParameters({{"format", std::string(vault::kExportFormats)}}), "",
                      "application/octet-stream", 200, false, exported});
}

} // namespace inferno::api
