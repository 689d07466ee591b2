// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/model_traffic.h"
#include "models/model_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr double kErrorsShown = 1e-4; // the smallest share that is shown: 0.01 %
constexpr double kNoticeable = 0.05;  // a latency that differs by less is called the same

double errorShare(const client::VersionFigures& figures) {
    return figures.requests == 0 ? 0 : static_cast<double>(figures.errors) / static_cast<double>(figures.requests);
}

double peakOf(const QList<double>& a, const QList<double>& b) {
    double peak = 0;
    for (const auto* values : {&a, &b}) {
        for (const double value : *values)
            peak = std::isfinite(value) ? std::max(peak, value) : peak;
    }
    return peak;
}

QString lastOf(const QList<double>& values) {
    const auto last = std::find_if(values.rbegin(), values.rend(), [](double value) { return std::isfinite(value); });
    return last == values.rend() ? u"–"_s : rateText(*last);
}

} // namespace

ModelFigures::ModelFigures(AppState& app, const ModelTraffic& traffic, QObject* parent)
    : QObject(parent), app_(app), traffic_(traffic), rows_({"name", "first", "second", "change", "tone"}) {
    connect(&traffic, &ModelTraffic::wasRead, this, &ModelFigures::settle);
}

/// The part that is not over yet is left out: it would look like a fall.
void ModelFigures::settle() {
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    const qint64 parts = now.toSecsSinceEpoch() / kPointSeconds;
    begin_ = QDateTime::fromSecsSinceEpoch((parts - kPoints) * kPointSeconds, app_.zone());
    lines_[0] = lineOf(traffic_.first());
    lines_[1] = lineOf(traffic_.second());
    idle_ = peakOf(lines_[0].rate, lines_[1].rate) <= 0;
    settleRows();
    Q_EMIT changed();
}

ModelFigures::Line ModelFigures::lineOf(const QString& version) const {
    Line line;
    line.version = version;
    if (version.isEmpty() || !traffic_.split())
        return line;
    const auto& all = traffic_.split()->series;
    const auto series = std::ranges::find(all, version.toStdString(), &client::VersionSeries::version);
    line.latency.fill(kNothing, kPoints);
    line.rate.fill(kNothing, kPoints);
    if (series == all.end())
        return line;
    qint64 last = -1; // between two points nothing was asked; before the first and after the last nobody knows
    for (const client::TrafficPoint& point : series->points) {
        const qint64 at = begin_.secsTo(timeOf(point.at, app_.zone())) / kPointSeconds;
        if (at < 0 || at >= kPoints)
            continue;
        line.latency[at] = point.p95 ? 1000 * *point.p95 : kNothing;
        for (qint64 idle = last + 1; last >= 0 && idle < at; ++idle)
            line.rate[idle] = 0;
        line.rate[at] = static_cast<double>(point.requests) / kPointSeconds;
        last = at;
    }
    return line;
}

// Side by side

void ModelFigures::addLatency(const QString& name, std::optional<double> first, std::optional<double> second,
                              bool pair) {
    QString tone;
    if (first && second && std::abs(*second - *first) > kNoticeable * *first)
        tone = *second > *first ? u"warning"_s : u"success"_s;
    made_.append({name, millisText(first), pair ? millisText(second) : QString(), millisChange(first, second), tone});
}

void ModelFigures::settleRows() {
    static const client::VersionFigures nothing;
    made_.clear();
    const client::VersionFigures* a = traffic_.figuresOf(traffic_.first());
    const client::VersionFigures* b = traffic_.figuresOf(traffic_.second());
    if (a) {
        const bool pair = b != nullptr;
        b = b ? b : &nothing;
        const auto count = [](std::uint64_t number) { return groupedNumber(static_cast<qint64>(number)); };
        const auto both = [&](const QString& name, const QString& first, const QString& second) {
            made_.append({name, first, pair ? second : QString(), QString(), QString()});
        };
        both(tr("Requests"), count(a->requests), count(b->requests));
        const double change = errorShare(*b) - errorShare(*a);
        const QString sign = change > 0 ? u"+"_s : u"−"_s;
        const bool compared = pair && a->requests > 0 && b->requests > 0 && std::abs(change) >= kErrorsShown / 2;
        made_.append({tr("Errors"), shareText(errorShare(*a)), pair ? shareText(errorShare(*b)) : QString(),
                      !compared ? QString() : sign + shareText(std::abs(change)),
                      !compared    ? QString()
                      : change > 0 ? u"warning"_s
                                   : u"success"_s});
        addLatency(tr("Latency p50"), a->p50, b->p50, pair);
        addLatency(tr("Latency p95"), a->p95, b->p95, pair);
        addLatency(tr("Latency p99"), a->p99, b->p99, pair);
        addLatency(tr("Latency, mean"), a->mean, b->mean, pair);
        if (a->shadowed + b->shadowed > 0) {
            const auto agreed = [&](const client::VersionFigures& one) {
                return one.shadowed == 0
                           ? u"–"_s
                           : shareText(static_cast<double>(one.agreed) / static_cast<double>(one.shadowed));
            };
            both(tr("Copies answered"), count(a->shadowed), count(b->shadowed));
            both(tr("Copies that agree"), agreed(*a), agreed(*b));
        }
    }
    rows_.setRows(made_);
}

// The lines

double ModelFigures::latencyTop() const {
    return scaleTop(peakOf(lines_[0].latency, lines_[1].latency));
}

double ModelFigures::rateTop() const {
    return scaleTop(peakOf(lines_[0].rate, lines_[1].rate));
}

QString ModelFigures::latencyNow() const {
    const QString first = lastOf(lines_[0].latency);
    return lines_[1].version.isEmpty() ? first : first + u" / "_s + lastOf(lines_[1].latency);
}

QString ModelFigures::rateNow() const {
    const QString first = lastOf(lines_[0].rate);
    return lines_[1].version.isEmpty() ? first : first + u" / "_s + lastOf(lines_[1].rate);
}

QStringList ModelFigures::times() const {
    if (!begin_.isValid())
        return {};
    const auto clock = [&](int point) { return begin_.addSecs(point * kPointSeconds).toString(u"HH:mm"); };
    return {clock(0), clock(kPoints / 2), clock(kPoints)};
}

QString ModelFigures::timeAt(int point) const {
    return begin_.addSecs(point * kPointSeconds).toString(u"HH:mm:ss");
}

QString ModelFigures::bothAt(int point, QList<double> Line::* values) const {
    QStringList parts;
    for (const Line& line : lines_) {
        const double value = (line.*values).value(point, kNothing);
        if (!line.version.isEmpty())
            parts.append(line.version + u": "_s + (std::isfinite(value) ? rateText(value) : u"–"_s));
    }
    return parts.join(u"   "_s);
}

QString ModelFigures::latencyAt(int point) const {
    return bothAt(point, &Line::latency);
}

QString ModelFigures::rateAt(int point) const {
    return bothAt(point, &Line::rate);
}

} // namespace inferno::models
