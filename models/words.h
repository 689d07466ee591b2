// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include "core/base/clock.h"
#include "core/base/error.h"

/// Values of the API as a person reads them. Pure functions; safe from any thread. Texts are translated, times are in
/// the zone that is given, numbers follow the locale.
namespace inferno::models {

QString text(const std::string& utf8);
/// The instant of RFC 3339 text in `zone`; invalid for "".
QDateTime timeOf(const std::string& rfc3339, const QTimeZone& zone);
QDateTime nowIn(const Clock& clock, const QTimeZone& zone);
/// RFC 3339 in UTC, for the API.
std::string apiTime(const QDateTime& time);

/// "14s", "33m", "1h12", "2d03": at most four characters wide in most cases; "" for nothing.
QString shortDuration(std::optional<double> seconds);
/// "27 min 07 s", "1 h 05 min", "2 d 4 h", "0.8 s".
QString longDuration(double seconds);
/// "10:42" today, "Wed 10:30" within six days, else "29 Mar 02:30" ("29 Mar 2027" in another year).
QString whenText(const QDateTime& time, const QDateTime& now);
/// "Tue 24 Mar 2026, 10:42:07".
QString exactText(const QDateTime& time);
/// "in 78 min", "in 23 h", "in 4 d 15 h", "now", "12 s ago", "3 d ago".
QString relativeText(const QDateTime& time, const QDateTime& now);
/// "4,210,993".
QString groupedNumber(qint64 number);
/// "1.5 GiB".
QString sizeText(quint64 bytes);

/// The word for a state of a job or run: "Completed", "Timed out"; the state itself where it is not known.
QString statusWord(const QString& status);
/// Whether a run in this state has ended badly.
bool isFailure(const QString& status);
/// "Out of memory or killed (137)", "Exit code 1", "Time limit"; for grouping failures by their cause.
QString causeOf(const std::string& status, std::optional<int> exitCode, std::optional<int> signal,
                const std::string& reason);
/// What went wrong, why, and what to do, in the form of a banner: title, then detail and hint.
QString titleOfError(const Error& error);
QString detailOfError(const Error& error);
QString codeOfError(const Error& error);

} // namespace inferno::models
