// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overview_lanes.h"

#include <algorithm>

#include <QCoreApplication>
#include <QHash>

#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

class Lanes {
    Q_DECLARE_TR_FUNCTIONS(OverviewLanes)
public:
    Lanes(const QDateTime& now, const QTimeZone& zone, const LaneSpan& span)
        : now_(now), zone_(zone), from_(now.addSecs(-span.before)),
          span_(static_cast<double>(span.before + span.after)) {}

    void add(const client::CalendarEntry& entry);
    void addWaiting(const QString& name, const JobOutlook& outlook, const QString& parent);
    bool has(const QString& name) const { return bars_.contains(name); }
    FieldsModel::Row row(const QString& name, const QString& status) const {
        const auto note = notes_.value(name);
        return {name, status, note.first, note.second, bars_.value(name)};
    }

private:
    double at(const QDateTime& time) const { return static_cast<double>(from_.secsTo(time)) / span_; }
    QDateTime dateOf(WallTime time) const {
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
        return QDateTime::fromMSecsSinceEpoch(ms, zone_);
    }
    void addBar(const QString& name, double from, double to, const QString& status, const QString& kind) {
        bars_[name].append(QVariant(QVariantList{std::clamp(from, 0.0, 1.0), std::clamp(to, 0.0, 1.0), status, kind}));
    }

    QDateTime now_;
    QTimeZone zone_;
    QDateTime from_;
    double span_;
    QHash<QString, QVariantList> bars_;
    QHash<QString, QPair<QString, QString>> notes_; ///< words and tone
};

void Lanes::add(const client::CalendarEntry& entry) {
    const QString name = text(entry.job);
    const QDateTime start = timeOf(entry.start, zone_);
    const QDateTime guess = start.addMSecs(static_cast<qint64>(entry.estimate * 1000));
    const QString status = text(entry.status);
    if (entry.status == "planned") {
        addBar(name, at(start), at(guess), status, u"planned"_s);
    } else if (entry.end.empty()) {
        addBar(name, at(start), at(now_), status, u"actual"_s);
        if (guess > now_) {
            addBar(name, at(now_), at(guess), status, u"estimate"_s);
            //: When a run is expected to end.
            notes_[name] = {tr("est. %1").arg(guess.toString(u"HH:mm")), QString()};
        }
    } else if (status != "skipped"_L1) {
        addBar(name, at(start), at(timeOf(entry.end, zone_)), status, u"actual"_s);
        if (isFailure(status))
            notes_[name] = {statusWord(status).toLower(), u"failed"_s};
    }
}

void Lanes::addWaiting(const QString& name, const JobOutlook& outlook, const QString& parent) {
    const QDateTime start = dateOf(outlook.start50);
    if (at(start) > 1)
        return;
    if (!outlook.due)
        addBar(name, at(start), at(dateOf(outlook.end50)), u"blocked"_s, u"estimate"_s);
    if (outlook.due && outlook.measured && outlook.slack) {
        const bool late = outlook.slack->count() < 0;
        const QString due = dateOf(*outlook.due).toString(u"HH:mm");
        notes_[name] = {late ? tr("due %1 · predicted %2").arg(due, dateOf(outlook.start95).toString(u"HH:mm"))
                             : tr("due %1 · waits for %2").arg(due, parent),
                        late ? u"warning"_s : QString()};
    } else if (outlook.due) {
        notes_[name] = {tr("waits for %1").arg(parent), QString()};
    } else {
        notes_[name] = {tr("blocked: %1").arg(parent), QString()};
    }
}

} // namespace

QList<FieldsModel::Row> lanesOf(const JobStore& store, const JobForecast& forecast,
                                const std::vector<client::CalendarEntry>& entries, const QDateTime& now,
                                const QTimeZone& zone, const LaneSpan& span) {
    Lanes lanes(now, zone, span);
    for (const auto& entry : entries)
        lanes.add(entry);
    const DependencyGraph& graph = store.dependencies();
    const bool known = !forecast.isEmpty() && forecast.size() == graph.size();
    struct Ranked {
        int rank;
        int node;
    };
    std::vector<Ranked> ranked;
    for (int node = 0; node < graph.size(); ++node) {
        if (known && forecast.of(node).waits)
            lanes.addWaiting(graph.name(node), forecast.of(node), graph.name(forecast.longestParent(graph, node)));
        if (!lanes.has(graph.name(node)))
            continue;
        const QModelIndex index = store.index(node);
        const bool running = store.jobs().at(node).status == "running";
        ranked.push_back({running ? -1 : index.data(int(JobStore::Role::SortRank)).toInt(), node});
    }
    std::ranges::stable_sort(ranked, {}, &Ranked::rank);
    ranked.resize(std::min(ranked.size(), static_cast<std::size_t>(span.most)));
    QList<FieldsModel::Row> rows;
    for (const auto& [rank, node] : ranked)
        rows.append(lanes.row(graph.name(node), JobStore::shownStatus(store.jobs().at(node))));
    return rows;
}

} // namespace inferno::models
