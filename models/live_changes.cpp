// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/live_changes.h"

#include <utility>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

LiveChanges::LiveChanges(Backend& backend, QObject* parent)
    : QObject(parent), pace_(new Pace(this, [this] { tell(); })) {
    connect(&backend, &Backend::jobChanged, this,
            [this](const client::Job& job) { take(u"job/"_s + text(job.id), job); });
    connect(&backend, &Backend::runChanged, this,
            [this](const client::Run& run) { take(u"run/"_s + text(run.id), run); });
    connect(&backend, &Backend::jobDeleted, this, [this](const QString& id) {
        tell(); // what came before it is told before it
        Q_EMIT jobDeleted(id);
    });
}

void LiveChanges::take(const QString& key, Change change) {
    if (const auto known = places_.constFind(key); known != places_.cend()) {
        changes_[*known] = std::move(change);
    } else {
        places_.insert(key, changes_.size());
        changes_.append(std::move(change));
    }
    pace_->want();
}

void LiveChanges::tell() {
    const QList<Change> changes = std::exchange(changes_, {});
    places_.clear();
    for (const Change& change : changes) {
        if (const auto* job = std::get_if<client::Job>(&change))
            Q_EMIT jobChanged(*job);
        else
            Q_EMIT runChanged(std::get<client::Run>(change));
    }
}

} // namespace inferno::models
