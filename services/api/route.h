// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "services/api/auditor.h"
#include "services/api/context.h"
#include "services/http/message.h"

namespace inferno::api {

/// A request on its way to a handler.
struct Call {
    const Context& context;
    const http::Request& request;
    Caller caller;

    const std::string& capture(const char* name) const { return request.capture(name); }
    std::string query(std::string_view name) const { return std::string(request.parameter(name)); }
};

struct Parameter {
    std::string name;
    std::string description;
};

/// One row of the table of routes: what is answered, and what /openapi.json says of it.
struct Route {
    std::string method;
    std::string path;
    std::string permission; ///< "" = no token is asked for; of "a|b" either is enough
    std::string summary;
    std::vector<Parameter> query;
    std::string body;   ///< name of a document, a media type, or "" for none
    std::string answer; ///< the same; "LIST of NAME" is written "[NAME]"
    int status = 200;
    bool idempotent = false; ///< takes Idempotency-Key
    std::function<Result<http::Response>(const Call&)> handle;
    bool slow = false; ///< may take seconds: only half of the handlers' threads may be in such a one
};

/// All routes of the API, in the order of docs/api.md.
std::vector<Route> allRoutes();

// By subject; each in a file of its own.
void addServiceRoutes(std::vector<Route>& routes);
void addKeyRoutes(std::vector<Route>& routes);
void addJobRoutes(std::vector<Route>& routes);
void addTemplateRoutes(std::vector<Route>& routes);
void addMaintenanceRoutes(std::vector<Route>& routes);
void addResourceRoutes(std::vector<Route>& routes);
void addAlertRoutes(std::vector<Route>& routes);
void addDefinitionRoutes(std::vector<Route>& routes);
void addRunRoutes(std::vector<Route>& routes);
void addQueueRoutes(std::vector<Route>& routes);
void addSearchRoutes(std::vector<Route>& routes);
void addAuditRoutes(std::vector<Route>& routes);
void addAuditAppendRoutes(std::vector<Route>& routes);
void addExportRoutes(std::vector<Route>& routes);
void addProofRoutes(std::vector<Route>& routes);
void addErasureRoutes(std::vector<Route>& routes);
void addWitnessRoutes(std::vector<Route>& routes);
void addRetentionRoutes(std::vector<Route>& routes);
void addReportRoutes(std::vector<Route>& routes);
void addModelRoutes(std::vector<Route>& routes);
void addSplitRoutes(std::vector<Route>& routes);

/// GET /api/v1/audit/status, and the answer of unlock.
Result<http::Response> auditStatus(const Call& call);

/// The two parameters of every list.
std::vector<Parameter> listParameters(std::vector<Parameter> more);

} // namespace inferno::api
