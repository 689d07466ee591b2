// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schedule/phrase.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <vector>

#include "core/schedule/cron_expression.h"

namespace inferno::schedule {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

struct TimeOfDay {
    int hour = 0;
    int minute = 0;
};

/// Lower case words; commas part them, a dash between two of them reads as "to".
std::vector<std::string> wordsOf(std::string_view phrase) {
    std::vector<std::string> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty())
            words.push_back(std::move(word));
        word.clear();
    };
    for (const char c : phrase) {
        if (std::isspace(static_cast<unsigned char>(c)) || c == ',' || c == ';') {
            end();
        } else if (c == '-') {
            end();
            words.emplace_back("to");
        } else {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    end();
    return words;
}

std::optional<int> numberOf(std::string_view word) {
    if (word.empty() || word.size() > 4 || !std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    int number = 0;
    for (const char c : word)
        number = number * 10 + (c - '0');
    return number;
}

/// Monday, mondays, mon, tues: a name, its plural, or its beginning of at least three letters.
template <std::size_t N>
std::optional<int> nameAmong(const std::array<std::string_view, N>& names, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i) {
        const bool plural = word.size() == names[i].size() + 1 && word.ends_with('s') && word.starts_with(names[i]);
        if (plural || (word.size() >= 3 && names[i].starts_with(word)))
            return static_cast<int>(i);
    }
    return std::nullopt;
}

/// "1st", "22nd", "first"; "last" is none.
std::optional<int> ordinalOf(std::string_view word) {
    constexpr std::array<std::string_view, 5> kWords = {"first", "second", "third", "fourth", "fifth"};
    const auto known = std::ranges::find(kWords, word);
    if (known != kWords.end())
        return static_cast<int>(known - kWords.begin()) + 1;
    if (word.size() < 3)
        return std::nullopt;
    const auto tail = word.substr(word.size() - 2);
    if (tail != "st" && tail != "nd" && tail != "rd" && tail != "th")
        return std::nullopt;
    return numberOf(word.substr(0, word.size() - 2));
}

std::string joined(const std::set<int>& values) {
    std::string out;
    for (auto at = values.begin(); at != values.end();) {
        auto last = at;
        while (std::next(last) != values.end() && *std::next(last) == *last + 1)
            ++last;
        const int length = *last - *at + 1;
        out += (out.empty() ? "" : ",") + std::to_string(*at);
        if (length > 1)
            out += (length > 2 ? "-" : ",") + std::to_string(*last);
        at = std::next(last);
    }
    return out.empty() ? "*" : out;
}

class PhraseReader {
public:
    explicit PhraseReader(std::string_view phrase) : words_(wordsOf(phrase)) {}

    Result<std::string> read() {
        if (words_.empty())
            return fail(ErrorCode::CronSyntax, "no words", "such as: weekdays at 9:15");
        while (at_ < words_.size())
            INFERNO_CHECK(readPart());
        return written();
    }

private:
    std::string_view word(std::size_t ahead = 0) const {
        return at_ + ahead < words_.size() ? std::string_view(words_[at_ + ahead]) : std::string_view();
    }
    bool take(std::initializer_list<std::string_view> any) {
        if (std::ranges::find(any, word()) == any.end() || word().empty())
            return false;
        ++at_;
        return true;
    }
    std::unexpected<Error> unknown() const {
        return fail(ErrorCode::CronSyntax, "“" + std::string(word()) + "” is not understood",
                    "days, times and months: weekdays at 9:15, every 2 hours, on the 1st of january");
    }

    Result<void> readPart() {
        if (take({"and", "at", "on", "the", "of", "in", "each", "then", "day", "days", "only"}))
            return {};
        if (take({"every"}))
            return readEvery();
        if (take({"hourly"}))
            return hourly_ = true, Result<void>{};
        if (take({"daily"}))
            return daily_ = true, Result<void>{};
        if (take({"weekly"}))
            return weekly_ = true, Result<void>{};
        if (take({"monthly"}))
            return monthly_ = true, Result<void>{};
        if (take({"yearly", "annually"}))
            return yearly_ = true, Result<void>{};
        if (take({"quarterly", "quarter", "quarters"}))
            return monthValues_ = {1, 4, 7, 10}, monthly_ = true, Result<void>{};
        if (take({"weekdays", "weekday", "workdays"}))
            return weekdays_.insert({1, 2, 3, 4, 5}), Result<void>{};
        if (take({"weekends", "weekend"}))
            return weekdays_.insert({0, 6}), Result<void>{};
        if (take({"month", "months"}))
            return monthly_ = true, Result<void>{};
        if (word() == "except" || word() == "unless" || word() == "holidays")
            return fail(ErrorCode::CronSyntax,
                        "“" + std::string(word()) + "”: what is left out is no part of a schedule",
                        "holidays are a blackout: it holds for all jobs that do not ignore it");
        if (word() == "last")
            return fail(ErrorCode::CronSyntax, "“last” needs more than cron's own grammar",
                        "the link “last day” above the days writes it as L");
        if (take({"from", "between"}))
            return readSpan();
        if (nameAmong(kMonths, word()) && !nameAmong(kDays, word()))
            return readNames(kMonths, monthValues_, 1);
        if (nameAmong(kDays, word()))
            return readNames(kDays, weekdays_, 0);
        if (ordinalOf(word()))
            return readDay();
        return readTimes();
    }

    /// "every 15 minutes", "every 2 hours", "every hour", "every day", "every monday".
    Result<void> readEvery() {
        int step = 1;
        if (take({"other", "second"})) {
            step = 2;
        } else if (const auto number = numberOf(word())) {
            step = *number;
            ++at_;
        }
        if (take({"minute", "minutes", "min"}))
            return setStep(minuteStep_, step, 59);
        if (take({"hour", "hours", "h"}))
            return setStep(hourStep_, step, 23);
        if (step == 1 && take({"day", "days"}))
            return daily_ = true, Result<void>{};
        if (step == 1 && take({"week"}))
            return weekly_ = true, Result<void>{};
        if (take({"month", "months"}))
            return monthly_ = true, setStep(monthStep_, step, 11);
        if (step == 1 && take({"year"}))
            return yearly_ = true, Result<void>{};
        return step == 1 ? Result<void>{} : Result<void>(unknown());
    }

    Result<void> setStep(std::optional<int>& to, int step, int most) {
        if (step < 1 || step > most)
            return fail(ErrorCode::CronRange,
                        "every " + std::to_string(step) + ": 1 to " + std::to_string(most) + " can be");
        to = step;
        return {};
    }

    /// "9:15", "9", "9am", "9 pm", "noon".
    std::optional<TimeOfDay> timeAt() {
        if (take({"noon", "midday"}))
            return TimeOfDay{12, 0};
        if (take({"midnight"}))
            return TimeOfDay{0, 0};
        std::string text(word());
        int half = 0;
        for (const std::string_view suffix : {"am", "pm"}) {
            if (text.size() > 2 && text.ends_with(suffix)) {
                half = suffix == "am" ? 1 : 2;
                text.resize(text.size() - 2);
            }
        }
        const auto colon = text.find_first_of(":.");
        const auto hour = numberOf(std::string_view(text).substr(0, colon));
        const auto minute = colon == std::string::npos ? 0 : numberOf(std::string_view(text).substr(colon + 1));
        if (!minute || (!hour && colon != 0))
            return std::nullopt;
        ++at_;
        if (half == 0 && take({"am"}))
            half = 1;
        else if (half == 0 && take({"pm"}))
            half = 2;
        if (half > 0 && (!hour || *hour < 1 || *hour > 12))
            return TimeOfDay{99, *minute};
        int shown = hour.value_or(-1); // ":15" is a minute alone
        if (half > 0)
            shown = *hour % 12 + (half == 2 ? 12 : 0);
        return TimeOfDay{shown, *minute};
    }

    Result<void> readTimes() {
        const std::string shown(word());
        const bool minuteAlone = word() == "minute" || word() == ":" || word().starts_with(':');
        if (take({"minute"})) {
            const auto number = numberOf(word());
            if (!number || *number > 59)
                return unknown();
            ++at_;
            minutes_.insert(*number);
            return {};
        }
        const auto time = timeAt();
        if (!time)
            return unknown();
        if ((time->hour > 23 && !minuteAlone) || time->minute > 59)
            return fail(ErrorCode::CronRange, "no clock shows “" + shown + "”", "hours are 0 to 23, minutes 0 to 59");
        if (minuteAlone)
            minutes_.insert(time->minute);
        else
            times_.push_back(*time);
        return {};
    }

    /// "from 9 to 17": whole hours; the end is the last hour.
    Result<void> readSpan() {
        const auto first = timeAt();
        const bool parted = take({"to", "and", "until", "till"});
        const auto last = first && parted ? timeAt() : std::nullopt;
        if (!last || first->hour < 0 || last->hour < 0)
            return unknown();
        if (first->hour > 23 || last->hour > 23 || first->hour > last->hour || first->minute != 0 || last->minute != 0)
            return fail(ErrorCode::CronRange, "from one full hour to a later one of the same day",
                        "such as from 9 to 17");
        for (int hour = first->hour; hour <= last->hour; ++hour)
            spanHours_.insert(hour);
        return {};
    }

    template <std::size_t N>
    Result<void> readNames(const std::array<std::string_view, N>& names, std::set<int>& values, int base) {
        const int first = *nameAmong(names, word());
        ++at_;
        int last = first;
        if (word() == "to" && nameAmong(names, word(1))) {
            last = *nameAmong(names, word(1));
            at_ += 2;
        }
        const int count = static_cast<int>(N);
        for (int value = first;; value = (value + 1) % count) {
            values.insert(value + base);
            if (value == last)
                return {};
        }
    }

    Result<void> readDay() {
        const int first = *ordinalOf(word());
        if (nameAmong(kDays, word(1)) || word(1) == "weekday")
            return fail(ErrorCode::CronSyntax, "the nth weekday needs more than cron's own grammar",
                        "with extensions it is written 1#2: the second Monday");
        ++at_;
        int last = first;
        if (word() == "to" && ordinalOf(word(1))) {
            last = *ordinalOf(word(1));
            at_ += 2;
        }
        if (first < 1 || last > 31 || first > last)
            return fail(ErrorCode::CronRange, "no month has that day", "days are 1 to 31");
        for (int day = first; day <= last; ++day)
            days_.insert(day);
        return {};
    }

    /// The hours and minutes of the times, where one expression can hold them all.
    Result<void> settleTimes() {
        std::set<int> hours;
        std::set<int> minutes = minutes_;
        for (const TimeOfDay& time : times_) {
            hours.insert(time.hour);
            minutes.insert(time.minute);
        }
        std::set<std::pair<int, int>> distinct;
        for (const TimeOfDay& time : times_)
            distinct.insert({time.hour, time.minute});
        if (!times_.empty() && distinct.size() != hours.size() * minutes.size())
            return fail(
                ErrorCode::CronSyntax, "one expression cannot hold these times",
                "times that share their minute or their hour can stand together; else take a schedule for each");
        minutes_ = minutes;
        hours_ = hours;
        return {};
    }

    Result<std::string> written() {
        INFERNO_CHECK(settleTimes());
        if (!times_.empty() && (minuteStep_ || hourStep_ || hourly_))
            return fail(ErrorCode::CronSyntax, "“every” and a time of the day do not go together",
                        "from 9 to 17 says between which hours");
        const bool anyDay =
            !days_.empty() || !weekdays_.empty() || !monthValues_.empty() || daily_ || weekly_ || monthly_ || yearly_;
        std::string minute = minutes_.empty() ? "0" : joined(minutes_);
        std::string hour = hours_.empty() ? "0" : joined(hours_);
        if (minuteStep_) {
            minute = *minuteStep_ == 1 ? "*" : "*/" + std::to_string(*minuteStep_);
            hour = "*";
        } else if (hourStep_ || hourly_) {
            hour = hourStep_.value_or(1) == 1 ? "*" : "*/" + std::to_string(*hourStep_);
        } else if (times_.empty() && !minutes_.empty() && !anyDay) {
            hour = "*";
        }
        if (!spanHours_.empty())
            hour =
                hourStep_.value_or(1) > 1 ? joined(spanHours_) + "/" + std::to_string(*hourStep_) : joined(spanHours_);
        if (weekly_ && weekdays_.empty())
            weekdays_ = {0};
        if ((monthly_ || yearly_) && days_.empty() && weekdays_.empty())
            days_ = {1};
        if (yearly_ && monthValues_.empty())
            monthValues_ = {1};
        std::string month = joined(monthValues_);
        if (monthStep_ && *monthStep_ > 1)
            month = "*/" + std::to_string(*monthStep_);
        const std::string made = minute + " " + hour + " " + joined(days_) + " " + month + " " +
                                 (weekdays_.size() == 7 ? "*" : joined(weekdays_));
        INFERNO_CHECK(CronExpression::parse(made));
        return made;
    }

    std::vector<std::string> words_;
    std::size_t at_ = 0;
    std::set<int> minutes_;
    std::set<int> hours_;
    std::set<int> spanHours_;
    std::set<int> days_;
    std::set<int> monthValues_;
    std::set<int> weekdays_;
    std::vector<TimeOfDay> times_;
    std::optional<int> minuteStep_;
    std::optional<int> hourStep_;
    std::optional<int> monthStep_;
    bool hourly_ = false;
    bool daily_ = false;
    bool weekly_ = false;
    bool monthly_ = false;
    bool yearly_ = false;
};

} // namespace

Result<std::string> cronOfPhrase(std::string_view phrase) {
    return PhraseReader(phrase).read();
}

} // namespace inferno::schedule
