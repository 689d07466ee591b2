// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "services/definitions/crontab.h"

/// What becomes of a crontab in Inferno. Pure; safe from any thread.
namespace inferno::definitions {

/// The tag that imported jobs carry: by it a second import knows the jobs of the first.
inline constexpr const char* kCrontabTag = "crontab";

struct CrontabOptions {
    std::string timezone; ///< of schedules without CRON_TZ: the host's, as for cron
    std::string user;     ///< whose jobs the service runs
    bool anyUser = false; ///< also take lines of other users
    std::string prefix;   ///< names begin with it
    std::function<std::string(const std::string& user)> homeOf; ///< "" where there is no such user
    std::function<bool(const std::string& name)> taken;         ///< by a job that was not imported
};

/// One line of a crontab and what it becomes.
struct CrontabLine {
    int line = 0;
    std::string text;
    nlohmann::json document;        ///< the job; null where none comes of the line
    std::vector<std::string> notes; ///< what maps how, and what does not, in sentences
    std::string reason;             ///< why a line that starts something becomes no job
    bool setting = false;           ///< NAME=VALUE
};

/// All lines in their order. The same crontab gives the same names as long as `taken` answers the same.
std::vector<CrontabLine> jobsOf(const Crontab& crontab, const CrontabOptions& options);

} // namespace inferno::definitions
