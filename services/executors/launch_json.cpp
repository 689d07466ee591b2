// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of a launch: what the service orders, what the runner claims and reports.
#include <array>
#include <nlohmann/json.hpp>

#include "services/executors/launch_files.h"

namespace inferno::executors {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<EndReason, std::string_view>, 8> kReasons{{
    {EndReason::Exited, "exited"},
    {EndReason::Signalled, "signalled"},
    {EndReason::TimedOut, "timed_out"},
    {EndReason::Cancelled, "cancelled"},
    {EndReason::Interrupted, "interrupted"},
    {EndReason::OverMemory, "over_memory"},
    {EndReason::BadOutputs, "bad_outputs"},
    {EndReason::NotStarted, "not_started"},
}};

json listOf(const Variables& variables) {
    json list = json::array();
    for (const auto& [name, value] : variables)
        list.push_back({name, value});
    return list;
}

Variables variablesFrom(const json& list) {
    Variables variables;
    for (const json& pair : list)
        variables.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
    return variables;
}

/// Calls `read`; what it throws becomes an Error that names `what`.
template <typename Read>
auto guarded(std::string_view what, Read read) -> Result<decltype(read())> {
    try {
        return read();
    } catch (const json::exception& error) {
        return fail(ErrorCode::IoFailed, std::string(what) + " cannot be read: " + error.what());
    }
}

WallTime timeFrom(const json& nanoseconds) {
    return WallTime(std::chrono::nanoseconds(nanoseconds.get<std::int64_t>()));
}

} // namespace

std::string_view textOf(EndReason reason) {
    for (const auto& [each, text] : kReasons)
        if (each == reason)
            return text;
    return "";
}

std::string encodeOrder(const RunnerOrder& order) {
    const LaunchSpec& spec = order.spec;
    const json document{
        {"format", 1},
        {"run", spec.id.run},
        {"launch", spec.id.launch},
        {"command", spec.command},
        {"environment", listOf(spec.environment)},
        {"parameters", listOf(spec.parameters)},
        {"work_folder", spec.workFolder.string()},
        {"user", spec.user},
        {"exchange", spec.exchange.string()},
        {"timeout_ms", spec.timeout.count()},
        {"grace_ms", spec.grace.count()},
        {"output_limit", static_cast<std::uint64_t>(spec.outputLimit)},
        {"cpu_limit", spec.cpuLimit},
        {"memory_limit", static_cast<std::uint64_t>(spec.memoryLimit)},
        {"sample_every_ms", spec.sampleEvery.count()},
        {"cgroup", order.cgroup.string()},
        {"account",
         order.account ? json{order.account->uid, order.account->gid, order.account->groups} : json(nullptr)},
    };
    // CBOR, because nlohmann's JSON would refuse bytes that are not UTF-8, and a command or a path may hold any.
    std::string encoded;
    json::to_cbor(document, encoded);
    return encoded;
}

Result<RunnerOrder> decodeOrder(std::string_view encoded) {
    return guarded("the order", [&] {
        const json document = json::from_cbor(encoded);
        RunnerOrder order;
        LaunchSpec& spec = order.spec;
        spec.id = {document.at("run").get<std::string>(), document.at("launch").get<std::uint32_t>()};
        spec.command = document.at("command").get<std::string>();
        spec.environment = variablesFrom(document.at("environment"));
        spec.parameters = variablesFrom(document.at("parameters"));
        spec.workFolder = document.at("work_folder").get<std::string>();
        spec.user = document.at("user").get<std::string>();
        spec.exchange = document.at("exchange").get<std::string>();
        spec.timeout = std::chrono::milliseconds(document.at("timeout_ms").get<std::int64_t>());
        spec.grace = std::chrono::milliseconds(document.at("grace_ms").get<std::int64_t>());
        spec.outputLimit = ByteSize{document.at("output_limit").get<std::uint64_t>()};
        spec.cpuLimit = document.at("cpu_limit").get<double>();
        spec.memoryLimit = ByteSize{document.at("memory_limit").get<std::uint64_t>()};
        spec.sampleEvery = std::chrono::milliseconds(document.at("sample_every_ms").get<std::int64_t>());
        order.cgroup = document.at("cgroup").get<std::string>();
        if (const json& account = document.at("account"); !account.is_null())
            order.account = {account.at(0).get<std::uint32_t>(), account.at(1).get<std::uint32_t>(),
                             account.at(2).get<std::vector<std::uint32_t>>()};
        return order;
    });
}

std::string toJson(const LaunchResult& result) {
    json document{
        {"format", 1},
        {"reason", textOf(result.reason)},
        {"detail", result.detail},
        {"started_ns", result.started.time_since_epoch().count()},
        {"finished_ns", result.finished.time_since_epoch().count()},
        {"user_us", result.userTime.count()},
        {"system_us", result.systemTime.count()},
        {"max_resident_bytes", static_cast<std::uint64_t>(result.maxResident)},
        {"output_bytes", result.outputBytes},
        {"dropped_bytes", result.droppedBytes},
    };
    if (result.exitCode)
        document["exit_code"] = *result.exitCode;
    if (result.signal)
        document["signal"] = *result.signal;
    if (result.progress)
        document["progress"] = *result.progress;
    if (!result.limits.empty())
        document["limits"] = result.limits;
    if (!result.outputs.empty())
        document["outputs"] = result.outputs;
    if (!result.usage.empty())
        document["usage"] = result.usage;
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<LaunchResult> resultFromJson(std::string_view text) {
    return guarded("the result", [&] {
        const json document = json::parse(text);
        LaunchResult result;
        const std::string reason = document.at("reason").get<std::string>();
        for (const auto& [each, name] : kReasons)
            if (name == reason)
                result.reason = each;
        if (document.contains("exit_code"))
            result.exitCode = document["exit_code"].get<int>();
        if (document.contains("signal"))
            result.signal = document["signal"].get<int>();
        if (document.contains("progress"))
            result.progress = document["progress"].get<int>();
        result.detail = document.value("detail", "");
        result.limits = document.value("limits", "");
        result.outputs = document.value("outputs", "");
        result.usage = document.value("usage", "");
        result.started = timeFrom(document.at("started_ns"));
        result.finished = timeFrom(document.at("finished_ns"));
        result.userTime = std::chrono::microseconds(document.value("user_us", std::int64_t{0}));
        result.systemTime = std::chrono::microseconds(document.value("system_us", std::int64_t{0}));
        result.maxResident = ByteSize{document.value("max_resident_bytes", std::uint64_t{0})};
        result.outputBytes = document.value("output_bytes", std::uint64_t{0});
        result.droppedBytes = document.value("dropped_bytes", std::uint64_t{0});
        return result;
    });
}

std::string toJson(const ProcessIdentity& runner) {
    return json{{"pid", runner.pid}, {"start_ticks", runner.startTicks}, {"boot_id", runner.bootId}}.dump();
}

Result<ProcessIdentity> identityFromJson(std::string_view text) {
    return guarded("the claim", [&] {
        const json document = json::parse(text);
        return ProcessIdentity{document.at("pid").get<int>(), document.at("start_ticks").get<std::uint64_t>(),
                               document.at("boot_id").get<std::string>()};
    });
}

} // namespace inferno::executors
