// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/blackouts.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/units.h"
#include "core/jobs/job_store.h"
#include "core/jobs/store_core.h"

namespace inferno::jobs {
namespace {

using nlohmann::json;

constexpr std::size_t kMost = 1000;

std::unexpected<Error> wrong(const std::string& field, const std::string& wanted) {
    return fail(ErrorCode::JobInvalid, field + " must be " + wanted);
}

Result<std::string> textOf(const json& document, const std::string& field) {
    const auto found = document.find(field);
    if (found == document.end() || found->is_null())
        return std::string();
    if (!found->is_string())
        return wrong(field, "a text");
    return found->get<std::string>();
}

Result<std::vector<std::string>> textsOf(const json& document, const std::string& field) {
    const auto found = document.find(field);
    if (found == document.end() || found->is_null())
        return std::vector<std::string>();
    const bool texts =
        found->is_array() && std::ranges::all_of(*found, [](const json& one) { return one.is_string(); });
    if (!texts)
        return wrong(field, "a list of texts");
    auto list = found->get<std::vector<std::string>>();
    std::ranges::sort(list);
    list.erase(std::ranges::unique(list).begin(), list.end());
    return list;
}

Result<std::optional<WallTime>> instantOf(const json& document, const std::string& field) {
    INFERNO_TRY(const std::string text, textOf(document, field));
    if (text.empty())
        return std::optional<WallTime>();
    INFERNO_TRY(const WallTime time, parseRfc3339(text));
    return std::optional(time);
}

Result<std::chrono::milliseconds> durationOf(const json& document) {
    const auto found = document.find("duration");
    if (found == document.end() || found->is_null())
        return std::chrono::milliseconds(0);
    if (found->is_string())
        return parseDuration(found->get<std::string>());
    if (!found->is_number() || !(found->get<double>() >= 0 && found->get<double>() < 1e10))
        return wrong("duration", "seconds, or a text such as 8h");
    return std::chrono::milliseconds(std::llround(found->get<double>() * 1000));
}

} // namespace

bool BlackoutDefinition::concerns(const std::vector<std::string>& jobTags) const {
    return tags.empty() || std::ranges::any_of(tags, [&](const std::string& tag) {
               return std::ranges::find(jobTags, tag) != jobTags.end();
           });
}

Result<BlackoutDefinition> parseBlackout(const json& document, const std::string& defaultZone) {
    if (!document.is_object())
        return fail(ErrorCode::JobInvalid, "the blackout is not a JSON object");
    constexpr std::array kFields = {"name",  "from",     "to",   "schedule", "duration",
                                    "dates", "timezone", "tags", "reason"};
    for (const auto& [name, value] : document.items())
        if (std::ranges::find(kFields, name) == kFields.end())
            return fail(ErrorCode::JobInvalid, "there is no field '" + name + "' in a blackout",
                        "name, from, to, schedule, duration, dates, timezone, tags, reason");
    BlackoutDefinition out;
    INFERNO_TRY(out.name, textOf(document, "name"));
    INFERNO_CHECK(validateName(out.name));
    INFERNO_TRY(out.from, instantOf(document, "from"));
    INFERNO_TRY(out.to, instantOf(document, "to"));
    INFERNO_TRY(out.schedule, textOf(document, "schedule"));
    INFERNO_TRY(out.duration, durationOf(document));
    INFERNO_TRY(out.dates, textsOf(document, "dates"));
    INFERNO_TRY(out.timezone, textOf(document, "timezone"));
    INFERNO_TRY(out.tags, textsOf(document, "tags"));
    INFERNO_TRY(out.reason, textOf(document, "reason"));
    if (out.timezone.empty())
        out.timezone = defaultZone;
    const bool once = out.from || out.to;
    const bool again = !out.schedule.empty() || out.duration.count() > 0;
    if (once + again + !out.dates.empty() != 1 || (once && !(out.from && out.to)))
        return fail(ErrorCode::JobInvalid, "a blackout is once, again and again, or on dates",
                    "give from and to; or schedule and duration; or dates");
    INFERNO_CHECK(blackoutOf(out));
    return out;
}

json toJson(const BlackoutDefinition& blackout) {
    const auto instant = [](const std::optional<WallTime>& time) {
        return time ? json(formatUtc(*time)) : json(nullptr);
    };
    return {{"name", blackout.name},
            {"from", instant(blackout.from)},
            {"to", instant(blackout.to)},
            {"schedule", blackout.schedule},
            {"duration", std::chrono::duration<double>(blackout.duration).count()},
            {"dates", blackout.dates},
            {"timezone", blackout.timezone},
            {"tags", blackout.tags},
            {"reason", blackout.reason}};
}

Result<schedule::Blackout> blackoutOf(const BlackoutDefinition& definition) {
    INFERNO_TRY(const auto zone, schedule::Zone::find(definition.timezone));
    if (definition.from && definition.to)
        return schedule::Blackout::of(schedule::Blackout::Once{*definition.from, *definition.to}, zone);
    if (!definition.dates.empty()) {
        std::string lines;
        for (const std::string& date : definition.dates)
            lines += date + "\n";
        INFERNO_TRY(auto days, schedule::readDays(lines));
        return schedule::Blackout::of(schedule::Blackout::Days{std::move(days)}, zone);
    }
    INFERNO_TRY(auto begins, schedule::Recurrence::parse(definition.schedule));
    return schedule::Blackout::of(schedule::Blackout::Again{std::move(begins), definition.duration}, zone);
}

Result<std::vector<BlackoutDefinition>> loadBlackouts(sqlite::Database& db) {
    INFERNO_TRY(auto query, db.prepare("SELECT definition FROM blackouts ORDER BY name"));
    std::vector<BlackoutDefinition> all;
    for (;;) {
        INFERNO_TRY(const bool found, query.step());
        if (!found)
            return all;
        auto blackout = parseBlackout(json::parse(query.text(0), nullptr, false), "UTC");
        if (!blackout)
            return failBecause(blackout.error(), ErrorCode::DbFailed,
                               "a stored blackout cannot be read: " + blackout.error().detail);
        all.push_back(*std::move(blackout));
    }
}

Result<Blackouts> Blackouts::load(sqlite::Database& db) {
    INFERNO_TRY(auto definitions, loadBlackouts(db));
    Blackouts out;
    for (BlackoutDefinition& definition : definitions) {
        INFERNO_TRY(auto blackout, blackoutOf(definition));
        out.all_.emplace_back(std::move(definition), std::move(blackout));
    }
    return out;
}

std::optional<std::string> Blackouts::covering(WallTime fire, const std::vector<std::string>& jobTags) const {
    for (const auto& [definition, blackout] : all_)
        if (definition.concerns(jobTags) && blackout.covers(fire))
            return "blackout " + definition.name + (definition.reason.empty() ? "" : ": " + definition.reason);
    return std::nullopt;
}

// ---- JobStore ----

Result<std::vector<BlackoutDefinition>> JobStore::blackouts() const {
    return core_->read([](sqlite::Database& db) { return loadBlackouts(db); });
}

Result<Changed> JobStore::addBlackout(const json& document, const Request& request) {
    INFERNO_TRY(const BlackoutDefinition blackout, parseBlackout(document, defaults().timezone));
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const auto all, loadBlackouts(change.db));
        const auto same = std::ranges::find(all, blackout.name, &BlackoutDefinition::name);
        if (same != all.end() && *same == blackout)
            return Changed{};
        if (same != all.end())
            return fail(ErrorCode::JobExists, "a blackout '" + blackout.name + "' is there, and another one",
                        "delete it first: inferno batch-queue blackout delete " + blackout.name);
        if (all.size() >= kMost)
            return fail(ErrorCode::JobInvalid, "there are 1000 blackouts already", "put dates into one of them");
        const json form = toJson(blackout);
        INFERNO_CHECK(change.db.run("INSERT INTO blackouts (name, definition, created_ms) VALUES (?, ?, ?)",
                                    blackout.name, form.dump(-1, ' ', false, json::error_handler_t::replace),
                                    change.now));
        INFERNO_CHECK(change.event("blackout_added", {"", "", "blackout/" + blackout.name, true, form}));
        return Changed{};
    });
}

Result<Changed> JobStore::removeBlackout(const std::string& name, const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const auto there, change.db.integer("SELECT count(*) FROM blackouts WHERE name = ?", name));
        if (there.value_or(0) == 0)
            return fail(ErrorCode::BlackoutUnknown, "no blackout is called '" + name + "'",
                        "inferno batch-queue blackout list");
        INFERNO_CHECK(change.db.run("DELETE FROM blackouts WHERE name = ?", name));
        INFERNO_CHECK(change.event("blackout_removed", {"", "", "blackout/" + name, true, {}}));
        return Changed{};
    });
}

} // namespace inferno::jobs
