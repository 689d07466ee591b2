// SPDX-License-Identifier: GPL-3.0-or-later
// Edges that are drawn, changed and taken away.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/graph_page.h"
#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

void GraphPage::setEditing(bool editing) {
    if (editing == editing_)
        return;
    editing_ = editing;
    linkFrom_.clear();
    chosenEdge_ = {};
    clearRefusal();
    showEdges();
    Q_EMIT editChanged();
}

QString GraphPage::linkText() const {
    if (!refusal_.isEmpty())
        return refusal_;
    if (linkFrom_.isEmpty())
        return tr("Drag from the dot at a job's right to another job, or press C at a job.");
    //: An edge is being drawn from the job %1.
    return tr("Which job waits for %1? Go there and press Enter.").arg(linkFrom_);
}

QString GraphPage::edgeText() const {
    if (chosenEdge_.from.isEmpty())
        return {};
    const QString when = chosenEdge_.on == "failure"_L1      ? tr("if it fails")
                         : chosenEdge_.on == "completion"_L1 ? tr("however it ends")
                                                             : tr("if it succeeds");
    //: A job waits for another, and for which end of it.
    return tr("%1 waits for %2, %3").arg(chosenEdge_.to, chosenEdge_.from, when);
}

void GraphPage::beginLink(const QString& from) {
    if (!editing_ || !app().jobStore().byName(from))
        return;
    clearRefusal();
    linkFrom_ = from;
    Q_EMIT editChanged();
}

void GraphPage::endLink(const QString& to) {
    if (linkFrom_.isEmpty())
        return;
    const QString from = std::exchange(linkFrom_, QString());
    connectJobs(from, to);
    Q_EMIT editChanged();
}

void GraphPage::cancelLink() {
    linkFrom_.clear();
    clearRefusal();
    Q_EMIT editChanged();
}

void GraphPage::clearRefusal() {
    if (refusal_.isEmpty())
        return;
    refusal_.clear();
    circle_.clear();
    showEdges();
    Q_EMIT editChanged();
}

void GraphPage::refuse(const QStringList& circle) {
    circle_ = circle;
    refusal_ = circle.size() == 2 ? tr("A job cannot wait for itself.")
                                  : tr("That would be a circle: %1").arg(circle.join(u" → "_s));
    showEdges();
    Q_EMIT editChanged();
}

std::vector<std::string> GraphPage::edgesOf(const QString& to) const {
    const client::Job* job = app().jobStore().byName(to);
    return job ? job->definition.depends_on : std::vector<std::string>();
}

void GraphPage::connectJobs(const QString& from, const QString& to, const QString& on) {
    const client::Job* child = app().jobStore().byName(to);
    if (!child || !app().jobStore().byName(from) || !writable())
        return;
    clearRefusal();
    if (from == to) {
        refuse({from, to});
        return;
    }
    QStringList circle = {from};
    for (const int node : graph().path(graph().indexOf(to), graph().indexOf(from)))
        circle.append(graph().name(node));
    if (circle.size() > 1) {
        refuse(circle);
        return;
    }
    auto edges = edgesOf(to);
    const auto known = std::ranges::find_if(edges, [&](const std::string& edge) {
        QString parent;
        edgeOf(*child, edge, &parent);
        return parent == from;
    });
    if (known != edges.end()) {
        app().say(tr("%1 waits for %2 already").arg(to, from));
        return;
    }
    edges.push_back(QString(from + u':' + on).toStdString());
    changeEdges(to, edges, tr("%1 now waits for %2").arg(to, from));
}

void GraphPage::removeEdge(const QString& from, const QString& to) {
    const client::Job* child = app().jobStore().byName(to);
    if (!child || !writable())
        return;
    auto edges = edgesOf(to);
    const auto gone = std::erase_if(edges, [&](const std::string& edge) {
        QString parent;
        edgeOf(*child, edge, &parent);
        return parent == from;
    });
    if (gone > 0)
        changeEdges(to, edges, tr("%1 no longer waits for %2").arg(to, from));
}

void GraphPage::setCondition(const QString& from, const QString& to, const QString& on) {
    const client::Job* child = app().jobStore().byName(to);
    if (!child || !writable())
        return;
    auto edges = edgesOf(to);
    const auto before = edges;
    for (std::string& edge : edges) {
        QString parent;
        const QString was = edgeOf(*child, edge, &parent).on;
        if (parent == from && was != on)
            edge = QString(from + u':' + on).toStdString();
    }
    if (edges == before)
        return;
    if (chosenEdge_.from == from && chosenEdge_.to == to)
        chosenEdge_.on = on;
    changeEdges(to, edges, tr("%1 waits for %2 otherwise now").arg(to, from));
}

void GraphPage::changeEdges(const QString& to, const std::vector<std::string>& after, const QString& words) {
    const auto before = edgesOf(to);
    app().backend().updateJob(to, {{"depends_on", after}}).then(this, [=, this](const Result<client::Job>& job) {
        if (!job) {
            app().sayError(tr("%1 could not be changed").arg(to), job.error());
            return;
        }
        app().offerUndo(words, [this, to, before] {
            app()
                .backend()
                .updateJob(to, {{"depends_on", before}})
                .then(this, [this, to](const Result<client::Job>& back) {
                    if (!back)
                        app().sayError(tr("%1 could not be changed").arg(to), back.error());
                });
        });
    });
}

void GraphPage::chooseEdge(const QString& from, const QString& to) {
    chosenEdge_ = {};
    for (const auto& edge : graph().edges())
        if (graph().name(edge.from) == from && graph().name(edge.to) == to)
            chosenEdge_ = {from, to, edge.on};
    clearRefusal();
    showEdges();
    Q_EMIT editChanged();
}

void GraphPage::nextEdge() {
    const int node = graph().indexOf(chosen_);
    if (node < 0)
        return;
    std::vector<int> all = graph().entering(node);
    all.insert(all.end(), graph().leaving(node).begin(), graph().leaving(node).end());
    if (all.empty())
        return;
    std::size_t next = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& edge = graph().edges()[static_cast<std::size_t>(all[i])];
        if (graph().name(edge.from) == chosenEdge_.from && graph().name(edge.to) == chosenEdge_.to)
            next = (i + 1) % all.size();
    }
    const auto& edge = graph().edges()[static_cast<std::size_t>(all[next])];
    chooseEdge(graph().name(edge.from), graph().name(edge.to));
}

void GraphPage::removeChosenEdge() {
    const GraphLink edge = std::exchange(chosenEdge_, GraphLink());
    if (editing_ && !edge.from.isEmpty())
        removeEdge(edge.from, edge.to);
    showEdges();
    Q_EMIT editChanged();
}

void GraphPage::setChosenCondition(const QString& on) {
    if (!editing_ || chosenEdge_.from.isEmpty())
        return;
    setCondition(chosenEdge_.from, chosenEdge_.to, on);
    Q_EMIT editChanged();
}

} // namespace inferno::models
