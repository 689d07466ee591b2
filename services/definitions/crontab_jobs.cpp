// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/definitions/crontab_jobs.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/jobs/job.h"
#include "core/schedule/zone.h"

namespace inferno::definitions {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestName = 100; ///< of 128: a number may follow
constexpr const char* kShell = "/bin/sh";

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

/// For /bin/sh, as one word.
std::string shellWord(std::string_view text) {
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

// ---- names ----

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text)
        if (c == ' ' || c == '\t')
            words.emplace_back();
        else
            words.back() += c;
    std::erase(words, "");
    return words;
}

/// The commands of a line, as far as a look at && || ; and | tells.
std::vector<std::string> commandsOf(std::string_view line) {
    std::vector<std::string> parts(1);
    for (const char c : line)
        if (c == '&' || c == '|' || c == ';' || c == '(' || c == ')')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

/// The word that says what a command does: not what surrounds it.
std::string tellingWord(const std::string& command) {
    for (const std::string& word : wordsOf(command)) {
        const std::string base = word.substr(word.rfind('/') + 1);
        if (isOneOf(base, {"cd", "test", "[", "sleep", "export", "set", "umask", ".", "true", ":", "if", "then"}))
            return "";
        const bool around =
            isOneOf(base, {"env", "exec", "nice", "ionice", "nohup", "sudo", "chronic", "command", "time"});
        const bool number = base.find_first_not_of("0123456789.") == base.npos; // of nice -n 10
        if (!around && !number && !word.starts_with('-') && word.find('=') == word.npos)
            return base;
    }
    return "";
}

std::string nameFor(const std::string& command, const std::string& prefix) {
    std::string word;
    for (const std::string& part : commandsOf(command))
        if (word = tellingWord(part); !word.empty())
            break;
    std::string name = prefix;
    for (const char c : word) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                          c == '_' || c == '-';
        if (fits && name.size() < kLongestName)
            name += c;
    }
    const bool usable = name.size() > prefix.size() && jobs::validateName(name).has_value();
    return usable ? name : prefix + "cron-job";
}

// ---- what a line becomes ----

/// Names that cron reads for itself, and does not only hand to the command.
bool isCronsOwn(const std::string& name) {
    return isOneOf(name, {"SHELL", "MAILTO", "MAILFROM", "CRON_TZ", "RANDOM_DELAY", "CONTENT_TYPE",
                          "CONTENT_TRANSFER_ENCODING", "LOGNAME", "USER"});
}

std::string noteOn(const CronSetting& setting) {
    const std::string& name = setting.name;
    if (name == "MAILTO" || name == "MAILFROM" || name.starts_with("CONTENT_T"))
        return setting.value.empty() ? "no mail, as here; the output is kept: inferno batch-queue logs"
                                     : "does not map: no mail is sent; the output is kept (inferno batch-queue logs)";
    if (name == "CRON_TZ")
        return schedule::Zone::find(setting.value) ? "the time zone of the schedules below"
                                                   : "does not map: there is no such time zone";
    if (name == "SHELL")
        return setting.value == kShell ? "as it is: /bin/sh runs all commands" : "runs the commands below";
    if (name == "RANDOM_DELAY")
        return "jitter of the jobs below, in minutes; the same for the same fire";
    if (name == "LOGNAME" || name == "USER")
        return "does not map: cron does not let it be changed either";
    std::string note = "in the environment of the jobs below";
    if (name.starts_with("INFERNO_"))
        note = "does not map: names that begin with INFERNO_ are set by Inferno";
    else if (name == "HOME")
        note += ", and their folder";
    if (setting.value.find('$') != std::string::npos)
        note += "; $ is not expanded, as in cron";
    return note;
}

std::string valueIn(const CronEntry& entry, const char* name) {
    const auto found = entry.settings.find(name);
    return found == entry.settings.end() ? "" : found->second;
}

std::string commandFor(const CronEntry& entry, std::vector<std::string>& notes) {
    std::string command = entry.command;
    const std::string set = valueIn(entry, "SHELL");
    const std::string shell = set.empty() ? kShell : set;
    if (entry.input) {
        notes.emplace_back("what follows % is its standard input");
        return "printf %s " + shellWord(*entry.input) + " | " + shell + " -c " + shellWord(command);
    }
    if (shell != kShell)
        return "exec " + shell + " -c " + shellWord(command);
    if (jobs::commandKindOf(command) == jobs::CommandKind::Inferno) {
        notes.emplace_back("'command' stands before it: else it would run as inferno " + wordsOf(command).front());
        command = "command " + command;
    }
    return command;
}

json environmentOf(const CronEntry& entry) {
    json env = json::object();
    for (const auto& [name, value] : entry.settings)
        if (!isCronsOwn(name) && !name.starts_with("INFERNO_"))
            env[name] = value;
    if (const std::string shell = valueIn(entry, "SHELL"); !shell.empty() && shell != kShell)
        env["SHELL"] = shell;
    return env;
}

/// Minutes, as RANDOM_DELAY says them.
int delayOf(const CronEntry& entry) {
    const std::string text = valueIn(entry, "RANDOM_DELAY");
    int minutes = 0;
    std::from_chars(text.data(), text.data() + text.size(), minutes);
    return std::clamp(minutes, 0, 24 * 60);
}

class Mapping {
public:
    explicit Mapping(const CrontabOptions& options) : options_(options) {}

    CrontabLine lineOf(const CronEntry& entry) {
        CrontabLine out{entry.line, entry.text, nullptr, {}, "", false};
        if (entry.problem) {
            out.reason = entry.problem->detail + (entry.problem->hint.empty() ? "" : "; " + entry.problem->hint);
            return out;
        }
        const std::string user = entry.user.empty() ? options_.user : entry.user;
        if (user != options_.user && !options_.anyUser) {
            out.reason = "it runs as " + user + ", and the service runs jobs as " + options_.user +
                         "; --any-user takes it all the same";
            return out;
        }
        if (user != options_.user)
            out.notes.push_back("runs as " + options_.user + ", not as " + user);
        const std::string zone = valueIn(entry, "CRON_TZ");
        if (!zone.empty() && !schedule::Zone::find(zone)) {
            out.reason = "CRON_TZ: there is no time zone '" + zone + "'";
            return out;
        }
        if (entry.user.empty() && entry.command.starts_with("root "))
            out.notes.emplace_back("'root' may be a user here: --system reads such files");
        if (entry.quiet)
            out.notes.emplace_back("the - that keeps cron from logging it does not map: every run is recorded");
        out.document = documentOf(entry, user, zone, out.notes);
        return out;
    }

private:
    json documentOf(const CronEntry& entry, const std::string& user, const std::string& zone,
                    std::vector<std::string>& notes) {
        json job{{"name", freeName(nameFor(entry.command, options_.prefix))},
                 {"command", commandFor(entry, notes)},
                 {"schedules", json::array({entry.schedule})},
                 {"timezone", zone.empty() ? options_.timezone : zone},
                 {"overlap", "allow"},
                 {"misfire", "skip"},
                 {"env", environmentOf(entry)},
                 {"tags", json::array({kCrontabTag})}};
        const std::string set = valueIn(entry, "HOME");
        const std::string home = set.empty() && options_.homeOf ? options_.homeOf(user) : set;
        if (home.starts_with('/'))
            job["workdir"] = home;
        if (const int minutes = delayOf(entry); minutes > 0)
            job["jitter"] = minutes * 60;
        return job;
    }

    std::string freeName(const std::string& name) {
        std::string candidate = name;
        for (int number = 2; !given_.insert(candidate).second || (options_.taken && options_.taken(candidate));
             ++number)
            candidate = name + "-" + std::to_string(number);
        return candidate;
    }

    const CrontabOptions& options_;
    std::set<std::string> given_;
};

} // namespace

std::vector<CrontabLine> jobsOf(const Crontab& crontab, const CrontabOptions& options) {
    Mapping mapping(options);
    std::vector<CrontabLine> lines;
    for (const CronEntry& entry : crontab.entries)
        lines.push_back(mapping.lineOf(entry));
    for (const CronSetting& setting : crontab.settings)
        lines.push_back({setting.line, setting.name + "=" + setting.value, nullptr, {noteOn(setting)}, "", true});
    std::ranges::sort(lines, {}, &CrontabLine::line);
    return lines;
}

} // namespace inferno::definitions
