// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "models/dates.h"

#include <cmath>

#include <QCoreApplication>

#include "core/base/units.h"

#include "models/error_words.h"
#include "models/language.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

QString two(qint64 number) {
    return u"%1"_s.arg(number, 2, 10, QChar(u'0'));
}

/// "78 min", "23 h", "4 d 15 h": the size of a distance in time.
QString distance(qint64 seconds) {
    if (seconds < kMinute)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 100 * kMinute)
        return Words::tr("%1 min").arg(seconds / kMinute);
    if (seconds < kDay)
        return Words::tr("%1 h").arg(seconds / kHour);
    const qint64 hours = seconds % kDay / kHour;
    if (seconds < 10 * kDay && hours > 0)
        return Words::tr("%1 d %2 h").arg(seconds / kDay).arg(hours);
    return Words::tr("%1 d").arg(seconds / kDay);
}

} // namespace

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QDateTime timeOf(const std::string& rfc3339, const QTimeZone& zone) {
    if (rfc3339.empty())
        return {};
    const auto time = parseRfc3339(rfc3339);
    if (!time)
        return {};
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time->time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), zone);
}

QDateTime nowIn(const Clock& clock, const QTimeZone& zone) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now().time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), zone);
}

std::string apiTime(const QDateTime& time) {
    return formatUtc(WallTime{std::chrono::milliseconds{time.toMSecsSinceEpoch()}});
}

QString shortDuration(std::optional<double> seconds) {
    if (!seconds)
        return {};
    const auto whole = static_cast<qint64>(std::llround(*seconds));
    if (*seconds < 1)
        return u"<1s"_s;
    if (whole < 100)
        return u"%1s"_s.arg(whole);
    if (whole < kHour)
        return u"%1m"_s.arg(std::llround(*seconds / kMinute));
    if (whole < kDay)
        return u"%1h%2"_s.arg(whole / kHour).arg(two(whole % kHour / kMinute));
    return u"%1d%2"_s.arg(whole / kDay).arg(two(whole % kDay / kHour));
}

QString longDuration(double seconds) {
    const auto whole = static_cast<qint64>(seconds);
    if (seconds < 10)
        return Words::tr("%1 s").arg(locale().toString(seconds, 'f', 1));
    if (whole < kMinute)
        return Words::tr("%1 s").arg(whole);
    if (whole < kHour)
        return Words::tr("%1 min %2 s").arg(whole / kMinute).arg(two(whole % kMinute));
    if (whole < kDay)
        return Words::tr("%1 h %2 min").arg(whole / kHour).arg(two(whole % kHour / kMinute));
    return Words::tr("%1 d %2 h").arg(whole / kDay).arg(whole % kDay / kHour);
}

QString whenText(const QDateTime& time, const QDateTime& now) {
    if (!time.isValid())
        return {};
    const qint64 days = now.date().daysTo(time.date());
    if (days == 0)
        return time.toString(u"HH:mm");
    if (days > -7 && days < 7)
        return dated(time, DateForm::WeekdayTime);
    if (time.date().year() == now.date().year())
        return dated(time, DateForm::DayMonthTime);
    return dated(time, DateForm::DayMonthYear);
}

QString exactText(const QDateTime& time) {
    if (!time.isValid())
        return {};
    return dated(time, DateForm::Exact);
}

QString relativeText(const QDateTime& time, const QDateTime& now) {
    if (!time.isValid())
        return {};
    const qint64 seconds = now.secsTo(time);
    if (seconds == 0)
        return Words::tr("now");
    if (seconds > 0)
        return Words::tr("in %1").arg(distance(seconds));
    return Words::tr("%1 ago").arg(distance(-seconds));
}

QString groupedNumber(qint64 number) {
    return locale().toString(number);
}

QString sizeText(quint64 bytes) {
    return text(formatSize(ByteSize{bytes})).replace(u'.', locale().decimalPoint());
}

// Asked for each row of each list: only the word that is asked for is translated.
QString statusWord(const QString& status) {
    if (status == "scheduled"_L1)
        return Words::tr("Scheduled");
    if (status == "ready"_L1)
        return Words::tr("Ready");
    if (status == "queued"_L1)
        return Words::tr("Queued");
    if (status == "blocked"_L1)
        return Words::tr("Blocked");
    if (status == "running"_L1)
        return Words::tr("Running");
    if (status == "retrying"_L1)
        return Words::tr("Retrying");
    if (status == "completed"_L1)
        return Words::tr("Completed");
    if (status == "failed"_L1)
        return Words::tr("Failed");
    if (status == "timed_out"_L1)
        return Words::tr("Timed out");
    if (status == "cancelled"_L1)
        return Words::tr("Cancelled");
    if (status == "skipped"_L1)
        return Words::tr("Skipped");
    if (status == "disabled"_L1)
        return Words::tr("Disabled");
    if (status == "paused"_L1)
        return Words::tr("Paused");
    if (status == "planned"_L1)
        return Words::tr("Planned");
    if (status == "at_risk"_L1)
        return Words::tr("At risk");
    return status;
}

bool isFailure(const QString& status) {
    return status == "failed"_L1 || status == "timed_out"_L1;
}

QString causeOf(const std::string& status, std::optional<int> exitCode, std::optional<int> signal,
                const std::string& reason) {
    if (status == "timed_out")
        return Words::tr("Time limit");
    if (exitCode == 137 || signal == 9)
        return Words::tr("Killed, or out of memory (137)");
    if (signal)
        return Words::tr("Ended by signal %1").arg(*signal);
    if (exitCode == 127)
        return Words::tr("Command not found (127)");
    if (exitCode == 126)
        return Words::tr("Command may not be executed (126)");
    if (exitCode)
        return Words::tr("Exit code %1").arg(*exitCode);
    if (reason == "outcome_unknown")
        return Words::tr("Outcome unknown");
    return reason.empty() ? Words::tr("No reason given") : text(reason);
}

QString titleOfError(const Error& error) {
    return errorTitle(error.code);
}

QString detailOfError(const Error& error) {
    const QString detail = text(error.detail);
    const QString hint = text(error.hint);
    if (detail.isEmpty() || hint.isEmpty())
        return detail + hint;
    return detail + (detail.endsWith(u'.') ? u" "_s : u". "_s) + hint;
}

QString codeOfError(const Error& error) {
    return text(std::string(idOf(error.code)));
}

} // namespace inferno::models
