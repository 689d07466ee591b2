// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/words.h"

#include <QLocale>

#include "core/base/units.h"
#include "core/report/report.h"

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;

namespace {

QDateTime inZone(WallTime time, const QTimeZone& zone) {
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, zone);
}

} // namespace

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString countText(std::uint64_t count) {
    return text(report::formatCount(count));
}

QString spanText(std::chrono::milliseconds duration) {
    if (duration >= std::chrono::seconds(10)) // what runs for longer is not told by the millisecond
        duration = std::chrono::round<std::chrono::seconds>(duration);
    return text(formatDuration(duration));
}

QString utcText(WallTime time) {
    return QLocale::c().toString(inZone(time, QTimeZone::utc()), u"d MMM yyyy HH:mm:ss"_s) % u" UTC"_s;
}

Times::Times(const std::string& zone) : zone_(QByteArray::fromStdString(zone)) {
    if (!zone_.isValid())
        zone_ = QTimeZone::utc();
}

QDateTime Times::local(WallTime time) const {
    return inZone(time, zone_);
}

QString Times::minute(WallTime time) const {
    return QLocale::c().toString(local(time), u"d MMM HH:mm"_s);
}

QString Times::second(WallTime time) const {
    const QDateTime there = local(time);
    return QLocale::c().toString(there, u"d MMM yyyy HH:mm:ss "_s) % there.timeZoneAbbreviation();
}

} // namespace inferno::report_pdf
