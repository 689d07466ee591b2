// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/templates.h"

#include <algorithm>

#include "core/base/nearest.h"

namespace inferno::api {
namespace {

using nlohmann::json;

/// Null, "", {} and [] ask for nothing.
bool asksFor(const json& document, const char* field) {
    const auto found = document.find(field);
    return found != document.end() && !found->is_null() && *found != "" && !(found->is_structured() && found->empty());
}

Result<std::string> templateName(const json& document) {
    if (!asksFor(document, "template"))
        return std::string();
    if (!document["template"].is_string())
        return fail(ErrorCode::JobInvalid, "template must be a text", "the name of a template");
    return document["template"].get<std::string>();
}

Result<void> refusePermissions(const json& document) {
    if (asksFor(document, "permissions"))
        return fail(ErrorCode::JobInvalid, "permissions are not given to a job", "a template says which its runs need");
    return {};
}

} // namespace

Result<void> Templates::readFolder(const std::filesystem::path& folder, bool shipped, List& list) const {
    auto entries = vfs_.list(folder);
    if (!entries && entries.error().code == ErrorCode::IoNotFound)
        return {};
    if (!entries)
        return std::unexpected(entries.error());
    std::ranges::sort(*entries, {}, &FileInfo::name);
    for (const FileInfo& entry : *entries) {
        if (entry.directory || !entry.name.ends_with(".yaml"))
            continue;
        const std::filesystem::path file = folder / entry.name;
        const auto bytes = readFile(vfs_, file, templates::kMaxTemplateBytes);
        if (!bytes) {
            list.problems.push_back(bytes.error().message());
            continue;
        }
        auto parsed = templates::parse(asText(*bytes), file.string());
        if (!parsed) {
            list.problems.push_back(parsed.error().message());
            continue;
        }
        const auto taken =
            std::ranges::find(list.items, parsed->name, [](const Known& one) { return one.source.name; });
        if (taken != list.items.end()) {
            list.problems.push_back(file.string() + ": there is a template " + parsed->name + " already, in " +
                                    taken->file.string());
            continue;
        }
        list.items.push_back({*std::move(parsed), shipped, file});
    }
    return {};
}

Result<Templates::List> Templates::list() const {
    List list;
    INFERNO_CHECK(readFolder(shipped_, true, list));
    INFERNO_CHECK(readFolder(own_, false, list));
    std::ranges::sort(list.items, {}, [](const Known& one) { return one.source.name; });
    return list;
}

Result<Templates::Known> Templates::find(const std::string& name) const {
    INFERNO_TRY(List all, list());
    std::vector<std::string> names;
    for (Known& known : all.items) {
        if (known.source.name == name)
            return std::move(known);
        names.push_back(known.source.name);
    }
    const std::string near = nearest(name, names);
    return fail(ErrorCode::TemplateUnknown, "no template is called '" + name + "'",
                near.empty() ? "inferno batch-queue templates lists them" : "did you mean '" + near + "'?");
}

Result<Templates::Added> Templates::add(const std::string& text, const std::string& file, bool replace) {
    INFERNO_TRY(templates::Template parsed, templates::parse(text, file));
    const std::lock_guard lock(adding_);
    INFERNO_TRY(List all, list());
    std::filesystem::path path = own_ / (parsed.name + ".yaml");
    const auto same = std::ranges::find(all.items, parsed.name, [](const Known& one) { return one.source.name; });
    if (same != all.items.end()) {
        if (same->shipped)
            return fail(ErrorCode::TemplateExists, parsed.name + " ships with Inferno", "choose another name");
        if (same->source.text == text)
            return Added{std::move(*same), false};
        path = same->file;
    }
    if (!replace && exists(vfs_, path))
        return fail(ErrorCode::TemplateExists, path.string() + " holds another one",
                    "choose another name, or add it with --replace");
    if (!exists(vfs_, own_))
        INFERNO_CHECK(vfs_.makeFolder(own_, 0700));
    INFERNO_CHECK(writeFileAtomically(vfs_, path, asBytes(text)));
    return Added{{std::move(parsed), false, path}, true};
}

Result<json> Templates::expand(const std::string& name, json document) const {
    INFERNO_TRY(const Known known, find(name));
    return templates::expanded(known.source, std::move(document));
}

Result<json> Templates::resolved(json document) const {
    INFERNO_CHECK(refusePermissions(document));
    INFERNO_TRY(const std::string name, templateName(document));
    if (name.empty()) {
        if (asksFor(document, "params"))
            return fail(ErrorCode::JobInvalid, "params are given without a template", "name it as 'template'");
        return document;
    }
    if (asksFor(document, "command"))
        return fail(ErrorCode::JobInvalid, "both a template and a command are given", "a job has one of the two");
    return expand(name, std::move(document));
}

Result<json> Templates::resolvedChanges(json changes, const jobs::JobDefinition& stored) const {
    const jobs::TemplateUse& use = stored.fromTemplate;
    // A client may send back what it was shown.
    if (asksFor(changes, "permissions") && changes["permissions"] != json(use.permissions))
        INFERNO_CHECK(refusePermissions(changes));
    changes.erase("permissions");
    if (asksFor(changes, "command") && changes["command"] == json(stored.command))
        changes.erase("command");
    if (asksFor(changes, "template") && changes["template"] == json(use.name) &&
        (!changes.contains("params") || changes["params"] == json(use.values))) {
        changes.erase("template");
        changes.erase("params");
    } else if (!changes.contains("template") && changes.contains("params") && changes["params"] == json(use.values)) {
        changes.erase("params");
    }
    const bool command = asksFor(changes, "command");
    const bool dropped = changes.contains("template") && !asksFor(changes, "template");
    if (!use.name.empty() && dropped && !command)
        return fail(ErrorCode::JobInvalid, stored.name + " has no command of its own", "give one with the change");
    if (command && (asksFor(changes, "template") || asksFor(changes, "params")))
        return fail(ErrorCode::JobInvalid, "both a template and a command are given", "a job has one of the two");
    if (command || dropped) {
        for (const char* field : {"template", "params", "permissions"})
            changes[field] = nullptr;
        return changes;
    }
    if (!changes.contains("template") && !changes.contains("params"))
        return changes;
    INFERNO_TRY(std::string name, templateName(changes));
    if (!name.empty())
        return expand(name, std::move(changes));
    if (use.name.empty()) {
        if (asksFor(changes, "params"))
            return fail(ErrorCode::JobInvalid, stored.name + " was made of no template", "name one as 'template'");
        changes.erase("params");
        return changes;
    }
    // Other values for the template that it has, the others as they were: what else the template says was taken when
    // the job was made.
    INFERNO_TRY(const Known known, find(use.name));
    json params = json::object();
    for (const templates::Parameter& parameter : known.source.parameters)
        if (const auto value = use.values.find(parameter.name); value != use.values.end())
            params[parameter.name] = value->second;
    if (!changes["params"].is_object())
        return fail(ErrorCode::JobInvalid, "params must be an object of parameters", R"(such as {"input_dir": "/in"})");
    params.update(changes["params"]);
    INFERNO_TRY(const json whole, templates::expanded(known.source, {{"params", std::move(params)}}));
    for (const char* field : {"template", "params", "command", "permissions"})
        changes[field] = whole.at(field);
    return changes;
}

} // namespace inferno::api
