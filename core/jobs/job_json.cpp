// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <nlohmann/json.hpp>

#include "core/base/units.h"
#include "core/jobs/job.h"
#include "core/jobs/rows.h"

namespace inferno::jobs {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

std::unexpected<Error> wrongType(std::string_view field, std::string_view wanted) {
    return fail(ErrorCode::JobInvalid, std::string(field) + " must be " + std::string(wanted));
}

Result<std::string> readText(const json& value, std::string_view field) {
    if (!value.is_string())
        return wrongType(field, "a text");
    return value.get<std::string>();
}

Result<double> readNumber(const json& value, std::string_view field) {
    if (!value.is_number())
        return wrongType(field, "a number");
    return value.get<double>();
}

/// Seconds as a number, or a text such as "15m".
Result<milliseconds> readDuration(const json& value, std::string_view field) {
    if (value.is_string()) {
        auto duration = parseDuration(value.get<std::string>());
        if (!duration)
            return failBecause(duration.error(), ErrorCode::DurationInvalid,
                               std::string(field) + ": " + duration.error().detail, duration.error().hint);
        return *duration;
    }
    INFERNO_TRY(const double seconds, readNumber(value, field));
    if (!(seconds >= 0 && seconds < 1e10))
        return fail(ErrorCode::DurationInvalid, std::string(field) + " is negative or too long");
    return milliseconds(std::llround(seconds * 1000));
}

Result<std::vector<std::string>> readTexts(const json& value, std::string_view field) {
    if (!value.is_array())
        return wrongType(field, "a list of texts");
    std::vector<std::string> texts;
    for (const json& item : value) {
        INFERNO_TRY(auto text, readText(item, field));
        texts.push_back(std::move(text));
    }
    return texts;
}

template <typename Enum>
Result<Enum> readWord(const json& value, std::string_view field, std::string_view words) {
    INFERNO_TRY(const auto text, readText(value, field));
    if (const auto found = fromName<Enum>(text))
        return *found;
    return fail(ErrorCode::JobInvalid, std::string(field) + ": '" + text + "' is unknown",
                "one of " + std::string(words));
}

/// "NAME" or "NAME:mode".
Result<std::vector<Dependency>> readDependencies(const json& value, DependsOn defaultMode) {
    INFERNO_TRY(const auto texts, readTexts(value, "depends_on"));
    std::vector<Dependency> edges;
    for (const std::string& text : texts) {
        const std::size_t colon = text.find(':');
        Dependency edge{text.substr(0, colon), defaultMode};
        if (colon != std::string::npos) {
            INFERNO_TRY(edge.mode, readWord<DependsOn>(text.substr(colon + 1), "depends_on '" + text + "'",
                                                       "success failure completion"));
        }
        edges.push_back(std::move(edge));
    }
    return edges;
}

Result<std::map<std::string, std::string>> readTextMap(const json& value, std::string_view field) {
    if (!value.is_object())
        return wrongType(field, "an object of texts");
    std::map<std::string, std::string> texts;
    for (const auto& [name, item] : value.items()) {
        INFERNO_TRY(texts[name], readText(item, std::string(field) + " '" + name + "'"));
    }
    return texts;
}

/// "" is none.
Result<std::optional<WallTime>> readInstant(const json& value, std::string_view field) {
    INFERNO_TRY(const auto text, readText(value, field));
    if (text.empty())
        return std::optional<WallTime>{};
    auto time = parseRfc3339(text);
    if (!time)
        return failBecause(time.error(), ErrorCode::TimeInvalid, std::string(field) + ": " + time.error().detail,
                           time.error().hint);
    return std::optional(*time);
}

Result<bool> readFlag(const json& value, std::string_view field) {
    if (!value.is_boolean())
        return wrongType(field, "true or false");
    return value.get<bool>();
}

Result<int> readCount(const json& value, std::string_view field) {
    if (!value.is_number_integer() || value.get<double>() < 0 || value.get<double>() > 1e9)
        return wrongType(field, "a whole number, 0 or more");
    return value.get<int>();
}

/// "75,100-110", or a list of such texts and numbers.
Result<std::vector<ExitCodes>> readExitCodes(const json& value, std::string_view field) {
    if (value.is_string())
        return parseExitCodes(value.get<std::string>());
    if (value.is_number_integer())
        return parseExitCodes(value.dump());
    if (!value.is_array())
        return wrongType(field, "exit codes such as \"75,100-110\", or a list of them");
    std::string all;
    for (const json& item : value) {
        if (!item.is_string() && !item.is_number_integer())
            return wrongType(field, "exit codes such as \"75,100-110\", or a list of them");
        all += (all.empty() ? "" : ",") + (item.is_string() ? item.get<std::string>() : item.dump());
    }
    return parseExitCodes(all);
}

/// One field: how it is read into a definition, and which member null sets back to its default.
struct Field {
    std::string_view name;
    std::function<Result<void>(JobDefinition&, const json&)> read;
    std::function<void(JobDefinition&, const JobDefinition&)> setDefault;
};

template <typename Member, typename Read>
Field field(std::string_view name, Member member, Read read) {
    return {name,
            [=](JobDefinition& job, const json& value) -> Result<void> {
                INFERNO_TRY(std::invoke(member, job), read(value, name));
                return {};
            },
            [=](JobDefinition& job, const JobDefinition& defaults) {
                std::invoke(member, job) = std::invoke(member, defaults);
            }};
}

/// In the order of docs/jobs.md. `depends_on` is read apart, since depends_mode decides what its entries mean.
const std::vector<Field>& fields() {
    static const std::vector<Field> kFields = {
        field("name", &JobDefinition::name, readText),
        field("command", &JobDefinition::command, readText),
        field("schedules", &JobDefinition::schedules, readTexts),
        field("cron_fields", &JobDefinition::cronFields, readCount),
        field("cron_extensions", &JobDefinition::cronExtensions, readFlag),
        field("run_at", &JobDefinition::runAt, readInstant),
        field("starts", &JobDefinition::startsAt, readInstant),
        field("ends", &JobDefinition::endsAt, readInstant),
        field("max_runs", &JobDefinition::maxRuns, readCount),
        field("ignore_blackouts", &JobDefinition::ignoreBlackouts, readFlag),
        field("timezone", &JobDefinition::timezone, readText),
        field("depends_join", &JobDefinition::dependsJoin,
              [](const json& value, std::string_view name) { return readWord<Join>(value, name, "all any"); }),
        field("timeout", &JobDefinition::timeout, readDuration),
        field("grace", &JobDefinition::grace, readDuration),
        field(
            "retry_attempts", [](auto& job) -> auto& { return job.retry.attempts; },
            [](const json& value, std::string_view name) -> Result<int> {
                if (!value.is_number_integer() || value.get<double>() < 0 || value.get<double>() > 1000)
                    return wrongType(name, "a whole number from 0 to 1000");
                return value.get<int>();
            }),
        field(
            "retry_delay", [](auto& job) -> auto& { return job.retry.delay; }, readDuration),
        field(
            "retry_backoff", [](auto& job) -> auto& { return job.retry.backoff; }, readNumber),
        field(
            "retry_max_delay", [](auto& job) -> auto& { return job.retry.maxDelay; }, readDuration),
        field(
            "retry_on", [](auto& job) -> auto& { return job.retry.on; }, readExitCodes),
        field("priority", &JobDefinition::priority,
              [](const json& value, std::string_view name) {
                  return readWord<Priority>(value, name, "low normal high critical");
              }),
        field(
            "misfire", &JobDefinition::misfire,
            [](const json& value, std::string_view name) { return readWord<Misfire>(value, name, "skip latest all"); }),
        field("overlap", &JobDefinition::overlap,
              [](const json& value, std::string_view name) {
                  return readWord<Overlap>(value, name, "skip queue allow replace");
              }),
        field("max_parallel", &JobDefinition::maxParallel, readCount),
        field("pool", &JobDefinition::pool, readText),
        field("queued_timeout", &JobDefinition::queuedTimeout, readDuration),
        field("condition", &JobDefinition::condition, readText),
        field("jitter", &JobDefinition::jitter, readDuration),
        field("env", &JobDefinition::env, readTextMap),
        field("workdir", &JobDefinition::workdir, readText),
        field("tags", &JobDefinition::tags, readTexts),
        field(
            "template", [](auto& job) -> auto& { return job.fromTemplate.name; }, readText),
        field(
            "params", [](auto& job) -> auto& { return job.fromTemplate.values; }, readTextMap),
        field(
            "permissions", [](auto& job) -> auto& { return job.fromTemplate.permissions; }, readTexts),
    };
    return kFields;
}

/// Options of the command line that are fields of `resources`.
constexpr std::array<std::string_view, 5> kOfResources = {"cpu_limit", "memory_limit", "memory_limit_gb", "gpu",
                                                          "gpu_required"};
constexpr std::string_view kResourcesHint = "resources: {\"cpu_limit\": cores, \"memory_limit_gb\": GB, "
                                            "\"gpu_required\": true or false}";
/// Read by the caller, or said by the store and sent back by a client that edits what it was shown.
constexpr std::array<std::string_view, 3> kCallers = {"enabled", "no_run", "replace"};

/// A value that asks for nothing: null, false, "", [] and {}.
bool asksForNothing(const json& value) {
    return value.is_null() || value == false || value == "" ||
           ((value.is_object() || value.is_array()) && value.empty());
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::unexpected<Error> unknownField(const std::string& name) {
    if (std::ranges::find(kOfResources, name) != kOfResources.end())
        return fail(ErrorCode::JobInvalid, "'" + name + "' stands in resources", std::string(kResourcesHint));
    std::string_view nearest = "depends_on";
    for (const Field& candidate : fields())
        if (distance(candidate.name, name) < distance(nearest, name))
            nearest = candidate.name;
    if (distance(nearest, name) > std::max<std::size_t>(2, name.size() / 3))
        return fail(ErrorCode::JobInvalid, "there is no option '" + name + "'",
                    "the options are those of 'batch-queue create --help', with _ for -");
    return fail(ErrorCode::JobInvalid, "there is no option '" + name + "'",
                "did you mean '" + std::string(nearest) + "'?");
}

Result<void> refuseWhatIsNotBuilt(const json& document) {
    if (const auto found = document.find("executor"); found != document.end() && !found->is_null() && *found != "local")
        return fail(ErrorCode::NotBuilt, "the only executor that is built yet is 'local'", "leave out --executor");
    return {};
}

Result<void> refuseUnknownFields(const json& document) {
    static constexpr std::array<std::string_view, 5> kOthers = {"schedule", "depends_on", "depends_mode", "executor",
                                                                "resources"};
    for (const auto& [name, value] : document.items()) {
        const bool known = std::ranges::find(kCallers, name) != kCallers.end() ||
                           std::ranges::find(kOthers, name) != kOthers.end() ||
                           std::ranges::find(fields(), name, &Field::name) != fields().end();
        if (!known)
            return unknownField(name);
    }
    return {};
}

Result<void> readDependsOn(const json& document, JobDefinition& job) {
    DependsOn mode = DependsOn::Success;
    if (const auto found = document.find("depends_mode"); found != document.end() && !found->is_null()) {
        INFERNO_TRY(mode, readWord<DependsOn>(*found, "depends_mode", "success failure completion"));
    }
    if (const auto found = document.find("depends_on"); found != document.end()) {
        if (found->is_null()) {
            job.dependsOn.clear();
            return {};
        }
        INFERNO_TRY(job.dependsOn, readDependencies(*found, mode));
    }
    return {};
}

/// Fields that are absent keep the job's value, null sets the default.
Result<void> readResources(const json& document, JobDefinition& job, const JobDefinition& defaults) {
    const auto found = document.find("resources");
    if (found == document.end())
        return {};
    if (found->is_null()) {
        job.resources = defaults.resources;
        return {};
    }
    if (!found->is_object())
        return fail(ErrorCode::JobInvalid, "resources must be an object", std::string(kResourcesHint));
    for (const auto& [name, value] : found->items()) {
        const std::string field = "resources." + name;
        const auto read = [&](auto& member, const auto& byDefault, auto reader) -> Result<void> {
            if (value.is_null()) {
                member = byDefault;
                return {};
            }
            INFERNO_TRY(member, reader(value, field));
            return {};
        };
        Resources& resources = job.resources;
        if (name == "cpu_limit")
            INFERNO_CHECK(read(resources.cpuLimit, defaults.resources.cpuLimit, readNumber));
        else if (name == "memory_limit_gb")
            INFERNO_CHECK(read(resources.memoryLimitGb, defaults.resources.memoryLimitGb, readNumber));
        else if (name == "gpu_required")
            INFERNO_CHECK(read(resources.gpuRequired, defaults.resources.gpuRequired, readFlag));
        else
            return fail(ErrorCode::JobInvalid, "resources has no field '" + name + "'", std::string(kResourcesHint));
    }
    return {};
}

json instant(const std::optional<WallTime>& time) {
    return time ? json(formatUtc(*time)) : json(nullptr);
}

double seconds(milliseconds duration) {
    return static_cast<double>(duration.count()) / 1000;
}

} // namespace

Result<JobDefinition> readFields(const json& document, JobDefinition job, const JobDefinition& defaults) {
    if (!document.is_object())
        return fail(ErrorCode::JobInvalid, "the definition is not a JSON object");
    for (const Field& field : fields()) {
        const auto found = document.find(field.name);
        if (found == document.end())
            continue;
        if (found->is_null())
            field.setDefault(job, defaults);
        else
            INFERNO_CHECK(field.read(job, *found));
    }
    INFERNO_CHECK(readResources(document, job, defaults));
    return job;
}

Result<JobDefinition> parseDefinition(const json& document, const JobDefinition& base, const JobDefinition& defaults) {
    INFERNO_TRY(JobDefinition job, readFields(document, base, defaults));
    INFERNO_CHECK(refuseWhatIsNotBuilt(document));
    INFERNO_CHECK(refuseUnknownFields(document));
    if (const auto found = document.find("schedule"); found != document.end() && !asksForNothing(*found)) {
        INFERNO_TRY(auto text, readText(*found, "schedule"));
        if (document.contains("schedules"))
            job.schedules.insert(job.schedules.begin(), std::move(text));
        else
            job.schedules = {std::move(text)};
    }
    INFERNO_CHECK(readDependsOn(document, job));
    return validated(std::move(job), defaults);
}

json toJson(const JobDefinition& job) {
    json dependsOn = json::array();
    for (const Dependency& edge : job.dependsOn)
        dependsOn.push_back(edge.job + ":" + std::string(nameOf(edge.mode)));
    return {{"name", job.name},
            {"command", job.command},
            {"schedules", job.schedules},
            {"cron_fields", job.cronFields},
            {"cron_extensions", job.cronExtensions},
            {"run_at", instant(job.runAt)},
            {"starts", instant(job.startsAt)},
            {"ends", instant(job.endsAt)},
            {"max_runs", job.maxRuns},
            {"ignore_blackouts", job.ignoreBlackouts},
            {"timezone", job.timezone},
            {"depends_on", std::move(dependsOn)},
            {"depends_join", nameOf(job.dependsJoin)},
            {"timeout", seconds(job.timeout)},
            {"grace", seconds(job.grace)},
            {"retry_attempts", job.retry.attempts},
            {"retry_delay", seconds(job.retry.delay)},
            {"retry_backoff", job.retry.backoff},
            {"retry_max_delay", seconds(job.retry.maxDelay)},
            {"retry_on", textOf(job.retry.on)},
            {"resources",
             {{"cpu_limit", job.resources.cpuLimit},
              {"memory_limit_gb", job.resources.memoryLimitGb},
              {"gpu_required", job.resources.gpuRequired}}},
            {"priority", nameOf(job.priority)},
            {"misfire", nameOf(job.misfire)},
            {"overlap", nameOf(job.overlap)},
            {"max_parallel", job.maxParallel},
            {"pool", job.pool},
            {"queued_timeout", seconds(job.queuedTimeout)},
            {"condition", job.condition},
            {"jitter", seconds(job.jitter)},
            {"env", job.env},
            {"workdir", job.workdir},
            {"tags", job.tags},
            {"template", job.fromTemplate.name},
            {"params", job.fromTemplate.values},
            {"permissions", job.fromTemplate.permissions}};
}

} // namespace inferno::jobs
