// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_chart.h"

#include <algorithm>

#include "models/audit_list.h"
#include "models/dates.h"
#include "models/language.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBars = 96;
constexpr int kBarsFromMemory = 48;
constexpr int kLabels = 6;

std::size_t seriesOf(const std::string& value) {
    if (value == "denied" || value == "high")
        return 1;
    return value == "failure" || value == "critical" ? 2 : 0;
}

/// "15 min", "2.5 h", "40 s", "3 d".
QString lengthText(qint64 ms) {
    const auto in = [ms](qint64 unit) { return locale().toString(double(ms) / double(unit), 'g', 3); };
    if (ms < 60'000)
        return AuditChart::tr("%1 s").arg(in(1000));
    if (ms < 3'600'000)
        return AuditChart::tr("%1 min").arg(in(60'000));
    if (ms < 86'400'000)
        return AuditChart::tr("%1 h").arg(in(3'600'000));
    return AuditChart::tr("%1 d").arg(in(86'400'000));
}

} // namespace

AuditChart::AuditChart(AppState& app, AuditList& list, QObject* parent) : QObject(parent), app_(app), list_(list) {
    connect(&list, &AuditList::pageRead, this, [this] {
        if (!fromService_)
            fromMemory();
    });
}

QStringList AuditChart::names() const {
    if (by_ == "severity"_L1)
        return {tr("low, medium"), tr("high"), tr("critical")};
    return {tr("success"), tr("denied"), tr("failed")};
}

void AuditChart::setBy(const QString& by) {
    if (by == by_)
        return;
    by_ = by;
    read(query_);
}

void AuditChart::read(const client::AuditQuery& query) {
    query_ = query;
    const bool bySeverity = by_ == "severity"_L1;
    app_.backend()
        .auditHistogram(query, kBars, bySeverity ? u"severity"_s : u"result"_s)
        .then(this, [this, asked = ++generation_](const Result<client::AuditHistogram>& counts) {
            if (asked != generation_)
                return;
            fromService_ = counts.has_value();
            if (counts)
                show(*counts);
            else
                fromMemory();
        });
}

void AuditChart::show(const client::AuditHistogram& counts) {
    bars_.fill({});
    const auto bars = static_cast<int>(counts.buckets.size());
    setSpan(timeOf(counts.from, app_.zone()), timeOf(counts.to, app_.zone()), bars);
    std::uint64_t total = 0;
    for (int bar = 0; bar < bars; ++bar) {
        const client::HistogramBucket& bucket = counts.buckets[static_cast<std::size_t>(bar)];
        std::uint64_t named = 0;
        for (const auto& [value, count] : bucket.by) {
            if (const std::size_t series = seriesOf(value); series > 0) {
                bars_[series][bar] += static_cast<double>(count);
                named += count;
            }
        }
        bars_[0][bar] = static_cast<double>(bucket.count - std::min(bucket.count, named));
        total += bucket.count;
    }
    partial_ = counts.partial;
    total_ = partial_ ? -1 : static_cast<double>(total);
    countText_ = (partial_ ? tr("≥ %1") : u"%1"_s).arg(groupedNumber(static_cast<qint64>(total)));
    const qint64 span = barMs_ * bars;
    spanText_ = bars == 0    ? tr("events")
                : partial_   ? tr("of the newest events, bars of %1").arg(lengthText(barMs_))
                : total == 1 ? tr("event in %1, bars of %2").arg(lengthText(span), lengthText(barMs_))
                             : tr("events in %1, bars of %2").arg(lengthText(span), lengthText(barMs_));
    Q_EMIT changed();
}

void AuditChart::setSpan(const QDateTime& from, const QDateTime& to, int bars) {
    from_ = from;
    barMs_ = std::max<qint64>(1, from.msecsTo(to) / std::max(1, bars));
    bars_.fill(QList<double>(bars, 0));
}

void AuditChart::fromMemory() {
    const auto events = list_.inMemory();
    bars_.fill({});
    total_ = list_.complete() ? list_.total() : -1;
    countText_ = list_.complete() ? groupedNumber(static_cast<qint64>(list_.total()))
                                  : tr("≥ %1").arg(groupedNumber(static_cast<qint64>(list_.total())));
    spanText_ = tr("events");
    partial_ = true;
    if (!events.isEmpty()) {
        const auto [oldest, newest] = std::ranges::minmax(events, {}, &client::AuditEvent::seq);
        const QDateTime first = timeOf(oldest->received, app_.zone());
        setSpan(first, timeOf(newest->received, app_.zone()).addMSecs(1), kBarsFromMemory);
        for (const client::AuditEvent* event : events) {
            const qint64 at = first.msecsTo(timeOf(event->received, app_.zone())) / barMs_;
            ++bars_[seriesOf(by_ == "severity"_L1 ? event->severity : event->result)]
                   [std::clamp<qint64>(at, 0, kBarsFromMemory - 1)];
        }
        spanText_ = tr("events, of which %1 are drawn: those read so far").arg(groupedNumber(events.size()));
        partial_ = events.size() < list_.total() || !list_.complete();
    }
    Q_EMIT changed();
}

QDateTime AuditChart::begin(int bar) const {
    return from_.addMSecs(bar * barMs_);
}

QStringList AuditChart::labels() const {
    QStringList labels;
    if (bars_[0].isEmpty())
        return labels;
    const bool days = barMs_ * bars_[0].size() > 2 * 86'400'000LL;
    for (int i = 0; i < kLabels; ++i) {
        const QDateTime at = begin(static_cast<int>(bars_[0].size()) * i / kLabels);
        labels.append(days ? dated(at, DateForm::DayMonth) : at.toString(u"HH:mm"));
    }
    return labels;
}

QString AuditChart::barTime(int bar) const {
    if (bar < 0 || bar >= bars_[0].size())
        return {};
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    return tr("%1 – %2").arg(whenText(begin(bar), now), begin(bar + 1).toString(u"HH:mm"));
}

QString AuditChart::barText(int bar) const {
    if (bar < 0 || bar >= bars_[0].size())
        return {};
    QStringList parts;
    const QStringList series = names();
    for (qsizetype i = 2; i >= 0; --i)
        if (const double count = bars_[static_cast<std::size_t>(i)].value(bar); count > 0)
            parts.append(groupedNumber(static_cast<qint64>(count)) + u' ' + series.at(i));
    return parts.isEmpty() ? tr("nothing") : parts.join(u"  "_s);
}

} // namespace inferno::models
