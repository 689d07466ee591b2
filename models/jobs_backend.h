// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/backend.h"

namespace inferno::client {
struct RunResources; // types_resources.h
struct RunTimeline;  // types_timeline.h
struct AlertRule;    // types_alerts.h
} // namespace inferno::client

namespace inferno::models {

/// What the pages of jobs ask beyond Backend, of the same two: single runs, templates, files of definitions, rules. The
/// rules of Backend hold here as well.
class JobsBackend {
public:
    virtual ~JobsBackend() = default;
    /// The same object; each Backend of the window is one.
    static JobsBackend& of(Backend& backend) {
        auto* const both = dynamic_cast<JobsBackend*>(&backend);
        Q_ASSERT(both);
        return *both;
    }

    /// Queues a run with values for it alone: {"params":{…},"env":{…}}.
    virtual Answer<client::Run> runJobWith(const QString& job, const nlohmann::json& values) = 0;
    /// A template as the API shows it. Error: template.unknown.
    virtual Answer<nlohmann::json> jobTemplate(const QString& name) = 0;
    virtual Answer<client::RunResources> runResources(const QString& runId) = 0;
    virtual Answer<client::RunTimeline> runTimeline(const QString& runId) = 0;
    /// What the definitions in a text (YAML or JSON, as `inferno batch-queue apply` reads them) would change, and,
    /// where `make`, does it; other jobs stay. Errors: input.invalid naming the line.
    virtual Answer<client::ApplyAnswer> planDefinitions(const QString& text, bool make) = 0;
    virtual Answer<std::vector<client::AlertRule>> alertRules() = 0;
    virtual Answer<client::AlertRule> addAlertRule(const nlohmann::json& rule) = 0;
    virtual Answer<void> switchAlertRule(const QString& name, bool enabled) = 0;
    virtual Answer<void> deleteAlertRule(const QString& name) = 0;
};

} // namespace inferno::models
