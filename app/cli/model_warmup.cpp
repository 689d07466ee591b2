// SPDX-License-Identifier: GPL-3.0-or-later
// inferno models warmup: what a model needs for its first requests, before they come.
#include "app/cli/model_warmup.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/vfs.h"

namespace inferno::cli {
namespace {

using nlohmann::json;

constexpr std::uint64_t kInputLimit = 64U << 20;

struct WarmUpOptions {
    std::string model;
    std::string version;
    std::string input;
};

Result<json> inputOf(const std::string& file) {
    if (file.empty())
        return json();
    SystemVfs vfs;
    INFERNO_TRY(const Bytes content, readFile(vfs, file, kInputLimit));
    json input = json::parse(asText(content), nullptr, false);
    if (input.is_discarded())
        return fail(ErrorCode::InputInvalid, file + " is no JSON",
                    "put what the model takes beside it, in a file of its name that ends in .warmup");
    return input;
}

std::string milliseconds(double us) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f ms", us / 1000);
    return text;
}

/// What may stand in an address as it is; other names no model has.
bool isPlain(std::string_view name) {
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    });
}

Result<int> warmUp(Context& context, const WarmUpOptions& options) {
    if (!isPlain(options.model) || !isPlain(options.version))
        return fail(ErrorCode::ModelUnknown, "no model is called '" + options.model + "'",
                    "inferno models list shows all");
    INFERNO_TRY(const json input, inputOf(options.input));
    INFERNO_TRY(client::Client * service, context.service());
    const std::string version = options.version.empty() ? "" : "?version=" + options.version;
    INFERNO_TRY(const json answer,
                service->call("POST", "/api/v1/models/" + options.model + "/warmup" + version, input));
    if (context.json()) {
        printJson(answer);
        return kOk;
    }
    Table table({{"BATCH", false, true}, {"FIRST", false, true}, {"WARM", false, true}});
    for (const json& batch : answer.at("batches")) {
        const auto times = batch.at("us").get<std::vector<double>>();
        if (!times.empty())
            table.add({batch.at("size").dump(), milliseconds(times.front()), milliseconds(times.back())});
    }
    print(table.text(context.terminal()));
    return kOk;
}

} // namespace

void addModelWarmUp(CLI::App* group, Context& context) {
    const auto options = std::make_shared<WarmUpOptions>();
    CLI::App* warming = group->add_subcommand("warmup", "Compute batches of all sizes before requests come");
    warming->add_option("MODEL", options->model, "its name")->required();
    warming->add_option("--version", options->version, "its version (the default one)");
    warming->add_option("--input", options->input,
                        "a file with a request in JSON (what the model itself is warmed up with)");
    onCall(warming, context, [&context, options] { return warmUp(context, *options); });
}

} // namespace inferno::cli
