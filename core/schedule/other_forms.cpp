// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schedule/other_forms.h"

#include <array>

namespace inferno::schedule {
namespace {

std::string padded(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

/// "00,15,30,45", "08..17", "*" where every value is meant.
std::string listed(const CronField& field, FieldRange range) {
    const auto values = field.values();
    if (static_cast<int>(values.size()) == range.high - range.low + 1)
        return "*";
    std::string out;
    for (std::size_t at = 0; at < values.size();) {
        std::size_t last = at;
        while (last + 1 < values.size() && values[last + 1] == values[last] + 1)
            ++last;
        out += (out.empty() ? "" : ",") + padded(values[at]);
        if (last > at)
            out += (last - at > 1 ? ".." : ",") + padded(values[last]);
        at = last + 1;
    }
    return out;
}

std::string daysOfWeek(const CronField& field) {
    constexpr std::array<const char*, 7> kNames = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const auto values = field.values();
    if (values.size() >= 7)
        return {};
    std::string out;
    for (const int day : {1, 2, 3, 4, 5, 6, 0})
        if (field.has(day))
            out += (out.empty() ? "" : ",") + std::string(kNames[static_cast<std::size_t>(day)]);
    return out == "Mon,Tue,Wed,Thu,Fri" ? "Mon..Fri" : out;
}

bool hasRules(const CronExpression& cron) {
    return !cron.field(Field::DayOfMonth).rules.empty() || !cron.field(Field::DayOfWeek).rules.empty();
}

std::string escaped(std::string_view command) {
    std::string out;
    for (const char c : command) {
        if (c == '%')
            out += '\\';
        out += c == '\n' ? std::string("; ") : std::string(1, c);
    }
    return out;
}

} // namespace

std::string crontabOf(const Recurrence& recurrence, const Zone& zone, std::string_view command) {
    std::string when;
    if (recurrence.atBoot())
        when = "@reboot";
    const CronExpression* cron = recurrence.cron();
    if (cron) {
        bool plain = !cron->second() && !hasRules(*cron);
        for (const Field field : kFields)
            plain = plain && cron->field(field).text.find_first_of("H?") == std::string::npos;
        if (!plain)
            return {};
        when = cron->text();
    }
    if (when.empty())
        return {};
    return "CRON_TZ=" + zone.name() + "\n" + when + " " + escaped(command) + "\n";
}

std::string systemdTimerOf(const Recurrence& recurrence, const Zone& zone) {
    if (recurrence.atBoot())
        return "[Timer]\nOnBootSec=0\n";
    const CronExpression* cron = recurrence.cron();
    if (!cron || hasRules(*cron))
        return {};
    const auto part = [&](Field field) { return listed(cron->field(field), rangeOf(field)); };
    const std::string time = part(Field::Hour) + ":" + part(Field::Minute) + ":" +
                             (cron->second() ? listed(*cron->second(), {0, 59}) : std::string("00"));
    const std::string weekdays = daysOfWeek(cron->field(Field::DayOfWeek));
    const auto line = [&](const std::string& week, const std::string& day) {
        return "OnCalendar=" + week + (week.empty() ? "" : " ") + "*-" + part(Field::Month) + "-" + day + " " + time +
               " " + zone.name() + "\n";
    };
    std::string timer = "[Timer]\n";
    if (cron->dayIsEither())
        timer += line({}, part(Field::DayOfMonth)) + line(weekdays, "*");
    else
        timer += line(weekdays, part(Field::DayOfMonth));
    return timer + "Persistent=true\n";
}

} // namespace inferno::schedule
