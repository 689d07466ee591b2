// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include "core/base/clock.h"

/// Figures and times as people read them in the report: English, independent of the machine's own language.

namespace inferno::report_pdf {

QString text(const std::string& utf8);
/// "1,192,960"
QString countText(std::uint64_t count);
/// "1 min 5 s"
QString spanText(std::chrono::milliseconds duration);
/// "3 Mar 2026 13:05:09 UTC"
QString utcText(WallTime time);

/// Times in one zone.
class Times {
public:
    explicit Times(const std::string& zone);
    QString minute(WallTime time) const; ///< "3 Mar 14:05"
    QString second(WallTime time) const; ///< "3 Mar 2026 14:05:09 CET"

private:
    QDateTime local(WallTime time) const;
    QTimeZone zone_;
};

} // namespace inferno::report_pdf
