// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/alert_condition.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/nearest.h"
#include "core/base/units.h"

namespace inferno::rules {
namespace {

constexpr std::size_t kLongest = 1024;
constexpr auto kLongestWindow = std::chrono::hours(24 * 366);

constexpr std::array kFigures = {
    AlertFigure{"access_denied", AlertScope::Audit, AlertTime::In, Kind::Number, false, "refused requests"},
    AlertFigure{"blocked_runs", AlertScope::Queue, AlertTime::For, Kind::Number, false,
                "runs that wait for other jobs"},
    AlertFigure{"completed_runs", AlertScope::Queue, AlertTime::In, Kind::Number, false, "runs that ended well"},
    AlertFigure{"config_changes", AlertScope::Audit, AlertTime::In, Kind::Number, false, "changed settings"},
    AlertFigure{"critical_events", AlertScope::Audit, AlertTime::In, Kind::Number, false,
                "events of severity critical"},
    AlertFigure{"denied_events", AlertScope::Audit, AlertTime::In, Kind::Number, false,
                "events whose result is denied"},
    AlertFigure{"events", AlertScope::Audit, AlertTime::In, Kind::Number, false, "events of any kind"},
    AlertFigure{"failed_events", AlertScope::Audit, AlertTime::In, Kind::Number, false,
                "events whose result is failure"},
    AlertFigure{"failed_logins", AlertScope::Audit, AlertTime::In, Kind::Number, false, "failed logins"},
    AlertFigure{"failed_runs", AlertScope::Queue, AlertTime::In, Kind::Number, false, "runs that failed or timed out"},
    AlertFigure{"failure_rate", AlertScope::Queue, AlertTime::In, Kind::Percent, true, "their share of all that ended"},
    AlertFigure{"high_events", AlertScope::Audit, AlertTime::In, Kind::Number, false,
                "events of severity high or critical"},
    AlertFigure{"logins", AlertScope::Audit, AlertTime::In, Kind::Number, false, "logins that succeeded"},
    AlertFigure{"oldest_waiting", AlertScope::Queue, AlertTime::For, Kind::Seconds, false,
                "how long the first in the queue waits"},
    AlertFigure{"timed_out_runs", AlertScope::Queue, AlertTime::In, Kind::Number, false, "runs that timed out"},
};
static_assert(std::ranges::is_sorted(kFigures, {}, &AlertFigure::name));

bool isWordChar(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// A figure of either list.
struct Figure {
    std::string name;
    AlertTime time = AlertTime::For;
    Kind kind = Kind::Number;
    bool share = false;
};

std::optional<Figure> findFigure(std::string_view name, AlertScope scope) {
    for (const AlertFigure& figure : kFigures)
        if (figure.name == name && figure.scope == scope)
            return Figure{std::string(name), figure.time, figure.kind, figure.share};
    const Metric* metric = scope == AlertScope::Queue ? findMetric(name) : nullptr;
    if (!metric || metric->path == Path::Required)
        return std::nullopt;
    return Figure{std::string(metric->name), AlertTime::For, metric->kind, false};
}

std::vector<std::string> namesOf(AlertScope scope) {
    std::vector<std::string> names;
    for (const AlertFigure& figure : kFigures)
        if (figure.scope == scope)
            names.emplace_back(figure.name);
    if (scope == AlertScope::Queue)
        for (const Metric& metric : metrics())
            if (metric.path != Path::Required) {
                names.emplace_back(metric.name);
                if (!metric.alias.empty())
                    names.emplace_back(metric.alias);
            }
    return names;
}

class Parser {
public:
    Parser(std::string_view text, AlertScope scope) : text_(text), scope_(scope) {}

    Result<AlertCondition> parse() {
        if (text_.size() > kLongest)
            return wrong(0, "a condition of more than 1,024 bytes", "");
        AlertCondition out;
        out.text = text_;
        INFERNO_TRY(const Figure figure, takeFigure());
        out.figure = figure.name;
        INFERNO_TRY(out.comparison, takeComparison(figure));
        INFERNO_TRY(out.value, takeValue(figure));
        out.time = figure.time;
        INFERNO_TRY(out.window, takeWindow(figure));
        return out;
    }

private:
    std::unexpected<Error> wrong(std::size_t at, const std::string& why, const std::string& hint) const {
        return fail(ErrorCode::ConditionInvalid, "column " + std::to_string(at + 1) + ": " + why,
                    !hint.empty()                 ? hint
                    : scope_ == AlertScope::Audit ? "such as failed_logins > 5 in 10m"
                                                  : "such as failure_rate > 0.10 in 1h, or cpu_usage > 90% for 5m");
    }

    void skipSpace() { at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size()); }

    std::string_view takeWord() {
        skipSpace();
        const std::size_t begin = at_;
        while (at_ < text_.size() && isWordChar(text_[at_]))
            ++at_;
        return text_.substr(begin, at_ - begin);
    }

    Result<Figure> takeFigure() {
        skipSpace();
        const std::size_t begin = at_;
        const std::string_view name = takeWord();
        if (name.empty())
            return wrong(begin, "a figure is missing", "");
        auto figure = findFigure(name, scope_);
        if (figure)
            return *std::move(figure);
        const AlertScope other = scope_ == AlertScope::Audit ? AlertScope::Queue : AlertScope::Audit;
        if (findFigure(name, other))
            return wrong(begin, "'" + std::string(name) + "' is no figure of the " + std::string(nameOf(scope_)),
                         std::string("inferno ") + (other == AlertScope::Audit ? "audit" : "batch-queue") +
                             " alert-rule create takes it");
        const std::string near = nearest(name, namesOf(scope_));
        return wrong(begin, "there is no figure '" + std::string(name) + "'",
                     near.empty() ? "" : "did you mean " + near + "?");
    }

    Result<std::string> takeComparison(const Figure& figure) {
        skipSpace();
        for (const std::string_view sign : {">=", "<=", "==", "!=", ">", "<", "="})
            if (text_.substr(at_).starts_with(sign)) {
                at_ += sign.size();
                return std::string(sign == "=" ? "==" : sign);
            }
        return wrong(at_, "after " + figure.name + " a comparison is expected", "one of > >= < <= == !=");
    }

    Result<double> takeValue(const Figure& figure) {
        skipSpace();
        const std::size_t begin = at_;
        const std::string_view word = takeWord();
        const bool percent = at_ < text_.size() && text_[at_] == '%';
        at_ += percent ? 1 : 0;
        const auto bad = [&](const std::string& hint) {
            return wrong(begin,
                         word.empty()
                             ? "a value is missing"
                             : "'" + std::string(text_.substr(begin, at_ - begin)) + "' is no value of " + figure.name,
                         hint);
        };
        double value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        const bool plain = !word.empty() &&
                           (std::isdigit(static_cast<unsigned char>(word[0])) != 0 || word[0] == '.') &&
                           error == std::errc{} && end == word.data() + word.size();
        if (percent && (!plain || figure.kind != Kind::Percent))
            return bad("it is " + std::string(nameOf(figure.kind)));
        if (plain) {
            if (figure.share && !percent)
                value *= 100;
            if (figure.kind == Kind::Percent && value > 100)
                return bad(figure.share ? "write a share from 0 to 1, or 10%" : "write 0 to 100, or 90%");
            return value;
        }
        if (const auto duration = parseDuration(word); duration && figure.kind == Kind::Seconds)
            return std::chrono::duration<double>(*duration).count();
        if (const auto size = parseSize(word); size && figure.kind == Kind::Bytes)
            return static_cast<double>(std::to_underlying(*size));
        return bad("it is " + std::string(nameOf(figure.kind)));
    }

    Result<std::chrono::milliseconds> takeWindow(const Figure& figure) {
        skipSpace();
        const std::size_t begin = at_;
        const std::string_view word = takeWord();
        const bool counted = figure.time == AlertTime::In;
        if (word.empty() && at_ == text_.size() && !counted)
            return std::chrono::milliseconds(0);
        const std::string_view wanted = counted ? "in" : "for";
        if (word != wanted)
            return wrong(begin, figure.name + (counted ? " is counted over a time" : " is a level"),
                         "end with " + std::string(wanted) + " and a duration, such as " + std::string(wanted) +
                             " 10m");
        skipSpace();
        const std::size_t at = at_;
        const std::string_view text = takeWord();
        const auto window = parseDuration(text);
        if (!window || window->count() < 1000 || *window > kLongestWindow)
            return wrong(at, text.empty() ? "a duration is missing" : "'" + std::string(text) + "' is no duration here",
                         "from 1s to 366d, such as 10m");
        skipSpace();
        if (at_ < text_.size())
            return wrong(at_, "'" + std::string(text_.substr(at_)) + "' is left over", "one comparison a rule");
        return *window;
    }

    std::string_view text_;
    AlertScope scope_;
    std::size_t at_ = 0;
};

} // namespace

std::string_view nameOf(AlertScope scope) {
    return scope == AlertScope::Queue ? "queue" : "audit";
}

std::span<const AlertFigure> alertFigures() {
    return kFigures;
}

Result<AlertCondition> parseAlertCondition(std::string_view text, AlertScope scope) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    text.remove_prefix(begin);
    text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    return Parser(text, scope).parse();
}

} // namespace inferno::rules
