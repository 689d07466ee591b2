// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_comparison.h"

#include <algorithm>

#include <QRegularExpression>

#include "models/app_state.h"
#include "models/event_changes.h"
#include "models/job_form.h"
#include "models/run_story.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEvents = 50;

QString startText(const client::Run& run, const QTimeZone& zone) {
    return exactText(timeOf(run.started.empty() ? run.queued : run.started, zone));
}

QString waitText(const client::Run& run, const QTimeZone& zone) {
    const QDateTime queued = timeOf(run.queued, zone);
    const QDateTime started = timeOf(run.started, zone);
    return queued.isValid() && started.isValid() ? longDuration(static_cast<double>(queued.msecsTo(started)) / 1000)
                                                 : QString();
}

QString exitText(const client::Run& run) {
    if (run.signal)
        return RunComparison::tr("signal %1").arg(*run.signal);
    return run.exit_code ? QString::number(*run.exit_code) : QString();
}

/// How often each kind of line comes, with the first of its kind.
QHash<QString, QPair<QString, int>> kindsOf(const QString& log) {
    QHash<QString, QPair<QString, int>> kinds;
    for (const QString& line : log.split(u'\n', Qt::SkipEmptyParts)) {
        auto& kind = kinds[RunComparison::shapeOf(line)];
        if (kind.second++ == 0)
            kind.first = line;
    }
    return kinds;
}

} // namespace

RunComparison::RunComparison(AppState& app)
    : app_(app), rows_({"label", "failed", "good", "differs"}), changes_({"time", "user", "title", "before", "after"}),
      lines_({"line", "count", "added"}) {}

QString RunComparison::shapeOf(const QString& line) {
    static const QRegularExpression moving(u"\\b0x[0-9a-fA-F]+\\b|\\b(?=[0-9a-f]*[0-9])[0-9a-f]{7,}\\b|\\d+"_s);
    return QString(line).replace(moving, u"#"_s).simplified();
}

void RunComparison::clear() {
    ++generation_;
    pending_ = 0;
    failed_.reset();
    good_.reset();
    rows_.setRows({});
    changes_.setRows({});
    lines_.setRows({});
    text_.clear();
    Q_EMIT changed();
}

void RunComparison::compare(const QString& jobId, const std::vector<client::Run>& runs) {
    const auto bad = std::ranges::find_if(runs, [](const auto& run) { return isFailure(models::text(run.status)); });
    const auto good = std::find_if(bad, runs.end(), [](const auto& run) { return run.status == "completed"; });
    if (failed_ && good_ && bad != runs.end() && good != runs.end() && failed_->id == bad->id && good_->id == good->id)
        return; // it stands already
    clear();
    if (bad == runs.end()) {
        text_ = tr("None of the last %n run(s) failed", nullptr, static_cast<int>(runs.size()));
    } else if (good == runs.end()) {
        text_ = tr("No run before it succeeded, of the last %n", nullptr, static_cast<int>(runs.size()));
    } else {
        failed_ = *bad;
        good_ = *good;
        text_ = tr("The failure of %1 beside the success of %2")
                    .arg(whenText(timeOf(failed_->started, app_.zone()), nowIn(app_.clock(), app_.zone())),
                         whenText(timeOf(good_->started, app_.zone()), nowIn(app_.clock(), app_.zone())));
        showRows();
        failedLog_.clear();
        goodLog_.clear();
        pending_ = 3;
        readLog(models::text(failed_->id), 0, &failedLog_);
        readLog(models::text(good_->id), 0, &goodLog_);
        readChanges(jobId);
    }
    Q_EMIT changed();
}

void RunComparison::showRows() {
    QList<FieldsModel::Row> rows;
    const auto put = [&rows](const QString& label, const QString& bad, const QString& good, bool matters = true) {
        if (!bad.isEmpty() || !good.isEmpty())
            rows.append({label, bad, good, matters && bad != good});
    };
    const auto reason = [](const client::Run& run) {
        return isFailure(models::text(run.status)) ? causeOf(run.status, run.exit_code, run.signal, run.reason)
                                                   : models::text(run.reason);
    };
    put(tr("Result"), statusWord(models::text(failed_->status)), statusWord(models::text(good_->status)));
    put(tr("Exit code"), exitText(*failed_), exitText(*good_));
    put(tr("Reason"), reason(*failed_), reason(*good_));
    put(tr("Started"), startText(*failed_, app_.zone()), startText(*good_, app_.zone()), false);
    put(tr("Trigger"), triggerText(failed_->trigger), triggerText(good_->trigger));
    put(tr("Waited"), waitText(*failed_, app_.zone()), waitText(*good_, app_.zone()));
    put(tr("Duration"), longDuration(failed_->duration), longDuration(good_->duration));
    put(tr("Attempts"), QString::number(failed_->attempt), QString::number(good_->attempt));
    put(tr("Limits kept by"), models::text(failed_->limits), models::text(good_->limits));
    rows_.setRows(rows);
}

void RunComparison::readLog(const QString& runId, std::uint64_t offset, QString* into) {
    app_.backend()
        .runLog(runId, offset)
        .then(this, [this, runId, offset, into, generation = generation_](const Result<Backend::LogPart>& part) {
            if (generation != generation_)
                return;
            if (part) {
                into->append(models::text(part->text));
                if (part->next > offset && !part->text.empty() && part->next < kLogMax) {
                    readLog(runId, part->next, into);
                    return;
                }
            }
            settle();
        });
}

void RunComparison::readChanges(const QString& jobId) {
    client::AuditQuery query;
    query.action = "job_updated";
    query.query = "details.job_id=" + jobId.toStdString();
    query.since = good_->started.empty() ? good_->queued : good_->started;
    query.until = failed_->finished.empty() ? failed_->started : failed_->finished;
    query.limit = kEvents;
    app_.backend().auditEvents(query).then(
        this, [this, generation = generation_](const Result<client::AuditPage>& page) {
            if (generation != generation_)
                return;
            QList<FieldsModel::Row> rows;
            if (page) {
                for (const auto& event : page->items)
                    for (const EventChange& change : changesOf(event.details))
                        rows.append({exactText(timeOf(event.timestamp, app_.zone())), models::text(event.user),
                                     fieldTitle(change.key), fieldValue(change.key, change.before),
                                     fieldValue(change.key, change.after)});
            }
            changes_.setRows(rows);
            settle();
        });
}

void RunComparison::settle() {
    if (--pending_ > 0)
        return;
    const auto bad = kindsOf(failedLog_);
    const auto good = kindsOf(goodLog_);
    QList<FieldsModel::Row> rows;
    const auto add = [&rows](const auto& from, const auto& other, bool added) {
        for (const auto& [shape, kind] : from.asKeyValueRange())
            if (!other.contains(shape))
                rows.append({kind.first, kind.second, added});
    };
    add(bad, good, true);
    add(good, bad, false);
    std::ranges::sort(rows, {}, [](const auto& row) {
        return std::tuple(!row.at(2).toBool(), row.at(1).toInt(), row.at(0).toString());
    });
    lines_.setRows(rows.first(std::min<qsizetype>(rows.size(), kLinesMax)));
    Q_EMIT changed();
}

} // namespace inferno::models
