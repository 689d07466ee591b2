// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schedule/recurrence.h"

#include <algorithm>

#include "core/base/units.h"

namespace inferno::schedule {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kEvery = "@every";
constexpr std::string_view kReboot = "@reboot";
constexpr std::string_view kInZone = "CRON_TZ=";
constexpr milliseconds kShortest = std::chrono::seconds(1);

std::string_view trimmed(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && space(text.back()))
        text.remove_suffix(1);
    return text;
}

Result<milliseconds> duration(std::string_view text) {
    auto parsed = parseDuration(std::string(trimmed(text)));
    if (!parsed)
        return failBecause(parsed.error(), ErrorCode::DurationInvalid, "@every: " + parsed.error().detail,
                           "write an interval, such as @every 90m, or @every 6h+15m to begin 15 minutes later");
    return *parsed;
}

} // namespace

Result<Recurrence::Interval> Recurrence::parseInterval(std::string_view text) {
    const std::size_t plus = text.find('+');
    INFERNO_TRY(const milliseconds length, duration(text.substr(0, plus)));
    milliseconds phase{0};
    if (plus != std::string_view::npos) {
        INFERNO_TRY(phase, duration(text.substr(plus + 1)));
    }
    if (length < kShortest)
        return fail(ErrorCode::DurationInvalid, "@every: an interval is a second or longer", "@every 1s");
    if (phase >= length)
        return fail(ErrorCode::DurationInvalid, "@every: it begins later by less than the interval",
                    "write @every 6h+15m");
    return Interval{length, phase};
}

Result<Recurrence> Recurrence::parseInZone(std::string_view text, const CronSyntax& syntax) {
    const std::size_t begin = text.find(kInZone);
    const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
    INFERNO_TRY(const Zone zone, Zone::find(text.substr(begin + kInZone.size(), end - begin - kInZone.size())));
    // Blanks in its place, so that columns are those of the whole text.
    INFERNO_TRY(Recurrence out, parse(std::string(end, ' ') + std::string(text.substr(end)), syntax));
    if (!out.cron() || out.zone_)
        return fail(ErrorCode::CronSyntax,
                    out.zone_ ? "CRON_TZ= is there twice"
                              : "CRON_TZ= is for cron expressions: " + out.text_ + " goes by no zone",
                    "write it once before an expression: CRON_TZ=Asia/Tokyo 0 2 * * *");
    out.zone_ = zone;
    return out;
}

Result<Recurrence> Recurrence::parse(std::string_view text, const CronSyntax& syntax) {
    const std::string_view line = trimmed(text);
    if (line.starts_with(kInZone))
        return parseInZone(text, syntax);
    if (line == kReboot)
        return Recurrence(std::string(kReboot), AtBoot{});
    if (line.starts_with(kEvery) && (line.size() == kEvery.size() || line[kEvery.size()] == ' ')) {
        INFERNO_TRY(const Interval interval, parseInterval(line.substr(kEvery.size())));
        return Recurrence(std::string(line), interval);
    }
    INFERNO_TRY(CronExpression expression, CronExpression::parse(text, syntax));
    return of(std::move(expression));
}

Recurrence Recurrence::of(CronExpression expression) {
    std::string resolved = expression.resolved();
    return Recurrence(std::move(resolved), std::move(expression));
}

Result<Recurrence> Recurrence::stored(std::string_view text) {
    const auto fields = 1 + std::ranges::count(text, ' ');
    return parse(text, {fields == static_cast<std::ptrdiff_t>(kFieldCount) + 1 && !text.starts_with('@'), true, {}});
}

Result<std::optional<WallTime>> Recurrence::next(WallTime after, const Zone& zone) const {
    if (const auto* expression = std::get_if<CronExpression>(&when_))
        return expression->next(after, zone_.value_or(zone));
    const auto* interval = std::get_if<Interval>(&when_);
    if (!interval)
        return std::optional<WallTime>{};
    const auto since = std::chrono::floor<milliseconds>(after.time_since_epoch()) - interval->phase;
    const auto passed = since >= milliseconds(0) ? since / interval->length : -1;
    return std::optional<WallTime>{WallTime{(passed + 1) * interval->length + interval->phase}};
}

} // namespace inferno::schedule
