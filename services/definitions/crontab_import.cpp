// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/definitions/crontab_import.h"

#include <algorithm>
#include <set>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace inferno::definitions {
namespace {

using client::Client;
using nlohmann::json;

std::string homeOf(const std::string& user) {
    const passwd* entry = ::getpwnam(user.c_str());
    return entry ? entry->pw_dir : "";
}

/// Names of jobs that no import made: an imported one must not take their place.
Result<std::set<std::string>> foreignNames(Client& service) {
    INFERNO_TRY(const json all, service.call("GET", "/api/v1/queue/definitions"));
    std::set<std::string> names;
    for (const json& job : all.at("jobs")) {
        const json tags = job.value("tags", json::array());
        if (std::ranges::find(tags, kCrontabTag) == tags.end())
            names.insert(job.at("name").get<std::string>());
    }
    return names;
}

Result<client::ApplyAnswer> apply(Client& service, const json& documents, bool dryRun) {
    INFERNO_TRY(const json answer, service.call("POST", "/api/v1/queue/apply",
                                                {{"jobs", documents}, {"dry_run", dryRun}, {"prune", false}}));
    return answer.get<client::ApplyAnswer>();
}

} // namespace

std::string ImportPlan::actionOf(const CrontabLine& line) const {
    if (line.setting)
        return "setting";
    if (line.document.is_null())
        return "not imported";
    const auto found =
        std::ranges::find(answer.changes, line.document.at("name").get<std::string>(), &client::PlannedChange::name);
    return found == answer.changes.end() ? "" : found->action;
}

std::string userOfService(const std::string& dataRoot) {
    uid_t id = ::geteuid();
    struct stat root{};
    if (!dataRoot.empty() && ::stat(dataRoot.c_str(), &root) == 0)
        id = root.st_uid;
    const passwd* entry = ::getpwuid(id);
    return entry ? entry->pw_name : std::to_string(id);
}

Result<Crontab> readForImport(std::string_view text, bool system) {
    INFERNO_TRY(Crontab crontab, readCrontab(text, system));
    if (crontab.entries.empty())
        return fail(ErrorCode::InputInvalid, "the crontab starts nothing", "a line is five fields and a command");
    return crontab;
}

Result<ImportPlan> importCrontab(Client& service, const Crontab& crontab, const ImportOptions& options) {
    INFERNO_TRY(const auto foreign, foreignNames(service));
    CrontabOptions mapping;
    mapping.timezone = options.timezone;
    mapping.user = options.user;
    mapping.anyUser = options.anyUser;
    mapping.prefix = options.prefix;
    mapping.homeOf = homeOf;
    mapping.taken = [&](const std::string& name) { return foreign.contains(name); };
    ImportPlan plan;
    plan.lines = jobsOf(crontab, mapping);

    json documents = json::array();
    for (const CrontabLine& line : plan.lines)
        if (!line.document.is_null())
            documents.push_back(line.document);
    INFERNO_TRY(plan.answer, apply(service, documents, true));
    if (!plan.answer.problems.empty()) {
        const client::PlanProblem& first = plan.answer.problems.front();
        return fail(codeOf(first.code), "job '" + first.name + "': " + first.detail + "; nothing was changed",
                    first.hint);
    }
    if (!options.dryRun) {
        INFERNO_TRY(plan.answer, apply(service, documents, false));
    }
    return plan;
}

} // namespace inferno::definitions
