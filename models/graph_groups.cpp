// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/graph_groups.h"

#include <algorithm>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

QString prefixOf(const QString& name) {
    const auto end =
        std::ranges::find_if(name, [](QChar c) { return c.isDigit() || c == u'.' || c == u'_' || c == u'-'; });
    const QString prefix = name.first(end - name.begin());
    return prefix.isEmpty() ? name.first(1) : prefix;
}

/// Where there are as many groups as jobs, nothing is gained: then by the first letter.
bool isTooMany(qsizetype groups) {
    return groups > kGraphNodesMost / 3;
}

} // namespace

QString groupOfJob(const client::Job& job) {
    return job.definition.tags.empty() ? prefixOf(text(job.definition.name)) : text(job.definition.tags.front());
}

GraphUnits unitsOf(const QList<client::Job>& jobs, const DependencyGraph& graph, bool grouped,
                   const QSet<QString>& open) {
    GraphUnits units;
    units.grouped = grouped;
    if (grouped) {
        for (int node = 0; node < graph.size(); ++node)
            units.members[groupOfJob(jobs.at(node))].append(node);
        if (isTooMany(units.members.size())) {
            units.members.clear();
            for (int node = 0; node < graph.size(); ++node)
                units.members[graph.name(node).first(1).toLower()].append(node);
        }
        for (auto group = units.members.begin(); group != units.members.end(); ++group) {
            for (const int node : group.value()) {
                units.groupOf.insert(graph.name(node), group.key());
                if (!open.contains(group.key()))
                    units.shown_.insert(graph.name(node), u'#' + group.key());
            }
        }
    }
    QSet<QString> told;
    for (const QString& job : graph.names()) {
        const QString unit = units.unitOf(job);
        if (!told.contains(unit))
            units.names.append(unit);
        told.insert(unit);
    }
    QSet<QString> drawn;
    for (const auto& edge : graph.edges()) {
        const GraphLink link{units.unitOf(graph.name(edge.from)), units.unitOf(graph.name(edge.to)), edge.on};
        const QString key = link.from + u' ' + link.to + u' ' + link.on;
        if (link.from != link.to && !drawn.contains(key))
            units.links.append(link);
        drawn.insert(key);
    }
    return units;
}

} // namespace inferno::models
