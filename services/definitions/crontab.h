// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

/// Reads crontabs as cronie and Debian's cron do (crontab(5)): what stands there, not yet what becomes of it. Pure;
/// safe from any thread.
namespace inferno::definitions {

/// A line NAME=VALUE. It holds for the lines below it.
struct CronSetting {
    int line = 0;
    std::string name;
    std::string value; ///< without quotes
};

/// A line that starts something.
struct CronEntry {
    int line = 0;
    std::string text;                            ///< the line as it stands
    std::string schedule;                        ///< five fields, or a macro
    std::string user;                            ///< of the system form; else ""
    std::string command;                         ///< up to the first % that no backslash hides
    std::optional<std::string> input;            ///< what follows it, for the command's standard input
    bool quiet = false;                          ///< it begins with -: cron does not log it
    std::map<std::string, std::string> settings; ///< as they are at this line
    std::optional<Error> problem;                ///< why cron, or Inferno, cannot read it; then only line and text hold
};

struct Crontab {
    std::vector<CronSetting> settings;
    std::vector<CronEntry> entries;
};

/// `system`: each line names a user before the command (/etc/crontab, /etc/cron.d). Every line that is neither empty
/// nor a comment is in the answer. Error: input.too_large over 4 MiB.
Result<Crontab> readCrontab(std::string_view text, bool system);

} // namespace inferno::definitions
