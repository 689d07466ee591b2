// SPDX-License-Identifier: GPL-3.0-or-later
// inferno service, config and events.
#include <chrono>
#include <cstdlib>
#include <map>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/folder_config.h"
#include "app/cli/settings.h"
#include "services/config/config.h"

namespace inferno::cli {
namespace {

using client::Client;
using client::LocalService;
using nlohmann::json;

constexpr int kInterrupted = 130;
constexpr std::size_t kMostNamed = 160; ///< bytes of names in a note
constexpr std::chrono::seconds kLookAgain{1};

struct ServiceOptions {
    std::string config;
    std::string tsConfig;
    std::string portOffset;
    std::string topics; ///< empty: all
    bool follow = false;
    bool origin = false;
    std::string key;
    std::string value;
    bool unset = false;
};

/// The data root that service commands act on.
Result<LocalService> localService(Context& context) {
    INFERNO_TRY(const client::Target target, context.target());
    if (target.isUrl())
        return fail(ErrorCode::InputInvalid,
                    "a service at an address (" + target.url + ") cannot be started or stopped from here",
                    "leave out --url and INFERNO_URL, or name its folder with --data-dir");
    return LocalService(target.dataDir);
}

Result<int> start(Context& context, const ServiceOptions& options) {
    INFERNO_TRY(const LocalService service, localService(context));
    INFERNO_CHECK(service.forgetStopped());
    INFERNO_CHECK(service.mayStart(context.environment()));
    client::StartOptions how;
    how.portOffset = options.portOffset;
    how.tell = [](const std::string& sentence) { note(sentence); };
    if (!options.config.empty())
        how.config = std::filesystem::absolute(options.config);
    else if (const auto beside =
                 folderConfig(std::filesystem::current_path(), [](const std::string& why) { note(why); }))
        how.config = *beside;
    // As in TorchServe the environment goes first; the service inherits it.
    if (!options.tsConfig.empty())
        ::setenv("TS_CONFIG_FILE", options.tsConfig.c_str(), 0);
    INFERNO_TRY(const auto running, service.start(how));
    if (context.json())
        printJson({{"status", "running"},
                   {"pid", running.pid},
                   {"url", running.endpoint.url},
                   {"instance", running.endpoint.instance},
                   {"data_dir", service.dataDir().string()}});
    else
        printLine("The service runs at " + running.endpoint.url + " (process " + std::to_string(running.pid) +
                  ", data root " + service.dataDir().string() + ")");
    return kOk;
}

Result<int> stop(Context& context) {
    INFERNO_TRY(const LocalService service, localService(context));
    INFERNO_TRY(const bool ran, service.stop());
    if (context.json())
        printJson({{"status", "stopped"}, {"was_running", ran}, {"data_dir", service.dataDir().string()}});
    else
        printLine(ran ? "The service has stopped; running jobs go on, and are picked up at the next start"
                      : "No service ran on " + service.dataDir().string());
    return kOk;
}

Result<int> status(Context& context) {
    INFERNO_TRY(const client::Target target, context.target());
    INFERNO_TRY(Client * service, context.runningService());
    if (!service) {
        if (context.json())
            printJson({{"status", "stopped"}, {"data_dir", target.dataDir.string()}});
        else
            printLine("No service runs on " + target.dataDir.string() + ": inferno service start");
        return kUnreachable;
    }
    INFERNO_TRY(const client::ServiceInfo info, service->health());
    if (context.json()) {
        printJson(info);
        return kOk;
    }
    printLine(
        context.terminal().paint("The service is " + info.status, info.status == "ok" ? Style::Good : Style::Warn) +
        " at " + service->endpoint().url);
    printLine("  version " + info.version + ", process " + std::to_string(info.pid) + ", since " +
              context.when(info.started));
    if (!info.data_dir.empty())
        printLine("  data root " + info.data_dir);
    for (const std::string& sentence : info.degraded)
        printLine("  " + context.terminal().paint("Note: ", Style::Warn) + printable(sentence));
    return kOk;
}

/// A service that runs may have been given another file, or have read these before they were changed.
void tellOtherValues(Context& context, const json& shown) {
    const auto service = context.runningService();
    if (!service || !*service)
        return;
    const auto running = (*service)->config();
    if (!running)
        return; // who may not ask it learns what the files say
    std::map<std::string, json> values;
    for (const json& item : running->at("items"))
        values[item.value("key", "")] = item.value("value", json());
    std::string others;
    int more = 0;
    for (const json& item : shown.at("items")) {
        const auto found = values.find(item.value("key", ""));
        if (found == values.end() || found->second == item.value("value", json()))
            continue;
        if (others.size() > kMostNamed)
            ++more;
        else
            others += (others.empty() ? "" : ", ") + found->first;
    }
    if (!others.empty())
        note("note: the running service has other values of " + others +
             (more > 0 ? " and " + std::to_string(more) + " more" : "") +
             ", from a file that it was given or as files were when it started: inferno --url " +
             (*service)->endpoint().url + " config show --origin");
}

/// The configuration as files say it; the service reads the same files when it starts.
Result<json> configuration(Context& context) {
    INFERNO_TRY(const client::Target target, context.target());
    if (target.isUrl()) {
        INFERNO_TRY(Client * service, context.service());
        return service->config();
    }
    SystemVfs vfs;
    const std::string named = context.environment()("INFERNO_CONFIG").value_or("");
    INFERNO_TRY(const config::Config loaded, config::Config::load(vfs, config::layersOf(target.dataDir, named)));
    json shown = loaded.shown();
    tellOtherValues(context, shown);
    return shown;
}

/// A setting as text; of a secret only whether there is one.
std::string shownValue(const json& item) {
    const auto value = item.find("value");
    if (value == item.end())
        return item.value("set", false) ? "(set)" : "";
    return value->is_string() ? value->get<std::string>() : value->dump();
}

Result<int> showConfig(Context& context, const ServiceOptions& options) {
    INFERNO_TRY(const json shown, configuration(context));
    if (context.json()) {
        printJson(shown);
        return kOk;
    }
    std::vector<Table::Column> columns = {{"KEY"}, {"VALUE", true}};
    if (options.origin)
        columns.push_back({"FROM", true});
    Table table(std::move(columns));
    for (const json& item : shown.at("items"))
        table.add({item.at("key").get<std::string>(), shownValue(item), item.value("origin", "")});
    print(table.text(context.terminal()));
    return kOk;
}

Result<int> getConfig(Context& context, const ServiceOptions& options) {
    INFERNO_TRY(const json shown, configuration(context));
    for (const json& item : shown.at("items")) {
        if (item.at("key") != options.key)
            continue;
        if (context.json())
            printJson(item);
        else
            printLine(printable(shownValue(item)));
        return kOk;
    }
    INFERNO_CHECK(settingOf(options.key, "")); // says which key is nearest
    return fail(ErrorCode::ConfigInvalid, "there is no key " + options.key);
}

Result<int> setConfig(Context& context, const ServiceOptions& options) {
    if (options.unset)
        return changeSettings(context, {{options.key, nullptr}});
    INFERNO_TRY(const json value, settingOf(options.key, options.value));
    return changeSettings(context, {{options.key, value}});
}

Result<int> events(Context& context, const ServiceOptions& options) {
    if (!options.follow)
        return fail(ErrorCode::InputInvalid, "events are a live stream",
                    "use inferno events --follow; what was is in inferno audit logs");
    INFERNO_TRY(Client * service, context.service());
    INFERNO_CHECK(service->health());
    Context::catchInterrupt();
    INFERNO_TRY(const client::Target target, context.target());
    const auto onEvent = [&](const client::StreamEvent& event) {
        if (context.json())
            printJsonLine({{"id", event.id}, {"topic", event.topic}, {"data", event.data}});
        else
            printLine(context.when(context.clock().now()) + "  " + printable(event.topic) + "  " +
                      printable(event.data.dump(-1, ' ', false, json::error_handler_t::replace)));
    };
    const auto onState = [&](bool connected) {
        note(connected ? "connected" : "the connection broke; trying again");
        return connected || target.isUrl();
    };
    while (!Context::interrupted()) {
        if (service)
            service->follow(options.topics, onEvent, onState, Context::interrupted());
        if (!Context::interrupted())
            std::this_thread::sleep_for(kLookAgain);
        service = context.anotherInstance().value_or(nullptr);
    }
    return kInterrupted;
}

} // namespace

void addServiceCommands(CLI::App& program, Context& context) {
    const auto options = std::make_shared<ServiceOptions>();

    CLI::App* group = program.add_subcommand("service", "Start and stop the service");
    group->require_subcommand(1);
    CLI::App* starting = group->add_subcommand("start", "Start it in the background");
    starting->add_option("--config", options->config, "a configuration file over all others");
    starting->add_option("--ts-config", options->tsConfig, "a config.properties of TorchServe (TS_CONFIG_FILE)");
    starting->add_option("--port-offset", options->portOffset, "a number added to each port, or auto");
    onCall(starting, context, [&context, options] { return start(context, *options); });
    onCall(group->add_subcommand("stop", "Stop it; no command starts it again by itself"), context,
           [&context] { return stop(context); });
    onCall(group->add_subcommand("status", "Say whether it runs, and how it is"), context,
           [&context] { return status(context); });

    addServiceInstall(*group, context);

    CLI::App* configuring = program.add_subcommand("config", "Show the configuration");
    configuring->require_subcommand(1);
    CLI::App* showing = configuring->add_subcommand("show", "Show every setting");
    showing->add_flag("--origin", options->origin, "and the file and line that it comes from");
    onCall(showing, context, [&context, options] { return showConfig(context, *options); });

    CLI::App* getting = configuring->add_subcommand("get", "Show one setting");
    getting->add_option("KEY", options->key, "such as audit.log_level")->required();
    onCall(getting, context, [&context, options] { return getConfig(context, *options); });
    CLI::App* setting = configuring->add_subcommand("set", "Change a setting, in settings.toml of the data folder");
    setting->add_option("KEY", options->key, "such as audit.log_level")->required();
    setting->add_option("VALUE", options->value, "its value; lists separated by commas, or as JSON");
    setting->add_flag("--unset", options->unset, "take the setting away");
    onCall(setting, context, [&context, options] { return setConfig(context, *options); });

    CLI::App* streaming = program.add_subcommand("events", "Follow what happens, live");
    streaming->add_flag("--follow,-f", options->follow, "until Ctrl+C");
    streaming->add_option("--topics", options->topics,
                          "which of jobs, runs, audit, models, host, separated by commas (all)");
    onCall(streaming, context, [&context, options] { return events(context, *options); });
}

} // namespace inferno::cli
