// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace inferno {
namespace {

struct Unit {
    std::string_view name;
    double factor;
};

/// Reads "12", "1.5" at the start of `text`; the rest is left in `text`. Negative or absurd numbers are refused.
bool readNumber(std::string_view& text, double& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || !(value >= 0) || value > 1e15)
        return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

std::string_view readWord(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && ((text[length] | 32) >= 'a' && (text[length] | 32) <= 'z'))
        ++length;
    const std::string_view word = text.substr(0, length);
    text.remove_prefix(length);
    return word;
}

} // namespace

Result<std::chrono::milliseconds> parseDuration(std::string_view text) {
    static constexpr std::array kUnits = {Unit{"ms", 1},         Unit{"s", 1000},      Unit{"m", 60'000},
                                          Unit{"min", 60'000},   Unit{"h", 3'600'000}, Unit{"d", 86'400'000},
                                          Unit{"w", 604'800'000}};
    const auto bad = [&] {
        return fail(ErrorCode::DurationInvalid, "'" + std::string(text) + "' cannot be read",
                    "write it as 90s, 15m, 6h, 7d or 1h30m, or as plain seconds");
    };
    std::string_view rest = text;
    double total = 0;
    bool first = true;
    while (first || !rest.empty()) {
        double number = 0;
        if (!readNumber(rest, number))
            return bad();
        const std::string_view word = readWord(rest);
        if (word.empty()) {
            if (!first || !rest.empty())
                return bad();
            total = number * 1000;
            break;
        }
        const Unit* found = nullptr;
        for (const Unit& unit : kUnits)
            if (unit.name == word)
                found = &unit;
        if (!found)
            return bad();
        total += number * found->factor;
        first = false;
    }
    if (total > 1e15)
        return bad();
    return std::chrono::milliseconds{std::llround(total)};
}

std::string formatDuration(std::chrono::milliseconds duration) {
    const std::int64_t ms = duration.count();
    if (ms < 0)
        return "-" + formatDuration(-duration);
    if (ms < 1000)
        return std::to_string(ms) + " ms";
    const std::int64_t s = ms / 1000;
    const auto two = [](std::int64_t big, const char* bigName, std::int64_t small, const char* smallName) {
        std::string out = std::to_string(big) + " " + bigName;
        if (small > 0)
            out += " " + std::to_string(small) + " " + smallName;
        return out;
    };
    if (s < 60)
        return std::to_string(s) + " s";
    if (s < 3600)
        return two(s / 60, "min", s % 60, "s");
    if (s < 86'400)
        return two(s / 3600, "h", s % 3600 / 60, "min");
    return two(s / 86'400, "d", s % 86'400 / 3600, "h");
}

Result<ByteSize> parseSize(std::string_view text) {
    const auto bad = [&] {
        return fail(ErrorCode::SizeInvalid, "'" + std::string(text) + "' cannot be read",
                    "write it as 512KB, 8GB or 1.5GiB, or as plain bytes");
    };
    std::string_view rest = text;
    double number = 0;
    if (!readNumber(rest, number))
        return bad();
    const std::string_view word = readWord(rest);
    if (!rest.empty() || word.size() > 3)
        return bad();
    double factor = 1;
    std::string_view tail = word;
    if (!word.empty() && (word[0] | 32) != 'b') {
        const std::size_t power = std::string_view("kmgt").find(static_cast<char>(word[0] | 32));
        if (power == std::string_view::npos)
            return bad();
        factor = std::pow(1024.0, static_cast<double>(power + 1));
        tail.remove_prefix(1);
        if (!tail.empty() && tail[0] == 'i')
            tail.remove_prefix(1);
    }
    if (!(tail.empty() || tail == "B" || tail == "b"))
        return bad();
    if (number * factor > 9e18)
        return bad();
    return ByteSize{static_cast<std::uint64_t>(std::llround(number * factor))};
}

std::string formatSize(ByteSize size) {
    static constexpr std::array kNames = {"B", "KiB", "MiB", "GiB", "TiB"};
    auto value = static_cast<double>(static_cast<std::uint64_t>(size));
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < kNames.size()) {
        value /= 1024;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, value < 10 && unit > 0 && value != std::floor(value) ? "%.1f %s" : "%.0f %s",
                  value, kNames.at(unit));
    return text;
}

} // namespace inferno
