// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/definitions/crontab_jobs.h"
#include "services/definitions/definition_file.h"
#include "tests/fuzz/input.h"

/// Files of definitions: YAML, JSON and crontabs.

using namespace inferno;
using namespace inferno::definitions;
using namespace inferno::fuzz;

namespace {

void readFile(std::string_view text) {
    const auto jobs = readDefinitions(text, "file");
    if (!jobs) {
        FUZZ_REQUIRE(!jobs.error().detail.empty());
        return;
    }
    if (!jobs->empty())
        markTaken();
    for (const FileJob& job : *jobs) {
        (void)job.document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        (void)lineOf(job, "timeout must be a number");
    }
}

void readLines(std::string_view text, bool system) {
    const auto crontab = readCrontab(text, system);
    FUZZ_REQUIRE(crontab.has_value());
    CrontabOptions options;
    options.timezone = "UTC";
    options.user = "ada";
    options.anyUser = true;
    const auto lines = jobsOf(*crontab, options);
    FUZZ_REQUIRE(lines.size() == crontab->settings.size() + crontab->entries.size());
    for (const CrontabLine& line : lines) {
        FUZZ_REQUIRE(line.line > 0 && (line.setting || line.document.is_null() == !line.reason.empty()));
        if (!line.document.is_null())
            markTaken();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 3) {
    case 0: readFile(input.text()); break;
    case 1: readLines(input.text(), false); break;
    default: readLines(input.text(), true);
    }
    return 0;
}
