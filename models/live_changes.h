// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include <QHash>
#include <QList>

#include "models/backend.h"
#include "models/pace.h"

namespace inferno::models {

/// The live stream of a backend, told at most 30 times a second: what came meanwhile comes together, in its order, each
/// job and each run once and as it is now. A change that comes alone is told at once. GUI thread.
class LiveChanges : public QObject {
    Q_OBJECT

public:
    explicit LiveChanges(Backend& backend, QObject* parent = nullptr);

Q_SIGNALS:
    void jobChanged(const inferno::client::Job& job);
    void runChanged(const inferno::client::Run& run);
    void jobDeleted(const QString& id);

private:
    using Change = std::variant<client::Job, client::Run>;

    void take(const QString& key, Change change);
    void tell();

    Pace* pace_;
    QList<Change> changes_;
    QHash<QString, qsizetype> places_; ///< in changes_, by the id of a job or run
};

} // namespace inferno::models
