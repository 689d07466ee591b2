// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/definitions/crontab.h"

#include <algorithm>

#include "core/schedule/recurrence.h"

namespace inferno::definitions {
namespace {

constexpr std::size_t kMostBytes = 4U << 20;
constexpr std::string_view kBlanks = " \t";

std::string_view withoutBlanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool isNameCharacter(char c, bool first) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (!first && c >= '0' && c <= '9');
}

/// Takes a quoted text, or one up to a blank or `end`; nothing where it is not one.
std::optional<std::string> takeWord(std::string_view& text, char end) {
    if (!text.empty() && (text[0] == '"' || text[0] == '\'')) {
        const std::size_t close = text.find(text[0], 1);
        if (close == text.npos)
            return std::nullopt;
        std::string word(text.substr(1, close - 1));
        text.remove_prefix(close + 1);
        return word;
    }
    std::size_t length = 0;
    while (length < text.size() && text[length] != end && kBlanks.find(text[length]) == kBlanks.npos)
        ++length;
    std::string word(text.substr(0, length));
    text.remove_prefix(length);
    return word;
}

std::optional<CronSetting> settingOf(std::string_view line) {
    auto name = takeWord(line, '=');
    if (!name || name->empty())
        return std::nullopt;
    for (std::size_t i = 0; i < name->size(); ++i)
        if (!isNameCharacter((*name)[i], i == 0))
            return std::nullopt;
    line = withoutBlanks(line);
    if (!line.starts_with('='))
        return std::nullopt;
    line = withoutBlanks(line.substr(1));
    CronSetting setting{0, *std::move(name), std::string(line)};
    // Quotes are taken off where they are around all of it.
    if (line.size() >= 2 && (line[0] == '"' || line[0] == '\'') && line.back() == line[0])
        setting.value = line.substr(1, line.size() - 2);
    return setting;
}

/// Takes a field and the blanks behind it.
std::string_view takeField(std::string_view& text) {
    const std::string_view field = text.substr(0, text.find_first_of(kBlanks));
    text.remove_prefix(field.size());
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    return field;
}

/// Divides at the first % and turns the others into new lines; \% is a %.
void divide(std::string_view text, CronEntry& entry) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string& out = entry.input ? *entry.input : entry.command;
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '%')
            out += text[++i];
        else if (text[i] != '%')
            out += text[i];
        else if (entry.input)
            out += '\n';
        else
            entry.input.emplace();
    }
    if (entry.input && !entry.input->empty() && !entry.input->ends_with('\n'))
        *entry.input += '\n'; // as cron does
}

Result<void> readEntry(std::string_view line, bool system, CronEntry& entry) {
    if (line.starts_with('-')) {
        entry.quiet = true;
        line = withoutBlanks(line.substr(1));
    }
    if (line.starts_with('@')) {
        entry.schedule = takeField(line);
    } else {
        constexpr int kFields = 5;
        for (int i = 0; i < kFields; ++i)
            entry.schedule += (i > 0 ? " " : "") + std::string(takeField(line));
    }
    INFERNO_CHECK(schedule::Recurrence::parse(entry.schedule));
    if (system)
        entry.user = takeField(line);
    divide(line, entry);
    if (withoutBlanks(entry.command).empty())
        return fail(ErrorCode::InputInvalid,
                    system ? "no user and command follow the schedule" : "no command follows the schedule");
    if (entry.command.find('\0') != std::string::npos || (entry.input && entry.input->find('\0') != std::string::npos))
        return fail(ErrorCode::InputInvalid, "the command holds a zero byte");
    return {};
}

} // namespace

Result<Crontab> readCrontab(std::string_view text, bool system) {
    if (text.size() > kMostBytes)
        return fail(ErrorCode::InputTooLarge, "the crontab is larger than 4 MiB");
    Crontab crontab;
    std::map<std::string, std::string> settings;
    for (int number = 1; !text.empty(); ++number) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
        if (line.empty() || line.starts_with('#'))
            continue;
        if (auto setting = settingOf(line)) {
            setting->line = number;
            settings[setting->name] = setting->value;
            crontab.settings.push_back(*std::move(setting));
            continue;
        }
        CronEntry entry;
        if (const auto read = readEntry(line, system, entry); !read) {
            entry = CronEntry{};
            entry.problem = read.error();
        }
        entry.line = number;
        entry.text = line;
        entry.settings = settings;
        crontab.entries.push_back(std::move(entry));
    }
    return crontab;
}

} // namespace inferno::definitions
