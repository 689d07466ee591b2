// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/schedule/cron_expression.h"
#include "core/schedule/warnings.h"
#include "core/schedule/words.h"
#include "tests/fuzz/input.h"

/// Cron expressions and what goes with them: times, zones, durations, sizes.

using namespace inferno;
using namespace inferno::schedule;
using namespace inferno::fuzz;

namespace {

/// A time between 1970 and 2100, by the input.
WallTime timeFrom(Input& input) {
    return WallTime{std::chrono::seconds{input.number<std::uint32_t>()}};
}

Zone zoneFrom(Input& input) {
    static const std::array<const char*, 4> kNames = {"UTC", "Europe/Rome", "America/New_York", "Australia/Lord_Howe"};
    return Zone::find(kNames[input.number<std::uint8_t>() % kNames.size()]).value_or(Zone::utc());
}

void readExpression(Input input) {
    const Zone zone = zoneFrom(input);
    const WallTime after = timeFrom(input);
    const std::string_view text = input.text();
    const auto expression = CronExpression::check(text);
    FUZZ_REQUIRE(CronExpression::parse(text).has_value() == expression.has_value());
    (void)parseTrigger(text);
    if (!expression) {
        const CronProblem& problem = expression.error();
        FUZZ_REQUIRE(problem.column >= 1 && problem.column - 1 + problem.length <= text.size() + 1);
        FUZZ_REQUIRE(!problem.why.empty());
        return;
    }
    markTaken();
    const auto again = CronExpression::check(expression->text());
    FUZZ_REQUIRE(again.has_value());
    for (const Field field : kFields)
        FUZZ_REQUIRE(again->field(field).mask == expression->field(field).mask && again->field(field).mask != 0);
    FUZZ_REQUIRE(!describe(*expression).empty() && explain(*expression).size() == kFieldCount);
    (void)warningsOf(*expression, zone, after);
    const auto next = expression->next(after, zone);
    if (!next)
        return;
    FUZZ_REQUIRE(next->has_value() || expression->neverFires());
    if (!*next)
        return;
    FUZZ_REQUIRE(**next > after && (*next)->time_since_epoch() % std::chrono::minutes(1) == std::chrono::minutes(0));
    if (zone == Zone::utc()) // where no hour is skipped or repeated
        FUZZ_REQUIRE(expression->matches(
            LocalMinute{std::chrono::duration_cast<std::chrono::minutes>((*next)->time_since_epoch())}));
}

void readTime(Input input) {
    const Zone zone = zoneFrom(input);
    const std::string text(input.text());
    (void)Zone::find(text);
    (void)parseTimeInZone(text, zone);
    const auto time = parseRfc3339(text);
    if (!time)
        return;
    markTaken();
    const std::string written = formatUtc(*time);
    FUZZ_REQUIRE(parseRfc3339(written).has_value() && formatUtc(*parseRfc3339(written)) == written);
    (void)formatInZone(*time, zone);
    (void)formatLocal(*time, zone);
}

void readUnits(std::string_view text) {
    if (const auto duration = parseDuration(text)) {
        markTaken();
        FUZZ_REQUIRE(duration->count() >= 0 && !formatDuration(*duration).empty());
    }
    if (const auto size = parseSize(text)) {
        markTaken();
        FUZZ_REQUIRE(!formatSize(*size).empty());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 3) {
    case 0: readExpression(input); break;
    case 1: readTime(input); break;
    default: readUnits(input.text());
    }
    return 0;
}
