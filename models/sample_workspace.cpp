// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sample_workspace.h"

#include <algorithm>

#include <QFile>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr const char* kTag = "sample";
const auto kFirstJob = u"doc_manifest"_s; // that is run at once

nlohmann::json documents() {
    QFile file(u":/inferno/sample/jobs.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return nlohmann::json::array();
    const auto read = nlohmann::json::parse(file.readAll().toStdString(), nullptr, false);
    return read.is_object() ? read.value("jobs", nlohmann::json::array()) : nlohmann::json::array();
}

bool isSample(const client::Job& job) {
    return std::ranges::find(job.definition.tags, kTag) != job.definition.tags.end();
}

} // namespace

SampleWorkspace::SampleWorkspace(AppState& app) : app_(app) {
    connect(&app_, &AppState::jobNamesChanged, this, &SampleWorkspace::changed);
}

QStringList SampleWorkspace::jobs() const {
    QStringList names;
    for (const client::Job& job : app_.jobStore().jobs())
        if (isSample(job))
            names.append(text(job.definition.name));
    names.sort();
    return names;
}

void SampleWorkspace::load() {
    if (busy())
        return;
    waiting_ = 1;
    Q_EMIT changed();
    app_.backend().applyJobs(documents()).then(this, [this](const Result<client::ApplyAnswer>& answer) {
        waiting_ = 0;
        Q_EMIT changed();
        if (!answer) {
            app_.sayError(tr("The sample was not loaded"), answer.error());
            return;
        }
        app_.say(tr("The sample workspace is there: %n job(s)", nullptr, static_cast<int>(answer->changes.size())));
        app_.runJob(kFirstJob);
        Q_EMIT done();
    });
}

void SampleWorkspace::remove() {
    if (busy())
        return;
    QStringList names = jobs();
    // Those that wait for others first: on what others depend, nobody can delete.
    std::ranges::stable_sort(names, {}, [this](const QString& name) { return app_.jobStore().downstreamCount(name); });
    removeAll(names);
}

void SampleWorkspace::removeAll(QStringList names) {
    waiting_ = static_cast<int>(names.size());
    Q_EMIT changed();
    if (names.isEmpty()) {
        app_.say(tr("The sample workspace is gone"));
        return;
    }
    const QString name = names.takeFirst();
    app_.backend().deleteJob(name).then(this, [this, name, names](const Result<void>& gone) {
        if (gone) {
            removeAll(names);
            return;
        }
        waiting_ = 0;
        Q_EMIT changed();
        app_.sayError(tr("%1 was not removed").arg(name), gone.error());
    });
}

} // namespace inferno::models
