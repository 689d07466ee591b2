// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/crontab_plan.h"

#include "core/schedule/zone.h"
#include "services/definitions/crontab_import.h"

namespace inferno::desktop {

namespace {

models::Backend::CrontabLine shown(const definitions::CrontabLine& line, const std::string& action) {
    models::Backend::CrontabLine out;
    out.line = line.line;
    out.text = line.text;
    out.action = action == "not imported" ? "" : action;
    out.reason = line.reason;
    if (!line.document.is_null()) {
        out.job = line.document.value("name", "");
        out.command = line.document.value("command", "");
        const auto schedules = line.document.value("schedules", nlohmann::json::array());
        out.schedule = schedules.empty() ? "" : schedules.front().get<std::string>();
    }
    for (const std::string& note : line.notes)
        out.notes += (out.notes.empty() ? "" : "; ") + note;
    return out;
}

} // namespace

models::ClientBackend::Crontab crontabPlanner() {
    return [](client::Client& service, const std::string& text, bool system,
              bool make) -> Result<models::Backend::CrontabPlan> {
        INFERNO_TRY(const client::ServiceInfo info, service.health());
        INFERNO_TRY(const schedule::Zone zone, schedule::Zone::local());
        INFERNO_TRY(const definitions::Crontab crontab, definitions::readForImport(text, system));
        const definitions::ImportOptions options{
            .timezone = zone.name(), .user = definitions::userOfService(info.data_dir), .dryRun = !make};
        INFERNO_TRY(const definitions::ImportPlan plan, definitions::importCrontab(service, crontab, options));
        models::Backend::CrontabPlan out;
        out.applied = plan.answer.applied;
        for (const definitions::CrontabLine& line : plan.lines)
            out.lines.push_back(shown(line, plan.actionOf(line)));
        return out;
    };
}

} // namespace inferno::desktop
