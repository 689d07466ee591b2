// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_family.h"

#include <algorithm>
#include <array>
#include <functional>

#include "models/app_state.h"
#include "models/job_store.h"
#include "models/jobs_backend.h"
#include "models/words.h"
#include "services/client/types_timeline.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRunsRead = 100;
constexpr int kMarks = 4;

/// The runs whose ends started this one, or the one that it tries again: "after run_a,run_b".
QStringList parentsOf(const client::Run& run) {
    if (!run.retry_of.empty())
        return {text(run.retry_of)};
    const QString cause = text(run.cause);
    if (run.trigger != "dependency" || !cause.startsWith("after "_L1))
        return {};
    return cause.mid(6).section(u';', 0, 0).section(u' ', 0, 0).split(u',', Qt::SkipEmptyParts);
}

/// How many seconds stand between two marks of an axis.
qint64 stepFor(qint64 seconds) {
    static constexpr std::array<qint64, 19> kSteps = {1,    2,    5,    10,    15,    30,    60,    120,    300,   600,
                                                      1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800};
    for (const qint64 step : kSteps)
        if (seconds / step <= kMarks)
            return step;
    return kSteps.back() * 4;
}

/// A time axis, and the bars on it.
class Axis {
public:
    Axis(QDateTime from, QDateTime to) : from_(std::move(from)), span_(std::max<qint64>(1, from_.msecsTo(to))) {}

    double at(const QDateTime& time) const {
        return static_cast<double>(from_.msecsTo(time)) / static_cast<double>(span_);
    }
    QVariantList bar(const QDateTime& begin, const QDateTime& end, const QString& state, const QString& kind) const {
        return {at(begin), at(end), state, kind};
    }
    QList<FieldsModel::Row> marks() const {
        QList<FieldsModel::Row> rows;
        const qint64 step = stepFor(span_ / 1000);
        const QTime clock = from_.time();
        const qint64 first = (clock.msecsSinceStartOfDay() / 1000 / step + 1) * step;
        for (qint64 second = first;; second += step) {
            const QDateTime time = from_.addMSecs(second * 1000 - clock.msecsSinceStartOfDay());
            if (at(time) > 0.97)
                return rows;
            const QString form = step < 60 ? u"HH:mm:ss"_s : step < 86400 ? u"HH:mm"_s : u"d MMM"_s;
            if (at(time) > 0.03)
                rows.append({QLocale().toString(time, form), at(time)});
        }
    }

private:
    QDateTime from_;
    qint64 span_;
};

} // namespace

RunFamily::RunFamily(AppState& app)
    : app_(app), rows_({"title", "job", "cells"}),
      lanes_({"name", "status", "note", "noteTone", "bars", "job", "runId"}), hours_({"label", "at"}) {
    connect(&app.backend(), &Backend::runChanged, this, &RunFamily::onRun);
}

void RunFamily::show(const QString& job, const std::vector<client::Run>& runs, const QString& chosen) {
    if (job != job_) {
        job_ = job;
        looked_ = false;
        children_.clear();
        timelineOf_.clear();
        lanes_.setRows({});
        hours_.setRows({});
        lanesText_.clear();
        nowAt_ = -1;
    }
    runs_.assign(runs.begin(),
                 runs.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(runs.size(), kColumns)));
    std::ranges::reverse(runs_);
    chosen_ = chosen;
    showRows();
    if (looked_ && chosen_ != timelineOf_)
        readTimeline();
    Q_EMIT changed();
}

void RunFamily::read() {
    if (job_.isEmpty())
        return;
    if (!looked_)
        readChildren();
    looked_ = true;
    if (chosen_ != timelineOf_)
        readTimeline();
}

/// The jobs that wait for it, then those that wait for these, the nearest first.
QStringList RunFamily::jobsBehind() const {
    QStringList found = {job_};
    for (qsizetype at = 0; at < found.size(); ++at)
        for (const auto& other : app_.jobStore().jobs())
            for (const auto& edge : other.definition.depends_on)
                if (const QString name = text(other.definition.name);
                    text(edge).section(u':', 0, 0) == found.at(at) && !found.contains(name))
                    found.append(name);
    found.removeFirst();
    return found;
}

void RunFamily::readChildren() {
    for (const QString& name : jobsBehind().first(std::min<qsizetype>(kJobs, jobsBehind().size())))
        app_.backend()
            .runs(name, {}, kRunsRead)
            .then(this, [this, name, of = job_](const Result<client::Page<client::Run>>& page) {
                if (of != job_ || !page)
                    return;
                children_[name] = page->items;
                showRows();
                Q_EMIT changed();
            });
}

void RunFamily::onRun(const client::Run& run) {
    if (!looked_ || job_.isEmpty())
        return;
    const auto child = children_.find(text(run.job));
    if (child != children_.end()) {
        const auto known = std::ranges::find(child->second, run.id, &client::Run::id);
        if (known != child->second.end())
            *known = run;
        else
            child->second.insert(child->second.begin(), run);
        showRows();
        Q_EMIT changed();
    }
    if (text(run.job) == job_ || child != children_.end())
        readTimeline();
}

void RunFamily::showRows() {
    const std::size_t width = runs_.size();
    const int attempts = std::ranges::max_element(runs_, {}, &client::Run::attempt) == runs_.end()
                             ? 0
                             : std::ranges::max(runs_, {}, &client::Run::attempt).attempt;
    QList<FieldsModel::Row> rows;
    cells_.clear();
    const auto add = [&](const QString& title, const QString& job, std::vector<Cell> cells) {
        QStringList statuses;
        for (const Cell& cell : cells)
            statuses.append(cell.status);
        rows.append({title, job, statuses});
        cells_.push_back(std::move(cells));
    };
    for (int attempt = 1; attempt <= std::max(1, attempts) && width > 0; ++attempt) {
        std::vector<Cell> cells;
        for (const client::Run& run : runs_) {
            const bool last = attempt == std::max(1, run.attempt);
            const bool was = attempt < run.attempt;
            cells.push_back({last ? text(run.status) : was ? u"failed"_s : QString(), run});
        }
        add(attempts > 1 ? tr("Attempt %1").arg(attempt) : job_, {}, std::move(cells));
    }
    std::map<QString, std::size_t> columnOf;
    for (std::size_t column = 0; column < width; ++column)
        columnOf.emplace(text(runs_[column].id), column);
    for (const QString& name : jobsBehind()) {
        const auto child = children_.find(name);
        if (child == children_.end())
            continue;
        std::vector<Cell> cells(width);
        for (auto run = child->second.rbegin(); run != child->second.rend(); ++run) {
            for (const QString& parent : parentsOf(*run)) {
                const auto column = columnOf.find(parent);
                if (column == columnOf.end())
                    continue;
                cells[column->second] = {text(run->status), *run};
                columnOf.emplace(text(run->id), column->second);
                break;
            }
        }
        add(name, name, std::move(cells));
    }
    rows_.setRows(rows);
}

void RunFamily::readTimeline() {
    if (readingTimeline_ || chosen_.isEmpty())
        return;
    readingTimeline_ = true;
    JobsBackend::of(app_.backend())
        .runTimeline(chosen_)
        .then(this, [this, of = chosen_](const Result<client::RunTimeline>& line) {
            readingTimeline_ = false;
            if (of != chosen_) {
                readTimeline();
                return;
            }
            timelineOf_ = of;
            if (line) {
                showLanes(*line);
            } else {
                lanes_.setRows({});
                hours_.setRows({});
                lanesText_ = titleOfError(line.error());
            }
            Q_EMIT changed();
        });
}

void RunFamily::showLanes(const client::RunTimeline& line) {
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    const auto begin = [this](const client::Run& run) { return timeOf(run.queued, app_.zone()); };
    const auto end = [this, &now](const client::Run& run) {
        const QDateTime finished = timeOf(run.finished, app_.zone());
        return finished.isValid() ? finished : now;
    };
    std::vector<const client::Run*> all;
    for (const client::Run& run : line.before)
        all.push_back(&run);
    all.push_back(&line.run);
    for (const client::RunAfter& one : line.after)
        all.push_back(&one.run);
    QDateTime from = begin(line.run);
    QDateTime to = end(line.run);
    bool open = false;
    for (const client::Run* run : all) {
        to = std::max(to, end(*run));
        open = open || run->finished.empty();
    }
    // Of what came before, as much as half of the time of what is looked at; at the right, room for the notes.
    const QDateTime earliest = from.addMSecs(-from.msecsTo(to) / 2);
    for (const client::Run& run : line.before)
        if (end(run) > earliest)
            from = std::min(from, std::max(earliest, begin(run)));
    const qint64 span = std::max<qint64>(2000, from.msecsTo(to));
    const Axis axis(from.addMSecs(-span / 20), to.addMSecs(span / 4));

    QList<FieldsModel::Row> rows;
    const auto waited = [&](const client::Run& run, const QDateTime& started) -> QVariantList {
        return axis.bar(begin(run), started.isValid() ? started : end(run), u"queued"_s, u"planned"_s);
    };
    const auto lane = [&](const client::Run& run) {
        const QDateTime started = timeOf(run.started, app_.zone());
        QVariantList bars;
        if (!started.isValid() || begin(run).msecsTo(started) * 200 > from.msecsTo(to))
            bars.append(QVariant(waited(run, started)));
        if (started.isValid())
            bars.append(QVariant(axis.bar(started, end(run), text(run.status), u"actual"_s)));
        const QString took = started.isValid() ? shortDuration(run.duration) : statusWord(text(run.status));
        //: A run that tries another one again.
        const QString note = run.retry_of.empty() ? took : tr("%1, new try").arg(took);
        rows.append({text(run.job), text(run.status), note, isFailure(text(run.status)) ? u"failed"_s : QString(), bars,
                     text(run.job), text(run.id)});
    };
    for (const client::Run& run : line.before)
        lane(run);
    if (line.attempts.size() < 2)
        lane(line.run);
    for (std::size_t at = 0; line.attempts.size() >= 2 && at < line.attempts.size(); ++at) {
        const client::RunAttempt& attempt = line.attempts[at];
        const QDateTime started = timeOf(attempt.started, app_.zone());
        const QDateTime finished = timeOf(attempt.finished, app_.zone());
        QVariantList bars;
        if (at == 0 && begin(line.run).msecsTo(started) * 200 > from.msecsTo(to))
            bars.append(QVariant(waited(line.run, started)));
        bars.append(
            QVariant(axis.bar(started, finished.isValid() ? finished : now, text(attempt.status), u"actual"_s)));
        const QString took =
            shortDuration(static_cast<double>(started.msecsTo(finished.isValid() ? finished : now)) / 1000);
        const QString tone = isFailure(text(attempt.status)) ? u"failed"_s : QString();
        rows.append({tr("Attempt %1").arg(attempt.attempt), text(attempt.status), took, tone, bars, QString(),
                     text(line.run.id)});
    }
    for (const client::RunAfter& one : line.after)
        lane(one.run);
    lanes_.setRows(rows);
    hours_.setRows(axis.marks());
    nowAt_ = open ? axis.at(now) : -1;
    const double took = static_cast<double>(begin(line.run).msecsTo(to)) / 1000;
    //: A time from the first to the second, and how long that is.
    lanesText_ = tr("%1 to %2, %3").arg(whenText(begin(line.run), now), whenText(to, now), longDuration(took));
}

int RunFamily::chosen() const {
    const auto at = std::ranges::find(runs_, chosen_.toStdString(), &client::Run::id);
    return at == runs_.end() ? -1 : static_cast<int>(at - runs_.begin());
}

QString RunFamily::from() const {
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    return runs_.empty() ? QString() : whenText(timeOf(runs_.front().queued, app_.zone()), now);
}

QString RunFamily::to() const {
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    return runs_.empty() ? QString() : whenText(timeOf(runs_.back().queued, app_.zone()), now);
}

QString RunFamily::cutText() const {
    const auto more = static_cast<int>(job_.isEmpty() ? 0 : jobsBehind().size()) - kJobs;
    return more > 0 ? tr("and %n more job(s) behind it", nullptr, more) : QString();
}

QString RunFamily::nowText() const {
    return nowIn(app_.clock(), app_.zone()).toString(u"HH:mm");
}

QString RunFamily::runAt(int column) const {
    return column >= 0 && column < columns() ? text(runs_[static_cast<std::size_t>(column)].id) : QString();
}

QString RunFamily::cellRun(int row, int column) const {
    if (row < 0 || row >= static_cast<int>(cells_.size()) || column < 0 || column >= columns())
        return {};
    const Cell& cell = cells_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    return cell.status.isEmpty() ? QString() : text(cell.run.id);
}

QString RunFamily::cellText(int row, int column) const {
    if (row < 0 || row >= static_cast<int>(cells_.size()) || column < 0 || column >= columns())
        return {};
    const Cell& cell = cells_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    const QString title = rows_.at(row, u"title"_s).toString();
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    if (cell.status.isEmpty())
        //: A cell of the matrix of runs: an attempt or a job, and the time of the run that would have started it.
        return tr("%1, %2: no run")
            .arg(title, whenText(timeOf(runs_[static_cast<std::size_t>(column)].queued, app_.zone()), now));
    const QString took = cell.run.started.empty() ? QString() : shortDuration(cell.run.duration);
    //: A cell of the matrix of runs: an attempt or a job, when, its status, how long it took.
    return tr("%1, %2: %3 %4")
        .arg(title, whenText(timeOf(cell.run.started.empty() ? cell.run.queued : cell.run.started, app_.zone()), now),
             statusWord(cell.status), took)
        .trimmed();
}

} // namespace inferno::models
