// SPDX-License-Identifier: GPL-3.0-or-later
// inferno models default, split, rollback: which versions answer.
#include "app/cli/model_splits.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "services/client/model_types.h"

namespace inferno::cli {
namespace {

using client::Client;
using client::ModelSplit;
using client::SplitRequest;
using client::VersionFigures;

struct SplitOptions {
    std::string model;
    std::string version;
    std::vector<std::string> weights; ///< "V=90"
    std::string sticky;               ///< "": as it is; "none": none from now on
    std::string shadow;               ///< the same
    std::string reason;
};

std::string formatted(const char* format, double value) {
    char text[32];
    (void)std::snprintf(text, sizeof text, format, value);
    return text;
}

/// "1.24 ms", "830 µs", "2.10 s".
std::string latencyText(const std::optional<double>& seconds) {
    if (!seconds)
        return "–";
    if (*seconds < 1e-3)
        return formatted("%.0f µs", *seconds * 1e6);
    return *seconds < 1 ? formatted("%.2f ms", *seconds * 1e3) : formatted("%.2f s", *seconds);
}

std::string percentText(double part, double whole) {
    return whole > 0 ? formatted("%.1f %%", 100 * part / whole) : "–";
}

void printSplit(Context& context, const ModelSplit& split) {
    const auto& terminal = context.terminal();
    printLine(terminal.paint(printable(split.model), Style::Bold));
    const auto line = [](const char* name, const std::string& value) {
        printLine("  " + std::string(name) + std::string(10 - std::string_view(name).size(), ' ') + printable(value));
    };
    line("default", split.default_version);
    line("sticky", split.sticky.empty() ? "–" : split.sticky);
    line("shadow", split.shadow.empty() ? "–" : split.shadow);
    line("changed", context.when(split.changed));
    double all = 0;
    for (const VersionFigures& one : split.versions)
        all += one.weight;
    Table table({{"VERSION", true},
                 {"SHARE", false, true},
                 {"REQUESTS", false, true},
                 {"ERRORS", false, true},
                 {"P50", false, true},
                 {"P95", false, true},
                 {"P99", false, true},
                 {"COPIES", false, true},
                 {"AGREED", false, true},
                 {"DROPPED", false, true}});
    for (const VersionFigures& one : split.versions)
        table.add({one.version,
                   percentText(one.weight, all),
                   std::to_string(one.requests),
                   {std::to_string(one.errors), one.errors > 0 ? Style::Warn : Style::Plain},
                   latencyText(one.p50),
                   latencyText(one.p95),
                   latencyText(one.p99),
                   std::to_string(one.shadowed),
                   percentText(static_cast<double>(one.agreed), static_cast<double>(one.shadowed)),
                   std::to_string(one.dropped)});
    print(table.text(terminal));
}

Result<int> shown(Context& context, const Result<ModelSplit>& split) {
    if (!split)
        return std::unexpected(split.error());
    if (context.json())
        printJson(*split);
    else
        printSplit(context, *split);
    return kOk;
}

Result<std::map<std::string, int>> weightsOf(const std::vector<std::string>& texts) {
    std::map<std::string, int> weights;
    for (const std::string& text : texts) {
        const auto equals = text.rfind('=');
        const std::string version = text.substr(0, equals);
        int weight = 0;
        const char* const end = text.data() + text.size();
        const char* const begin = equals == text.npos ? end : text.data() + equals + 1;
        const auto [read, error] = std::from_chars(begin, end, weight);
        if (version.empty() || error != std::errc{} || read != end)
            return fail(ErrorCode::InputInvalid, "'" + text + "' is no weight", "write VERSION=NUMBER, such as 1.2=90");
        if (!weights.emplace(version, weight).second)
            return fail(ErrorCode::InputInvalid, "version " + version + " is named twice");
    }
    return weights;
}

std::optional<std::string> wish(const std::string& text) {
    if (text.empty())
        return std::nullopt;
    return text == "none" ? std::string() : text;
}

Result<int> split(Context& context, const SplitOptions& options) {
    SplitRequest request;
    if (!options.weights.empty()) {
        INFERNO_TRY(request.weights, weightsOf(options.weights));
    }
    request.sticky = wish(options.sticky);
    request.shadow = wish(options.shadow);
    request.reason = options.reason;
    INFERNO_TRY(Client * service, context.service());
    if (!request.weights && !request.sticky && !request.shadow)
        return shown(context, service->modelSplit(options.model));
    return shown(context, service->setModelSplit(options.model, request));
}

Result<int> makeDefault(Context& context, const SplitOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    return shown(context, service->setDefaultModel(options.model, options.version, options.reason));
}

Result<int> rollBack(Context& context, const SplitOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    return shown(context, service->rollBackModel(options.model, options.reason));
}

} // namespace

void addModelSplits(CLI::App* group, Context& context) {
    const auto options = std::make_shared<SplitOptions>();
    const auto command = [&](const char* name, const char* what) {
        CLI::App* const added = group->add_subcommand(name, what);
        added->add_option("MODEL", options->model, "its name")->required();
        return added;
    };
    const auto takesReason = [&](CLI::App* of) {
        of->add_option("--reason", options->reason, "goes into the event of the change");
    };

    CLI::App* setting = command("default", "Send all requests that name no version to one version");
    setting->add_option("VERSION", options->version, "the version")->required();
    takesReason(setting);
    onCall(setting, context, [&context, options] { return makeDefault(context, *options); });

    CLI::App* splitting =
        command("split", "Split the requests that name no version, or show the versions side by side");
    splitting->add_option("WEIGHTS", options->weights, "VERSION=WEIGHT, for each version that is to answer");
    splitting->add_option("--sticky", options->sticky,
                          "header:NAME or field:NAME: the same value, the same version; or none");
    splitting->add_option("--shadow", options->shadow,
                          "a version that gets copies, whose answers are only compared; or none");
    takesReason(splitting);
    onCall(splitting, context, [&context, options] { return split(context, *options); });

    CLI::App* back = command("rollback", "Go back to how it was before the last change");
    takesReason(back);
    onCall(back, context, [&context, options] { return rollBack(context, *options); });
}

} // namespace inferno::cli
