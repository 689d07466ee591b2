// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <charconv>
#include <cstdio>

namespace inferno {
namespace {

/// Reads exactly `width` digits at `pos` and moves it; -1 where they are missing.
int digits(std::string_view text, std::size_t& pos, std::size_t width) {
    if (pos + width > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const char c = text[pos + i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    pos += width;
    return value;
}

bool take(std::string_view text, std::size_t& pos, std::string_view anyOf) {
    if (pos >= text.size() || anyOf.find(text[pos]) == std::string_view::npos)
        return false;
    ++pos;
    return true;
}

} // namespace

WallTime SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

MonoTime SystemClock::monotonic() const {
    return std::chrono::steady_clock::now();
}

std::string formatUtc(WallTime time) {
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<milliseconds>(time - day)};
    char text[40];
    int length = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                               static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                               static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                               static_cast<int>(clock.seconds().count()));
    if (const auto ms = clock.subseconds().count(); ms != 0)
        length +=
            std::snprintf(text + length, sizeof text - static_cast<std::size_t>(length), ".%03d", static_cast<int>(ms));
    return std::string(text, static_cast<std::size_t>(length)) + "Z";
}

Result<WallTime> parseRfc3339(std::string_view text) {
    using namespace std::chrono;
    const auto bad = [&] {
        return fail(ErrorCode::TimeInvalid, "'" + std::string(text) + "' is not RFC 3339",
                    "write it as 2026-03-24T10:42:07+01:00 or 2026-03-24T09:42:07Z");
    };
    std::size_t pos = 0;
    const int y = digits(text, pos, 4);
    if (y < 0 || !take(text, pos, "-"))
        return bad();
    const int mo = digits(text, pos, 2);
    if (mo < 0 || !take(text, pos, "-"))
        return bad();
    const int d = digits(text, pos, 2);
    if (d < 0 || !take(text, pos, "Tt "))
        return bad();
    const int h = digits(text, pos, 2);
    if (h < 0 || h > 23 || !take(text, pos, ":"))
        return bad();
    const int mi = digits(text, pos, 2);
    if (mi < 0 || mi > 59 || !take(text, pos, ":"))
        return bad();
    const int s = digits(text, pos, 2);
    if (s < 0 || s > 60)
        return bad();
    std::int64_t nanos = 0;
    if (take(text, pos, ".")) {
        std::int64_t unit = 100'000'000;
        const std::size_t first = pos;
        while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') {
            nanos += (text[pos] - '0') * unit;
            unit /= 10;
            ++pos;
        }
        if (pos == first)
            return bad();
    }
    minutes offset{0};
    if (!take(text, pos, "Zz")) {
        const bool west = pos < text.size() && text[pos] == '-';
        if (!take(text, pos, "+-"))
            return bad();
        const int oh = digits(text, pos, 2);
        if (oh < 0 || oh > 23 || !take(text, pos, ":"))
            return bad();
        const int om = digits(text, pos, 2);
        if (om < 0 || om > 59)
            return bad();
        offset = hours{oh} + minutes{om};
        if (west)
            offset = -offset;
    }
    const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
    // Nanoseconds since 1970 in 64 bits end in 2262.
    if (pos != text.size() || !date.ok() || y < 1700 || y > 2200)
        return bad();
    return WallTime{sys_days{date}} + hours{h} + minutes{mi} + seconds{s} + nanoseconds{nanos} - offset;
}

} // namespace inferno
