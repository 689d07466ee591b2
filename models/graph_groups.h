// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>

#include "models/dependency_graph.h"
#include "models/graph_layout.h"

namespace inferno::models {

/// The most nodes that are laid out one by one.
inline constexpr int kGraphNodesMost = 1500;

/// What the canvas shows of the jobs: each alone, or the closed groups as one node each. A group's node is called
/// "#GROUP", which no job can be. Built in O(jobs + edges); a value.
struct GraphUnits {
    QStringList names;                  ///< of the nodes on the canvas
    QList<GraphLink> links;             ///< between them, each once
    QHash<QString, QList<int>> members; ///< by group: jobs, in their order
    QHash<QString, QString> groupOf;    ///< by job, where grouped
    bool grouped = false;

    /// The node on the canvas that stands for a job.
    QString unitOf(const QString& job) const { return shown_.value(job, job); }
    QHash<QString, QString> shown_; ///< jobs in closed groups
};

/// By its first tag; without tags by what stands before the first of "._-" or a digit in its name.
QString groupOfJob(const client::Job& job);

/// `open` are the groups whose jobs stand alone. Without `grouped` all do.
GraphUnits unitsOf(const QList<client::Job>& jobs, const DependencyGraph& graph, bool grouped,
                   const QSet<QString>& open);

} // namespace inferno::models
