// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "models/fakes/sample.h"
#include "services/client/types_alerts.h"
#include "services/client/types_resources.h"
#include "services/client/types_timeline.h"

/// What the sample says of single runs, of templates, of files of definitions and of rules.
namespace inferno::models::fakes {

client::RunResources resourcesOf(const client::Run& run);
/// Attempts made of the run's own time, and the runs that its jobs' neighbours made right after it.
client::RunTimeline timelineOf(const Sample& sample, const client::Run& run);
/// Says of each run that was started by another one which it was, as a service does in `cause`.
void tellCauses(Sample& sample);
/// null for an unknown name.
nlohmann::json templateOf(const std::string& name);
/// JSON, and lists of flat YAML: "- name: x", then "  command: y". Error: input.invalid.
Result<std::vector<nlohmann::json>> readDefinitions(const std::string& text);
std::vector<client::AlertRule> makeRules();

} // namespace inferno::models::fakes
