// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/apply.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/nearest.h"
#include "core/jobs/job_edits.h"
#include "core/jobs/job_store.h"
#include "core/jobs/store_core.h"

namespace inferno::jobs {
namespace {

using nlohmann::json;

constexpr std::size_t kMostDocuments = 10'000;

/// Who waits for whom, by name.
using Parents = std::map<std::string, std::vector<std::string>>;

struct Order {
    std::vector<std::string> names;   ///< parents before children
    std::vector<std::string> circles; ///< names on a circle, in its order; empty where there is none
};

/// Deep chains are walked without recursion.
Order orderOf(const Parents& parents) {
    struct Step {
        const std::string& name;
        const std::vector<std::string>& parents;
        std::size_t next = 0;
    };
    Order order;
    std::set<std::string> done;
    std::set<std::string> open;
    for (const auto& [start, ignored] : parents) {
        if (done.contains(start))
            continue;
        std::vector<Step> way;
        way.push_back({start, parents.at(start)});
        open.insert(start);
        while (!way.empty()) {
            Step& step = way.back();
            if (step.next == step.parents.size()) {
                done.insert(step.name);
                open.erase(step.name);
                order.names.push_back(step.name);
                way.pop_back();
                continue;
            }
            const auto parent = parents.find(step.parents[step.next++]);
            if (parent == parents.end() || done.contains(parent->first))
                continue;
            if (!open.insert(parent->first).second) {
                const auto from =
                    std::ranges::find_if(way, [&](const Step& passed) { return passed.name == parent->first; });
                for (auto passed = from; passed != way.end(); ++passed)
                    order.circles.push_back(passed->name);
                return order;
            }
            way.push_back({parent->first, parent->second});
        }
    }
    return order;
}

std::vector<std::string> parentNames(const JobDefinition& definition) {
    std::vector<std::string> names;
    for (const Dependency& edge : definition.dependsOn)
        names.push_back(edge.job);
    return names;
}

/// A mistake of the documents, or a state that forbids what they ask; else something is wrong with the service.
bool isProblem(const Error& error) {
    const ErrorKind kind = kindOf(error.code);
    return kind != ErrorKind::Internal && kind != ErrorKind::Unavailable && kind != ErrorKind::Integrity;
}

/// One apply, within a change.
class Application {
public:
    Application(Change& change, const JobDefinition& defaults, const ApplyOptions& options)
        : change_(change), defaults_(defaults), options_(options) {}

    Result<Plan> run(const json& documents) {
        INFERNO_CHECK(loadJobs());
        read(documents);
        if (!options_.prune)
            for (const auto& [name, job] : there_)
                plan_.others += wanted_.contains(name) ? 0 : 1;
        if (!plan_.problems.empty())
            return std::move(plan_);
        const Parents parents = parentsAfter();
        checkParents(parents);
        const Order order = orderOf(parents);
        if (!order.circles.empty())
            tellCircle(order.circles);
        if (!plan_.problems.empty())
            return std::move(plan_);
        plan_.changes.resize(documents.size());
        for (const std::string& name : order.names)
            if (const auto found = wanted_.find(name); found != wanted_.end() && plan_.problems.empty())
                INFERNO_CHECK(attempt(found->second.document, name, bring(found->second)));
        if (options_.prune && plan_.problems.empty())
            INFERNO_CHECK(prune());
        return std::move(plan_);
    }

private:
    struct Wanted {
        std::size_t document = 0;
        JobDefinition definition;
        std::optional<bool> enabled; ///< not said: it stays as it is
    };

    void problem(std::optional<std::size_t> document, std::string name, Error error) {
        plan_.problems.push_back({document, std::move(name), std::move(error)});
    }
    void problem(std::size_t document, std::string name, ErrorCode code, std::string why, std::string hint) {
        problem(document, std::move(name), Error{code, std::move(why), std::move(hint), nullptr});
    }

    Result<void> loadJobs() {
        std::vector<std::string> ids;
        {
            INFERNO_TRY(auto query, change_.db.prepare("SELECT id FROM jobs WHERE deleted_ms IS NULL"));
            for (;;) {
                INFERNO_TRY(const bool found, query.step());
                if (!found)
                    break;
                ids.push_back(query.text(0));
            }
        }
        for (const std::string& id : ids) {
            INFERNO_TRY(JobRow job, loadJob(change_.db, id));
            there_.emplace(job.definition.name, std::move(job));
        }
        return {};
    }

    void read(const json& documents) {
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const json& document = documents[i];
            const bool named = document.is_object() && document.contains("name") && document["name"].is_string();
            std::string name = named ? document["name"].get<std::string>() : "";
            auto definition = parseDefinition(document, defaults_, defaults_);
            if (!definition) {
                problem(i, std::move(name), definition.error());
                continue;
            }
            Wanted wanted{i, *std::move(definition), {}};
            if (const auto enabled = document.find("enabled"); enabled != document.end() && !enabled->is_null()) {
                if (!enabled->is_boolean()) {
                    problem(i, name, ErrorCode::JobInvalid, "enabled must be true or false", "");
                    continue;
                }
                wanted.enabled = enabled->get<bool>();
            }
            if (!wanted_.emplace(name, std::move(wanted)).second)
                problem(i, name, ErrorCode::JobInvalid, "name: '" + name + "' is the name of two jobs",
                        "give one of them another name");
        }
    }

    /// As it will be.
    Parents parentsAfter() const {
        Parents parents;
        for (const auto& [name, wanted] : wanted_)
            parents[name] = parentNames(wanted.definition);
        if (!options_.prune)
            for (const auto& [name, job] : there_)
                parents.try_emplace(name, parentNames(job.definition));
        return parents;
    }

    void checkParents(const Parents& parents) {
        std::vector<std::string> names;
        for (const auto& [name, ignored] : parents)
            names.push_back(name);
        for (const auto& [name, wanted] : wanted_)
            for (const Dependency& edge : wanted.definition.dependsOn) {
                if (parents.contains(edge.job))
                    continue;
                const std::string near = nearest(edge.job, names);
                if (there_.contains(edge.job))
                    problem(wanted.document, name, ErrorCode::JobInvalid,
                            "depends_on: '" + edge.job + "' is in no document and would be deleted",
                            "add its definition, or do not prune");
                else
                    problem(wanted.document, name, ErrorCode::JobInvalid,
                            "depends_on: there is no job '" + edge.job + "', and none is defined here",
                            near.empty() ? "define it, or leave it out" : "did you mean '" + near + "'?");
            }
    }

    void tellCircle(const std::vector<std::string>& names) {
        std::string path;
        for (const std::string& name : names)
            path += name + " -> ";
        // One of them is in a document: what was there before has no circle.
        const auto found = std::ranges::find_if(names, [&](const auto& name) { return wanted_.contains(name); });
        const std::string& name = found == names.end() ? names.front() : *found;
        const auto wanted = wanted_.find(name);
        problem(wanted == wanted_.end() ? std::nullopt : std::optional(wanted->second.document), name,
                Error{ErrorCode::JobCycle, "depends_on: " + path + names.front(), "leave out one of these dependencies",
                      nullptr});
    }

    Result<PlannedChange> bring(const Wanted& wanted) {
        const JobDefinition& after = wanted.definition;
        const auto found = there_.find(after.name);
        if (found == there_.end()) {
            INFERNO_CHECK(insertJob(change_, after, wanted.enabled.value_or(true)));
            return PlannedChange{after.name, PlanAction::Create};
        }
        JobRow job = found->second;
        PlannedChange out{after.name, PlanAction::Unchanged};
        if (after != job.definition) {
            out.fields = changedFields(job.definition, after);
            INFERNO_CHECK(updateJob(change_, job, after));
            INFERNO_CHECK(noteDefaults(change_, job.id));
            job.definition = after;
        }
        if (wanted.enabled && *wanted.enabled != job.enabled) {
            out.fields["enabled"] = {{"old", job.enabled}, {"new", *wanted.enabled}};
            INFERNO_CHECK(switchJob(change_, job, *wanted.enabled));
        }
        if (!out.fields.empty())
            out.action = PlanAction::Change;
        return out;
    }

    Result<void> attempt(std::size_t document, const std::string& name, Result<PlannedChange> made) {
        if (made)
            plan_.changes[document] = *std::move(made);
        else if (isProblem(made.error()))
            problem(document, name, std::move(made).error());
        else
            return std::unexpected(std::move(made).error());
        return {};
    }

    /// Children before their parents.
    Result<void> prune() {
        Parents parents;
        for (const auto& [name, job] : there_)
            if (!wanted_.contains(name))
                parents[name] = parentNames(job.definition);
        const Order order = orderOf(parents);
        for (auto name = order.names.rbegin(); name != order.names.rend(); ++name) {
            const auto removed = removeJob(change_, there_.at(*name));
            if (!removed && !isProblem(removed.error()))
                return removed;
            if (!removed)
                problem(std::nullopt, *name, removed.error());
            plan_.changes.push_back({*name, PlanAction::Delete});
        }
        return {};
    }

    Change& change_;
    const JobDefinition& defaults_;
    const ApplyOptions options_;
    std::map<std::string, JobRow> there_;
    std::map<std::string, Wanted> wanted_;
    Plan plan_;
};

} // namespace

std::string_view nameOf(PlanAction action) {
    switch (action) {
    case PlanAction::Create: return "create";
    case PlanAction::Change: return "change";
    case PlanAction::Delete: return "delete";
    case PlanAction::Unchanged: break;
    }
    return "unchanged";
}

Result<Plan> JobStore::apply(const json& documents, const ApplyOptions& options, const Request& request) {
    if (!documents.is_array())
        return fail(ErrorCode::JobInvalid, "jobs must be a list of definitions", "send {\"jobs\": [{\"name\": …}]}");
    if (documents.size() > kMostDocuments)
        return fail(ErrorCode::InputTooLarge, "more than 10000 jobs at once", "apply them in parts, without pruning");
    std::optional<Plan> plan;
    // Without the idempotency key: what is applied twice is applied once.
    const auto applied = core_->request(Request{request.actor, {}}, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(Plan made, Application(change, defaults(), options).run(documents));
        const bool keep = made.problems.empty() && !options.dryRun;
        plan = std::move(made);
        if (!keep) // takes all of it back; the plan is the answer
            return fail(ErrorCode::JobInvalid, "nothing was changed");
        return Changed{};
    });
    if (!applied && !plan)
        return std::unexpected(applied.error());
    if (!applied && plan->problems.empty() && !options.dryRun) // the plan was good, and could not be committed
        return std::unexpected(applied.error());
    return *std::move(plan);
}

} // namespace inferno::jobs
