// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/schedule/cron_expression.h"
#include "core/schedule/zone.h"

namespace inferno::schedule {

/// When something happens again and again, as a user writes it in one line:
/// - a cron expression, or a macro; with `CRON_TZ=Asia/Tokyo ` before it by the clock of that zone, wherever it is
/// used;
/// - `@every 90m`, `@every 6h+15m`: at every multiple of the interval since 1970-01-01T00:00:00Z, or so much later. The
///   zone and its changes of the clock do not matter, and no restart shifts it;
/// - `@reboot`: when the service starts for the first time after the machine did.
/// Immutable; safe from any thread. Cost of `next`: that of a cron expression.
class Recurrence {
public:
    struct Interval {
        std::chrono::milliseconds length;
        std::chrono::milliseconds phase; ///< under length
    };
    /// Errors: cron.syntax, cron.range, cron.zone; duration.invalid for an interval that is none, or under a second.
    static Result<Recurrence> parse(std::string_view text, const CronSyntax& syntax = {});
    static Recurrence of(CronExpression expression);
    /// What `text()` gave, whatever syntax was asked for then.
    static Result<Recurrence> stored(std::string_view text);

    /// Says the same without any more to know, but for the zone: H is resolved.
    const std::string& text() const { return text_; }
    /// Its own zone, if it names one.
    const std::optional<Zone>& zone() const { return zone_; }
    bool atBoot() const { return std::holds_alternative<AtBoot>(when_); }
    /// The cron expression; null where it is none.
    const CronExpression* cron() const { return std::get_if<CronExpression>(&when_); }

    const Interval* interval() const { return std::get_if<Interval>(&when_); }

    /// The first time strictly after `after`, by its own zone if it has one; nothing if there is none, ever, and at
    /// boot. Error: cron.horizon.
    Result<std::optional<WallTime>> next(WallTime after, const Zone& zone) const;

private:
    using When = std::variant<CronExpression, Interval, AtBoot>;
    Recurrence(std::string text, When when) : text_(std::move(text)), when_(std::move(when)) {}
    static Result<Interval> parseInterval(std::string_view text);
    static Result<Recurrence> parseInZone(std::string_view text, const CronSyntax& syntax);

    std::string text_;
    When when_;
    std::optional<Zone> zone_;
};

} // namespace inferno::schedule
