// SPDX-License-Identifier: GPL-3.0-or-later
// Reads cron expressions by cronie's grammar (entry.c) and, where they are asked for, the extensions of CronSyntax,
// with an answer to each mistake that people make.
#include <algorithm>
#include <charconv>
#include <utility>

#include "core/base/nearest.h"
#include "core/schedule/cron_expression.h"

namespace inferno::schedule {
namespace {

constexpr std::array<std::string_view, 12> kMonthNames = {"jan", "feb", "mar", "apr", "may", "jun",
                                                          "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kDayNames = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Macro {
    std::string_view name;
    std::string_view fields;
};
constexpr std::array kMacros = {Macro{"@yearly", "0 0 1 1 *"},  Macro{"@annually", "0 0 1 1 *"},
                                Macro{"@monthly", "0 0 1 * *"}, Macro{"@weekly", "0 0 * * 0"},
                                Macro{"@daily", "0 0 * * *"},   Macro{"@midnight", "0 0 * * *"},
                                Macro{"@hourly", "0 * * * *"}};
constexpr std::string_view kReboot = "@reboot";

bool isSpace(char c) {
    return c == ' ' || c == '\t';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLetter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/// A field's text, and where in the expression it begins (from 0).
struct Word {
    std::string_view text;
    std::size_t at;
};

std::vector<Word> split(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < text.size();) {
        if (isSpace(text[i])) {
            ++i;
            continue;
        }
        const std::size_t first = i;
        while (i < text.size() && !isSpace(text[i]))
            ++i;
        words.push_back({text.substr(first, i - first), first});
    }
    return words;
}

std::string inQuotes(std::string_view text) {
    return "'" + std::string(text) + "'";
}

/// What H stands for in a field is worked out of this: FNV-1a over the text and the field's place, mixed well
/// (splitmix64's finaliser), so that names that differ in a letter do not lie side by side. Part of what is promised: a
/// job keeps its times.
std::uint64_t hashOf(std::string_view text, std::size_t place) {
    std::uint64_t hash = 0xCBF29CE484222325;
    const auto take = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001B3; };
    for (const char c : text)
        take(static_cast<unsigned char>(c));
    take(static_cast<unsigned char>(place));
    hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
    hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
    return hash ^ (hash >> 31);
}

/// A hash picks no day that short months lack.
constexpr int kLastHashedDay = 28;

/// Reads one field, left to right. The first problem ends it.
class FieldReader {
public:
    /// `field`: none for the second.
    FieldReader(std::optional<Field> field, Word word, const CronSyntax& syntax)
        : field_(field), text_(word.text), at_(word.at), syntax_(syntax),
          range_(field ? rangeOf(*field) : FieldRange{0, 59}) {}

    std::expected<CronField, CronProblem> read() {
        CronField result;
        result.text = std::string(text_);
        result.star = text_.starts_with('*') || text_.starts_with('?');
        do {
            if (!readOne(result))
                return std::unexpected(std::move(problem_));
            if (const bool more = take(','); !more)
                break;
            result.resolved += ',';
        } while (true);
        if (pos_ < text_.size()) {
            refuseCharacter();
            return std::unexpected(std::move(problem_));
        }
        return result;
    }

private:
    bool isDays() const { return field_ == Field::DayOfMonth || field_ == Field::DayOfWeek; }
    std::string name() const { return field_ ? std::string(nameOf(*field_)) : "second"; }

    bool readOne(CronField& result) {
        CronItem item{};
        std::optional<DayRule> rule;
        const std::size_t start = pos_;
        const bool hashed = syntax_.extensions && take('H');
        if (hashed ? !readHashed(item) : !readRule(rule) || (!rule && !readItem(item)))
            return false;
        if (hashed)
            result.resolved += std::to_string(item.first) +
                               (item.step > 1 ? "-" + std::to_string(item.last) + "/" + std::to_string(item.step) : "");
        else
            result.resolved += text_[start] == '?' ? "*" : text_.substr(start, pos_ - start);
        if (rule) {
            result.rules.push_back(*rule);
            return true;
        }
        for (int value = item.first; value <= item.last; value += item.step)
            result.mask |= std::uint64_t{1} << (field_ == Field::DayOfWeek ? value % 7 : value);
        result.items.push_back(item);
        return true;
    }

    /// L, LW, L-3, 15W, 5L, 5#2: sets `rule`, or leaves the cursor where it was. False after a problem.
    bool readRule(std::optional<DayRule>& rule) {
        if (!syntax_.extensions || !isDays())
            return true;
        return field_ == Field::DayOfMonth ? readDateRule(rule) : readWeekdayRule(rule);
    }

    bool readDateRule(std::optional<DayRule>& rule) {
        using enum DayRule::Kind;
        if (take('L')) {
            if (take('W')) {
                rule = DayRule{LastWeekday, 0, 0};
                return true;
            }
            rule = DayRule{LastDay, 0, 0};
            if (!take('-'))
                return true;
            const std::size_t start = pos_;
            rule->value = readNumber();
            if (pos_ == start || rule->value < 1 || rule->value > 30)
                return refuse(ErrorCode::CronRange, start, pos_ - start, "the days before the last are 1 to 30",
                              "write L-3 for three days before the last of the month");
            return true;
        }
        const std::size_t start = pos_;
        const int day = readNumber();
        if (pos_ == start || !take('W')) {
            pos_ = start;
            return true;
        }
        if (day < range_.low || day > range_.high)
            return refuse(ErrorCode::CronRange, start, pos_ - start - 1, std::to_string(day) + " is not within 1 to 31",
                          outOfRangeHint(day));
        rule = DayRule{NearestWeekday, day, 0};
        return true;
    }

    bool readWeekdayRule(std::optional<DayRule>& rule) {
        using enum DayRule::Kind;
        const std::size_t start = pos_;
        if (pos_ < text_.size() && text_[pos_] == 'L')
            return refuse(ErrorCode::CronSyntax, pos_, 1, "L needs the day of the week that is to be the last",
                          "write 5L, or friL, for the last Friday of the month");
        // A number or a name, and then L or #: what else there may be is read again as an item.
        std::size_t end = pos_;
        if (end < text_.size() && isDigit(text_[end]))
            while (end < text_.size() && isDigit(text_[end]))
                ++end;
        else
            end = std::min(text_.size(), end + (pos_ + 3 <= text_.size() && isLetter(text_[end]) ? 3 : 0));
        if (end == pos_ || end >= text_.size() || (text_[end] != 'L' && text_[end] != '#'))
            return true;
        const std::string_view whole = std::exchange(text_, text_.substr(0, end));
        DayRule found;
        const bool valid = readValue(found.value);
        text_ = whole;
        if (!valid)
            return false;
        found.value %= 7;
        if (take('L')) {
            found.kind = LastOfWeekday;
        } else {
            take('#');
            const std::size_t digits = pos_;
            found.kind = NthWeekday;
            found.nth = readNumber();
            if (pos_ == digits || found.nth < 1 || found.nth > 5)
                return refuse(ErrorCode::CronRange, start, pos_ - start, "a weekday comes once to five times a month",
                              "write 5#2 for the second Friday of the month");
        }
        rule = found;
        return true;
    }

    /// Behind an H: a value that the job's name picks, of all or of (first-last); with a step, where the steps begin.
    bool readHashed(CronItem& item) {
        const std::size_t start = pos_ - 1;
        int low = range_.low;
        int high = field_ == Field::DayOfMonth ? kLastHashedDay : field_ == Field::DayOfWeek ? 6 : range_.high;
        if (take('(')) {
            CronItem within{};
            if (!readItem(within))
                return false;
            if (!take(')') || within.whole || within.step != 1)
                return refuse(ErrorCode::CronSyntax, start, pos_ - start, "H takes a range in brackets",
                              "write H(0-29)");
            low = within.first;
            high = within.last;
        }
        item.step = 1;
        if (take('/') && !readStep(item.step))
            return false;
        const int count = high - low + 1;
        if (item.step > count)
            return refuse(ErrorCode::CronRange, start, pos_ - start,
                          "the step " + std::to_string(item.step) + " is larger than the range of " +
                              std::to_string(count),
                          "write a step of at most " + std::to_string(count));
        const std::size_t place = field_ ? static_cast<std::size_t>(*field_) : kFieldCount;
        const auto pick = static_cast<std::uint64_t>(item.step > 1 ? item.step : count);
        item.first = low + static_cast<int>(hashOf(syntax_.hashedBy, place) % pick);
        item.last = item.step > 1 ? high : item.first;
        return true;
    }

    bool readItem(CronItem& item) {
        const std::size_t start = pos_;
        item.step = 1;
        if (syntax_.extensions && isDays() && take('?')) {
            item = {range_.low, range_.high, 1, true};
            return true;
        }
        if (take('*')) {
            item.whole = true;
            item.first = range_.low;
            item.last = range_.high;
        } else {
            if (!readValue(item.first))
                return false;
            item.last = item.first;
            if (!take('-'))
                return refuseStepOnNumber(start, item.first);
            if (!readValue(item.last))
                return false;
            // cronie: a week that ends on Sunday ends on day 7.
            if (field_ == Field::DayOfWeek && item.last == 0 && item.first > 0)
                item.last = 7;
            if (item.last < item.first)
                return refuseBackwards(start, item);
        }
        return take('/') ? readStep(item.step) : true;
    }

    bool readValue(int& value) {
        const std::size_t start = pos_;
        if (pos_ < text_.size() && isDigit(text_[pos_])) {
            value = readNumber();
            if (value < range_.low || value > range_.high)
                return refuse(ErrorCode::CronRange, start, pos_ - start,
                              std::string(text_.substr(start, pos_ - start)) + " is not within " +
                                  std::to_string(range_.low) + " to " + std::to_string(range_.high),
                              outOfRangeHint(value));
            return true;
        }
        while (pos_ < text_.size() && isLetter(text_[pos_]))
            ++pos_;
        if (pos_ == start)
            return refuseCharacter();
        return readName(text_.substr(start, pos_ - start), start, value);
    }

    bool readName(std::string_view word, std::size_t start, int& value) {
        const auto search = [&](const auto& names, int base) {
            for (std::size_t i = 0; i < names.size(); ++i)
                if (std::ranges::equal(word, names[i], [](char a, char b) { return (a | 32) == b; })) {
                    value = base + static_cast<int>(i);
                    return true;
                }
            const std::string near = word.size() > 3 ? nearest(word.substr(0, 3), names) : nearest(word, names);
            return refuse(ErrorCode::CronSyntax, start, word.size(), inQuotes(word) + " is not a name of this field",
                          near.empty() ? "names have three letters: " + std::string(names.front()) + " to " +
                                             std::string(names.back())
                                       : "names have three letters: did you mean " + inQuotes(near) + "?");
        };
        if (field_ == Field::Month && word.size() != 1)
            return search(kMonthNames, 1);
        if (field_ == Field::DayOfWeek && word.size() != 1)
            return search(kDayNames, 0);
        pos_ = start;
        return refuseCharacter();
    }

    bool readStep(int& step) {
        const std::size_t start = pos_;
        if (pos_ >= text_.size() || !isDigit(text_[pos_]))
            return refuse(ErrorCode::CronSyntax, pos_, pos_ < text_.size() ? 1 : 0, "a number is missing after '/'",
                          "write the step as in */15");
        step = readNumber();
        if (step < 1)
            return refuse(ErrorCode::CronRange, start, pos_ - start, "a step of 0 never moves on",
                          "write a step of 1 or more");
        return true;
    }

    /// Digits at the cursor; absurdly long ones give some number beyond every range.
    int readNumber() {
        int value = 0;
        while (pos_ < text_.size() && isDigit(text_[pos_]))
            value = std::min(value * 10 + (text_[pos_++] - '0'), 100'000);
        return value;
    }

    bool take(char c) {
        if (pos_ >= text_.size() || text_[pos_] != c)
            return false;
        ++pos_;
        return true;
    }

    bool refuseStepOnNumber(std::size_t start, int first) {
        if (pos_ >= text_.size() || text_[pos_] != '/')
            return true;
        std::size_t end = pos_ + 1;
        while (end < text_.size() && isDigit(text_[end]))
            ++end;
        const std::string_view step = text_.substr(pos_, end - pos_);
        return refuse(ErrorCode::CronSyntax, pos_, step.size(), "a step needs a range before it",
                      step.size() < 2 ? "write a step as in */15"
                                      : "write " + std::string(text_.substr(start, pos_ - start)) + "-" +
                                            std::to_string(field_ == Field::DayOfWeek && first < 7 ? 6 : range_.high) +
                                            std::string(step));
    }

    bool refuseBackwards(std::size_t start, const CronItem& item) {
        const std::string first = std::to_string(item.first);
        const std::string last = std::to_string(item.last);
        const std::string low = std::to_string(range_.low);
        std::string hint = "write " + first + "-" + std::to_string(range_.high) + "," + low + "-" + last;
        if (field_ == Field::DayOfWeek)
            hint = item.first == 7 ? "write 0-" + last : "write " + first + "-6,0-" + last;
        return refuse(ErrorCode::CronRange, start, pos_ - start,
                      "the range " + std::string(text_.substr(start, pos_ - start)) + " runs backwards", hint);
    }

    /// The character at the cursor does not belong there, or there is none.
    bool refuseCharacter() {
        if (pos_ >= text_.size())
            return refuse(ErrorCode::CronSyntax, pos_, 0, "a value is missing", "write a number, or * for every value");
        std::size_t end = pos_ + 1;
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80)
            ++end;
        const std::string_view character = text_.substr(pos_, end - pos_);
        return refuse(ErrorCode::CronSyntax, pos_, character.size(), inQuotes(character) + " is not allowed here",
                      characterHint(character.front()));
    }

    std::string characterHint(char c) const {
        const std::string ask = syntax_.extensions ? "" : ", or ask for extensions (--cron-extensions)";
        switch (c) {
        case '?': return "write * for every value" + (isDays() ? ask : "");
        case 'L':
        case 'l':
        case 'W':
        case 'w':
        case '#':
            return syntax_.extensions ? "L, W and # stand in days: L, LW, L-3, 15W; 5L, 5#2"
                                      : "L, W and # are of Quartz, not of cron: name the days" + (isDays() ? ask : "");
        case 'H':
        case 'h':
            return syntax_.extensions ? "H stands alone: H, H/15, H(0-29), H(0-29)/10"
                                      : "H is of Jenkins, not of cron: name the value" + ask;
        case '~': return "random values are not supported: name the value, and use --jitter to spread jobs";
        case '*': return "* stands alone, or with a step: */15";
        default: return "write numbers, lists (1,5), ranges (1-5), steps (*/15) or *";
        }
    }

    std::string outOfRangeHint(int value) const {
        if (!field_ && value == 60)
            return "60 seconds are a minute: write 0";
        if (field_ == Field::Minute && value == 60)
            return "60 minutes are an hour: write 0";
        if (field_ == Field::Hour && value == 24)
            return "midnight is hour 0";
        const std::string one = field_ == Field::Hour ? "use an " : "use a ";
        return one + name() + " from " + std::to_string(range_.low) + " to " + std::to_string(range_.high);
    }

    bool refuse(ErrorCode code, std::size_t from, std::size_t length, std::string why, std::string hint) {
        problem_ = {code, field_, at_ + from + 1, length, std::move(why), std::move(hint)};
        return false;
    }

    std::optional<Field> field_;
    std::string_view text_;
    std::size_t at_;
    const CronSyntax& syntax_;
    FieldRange range_;
    std::size_t pos_ = 0;
    CronProblem problem_;
};

CronProblem wrongCount(std::string_view text, const std::vector<Word>& words, bool seconds) {
    const std::size_t wanted = kFieldCount + (seconds ? 1 : 0);
    const std::string needed = seconds ? "six" : "five";
    CronProblem problem;
    problem.hint = seconds ? "write second, minute, hour, day of month, month and day of week, such as: 0 15 9 * * 1-5"
                           : "write minute, hour, day of month, month and day of week, such as: 15 9 * * 1-5";
    const std::string there = words.size() == 1 ? "is 1" : "are " + std::to_string(words.size());
    if (words.empty()) {
        problem.why = "the expression is empty";
    } else if (words.size() < wanted) {
        if (!seconds)
            problem.field = kFields[words.size()];
        problem.column = words.back().at + words.back().text.size() + 1;
        problem.why = needed + " fields are needed, and there " + there;
    } else {
        problem.column = words[wanted].at + 1;
        problem.length = text.size() - words[wanted].at;
        problem.why = needed + " fields are needed, and there " + there;
        if (words.size() == 6)
            problem.hint = "for seconds in front ask for six fields (--cron-fields 6); else " + problem.hint;
    }
    return problem;
}

CronProblem unknownMacro(const Word& word) {
    CronProblem problem{
        ErrorCode::CronSyntax, {}, word.at + 1, word.text.size(), inQuotes(word.text) + " is no macro", {}};
    std::vector<std::string_view> names;
    for (const Macro& macro : kMacros)
        names.push_back(macro.name);
    const std::string near = nearest(word.text, names);
    problem.hint = near.empty() ? "the macros are @yearly @annually @monthly @weekly @daily @midnight @hourly"
                                : "did you mean " + near + "?";
    return problem;
}

} // namespace

/// Builds the immutable expression.
class CronParser {
public:
    static std::expected<CronExpression, CronProblem> parse(std::string_view text, const CronSyntax& syntax) {
        std::vector<Word> words = split(text);
        CronExpression expression;
        bool seconds = syntax.seconds;
        if (!words.empty() && words[0].text.starts_with('@')) {
            auto fields = macroFields(text, words);
            if (!fields)
                return std::unexpected(std::move(fields).error());
            expression.text_ = words[0].text;
            words = split(*fields);
            seconds = false; // a macro stands for five fields
        }
        const std::size_t lead = seconds ? 1 : 0;
        if (words.size() != kFieldCount + lead)
            return std::unexpected(wrongCount(text, words, seconds));
        if (seconds) {
            auto second = FieldReader(std::nullopt, words[0], syntax).read();
            if (!second)
                return std::unexpected(std::move(second).error());
            expression.second_ = *std::move(second);
        }
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            auto field = FieldReader(kFields[i], words[lead + i], syntax).read();
            if (!field)
                return std::unexpected(std::move(field).error());
            expression.fields_[i] = *std::move(field);
        }
        if (expression.text_.empty())
            expression.text_ =
                std::string(text.substr(words[0].at, words.back().at + words.back().text.size() - words[0].at));
        expression.never_ = neverFires(expression);
        return expression;
    }

private:
    /// The five fields that the macro of the first word stands for.
    static std::expected<std::string_view, CronProblem> macroFields(std::string_view text,
                                                                    const std::vector<Word>& words) {
        const auto macro = std::ranges::find(kMacros, words[0].text, &Macro::name);
        if (words[0].text == kReboot)
            return std::unexpected(CronProblem{ErrorCode::CronSyntax,
                                               {},
                                               words[0].at + 1,
                                               kReboot.size(),
                                               "@reboot names no time: it fires when the machine starts",
                                               "write a time, such as @daily"});
        if (macro == kMacros.end())
            return std::unexpected(unknownMacro(words[0]));
        if (words.size() > 1)
            return std::unexpected(CronProblem{ErrorCode::CronSyntax,
                                               {},
                                               words[1].at + 1,
                                               text.size() - words[1].at,
                                               "nothing may follow a macro",
                                               "write " + std::string(macro->name) + " alone"});
        return macro->fields;
    }

    /// With OR some weekday comes every week. With AND every day of the year meets every weekday in 28 years
    /// (40 around 1900 and 2100), so only a day that its months do not have never comes.
    static bool neverFires(const CronExpression& expression) {
        static constexpr std::array kLengths = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const bool rules =
            !expression.field(Field::DayOfMonth).rules.empty() || !expression.field(Field::DayOfWeek).rules.empty();
        if (rules) // the calendar begins anew after 28 years, and after 40 around 1900 and 2100
            return !expression.firstMatch(LocalMinute{std::chrono::local_days{std::chrono::year{2000} / 1 / 1}});
        if (expression.dayIsEither())
            return false;
        for (const int month : expression.field(Field::Month).values())
            for (int day = 1; day <= kLengths.at(static_cast<std::size_t>(month)); ++day)
                if (expression.field(Field::DayOfMonth).has(day))
                    return false;
        return true;
    }
};

std::expected<CronExpression, CronProblem> CronExpression::check(std::string_view text, const CronSyntax& syntax) {
    return CronParser::parse(text, syntax);
}

Result<CronExpression> CronExpression::parse(std::string_view text, const CronSyntax& syntax) {
    auto expression = check(text, syntax);
    if (!expression)
        return std::unexpected(expression.error().toError());
    return *std::move(expression);
}

Result<Trigger> parseTrigger(std::string_view text) {
    const std::vector<Word> words = split(text);
    if (words.size() == 1 && words[0].text == kReboot)
        return AtBoot{};
    INFERNO_TRY(CronExpression expression, CronExpression::parse(text));
    return Trigger{std::move(expression)};
}

} // namespace inferno::schedule
