// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue templates: what jobs can be made of.
#include <algorithm>
#include <cctype>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/input_file.h"
#include "app/cli/queue_views.h"
#include "core/templates/template.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;

struct TemplateOptions {
    std::string file, name;
    bool replace = false;
};

std::string optionOf(std::string name) {
    std::ranges::replace(name, '_', '-');
    return "--" + name;
}

/// "--format gguf|onnx (gguf)", and without brackets where it must be given.
std::string usageOf(const json& parameter) {
    std::string type = parameter.value("type", "");
    std::ranges::transform(type, type.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    if (const auto& values = parameter.at("values"); !values.empty()) {
        type.clear();
        for (const json& value : values)
            type += (type.empty() ? "" : "|") + value.get<std::string>();
    }
    const std::string usage = optionOf(parameter.value("name", "")) + " " + type;
    return parameter.value("required", false) ? usage : "[" + usage + "]";
}

std::string defaultOf(const json& parameter) {
    const auto found = parameter.find("default");
    return found == parameter.end() || found->is_null() ? "" : found->get<std::string>();
}

Result<int> list(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const json all, service->call("GET", "/api/v1/templates"));
    if (context.json()) {
        printJson(all);
        return kOk;
    }
    Table table({{"TEMPLATE"}, {"PARAMETERS", true}, {"WHAT IT DOES", true}});
    for (const json& one : all.at("items")) {
        std::string usage;
        for (const json& parameter : one.at("parameters"))
            usage += (usage.empty() ? "" : " ") + usageOf(parameter);
        table.add({one.value("name", ""), usage, one.value("description", "")});
    }
    print(table.text(context.terminal()));
    for (const json& problem : all.at("problems"))
        printLine("not a template: " + printable(problem.get<std::string>()));
    return kOk;
}

void printTemplate(Context& context, const json& one) {
    printLine(context.terminal().paint(printable(one.value("name", "")), Style::Bold) + " · " +
              printable(one.value("description", "")));
    if (!one.at("parameters").empty()) {
        Table table({{"PARAMETER"}, {"DEFAULT", true}, {"WHAT IT IS", true}});
        for (const json& parameter : one.at("parameters"))
            table.add({usageOf(parameter), defaultOf(parameter), parameter.value("description", "")});
        print(table.text(context.terminal()));
    }
    printLine("");
    print(one.value("text", ""));
}

Result<int> show(Context& context, const TemplateOptions& options) {
    const auto isOfNames = [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-'; };
    if (options.name.empty() || options.name.front() == '.' || !std::ranges::all_of(options.name, isOfNames))
        return fail(ErrorCode::TemplateUnknown, "no template is called '" + options.name + "'",
                    "inferno batch-queue templates lists them");
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const json one, service->call("GET", "/api/v1/templates/" + options.name));
    if (context.json())
        printJson(one);
    else
        printTemplate(context, one);
    return kOk;
}

Result<int> check(Context& context, const TemplateOptions& options) {
    INFERNO_TRY(const std::string text, readNamed(options.file, templates::kMaxTemplateBytes));
    INFERNO_TRY(const templates::Template parsed, templates::parse(text, options.file));
    if (context.json())
        printJson(templates::toJson(parsed));
    else
        printLine(options.file + " is a template: " + parsed.name + ", with " +
                  std::to_string(parsed.parameters.size()) +
                  (parsed.parameters.size() == 1 ? " parameter" : " parameters"));
    return kOk;
}

Result<int> add(Context& context, const TemplateOptions& options) {
    INFERNO_TRY(const std::string text, readNamed(options.file, templates::kMaxTemplateBytes));
    INFERNO_CHECK(templates::parse(text, options.file)); // before a service is started for it
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const json one, service->call("POST", "/api/v1/templates",
                                              {{"text", text}, {"file", options.file}, {"replace", options.replace}}));
    if (context.json())
        printJson(one);
    else
        printLine("Added " + one.value("name", "") + ": inferno batch-queue create --name NAME --template " +
                  one.value("name", ""));
    return kOk;
}

} // namespace

void addQueueTemplates(CLI::App& group, Context& context) {
    const auto options = std::make_shared<TemplateOptions>();
    CLI::App* all = group.add_subcommand("templates", "Commands with typed parameters, to make jobs of");
    // CLI11 calls it after that of a subcommand, too.
    all->callback([all, &context] {
        if (all->get_subcommands().empty())
            context.action = [&context] { return list(context); };
    });

    CLI::App* adding = all->add_subcommand("add", "Add a template of your own");
    adding->add_option("FILE", options->file, "a YAML file (docs/jobs.md)")->required();
    adding->add_flag("--replace", options->replace, "in the place of the one of its name");
    onCall(adding, context, [&context, options] { return add(context, *options); });

    CLI::App* showing = all->add_subcommand("show", "Show a template and its parameters");
    showing->add_option("TEMPLATE", options->name, "its name")->required();
    onCall(showing, context, [&context, options] { return show(context, *options); });

    CLI::App* checking = all->add_subcommand("check", "Say whether a file is a template; needs no service");
    checking->add_option("FILE", options->file, "a YAML file")->required();
    onCall(checking, context, [&context, options] { return check(context, *options); });
}

} // namespace inferno::cli
