// SPDX-License-Identifier: GPL-3.0-or-later
// inferno models: what the engine serves.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/model_splits.h"
#include "app/cli/model_warmup.h"
#include "core/base/units.h"
#include "core/base/vfs.h"

namespace inferno::cli {
namespace {

using client::Client;
using client::Model;
using nlohmann::json;

constexpr std::uint64_t kInputLimit = 64U << 20;

struct ModelOptions {
    std::string model;
    std::string version;
    std::string name;
    std::string handler;
    std::optional<int> batchSize;
    std::optional<int> workers;
    std::string batchDelay;
    std::string signature;
    std::string input = "-";
    std::string contentType = "application/json";
};

/// "ready", but where nothing would compute.
std::string statusOf(const Model& model) {
    return model.status == "ready" && model.workers == 0 ? "no workers" : model.status;
}

/// The models as the service tells of them, with what types.h has no fields for.
Result<json> documents(Client& service) {
    INFERNO_TRY(const json answer, service.call("GET", "/api/v1/models"));
    return answer.value("items", json::array());
}

Result<int> list(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const std::vector<Model> models, service->models());
    if (context.json()) {
        printJson({{"items", models}});
        return kOk;
    }
    Table table({{"NAME", true},
                 {"VERSION"},
                 {"STATUS"},
                 {"FORMAT"},
                 {"SIZE", false, true},
                 {"DEVICE"},
                 {"REQUESTS", false, true},
                 {"LAST USED", true}});
    for (const Model& model : models)
        table.add({model.name,
                   model.version + (model.is_default ? " (default)" : ""),
                   {statusOf(model), statusOf(model) == "ready" ? Style::Good : Style::Warn},
                   model.format,
                   formatSize(ByteSize{model.size}),
                   model.device,
                   std::to_string(model.requests),
                   context.when(model.last_used)});
    if (table.empty())
        printLine("No model is registered: inferno models register FILE");
    else
        print(table.text(context.terminal()));
    for (const Model& model : models)
        if (!model.problem.empty())
            printLine(printable(model.name + " " + model.version + ": " + model.problem));
    return kOk;
}

void printModel(Context& context, const Model& model, const json& document) {
    const auto line = [](const char* name, const std::string& value) {
        if (!value.empty())
            printLine("  " + std::string(name) + std::string(12 - std::string_view(name).size(), ' ') +
                      printable(value));
    };
    printLine(context.terminal().paint(printable(model.name), Style::Bold) + " " + printable(model.version) + " · " +
              statusOf(model));
    line("problem", model.problem);
    for (const json& warning : document.value("warnings", json::array()))
        line("warning", warning.get<std::string>());
    line("file", model.path);
    line("format", model.format);
    line("size", formatSize(ByteSize{model.size}));
    line("sha256", model.sha256);
    line("signature", model.signature);
    if (model.memory > 0)
        line("memory", "about " + formatSize(ByteSize{model.memory}));
    line("handler", model.handler);
    line("batches", "of up to " + std::to_string(model.batch_size) + ", the first waits " +
                        std::to_string(std::llround(1000 * model.max_batch_delay)) + " ms");
    line("workers", model.workers > 0 ? std::to_string(model.workers) : "none: predictions are answered with 503");
    line("device", model.device);
    line("registered", context.when(model.registered));
    line("requests", std::to_string(model.requests));
    line("last used", context.when(model.last_used));
}

Result<int> show(Context& context, const ModelOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const json all, documents(*service));
    json versions = json::array();
    for (const json& document : all) {
        const Model model = document.get<Model>();
        if (model.name != options.model || (!options.version.empty() && model.version != options.version))
            continue;
        versions.push_back(document);
        if (!context.json())
            printModel(context, model, document);
    }
    if (versions.empty())
        return fail(ErrorCode::ModelUnknown,
                    "no model is called '" + options.model + "'" +
                        (options.version.empty() ? "" : " in version " + options.version),
                    "inferno models list shows all");
    if (context.json())
        printJson({{"items", versions}});
    return kOk;
}

/// A URL, and a name of no file here, are the service's to find: the latter in its model store.
std::string sourceOf(const std::string& given) {
    std::error_code unknown;
    const bool isPath = given.starts_with('.') || given.starts_with('/') || std::filesystem::exists(given, unknown);
    if (given.find("://") != given.npos || !isPath)
        return given;
    return std::filesystem::absolute(given).lexically_normal().string();
}

Result<int> add(Context& context, const ModelOptions& options) {
    json request{{"path", sourceOf(options.model)}};
    for (const auto& [field, value] : {std::pair{"name", &options.name}, std::pair{"version", &options.version},
                                       std::pair{"handler", &options.handler}})
        if (!value->empty())
            request[field] = *value;
    if (!options.signature.empty())
        request["signature"] = std::filesystem::absolute(options.signature).lexically_normal().string();
    if (options.batchSize)
        request["batch_size"] = *options.batchSize;
    if (options.workers)
        request["workers"] = *options.workers;
    if (!options.batchDelay.empty()) {
        const auto delay = parseDuration(options.batchDelay);
        if (!delay)
            return fail(delay.error().code, "--max-batch-delay: " + delay.error().detail, delay.error().hint);
        request["max_batch_delay"] = std::chrono::duration<double>(*delay).count();
    }
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const Model model, service->registerModel(request));
    json document = model;
    INFERNO_TRY(const json all, documents(*service));
    for (const json& one : all)
        if (one.value("name", "") == model.name && one.value("version", "") == model.version)
            document = one;
    if (context.json()) {
        printJson(document);
        return kOk;
    }
    printLine("Registered " + printable(model.name) + " " + printable(model.version) + ": " + statusOf(model));
    for (const json& warning : document.value("warnings", json::array()))
        printLine(context.terminal().paint("Note: ", Style::Warn) + printable(warning.get<std::string>()));
    return kOk;
}

Result<int> remove(Context& context, const ModelOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_CHECK(service->unregisterModel(options.model, options.version));
    if (context.json())
        printJson({{"name", options.model}, {"version", options.version}});
    else
        printLine("Unregistered " + options.model + (options.version.empty() ? "" : " " + options.version));
    return kOk;
}

Result<std::string> inputOf(const ModelOptions& options) {
    if (options.input == "-")
        return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::error_code unknown;
    if (std::ifstream pipe(options.input); pipe && !std::filesystem::is_regular_file(options.input, unknown))
        return std::string(std::istreambuf_iterator<char>(pipe), {}); // it has no size, such as /dev/stdin
    SystemVfs vfs;
    INFERNO_TRY(const Bytes content, readFile(vfs, options.input, kInputLimit));
    return std::string(asText(content));
}

Result<int> predict(Context& context, const ModelOptions& options) {
    INFERNO_TRY(const std::string input, inputOf(options));
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const std::string answer, service->predict(options.model, options.version, input, options.contentType));
    print(answer.ends_with('\n') ? answer : answer + "\n");
    return kOk;
}

} // namespace

void addModelCommands(CLI::App& program, Context& context) {
    CLI::App* group = program.add_subcommand("models", "Serve models");
    group->require_subcommand(1);
    const auto options = std::make_shared<ModelOptions>();

    onCall(group->add_subcommand("list", "List models and their versions"), context,
           [&context] { return list(context); });

    CLI::App* showing = group->add_subcommand("show", "Show the versions of a model");
    showing->add_option("MODEL", options->model, "its name")->required();
    showing->add_option("VERSION", options->version, "only this version");
    onCall(showing, context, [&context, options] { return show(context, *options); });

    CLI::App* adding = group->add_subcommand("register", "Load a TorchScript file or a .mar and serve it");
    adding
        ->add_option("SOURCE", options->model,
                     "the file, or the folder of a .mar; its name in the model store; or a URL that is allowed")
        ->required();
    adding->add_option("--name", options->name, "its name (the archive's, or the file's)");
    adding->add_option("--version", options->version, "its version (the archive's, or 1.0)");
    adding->add_option("--handler", options->handler, "what answers requests (the archive's, or tensor)");
    adding->add_option("--batch-size", options->batchSize, "requests that are computed together, at most (8)");
    adding->add_option("--max-batch-delay", options->batchDelay, "how long the first of them waits for others (10ms)");
    adding->add_option("--workers", options->workers, "batches that are computed at once (2)");
    adding->add_option("--signature", options->signature,
                       "the file with its signature (SOURCE.sig, where there is one)");
    onCall(adding, context, [&context, options] { return add(context, *options); });

    CLI::App* removing = group->add_subcommand("unregister", "Serve a model no longer; its file stays");
    removing->add_option("MODEL", options->model, "its name")->required();
    removing->add_option("VERSION", options->version, "its version, where it has several");
    onCall(removing, context, [&context, options] { return remove(context, *options); });

    CLI::App* predicting = group->add_subcommand("predict", "Ask a model");
    predicting->add_option("MODEL", options->model, "its name")->required();
    predicting->add_option("--version", options->version, "its version (the default one)");
    predicting->add_option("--input", options->input, "a file with the request, - for the standard input")
        ->capture_default_str();
    predicting->add_option("--content-type", options->contentType, "of the request")->capture_default_str();
    onCall(predicting, context, [&context, options] { return predict(context, *options); });

    addModelSplits(group, context);
    addModelWarmUp(group, context);
}

} // namespace inferno::cli
