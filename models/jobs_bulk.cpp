// SPDX-License-Identifier: GPL-3.0-or-later
// Acts on many jobs at once: one after the other, told in one sentence, and taken back where that can be.
#include <algorithm>

#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/job_changes.h"
#include "models/jobs_page.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

struct JobsPage::Work {
    QStringList left;
    QStringList done;
    std::optional<Error> error;
    Act act;
    std::function<void(const QStringList&, const std::optional<Error>&)> told;
};

void JobsPage::each(const QStringList& names, const Act& act,
                    const std::function<void(const QStringList&, const std::optional<Error>&)>& done) {
    step(std::make_shared<Work>(Work{names, {}, {}, act, done}));
}

void JobsPage::step(const std::shared_ptr<Work>& work) {
    if (work->left.isEmpty()) {
        work->told(work->done, work->error);
        return;
    }
    const QString name = work->left.takeFirst();
    work->act(name).then(this, [this, work, name](const Result<void>& result) {
        if (result)
            work->done.append(name);
        else if (!work->error)
            work->error = result.error();
        step(work);
    });
}

void JobsPage::ticksChanged() {
    ++ticks_;
    Q_EMIT checkedChanged();
}

void JobsPage::setChecked(const QString& name, bool checked) {
    if (name.isEmpty() || checked == checked_.contains(name))
        return;
    if (checked)
        checked_.insert(name);
    else
        checked_.remove(name);
    ticksChanged();
}

void JobsPage::checkRange(int from, int to) {
    for (int row = std::min(from, to); row <= std::max(from, to); ++row)
        if (const QString name = nameAt(row); !name.isEmpty())
            checked_.insert(name);
    ticksChanged();
}

void JobsPage::checkAll(bool checked) {
    checked_.clear();
    if (checked)
        checkRange(0, filter_.rowCount() - 1);
    else
        ticksChanged();
}

QStringList JobsPage::checkedInOrder() const {
    QStringList names(checked_.begin(), checked_.end());
    std::ranges::sort(names);
    return names;
}

QStringList JobsPage::childrenFirst(const QStringList& names) const {
    const QSet<QString> wanted(names.begin(), names.end());
    QHash<QString, QStringList> children;
    for (const auto& job : app().jobStore().jobs())
        for (const auto& edge : job.definition.depends_on)
            children[text(edge).section(u':', 0, 0)].append(text(job.definition.name));
    QStringList order;
    QSet<QString> seen;
    const std::function<void(const QString&)> visit = [&](const QString& name) {
        if (!wanted.contains(name) || seen.contains(name))
            return;
        seen.insert(name);
        for (const QString& child : children.value(name))
            visit(child);
        order.append(name);
    };
    for (const QString& name : names)
        visit(name);
    return order;
}

void JobsPage::removeAll(const QStringList& names) {
    std::vector<client::JobDefinition> kept;
    for (const QString& name : names)
        if (const client::Job* job = app().jobStore().byName(name))
            kept.push_back(job->definition);
    each(
        childrenFirst(names), [this](const QString& name) { return app().backend().deleteJob(name); },
        [this, kept](const QStringList& done, const std::optional<Error>& error) {
            if (error) {
                const auto count = static_cast<int>(kept.size() - static_cast<std::size_t>(done.size()));
                app().sayError(tr("%n job(s) could not be deleted", nullptr, count), *error);
            }
            if (done.isEmpty())
                return;
            std::vector<client::JobDefinition> gone;
            for (auto name = done.rbegin(); name != done.rend(); ++name)
                for (const auto& job : kept)
                    if (text(job.name) == *name)
                        gone.push_back(job);
            const QString said = done.size() == 1 ? tr("Deleted %1").arg(done.first())
                                                  : tr("Deleted %n job(s)", nullptr, static_cast<int>(done.size()));
            if (!error)
                app().offerUndo(said, [this, gone] { createAll(gone); });
        });
}

/// As they were, with a new history: parents first, and without a run of those that nothing else starts.
void JobsPage::createAll(const std::vector<client::JobDefinition>& jobs) {
    QStringList names;
    QHash<QString, client::JobDefinition> byName;
    for (client::JobDefinition job : jobs) {
        job.no_run = true;
        job.permissions.clear();
        names.append(text(job.name));
        byName.insert(text(job.name), job);
    }
    each(
        names,
        [this, byName](const QString& name) {
            return app()
                .backend()
                .createJob(byName.value(name))
                .then([](const Result<client::Created>& made) -> Result<void> {
                    if (!made)
                        return std::unexpected(made.error());
                    return {};
                });
        },
        [this](const QStringList& done, const std::optional<Error>& error) {
            if (error)
                app().sayError(tr("Not all could be created again"), *error);
            else
                app().say(tr("%n job(s) are back", nullptr, static_cast<int>(done.size())));
        });
}

void JobsPage::enableAll(const QStringList& names, bool enabled, bool undoable) {
    each(
        names, [this, enabled](const QString& name) { return app().backend().enableJob(name, enabled); },
        [this, enabled, undoable](const QStringList& done, const std::optional<Error>& error) {
            if (error) {
                app().sayError(enabled ? tr("Not all could be enabled") : tr("Not all could be paused"), *error);
                return;
            }
            const auto count = static_cast<int>(done.size());
            const QString said = count != 1 ? (enabled ? tr("%n job(s) are enabled", nullptr, count)
                                                       : tr("%n job(s) are paused", nullptr, count))
                                 : enabled  ? tr("%1 is enabled").arg(done.first())
                                            : tr("%1 is paused: nothing starts it").arg(done.first());
            if (undoable)
                app().offerUndo(said, [this, done, enabled] { enableAll(done, !enabled, false); });
            else
                app().say(said);
        });
}

void JobsPage::actOnChecked(const QString& act) {
    const QStringList names = checkedInOrder();
    if (names.isEmpty())
        return;
    if (act == "delete"_L1) {
        removeAll(names);
    } else if (act == "enable"_L1 || act == "disable"_L1) {
        // Only what changes, so that taking it back leaves the others as they were.
        QStringList changing;
        for (const QString& name : names)
            if (const auto* job = app().jobStore().byName(name); job && job->definition.enabled != (act == "enable"_L1))
                changing.append(name);
        enableAll(changing, act == "enable"_L1, true);
    } else {
        const bool stops = act == "stop"_L1;
        each(
            names,
            [this, stops, retries = act == "retry"_L1](const QString& name) -> QFuture<Result<void>> {
                if (stops)
                    return app().backend().cancelJob(name);
                return (retries ? app().backend().retryJob(name) : app().backend().runJob(name))
                    .then([](const Result<client::Run>& run) -> Result<void> {
                        if (!run)
                            return std::unexpected(run.error());
                        return {};
                    });
            },
            [this, stops](const QStringList& done, const std::optional<Error>& error) {
                if (error)
                    app().sayError(tr("%n job(s) did as asked, others did not", nullptr, static_cast<int>(done.size())),
                                   *error);
                else
                    app().say(stops ? tr("%n job(s) are stopping", nullptr, static_cast<int>(done.size()))
                                    : tr("%n job(s) are queued", nullptr, static_cast<int>(done.size())));
            });
    }
}

QString JobsPage::rename(const QString& name, const QString& to) {
    const QString wanted = to.trimmed();
    const client::Job* job = app().jobStore().byName(name);
    if (!job || wanted == name)
        return {};
    if (wanted.isEmpty())
        return tr("A job needs a name");
    if (app().jobStore().byName(wanted))
        return tr("A job of this name exists");
    const QString id = text(job->id);
    const auto ask = [this, id](const QString& called) {
        return app().backend().updateJob(id, {{"name", called.toStdString()}});
    };
    ask(wanted).then(this, [this, ask, name, wanted](const Result<client::Job>& done) {
        if (!done) {
            app().sayError(tr("%1 could not be renamed").arg(name), done.error());
            return;
        }
        select(wanted);
        app().offerUndo(tr("%1 is called %2 now").arg(name, wanted), [ask, name] { ask(name); });
    });
    return {};
}

QString JobsPage::document(const QString& name) const {
    nlohmann::json jobs = nlohmann::json::array();
    for (const QString& each : name.isEmpty() ? checkedInOrder() : QStringList{name}) {
        const client::Job* job = app().jobStore().byName(each);
        if (!job)
            continue;
        nlohmann::json document = differences(client::JobDefinition{}, job->definition);
        document.erase("permissions");
        jobs.push_back(std::move(document));
    }
    return text(nlohmann::json{{"jobs", jobs}}.dump(2));
}

void JobsPage::exportChecked() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    const QString when = nowIn(app().clock(), app().zone()).toString(u"yyyy-MM-dd-HHmmss");
    const QString path = folder + u"/inferno-jobs-"_s + when + u".json"_s;
    QSaveFile file(path);
    const bool open = file.open(QIODevice::WriteOnly);
    // Values of environments are in it.
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const bool written = open && file.write(document().toUtf8() + '\n') > 0 && file.commit();
    if (written)
        app().say(tr("%n definition(s) are in %1", nullptr, checkedCount()).arg(path));
    else
        app().say(tr("%1 cannot be written: %2").arg(path, file.errorString()), true);
}

} // namespace inferno::models
