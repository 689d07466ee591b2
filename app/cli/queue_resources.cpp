// SPDX-License-Identifier: GPL-3.0-or-later
// batch-queue resources.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/queue_views.h"
#include "core/base/units.h"
#include "services/client/types_resources.h"

namespace inferno::cli {
namespace {

using client::ResourceSample;
using client::RunResources;
using Values = std::vector<double>;

constexpr std::size_t kChartColumns = 32;

Values valuesOf(const RunResources& resources, const std::function<double(const ResourceSample&)>& value) {
    Values values;
    for (const ResourceSample& sample : resources.samples)
        values.push_back(value(sample));
    return values;
}

/// One bar for some samples each, as high as their highest; the highest of all fills the line.
std::string chart(const Values& values) {
    static constexpr std::array<std::string_view, 8> kBars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const double highest = values.empty() ? 0 : *std::ranges::max_element(values);
    if (highest <= 0)
        return {};
    const std::size_t columns = std::min(values.size(), kChartColumns);
    std::string line;
    for (std::size_t i = 0; i < columns; ++i) {
        const auto from = values.begin() + static_cast<std::ptrdiff_t>(i * values.size() / columns);
        const auto to = values.begin() + static_cast<std::ptrdiff_t>((i + 1) * values.size() / columns);
        const double part = *std::max_element(from, to) / highest;
        line += kBars[static_cast<std::size_t>(std::lround(part * static_cast<double>(kBars.size() - 1)))];
    }
    return line;
}

std::string cores(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f", value);
    return text.data();
}

std::string bytes(double value) {
    return formatSize(ByteSize{static_cast<std::uint64_t>(std::max(0.0, value))});
}

void addDisk(Table& table, const char* name, const std::optional<std::uint64_t>& total, const RunResources& resources,
             std::optional<double> ResourceSample::* rate) {
    if (!total)
        return;
    const Values values =
        valuesOf(resources, [rate](const ResourceSample& sample) { return (sample.*rate).value_or(0); });
    const double mean = resources.duration > 0 ? static_cast<double>(*total) / resources.duration : 0;
    table.add({name, bytes(mean) + "/s", bytes(values.empty() ? 0 : *std::ranges::max_element(values)) + "/s", "",
               bytes(static_cast<double>(*total)), chart(values)});
}

void printResources(Context& context, const RunResources& resources) {
    std::string head = printable(resources.job) + " " + resources.run_id + " " +
                       context.terminal().paint(resources.status, styleOf(resources.status));
    if (resources.duration > 0)
        head += ", " + spent(resources.duration);
    if (resources.limits == "none")
        head += ", limits not kept";
    else if (!resources.limits.empty())
        head += ", limits: " + resources.limits;
    printLine(head);
    if (resources.samples.empty()) {
        printLine("Nothing was noted of its use of the machine: its command has not begun, or its files are gone");
        return;
    }
    Table table({{""},
                 {"MEAN", false, true},
                 {"PEAK", false, true},
                 {"LIMIT", false, true},
                 {"TOTAL", false, true},
                 {"OVER TIME"}});
    table.add({"CPU", cores(resources.cpu_mean), cores(resources.cpu_peak),
               resources.cpu_limit > 0 ? cores(resources.cpu_limit) : "", spent(resources.cpu_seconds),
               chart(valuesOf(resources, [](const ResourceSample& sample) { return sample.cpu; }))});
    table.add(
        {"Memory", bytes(static_cast<double>(resources.memory_mean)), bytes(static_cast<double>(resources.memory_peak)),
         resources.memory_limit > 0 ? bytes(static_cast<double>(resources.memory_limit)) : "", "",
         chart(valuesOf(resources, [](const ResourceSample& sample) { return static_cast<double>(sample.memory); }))});
    addDisk(table, "Read", resources.read_bytes, resources, &ResourceSample::read_rate);
    addDisk(table, "Written", resources.written_bytes, resources, &ResourceSample::write_rate);
    print("\n" + table.text(context.terminal()));
    if (!resources.read_bytes)
        printLine("Bytes of disks are not shown: the command runs as another user");
}

} // namespace

void addQueueResources(CLI::App& group, Context& context) {
    const auto target = std::make_shared<std::string>();
    CLI::App* command =
        group.add_subcommand("resources", "Show how a run, or a job's newest, uses CPU, memory and disks");
    command->add_option("--job", *target, "name or id of a job, or id of a run")->required();
    onCall(command, context, [&context, target]() -> Result<int> {
        INFERNO_TRY(client::Client * service, context.service());
        INFERNO_TRY(const client::Run run, resolveRun(*service, *target));
        INFERNO_TRY(const RunResources resources, service->runResources(run.id));
        if (context.json())
            printJson(resources);
        else
            printResources(context, resources);
        return kOk;
    });
}

} // namespace inferno::cli
