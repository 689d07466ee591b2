// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/crypto.h"
#include "core/vault/event.h"
#include "services/api/change_event.h"
#include "services/api/support.h"
#include "services/api/templates.h"

namespace inferno::api {
namespace {

using nlohmann::json;

json documentOf(const Templates::Known& known) {
    json document = templates::toJson(known.source);
    document["shipped"] = known.shipped;
    document["file"] = known.file.string();
    return document;
}

Result<http::Response> listed(const Call& call) {
    INFERNO_TRY(const Templates::List all, call.context.templates->list());
    json items = json::array();
    for (const Templates::Known& known : all.items)
        items.push_back(documentOf(known));
    return answer({{"items", std::move(items)}, {"problems", all.problems}, {"next_cursor", ""}});
}

Result<http::Response> shown(const Call& call) {
    INFERNO_TRY(const Templates::Known known, call.context.templates->find(call.capture("template")));
    return answer(documentOf(known));
}

Result<http::Response> added(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const std::string text, textField(body, "text"));
    INFERNO_TRY(const std::string file, textField(body, "file"));
    const json replace = body.value("replace", json(false));
    if (!replace.is_boolean())
        return fail(ErrorCode::InputInvalid, "'replace' is true or false");
    INFERNO_TRY(const Templates::Added added,
                call.context.templates->add(text, file.empty() ? "template.yaml" : file, replace.get<bool>()));
    if (added.changed)
        INFERNO_CHECK(
            recordChange(call, "job", vault::actions::kTemplateAdded, added.known.source.name,
                         {{"file", added.known.file.string()}, {"sha256", toHex(vault::sha256(asBytes(text)))}}));
    return answer(documentOf(added.known), 201);
}

} // namespace

void addTemplateRoutes(std::vector<Route>& routes) {
    routes.push_back({"GET",
                      "/api/v1/templates",
                      "queue:read",
                      "The templates that jobs can be made of",
                      {},
                      "",
                      "Templates",
                      200,
                      false,
                      listed});
    routes.push_back(
        {"GET", "/api/v1/templates/{template}", "queue:read", "A template", {}, "", "Template", 200, false, shown});
    routes.push_back({"POST",
                      "/api/v1/templates",
                      "queue:write",
                      "Add a template; the same once more changes nothing",
                      {},
                      "TemplateRequest",
                      "Template",
                      201,
                      false,
                      added});
}

} // namespace inferno::api
